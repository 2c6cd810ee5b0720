import Conference
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Summit

/// Live events over HTTP: server-sent events (HTML standard, section 9.2), `id` is the sequence number.
struct EventStreams: Sendable {
    /// A comment keeps proxies from closing a quiet stream, and finds readers that have gone.
    static let heartbeat: Duration = .seconds(15)
    /// Most events that wait for a slow reader; one who is further behind is cut off and comes back by `Last-Event-ID`.
    static let waiting = 2_048

    let counters: PortalCounters

    /// - Parameter after: nil: from now on.
    func answer(meeting: LiveMeeting, author: Author, after: Int?) async throws -> Response {
        let start: Int
        if let after { start = after } else { start = await meeting.sequence }
        let feed: EventFeed?
        do { feed = try await meeting.follow(after: start, for: author) } catch { throw Problem(error) }
        guard let feed else {
            throw Problem(
                .conflict, "The stream cannot begin there. Read the meeting's view and begin at its sequence number.",
                reason: "outOfRange")
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: .init { [counters] writer in
                counters.eventStreams.count()
                defer { counters.eventStreams.count(-1) }
                try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
                for await chunk in Self.chunks(of: feed).cancelOnGracefulShutdown() { try await writer.write(chunk) }
                try await writer.finish(nil)
            })
    }

    /// The feed and the heartbeat in one stream; it ends when the feed does or the reader is too slow.
    private static func chunks(of feed: EventFeed) -> AsyncStream<ByteBuffer> {
        AsyncStream(bufferingPolicy: .bufferingOldest(waiting)) { continuation in
            let reading = Task {
                while let events = await feed.next() {
                    for event in events {
                        if case .dropped = continuation.yield(Self.chunk(event)) { return continuation.finish() }
                    }
                }
                continuation.finish()
            }
            let beating = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: heartbeat)
                    continuation.yield(ByteBuffer(string: ": still here\n\n"))
                }
            }
            continuation.onTermination = { _ in
                reading.cancel()
                beating.cancel()
            }
        }
    }

    /// The JSON has no line breaks, so that it is one `data` line.
    private static func chunk(_ event: FeedEvent) -> ByteBuffer {
        var buffer = ByteBuffer(string: "id: \(event.sequence)\ndata: ")
        buffer.writeBytes(event.json)
        buffer.writeString("\n\n")
        return buffer
    }
}
