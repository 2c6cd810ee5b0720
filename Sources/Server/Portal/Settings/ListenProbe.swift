import NIOCore
import NIOPosix

/// Finds out whether an address can be listened on, before anything else is touched.
package enum ListenProbe {
    /// - Throws: ``ExitReason`` saying why not.
    package static func check(_ address: ListenAddress) async throws(ExitReason) {
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: address.host, port: address.port).get()
            try await channel.close()
        } catch let error as IOError {
            throw ExitReason(listening: address, error)
        } catch {
            throw ExitReason(.unavailable, "The server cannot listen on \(address).")
        }
    }
}
