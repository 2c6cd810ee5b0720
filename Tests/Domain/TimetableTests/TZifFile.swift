import Summit
import Timetable

/// Writes TZif files (RFC 9636), right ones and others.
struct TZifFile {
    struct Kind {
        var offset: Int
        var isDaylight = false
        var name: String
    }

    var version: UInt8 = UInt8(ascii: "2")
    var kinds: [Kind]
    var changes: [(second: Int64, kind: UInt8)] = []
    var footer = ""
    var leapSeconds: [(Int64, Int32)] = []

    var bytes: [UInt8] {
        guard version != 0 else { return block(timeSize: 4) }
        // As zic writes it by default: nothing for readers of 32 bits.
        let stub = TZifFile(version: version, kinds: [Kind(offset: 0, name: "")])
        return stub.block(timeSize: 4) + block(timeSize: 8) + Array("\n\(footer)\n".utf8)
    }

    private func block(timeSize: Int) -> [UInt8] {
        let names: [UInt8] = kinds.flatMap { Array($0.name.utf8) + [0] }
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, leapSeconds.count, changes.count, kinds.count, names.count] {
            bytes += Self.bytes(Int64(count), 4)
        }
        for change in changes { bytes += Self.bytes(change.second, timeSize) }
        bytes += changes.map(\.kind)
        var position = 0
        for kind in kinds {
            bytes += Self.bytes(Int64(kind.offset), 4) + [kind.isDaylight ? 1 : 0, UInt8(position)]
            position += kind.name.utf8.count + 1
        }
        bytes += names
        for (second, correction) in leapSeconds {
            bytes += Self.bytes(second, timeSize) + Self.bytes(Int64(correction), 4)
        }
        return bytes
    }

    private static func bytes(_ number: Int64, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: number >> Int64($0 * 8)) }
    }
}

extension ZoneRules {
    /// A zone that a POSIX TZ string tells all of.
    init(posix text: String) throws {
        try self.init(
            tzif: TZifFile(version: UInt8(ascii: "3"), kinds: [.init(offset: 0, name: "ZZZ")], footer: text).bytes)
    }
}

/// Zones by name, for tests.
struct ZoneTable: Zones {
    var byName: [String: ZoneRules]
    func rules(of zone: String) -> ZoneRules? { byName[zone] }
}

/// Dice that fall the same way in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}

extension Dice {
    /// A zone with odd offsets, changes at odd moments between 1900 and 2040, and mostly a yearly rule.
    mutating func zone() throws -> ZoneRules {
        let kinds = (0..<Int.random(in: 1...5, using: &self)).map { index in
            TZifFile.Kind(
                offset: Int.random(in: -14 * 3_600...14 * 3_600, using: &self),
                isDaylight: Bool.random(using: &self), name: "K\(index)")
        }
        var changes: [(second: Int64, kind: UInt8)] = []
        var second = Int64.random(in: -2_200_000_000 ... -100_000_000, using: &self)
        for _ in 0..<Int.random(in: 0...30, using: &self) {
            changes.append((second, UInt8.random(in: 0..<UInt8(kinds.count), using: &self)))
            second += Int64.random(in: 1...100_000_000, using: &self)
        }
        return try ZoneRules(
            tzif: TZifFile(version: UInt8(ascii: "3"), kinds: kinds, changes: changes, footer: footer()).bytes)
    }

    private mutating func footer() -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func west(_ dice: inout Dice) -> String {
            "\(Int.random(in: -14...14, using: &dice)):\(two(Int.random(in: 0...59, using: &dice))):\(two(Int.random(in: 0...59, using: &dice)))"
        }
        func moment(_ dice: inout Dice) -> String {
            let day =
                switch Int.random(in: 0...2, using: &dice) {
                case 0: "J\(Int.random(in: 1...365, using: &dice))"
                case 1: "\(Int.random(in: 0...365, using: &dice))"
                default:
                    "M\(Int.random(in: 1...12, using: &dice)).\(Int.random(in: 1...5, using: &dice)).\(Int.random(in: 0...6, using: &dice))"
                }
            return "\(day)/\(Int.random(in: -167...167, using: &dice))"
        }
        switch Int.random(in: 0...4, using: &self) {
        case 0: return ""
        case 1: return "<-+0>\(west(&self))"
        default: return "STD\(west(&self))DAY\(west(&self)),\(moment(&self)),\(moment(&self))"
        }
    }

    mutating func moment() -> Timestamp {
        Timestamp(milliseconds: Int64.random(in: -4_000_000_000_000...4_000_000_000_000, using: &self))
    }
}
