import RTP
import Wire

/// Builds packets byte by byte, independently of the code under test.
func rtp(
    type: UInt8 = 96, marker: Bool = false, sequence: UInt16 = 1, timestamp: UInt32 = 0, ssrc: UInt32 = 0x1122_3344,
    csrcs: [UInt32] = [], extensionBlock: (profile: UInt16, bytes: [UInt8])? = nil, payload: [UInt8] = [],
    padding: Int = 0
) -> [UInt8] {
    func words(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }
    var packet: [UInt8] = [
        0x80 | (padding > 0 ? 0x20 : 0) | (extensionBlock != nil ? 0x10 : 0) | UInt8(csrcs.count),
        type | (marker ? 0x80 : 0), UInt8(sequence >> 8), UInt8(sequence & 0xFF),
    ]
    packet += words(timestamp) + words(ssrc)
    for csrc in csrcs { packet += words(csrc) }
    if let block = extensionBlock {
        let padded = block.bytes + Array(repeating: 0, count: (4 - block.bytes.count % 4) % 4)
        packet += [UInt8(block.profile >> 8), UInt8(block.profile & 0xFF), 0, UInt8(padded.count / 4)] + padded
    }
    packet += payload
    if padding > 0 { packet += Array(repeating: 0, count: padding - 1) + [UInt8(padding)] }
    return packet
}

/// Runs the body with a writer and returns what it wrote.
func written(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
    var memory = [UInt8](repeating: 0xEE, count: 2_048)
    let count = memory.withUnsafeMutableBytes { buffer in
        var writer = ByteWriter(buffer)
        body(&writer)
        precondition(!writer.overflowed)
        return writer.count
    }
    return Array(memory[..<count])
}

/// A small generator with a seed: the same bytes each run.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
