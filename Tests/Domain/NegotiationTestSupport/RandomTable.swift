public import DomainTestSupport
public import Negotiation
public import Summit

/// Anybody asking for anything of a text: most of it refers to what is there, some of it cannot be.
public struct RandomTable {
    public static let seats: [SeatID] = ["VN", "ID", "MY", "PH", "SG", "TH"]
    public var random: SplitMix64
    /// How often, of 100 times, a text is brought nearer to being final.
    public var tidiness: Int

    public init(seed: UInt64, tidiness: Int = 0) {
        self.tidiness = tidiness
        random = SplitMix64(state: seed)
    }

    private mutating func chance(_ percent: Int = 50) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    private mutating func one<Element>(of all: [Element]) -> Element? { all.randomElement(using: &random) }
    private mutating func some<Element>(of all: [Element]) -> [Element] { all.filter { _ in chance(30) } }

    public mutating func negotiator() -> Negotiator {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: Table.pen
        case 3...4: Table.chair
        case 5: Table.program
        case 6: Table.secretariat
        default: Table.negotiator(one(of: Self.seats) ?? "MY")
        }
    }

    private mutating func words() -> String {
        one(of: ["and ", "shall ", "Thỏa thuận ", "🤝", "", "e\u{301} ", "words that are longer "]) ?? ""
    }

    private mutating func kind() -> Paragraph.Kind {
        one(of: [.operative, .preambular, .sub(level: 1), .heading(level: 2), .plain, .annex, .sub(level: 7)]) ?? .plain
    }

    private mutating func element(of wording: Wording?) -> ElementID? {
        guard let run = one(of: wording?.runs ?? []), run.count > 0 else { return nil }
        return ElementID(act: run.id.act, place: run.id.place + Int.random(in: 0..<run.count, using: &random))
    }

    private mutating func range(of wording: Wording?) -> ElementRange {
        guard let first = element(of: wording),
            let range = ElementRange(
                act: first.act, places: first.place..<first.place + Int.random(in: 1...6, using: &random))
        else { return ElementRange(act: 1, places: 0..<1)! }
        return range
    }

    private mutating func stretch(of wording: Wording?) -> Stretch {
        let (first, last) = (element(of: wording), element(of: wording))
        let none = ElementID(act: 1, place: 0)
        return Stretch(first: first ?? none, last: chance() ? last ?? none : first ?? none)
    }

    private mutating func edit(_ wording: Wording?) -> Edit {
        switch Int.random(in: 0..<5, using: &random) {
        case 0...2: .put(words: words(), behind: element(of: wording), from: nil)
        case 3: .remove(range: range(of: wording))
        default: .restore(range: range(of: wording))
        }
    }

    /// What somebody asks to be changed in some paragraph.
    public mutating func change(_ state: TextState) -> Proposal.Change {
        change(one(of: Array(state.order)) ?? ParagraphID(act: 9, place: 9), state)
    }

    private mutating func change(_ id: ParagraphID, _ state: TextState) -> Proposal.Change {
        let wording = state.paragraphs[id]?.wording
        return switch Int.random(in: 0..<8, using: &random) {
        case 0: .insert(paragraph: id, behind: element(of: wording), words: words())
        case 1: .delete(paragraph: id, ranges: [range(of: wording)])
        case 2, 3: .replace(paragraph: id, ranges: [range(of: wording)], words: words())
        case 4: .move(paragraph: id, behind: one(of: state.order))
        case 5: .add(behind: one(of: state.order), kind: kind(), words: words())
        case 6: .remove(paragraph: id)
        default:
            chance()
                ? .alternative(to: id, words: words())
                : .footnote(paragraph: id, behind: element(of: wording), words: words())
        }
    }

    /// As its member in JSON.
    public static func name(of command: TextCommand) -> String {
        Mirror(reflecting: command).children.first?.label ?? "\(command)"
    }

    /// Also what brings a text on its way, now and then: what is final is taken up again before long.
    public mutating func command(_ state: TextState, at time: Timestamp) -> TextCommand {
        if chance(tidiness), let command = tidying(state) { return command }
        if chance(10) { return beside(state) }
        let share = state.standing == .negotiated ? 6 : 60
        return chance(share) ? course(state, at: time) : negotiation(state)
    }

    /// What is noted beside the words.
    private mutating func beside(_ state: TextState) -> TextCommand {
        let id = one(of: state.order) ?? ParagraphID(act: 1, place: 9)
        let wording = state.paragraphs[id]?.wording
        switch Int.random(in: 0..<6, using: &random) {
        case 0...2:
            let stretch = stretch(of: wording)
            let words = chance(90) ? wording?.words(in: stretch) ?? "" : words()
            return .cite(
                paragraph: id, stretch: stretch, source: .document(symbol: "A/RES/1", place: ""), words: words)
        case 3: return .uncite(citation: one(of: state.citations.keys.sorted()) ?? CitationID(act: 1, place: 0))
        default:
            let language = one(of: ["vi", "id", "en", "zh-Hant"]).flatMap { LanguageTag(rawValue: $0) } ?? .authentic
            return .translate(
                paragraph: id, language: language, words: words(), isOfficial: chance(),
                seen: chance(80) ? state.act : 0)
        }
    }

    private mutating func decision(on state: TextState) -> TextCommand {
        let seats = chance(80) ? state.facts.delegations : Self.seats
        return .decide(
            decision: MeetingDecision(
                meeting: "summit-36", number: Int.random(in: 1...99, using: &random),
                verb: one(of: Outcome.allCases) ?? .adopt,
                digest: chance(90) ? state.standing.version?.digest ?? "" : "", present: seats,
                apart: chance(20) ? some(of: seats) : [], waiting: chance() ? some(of: seats) : []))
    }

    /// What settles the first thing that keeps a text from being final; nil: nothing does.
    private func tidying(_ state: TextState) -> TextCommand? {
        if let proposal = state.proposals.values.filter({ $0.outcome == nil }).map(\.id).min() {
            return .setProposalAside(proposal: proposal, reason: "So")
        }
        for id in state.order {
            let standing = state.paragraphs[id]?.standing ?? .open
            if case .agreedAdReferendum = standing { return .confirm(paragraph: id, name: "H. E. A") }
            let bracket = state.openBrackets(in: id).first?.id
            let placeholder = state.paragraphs[id]?.wording.runs.first { run in
                guard case .placeholder = run.content else { return false }
                return run.presence.isThere
            }
            if state.variants(of: id).count > 1 { return .chooseVariant(paragraph: id) }
            if let bracket { return .liftBracket(bracket: bracket, keeping: true) }
            if let placeholder,
                let range = ElementRange(
                    act: placeholder.id.act, places: placeholder.id.place..<placeholder.id.place + 1)
            {
                return .edit(paragraph: id, edits: [.remove(range: range)], stamp: nil)
            }
        }
        return nil
    }

    private mutating func course(_ state: TextState, at time: Timestamp) -> TextCommand {
        let id = one(of: state.order) ?? ParagraphID(act: 1, place: 9)
        let reason = chance(90) ? "So" : " "
        let later = time.advanced(byMilliseconds: Int64.random(in: -5...30, using: &random) * 1_000)
        let silence = chance() ? TextCommand.concludeSilence : .makeUpSilence
        let asked = chance(80) ? state.asked : state.act - 1
        if chance(40) {
            switch state.standing {
            case .negotiated, .deferred: break
            case .final:
                if state.facts.type.isChairs { return .issue }
                if chance(15) { return .downgrade(to: one(of: TextType.allCases) ?? .declaration, reason: reason) }
                let end = time.advanced(byMilliseconds: Int64.random(in: 3...20, using: &random) * 1_000)
                return chance(45) ? .beginSilence(verb: .endorse, until: end) : decision(on: state)
            case .silence:
                let ways: [TextCommand] = [
                    .concludeSilence,
                    .breakSilence(of: asked, reason: reason, change: chance() ? change(id, state) : nil),
                    .extendSilence(until: later, reason: reason), .withdrawSilence(reason: reason),
                ]
                return one(of: ways) ?? .concludeSilence
            case .awaiting:
                return chance(60)
                    ? .confirmDecision(of: asked, name: "H. E. A")
                    : .declineDecision(of: asked, name: "A", reason: reason)
            case .decided:
                let referral = Referral(body: nil, meeting: nil, chair: "VN", delegations: Self.seats)
                return .refer(to: referral, reason: reason)
            }
        }
        switch Int.random(in: 0..<30, using: &random) {
        case 0...6: return .finalise
        case 7: return .resume(reason: reason)
        case 8: return .defer(reason: reason, until: chance() ? later : nil)
        case 9:
            let seats = Self.seats.filter { _ in chance(90) }
            let referral = Referral(
                body: chance() ? "asean" : nil, meeting: chance() ? "summit-36" : nil, chair: "VN", delegations: seats)
            return .refer(to: referral, reason: reason)
        case 10: return .downgrade(to: one(of: TextType.allCases) ?? .declaration, reason: reason)
        case 11: return .issue
        case 12, 13: return .beginSilence(verb: one(of: Outcome.allCases) ?? .adopt, until: later)
        case 14: return .extendSilence(until: later, reason: reason)
        case 15: return .withdrawSilence(reason: reason)
        case 16: return .setSymbol(symbol: chance(90) ? "ASEAN/\(Int.random(in: 1...9, using: &random))" : "")
        case 17:
            let words = state.paragraphs[id]?.wording.words.prefix(3)
            return .correct(paragraph: id, words: words.map { String($0) } ?? "x", replacement: "so", reason: reason)
        case 18:
            let rules = TextRules(
                silenceSeconds: Int.random(in: -1...20, using: &random), silencePassesUnconfirmed: chance(),
                silenceGraceSeconds: 10, decidesWithBrackets: chance(20))
            return .setRules(rules: rules, reason: reason)
        case 19: return silence
        case 20, 21: return decision(on: state)
        case 22...24: return .receive(of: asked, opened: chance())
        case 25: return .breakSilence(of: asked, reason: reason, change: chance() ? change(id, state) : nil)
        case 26: return .confirmDecision(of: asked, name: "H. E. A")
        case 27: return .declineDecision(of: asked, name: "H. E. A", reason: reason)
        case 28:
            let kind = one(of: Statement.Kind.allCases) ?? .national
            return .attach(kind: kind, paragraph: chance() ? id : nil, words: reason)
        default:
            return .withdrawStatement(
                statement: one(of: state.statements.keys.sorted()) ?? StatementID(act: 1, place: 0))
        }
    }

    public mutating func negotiation(_ state: TextState) -> TextCommand {
        let known = state.paragraphs.keys.sorted()
        let id = (chance(90) ? one(of: state.order) : one(of: known)) ?? ParagraphID(act: 1, place: 9)
        let wording = state.paragraphs[id]?.wording
        let bracket = one(of: state.brackets.keys.sorted()) ?? BracketID(act: 1, place: 0)
        let proposal = one(of: state.proposals.keys.sorted().suffix(12)) ?? ProposalID(act: 1, place: 0)
        let reason = chance(90) ? "So" : " "
        switch Int.random(in: 0..<42, using: &random) {
        case 0...8:
            return .edit(
                paragraph: id, edits: (0..<Int.random(in: 1...3, using: &random)).map { _ in edit(wording) },
                stamp: chance(20) ? Stamp(device: "tablet", number: Int.random(in: 0...60, using: &random)) : nil)
        case 9:
            guard state.order.count < 12 else { return .removeParagraph(paragraph: id) }
            return .addParagraphs(
                behind: chance() ? id : nil,
                paragraphs: [NewParagraph(kind: kind(), words: words(), from: element(of: wording))])
        case 10: return .setKind(paragraph: id, kind: kind())
        case 11: return .moveParagraph(paragraph: id, behind: chance(80) ? one(of: known) : nil)
        case 12: return .removeParagraph(paragraph: id)
        case 13: return .restoreParagraph(paragraph: one(of: known) ?? id)
        case 14:
            if chance(), state.footnoteCount < 6 {
                return .addFootnote(paragraph: id, behind: element(of: wording), words: words())
            }
            return .putPlaceholder(
                paragraph: id, behind: element(of: wording), subject: "Date", owner: one(of: Self.seats), due: nil)
        case 15: return .circulate(name: "Rev.\(Int.random(in: 1...30, using: &random))", cutOff: nil)
        case 16:
            return .handPen(
                to: chance(20) ? .secretariat : .delegation(seat: chance(80) ? "ID" : one(of: Self.seats) ?? "MY"))
        case 17, 18:
            return .bracket(
                paragraph: id, stretch: stretch(of: wording), wanting: some(of: Self.seats), opposing: some(of: ["MY"]))
        case 19, 20: return .liftBracket(bracket: bracket, keeping: chance())
        case 21: return .acceptProposal(proposal: proposal)
        case 22, 23: return .bracketProposal(proposal: proposal)
        case 24: return .mergeProposal(proposal: proposal, into: one(of: state.proposals.keys.sorted()) ?? proposal)
        case 25: return .setProposalAside(proposal: proposal, reason: reason)
        case 26: return .chooseVariant(paragraph: id)
        case 27: return .discuss(paragraph: id)
        case 28, 29: return .agree(paragraph: id, waiting: chance() ? [] : some(of: Self.seats.dropLast()))
        case 30: return .reopen(paragraph: id, reason: reason)
        case 31: return .makePackage(name: Texts(en: "Money", vi: "Tiền"), paragraphs: some(of: known))
        case 32: return .undoPackage(package: one(of: state.packages.keys.sorted()) ?? PackageID(act: 1, place: 0))
        case 33, 34, 35:
            let key = state.act.isMultiple(of: 5) ? ProposalKey(rawValue: "key-\(state.act % 9)") : nil
            return .propose(change: change(id, state), seen: chance(90) ? state.act : 0, reason: "", key: key)
        case 36: return .joinProposal(proposal: proposal)
        case 37: return .withdraw(proposal: proposal)
        case 38:
            let subject: Subject =
                [.bracket(id: bracket), .proposal(id: proposal), .variant(id: id)].randomElement(using: &random)
                ?? .variant(id: id)
            return .takeSide(
                on: subject, side: one(of: Side.allCases) ?? .neither, for: chance(30) ? one(of: Self.seats) : nil)
        case 39: return .confirm(paragraph: id, name: "H. E. A")
        case 40: return .decline(paragraph: id, name: "H. E. A", reason: reason)
        default:
            guard chance() else {
                return .comment(paragraph: id, stretch: chance() ? stretch(of: wording) : nil, words: "Typo?")
            }
            let comment = chance(90) ? one(of: state.comments.keys.sorted()) : nil
            return .resolveComment(comment: comment ?? CommentID(act: 1, place: 0))
        }
    }
}

extension TextState {
    fileprivate var footnoteCount: Int { order.count { paragraphs[$0]?.anchor != nil } }
}
