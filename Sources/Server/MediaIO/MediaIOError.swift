public import Wire

import Glibc

/// Why a shard cannot start or be reached.
public enum MediaIOError: Error, Hashable, CustomStringConvertible {
    /// Another program listens at this address.
    case portOccupied(NetworkAddress)
    /// The shards need more ports than there are from this one on.
    case noMorePorts(after: NetworkAddress, shards: Int)
    /// The system refused; `code` is an `errno`.
    case system(operation: String, code: Int32)
    /// The shard was stopped, or never started.
    case stopped
    /// Too many calls wait for the media thread.
    case overloaded

    public var description: String {
        switch self {
        case .portOccupied(let address): "UDP port \(address.port) at \(address.hostText) is in use by another program"
        case .noMorePorts(let address, let shards):
            "there are no \(shards) UDP ports from \(address.port) on, one for each media thread"
        case .system(let operation, let code): "\(operation): \(String(cString: strerror(code)))"
        case .stopped: "the media thread is stopped"
        case .overloaded: "the media thread is overloaded"
        }
    }
}
