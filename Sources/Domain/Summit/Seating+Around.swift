extension Seating {
    /// Who sits where, clockwise seen from above, beginning at the head of the table.
    ///
    /// Who sits at the head faces the table: clockwise from there comes the left hand, and the last seat is on the right.
    /// - Parameters:
    ///   - precedence: those at the table.
    ///   - head: nil: the first in precedence.
    ///   - besideHead: who has the seat on the head's right hand, where the format says so.
    func around(_ precedence: [SeatID], head: SeatID?, besideHead: SeatID?) -> [SeatID] {
        guard let head = head ?? precedence.first else { return [] }
        let beside = partnerBesideChair && besideHead != head ? besideHead : nil
        let others = precedence.filter { $0 != head && $0 != beside }
        switch arrangement {
        case .clockwise:
            return [head] + others + (beside.map { [$0] } ?? [])
        case .alternating:
            let alternating = (beside.map { [$0] } ?? []) + others
            let right = alternating.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            let left = alternating.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            return [head] + left + right.reversed()
        }
    }
}
