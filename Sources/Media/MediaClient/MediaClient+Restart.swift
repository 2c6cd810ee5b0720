import ICE
import SDP
import Transport
public import Wire

/// Another way to the server, for the same connection.
extension MediaClient {
    /// Begins an ICE restart (RFC 8445 section 2.4), as after a change of network: `makeOffer`, or `trickleFragment`,
    /// has new credentials from here on. Media goes on over the present pair, if that still works, until `accept` and
    /// the nomination of a new one; DTLS and SRTP stay as they are.
    ///
    /// - Parameter addresses: where our datagrams leave from now; without any, the shell chooses.
    public func restartICE(localAddresses addresses: [NetworkAddress]) {
        credentials = crypto.makeICECredentials()
        localAddresses = addresses.isEmpty ? [NetworkAddress(high: 0, low: 0, port: 0)] : addresses
        pendingOffer = nil
    }

    /// Our credentials and candidates as the body of a PATCH, by which WHIP and WHEP restart ICE (RFC 9725 section 4.3.2).
    public var trickleFragment: String {
        let section = TrickleFragment.Section(mid: "0", candidates: candidateLines, hasEndOfCandidates: true)
        return TrickleFragment(
            usernameFragment: credentials.usernameFragment, password: credentials.password, sections: [section]
        ).text
    }

    /// Takes the answer to a `trickleFragment` that restarts ICE: the body of the response to the PATCH.
    public func accept(fragment text: String, now: MediaTime, into outbox: Outbox) throws(MediaClientError) {
        guard let transport else { throw .noOffer }
        let fragment: TrickleFragment
        do { fragment = try TrickleFragment(parsing: text) } catch { throw .unusableAnswer("\(error)") }
        let remote = ICECredentials(
            usernameFragment: fragment.usernameFragment ?? "", password: fragment.password ?? "")
        try restart(transport, remote: remote)
        for address in localAddresses { transport.addLocalAddress(address) }
        transport.tick(now: now, into: outbox)
        follow(now: now)
    }

    /// Goes over to new credentials, if there are any. Both sides must change theirs (RFC 8445 section 9).
    func restart(_ transport: PeerTransport, remote: ICECredentials) throws(MediaClientError) {
        guard credentials != transport.localCredentials else { return }
        guard remote.isWellFormed, remote != transport.remoteCredentials else {
            throw .unusableAnswer("no new ICE credentials")
        }
        transport.restartICE(local: credentials, remote: remote)
        transport.keepLocalAddresses(localAddresses)
    }
}
