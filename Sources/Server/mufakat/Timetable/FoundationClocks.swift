import Foundation
import Summit
import Synchronization
import Timetable

/// The zones that Foundation knows.
final class FoundationClocks: Clocks {
    private let zones = Mutex<[String: TimeZone?]>([:])

    /// Foundation's own list leaves out Asia/Kolkata, and it takes many a text that is no zone's name.
    private static func isName(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
            case UInt8(ascii: "/"): true
            default: false
            }
        }
        return isPlain && text.utf8.first.map { $0 != UInt8(ascii: "/") } == true
            && FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/\(text)")
    }

    func offset(of zone: String, at moment: Timestamp) -> Int? {
        let known = zones.withLock { zones in
            if let known = zones[zone] { return known }
            let found = Self.isName(zone) ? TimeZone(identifier: zone) : nil
            zones[zone] = .some(found)
            return found
        }
        return known?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
    }
}
