import Summit
import Testing

@testable import Timetable

@Suite struct TZifTests {
    private static let good = TZifFile(
        kinds: [.init(offset: 3_600, name: "CET"), .init(offset: 7_200, isDaylight: true, name: "CEST")],
        changes: [(0, 1), (10, 0)], footer: "CET-1CEST,M3.5.0,M10.5.0/3")

    private func fault(_ bytes: [UInt8]) -> ZoneFileFault? {
        do {
            _ = try ZoneRules(tzif: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func changed(_ change: (inout TZifFile) -> Void) -> [UInt8] {
        var file = Self.good
        change(&file)
        return file.bytes
    }

    @Test func faultsAreNamed() {
        #expect(fault(Self.good.bytes) == nil)
        #expect(fault([]) == .notTZif)
        #expect(fault(Array("TZif".utf8)) == .cut(5))
        #expect(fault(changed { $0.version = UInt8(ascii: "5") }) == .unknownVersion(UInt8(ascii: "5")))
        #expect(fault(changed { $0.version = 1 }) == .unknownVersion(1))
        #expect(fault([UInt8](repeating: 0, count: 70_000)) == .tooLong(70_000))
        #expect(fault(changed { $0.leapSeconds = [(78_796_800, 1)] }) == .leapSeconds)
        #expect(fault(changed { $0.kinds = [] }) == .counts)
        #expect(fault(changed { $0.kinds[1].offset = 93_600 }) == .localTimeType(1))
        #expect(fault(changed { $0.kinds[0].offset = Int(Int32.min) }) == .localTimeType(0))
        #expect(fault(changed { $0.kinds[1].name = "C\u{7}" }) == .localTimeType(1))
        #expect(fault(changed { $0.changes[1].second = 0 }) == .change(1))
        #expect(fault(changed { $0.changes[0].kind = 2 }) == .change(0))
        for footer in [
            "CET", "CET-1CEST", "CET-25", "CE-1", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
            "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J1", "CET-1CEST,366,1",
            "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0 ", "<CET-1", "CET-1:60", "CET-0001", "CET--1",
        ] {
            #expect(fault(changed { $0.footer = footer }) == .footer, "\(footer)")
        }
        for problem: ZoneFileFault in [
            .notTZif, .cut(9), .change(3), .localTimeType(2), .unknownVersion(9), .tooLong(1),
        ] {
            #expect("\(problem)".hasSuffix("."))
        }
    }

    @Test func everyCutIsFound() {
        let bytes = Self.good.bytes
        for length in 0..<bytes.count { #expect(fault(Array(bytes.prefix(length))) != nil, "\(length) bytes") }
    }

    /// A header that promises four thousand million changes takes no memory for them.
    @Test func promisesAreNotBelieved() {
        var bytes = Self.good.bytes
        for index in 20..<44 { bytes[index] = 0xFF }
        #expect(fault(bytes).map { if case .cut = $0 { true } else { false } } == true)
    }

    @Test(arguments: 1...400) func damageNeverTraps(seed: UInt64) throws {
        var dice = Dice(state: seed)
        var bytes = Self.good.bytes
        for _ in 0..<Int.random(in: 1...6, using: &dice) {
            bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: .min ... .max, using: &dice)
        }
        guard let rules = try? ZoneRules(tzif: bytes) else { return }
        for moment in [Timestamp(milliseconds: .min), dice.moment(), Timestamp(milliseconds: .max)] {
            let shown = rules.civilTime(at: moment)
            #expect(rules.moments(of: shown).all.count <= 2 + rules.changes.count)
            #expect(LocalTimeType.offsets.contains(rules.offset(at: moment)))
            _ = rules.transition(after: moment)
            _ = rules.transition(before: moment)
        }
    }

    @Test func changesBeyondTimestampsAreKeptApart() throws {
        let file = TZifFile(
            kinds: [.init(offset: 0, name: "AAA"), .init(offset: 60, name: "BBB"), .init(offset: 120, name: "CCC")],
            changes: [(.min, 1), (0, 0), (.max, 2)], footer: "CCC-0:02")
        let rules = try ZoneRules(tzif: file.bytes)
        #expect(rules.offset(at: Timestamp(milliseconds: .min)) == 60)
        #expect(rules.offset(at: Timestamp(milliseconds: 0)) == 0)
        #expect(rules.offset(at: Timestamp(milliseconds: .max)) == 0)
        #expect(rules.transition(before: Timestamp(milliseconds: 0)) == nil)
        #expect(rules.transition(after: Timestamp(milliseconds: 0)) == nil)
    }
}
