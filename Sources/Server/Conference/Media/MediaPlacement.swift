/// On which shard a new connection is to live.
///
/// A meeting stays together as long as the shards carry about as much: what is published and received on one shard costs
/// nothing extra. Beyond that the least loaded shard takes it, so that a meeting larger than a core spreads.
enum MediaPlacement {
    /// So many connections more than the least loaded shard has are no reason to leave a meeting's own.
    static let slack = 16

    /// - Parameters:
    ///   - load: the connections on each shard; there is one at least.
    ///   - own: those of the meeting among them.
    static func shard(load: [Int], own: [Int]) -> Int {
        let least = load.min() ?? 0
        let open = load.indices.filter { load[$0] <= least + slack }
        // Of equals the first.
        return open.min { (-own[$0], load[$0], $0) < (-own[$1], load[$1], $1) } ?? 0
    }
}
