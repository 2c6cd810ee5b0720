import ArgumentParser
import Foundation
import Portal

/// The one program: the server, the demo, clients of a running server, and what needs no server.
@main
struct Mufakat: AsyncParsableCommand {
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "mufakat", abstract: "A self-hosted summit system.", version: "mufakat \(release)",
        subcommands: [
            Serve.self, Demo.self, Desk.self, Create.self, Invite.self, List.self, Delegates.self, Export.self,
            RecordCommand.self,
            TableCommand.self, TextCommands.self, LibraryCommands.self, Slots.self, TimetableCommand.self,
            CalendarCommand.self, ZonesCommand.self,
            VersionCommand.self,
        ])

    /// Whatever goes wrong ends in one sentence on standard error and a code of docs/operations.md.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let reason as ExitReason {
            end(reason)
        } catch {
            // Help and version are no errors.
            guard exitCode(for: error) != .success else { exit(withError: error) }
            guard exitCode(for: error) == .validationFailure else {
                end(ExitReason(.software, "Something unexpected happened: \(error)"))
            }
            let sentence = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
            end(ExitReason(.usage, "\(sentence) (\"mufakat --help\" tells more.)"))
        }
    }

    private static func end(_ reason: ExitReason) -> Never {
        standardError("mufakat: \(reason.sentence)")
        Foundation.exit(reason.code.rawValue)
    }

    static func standardError(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// At once, also into a pipe.
    static func standardOutput(_ text: String, terminator: String = "\n") {
        FileHandle.standardOutput.write(Data((text + terminator).utf8))
    }
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the release.")

    func run() { print("mufakat \(Mufakat.release)") }
}
