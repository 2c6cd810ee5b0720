import ArgumentParser
import Portal

/// `mufakat desk`
struct Desk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a link that opens the organiser's desk for the administration, for twelve hours.",
        discussion:
            "Whoever has the link has every right: open it yourself, and hand out people's own links from there.")

    @OptionGroup var connection: ServerConnection

    func run() async throws {
        struct Pass: Decodable { var path: String }
        let pass: Pass = try connection.decode(try await connection.ask("POST", "/api/desk-pass"))
        Mufakat.standardOutput(connection.address + pass.path)
    }
}
