import ArgumentParser
import ClientProtocol
import Portal
import Summit

/// `mufakat invite`
struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Invite somebody to a meeting, and print the link.")

    @OptionGroup var connection: ServerConnection

    @Option(help: "The meeting's id.")
    var meeting: String

    @Option(help: "chair, coChair, head, adviser, observer, interpreter, press or secretariat.")
    var role: String

    @Option(help: "The seat, for roles that have one.")
    var seat: String?

    @Option(help: "The participant's id; made up if it is left out.")
    var participant: String?

    @Option(help: "The name to show, in English.")
    var name: String?

    @Flag(help: "Print the whole answer as JSON.")
    var json = false

    private struct Wish: Encodable {
        var participant: ParticipantID?
        var role: Role
        var seat: SeatID?
        var name: Texts?
    }

    func run() async throws {
        guard let role = Role(rawValue: role) else { throw ExitReason(.usage, "There is no role \"\(self.role)\".") }
        let seat = try seat.map { text in
            guard let seat = SeatID(text) else { throw ExitReason(.usage, "\"\(text)\" is no seat.") }
            return seat
        }
        let participant = try participant.map { text in
            guard let id = ParticipantID(text) else { throw ExitReason(.usage, "\"\(text)\" is no participant's id.") }
            return id
        }
        let wish = Wish(participant: participant, role: role, seat: seat, name: name.map { Texts(en: $0, vi: $0) })
        let answer = try await connection.ask(
            "POST", "\(try meetingPath(meeting))/invitations", json: ProtocolJSON.encode(wish))
        if json { return Mufakat.standardOutput(String(decoding: answer, as: UTF8.self)) }
        struct Invited: Decodable { var link: String }
        let invited: Invited = try connection.decode(answer)
        Mufakat.standardOutput(invited.link)
    }
}
