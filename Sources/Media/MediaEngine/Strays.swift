import Transport
import Wire

/// Media from addresses that no check has come from.
///
/// A NAT may give a peer another address without the peer's knowing. Its next check would tell, some seconds later
/// (RFC 7675 section 5.1). Until then its media comes from an address that nobody knows: it is tried with the keys of peers
/// that are silent, and whom it fits is asked there.
struct Strays {
    /// A peer that sends media or reports is not silent for so long.
    static let silence = MediaInterval.milliseconds(250)
    /// Attempts to decrypt, for all peers: anybody can send such datagrams.
    private var attempts = TokenBucket(capacity: 64, perSecond: 256)
    /// Who is tried first, so that everybody's turn comes.
    private var turn = 0
    static let maximumAsked = 64
    private var asked: [NetworkAddress: PeerID] = [:]

    mutating func mayTry(now: MediaTime) -> Bool {
        guard attempts.take(now: now) else { return false }
        turn &+= 1
        return true
    }

    /// Which of so many is to be tried now.
    func next(of count: Int) -> Int { Int(UInt(bitPattern: turn) % UInt(count)) }

    mutating func ask(_ peer: PeerID, at address: NetworkAddress) {
        if asked.count == Self.maximumAsked { asked.removeAll(keepingCapacity: true) }
        asked[address] = peer
    }

    func asked(at address: NetworkAddress) -> PeerID? { asked[address] }
}

extension MediaEngine {
    func receiveStray(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, into outbox: Outbox
    ) {
        totals.drop(.unknownAddress)
        let isRTP = DatagramKind(UnsafeRawBufferPointer(datagram)) == .rtp
        guard strays.mayTry(now: now) else { return }
        let silent = peers.values.filter { isSilent($0.transport) && (!isRTP || $0.publisher != nil) }
        for attempt in silent.indices where attempt == 0 || strays.mayTry(now: now) {
            let peer = silent[strays.next(of: silent.count)]
            // In the memory of what would be sent next: nothing is there yet.
            let slot = outbox.reserve()
            guard datagram.count <= slot.count else { return }
            let copy = UnsafeMutableRawBufferPointer(rebasing: slot[..<datagram.count])
            copy.copyMemory(from: UnsafeRawBufferPointer(datagram))
            if peer.transport.recognizes(copy, from: from, to: local, now: now, into: outbox) {
                return strays.ask(peer.id, at: from)
            }
        }
    }

    private func isSilent(_ transport: PeerTransport) -> Bool {
        transport.isConnected && !transport.isLost && now - transport.lastMedia > Strays.silence
    }
}
