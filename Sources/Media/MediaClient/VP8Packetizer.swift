public import Wire

/// Cuts VP8 frames into RTP payloads (RFC 7741 section 4): a four-byte descriptor with a 15-bit picture id before each
/// part.
public struct VP8Packetizer: Hashable, Sendable {
    public static let descriptorSize = 4

    /// Id of the next frame, 15 bits; it wraps.
    public private(set) var pictureID: UInt16

    public init(pictureID: UInt16) { self.pictureID = pictureID & 0x7FFF }

    /// The byte ranges of the frame's parts, as even as possible, each at most `limit` bytes with its descriptor.
    public static func parts(of size: Int, limit: Int) -> [Range<Int>] {
        let room = limit - descriptorSize
        guard size > 0, room > 0 else { return [] }
        let count = (size + room - 1) / room
        return (0..<count).map { size * $0 / count..<size * ($0 + 1) / count }
    }

    /// Writes the descriptor of a part: X, S at the frame's start, I with M and the picture id.
    public func writeDescriptor(isFirst: Bool, to writer: inout ByteWriter) {
        writer.u8(isFirst ? 0x90 : 0x80)
        writer.u8(0x80)
        writer.u16(0x8000 | pictureID)
    }

    public mutating func finishFrame() { pictureID = (pictureID &+ 1) & 0x7FFF }

    /// Whether a frame can be decoded without an earlier one: the inverse of the first bit (RFC 6386 section 9.1).
    public static func isKeyframe(_ frame: some Collection<UInt8>) -> Bool {
        frame.first.map { $0 & 1 == 0 } ?? false
    }
}
