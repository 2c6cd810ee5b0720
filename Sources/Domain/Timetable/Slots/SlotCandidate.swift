import Summit

/// A start, and what orders it among the others.
struct SlotCandidate: Sendable, Hashable {
    let start: Timestamp
    /// In the order of the seats.
    let burdens: [Int]
    let total: Int
    let greatest: Int
    /// What each seat would have borne after the meeting, the greatest first; empty when nobody has carried anything.
    let balance: [Int]

    init(start: Timestamp, burdens: [Int], balance: [Int]) {
        self.start = start
        self.burdens = burdens
        total = burdens.reduce(0, +)
        greatest = burdens.max() ?? 0
        self.balance = balance.sorted(by: >)
    }

    /// How much more than the least total still counts as nearly the same: an hour, or a tenth of it.
    static func allowance(above least: Int) -> Int { max(60, least / 10) }

    /// The best first: the smallest total, of equal ones the smallest greatest, of equal ones the earliest. Among those with
    /// nearly the least total comes first whose balance is least in its greatest number, then in the next, and so on.
    static func ranked(_ candidates: [SlotCandidate]) -> [SlotCandidate] {
        let least = candidates.map(\.total).min() ?? 0
        let bound = least + allowance(above: least)
        return candidates.sorted { left, right in
            guard !left.balance.isEmpty else { return left.comesBefore(right) }
            switch (left.total <= bound, right.total <= bound) {
            case (true, true) where left.balance != right.balance:
                return left.balance.lexicographicallyPrecedes(right.balance)
            case (true, false): return true
            case (false, true): return false
            default: return left.comesBefore(right)
            }
        }
    }

    private func comesBefore(_ other: Self) -> Bool {
        (total, greatest, start) < (other.total, other.greatest, other.start)
    }
}
