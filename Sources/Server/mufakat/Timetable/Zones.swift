import ArgumentParser
import Portal
import Summit
import SystemZones
import Timetable

/// `mufakat zones`
struct ZonesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zones",
        abstract: "List the time zones of the system's tz database, or what their clocks do over some years.",
        discussion: """
            Without options: the names, one a line. With --from and --to: for each zone one line, its name and, for each time \
            that differs from the one before, "second offset abbreviation", found by asking at every quarter of an hour.
            """)

    @Option(help: ArgumentHelp("First year.", valueName: "year"))
    var from: Int?

    @Option(help: ArgumentHelp("Last year.", valueName: "year"))
    var to: Int?

    @Argument(help: "Only these zones.")
    var names: [String] = []

    @Flag(help: "Print only the database's release.")
    var release = false

    func run() throws {
        let zones = try SystemZones.forCommand()
        if release { return Mufakat.standardOutput(zones.release) }
        for name in names where zones.rules(of: name) == nil {
            throw ExitReason(.usage, "The time zone database does not have the zone \"\(name)\".")
        }
        let names = names.isEmpty ? zones.names : names
        guard from != nil || to != nil else { return Mufakat.standardOutput(names.joined(separator: "\n")) }
        guard let from, let to, from <= to, (1900...2200).contains(from), (1900...2200).contains(to) else {
            throw ExitReason(.usage, "Give --from and --to: years from 1900 to 2200, in this order.")
        }
        for name in names {
            guard let rules = zones.rules(of: name) else {
                throw ExitReason(.badData, "The file of the zone \(name) cannot be read.")
            }
            Mufakat.standardOutput(Self.line(name, rules, from: Int64(from), to: Int64(to)))
        }
    }

    private static func line(_ name: String, _ rules: ZoneRules, from: Int64, to: Int64) -> String {
        func newYear(_ year: Int64) -> Int64 { CivilDate(year: year, month: 1, day: 1).daysSince1970 * 86_400 }
        var line = name
        var shown: LocalTimeType?
        for second in stride(from: newYear(from), to: newYear(to + 1), by: 900) {
            let type = rules.type(at: Timestamp(milliseconds: second * 1_000))
            if type.offset != shown?.offset || type.abbreviation != shown?.abbreviation {
                line += "\t\(second) \(type.offset) \(type.abbreviation)"
                shown = type
            }
        }
        return line
    }
}

extension SystemZones {
    /// The system's, or those of the folder in TZDIR.
    static func forCommand() throws(ExitReason) -> SystemZones {
        do { return try SystemZones() } catch { throw ExitReason(.noInput, "\(error)") }
    }
}
