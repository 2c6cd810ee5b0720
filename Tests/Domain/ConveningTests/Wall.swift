import Timetable

/// The clocks on the wall of a test's conference.
struct Wall: Zones {
    private let rules: [String: ZoneRules]

    init() throws {
        rules = try [
            "Asia/Brunei": "<+08>-8", "Asia/Ho_Chi_Minh": "<+07>-7", "Asia/Tokyo": "JST-9",
            "Europe/Berlin": "CET-1CEST,M3.5.0,M10.5.0/3",
        ].mapValues(Self.rules)
    }

    func rules(of zone: String) -> ZoneRules? { rules[zone] }

    /// A file that has nothing but its last line's rule (RFC 9636 section 3).
    private static func rules(_ posix: String) throws -> ZoneRules {
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2]
        let kind: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("Z".utf8) + [0]
        let block = Array("TZif3".utf8) + [UInt8](repeating: 0, count: 15) + counts + kind
        return try ZoneRules(tzif: block + block + Array("\n\(posix)\n".utf8))
    }
}
