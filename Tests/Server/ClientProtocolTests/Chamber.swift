import ClientProtocol
import Foundation
import DomainTestSupport
import Procedure
import StandardFacts
import Summit
import Testing

/// A meeting of VN, ID and KR that is open; ID has the floor, KR's flag is up, one person waits in the lobby.
struct Chamber {
    var state: MeetingState
    var now = Timestamp(milliseconds: 1_586_847_600_000)

    init() throws {
        let setup = MeetingSetup(
            title: Texts(en: "Special Summit", vi: "Hội nghị đặc biệt"), format: "asean-plus-three",
            host: seatID("VN"), speakingLimitSeconds: 300,
            segments: [
                PlannedSegment(segment: .open, minutes: 30),
                PlannedSegment(segment: .restricted, minutes: 60, chair: seatID("KR")),
            ],
            agenda: [AgendaItem(number: 1, title: Texts(en: "Response", vi: "Ứng phó"))],
            seats: ["ID", "VN", "KR"].map { SeatSetup(id: seatID($0)) })
        let events = try setup.events(id: "apt-2020", at: now, facts: .standard)
        state = try #require(MeetingState(first: events[0]))
        for event in events.dropFirst() { try state.evolve(event, by: .administration, at: now) }
        for (id, seat, role) in [
            ("vn-chair", "VN", Role.chair), ("id-head", "ID", .head), ("kr-head", "KR", .head),
            ("reporter", nil, .press),
        ] as [(String, String?, Role)] {
            try run(
                .inviteParticipant(Invitee(id: person(id), seat: seat.map(seatID), role: role)), by: "administration")
        }
        for id in ["vn-chair", "id-head", "kr-head"] {
            try run(.connected(person(id)), by: "system")
            try run(.enterLobby, by: id)
            try run(.admitAll, by: "vn-chair")
        }
        try run(.enterLobby, by: "reporter")
        try run(.openMeeting, by: "vn-chair")
        try run(.takeItem(1), by: "vn-chair")
        try run(.giveFloor(seatID("ID")), by: "vn-chair")
        try run(.raiseFlag, by: "kr-head")
    }

    @discardableResult
    mutating func run(_ command: MeetingCommand, by author: String) throws -> [MeetingEvent] {
        let author = try #require(Author(rawValue: author))
        let events = try state.decide(command, by: author, at: now)
        for event in events { try state.evolve(event, by: author, at: now) }
        return events
    }
}

/// For names that a test writes itself.
func seatID(_ text: String) -> SeatID { SeatID(text)! }
func person(_ text: String) -> ParticipantID { ParticipantID(text)! }

extension Seat {
    /// As it stood on the day of the Special Summit.
    static func known(_ code: String, place: Place = .table) -> Seat {
        Facts.standard.party(seatID(code))!.seat(on: CivilDate(year: 2020, month: 4, day: 14), place: place)
    }
}

extension String {
    /// The JSON without the line breaks and indentation that make it readable here.
    var packed: String {
        split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined()
    }
}
