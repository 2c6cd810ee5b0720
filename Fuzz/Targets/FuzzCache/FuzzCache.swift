import Forwarding
import RTP
import Support
import Wire

/// Packets of any size into the cache for retransmissions: what it gives back is what was stored.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let cache = PacketCache(maximumBytes: PacketCache.leastBytes << input.below(5))
    cache.keep(forRoundTrip: input.interval())
    var now = MediaTime.zero
    var highest = 65_536 + Int64(input.u16())
    var stored: [Int64: (length: Int, filling: UInt8)] = [:]
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_600, alignment: 1)
    defer { memory.deallocate() }
    for step in 0..<2_000 where !input.isAtEnd {
        let action = input.u8()
        if action == 0 {
            now = now + input.interval()
        } else if action == 1 {
            cache.removeAll()
            stored.removeAll()
        } else if action < 64 {
            look(cache, highest - Int64(input.u16() & 0xFFF), stored)
        } else {
            // In order, out of order, or a jump.
            let sequence =
                action < 128 ? highest - Int64(input.u8()) : highest + Int64(action < 250 ? 1 : input.u16() & 0xFFF)
            let length = 1 + (Int(input.u8()) * 6) % 1_600
            let filling = UInt8(truncatingIfNeeded: step)
            let payload = UnsafeMutableRawBufferPointer(rebasing: memory[..<length])
            payload.initializeMemory(as: UInt8.self, repeating: filling)
            cache.store(
                MediaPacket(
                    payload: UnsafeRawBufferPointer(payload), sequence: ExtendedSequence(sequence),
                    timestamp: RTPTimestamp(UInt32(truncatingIfNeeded: step)), marker: step & 1 == 1, format: .av1,
                    description: PayloadDescription()), now: now)
            guard length <= Outbox.slotSize else { continue }
            stored[sequence] = (length, filling)
            if sequence > highest {
                highest = sequence
                check(cache.packet(ExtendedSequence(sequence)) != nil, "the newest is not kept")
            }
            look(cache, sequence, stored)
        }
        check(cache.capacity <= cache.maximumBytes, "more than the limit")
    }
    return 0
}

private func look(_ cache: PacketCache, _ sequence: Int64, _ stored: [Int64: (length: Int, filling: UInt8)]) {
    guard let packet = cache.packet(ExtendedSequence(sequence)) else { return }
    guard let (length, filling) = stored[sequence] else { fatalError("a packet that was not stored") }
    check(packet.payload.count == length && packet.payload.allSatisfy { $0 == filling }, "other bytes")
    check(packet.marker == (filling & 1 == 1) && packet.sequence.value == sequence, "another packet")
}
