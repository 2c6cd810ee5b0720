import Foundation
import Synchronization
public import Timetable

/// The zones of the system's tz database: the compiled files that the distribution keeps up to date.
///
/// A zone's file is read when it is first asked for, and kept. Whoever holds this for long looks now and then whether
/// ``isCurrent``, and makes another when it is not, so that one object never mixes two releases knowingly.
public final class SystemZones: Zones {
    public let folder: String
    /// `2025b`
    public let release: String
    /// Every zone and every other name of one, in alphabetical order.
    public let names: [String]

    private let known: Set<String>
    /// What was read; nil where it cannot be.
    private let read = Mutex<[String: ZoneRules?]>([:])

    /// Where the C library looks too.
    public static var standardFolder: String {
        ProcessInfo.processInfo.environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/share/zoneinfo"
    }

    public init(folder: String = standardFolder) throws(ZoneDatabaseProblem) {
        let index = try ZoneIndex(folder: folder)
        self.folder = folder
        release = index.release
        names = index.names.sorted()
        known = index.names
    }

    public func rules(of zone: String) -> ZoneRules? {
        // Names come from strangers and become paths: only those which the database lists.
        guard known.contains(zone) else { return nil }
        if let rules = read.withLock({ $0[zone] }) { return rules }
        let rules = try? readRules(of: zone)
        read.withLock { $0[zone] = .some(rules) }
        return rules
    }

    /// Reads a zone's file anew, and says what is wrong with it.
    public func readRules(of zone: String) throws -> ZoneRules {
        guard known.contains(zone) else { throw ZoneDatabaseProblem.unknownZone(zone) }
        guard let bytes = file(of: zone) else { throw ZoneDatabaseProblem.unreadable("\(folder)/\(zone)") }
        return try ZoneRules(tzif: bytes)
    }

    /// A zone's file (RFC 9636) as it is now; nil when the database does not list it, or it cannot be read.
    public func file(of zone: String) -> [UInt8]? {
        guard known.contains(zone) else { return nil }
        return ZoneIndex.contents(of: "\(folder)/\(zone)", upTo: ZoneRules.maximumFileLength + 1).map { [UInt8]($0) }
    }

    /// Whether the database is still of the release that it was.
    public var isCurrent: Bool { (try? ZoneIndex(folder: folder))?.release == release }
}

/// A tz database that cannot be used.
public enum ZoneDatabaseProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder has no list of zones.
    case notThere(folder: String)
    case unreadable(String)
    case unknownZone(String)

    public var description: String {
        switch self {
        case .notThere(let folder):
            "There is no time zone database in \(folder): install the package tzdata, or name its folder in TZDIR."
        case .unreadable(let path): "The time zone file \(path) cannot be read."
        case .unknownZone(let name): "The time zone database does not have the zone \"\(name)\"."
        }
    }
}
