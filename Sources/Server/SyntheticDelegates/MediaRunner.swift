#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Foundation
import MediaClient
import OpenSSLCrypto
import Synchronization
import Transport
import Wire

/// One thread with the media connections of all synthetic delegates: sockets, timers and files being played. Everything
/// else is asked of it in turns, by `run`.
final class MediaRunner: Sendable {
    typealias Turn = @Sendable (MediaDeck) -> Void

    private struct State {
        var turns: [Turn] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    /// Written to when a turn waits, so that `poll` returns.
    private let wake: (read: Int32, write: Int32)

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw DatagramSocket.Failure(errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        wake = (ends[0], ends[1])
    }

    /// The thread holds the runner until it is stopped, so nobody writes to a closed pipe.
    deinit {
        close(wake.read)
        close(wake.write)
    }

    /// - Parameter certificate: the delegates' DTLS certificate and cryptography.
    func start(identity: DTLSIdentity) throws {
        let thread = Thread { [self] in
            do {
                let crypto = try OpenSSLCryptoProvider(identity: identity)
                loop(MediaDeck(crypto: crypto))
            } catch {
                preconditionFailure("OpenSSL made one context of this certificate and cannot make another. \(error)")
            }
        }
        thread.name = "synthetic-media"
        thread.start()
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        ring()
    }

    /// Runs `body` on the media thread. Throws `CancellationError` when the runner has stopped.
    func run<Result: Sendable>(_ body: @escaping @Sendable (MediaDeck) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let isStopped = state.withLock { state in
                if !state.isStopped {
                    state.turns.append { deck in continuation.resume(with: Swift.Result { try body(deck) }) }
                }
                return state.isStopped
            }
            if isStopped { continuation.resume(throwing: CancellationError()) } else { ring() }
        }
    }

    private func ring() {
        var byte: UInt8 = 1
        _ = write(wake.write, &byte, 1)  // A full pipe wakes as well.
    }

    private func loop(_ deck: MediaDeck) {
        var descriptors: [pollfd] = []
        while true {
            let (turns, isStopped) = state.withLock { state in
                defer { state.turns.removeAll() }
                return (state.turns, state.isStopped)
            }
            for turn in turns { turn(deck) }
            if isStopped { break }
            descriptors.removeAll(keepingCapacity: true)
            descriptors.append(pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0))
            for descriptor in deck.descriptors {
                descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
            }
            poll(&descriptors, nfds_t(descriptors.count), deck.millisecondsToDeadline)
            if descriptors[0].revents != 0 {
                var sink = [UInt8](repeating: 0, count: 64)
                while read(wake.read, &sink, sink.count) > 0 {}
            }
            for entry in descriptors.dropFirst() where entry.revents != 0 { deck.receive(on: entry.fd) }
            deck.advance()
        }
        deck.closeAll()
        // Turns that came between the last look and the stop still get their answer: all connections are closed by
        // then.
        for turn in state.withLock({ $0.turns }) { turn(deck) }
    }
}
