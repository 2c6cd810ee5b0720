import ClientProtocol
import Conference
import Portal
import Procedure
import StandardFacts
import SyntheticDelegates
import Summit

/// The summit of 14 April 2020 on COVID-19: ASEAN Plus Three, thirteen delegations, Viet Nam in the chair.
struct DemoSummit {
    /// Somebody with a link.
    struct Guest: Sendable {
        var invitee: Invitee
        var token: String
        var path: String
        var isSynthetic: Bool
    }

    static let host = SeatID(wellFormed: "VN")
    private static let name = "apt-2020"
    private static let start = Timestamp(milliseconds: 1_586_847_600_000)  // 2020-04-14T07:00:00Z
    private static let observers = ["ASEC", "WHO"]

    let meeting: LiveMeeting
    /// In order of invitation.
    let guests: [Guest]
    let seats: [Seat]

    /// Finds the demo's meeting, or makes it: also anew when the last one is over.
    /// - Parameter people: seats that synthetic delegates leave to real people, besides the chair's.
    init(in meetings: Meetings, leaving people: Set<SeatID>, delegates: Bool) async throws {
        let meeting = try await Self.meeting(in: meetings)
        let state = await meeting.state
        var guests: [Guest] = []
        for invitation in await meetings.invitations(to: meeting) {
            guard let known = state.participant(invitation.participant) else { continue }
            let isSynthetic =
                delegates && known.role == .head && known.seat.map { !people.contains($0) && $0 != Self.host } == true
            guests.append(
                Guest(
                    invitee: Invitee(id: known.id, seat: known.seat, role: known.role, name: known.name),
                    token: invitation.token, path: invitation.path, isSynthetic: isSynthetic))
        }
        self.meeting = meeting
        self.guests = guests
        seats = state.seats.map(\.seat)
        // Nobody has to let the machines in.
        for guest in guests where guest.isSynthetic && !state.isAdmitted(guest.invitee.id) {
            _ = try? await meeting.submit(.enterLobby, by: .participant(guest.invitee.id))
            _ = try? await meeting.submit(.admit(guest.invitee.id), by: .administration)
        }
    }

    private static func meeting(in meetings: Meetings) async throws -> LiveMeeting {
        var number = 1
        while true {
            let id = MeetingID(wellFormed: number == 1 ? name : "\(name)-\(number)")
            guard let known = meetings.meeting(id) else { return try await create(id, in: meetings) }
            if await known.state.sitting != .closed { return known }
            number += 1
        }
    }

    private static func create(_ id: MeetingID, in meetings: Meetings) async throws -> LiveMeeting {
        let setup = MeetingSetup(
            id: id,
            title: Texts(
                en: "Special ASEAN Plus Three Summit on Coronavirus Disease 2019 (COVID-19)",
                vi: "Hội nghị Cấp cao đặc biệt ASEAN+3 về ứng phó dịch bệnh COVID-19"),
            format: "asean-plus-three", host: host, startsAt: start,
            speakingLimitSeconds: 300,
            segments: [
                PlannedSegment(segment: .open, minutes: 20), PlannedSegment(segment: .restricted, minutes: 80),
                PlannedSegment(segment: .open, minutes: 20),
            ],
            agenda: agenda)
        let meeting: LiveMeeting
        do { meeting = try await meetings.createMeeting(setup) } catch {
            throw ExitReason(.software, "The demo's meeting cannot be made: \(error).")
        }
        do {
            for seat in offstage { try await meeting.submit(.addSeat(seat), by: .administration) }
            for invitee in await invitees(of: meeting) {
                _ = try await meetings.invite(invitee, to: meeting, by: .administration)
            }
        } catch {
            throw ExitReason(.software, "The demo's delegations cannot be invited: \(error).")
        }
        return meeting
    }

    private static let agenda: [AgendaItem] = [
        AnnotatedItem(title: Texts(en: "Opening by the Chair", vi: "Chủ tọa khai mạc"), minutes: 10),
        AnnotatedItem(
            title: Texts(en: "Response to the pandemic in the region", vi: "Ứng phó đại dịch trong khu vực"),
            action: .exchangeViews, minutes: 50, speakingLimitSeconds: 300),
        AnnotatedItem(
            title: Texts(en: "Recovery and cooperation", vi: "Phục hồi và hợp tác"), action: .exchangeViews,
            minutes: 40,
            speakingLimitSeconds: 180),
        AnnotatedItem(
            title: Texts(en: "Joint Statement and closing", vi: "Tuyên bố chung và bế mạc"),
            documents: ["APT-S/2020/1"],
            action: .adopt, minutes: 20),
    ].enumerated().map { AgendaItem(number: $0.offset + 1, item: $0.element) }

    private static var offstage: [Seat] {
        observers.compactMap { code in
            SeatID(code).flatMap { Facts.standard.party($0) }?.seat(on: start.date, place: .offstage)
        }
    }

    private static func invitees(of meeting: LiveMeeting) async -> [Invitee] {
        func id(_ text: String) -> ParticipantID { ParticipantID(wellFormed: text) }
        var invitees = [
            Invitee(id: id("vn-chair"), seat: host, role: .chair),
            Invitee(id: id("vn-co-chair"), seat: host, role: .coChair),
        ]
        for seat in await meeting.state.seats.map(\.seat) {
            let prefix = seat.id.rawValue.lowercased()
            if seat.place == .offstage {
                invitees.append(Invitee(id: id("\(prefix)-observer"), seat: seat.id, role: .observer))
                continue
            }
            if seat.id != host { invitees.append(Invitee(id: id("\(prefix)-head"), seat: seat.id, role: .head)) }
            invitees.append(Invitee(id: id("\(prefix)-adviser"), seat: seat.id, role: .adviser))
        }
        return invitees + [
            Invitee(id: id("interpreter"), role: .interpreter), Invitee(id: id("press"), role: .press),
            Invitee(id: id("secretariat"), role: .secretariat),
        ]
    }
}
