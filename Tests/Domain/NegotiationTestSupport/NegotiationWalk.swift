import DomainTestSupport
public import Negotiation

/// A negotiation in which anybody asks for anything, decided by a seed, and what must hold after each step.
public struct NegotiationWalk {
    public private(set) var table: Table
    public private(set) var refusals: Set<TextRefusal.Reason> = []
    private var random: RandomTable
    private var past: [Moment] = []
    private var steps = 0

    /// What stood in the text after an act.
    struct Moment {
        let act: Int
        let words: [ParagraphID: String]
        let order: [ParagraphID]
    }

    public init(seed: UInt64) throws {
        random = RandomTable(seed: seed, tidiness: seed.isMultiple(of: 3) ? 50 : 0)
        table = try Table(
            operative: "We reaffirm our commitment.", "We shall act together.", "Chúng ta thống nhất.",
            silenceSeconds: 5)
    }

    /// How many steps changed the text.
    public var accepted: Int { past.count }

    /// - Returns: a sentence about the first rule that does not hold; nil when all do.
    public mutating func step() throws -> String? {
        table.clock = Table.time(of: steps)
        steps += 1
        let before = table.state
        let negotiator = random.negotiator()
        let command = random.command(before, at: table.now)
        let event: TextEvent?
        do { event = try table.run(command, by: negotiator) } catch let refusal as TextRefusal {
            refusals.insert(refusal.reason)
            return before == table.state ? nil : "a refused \(command) changed something"
        } catch { return "\(error), after \(command) by \(negotiator)" }
        guard let event else { return before == table.state ? nil : "\(command) changed something without an event" }
        if let broken = Self.brokenRule(in: table.state, since: before, by: event) {
            return "\(broken), after \(command) by \(negotiator)"
        }
        past.append(
            Moment(
                act: table.state.act, words: table.state.paragraphs.mapValues(\.wording.words), order: table.state.order
            ))
        guard let then = past.randomElement(using: &random.random) else { return nil }
        return Self.brokenHistory(in: table.state, then).map { "\($0), after \(command) by \(negotiator)" }
    }
}
