import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// Until a meeting opens it may be laid down otherwise.
@Suite struct RevisionTests {
    private static let later = Timestamp(milliseconds: 1_586_854_800_000)

    private static func revision(of hall: Hall, _ change: (inout MeetingRevision) -> Void = { _ in }) -> MeetingRevision
    {
        var revision = MeetingRevision(
            title: hall.state.meeting.title, startsAt: hall.state.meeting.startsAt,
            segments: hall.state.meeting.segments, seats: hall.state.seats.map(\.seat))
        change(&revision)
        return revision
    }

    private static func decide(_ revision: MeetingRevision, in hall: Hall) throws -> [MeetingEvent] {
        try hall.state.decide(.reviseMeeting(revision), by: .administration, at: hall.now)
    }

    @Test func whatIsSoAlreadyChangesNothing() throws {
        let hall = try Hall.assembled()
        #expect(try Self.decide(Self.revision(of: hall), in: hall).isEmpty)
    }

    @Test func aMeetingIsMovedAndBeginsAsPlanned() throws {
        var hall = try Hall.assembled()
        try hall.run(.setSegment(.retreat), by: "vn-chair")
        let segments = [PlannedSegment(segment: .restricted, minutes: 60)]
        let revision = Self.revision(of: hall) {
            $0.startsAt = Self.later
            $0.segments = segments
        }
        #expect(
            try Self.decide(revision, in: hall) == [
                .meetingRevised(title: hall.state.meeting.title, startsAt: Self.later, segments: segments)
            ])
        try hall.run(.reviseMeeting(revision), by: "administration")
        #expect(hall.state.meeting.startsAt == Self.later)
        #expect(hall.state.segment == .restricted)
        #expect(hall.state.segmentNumber == 1)
    }

    @Test func seatsComeInAnotherOrderAndKeepTheirMicrophones() throws {
        var hall = try Hall.assembled()
        try hall.run(.inscribe("JP"), by: "vn-chair")
        let holder = hall.state.seat("ID")?.microphone
        #expect(holder != nil)
        let revision = Self.revision(of: hall) { revision in
            revision.seats.reverse()
            revision.segments = []
            if let japan = revision.seats.firstIndex(where: { $0.id == "JP" }) {
                revision.seats[japan].place = .offstage
            }
            if let indonesia = revision.seats.firstIndex(where: { $0.id == "ID" }) {
                revision.seats[indonesia].title = Texts(en: "Deputy Minister", vi: "Thứ trưởng")
            }
            revision.seats.append(Seat.known("CN"))
        }
        try hall.run(.reviseMeeting(revision), by: "administration")
        let table = hall.state.seats.filter { $0.seat.place == .table }.map(\.id)
        #expect(hall.state.seats.prefix(table.count).map(\.id) == table)
        #expect(Set(hall.state.seats.map(\.id)) == ["ID", "VN", "WHO", "JP", "KR", "CN"])
        #expect(hall.state.seat("ID")?.microphone == holder)
        #expect(hall.state.seat("ID")?.seat.title["en"] == "Deputy Minister")
        // A flag is up only at the table.
        #expect(hall.state.speakers.isEmpty)
    }

    @Test func nobodyLosesTheirSeatByIt() throws {
        let hall = try Hall.assembled()
        let revision = Self.revision(of: hall) { $0.seats.removeAll { $0.id == "ID" } }
        let refusal = #expect(throws: Refusal.self) { try Self.decide(revision, in: hall) }
        #expect(refusal?.reason == .invalid)
        #expect(refusal?.details.seat == "ID")
        var without = hall
        for id in ["id-head", "id-adviser", "id-observer"] as [ParticipantID] {
            try without.run(.revokeInvitation(id), by: "administration")
        }
        try without.run(.reviseMeeting(revision), by: "administration")
        #expect(without.state.seat("ID") == nil)
    }

    @Test func whatCannotBeIsRefused() throws {
        let hall = try Hall.assembled()
        func field(_ change: (inout MeetingRevision) -> Void) -> String? {
            do {
                _ = try Self.decide(Self.revision(of: hall, change), in: hall)
                return nil
            } catch { return (error as? Refusal)?.details.field }
        }
        #expect(field { $0.title = .empty } == "title")
        #expect(field { $0.title = Rows.long } == "title")
        #expect(field { $0.seats = [] } == "seats")
        #expect(field { $0.seats.append($0.seats[0]) } == "seats")
        #expect(field { $0.segments[0].minutes = 0 } == "segments[0].minutes")
        #expect(field { $0.segments[1].chair = "WHO" } == "segments[1].chair")
        #expect(field { $0.segments = Array(repeating: $0.segments[0], count: 21) } == "segments")
    }

    @Test func aMeetingThatHasOpenedStaysAsItIs() throws {
        let hall = try Hall.open()
        let revision = Self.revision(of: hall) { $0.startsAt = Self.later }
        let refusal = #expect(throws: Refusal.self) { try Self.decide(revision, in: hall) }
        #expect(refusal?.reason == .alreadyOpen)
    }
}
