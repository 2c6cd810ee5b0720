import Foundation
import Simulation

// Writes docs/media/resilience.md: what is heard and seen over lines of all kinds, in virtual time. The same seeds give
// the same numbers again.

let losses = [0.0, 0.02, 0.05, 0.1, 0.2, 0.3]
let roundTrips: [Int64] = [20, 150, 300, 600]
let capacities = [100_000.0, 300_000, 1_000_000, 5_000_000]

func percent(_ share: Double) -> String { String(format: "%.1f", share * 100) }
func kilobits(_ rate: Double) -> String { String(format: "%.0f", rate / 1_000) }

func table(_ capacity: Double) throws -> String {
    var text = "\n### \(kilobits(capacity)) kbit/s\n\n| loss | "
    text += roundTrips.map { "\($0) ms" }.joined(separator: " | ") + " |\n|---|---|---|---|---|\n"
    for loss in losses {
        let cells = try roundTrips.map { roundTrip in
            let line = LineConditions(loss: loss, roundTrip: roundTrip, capacity: capacity)
            return figures(try line.experience(seeds: 1...2, seconds: 30))
        }
        text += "| \(Int((loss * 100).rounded())) % | " + cells.joined(separator: " | ") + " |\n"
    }
    return text
}

/// Lines that the matrix has no place for; Tests-Browser/resilience.py measures them too.
func others() throws -> String {
    let rows: [(name: String, line: LineConditions, changes: [Int: Double])] = [
        ("0 %, no limit, 20 ms", LineConditions(roundTrip: 20), [:]),
        (
            "0 %, 10, then 0.8, then 10 Mbit/s, each for 10 s, 100 ms",
            LineConditions(roundTrip: 100, capacity: 10_000_000),
            [10: 800_000, 20: 10_000_000]
        ),
    ]
    let cells = try rows.map { row in
        "| \(row.name) | \(figures(try row.line.experience(seeds: 1...2, seconds: 30, changes: row.changes))) |\n"
    }
    return "\n### Other lines\n\n| line | |\n|---|---|\n" + cells.joined()
}

func figures(_ found: Experience) -> String {
    [
        percent(found.concealed), percent(found.frozen), String(format: "%.0f", found.picturesPerSecond),
        kilobits(found.estimate),
    ].joined(separator: " / ")
}

guard CommandLine.arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: resilience docs/media/resilience.md\n".utf8))
    exit(2)
}
let path = CommandLine.arguments[1]
let marker = "<!-- measured -->\n"
let document = try String(contentsOfFile: path, encoding: .utf8)
guard let end = document.range(of: marker)?.upperBound else {
    FileHandle.standardError.write(Data("\(path) has no line \(marker)".utf8))
    exit(1)
}
try (document[..<end] + capacities.map(table).joined() + others()).write(
    toFile: path, atomically: true, encoding: .utf8)
