import DomainTestSupport
import Foundation
public import Library
import Summit

/// A library of which anybody asks anything, decided by a seed, and what must hold after each step.
public struct LibraryWalk {
    public private(set) var state: LibraryState
    public private(set) var events: [LibraryEvent] = []
    public private(set) var refusals: Set<LibraryRefusal.Reason> = []
    private var acts: [(at: Timestamp, by: Author)] = []
    private var rules: LibraryRules
    private var random: SplitMix64
    private var now = Timestamp(milliseconds: 1_600_000_000_000)
    private var added = 0
    /// In how many of a hundred steps a version comes to the first document.
    private let zeal: Int
    private let capacity: Int

    static let readers: [LibraryReader] = {
        func reader(_ id: ParticipantID, _ change: (inout LibraryReader) -> Void) -> LibraryReader {
            var reader = LibraryReader(author: .participant(id))
            change(&reader)
            return reader
        }
        return [
            reader("officer") { $0.isSecretariat = true },
            reader("la-adviser") { ($0.delegation, $0.isDelegate) = ("LA", true) },
            reader("vn-head") { ($0.delegation, $0.isDelegate, $0.presides, $0.isHost) = ("VN", true, ["amm"], true) },
            reader("interpreter") { $0.isDelegate = true }, reader("press") { _ in },
            LibraryReader(author: .system),
        ]
    }()
    private static let seats: [SeatID] = ["LA", "VN"]
    private static let texts = ["recovery", "trade"].map { TextID(wellFormed: $0) }

    public init(seed: UInt64) {
        random = SplitMix64(state: seed)
        zeal = seed.isMultiple(of: 5) ? 60 : 0
        capacity = seed.isMultiple(of: 3) ? 100_000 : 1 << 30
        let facts = LibraryFacts(
            conference: ConferenceID(wellFormed: "amm-54"), delegation: seed.isMultiple(of: 4) ? "LA" : nil)
        state = LibraryState(facts)
        events = [.libraryOpened(library: facts)]
        rules = LibraryRules(readers: Self.readers, capacity: capacity)
    }

    /// - Returns: a sentence about the first rule that does not hold; nil when all do.
    public mutating func step() throws -> String? {
        now = now.advanced(byMilliseconds: Int64.random(in: 0...60_000, using: &random))
        let keeper = Self.readers[state.facts.delegation == nil ? 0 : 1]
        let reader = chance(max(zeal, 40)) ? keeper : one(of: Self.readers)
        let command = command()
        if let leak = rules.leak(of: command, by: reader, in: state, at: now) { return leak }
        if let leak = rules.symbolLeak(of: command, by: reader, in: state, at: now) { return leak }
        let event: LibraryEvent?
        do { event = try state.decide(command, by: reader, at: now, capacity: capacity) } catch {
            refusals.insert(error.reason)
            return nil
        }
        guard let event else { return nil }
        let before = state
        try state.evolve(event, at: now, by: reader.author)
        events.append(event)
        acts.append((now, reader.author))
        return rules.broken(in: state, since: before, by: event, at: now).map {
            "\($0), after \(command) by \(reader.author)"
        }
    }

    /// Through JSON, as a record keeps them, the same events lead to the same library.
    public func brokenRecord() throws -> String? {
        let kept = try JSONDecoder().decode([LibraryEvent].self, from: JSONEncoder().encode(events))
        if kept != events { return "the events are others after they were written" }
        guard var again = LibraryState(first: kept[0]) else { return "nothing was opened" }
        for (event, act) in zip(kept.dropFirst(), acts) { try again.evolve(event, at: act.at, by: act.by) }
        return again == state ? nil : "the same events lead to another library"
    }

    // MARK: What is asked for

    private mutating func command() -> LibraryCommand {
        if chance(zeal), let first = state.order.first { return .addVersion(document: first, version: version()) }
        switch Int.random(in: 0..<13, using: &random) {
        case 0, 1, 2: return .add(document: document(), version: version(isFirst: chance(90)))
        case 3, 4: return .addVersion(document: id(), version: version())
        case 5: return .change(document: id(), facts: facts())
        case 6: return .setAccess(document: id(), access: access())
        case 7, 8: return .setEmbargo(document: id(), embargo: embargo())
        case 9: return .release(document: id())
        case 10: return .textAdopted(document: id(), text: one(of: Self.texts))
        case 11:
            let reasons = ["superseded", " ", "a\u{0}b", String(repeating: "x", count: LibraryLimits.note + 1)]
            // Where versions are heaped on the first document, it stays.
            let target = zeal == 0 ? id() : state.order.dropFirst().last ?? DocumentID(wellFormed: "gone")
            return .withdraw(document: target, reason: one(of: reasons))
        default: return .setSubmissions(open: chance(70))
        }
    }

    private mutating func document() -> NewDocument {
        added += 1
        let own = state.facts.delegation
        return NewDocument(
            id: chance(95) ? DocumentID(wellFormed: "d\(added)") : id(), facts: facts(),
            access: chance(70) ? own.map { .delegationPrivate(seat: $0) } ?? .delegations : access(),
            embargo: chance(own == nil ? 50 : 5) ? embargo() : nil,
            owner: chance(60) ? own : one(of: Self.seats + [nil]))
    }

    private mutating func facts() -> DocumentFacts {
        let symbols = ["", " a", "<x>", String(repeating: "a", count: LibraryLimits.symbol + 1)]
        let titles = ["", "a\u{202e}b", String(repeating: "x", count: LibraryLimits.title + 1)]
        return DocumentFacts(
            symbol: chance(10) ? one(of: symbols) : "AMM/\(Int.random(in: 0..<200, using: &random))",
            title: Texts(en: chance(5) ? one(of: titles) : "Title", vi: ""), meeting: chance(50) ? "amm" : nil,
            agendaItem: chance(20) ? one(of: [0, 1, 2_000]) : nil)
    }

    private mutating func version(isFirst: Bool = false) -> NewVersion {
        let sizes = [0, LibraryLimits.file + 1]
        let name = FileName("paper.txt")!
        return NewVersion(
            language: chance(60) ? "en" : one(of: ["vi", "lo", "no language"]),
            standing: isFirst ? .authentic : one(of: DocumentVersion.Standing.allCases),
            note: chance(5) ? one(of: ["a\u{0}", String(repeating: "x", count: LibraryLimits.note + 1)]) : "",
            file: FileFacts(
                name: name, size: chance(5) ? one(of: sizes) : Int.random(in: 1...10_000, using: &random),
                digest: String(repeating: "0", count: 64)))
    }

    private mutating func access() -> AccessClass {
        one(of: [.public, .delegations, .chairOnly, .delegationPrivate(seat: one(of: Self.seats))])
    }

    private mutating func embargo() -> Embargo {
        let end = now.advanced(byMilliseconds: Int64.random(in: -60_000...600_000, using: &random))
        return one(of: [.until(time: end), .untilReleased, .untilAdopted(text: one(of: Self.texts), type: nil)])
    }

    /// Mostly of a document that is there.
    private mutating func id() -> DocumentID {
        chance(5)
            ? DocumentID(wellFormed: "gone") : state.order.randomElement(using: &random) ?? DocumentID(wellFormed: "d0")
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func one<Element>(of choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }
}
