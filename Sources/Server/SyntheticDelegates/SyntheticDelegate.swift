public import Foundation
public import Summit

/// Who a synthetic delegate is, and how it gets in.
public struct SyntheticDelegate: Sendable {
    /// A bearer token. It prints as REDACTED.
    public struct Token: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
        public let text: String
        public init(_ text: String) { self.text = text }
        public var description: String { "REDACTED" }
        public var debugDescription: String { "REDACTED" }
    }

    public var seat: SeatID
    public var participant: ParticipantID
    public var token: Token

    public init(seat: SeatID, participant: ParticipantID, token: Token) {
        self.seat = seat
        self.participant = participant
        self.token = token
    }
}

/// Where the synthetic delegates meet.
public struct SyntheticDelegatesConfiguration: Sendable {
    /// For example `https://127.0.0.1:8443`, without a slash at the end.
    public var server: String
    /// The server's certificate in PEM; no other is trusted. nil: the system's roots decide.
    public var certificate: String?
    public var meeting: MeetingID
    public var delegates: [SyntheticDelegate]
    /// The folder that `SyntheticMedia.prepare` filled.
    public var media: URL
    /// Seats that are left to real people.
    public var without: Set<SeatID> = []
    /// How long nobody else may have been there before a delegate comes back, seconds.
    public var patience = 10

    public init(server: String, certificate: String?, meeting: MeetingID, delegates: [SyntheticDelegate], media: URL) {
        self.server = server
        self.certificate = certificate
        self.meeting = meeting
        self.delegates = delegates
        self.media = media
    }
}
