import Foundation
import Summit
import Synchronization
import Timetable

/// The zones that Foundation knows.
final class FoundationClocks: Clocks {
    private let zones = Mutex<[String: TimeZone?]>([:])
    private static let names = Set(TimeZone.knownTimeZoneIdentifiers + ["UTC", "Etc/UTC"])

    func offset(of zone: String, at moment: Timestamp) -> Int? {
        let known = zones.withLock { zones in
            if let known = zones[zone] { return known }
            let found = Self.names.contains(zone) ? TimeZone(identifier: zone) : nil
            zones[zone] = .some(found)
            return found
        }
        return known?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
    }
}
