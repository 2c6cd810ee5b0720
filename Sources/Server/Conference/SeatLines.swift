import ClientProtocol
import MediaEngine
import Procedure
import Summit

/// What is known of each participant's line, and what of it everybody is shown.
struct SeatLines: Sendable {
    /// Figures older than this say nothing any more, milliseconds.
    static let validity: Int64 = 10_000

    private struct Figures: Sendable {
        var roundTrip: Double?
        var loss: Double?
        var at: Timestamp
        var isConnected: Bool
    }

    /// Measured by the engine, for each participant the worst of their connections.
    private var measured: [ParticipantID: Figures] = [:]
    /// Reported by the clients themselves; bounded by the participants of the meeting.
    private var reported: [ParticipantID: Figures] = [:]
    private var speaking: Set<ParticipantID> = []

    mutating func report(_ report: LineReport, by participant: ParticipantID, at now: Timestamp) {
        reported[participant] = Figures(roundTrip: report.rtt, loss: report.loss, at: now, isConnected: true)
    }

    mutating func measure(_ peers: [(participant: ParticipantID, statistics: PeerStatistics)], at now: Timestamp) {
        measured = [:]
        for (participant, statistics) in peers {
            let isConnected = statistics.state == .connected
            var figures = measured[participant] ?? Figures(at: now, isConnected: false)
            figures.isConnected = figures.isConnected || isConnected
            if isConnected {
                figures.roundTrip = SeatLines.worse(figures.roundTrip, statistics.roundTrip)
                figures.loss = SeatLines.worse(figures.loss, statistics.loss)
            }
            measured[participant] = figures
        }
    }

    /// True if this is new.
    mutating func setSpeaking(_ participant: ParticipantID, _ speaks: Bool) -> Bool {
        speaks ? self.speaking.insert(participant).inserted : self.speaking.remove(participant) != nil
    }

    mutating func forget(_ participant: ParticipantID) {
        measured[participant] = nil
        reported[participant] = nil
        speaking.remove(participant)
    }

    /// The line of each seat whose microphone somebody holds who is in the room.
    func lines(in state: MeetingState, at now: Timestamp) -> [SeatID: SeatLine] {
        var lines: [SeatID: SeatLine] = [:]
        for seat in state.seats {
            guard let holder = seat.microphone.flatMap({ state.participants[$0] }), holder.standing == .admitted
            else { continue }
            lines[seat.id] = line(of: holder, at: now)
        }
        return lines
    }

    private func line(of participant: MeetingState.Participant, at now: Timestamp) -> SeatLine {
        let engine = measured[participant.id]
        let client = reported[participant.id].flatMap { now.milliseconds(since: $0.at) <= Self.validity ? $0 : nil }
        let roundTrip = Self.worse(engine?.roundTrip, client?.roundTrip)
        let loss = Self.worse(engine?.loss, client?.loss)
        let isLost = !participant.connected && engine?.isConnected != true || engine?.isConnected == false
        return SeatLine(
            quality: isLost ? .lost : Self.quality(roundTrip: roundTrip, loss: loss), rtt: roundTrip, loss: loss,
            path: engine?.isConnected == true ? "udp" : nil, speaking: speaking.contains(participant.id))
    }

    /// What people notice in conversation: ITU-T G.114 keeps one way under 150 ms for most uses, and Opus with
    /// in-band FEC hides a few percent of loss.
    static func quality(roundTrip: Double?, loss: Double?) -> SeatLine.Quality {
        let (roundTrip, loss) = (roundTrip ?? 0, loss ?? 0)
        if roundTrip > 600 || loss > 0.08 { return .poor }
        if roundTrip > 300 || loss > 0.02 { return .fair }
        return .good
    }

    private static func worse(_ one: Double?, _ other: Double?) -> Double? {
        guard let one, let other else { return one ?? other }
        return max(one, other)
    }
}
