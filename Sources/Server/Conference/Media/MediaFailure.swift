import ClientProtocol
import MediaEngine
public import Summit

/// Why a media request has no effect, as clients are told.
public struct MediaFailure: Error, Hashable, Sendable {
    /// Stable.
    public var reason: String
    public var text: Texts
    /// What kind of trouble it is, for an HTTP status.
    public var kind: Kind
    /// For developers, in English; may be empty.
    public var detail = ""

    public enum Kind: Sendable, Hashable {
        /// The offer or fragment cannot be used (400).
        case malformed
        /// A sound offer of which nothing can be used here (422).
        case unsupported
        /// Not theirs (403).
        case forbidden
        /// No such resource (404).
        case unknown
        /// By a rule of the meeting (409).
        case refused
        /// The ETag is not the present one (412).
        case precondition
        /// More than may be (429).
        case tooMany
        /// No engine, or it is too busy (503).
        case unavailable
    }

    init(_ refusal: ServiceRefusal, _ kind: Kind, detail: String = "") {
        reason = refusal.rawValue
        text = refusal.text
        self.kind = kind
        self.detail = detail
    }

    init(_ error: any Error) {
        switch error {
        case let error as MediaFailure: self = error
        case let error as MediaRefusal:
            switch error.reason {
            case .noUsableMedia: self.init(.malformedOffer, .unsupported, detail: error.description)
            case .tooManyPeers: self.init(.tooFast, .unavailable, detail: error.description)
            default: self.init(.malformedOffer, .malformed, detail: error.description)
            }
            reason = error.reason.rawValue
        case is Unavailable: self.init(.tooFast, .unavailable)
        default: self.init(.unavailable, .unavailable, detail: "\(error)")
        }
    }
}
