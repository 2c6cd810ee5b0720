import ArgumentParser
import ClientProtocol
import Foundation
import Portal
import SystemZones
import Timetable

/// `mufakat calendar`
struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Write sittings as an iCalendar file.",
        discussion: "Reads JSON with the member entries (docs/timetable.md).")

    @Argument(help: "The entries as JSON; - reads standard input.")
    var file: String

    @Flag(help: "The entries are cancelled.")
    var cancel = false

    private struct Input: Decodable { var entries: [CalendarEntry] }

    /// Bytes of JSON.
    private static let longest = 16 << 20

    func run() throws {
        let data = try InputFile.bytes(of: file, most: Self.longest)
        guard data.count <= Self.longest else {
            throw ExitReason(.usage, "The file \(file) is longer than \(Self.longest) bytes.")
        }
        let zones = try SystemZones.forCommand()
        do {
            let input: Input = try ProtocolJSON.decode(from: data)
            let calendar = try CalendarFile(cancel ? .cancel : .publish, input.entries, by: zones)
            Mufakat.standardOutput(calendar.text, terminator: "")
        } catch let problem as MalformedMessage {
            throw ExitReason(.badData, "\(problem)")
        } catch let problem as CalendarProblem {
            throw ExitReason(.badData, "\(problem)")
        }
    }
}
