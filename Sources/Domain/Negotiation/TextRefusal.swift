/// A command that the rules of a negotiation do not allow now.
public struct TextRefusal: Error, Sendable, Hashable {
    public var reason: Reason
    /// What this is about: a member of the command, such as `edits`, or the name of what.
    public var subject: String
    public var maximum: Int?

    public init(_ reason: Reason, _ subject: String = "", maximum: Int? = nil) {
        self.reason = reason
        self.subject = subject
        self.maximum = maximum
    }

    /// Stable names of the rules that refuse.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// Only the pen-holder.
        case needsPen
        /// Only the pen-holder or the chair.
        case needsPenOrChair
        case needsChair
        /// Only a delegation that negotiates the text, for itself.
        case needsDelegation
        /// Only who made it, the pen-holder or the chair.
        case needsMaker
        case noSuchParagraph, noSuchElement, noSuchBracket, noSuchProposal, noSuchComment, noSuchPackage
        case noSuchDelegation
        case noSuchCitation
        /// The words are not those of the source.
        case notVerbatim
        /// There is no text that was decided on, with such a paragraph, that one may read.
        case noSuchSource
        /// Only the pen-holder or the secretariat.
        case needsPenOrSecretariat
        case noSuchDraft
        /// It was tabled, or discarded.
        case draftDecided
        /// The paragraph is agreed; nothing in it changes unless the chair reopens it.
        case paragraphClosed
        /// It is not there any more, and can be put back.
        case paragraphRemoved
        /// It is there.
        case paragraphThere
        /// It is not agreed.
        case paragraphOpen
        /// A bracket must begin and end within another, or without.
        case crossesBracket
        /// There is something in it that is not agreed: brackets, placeholders, variants.
        case bracketsLeft, placeholdersLeft, variantsLeft
        /// It goes with its mark.
        case isFootnote
        /// There is only this one.
        case noVariants
        /// The words that it is about are gone.
        case overtaken
        /// It is decided already.
        case proposalDecided
        /// It is a sponsor's own.
        case ownProposal
        case notSponsor
        /// A move cannot stand in brackets.
        case cannotBracket
        /// This capital is not waited for.
        case notWaitedFor
        case needsSecretariat, needsChairOrSecretariat
        /// Only the program itself.
        case needsProgram
        /// Its words are final; the chair takes up the negotiation again.
        case textFinal
        /// A meeting has a question on it before it, or has decided on it.
        case beforeMeeting
        /// This cannot be done as the text stands now.
        case wrongStanding
        /// There are proposals on the table, or capitals that have not confirmed a paragraph.
        case proposalsLeft, capitalsLeft
        /// Shorter than the rules of the body allow.
        case silenceTooShort
        /// Silence cannot be broken or extended any more.
        case silenceOver
        /// Another silence procedure lasts, or another decision waits, than the one that is answered.
        case otherSilence, otherDecision
        /// It lasts still.
        case silenceLasts
        /// It is not the version that is before those who decide.
        case otherVersion
        /// Only the chair's own text can go out without consensus.
        case notTheChairs
        /// It was decided on, and goes nowhere else.
        case adopted
        case noSuchStatement
        case reasonNeeded
        case missing, tooLong, tooMany, twice, controlCharacter, outOfRange
    }
}
