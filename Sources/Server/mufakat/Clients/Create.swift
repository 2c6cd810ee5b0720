import ArgumentParser
import ClientProtocol
import Foundation
import Portal
import Procedure
import Summit

/// `mufakat create`
struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create a meeting on a running server.",
        discussion: "Either from a JSON file (the body of POST /api/meetings), or from options.")

    @OptionGroup var connection: ServerConnection

    @Option(help: ArgumentHelp("The whole set-up as JSON; - reads standard input.", valueName: "file"))
    var file: String?

    @Option(help: "The meeting's id: small letters, digits and hyphens.")
    var id: String?

    @Option(help: "Title in English.")
    var title: String?

    @Option(help: "Title in Vietnamese.")
    var titleVi: String?

    @Option(help: "For example asean, asean-plus-three or eas: its table of the day is set.")
    var format: String?

    @Option(help: "The host's seat, for example VN.")
    var host: String?

    @Option(help: "UTC, for example 2020-04-14T02:00:00Z.")
    var startsAt: String?

    @Option(help: "Seats by country code, for example VN,ID,KR.")
    var seats: String?

    @Flag(help: "Nobody waits to be let in.")
    var noLobby = false

    @Flag(help: "Every microphone seat is heard, as in an informal exchange.")
    var freeFloor = false

    func run() async throws {
        let answer = try await connection.ask("POST", "/api/meetings", json: try body())
        struct Created: Decodable { var view: MeetingView }
        let created: Created = try connection.decode(answer)
        Mufakat.standardOutput("Created the meeting \(created.view.meeting.id).")
    }

    private func body() throws -> [UInt8] {
        if let file {
            let data =
                file == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
            guard let data else { throw ExitReason(.noInput, "The file \(file) cannot be read.") }
            return [UInt8](data)
        }
        guard let title else { throw ExitReason(.usage, "A meeting needs a title: --title, or a set-up with --file.") }
        func parsed<Value>(_ text: String?, _ what: String, _ parse: (String) -> Value?) throws -> Value? {
            guard let text else { return nil }
            guard let value = parse(text) else { throw ExitReason(.usage, "\"\(text)\" is no \(what).") }
            return value
        }
        let seats = try (seats ?? "").split(separator: ",").map { code in
            guard let seat = SeatID(code.filter { !$0.isWhitespace }) else {
                throw ExitReason(.usage, "\"\(code)\" is no seat.")
            }
            return SeatSetup(id: seat)
        }
        return ProtocolJSON.encode(
            MeetingSetup(
                id: try parsed(id, "meeting's id") { MeetingID($0) }, title: Texts(en: title, vi: titleVi ?? title),
                format: format, host: try parsed(host, "seat") { SeatID($0) },
                startsAt: try parsed(startsAt, "time") { Timestamp($0) }, lobby: !noLobby,
                floorRule: freeFloor ? .free : .chair, seats: seats))
    }
}
