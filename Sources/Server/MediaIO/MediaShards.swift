public import Logging
import MediaEngine
public import Transport
public import Wire

/// All media threads of a process. A peer lives on one of them; what is published on one is handed to the others where it
/// has receivers.
public final class MediaShards: Sendable {
    /// By their numbers; there is one at least.
    public let shards: [MediaShard]

    /// Binds all sockets; nothing is received before `start`. The parameters are those of `MediaShard`, except:
    ///
    /// - Parameters:
    ///   - count: how many threads there are.
    ///   - listen: the first shard's addresses; the others take the ports that follow, or any free ones for port 0.
    ///   - crypto: called once for each.
    /// - Throws: `MediaIOError`, and what `crypto` throws.
    public init(
        count: Int, listen: [NetworkAddress], advertise: [NetworkAddress]? = nil, tcp: NetworkAddress? = nil,
        crypto: @Sendable () throws -> any CryptoProvider, logger: Logger
    ) throws {
        precondition((1...Shard.limit).contains(count), "a process has 1 to \(Shard.limit) shards")
        let links = try ShardLinks.connecting(count)
        shards = try links.enumerated().map { number, links in
            let addresses = try listen.map { address in
                guard address.port != 0 else { return address }
                guard let port = UInt16(exactly: Int(address.port) + number) else {
                    throw MediaIOError.noMorePorts(after: address, shards: count)
                }
                return address.withPort(port)
            }
            return try MediaShard(
                number: number, links: links, listen: addresses, advertise: advertise, tcp: tcp, crypto: crypto,
                logger: logger)
        }
    }

    public subscript(number: Int) -> MediaShard? { shards.indices.contains(number) ? shards[number] : nil }

    public func start() { for shard in shards { shard.start() } }

    /// See `MediaShard.stop`.
    public func stop() { for shard in shards { shard.stop() } }

    /// Hands a TCP connection to the shard of the peer that its first packet names; see `MediaShard.take`.
    public func take(_ socket: TCPSocket, firstBytes: [UInt8]) {
        let number: Int? = firstBytes.withUnsafeBytes { bytes in
            switch PacketFraming.next(in: bytes, at: 0, longest: bytes.count) {
            case .packet(let range): MediaEngine.shard(ofCheck: UnsafeRawBufferPointer(rebasing: bytes[range]))
            case .incomplete, .tooLong: nil
            }
        }
        // Whoever names none is turned away by any of them.
        (self[number ?? 0] ?? shards[0]).take(socket, firstBytes: firstBytes)
    }

    /// What all sockets did so far.
    public func statistics() async throws -> MediaShardStatistics {
        var all = MediaShardStatistics()
        for shard in shards { all += try await shard.statistics() }
        return all
    }
}
