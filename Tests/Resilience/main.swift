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
            let found = try line.experience(seeds: 1...2, seconds: 30)
            return [
                percent(found.concealed), percent(found.frozen), String(format: "%.0f", found.picturesPerSecond),
                kilobits(found.estimate),
            ].joined(separator: " / ")
        }
        text += "| \(Int((loss * 100).rounded())) % | " + cells.joined(separator: " | ") + " |\n"
    }
    return text
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
try (document[..<end] + capacities.map(table).joined()).write(toFile: path, atomically: true, encoding: .utf8)
