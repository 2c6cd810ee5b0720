import ArgumentParser
import ClientProtocol
import Portal
import StandardFacts
import Summit

/// `mufakat table`
struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Say who sits at the table of a format on a day, in which orders.",
        discussion: "From the facts of this release, without a server (docs/facts.md).")

    @Option(help: "For example asean, asean-plus-three, asean-rok, eas or arf.")
    var format: String

    @Option(help: ArgumentHelp("The day, for example 2020-04-14.", valueName: "date"))
    var on: String

    @Option(help: "leaders, ministers, seniorOfficials or working; without it the format's usual level.")
    var level: String?

    @Option(
        help: ArgumentHelp(
            "Who is represented at another rank: headOfState, headOfGovernment, minister, deputyMinister, seniorOfficial or other.",
            valueName: "TH=deputyMinister"))
    var rank: [String] = []

    @Option(help: ArgumentHelp("A guest of the chair, for example WHO.", valueName: "code"))
    var guest: [String] = []

    @Option(help: ArgumentHelp("An observer.", valueName: "code"))
    var observer: [String] = []

    @Flag(help: "The Secretary-General sits at the end of the table.")
    var withSecretaryGeneral = false

    @Option(help: "Of the readable table: en or vi.")
    var language = "en"

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        guard ["en", "vi"].contains(language) else { throw ExitReason(.usage, "Tables are written in en or vi.") }
        guard let id = FormatID(format) else {
            throw ExitReason(.usage, "\"\(format)\" is no format's id: small letters, digits and hyphens.")
        }
        guard let day = CivilDate(on) else {
            throw ExitReason(.usage, "\"\(on)\" is no date; dates look like 2020-04-14.")
        }
        let facts = Facts.standard
        let table: MeetingTable
        do { table = try facts.table(of: id, on: day, try request()) } catch let problem as TableProblem {
            throw ExitReason(.usage, problem.description)
        }
        if json { return Mufakat.standardOutput(ProtocolJSON.text(TableView(of: table, by: facts))) }
        Mufakat.standardOutput(TableText(table, language).lines.joined(separator: "\n"))
    }

    private func request() throws -> TableRequest {
        var ranks: [SeatID: Rank] = [:]
        for text in rank {
            let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, let seat = SeatID(parts[0]), let rank = Rank(rawValue: String(parts[1])) else {
                throw ExitReason(.usage, "\"\(text)\" is no rank of a delegation; it looks like TH=deputyMinister.")
            }
            guard ranks.updateValue(rank, forKey: seat) == nil else {
                throw ExitReason(.usage, "\(seat) has one rank, not two.")
            }
        }
        return TableRequest(
            level: try level.map { text in
                guard let level = Level(rawValue: text) else {
                    throw ExitReason(
                        .usage,
                        "There is no level \"\(text)\"; known are \(Level.allCases.map(\.rawValue).joined(separator: ", "))."
                    )
                }
                return level
            }, ranks: ranks, guests: try codes(guest), observers: try codes(observer),
            withSecretaryGeneral: withSecretaryGeneral)
    }

    private func codes(_ texts: [String]) throws -> [SeatID] {
        try texts.map { text in
            guard let code = SeatID(text) else {
                throw ExitReason(.usage, "\"\(text)\" is no code; codes look like VN.")
            }
            return code
        }
    }
}
