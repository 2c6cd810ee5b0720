import ArgumentParser
import Portal

/// `mufakat export`
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Fetch the record or the minutes from a running server.")

    enum Form: String, ExpressibleByArgument, CaseIterable { case jsonl, minutes, checkpoint }

    @OptionGroup var connection: ServerConnection
    @OptionGroup var file: OutputFile

    @Option(help: "The meeting's id.")
    var meeting: String

    @Option(help: "jsonl: the record, line by line; minutes: who spoke when, in Markdown; checkpoint: the newest one.")
    var form: Form = .jsonl

    @Option(help: "Of the minutes: en or vi.")
    var language = "en"

    func run() async throws {
        let path = try meetingPath(meeting)
        guard ["en", "vi"].contains(language) else { throw ExitReason(.usage, "Minutes are written in en or vi.") }
        switch form {
        case .jsonl: try file.write(try await connection.ask("GET", "\(path)/record", accept: "*/*"))
        case .minutes:
            try file.write(try await connection.ask("GET", "\(path)/minutes?language=\(language)", accept: "*/*"))
        case .checkpoint: try file.write(try await connection.ask("GET", "\(path)/checkpoint", accept: "*/*"))
        }
    }
}
