public import DomainTestSupport
public import Negotiation
public import Summit

/// Anybody asking for anything of a text: most of it refers to what is there, some of it cannot be.
public struct RandomTable {
    public static let seats: [SeatID] = ["VN", "ID", "MY", "PH", "SG", "TH"]
    public var random: SplitMix64

    public init(seed: UInt64) { random = SplitMix64(state: seed) }

    private mutating func chance(_ percent: Int = 50) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    private mutating func one<Element>(of all: [Element]) -> Element? { all.randomElement(using: &random) }
    private mutating func some<Element>(of all: [Element]) -> [Element] { all.filter { _ in chance(30) } }

    public mutating func negotiator() -> Negotiator {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: Table.pen
        case 3...5: Table.chair
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

    private mutating func change(_ id: ParagraphID, _ state: TextState) -> Proposal.Change {
        let wording = state.paragraphs[id]?.wording
        return switch Int.random(in: 0..<8, using: &random) {
        case 0: .insert(paragraph: id, behind: element(of: wording), words: words())
        case 1: .delete(paragraph: id, ranges: [range(of: wording)])
        case 2, 3: .replace(paragraph: id, ranges: [range(of: wording)], words: words())
        case 4: .move(paragraph: id, behind: one(of: state.order))
        case 5: .add(behind: one(of: state.order), kind: kind(), words: words())
        case 6: .remove(paragraph: id)
        default: .alternative(to: id, words: words())
        }
    }

    public mutating func command(_ state: TextState) -> TextCommand {
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
        case 33, 34, 35: return .propose(change: change(id, state), seen: chance(90) ? state.act : 0, reason: "")
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
