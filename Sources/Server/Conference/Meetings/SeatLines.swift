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
        var jitter: Double?
        var concealed: Double?
        var frozen: Double?
        var layers: [Int] = []
        var at: Timestamp
        var isConnected: Bool
        /// The ways of what is sent and received.
        var up: LinePath?
        var down: LinePath?
        /// Of several devices, the worst.
        var carries: Double?
        var pictures: SeatLine.Pictures?

        mutating func takeDownload(_ statistics: PeerStatistics) {
            if let rate = statistics.estimatedBitrate { carries = min(carries ?? .infinity, Double(rate)) }
            if statistics.heldPictures > 0 {
                pictures = .held
            } else if statistics.reducedPictures > 0, pictures != .held {
                pictures = .reduced
            } else {
                pictures = pictures ?? .whole
            }
        }
    }

    /// One way of one participant.
    struct Way: Hashable, Sendable {
        var participant: ParticipantID
        var direction: LineReport.Direction
    }

    /// Measured by the engine, for each participant the worst of their connections.
    private var measured: [ParticipantID: Figures] = [:]
    /// Reported by the clients themselves; bounded by the participants of the meeting.
    private var reported: [ParticipantID: Figures] = [:]
    private var speaking: Set<ParticipantID> = []
    /// By which relay the clients last said that they come; bounded as `reported` is.
    private var relays: [Way: LinePath.Relay] = [:]
    /// What was last told of each way.
    private var toldPaths: [Way: LinePath] = [:]

    mutating func report(_ report: LineReport, by participant: ParticipantID, at now: Timestamp) {
        var figures = Figures(
            roundTrip: report.rtt, loss: report.loss, jitter: report.jitter, at: now, isConnected: true)
        // Both directions report in turn; what is received is told by one of them only.
        let before = reported[participant]
        figures.concealed = report.direction == .down ? report.concealed : before?.concealed
        figures.frozen = report.direction == .down ? report.frozen : before?.frozen
        reported[participant] = figures
        relays[Way(participant: participant, direction: report.direction)] = report.relay
    }

    /// One connection of somebody, measured.
    struct Measurement {
        var participant: ParticipantID
        var direction: LineReport.Direction
        var statistics: PeerStatistics
    }

    mutating func measure(_ peers: [Measurement], at now: Timestamp) {
        measured = [:]
        for peer in peers {
            let (participant, statistics) = (peer.participant, peer.statistics)
            let isConnected = statistics.state == .connected
            var figures = measured[participant] ?? Figures(at: now, isConnected: false)
            figures.isConnected = figures.isConnected || isConnected
            if isConnected {
                figures.roundTrip = SeatLines.worse(figures.roundTrip, statistics.roundTrip)
                figures.loss = SeatLines.worse(figures.loss, statistics.loss)
                figures.jitter = SeatLines.worse(figures.jitter, statistics.jitter)
                let relay = relays[Way(participant: participant, direction: peer.direction)]
                let path = statistics.path.map { LinePath($0, relay: relay) }
                // Of several devices, the first.
                switch peer.direction {
                case .up:
                    figures.up = figures.up ?? path
                    figures.layers = figures.layers.isEmpty ? statistics.layers : figures.layers
                case .down: figures.down = figures.down ?? path
                }
                if peer.direction == .down { figures.takeDownload(statistics) }
            }
            measured[participant] = figures
        }
    }

    /// The ways that are others than when this was last asked, in order of participants.
    mutating func changedPaths() -> [(way: Way, path: LinePath)] {
        var present: [Way: LinePath] = [:]
        for (participant, figures) in measured {
            present[Way(participant: participant, direction: .up)] = figures.up
            present[Way(participant: participant, direction: .down)] = figures.down
        }
        defer { toldPaths = present }
        return present.filter { toldPaths[$0.key] != $0.value }.map { (way: $0.key, path: $0.value) }
            .sorted {
                ($0.way.participant, $0.way.direction.rawValue) < ($1.way.participant, $1.way.direction.rawValue)
            }
    }

    /// How many ways lead over relays, by how those are reached.
    var relayed: [LinePath.Relay: Int] {
        measured.values.flatMap { [$0.up, $0.down] }.compactMap { $0?.relay }
            .reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// True if this is new.
    mutating func setSpeaking(_ participant: ParticipantID, _ speaks: Bool) -> Bool {
        speaks ? self.speaking.insert(participant).inserted : self.speaking.remove(participant) != nil
    }

    mutating func forget(_ participant: ParticipantID) {
        measured[participant] = nil
        reported[participant] = nil
        for direction in LineReport.Direction.allCases {
            relays[Way(participant: participant, direction: direction)] = nil
        }
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
            jitter: Self.worse(engine?.jitter, client?.jitter), concealed: client?.concealed, frozen: client?.frozen,
            up: engine?.up, down: engine?.down, carries: engine?.carries, layers: engine?.layers ?? [],
            pictures: engine?.pictures, speaking: speaking.contains(participant.id))
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

extension LinePath {
    init(_ path: MediaPath, relay: Relay?) {
        self.init(transport: path.isTCP ? .tcp : .udp, family: path.isIPv6 ? 6 : 4, relay: relay)
    }
}
