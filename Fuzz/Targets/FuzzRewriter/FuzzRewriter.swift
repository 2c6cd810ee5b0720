import Forwarding
import RTP
import Support
import Wire

/// Switches between two layers whose packets come in any order: no number is given to two packets, none goes back at a
/// switch, and a number leads back to the packet it was given to.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let track = IncomingTrack(
        kind: .video, mid: "1", rids: ["f", "q"], payloadTypes: PayloadTypeFormats(), feedback: .init(), owner: 1,
        clock: SenderClock())
    var rewriter = StreamRewriter(sequence: input.u16(), timestamp: input.u32())
    var numbers: [Int64] = [65_536 + Int64(input.u16()), 65_536 + Int64(input.u16())]
    var current = 0
    var given: [Int64: (layer: Int, sequence: Int64)] = [:]
    for _ in 0..<500 where !input.isAtEnd {
        let action = input.u8()
        switch action {
        case 0: rewriter.pause()
        case 1, 2:
            current = input.below(2)
            let last = rewriter.lastSequence
            rewriter.begin(
                with: packet(numbers[current], &input), from: track.layers[current],
                timestamp: rewriter.lastTimestamp &+ 900, step: LayerStep(index: input.below(16)))
            check(rewriter.lastSequence == last, "a switch alone gives no number")
        case 3: rewriter.forget(track.layers[input.below(2)])
        case 4: numbers[current] += Int64(input.u16() % 3_000)
        case 5: _ = rewriter.want(LayerStep(index: input.below(16)), of: track.layers[current].steps)
        default:
            numbers[current] = max(65_536, numbers[current] + Int64(action % 8) - 2)
            let last = rewriter.lastSequence
            guard let place = rewriter.place(packet(numbers[current], &input)) else { continue }
            check(place.pictureID < 1 << 15, "a picture id of 16 bits")
            check(rewriter.lastSequence >= last && rewriter.lastSequence >= place.sequence, "the count goes back")
            let owner = given.updateValue((current, numbers[current]), forKey: place.sequence.value)
            check(owner.map { $0 == (current, numbers[current]) } ?? true, "a number for two packets")
            guard rewriter.lastSequence.value - place.sequence.value < 32_768 else { continue }
            guard let origin = rewriter.origin(of: place.sequence.number) else {
                fatalError("a number without a packet")
            }
            check(
                origin.epoch.layer === track.layers[current] && origin.sequence.value == numbers[current],
                "a number of another packet")
        }
    }
    return 0
}

private func packet(_ sequence: Int64, _ input: inout Input) -> MediaPacket {
    var description = PayloadDescription()
    let flags = input.u8()
    if flags & 1 != 0 {
        let isLong = flags & 2 != 0
        description.pictureID = .init(offset: 2, isLong: isLong, value: UInt16(flags >> 1) << (isLong ? 8 : 0))
    }
    if flags & 4 != 0 { (description.tl0Offset, description.tl0) = (4, flags) }
    if flags & 8 != 0 {
        description.layers = LayerUse(
            neededBy: LayerSteps(spatialFrom: Int(flags >> 4 & 3), temporalFrom: Int(flags >> 6)))
        description.layers.beginsFrame = flags & 16 != 0
        if flags & 32 != 0 { (description.layers.from, description.layers.to) = (.all, .all) }
    }
    return MediaPacket(
        payload: UnsafeRawBufferPointer(start: nil, count: 0), sequence: ExtendedSequence(sequence),
        timestamp: RTPTimestamp(UInt32(truncatingIfNeeded: sequence) &* 3_000), marker: false, format: .vp8,
        description: description)
}
