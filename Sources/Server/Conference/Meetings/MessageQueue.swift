public import ClientProtocol
import Synchronization

/// A client's sink in memory, for whoever reads messages one by one.
public final class MessageQueue: ClientSink {
    /// Most bytes that may wait for the reader.
    public static let limit = 1 << 20

    private let feed: BoundedFeed<[UInt8]>
    private let reason = Mutex<ServerMessage.ByeReason?>(nil)

    public init(limit: Int = MessageQueue.limit) { feed = BoundedFeed(limit: limit) }

    public func send(text: [UInt8]) {
        if !feed.offer(text, cost: text.count), feed.overflowed { setReason(.slow) }
    }

    public func end(_ reason: ServerMessage.ByeReason) {
        setReason(reason)
        feed.finish()
    }

    private func setReason(_ new: ServerMessage.ByeReason) {
        reason.withLock { reason in reason = reason ?? new }
    }

    /// Why it ended; nil while it has not.
    public var ended: ServerMessage.ByeReason? { reason.withLock { $0 } }

    /// The JSON of the messages that wait; nil at the end.
    public func next() async -> [[UInt8]]? { await feed.next() }

    /// The JSON of the messages that wait now.
    public func takeAll() -> [[UInt8]] { feed.takeAll() }
}
