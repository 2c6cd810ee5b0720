import ClientProtocol
import Logging
import MediaClient
import Procedure
import Summit

/// One synthetic delegate's life in a meeting: comes, publishes, follows the events, acts; comes again after every
/// failure.
struct DelegateAttendance: Sendable {
    let delegate: SyntheticDelegate
    let programme: Programme
    let index: Int
    let count: Int
    let patience: Int
    let runner: MediaRunner
    let logger: Logger
    let api: MeetingAPI

    /// What wakes the delegate.
    private enum Signal: Sendable {
        case meetingChanged
        case second
        case media(MediaClientEvent)
    }

    private static let shortestPause = Duration.milliseconds(250)
    private static let longestPause = Duration.seconds(5)

    /// Returns when cancelled.
    func run() async {
        var pause = Self.shortestPause
        var presence = PublisherPresence(patience: patience)
        let start = ContinuousClock.now
        while !Task.isCancelled {
            let began = ContinuousClock.now
            do {
                presence.visitBegins()
                try await attend(&presence, since: start)
            } catch is CancellationError {
                break
            } catch {
                logger.debug("the meeting cannot be attended", metadata: ["error": "\(error)"])
            }
            if began.duration(to: .now) > .seconds(10) { pause = Self.shortestPause }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
        _ = try? await runner.run { [key] deck in deck.close(key) }
    }

    private var key: String { delegate.participant.rawValue }

    // MARK: One visit

    /// Attends until the connection to the server ends.
    private func attend(_ presence: inout PublisherPresence, since start: ContinuousClock.Instant) async throws {
        try await obey(.enterLobby)
        try await obey(.setDevices(camera: true, microphoneOn: true))
        let (signals, source) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(64))
        var visit = Visit(behaviour: DelegateBehaviour(seat: delegate.seat, index: index, count: count))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [api] in
                defer { source.finish() }
                try await api.followEvents { source.yield(.meetingChanged) }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(1))
                    source.yield(.second)
                }
            }
            defer { group.cancelAll() }
            source.yield(.meetingChanged)
            for await signal in signals {
                let second = Int(start.duration(to: .now).components.seconds)
                switch signal {
                case .media(let event): visit.note(event, second: second, presence: &presence)
                case .meetingChanged: visit.isStale = true
                case .second: if second - visit.lastLook >= 5 { visit.isStale = true }
                }
                if visit.isStale {
                    visit.isStale = false
                    visit.lastLook = second
                    visit.look(at: try await api.view(), as: delegate, second: second, presence: &presence)
                }
                try await act(&visit, presence: &presence, second: second, source: source)
            }
            try Task.checkCancellation()
        }
    }

    private func act(
        _ visit: inout Visit, presence: inout PublisherPresence, second: Int, source: AsyncStream<Signal>.Continuation
    ) async throws {
        guard presence.mayPublish else { return await silence(&visit) }
        // The person who was there has left the meeting.
        if visit.situation.isInvited, second >= visit.nextAttempt {
            visit.nextAttempt = second + 3
            try await obey(.enterLobby)
        }
        if visit.situation.isAdmitted, !visit.isPublishing, second >= visit.nextAttempt {
            visit.nextAttempt = second + 3
            do {
                try await publish(source)
                visit.isPublishing = true
            } catch MeetingAPI.Failure.occupied {
                presence.occupied(second: second)
                _ = try? await runner.run { [key] deck in deck.close(key) }
            } catch let failure as MeetingAPI.Failure {
                logger.debug("publishing failed", metadata: ["error": "\(failure)"])
            }
        }
        let speaks = visit.situation.isMine && visit.situation.isOpen
        if speaks != visit.isSpeaking, visit.isPublishing {
            visit.isSpeaking = speaks
            try await runner.run { [key] deck in deck.setSpeaking(key, speaks) }
        }
        guard visit.isPublishing else { return }
        for command in visit.behaviour.decide(visit.situation, second: second) { try await obey(command) }
    }

    private func publish(_ source: AsyncStream<Signal>.Continuation) async throws {
        let (key, programme, offset) = (key, programme, index * 23)
        let offer = try await runner.run { deck in
            try deck.open(key, name: key, programme: programme, offset: offset) { source.yield(.media($0)) }
        }
        let answer = try await api.publish(offer)
        try await runner.run { deck in try deck.accept(key, answer: answer) }
    }

    private func silence(_ visit: inout Visit) async {
        guard visit.isPublishing else { return }
        visit.isPublishing = false
        visit.isSpeaking = false
        _ = try? await runner.run { [key] deck in deck.close(key) }
    }

    /// Sends a command; a refusal is no failure: what was wanted is so already, or the meeting has moved on.
    private func obey(_ command: MeetingCommand) async throws {
        do {
            try await api.send(command)
        } catch MeetingAPI.Failure.refused(let reason) {
            logger.trace("refused", metadata: ["command": "\(command.kind.rawValue)", "reason": "\(reason)"])
        }
    }
}

/// What a delegate remembers during one visit.
private struct Visit {
    var behaviour: DelegateBehaviour
    var situation = DelegateBehaviour.Situation()
    var isPublishing = false
    var isSpeaking = false
    var isStale = true
    var lastLook = Int.min / 2
    /// No new attempt to publish before this second.
    var nextAttempt = 0

    init(behaviour: DelegateBehaviour) { self.behaviour = behaviour }

    mutating func note(_ event: MediaClientEvent, second: Int, presence: inout PublisherPresence) {
        switch event {
        case .connected, .keyframeWanted: break
        case .failed:
            isPublishing = false
            isSpeaking = false
        case .closed:
            isPublishing = false
            isSpeaking = false
            presence.replaced(second: second)
            isStale = true
        }
    }

    mutating func look(
        at view: MeetingView, as delegate: SyntheticDelegate, second: Int, presence: inout PublisherPresence
    ) {
        situation = DelegateBehaviour.Situation()
        switch view {
        case .lobby(let lobby):
            situation.isInvited = lobby.participants.first?.standing == .invited
            presence.seen(isOtherThere: lobby.participants.first?.connected ?? false, second: second)
        case .room(let room):
            situation.isAdmitted = room.participant(delegate.participant)?.standing == .admitted
            situation.isOpen = room.sitting == .open
            situation.speakers = room.speakers.map(\.seat)
            situation.floor = room.floor?.seat
            situation.isMine = room.floor?.participant == delegate.participant
            situation.limitSeconds = room.floor?.limitSeconds
            presence.seen(isOtherThere: room.participant(delegate.participant)?.connected ?? false, second: second)
        }
    }
}
