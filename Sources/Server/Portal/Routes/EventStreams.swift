import Conference
import HTTPTypes
import Hummingbird
import NIOCore
import Negotiation
import ServiceLifecycle
import Summit
import Synchronization

/// Live events over HTTP: server-sent events (HTML standard, section 9.2), `id` is the sequence number.
struct EventStreams: Sendable {
    /// A comment keeps proxies from closing a quiet stream, and finds readers that have gone.
    static let heartbeat: Duration = .seconds(15)
    /// Most events that wait for a slow reader; one who is further behind is cut off and comes back by `Last-Event-ID`.
    static let waiting = 2_048
    /// Of events each of which is all that is shown.
    private static let viewsWaiting = 64

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
        return answer { await feed.next()?.map { Self.chunk($0.sequence, $0.json) } }
    }

    /// Tells that a conference changed, and nothing of what changed.
    func answer(conference: LiveConference) async throws -> Response {
        guard let feed = await conference.follow() else {
            throw Problem(.serviceUnavailable, "Too many follow this conference.", retryAfter: 10)
        }
        return answer { await feed.next()?.last.map(Self.number) }
    }

    /// Tells that a delegation's drafts changed, and nothing of what changed.
    /// - Parameter mayRead: asked before anything is told; the stream ends with the right to read.
    func answer(drafts: DelegationDrafts, mayRead: @escaping @Sendable () async -> Bool) async throws -> Response {
        guard let feed = await drafts.follow() else {
            throw Problem(.serviceUnavailable, "Too many follow these drafts.", retryAfter: 10)
        }
        return answer {
            guard let last = await feed.next()?.last, await mayRead() else {
                feed.finish()
                return nil
            }
            return Self.number(last)
        }
    }

    /// - Parameters:
    ///   - after: nil: from now on.
    ///   - mayRead: asked before anything is told; the stream ends with the right to read.
    func answer(
        room: DraftingRoom, after: Int?, mayRead: @escaping @Sendable () async -> Bool
    ) async throws -> Response {
        guard let feed = await room.follow(after: after) else {
            throw Problem(
                .conflict, "The stream cannot begin there. Read the text anew and begin at its sequence number.",
                reason: "outOfRange")
        }
        return answer {
            guard let told = await feed.next(), await mayRead() else {
                feed.finish()
                return nil
            }
            return told.map { Self.chunk($0.sequence, $0.json) }
        }
    }

    /// Tells what a meeting is shown of a text, at once and whenever that has become another.
    /// - Parameter view: asked after each act; nil ends the stream.
    func answer(
        room: DraftingRoom, watcher: Author, view: @escaping @Sendable () async -> (act: Int, json: [UInt8])?
    ) async throws -> Response {
        guard let feed = await room.watch(by: watcher) else {
            throw Problem(.serviceUnavailable, "Too many watch this text.", retryAfter: 10)
        }
        let last = Mutex<[UInt8]?>(nil)
        return answer(waiting: Self.viewsWaiting) {
            if last.withLock({ $0 != nil }), await feed.next() == nil { return nil }
            guard let now = await view() else {
                feed.finish()
                return nil
            }
            let isNew = last.withLock { known in
                defer { known = now.json }
                return known != now.json
            }
            return isNew ? [Self.chunk(now.act, now.json)] : []
        }
    }

    /// Tells that there is something new for a person, and nothing of what.
    func answer(notices feed: BoundedFeed<Int>) -> Response {
        answer { await feed.next().map { _ in [ByteBuffer(string: "data: {}\n\n")] } }
    }

    private func answer(
        waiting: Int = Self.waiting, _ next: @escaping @Sendable () async -> [ByteBuffer]?
    ) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: .init { [counters] writer in
                counters.eventStreams.count()
                defer { counters.eventStreams.count(-1) }
                try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
                for await chunk in Self.chunks(waiting, next).cancelOnGracefulShutdown() {
                    try await writer.write(chunk)
                }
                try await writer.finish(nil)
            })
    }

    /// What comes and the heartbeat in one stream; it ends when nothing more comes or the reader is too slow.
    private static func chunks(
        _ waiting: Int, _ next: @escaping @Sendable () async -> [ByteBuffer]?
    ) -> AsyncStream<ByteBuffer> {
        AsyncStream(bufferingPolicy: .bufferingOldest(waiting)) { continuation in
            let reading = Task {
                while let chunks = await next() {
                    for chunk in chunks {
                        if case .dropped = continuation.yield(chunk) { return continuation.finish() }
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

    /// Of the last event, and nothing else.
    private static func number(_ sequence: Int) -> [ByteBuffer] {
        [chunk(sequence, Array("{\"sequence\":\(sequence)}".utf8))]
    }

    /// The JSON has no line breaks, so that it is one `data` line.
    private static func chunk(_ sequence: Int, _ json: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer(string: "id: \(sequence)\ndata: ")
        buffer.writeBytes(json)
        buffer.writeString("\n\n")
        return buffer
    }
}
