public import Summit

// Who is heard, seen and served. The media engine forwards by these rules; no client is trusted with them.

extension MeetingState {
    /// Whether this participant's sound is forwarded to anyone: they hold their seat's microphone, may follow and are
    /// not muted, the sitting is open, and they have the floor, preside, or the floor is free.
    public func isAudible(_ id: ParticipantID) -> Bool {
        guard sitting == .open, let participant = participants[id], mayFollow(id),
            let seatID = participant.seat, let seat = seat(seatID), seat.microphone == id, !seat.muted
        else { return false }
        return floor?.seat == seatID || presiding == id || meeting.floorRule == .free
    }

    /// The seats that are heard, in order of precedence.
    public var audibleSeats: [SeatID] {
        seats.compactMap { seat in seat.microphone.flatMap { isAudible($0) ? seat.id : nil } }
    }

    /// Which seat belongs into which audio slot; nil: silence. Under the chair's rule slot 0 is the floor and slot 1
    /// the chair, and nobody is in two slots; with a free floor the seats follow in order of precedence.
    public var audioSlots: [SeatID?] {
        let heard = audibleSeats
        guard meeting.floorRule == .chair else { return heard }
        let floorSeat = floor.flatMap { heard.contains($0.seat) ? $0.seat : nil }
        let chairSeat = presidingSeat.flatMap { heard.contains($0) && $0 != floorSeat ? $0 : nil }
        return [floorSeat, chairSeat]
    }

    /// The seats whose picture may be shown: at the table, their microphone's holder here, the meeting not over.
    public var visibleSeats: [SeatID] {
        guard sitting != .closed else { return [] }
        return seats.filter { $0.seat.place == .table && ($0.microphone.map { mayFollow($0) } ?? false) }.map(\.id)
    }

    /// The seat of the presiding participant, as long as they are in the room.
    public var presidingSeat: SeatID? { presidesNow?.seat }

    /// Whether this participant may hear and see the meeting now.
    public func mayFollow(_ id: ParticipantID) -> Bool { mayFollow(id, segment) }

    /// Whether this participant may know what is said in a segment.
    public func mayFollow(_ id: ParticipantID, _ segment: Segment) -> Bool {
        guard let participant = participants[id], participant.standing == .admitted else { return false }
        return participant.role.mayFollow(segment, from: participant.seat.flatMap(seat)?.seat.place)
    }

    /// Whether no segment keeps this participant out.
    public func mayFollowAllSegments(_ id: ParticipantID) -> Bool {
        guard let participant = participants[id] else { return false }
        let place = participant.seat.flatMap(seat)?.seat.place
        return Segment.allCases.allSatisfy { participant.role.mayFollow($0, from: place) }
    }
}
