public import ClientProtocol

/// The way out to one client. Implemented by whoever holds the connection; `MessageQueue` is one in memory.
///
/// Both calls return at once. A sink bounds what waits for a slow client and ends itself with `slow` beyond the bound.
public protocol ClientSink: AnyObject, Sendable {
    /// Takes the JSON of one message, UTF-8, to be sent after those before it.
    func send(text: [UInt8])
    /// Says `bye`, with this reason, and closes. Later messages are ignored.
    func end(_ reason: ServerMessage.ByeReason)
}

extension ClientSink {
    func send(_ message: ServerMessage) { send(text: ProtocolJSON.encode(message)) }
}
