import CLoad

/// One stream of RTP that a publisher sends: 30 frames a second for video, an even 50 packets a second for sound.
///
/// Packets are Opus-like or VP8-like: right in everything that a forwarding unit reads (marker, timestamps, VP8 payload
/// descriptor, key frames on request), arbitrary in what only a decoder reads. The last eight bytes are the sending time.
struct Track {
    let ssrc: UInt32
    let payloadType: UInt8
    let isVideo: Bool
    let payloadSize: Int
    let packetsPerSecond: Double
    var wantsKeyframe = true

    private var sequence: UInt16
    private var pictureID: UInt16 = 0
    private var framesSent = 0
    private var packetsOwed = 0.0
    private var start: Int64 = 0

    init(ssrc: UInt32, payloadType: UInt8, isVideo: Bool, payloadSize: Int, packetsPerSecond: Double) {
        self.ssrc = ssrc
        self.payloadType = payloadType
        self.isVideo = isVideo
        self.payloadSize = payloadSize
        self.packetsPerSecond = packetsPerSecond
        sequence = UInt16(truncatingIfNeeded: ssrc)
    }

    /// Frames a second: a frame is what becomes due at once.
    private var frameRate: Double { isVideo ? 30 : packetsPerSecond }

    /// Begins, or begins again after a pause: nothing is owed.
    mutating func resume(at now: Int64) {
        start = now
        framesSent = 0
    }

    /// Packets due now; the caller then calls `write` so many times, the last with `marker`.
    mutating func due(at now: Int64) -> Int {
        let frames = Int(Double(now - start) / 1e9 * frameRate)
        guard frames > framesSent else { return 0 }
        framesSent += 1
        packetsOwed += packetsPerSecond / frameRate
        let count = Int(packetsOwed)
        packetsOwed -= Double(count)
        pictureID = (pictureID &+ 1) & 0x7FFF
        return count
    }

    /// Writes one packet; returns its length.
    mutating func write(into slot: UnsafeMutableRawBufferPointer, first: Bool, marker: Bool, at now: Int64) -> Int {
        func put<T: FixedWidthInteger>(_ value: T, at offset: Int) {
            slot.storeBytes(of: value.bigEndian, toByteOffset: offset, as: T.self)
        }
        let clockRate = isVideo ? 90_000.0 : 48_000.0
        put(UInt8(0x80), at: 0)
        put(payloadType | (marker && isVideo ? 0x80 : 0), at: 1)
        put(sequence, at: 2)
        put(UInt32(truncatingIfNeeded: Int64(Double(now) / 1e9 * clockRate)), at: 4)
        put(ssrc, at: 8)
        sequence &+= 1
        var offset = 12
        if isVideo {
            // RFC 7741: X, start of partition; I with 15 bits; then the first octet of the frame: P = 0 in a key frame.
            put(UInt8(0x80 | (first ? 0x10 : 0)), at: offset)
            put(UInt8(0x80), at: offset + 1)
            put(0x8000 | pictureID, at: offset + 2)
            put(UInt8(wantsKeyframe ? 0x10 : 0x11), at: offset + 4)
            offset += 5
        }
        let length = 12 + payloadSize
        (slot.baseAddress! + offset).initializeMemory(as: UInt8.self, repeating: 0x5A, count: length - 8 - offset)
        put(now, at: length - 8)
        if marker { wantsKeyframe = false }
        return length
    }
}
