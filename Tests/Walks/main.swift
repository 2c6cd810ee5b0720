import Foundation
import LibraryTestSupport
import NegotiationTestSupport
import Procedure
import ProcedureTestSupport
import Summit

// Goes on where the tests of the same walks stop: walk text|meeting|library STEPS [FIRST-SEED]. Ends with 1 at the first rule that
// does not hold, and names the seed and the step, which lead there again.

/// A walk, as far as it went.
protocol Goer {
    init(_ seed: UInt64) throws
    /// - Returns: a sentence about the first rule that does not hold; nil when all do.
    mutating func go() throws -> String?
    /// The same of all of it, at its end.
    func end() throws -> String?
    var accepted: Int { get }
}

extension NegotiationWalk: Goer {
    init(_ seed: UInt64) throws { try self.init(seed: seed) }
    mutating func go() throws -> String? { try step() }
    func end() throws -> String? { try brokenRecord() }
}

extension Walk: Goer {
    init(_ seed: UInt64) throws { self.init(seed: seed) }

    mutating func go() -> String? {
        step()
        return lastEvents.isEmpty ? nil : brokenRule.map { "\($0), after \(lastEvents)" }
    }

    func end() throws -> String? { try brokenRecord() }
    var accepted: Int { log.count }
}

extension LibraryWalk: Goer {
    init(_ seed: UInt64) throws { self.init(seed: seed) }
    mutating func go() throws -> String? { try step() }
    func end() throws -> String? { try brokenRecord() }
    var accepted: Int { events.count }
}

/// Walks of `length` steps, one behind the other, each with the next seed.
func walk<Kind: Goer>(_: Kind.Type, steps: Int, length: Int, from first: UInt64) throws {
    var (left, seed, events) = (steps, first, 0)
    while left > 0 {
        var walk = try Kind(seed)
        for step in 1...min(length, left) {
            guard let broken = try walk.go() else { continue }
            print("seed \(seed), step \(step): \(broken)")
            exit(1)
        }
        if let broken = try walk.end() {
            print("seed \(seed), at the end: \(broken)")
            exit(1)
        }
        left -= min(length, left)
        seed += 1
        events += walk.accepted
    }
    print("\(steps) steps of seeds \(first) to \(seed - 1), \(events) events: every rule held")
}

let arguments = CommandLine.arguments.dropFirst()
guard let kind = arguments.first, let steps = arguments.dropFirst().first.flatMap({ Int($0) }), steps > 0 else {
    print("walk text|meeting|library STEPS [FIRST-SEED]")
    exit(2)
}
let first = arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 1
switch kind {
case "text": try walk(NegotiationWalk.self, steps: steps, length: 1_200, from: first)
case "library": try walk(LibraryWalk.self, steps: steps, length: 1_500, from: first)
case "meeting": try walk(Walk.self, steps: steps, length: 2_500, from: first)
default:
    print("There is no walk of a \(kind).")
    exit(2)
}
