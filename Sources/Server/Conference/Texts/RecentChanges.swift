/// What readers of a text were told last, for those who come back after a short while; whoever was away longer reads the text anew.
struct RecentChanges {
    typealias Told = (sequence: Int, json: [UInt8])

    private var changes: [Told] = []
    private var bytes = 0

    static let mostChanges = 4_000
    /// A change that puts in a hundred pages is as long as they are.
    static let mostBytes = 32 << 20

    /// Once it is full, the older half goes.
    mutating func append(_ told: Told) {
        changes.append(told)
        bytes += told.json.count
        guard changes.count > Self.mostChanges || bytes > Self.mostBytes else { return }
        var gone = 0
        while changes.count - gone > Self.mostChanges / 2 || bytes > Self.mostBytes / 2 {
            bytes -= changes[gone].json.count
            gone += 1
        }
        changes.removeFirst(gone)
    }

    /// All of them from the act after `sequence` up to `last`; nil where one is not here.
    func told(after sequence: Int, through last: Int) -> ArraySlice<Told>? {
        let missed = changes.drop { $0.sequence <= sequence }
        return missed.count == last - sequence ? missed : nil
    }
}
