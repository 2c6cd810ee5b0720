public import Procedure
public import Summit

/// A seat in a view: the seat's own members and, beside them, `microphone` and `muted`.
public struct SeatView: Sendable, Hashable, Codable {
    public var seat: Seat
    /// Who holds the microphone.
    public var microphone: ParticipantID?
    public var muted: Bool

    public init(_ seat: Seat, microphone: ParticipantID? = nil, muted: Bool = false) {
        self.seat = seat
        self.microphone = microphone
        self.muted = muted
    }

    private enum CodingKeys: String, CodingKey { case microphone, muted }

    public init(from decoder: any Decoder) throws {
        seat = try Seat(from: decoder)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        microphone = try fields.decodeIfPresent(ParticipantID.self, forKey: .microphone)
        muted = try fields.decodeIfPresent(Bool.self, forKey: .muted) ?? false
    }

    public func encode(to encoder: any Encoder) throws {
        try seat.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(microphone, forKey: .microphone)
        try fields.encode(muted, forKey: .muted)
    }
}

/// A participant in a view.
public struct ParticipantView: Sendable, Hashable, Codable, Identifiable {
    public var id: ParticipantID
    public var seat: SeatID?
    public var role: Role
    public var name: Texts
    public var standing: Standing
    public var connected: Bool
    public var camera: Bool
    public var microphoneOn: Bool

    public init(_ participant: MeetingState.Participant) {
        id = participant.id
        seat = participant.seat
        role = participant.role
        name = participant.name
        standing = participant.standing
        connected = participant.connected
        camera = participant.camera
        microphoneOn = participant.microphoneOn
    }

    /// Somebody who was just invited.
    public init(_ invitee: Invitee) {
        id = invitee.id
        seat = invitee.seat
        role = invitee.role
        name = invitee.name
        standing = .invited
        connected = false
        camera = false
        microphoneOn = false
    }

    private enum CodingKeys: String, CodingKey {
        case id, seat, role, name, standing, connected, camera, microphoneOn
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(seat, forKey: .seat)
        try fields.encode(role, forKey: .role)
        try fields.encode(name, forKey: .name)
        try fields.encode(standing, forKey: .standing)
        try fields.encode(connected, forKey: .connected)
        try fields.encode(camera, forKey: .camera)
        try fields.encode(microphoneOn, forKey: .microphoneOn)
    }
}
