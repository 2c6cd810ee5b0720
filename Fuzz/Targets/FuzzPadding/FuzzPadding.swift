import Forwarding
import RTP
import Receiving
import Support

/// A stream with padding, losses and reordering: numbers without it keep the order of the packets, and none is given
/// twice.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var reception = Reception(clockRate: 90_000)
    var filter = PaddingFilter()
    var number = SequenceNumber(input.u16())
    var given: [(from: Int64, to: Int64)] = []
    for _ in 0..<400 where !input.isAtEnd {
        let action = input.u8()
        number = number &+ (action < 8 ? input.i16() : Int(action >> 1) % 24 - 8)
        switch reception.register(number, isRecovered: action & 0x80 != 0) {
        case .duplicate, .tooOld, .suspect: continue
        case .restarted(let sequence):
            (filter, given) = (PaddingFilter(), [])
            take(sequence, isPadding: action & 1 == 1, &filter, &given)
        case .newest(let sequence, _), .late(let sequence):
            take(sequence, isPadding: action & 1 == 1, &filter, &given)
        }
    }
    return 0
}

private func take(
    _ sequence: ExtendedSequence, isPadding: Bool, _ filter: inout PaddingFilter,
    _ given: inout [(from: Int64, to: Int64)]
) {
    if isPadding { return filter.remove(sequence) }
    guard let renumbered = filter.renumber(sequence) else { return }
    let place = (from: sequence.value, to: renumbered.value)
    check(place.to <= place.from, "a number that runs ahead")
    for other in given { check((other.from < place.from) == (other.to < place.to), "out of order: \(other), \(place)") }
    given.append(place)
}
