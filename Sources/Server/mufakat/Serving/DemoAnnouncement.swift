import ClientProtocol
import Conference
import Foundation
import MediaIO
import Portal
import Procedure
import Summit

/// What `mufakat demo` prints when it is ready.
struct DemoAnnouncement: Encodable {
    struct Person: Encodable {
        var id: ParticipantID
        var role: Role
        var seat: SeatID?
        /// Opens the room.
        var link: String
        var token: String
        /// Publishes for the seat; none for those who do not publish.
        var whip: String?
        var whep: String
        /// Played by the program.
        var synthetic: Bool
    }

    struct Place: Encodable {
        var id: SeatID
        var name: Texts
        var place: Seat.Place
        /// Played by the program.
        var synthetic: Bool
        var whip: String
        var whep: String
    }

    /// The week that waits to be prepared, with links to its organiser's desk.
    struct Week: Encodable {
        struct Person: Encodable {
            var id: ParticipantID
            var delegation: SeatID?
            var link: String
        }

        var conference: ConferenceID
        /// The administration's.
        var desk: String
        var people: [Person]
    }

    var release: String
    /// Without a slash at its end.
    var address: String
    var host: String
    /// TCP.
    var port: Int
    /// UDP, of the first media thread.
    var mediaPort: Int
    /// SHA-256 of the TLS certificate; none without TLS.
    var fingerprint: String?
    var data: String
    /// The administration's bearer token.
    var adminToken: String
    var recordKey: String
    var meeting: MeetingID
    var whip: String
    var whep: String
    var seats: [Place]
    var participants: [Person]
    var week: Week

    init(_ demo: DemoSummit, _ week: DemoWeek, house: House, address: String, port: Int) {
        release = Mufakat.release
        self.address = address
        host = Self.host(of: address)
        self.port = port
        mediaPort = Int(house.media.shards[0].port)
        fingerprint = house.identity?.fingerprint
        data = house.folder.path
        adminToken = house.installation.administrationToken.text
        recordKey = house.installation.recordKey
        let meeting = demo.meeting.id
        self.meeting = meeting
        whip = "\(address)/whip/\(meeting)"
        whep = "\(address)/whep/\(meeting)"
        let played = Set(demo.guests.filter(\.isSynthetic).compactMap(\.invitee.seat))
        seats = demo.seats.map { seat in
            Place(
                id: seat.id, name: seat.name, place: seat.place, synthetic: played.contains(seat.id),
                whip: "\(address)/whip/\(meeting)/\(seat.id)", whep: "\(address)/whep/\(meeting)?seat=\(seat.id)")
        }
        self.week = Week(
            conference: week.conference.id, desk: address + week.administrationPath,
            people: week.guests.map { Week.Person(id: $0.id, delegation: $0.delegation, link: address + $0.path) })
        participants = demo.guests.map { guest in
            Person(
                id: guest.invitee.id, role: guest.invitee.role, seat: guest.invitee.seat, link: address + guest.path,
                token: guest.token, whip: guest.invitee.role.hasSeat ? "\(address)/whip/\(meeting)" : nil,
                whep: "\(address)/whep/\(meeting)", synthetic: guest.isSynthetic)
        }
    }

    private static func who(_ person: Week.Person) -> String {
        person.delegation.map { "Focal point of \($0)" } ?? "Conference secretary"
    }

    private static func host(of address: String) -> String {
        guard let start = address.range(of: "://")?.upperBound else { return address }
        let authority = address[start...]
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return String(authority) }
        return String(authority[..<colon])
    }

    /// For a person: the address, and one link for each role.
    var text: String {
        var lines = [
            "", "Special ASEAN Plus Three Summit, 14 April 2020: \(seats.count { $0.place == .table }) delegations.",
            "", "  Address      \(address)",
        ]
        if let fingerprint { lines.append("  Certificate  SHA-256 \(fingerprint)") }
        lines += [
            "  Data         \(data)", "", "Open one of these in a browser (it warns once: the certificate is our own):",
            "",
        ]
        for person in participants where isListed(person) {
            let seat = person.seat.flatMap { id in seats.first { $0.id == id } }
            var who = seat.map { "\(Self.title(person.role)), \($0.name["en"])" } ?? Self.title(person.role)
            if person.synthetic { who += " *" }
            lines.append("  \(who.padded(to: 42)) \(person.link)")
        }
        if participants.contains(where: \.synthetic) {
            lines += ["", "* played by the program; open the link to take the seat over."]
        }
        lines += [
            "", "A ministerial week modelled on the 54th AMM, 2 to 6 August 2021, to prepare at the organiser's desk:",
            "",
            "  \("Administration".padded(to: 42)) \(week.desk)",
        ]
        lines += week.people.map { "  \(Self.who($0).padded(to: 42)) \($0.link)" }
        lines += ["", "Ctrl-C ends it; what happened stays in the data folder.", ""]
        return lines.joined(separator: "\n")
    }

    /// Of the advisers, one is enough to show.
    private func isListed(_ person: Person) -> Bool { person.role != .adviser || person.seat == DemoSummit.host }

    private static func title(_ role: Role) -> String {
        switch role {
        case .chair: "Chair"
        case .coChair: "Co-chair"
        case .head: "Head of delegation"
        case .adviser: "Adviser"
        case .observer: "Observer"
        case .interpreter: "Interpreter"
        case .press: "Press"
        case .secretariat: "Secretariat"
        }
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
