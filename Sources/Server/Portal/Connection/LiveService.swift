import ClientProtocol
import Conference
import Logging
import NIOCore
import NIOWebSocket
import Summit
import Synchronization

/// Serves WebSockets: brings what clients say to their meeting, and notices when they fall silent.
struct LiveService: Sendable {
    /// The first message has to come within this time.
    static let helloTime: Duration = .seconds(10)

    let counters: PortalCounters
    let register: SinkRegister
    let pingInterval: Duration
    let silenceLimit: Duration
    let logger: Logger

    func serve(_ channel: PortalChannel.WebSocketChannel, _ caller: LiveCaller) async {
        counters.webSocketsAccepted.count()
        counters.webSockets.count()
        defer { counters.webSockets.count(-1) }
        let sink = WebSocketSink(channel: channel.channel, counters: counters)
        let number = register.add(sink)
        defer { register.remove(number) }
        do {
            // The writer is not used: the sink writes to the channel itself and never waits.
            try await channel.executeThenClose { inbound, _ in
                let conversation = Conversation(sink: sink, counters: counters)
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await conversation.read(inbound, caller) }
                    group.addTask { await watch(conversation, sink, channel.channel) }
                    await group.next()
                    group.cancelAll()
                }
            }
        } catch {
            logger.trace("A WebSocket ended", metadata: ["error": "\(type(of: error))"])
        }
    }

    /// Pings a quiet client, and cuts off one that stays silent: whoever lost their line has to be known as gone soon.
    private func watch(_ conversation: Conversation, _ sink: WebSocketSink, _ channel: any Channel) async {
        let start = ContinuousClock.now
        while !Task.isCancelled {
            let lost = conversation.lastHeard + silenceLimit
            try? await Task.sleep(until: min(.now + pingInterval, lost))
            let now = ContinuousClock.now
            if now >= conversation.lastHeard + silenceLimit {
                counters.lostClients.count()
                channel.close(promise: nil)
                return
            }
            if !conversation.isAttached, now - start > Self.helloTime { return sink.end(.protocol) }
            sink.ping()
        }
    }
}

private struct ClosedByClient: Error {}

/// One client's side of a WebSocket.
private final class Conversation: Sendable {
    typealias Frames = NIOAsyncChannelInboundStream<WebSocketFrame>

    /// Pings and the pieces of long messages among them; what they say is metered by the meeting.
    private static let framesPerSecond: Int64 = 500

    private let sink: WebSocketSink
    private let counters: PortalCounters
    private let heard: Mutex<ContinuousClock.Instant>
    private let attached = Atomic<Bool>(false)

    init(sink: WebSocketSink, counters: PortalCounters) {
        self.sink = sink
        self.counters = counters
        heard = Mutex(.now)
    }

    var lastHeard: ContinuousClock.Instant { heard.withLock { $0 } }
    var isAttached: Bool { attached.load(ordering: .relaxed) }

    /// Until the client closes or breaks the protocol. One message after another: while one is being handled no more
    /// are read.
    func read(_ inbound: Frames, _ caller: LiveCaller) async {
        // The one iterator that the channel allows.
        var frames = inbound.makeAsyncIterator()
        do {
            switch caller {
            case .turnedAway(let reason): sink.end(reason)
            case .participant(let participant, let meeting, let generation):
                try await converse(&frames, Place(participant: participant, meeting: meeting, generation: generation))
            }
            // Lets the goodbye reach the client: reads on until it answers, or the sink cuts it off.
            while let frame = try await frames.next(), frame.opcode != .connectionClose {}
        } catch {
            // The client closed, the connection broke, or a frame was not one; NIO has answered that.
        }
    }

    /// Who converses, and where.
    private struct Place {
        let participant: ParticipantID
        let meeting: LiveMeeting
        let generation: Int
    }

    private func converse(_ frames: inout Frames.AsyncIterator, _ place: Place) async throws {
        var attachment: Attachment?
        let result: Result<Void, any Error>
        do {
            result = .success(try await follow(&frames, place, &attachment))
        } catch {
            result = .failure(error)
        }
        if let attachment { await place.meeting.detach(attachment) }
        try result.get()
    }

    private func follow(
        _ frames: inout Frames.AsyncIterator, _ place: Place, _ attachment: inout Attachment?
    ) async throws {
        var assembler = MessageAssembler(limit: MessageLimits.frame)
        var flood = FloodMeter(now: Meetings.systemTime(), perSecond: Self.framesPerSecond)
        while let frame = try await frames.next() {
            guard !flood.overflows(now: Meetings.systemTime()) else { return sink.end(.flood) }
            heard.withLock { $0 = .now }
            switch assembler.receive(frame) {
            case .none: continue
            case .pong(let data): sink.pong(data)
            case .fail(let code): return sink.close(code)
            case .closed(let code):
                // Both have said goodbye: the server ends the connection (RFC 6455 section 7.1.1).
                sink.close(code)
                throw ClosedByClient()
            case .message(let text):
                counters.messagesIn.count()
                guard let message = try? ClientMessage(json: text.utf8) else { return sink.end(.protocol) }
                if let attachment {
                    await place.meeting.handle(message, from: attachment)
                } else {
                    attachment = await greet(message, place)
                    guard attachment != nil else { return }
                    attached.store(true, ordering: .relaxed)
                }
            }
        }
    }

    /// The first message has to be `hello` of a version that we speak.
    private func greet(_ message: ClientMessage, _ place: Place) async -> Attachment? {
        guard case .hello(MessageLimits.version, let device, let resume) = message else {
            sink.end(.protocol)
            return nil
        }
        do {
            return try await place.meeting.attach(
                participant: place.participant, generation: place.generation, device: device, resume: resume, sink: sink
            )
        } catch {
            switch error {
            case .access(.removed): sink.end(.removed)
            case .access: sink.end(.revoked)
            case .tooManyDevices: sink.end(.flood)
            case .unavailable: sink.end(.slow)
            }
            return nil
        }
    }
}

/// The open WebSockets, to say goodbye to when the program stops. As many as there are connections at most.
final class SinkRegister: Sendable {
    private struct State {
        var sinks: [Int: WebSocketSink] = [:]
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    func add(_ sink: WebSocketSink) -> Int {
        let (number, isClosed) = state.withLock { state in
            state.next += 1
            state.sinks[state.next] = sink
            return (state.next, state.isClosed)
        }
        if isClosed { sink.end(.shutdown) }
        return number
    }

    func remove(_ number: Int) { state.withLock { $0.sinks[number] = nil } }

    func endAll() {
        let sinks = state.withLock { state in
            state.isClosed = true
            return Array(state.sinks.values)
        }
        for sink in sinks { sink.end(.shutdown) }
    }
}
