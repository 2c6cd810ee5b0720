import Foundation
import Summit
import Synchronization
import Timetable
import WeekSolver

/// The example week of docs/weeks.
enum Golden {
    static func week(_ name: String = "amm-54") throws -> Week {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let file = here.deletingLastPathComponent().appendingPathComponent("../../../docs/weeks/\(name).json")
        return try WeekJSON.week(from: Data(contentsOf: file.standardizedFileURL))
    }
}

/// Foundation's zones.
final class SystemTestClocks: Clocks {
    private let zones = Mutex<[String: TimeZone?]>([:])

    func offset(of zone: String, at moment: Timestamp) -> Int? {
        let known = zones.withLock { zones in
            if let known = zones[zone] { return known }
            let found = TimeZone(identifier: zone)
            zones[zone] = .some(found)
            return found
        }
        return known?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
    }
}
