import Summit
import Support
import Timetable

private struct One: Zones {
    let only: ZoneRules
    func rules(of zone: String) -> ZoneRules? { only }
}

/// A TZif file, as a system's tz database or somebody else's brings it: every answer about its clocks fits the others.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    guard let rules = try? ZoneRules(tzif: bytes) else { return 0 }
    var moment = Timestamp(milliseconds: .min)
    for _ in 0..<40 {
        guard let change = rules.transition(after: moment) else { break }
        check(change.moment > moment && change.before != change.after, "no change at \(change.moment)")
        check(rules.type(at: change.moment) == change.after, "another type at \(change.moment)")
        check(
            rules.type(at: change.moment.advanced(byMilliseconds: -1)) == change.before,
            "another type before \(change.moment)")
        check(rules.transition(before: change.moment.advanced(byMilliseconds: 1)) == change, "no way back")
        moment = change.moment
    }
    var input = Input(start, count)
    for number in [Int64(0), 1_586_822_400, .min, .max, Int64(bitPattern: input.u64()), Int64(input.u32())] {
        let (milliseconds, overflow) = number.multipliedReportingOverflow(by: 1_000)
        let now = Timestamp(milliseconds: overflow ? number : milliseconds)
        let shown = rules.civilTime(at: now)
        let moments = rules.moments(of: shown)
        check(moments.all.first.map { $0 <= now } ?? false, "\(shown) leads nowhere")
        for moment in moments.all where moment > Timestamp(milliseconds: .min) && moment.milliseconds % 1_000 == 0 {
            check(rules.civilTime(at: moment) == shown, "\(moment) shows another time than \(shown)")
        }
        let length = Int(input.u16() % 3_000)
        let clocks = One(only: rules)
        let burden = Burden.minutes(from: now, length: length, in: "", by: clocks) ?? -1
        var counted = 0
        for minute in 0..<length {
            let moment = now.advanced(byMilliseconds: Int64(minute) * 60_000)
            if !(8..<20).contains(rules.civilTime(at: moment).hour) { counted += 1 }
        }
        check(
            burden == counted || now > Timestamp(milliseconds: 253_402_000_000_000), "\(burden) minutes, not \(counted)"
        )
        let entry = CalendarEntry(
            uid: "1", stamp: now, start: now, end: now.advanced(byMilliseconds: 3_600_000), zone: "Zone",
            summary: String(decoding: bytes.prefix(200), as: UTF8.self))
        if let file = try? CalendarFile(.publish, [entry], by: clocks) {
            let lines = file.text.utf8.split(separator: UInt8(ascii: "\n"))
            check(lines.allSatisfy { $0.count <= 76 && $0.last == UInt8(ascii: "\r") }, "a line is too long")
        }
    }
    return 0
}
