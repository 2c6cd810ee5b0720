public import Summit

/// Somebody who is invited to a meeting.
public struct Invitee: Sendable, Hashable {
    public var id: ParticipantID
    /// Nil for the roles without a seat: interpreter, press, secretariat.
    public var seat: SeatID?
    public var role: Role
    /// As the delegation entered it; empty by default.
    public var name: Texts

    public init(id: ParticipantID, seat: SeatID? = nil, role: Role, name: Texts = .empty) {
        self.id = id
        self.seat = seat
        self.role = role
        self.name = name
    }
}

extension Invitee: Codable {
    enum CodingKeys: String, CodingKey { case id, seat, role, name }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(ParticipantID.self, forKey: .id)
        seat = try container.decodeIfPresent(SeatID.self, forKey: .seat)
        role = try container.decode(Role.self, forKey: .role)
        name = try container.decodeIfPresent(Texts.self, forKey: .name) ?? .empty
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(seat, forKey: .seat)
        try container.encode(role, forKey: .role)
        try container.encode(name, forKey: .name)
    }
}
