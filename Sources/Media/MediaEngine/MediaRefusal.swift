/// Why an offer, a candidate or a restart is not accepted. `reason` is stable, for protocols and translations.
public struct MediaRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The offer is no valid SDP.
        case malformedOffer
        /// ICE credentials or a certificate's fingerprint are missing.
        case missingTransport
        /// The m-lines are not all in one BUNDLE group.
        case notBundled
        /// No m-line sends (publish) or receives (receive) a codec that is forwarded here, with RTCP multiplexed.
        case noUsableMedia
        /// The engine has its maximum of peers.
        case tooManyPeers
        /// The peer id is already used by a connection of the other direction, or by another source.
        case wrongPeer
        /// A renegotiation that changes what must stay: order or kind of m-lines, or the certificate.
        case incompatibleRenegotiation
    }

    public var reason: Reason
    /// For logs and developers, in English.
    public var detail: String

    public init(_ reason: Reason, _ detail: String = "") {
        self.reason = reason
        self.detail = detail
    }

    public var description: String { detail.isEmpty ? reason.rawValue : "\(reason.rawValue): \(detail)" }
}
