import ClientProtocol
import MediaEngine
import Procedure
import Summit

/// One media connection of a meeting.
struct MediaPeer: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// Sends what this participant says and shows.
        case publish(SourceID, as: ParticipantID)
        case receive(Receiver)
    }

    let id: PeerID
    /// Who may end it: a participant, or the installation's administration.
    let owner: Author
    /// The device, or the id of the WHIP or WHEP resource.
    let device: String
    var kind: Kind
    /// ICE and DTLS are done.
    var isConnected = false
    /// Since when it is (not) connected.
    var since: Timestamp
    /// Receiving: the video slots whose pictures its line does not carry.
    var held: Set<Int> = []
    /// Publishing: the simulcast layers that somebody has use for; nil: all.
    var layers: [String]?
}

/// What a receiving connection has room for, and what it wants there.
struct Receiver: Sendable, Hashable {
    enum Choice: Sendable, Hashable {
        /// A browser: floor and chair in slots 0 and 1, the rest as watched.
        case room(watched: [WatchedSlot])
        /// WHEP: the sources in order of precedence.
        case sources(SourceChoice)
    }

    var audioMids: [String]
    var videoMids: [String]
    var choice: Choice
}

/// What the media engine has to do now: a pure function of the meeting's state and its connections.
struct MediaPlan: Sendable, Hashable {
    struct Sound: Sendable, Hashable {
        var seat: SeatID
        var source: SourceID
    }

    struct Picture: Sendable, Hashable {
        var seat: SeatID
        var source: SourceID
        var quality: Quality
    }

    struct Slots: Sendable, Hashable {
        var audio: [Sound?]
        var video: [Picture?]
    }

    /// Sources that may be heard and seen by anybody at all.
    var audible: Set<SourceID> = []
    var visible: Set<SourceID> = []
    var slots: [PeerID: Slots] = [:]
    /// Connections of people who were sent away.
    var closing: Set<PeerID> = []

    init() {}

    init(state: MeetingState, peers: some Sequence<MediaPeer>) {
        let peers = Array(peers)
        var sources: [ParticipantID: SourceID] = [:]
        for peer in peers {
            if let id = peer.owner.participant, state.participants[id]?.standing == .removed { closing.insert(peer.id) }
            guard case .publish(let source, let participant) = peer.kind else { continue }
            if state.participants[participant]?.standing == .removed { closing.insert(peer.id) }
            sources[participant] = source
        }
        var table = Table(state: state)
        for seat in state.seats {
            guard let holder = seat.microphone, let source = sources[holder] else { continue }
            table.sources[seat.id] = source
            if state.isAudible(holder) { audible.insert(source) }
            if table.visible.contains(seat.id) { visible.insert(source) }
        }
        for peer in peers {
            guard case .receive(let receiver) = peer.kind, !closing.contains(peer.id) else { continue }
            slots[peer.id] = table.slots(for: receiver, of: peer.owner)
        }
    }
}

/// Who sits where, and what of them can be forwarded.
private struct Table {
    let state: MeetingState
    let audible: Set<SeatID>
    let visible: Set<SeatID>
    var sources: [SeatID: SourceID] = [:]

    init(state: MeetingState) {
        self.state = state
        audible = Set(state.audibleSeats)
        visible = Set(state.visibleSeats)
    }

    func slots(for receiver: Receiver, of owner: Author) -> MediaPlan.Slots {
        var slots = MediaPlan.Slots(
            audio: Array(repeating: nil, count: receiver.audioMids.count),
            video: Array(repeating: nil, count: receiver.videoMids.count))
        guard mayFollow(owner) else { return slots }
        // Nobody hears themselves, not even on a second device.
        let own = owner.participant.flatMap { id in state.seats.first { $0.microphone == id }?.id }
        switch receiver.choice {
        case .room(let watched):
            for (slot, seat) in audioSeats(without: own).enumerated() where slot < slots.audio.count {
                slots.audio[slot] = sound(of: seat)
            }
            for slot in slots.video.indices {
                let mid = receiver.videoMids[slot]
                slots.video[slot] = picture(inSlot: slot, watched: watched.last { $0.mid == mid })
            }
        case .sources(let choice):
            for (slot, seat) in seats(of: choice).enumerated() {
                if slot < slots.audio.count, seat != own, audible.contains(seat) {
                    slots.audio[slot] = sound(of: seat)
                }
                if slot < slots.video.count { slots.video[slot] = picture(of: seat, choice.quality) }
            }
        }
        return slots
    }

    private func mayFollow(_ owner: Author) -> Bool {
        switch owner {
        case .participant(let id): state.mayFollow(id)
        // The installation's own secretariat: as that role, and closed segments are open to it.
        case .administration: Role.secretariat.mayFollow(state.segment, from: nil)
        case .system: false
        }
    }

    private func audioSeats(without own: SeatID?) -> [SeatID?] {
        // A free floor closes up, the chair's slots keep their meaning.
        state.meeting.floorRule == .free
            ? state.audioSlots.filter { $0 != own } : state.audioSlots.map { $0 == own ? nil : $0 }
    }

    private func picture(inSlot slot: Int, watched: WatchedSlot?) -> MediaPlan.Picture? {
        if let watched {
            return switch watched.quality {
            case .full: picture(of: watched.seat, .full)
            case .medium: picture(of: watched.seat, .medium)
            case .thumbnail: picture(of: watched.seat, .thumbnail)
            case .none: nil
            }
        }
        return switch slot {
        case 0: picture(of: state.floor?.seat, .full)
        case 1: picture(of: state.presidingSeat, state.floor == nil ? .full : .thumbnail)
        default: nil
        }
    }

    /// The seats that publish, in order of precedence.
    private func seats(of choice: SourceChoice) -> [SeatID] {
        state.seats.map(\.id).filter { seat in
            sources[seat] != nil && seat != choice.exclude && (choice.seat == nil || seat == choice.seat)
        }
    }

    private func sound(of seat: SeatID?) -> MediaPlan.Sound? {
        guard let seat, let source = sources[seat] else { return nil }
        return MediaPlan.Sound(seat: seat, source: source)
    }

    private func picture(of seat: SeatID?, _ quality: Quality) -> MediaPlan.Picture? {
        guard let seat, visible.contains(seat), let source = sources[seat] else { return nil }
        return MediaPlan.Picture(seat: seat, source: source, quality: quality)
    }
}
