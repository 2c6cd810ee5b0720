/// What connects one shard with all others: a ring each way for every pair.
struct ShardLinks: Sendable {
    /// Rung when another shard has told something.
    let bell: Bell
    /// By the number of the other shard.
    fileprivate(set) var outgoing: [(shard: Int, ring: ShardRing)] = []
    fileprivate(set) var incoming: [(shard: Int, ring: ShardRing)] = []

    /// For so many shards, by their numbers.
    static func connecting(_ count: Int) throws -> [ShardLinks] {
        var links = try (0..<count).map { _ in ShardLinks(bell: try Bell()) }
        for writer in links.indices {
            for reader in links.indices where reader != writer {
                let ring = ShardRing(bell: links[reader].bell)
                links[writer].outgoing.append((reader, ring))
                links[reader].incoming.append((writer, ring))
            }
        }
        return links
    }

    /// Wakes those that were told something since the last call.
    func publish() { for (_, ring) in outgoing { ring.publish() } }
}
