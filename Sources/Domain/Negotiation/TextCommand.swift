public import Summit

/// What somebody asks to happen to a text; ``TextState/decide(_:by:at:)`` says whether it does.
///
/// In JSON an object with one member, named as the case, that holds an object with what the case carries.
public enum TextCommand: Sendable, Hashable, Codable {
    // The pen-holder
    /// `stamp`: so that what is sent twice, since no answer came, happens once.
    case edit(paragraph: ParagraphID, edits: [Edit], stamp: Stamp?)
    /// Behind one that is there, or at the beginning.
    case addParagraphs(behind: ParagraphID?, paragraphs: [NewParagraph])
    case setKind(paragraph: ParagraphID, kind: Paragraph.Kind)
    case moveParagraph(paragraph: ParagraphID, behind: ParagraphID?)
    case removeParagraph(paragraph: ParagraphID)
    case restoreParagraph(paragraph: ParagraphID)
    case putPlaceholder(paragraph: ParagraphID, behind: ElementID?, subject: String, owner: SeatID?, due: Timestamp?)
    /// Its mark directly behind an element, or at the beginning.
    case addFootnote(paragraph: ParagraphID, behind: ElementID?, words: String)
    case circulate(name: String, cutOff: Timestamp?)
    /// The name of the next pen-holder; also by the chair.
    case handPen(to: PenHolder)

    // The pen-holder and the chair
    case bracket(paragraph: ParagraphID, stretch: Stretch, wanting: [SeatID], opposing: [SeatID])
    /// The words stay or go, the bracket goes.
    case liftBracket(bracket: BracketID, keeping: Bool)
    case acceptProposal(proposal: ProposalID)
    case bracketProposal(proposal: ProposalID)
    case mergeProposal(proposal: ProposalID, into: ProposalID)
    case setProposalAside(proposal: ProposalID, reason: String)
    /// Of the variants of a paragraph this one stays.
    case chooseVariant(paragraph: ParagraphID)

    // The chair
    case discuss(paragraph: ParagraphID)
    /// Nobody waiting: agreed. Else agreed ad referendum.
    case agree(paragraph: ParagraphID, waiting: [SeatID])
    case reopen(paragraph: ParagraphID, reason: String)
    case makePackage(name: Texts, paragraphs: [ParagraphID])
    case undoPackage(package: PackageID)
    /// Nothing in it changes any more, so that it can be decided on.
    case finalise
    /// Its words are negotiated again.
    case resume(reason: String)
    case `defer`(reason: String, until: Timestamp?)
    /// Up to the next level or back to the one below.
    case refer(to: Referral, reason: String)
    /// Another type of text, where there is no consensus on this one.
    case downgrade(to: TextType, reason: String)
    /// The chair's own text goes out.
    case issue
    /// `verb`: what will have been decided if nobody objects.
    case beginSilence(verb: Outcome, until: Timestamp)
    case extendSilence(until: Timestamp, reason: String)
    case withdrawSilence(reason: String)

    // The pen-holder and the secretariat
    /// `seen`: the last act of the text as it was read; no words: there is no such translation any more.
    case translate(paragraph: ParagraphID, language: LanguageTag, words: String, isOfficial: Bool, seen: Int)

    // The chair and the secretariat
    case setSymbol(symbol: String)
    /// Where the decided text has a mistake; its words stay.
    case correct(paragraph: ParagraphID, words: String, replacement: String, reason: String)
    /// By the secretariat.
    case setRules(rules: TextRules, reason: String)

    // The program itself
    case concludeSilence
    /// For a while nobody could break silence: there is time enough left to, or it is made longer.
    case makeUpSilence
    case decide(decision: MeetingDecision)

    // Every delegation, for itself
    /// `seen`: the last act of the text as it was read. `key`: so that what is sent twice happens once.
    case propose(change: Proposal.Change, seen: Int, reason: String, key: ProposalKey? = nil)
    case joinProposal(proposal: ProposalID)
    case withdraw(proposal: ProposalID)
    /// `for`: another delegation, as it said in the room; by the pen-holder and the chair.
    case takeSide(on: Subject, side: Side, for: SeatID?)
    /// For a capital, by name.
    case confirm(paragraph: ParagraphID, name: String)
    case decline(paragraph: ParagraphID, name: String, reason: String)
    case comment(paragraph: ParagraphID, stretch: Stretch?, words: String)
    /// By who made it, the pen-holder or the chair.
    case resolveComment(comment: CommentID)
    /// `words`: as the source has them. Also by the secretariat.
    case cite(paragraph: ParagraphID, stretch: Stretch, source: Citation.Source, words: String)
    /// By who noted it, the pen-holder, the chair or the secretariat.
    case uncite(citation: CitationID)
    /// That a text under silence has come, or that somebody has opened it. `of`: the act with which that silence began.
    case receive(of: Int, opened: Bool)
    /// `change`: what the delegation proposes in its place, to words of the text as it stands.
    case breakSilence(of: Int, reason: String, change: Proposal.Change?)
    /// What was decided ad referendum, for a capital, by name. `of`: the act of that decision.
    case confirmDecision(of: Int, name: String)
    case declineDecision(of: Int, name: String, reason: String)
    case attach(kind: Statement.Kind, paragraph: ParagraphID?, words: String)
    case withdrawStatement(statement: StatementID)
}

/// A change of the words of one paragraph. An element `0.n` is the one that the same command has made as its n-th, counted from 0.
public enum Edit: Sendable, Hashable, Codable {
    /// Directly behind an element, or at the beginning. `from`: where the words come from, if they stood in this text before.
    case put(words: String, behind: ElementID?, from: ElementID?)
    case remove(range: ElementRange)
    case restore(range: ElementRange)
}

/// Names what a device sent; its numbers count up.
public struct Stamp: Sendable, Hashable, Codable {
    public var device: String
    public var number: Int

    public init(device: String, number: Int) {
        self.device = device
        self.number = number
    }
}

/// A paragraph to be.
public struct NewParagraph: Sendable, Hashable, Codable {
    public var kind: Paragraph.Kind
    public var words: String
    /// Where the words come from, if they stood in this text before.
    public var from: ElementID?

    public init(kind: Paragraph.Kind, words: String, from: ElementID? = nil) {
        self.kind = kind
        self.words = words
        self.from = from
    }
}

/// What a delegation takes a side on.
public enum Subject: Sendable, Hashable, Codable {
    case bracket(id: BracketID)
    case proposal(id: ProposalID)
    /// Where there are several: for this one, or not.
    case variant(id: ParagraphID)
}

public enum Side: String, Sendable, Hashable, Codable, CaseIterable {
    /// Wants the words, supports the proposal, prefers the variant.
    case support
    case oppose
    case neither
}

/// What happened to a text. The record holds nothing else; a text's state is the fold of its events.
public enum TextEvent: Sendable, Hashable, Codable {
    /// Always and only the first.
    case textCreated(text: TextFacts)
    case edited(paragraph: ParagraphID, edits: [Edit], stamp: Stamp?)
    case paragraphsAdded(behind: ParagraphID?, paragraphs: [NewParagraph])
    case kindSet(paragraph: ParagraphID, kind: Paragraph.Kind)
    case paragraphMoved(paragraph: ParagraphID, behind: ParagraphID?)
    case paragraphRemoved(paragraph: ParagraphID)
    case paragraphRestored(paragraph: ParagraphID)
    case placeholderPut(paragraph: ParagraphID, behind: ElementID?, subject: String, owner: SeatID?, due: Timestamp?)
    case footnoteAdded(paragraph: ParagraphID, behind: ElementID?, words: String)
    case circulated(name: String, cutOff: Timestamp?)
    case penHanded(to: PenHolder)
    case bracketed(paragraph: ParagraphID, stretch: Stretch, wanting: [SeatID], opposing: [SeatID])
    case bracketLifted(bracket: BracketID, keeping: Bool)
    case proposed(change: Proposal.Change, sponsor: SeatID, seen: Int, reason: String, key: ProposalKey? = nil)
    case sponsorJoined(proposal: ProposalID, delegation: SeatID)
    case proposalWithdrawn(proposal: ProposalID, delegation: SeatID)
    case proposalAccepted(proposal: ProposalID)
    case proposalBracketed(proposal: ProposalID)
    case proposalMerged(proposal: ProposalID, into: ProposalID)
    case proposalSetAside(proposal: ProposalID, reason: String)
    case sideTaken(on: Subject, delegation: SeatID, side: Side)
    case variantChosen(paragraph: ParagraphID)
    case discussed(paragraph: ParagraphID)
    case agreed(paragraph: ParagraphID, waiting: [SeatID])
    case confirmed(paragraph: ParagraphID, delegation: SeatID, name: String)
    /// A capital does not agree, and the paragraph is open again.
    case declined(paragraph: ParagraphID, delegation: SeatID, name: String, reason: String)
    case reopened(paragraph: ParagraphID, reason: String)
    case packageMade(name: Texts, paragraphs: [ParagraphID])
    case packageUndone(package: PackageID)
    case commented(paragraph: ParagraphID, stretch: Stretch?, delegation: SeatID?, words: String)
    case commentResolved(comment: CommentID)
    case finalised(digest: String)
    case resumed(reason: String)
    case deferred(reason: String, until: Timestamp?)
    case referred(to: Referral, reason: String)
    case downgraded(to: TextType, reason: String)
    case issued
    case silenceBegun(verb: Outcome, until: Timestamp)
    case silenceExtended(until: Timestamp, reason: String)
    case silenceReceived(delegation: SeatID, person: ParticipantID?, opened: Bool)
    case silenceBroken(delegation: SeatID, reason: String, change: Proposal.Change?)
    case silenceWithdrawn(reason: String)
    /// Nobody broke it. Where somebody has not confirmed that they received the text, nothing is decided, unless the rules say so.
    case silenceEnded(unconfirmed: [SeatID])
    case decided(decision: MeetingDecision)
    case decisionConfirmed(delegation: SeatID, name: String)
    case decisionDeclined(delegation: SeatID, name: String, reason: String)
    case statementAttached(kind: Statement.Kind, delegation: SeatID, paragraph: ParagraphID?, words: String)
    case statementWithdrawn(statement: StatementID)
    case symbolSet(symbol: String)
    case corrected(paragraph: ParagraphID, words: String, replacement: String, reason: String)
    case rulesSet(rules: TextRules, reason: String)
    case cited(
        paragraph: ParagraphID, stretch: Stretch, source: Citation.Source, words: String, delegation: SeatID?)
    case citationRemoved(citation: CitationID)
    /// `of`: the act whose words it translates.
    case translated(paragraph: ParagraphID, language: LanguageTag, words: String, isOfficial: Bool, of: Int)
}
