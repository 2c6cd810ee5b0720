public import Summit

/// Rules of a week that cannot all be kept.
public struct WeekConflict: Error, Sendable, Hashable {
    public let rules: [WeekRule]
    /// Without any one of them, the others can be kept together. False where time did not suffice to prove it.
    public let isIrreducible: Bool

    public init(rules: [WeekRule], isIrreducible: Bool) {
        self.rules = rules
        self.isIrreducible = isIrreducible
    }

    /// Finds such rules among these, which together cannot be kept: leaves out ever smaller parts for which the rest
    /// still collides, at last single rules.
    ///
    /// - Parameter ask: whether all rules but these can be kept.
    public static func find(
        among all: [WeekRule], isolation: isolated (any Actor)? = #isolation,
        ask: (_ without: Set<WeekRule>) async throws -> WeekFeasibility
    ) async throws -> WeekConflict {
        var rules = all
        var without: Set<WeekRule> = []
        var isProven = true
        var size = max(1, rules.count / 2)
        while true {
            var position = 0
            isProven = true
            while position < rules.count {
                let part = rules[position..<min(position + size, rules.count)]
                let answer = try await ask(without.union(part))
                if answer == .impossible {
                    without.formUnion(part)
                    rules.removeSubrange(position..<position + part.count)
                } else {
                    if answer == .unknown { isProven = false }
                    position += part.count
                }
            }
            guard size > 1 else { break }
            size = max(1, min(size / 2, rules.count / 2))
        }
        return WeekConflict(rules: rules, isIrreducible: isProven)
    }
}

public enum WeekFeasibility: Sendable, Hashable {
    case possible, impossible, unknown
}

extension Week {
    /// Whether the week's rules can be kept without some of them, as far as a short search can tell.
    public func feasibility(
        without: Set<WeekRule>, published: [MeetingID: WeekTimetable.Placement] = [:], by clocks: some Clocks,
        steps: Int = 4_000
    ) -> WeekFeasibility {
        var problem = WeekProblem(
            self, by: clocks, without: without, published: published, feasibility: true,
            singleRooms: !published.isEmpty)
        let relations = WeekRelations(problem)
        problem.tighten(relations)
        var search = WeekSearch(problem, relations)
        for seed in 0..<3 {
            switch search.first(steps: steps, seed: UInt64(seed)) {
            case .found: return .possible
            case .none: return .impossible
            case .unknown: continue
            }
        }
        return .unknown
    }
}
