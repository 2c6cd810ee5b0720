import RTP
import Testing

@Suite struct PayloadTests {
    private func describe(_ payload: [UInt8], _ format: Codec.Format) -> PayloadDescription {
        payload.withUnsafeBytes { PayloadDescription($0, format: format) }
    }

    @Test func vp8KeyFrameWithLongPictureID() {
        // X S PID0 | I L T | M+15 bit id | TL0PICIDX | TID | frame header of a key frame (P = 0)
        let description = describe([0x90, 0xE0, 0x81, 0x23, 0x45, 0x20, 0x10, 0x02, 0x00], .vp8)
        #expect(description.startsKeyframe)
        #expect(description.pictureID == .init(offset: 2, isLong: true, value: 0x0123))
        #expect(description.tl0Offset == 4)
        #expect(description.tl0 == 0x45)
    }

    @Test func vp8ShortPictureIDAndInterFrame() {
        let description = describe([0x90, 0x80, 0x7F, 0x11], .vp8)
        #expect(!description.startsKeyframe)
        #expect(description.pictureID == .init(offset: 2, isLong: false, value: 0x7F))
        #expect(description.pictureID?.advanced(by: 1) == 0)
        #expect(description.tl0Offset == nil)
    }

    @Test func vp8OnlyTheFirstPacketStartsAFrame() {
        #expect(describe([0x10, 0x00], .vp8).startsKeyframe)
        #expect(!describe([0x00, 0x00], .vp8).startsKeyframe)
        #expect(!describe([0x11, 0x00], .vp8).startsKeyframe)  // partition 1
    }

    @Test func h264KeyFramesInEveryWrapping() {
        #expect(describe([0x67, 0x42], .h264).startsKeyframe)  // SPS
        #expect(!describe([0x65, 0x88], .h264).startsKeyframe)  // IDR: its parameter sets came before
        #expect(!describe([0x41, 0x9A], .h264).startsKeyframe)
        #expect(!describe([0x68, 0xCE], .h264).startsKeyframe)  // PPS alone
        #expect(describe([0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 1], .h264).startsKeyframe)  // STAP-A: SPS, PPS
        #expect(describe([0x78, 0, 1, 0x06, 0, 2, 0x67, 1], .h264).startsKeyframe)  // STAP-A: SEI, SPS
        #expect(!describe([0x78, 0, 1, 0x06, 0, 2, 0x65, 1], .h264).startsKeyframe)  // STAP-A: SEI, IDR
        #expect(!describe([0x78, 0, 2, 0x41, 1, 0, 9, 0x67], .h264).startsKeyframe)  // length past the end
        #expect(describe([0x7C, 0x87, 0], .h264).startsKeyframe)  // FU-A, start, SPS
        #expect(!describe([0x7C, 0x85, 0], .h264).startsKeyframe)  // FU-A, start, IDR
        #expect(!describe([0x7C, 0x07, 0], .h264).startsKeyframe)  // FU-A, middle
        #expect(!describe([0x7C, 0x81, 0], .h264).startsKeyframe)
    }

    @Test func vp9KeyFrames() {
        let key = describe([0xA8, 0x81, 0x00, 0x00, 0x09], .vp9)  // I L B, 15 bit id, layer 0, TL0PICIDX
        #expect(key.startsKeyframe)
        #expect(key.pictureID == .init(offset: 1, isLong: true, value: 0x100))
        #expect(key.tl0Offset == 4 && key.tl0 == 9)
        #expect(!describe([0xE8, 0x81, 0x00, 0x00, 0x09], .vp9).startsKeyframe)  // P
        #expect(!describe([0xA8, 0x81, 0x00, 0x02, 0x09], .vp9).startsKeyframe)  // spatial layer 1
        #expect(!describe([0xA0, 0x81, 0x00, 0x00, 0x09], .vp9).startsKeyframe)  // not the beginning
    }

    @Test func av1KeyFrames() {
        #expect(describe([0x18, 0x0A], .av1).startsKeyframe)
        #expect(!describe([0x10, 0x32], .av1).startsKeyframe)
        #expect(!describe([0x88, 0x0A], .av1).startsKeyframe)
    }

    @Test func pictureIDsAreRewrittenInPlace() {
        var payload: [UInt8] = [0xFF, 0x90, 0xC0, 0x81, 0x23, 0x45, 0x00]
        let description = describe(Array(payload[1...]), .vp8)
        payload.withUnsafeMutableBytes { $0.rewrite(description.pictureID!, to: 0x7FFF, payloadAt: 1) }
        #expect(payload == [0xFF, 0x90, 0xC0, 0xFF, 0xFF, 0x45, 0x00])
        #expect(describe(Array(payload[1...]), .vp8).pictureID?.value == 0x7FFF)
    }

    @Test func everyTruncationAndRandomBytesAreSafe() {
        var dice = Dice(state: 3)
        for format in Codec.Format.allCases {
            for _ in 0..<5_000 {
                let bytes = (0..<Int.random(in: 0..<12, using: &dice)).map { _ in
                    UInt8.random(in: 0...255, using: &dice)
                }
                let description = describe(bytes, format)
                // What it points at must lie within the payload: rewriting trusts that.
                if let id = description.pictureID { #expect(Int(id.offset) + (id.isLong ? 2 : 1) <= bytes.count) }
                if let offset = description.tl0Offset { #expect(Int(offset) < bytes.count) }
            }
        }
    }
}
