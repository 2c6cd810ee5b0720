import ArgumentParser
import ClientProtocol
import Portal
import Summit

/// `mufakat list`
struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the meetings, or with --meeting the invitations of one.")

    @OptionGroup var connection: ServerConnection

    @Option(help: "The meeting whose invitations to list.")
    var meeting: String?

    @Flag(help: "Print JSON.")
    var json = false

    private struct Meeting: Decodable {
        var id: MeetingID
        var title: Texts
        var startsAt: Timestamp
        var sitting: Sitting
    }

    private struct Invited: Decodable {
        var participant: ParticipantView
        var link: String
    }

    func run() async throws {
        if let meeting {
            let answer = try await connection.ask("GET", "\(try meetingPath(meeting))/invitations")
            if json { return Mufakat.standardOutput(String(decoding: answer, as: UTF8.self)) }
            let all: [Invited] = try connection.decode(answer)
            for one in all {
                let seat = one.participant.seat?.rawValue ?? "-"
                let facts = [
                    seat.padded(to: 6), one.participant.role.rawValue.padded(to: 12),
                    one.participant.id.rawValue.padded(to: 24),
                ]
                Mufakat.standardOutput("\(facts.joined(separator: " ")) \(one.link)")
            }
        } else {
            let answer = try await connection.ask("GET", "/api/meetings")
            if json { return Mufakat.standardOutput(String(decoding: answer, as: UTF8.self)) }
            let all: [Meeting] = try connection.decode(answer)
            for one in all {
                let facts = [one.id.rawValue.padded(to: 24), "\(one.startsAt)", one.sitting.rawValue.padded(to: 10)]
                Mufakat.standardOutput("\(facts.joined(separator: " ")) \(one.title["en"])")
            }
        }
    }
}
