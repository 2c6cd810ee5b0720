/// The order of simulcast layers. Offers name them and say nothing of size; these are the names in use.
enum LayerNames {
    private static let ranks: [String: Int] = [
        "f": 0, "full": 0, "h": 1, "half": 1, "q": 2, "quarter": 2,
        "hi": 0, "high": 0, "mid": 1, "medium": 1, "lo": 2, "low": 2,
    ]

    /// The largest picture first. With names that say nothing, the offer's order counts as that.
    static func bestFirst(_ rids: [String]) -> [String] {
        let ranked = rids.compactMap { rid in ranks[rid.lowercased()].map { (rid, $0) } }
        guard ranked.count == rids.count else { return rids }
        return ranked.sorted { $0.1 < $1.1 }.map(\.0)
    }
}
