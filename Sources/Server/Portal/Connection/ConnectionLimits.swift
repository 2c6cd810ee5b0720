import NIOCore
import Synchronization

/// Counts open TCP connections, in all and per address, so that nobody can take every connection there is.
final class ConnectionLimits: Sendable {
    private struct Counts {
        var total = 0
        /// Holds only addresses with an open connection, so it is bounded by `maximum`.
        var byAddress: [String: Int] = [:]
        var refused = 0
    }

    let maximum: Int
    let maximumPerAddress: Int
    private let counts = Mutex(Counts())

    init(maximum: Int, maximumPerAddress: Int) {
        self.maximum = maximum
        self.maximumPerAddress = maximumPerAddress
    }

    /// Counts one connection, from its admission until nobody holds the place any more.
    final class Place: Sendable {
        private let limits: ConnectionLimits
        private let address: String

        fileprivate init(_ limits: ConnectionLimits, _ address: String) {
            self.limits = limits
            self.address = address
        }

        deinit { limits.leave(address) }
    }

    /// nil if the connection is one too many.
    func enter(_ address: String) -> Place? {
        let isAdmitted = counts.withLock { counts in
            let own = counts.byAddress[address, default: 0]
            guard counts.total < maximum, own < maximumPerAddress else {
                counts.refused &+= 1
                return false
            }
            counts.total += 1
            counts.byAddress[address] = own + 1
            return true
        }
        return isAdmitted ? Place(self, address) : nil
    }

    private func leave(_ address: String) {
        counts.withLock { counts in
            guard let own = counts.byAddress[address] else { return }
            counts.total -= 1
            counts.byAddress[address] = own > 1 ? own - 1 : nil
        }
    }

    var open: Int { counts.withLock { $0.total } }
    var refused: Int { counts.withLock { $0.refused } }
}
