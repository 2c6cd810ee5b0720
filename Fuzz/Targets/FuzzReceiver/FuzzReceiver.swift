import RTP
import Receiving
import Support
import Wire

/// The receiving end of a stream, with any losses: no packet is taken twice, none is asked for that came, and the list
/// of what is missing keeps its bound.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var receiver = StreamReceiver(of: input.flag() ? .audio : .video)
    var now = MediaTime(microseconds: 1_000_000)
    var number = SequenceNumber(input.u16())
    var taken: Set<Int64> = []
    var highest: Int64?
    for _ in 0..<600 where !input.isAtEnd {
        let action = input.u8()
        switch action {
        case 0: now = now + input.interval()
        case 1:
            if let lost = receiver.giveUpLosses(now: now) { check(!taken.contains(lost.value), "gave up what came") }
        case 2:
            let report = SenderReport(
                sender: SSRC(1), ntp: NTPTime(rawValue: input.u64()), timestamp: RTPTimestamp(input.u32()), packets: 0,
                octets: 0)
            receiver.take(report, now: now)
        case 3: _ = receiver.report(of: SSRC(1), now: now)
        case 4: receiver.measure(RTPTimestamp(input.u32()), now: now)
        case 5: ask(&receiver, now, highest, taken)
        case 6:
            receiver.restart()
            (taken, highest) = ([], nil)
        case 7: receiver.noteRedundancy(span: Int(input.u8()))
        case 8: receiver.noteCarried(number &+ input.i16(), now: now)
        default:
            number = number &+ (action < 16 ? input.i16() : Int(action >> 2) % 16 - 3)
            switch receiver.register(
                number, by: action & 3 == 3 ? .retransmission : .itself, wantsRepair: true, now: now)
            {
            case .newest(let sequence, let gap):
                check(highest.map { sequence.value == $0 + Int64(gap) + 1 } ?? true, "a gap of another size")
                check(taken.insert(sequence.value).inserted && sequence.number == number, "newest, and not new")
                highest = sequence.value
            case .late(let sequence):
                check(taken.insert(sequence.value).inserted && sequence.number == number, "late, and here before")
            case .restarted(let sequence):
                (taken, highest) = ([sequence.value], sequence.value)
            case .duplicate, .tooOld, .suspect: break
            }
        }
        check(receiver.losses.count <= LossList.limit, "\(receiver.losses.count) missing")
    }
    return 0
}

private func ask(_ receiver: inout StreamReceiver, _ now: MediaTime, _ highest: Int64?, _ taken: Set<Int64>) {
    var asked = 0
    let compound = written(room: 1_200) {
        asked = receiver.writeNACK(now: now, sender: SSRC(1), media: SSRC(2), to: &$0)
    }
    compound.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        guard case .nack(_, _, let list) = reader.next() else { return check(asked == 0, "asked without a word") }
        let numbers = Array(list)
        check(numbers.count == asked, "asked for \(asked), wrote \(numbers.count)")
        for number in numbers {
            check(highest.map { !taken.contains(ExtendedSequence($0).nearest(number).value) } ?? false, "it is here")
        }
    }
}
