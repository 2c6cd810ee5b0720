import Convening
import DomainTestSupport
import Summit
import Testing

/// A conference with some delegations and people, as its desk works on it.
struct Desk {
    private(set) var state: ConferenceState
    private(set) var events: [ConferenceEvent]
    var now = Desk.time("2021-08-02T00:00:00Z")

    static let facts = ConferenceFacts(
        id: ConferenceID("amm-54")!, title: Texts(en: "54th AMM", vi: "AMM-54"), host: "BN", timeZone: "Asia/Brunei",
        firstDay: CivilDate(year: 2021, month: 8, day: 2), lastDay: CivilDate(year: 2021, month: 8, day: 6))
    static let officer: Author = "officer"
    static let focalPoint: Author = "vn-focal"

    /// Brunei (host), Viet Nam and Japan; an officer of the secretariat; focal points of the last two.
    init() throws {
        events = try Self.facts.events()
        state = try #require(ConferenceState(first: events[0]))
        for (code, zone) in [("BN", "Asia/Brunei"), ("VN", "Asia/Ho_Chi_Minh"), ("JP", "Asia/Tokyo")] {
            let name = Texts(en: code, vi: code)
            try run(.inviteDelegation(seat: Seat(id: SeatID(code)!, name: name, timeZone: zone)))
        }
        try run(.register(person: Person(id: "officer", role: .secretariat)))
        try run(.approve(person: "officer"))
        for code in ["vn", "jp"] {
            let id = ParticipantID("\(code)-focal")!
            let seat = SeatID(code.uppercased())!
            try run(.register(person: Person(id: id, delegation: seat, role: .adviser)))
            try run(.nameFocalPoint(delegation: seat, person: id))
        }
    }

    static func meeting(
        _ id: MeetingID, table: [SeatID] = ["BN", "VN", "JP"], feeds: [MeetingID] = [], length: Int = 90
    ) -> PlannedMeeting {
        PlannedMeeting(
            id: id, title: Texts(en: "Meeting", vi: "Cuộc họp"), level: .ministers, chair: table.first ?? "BN",
            length: length, table: table, feeds: feeds)
    }

    static func time(_ text: String) -> Timestamp { Timestamp(text)! }

    @discardableResult
    mutating func run(_ command: ConferenceCommand, by author: Author = .administration) throws -> [ConferenceEvent] {
        let events = try state.decide(command, by: author, at: now)
        for event in events { try state.evolve(event) }
        self.events += events
        return events
    }

    /// An event of the system.
    mutating func fold(_ event: ConferenceEvent) throws {
        try state.evolve(event)
        events.append(event)
    }

    func refusal(_ command: ConferenceCommand, by author: Author = .administration) -> ConferenceRefusal? {
        do {
            _ = try state.decide(command, by: author, at: now)
            return nil
        } catch { return error }
    }
}
