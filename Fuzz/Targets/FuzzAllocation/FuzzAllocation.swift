import Bandwidth
import Support
import Wire

/// Any pictures on any line: never more than the line has, but for the first picture's smallest layer, which stays while
/// the line is a little short; and no layer that there is not.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var allocation = Allocation()
    var now = MediaTime.zero
    for _ in 0..<200 where !input.isAtEnd {
        let line = DataRate.kilobits(Double(input.u16()) / 4)
        let prices = (0..<input.below(12)).map { _ in
            (0..<input.below(5)).map { _ in DataRate.kilobits(Double(input.u8()) * 8) }
        }
        now = now + input.interval()
        allocation.share(line, among: prices.count, now: now) { picture, level in
            check(level > 0, "nothing costs something")
            return level <= prices[picture].count ? prices[picture][level - 1] : nil
        }
        check(allocation.levels.count == prices.count, "pictures without a level")
        var total = DataRate.zero
        for (level, prices) in zip(allocation.levels, prices) where level > 0 {
            check(level <= prices.count, "a layer that there is not")
            total = total + prices[Int(level) - 1]
        }
        let fits = total.bitsPerSecond <= line.bitsPerSecond + 1
        let paid = zip(allocation.levels, prices).filter { $0 > 0 && $1[Int($0) - 1] > .zero }
        let staysAlone = paid.count == 1 && paid[0].0 == 1 && total.bitsPerSecond * 0.7 <= line.bitsPerSecond + 1
        check(fits || staysAlone, "\(total) on \(line)")
    }
    return 0
}
