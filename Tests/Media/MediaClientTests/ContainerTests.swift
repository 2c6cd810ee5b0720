import MediaClient
import Testing

/// Files as encoders write them, made byte by byte.
enum TestFiles {
    static func littleEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }

    static func ivf(frames: [[UInt8]], rate: UInt32 = 15, scale: UInt32 = 1, codec: String = "VP80") -> [UInt8] {
        var bytes = Array("DKIF".utf8) + littleEndian(UInt16(0)) + littleEndian(UInt16(32)) + Array(codec.utf8)
        bytes += littleEndian(UInt16(640)) + littleEndian(UInt16(360)) + littleEndian(rate) + littleEndian(scale)
        bytes += littleEndian(UInt32(frames.count)) + littleEndian(UInt32(0))
        for (index, frame) in frames.enumerated() {
            bytes += littleEndian(UInt32(frame.count)) + littleEndian(UInt64(index)) + frame
        }
        return bytes
    }

    /// One page per entry; packets are laced as RFC 3533 says. `continued` marks a page that goes on with a packet.
    static func ogg(pages: [(continued: Bool, lacing: [UInt8], body: [UInt8])]) -> [UInt8] {
        pages.enumerated().flatMap { index, page -> [UInt8] in
            var bytes = Array("OggS".utf8) + [0, page.continued ? 1 : 0] + littleEndian(UInt64(index))
            bytes += littleEndian(UInt32(7)) + littleEndian(UInt32(index)) + littleEndian(UInt32(0))
            return bytes + [UInt8(page.lacing.count)] + page.lacing + page.body
        }
    }

    static func page(_ packets: [UInt8]...) -> (continued: Bool, lacing: [UInt8], body: [UInt8]) {
        let lacing = packets.flatMap { Array(repeating: UInt8(255), count: $0.count / 255) + [UInt8($0.count % 255)] }
        return (false, lacing, packets.flatMap(\.self))
    }

    static let head = page(Array("OpusHead".utf8) + [1, 1, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0])
    static let tags = page(Array("OpusTags".utf8) + [0, 0, 0, 0, 0, 0, 0, 0])
    /// 20 ms, SILK wideband: configuration 9.
    static let voice: [UInt8] = [9 << 3, 1, 2, 3]
}

extension EncodedFrames {
    fileprivate init(ivf bytes: [UInt8]) throws { self = try bytes.withUnsafeBytes { try EncodedFrames(ivf: $0) } }
    fileprivate init(ogg bytes: [UInt8]) throws { self = try bytes.withUnsafeBytes { try EncodedFrames(oggOpus: $0) } }
}

@Suite("Files of encoded frames")
struct ContainerTests {
    @Test func readsIVF() throws {
        let frames: [[UInt8]] = [[0x10, 1, 2], [0x11, 3], []]
        let read = try EncodedFrames(ivf: TestFiles.ivf(frames: frames, rate: 30_000, scale: 2_000))
        #expect(read.frames == frames)
        #expect(read.frameDuration == 66_666)
    }

    @Test func refusesOtherIVF() {
        #expect(throws: ContainerError.notA("VP8 IVF")) {
            try EncodedFrames(ivf: TestFiles.ivf(frames: [[1]], codec: "AV01"))
        }
        #expect(throws: ContainerError.notA("VP8 IVF")) { try EncodedFrames(ivf: []) }
        #expect(throws: ContainerError.malformed) { try EncodedFrames(ivf: TestFiles.ivf(frames: [[1]], rate: 0)) }
        #expect(throws: ContainerError.malformed) { try EncodedFrames(ivf: TestFiles.ivf(frames: [[1]], scale: 0)) }
        #expect(throws: ContainerError.truncated) { try EncodedFrames(ivf: TestFiles.ivf(frames: [])) }
    }

    @Test func everyCutIVFIsRefusedOrShorter() {
        let whole = TestFiles.ivf(frames: [[1, 2, 3], [4, 5]])
        for length in 0..<whole.count {
            let frames = (try? EncodedFrames(ivf: Array(whole[..<length])))?.frames
            #expect(frames == nil || frames == [[1, 2, 3]])
        }
    }

    @Test func readsOggOpus() throws {
        let long: [UInt8] = [9 << 3] + Array(repeating: 7, count: 599)
        let file = TestFiles.ogg(pages: [
            TestFiles.head, TestFiles.tags, TestFiles.page(TestFiles.voice, TestFiles.voice),
            (false, [255, 255], Array(long[..<510])), (true, [90], Array(long[510...])),
        ])
        let read = try EncodedFrames(ogg: file)
        #expect(read.frames == [TestFiles.voice, TestFiles.voice, long])
        #expect(read.frameDuration == 20_000)
    }

    @Test func aPacketOf255BytesEndsWithAZero() throws {
        let packet: [UInt8] = [9 << 3] + Array(repeating: 1, count: 254)
        let read = try EncodedFrames(
            ogg: TestFiles.ogg(pages: [TestFiles.head, TestFiles.tags, TestFiles.page(packet)]))
        #expect(read.frames == [packet])
    }

    @Test func aPacketWhoseRestIsLostIsLeftOut() throws {
        let file = TestFiles.ogg(pages: [
            TestFiles.head, TestFiles.tags, (false, [255], Array(repeating: 1, count: 255)),
            TestFiles.page(TestFiles.voice),
        ])
        #expect(try EncodedFrames(ogg: file).frames == [TestFiles.voice])
    }

    @Test func refusesOtherOgg() {
        let voice = TestFiles.page(TestFiles.voice)
        #expect(throws: ContainerError.notA("Ogg Opus")) {
            try EncodedFrames(ogg: TestFiles.ogg(pages: [voice, voice, voice]))
        }
        #expect(throws: ContainerError.notA("Ogg")) { try EncodedFrames(ogg: Array("RIFFxxxx".utf8)) }
        let tenMilliseconds = TestFiles.page([8 << 3, 1])
        #expect(throws: ContainerError.malformed) {
            try EncodedFrames(ogg: TestFiles.ogg(pages: [TestFiles.head, TestFiles.tags, tenMilliseconds]))
        }
    }

    @Test func cutAndRandomBytesNeverTrap() {
        let whole = TestFiles.ogg(pages: [
            TestFiles.head, TestFiles.tags, TestFiles.page(TestFiles.voice, TestFiles.voice),
        ])
        for length in 0..<whole.count {
            #expect(throws: ContainerError.self) { try EncodedFrames(ogg: Array(whole[..<length])) }
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = Bool.random(using: &random) ? whole : TestFiles.ivf(frames: [[1, 2], [3]])
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? EncodedFrames(ogg: bytes)
            _ = try? EncodedFrames(ivf: bytes)
        }
    }

    @Test(
        "Opus packets tell how long they last (RFC 6716, table 2)",
        arguments: [
            (UInt8(0), Int64(10_000)), (3, 60_000), (12, 10_000), (15, 20_000), (16, 2_500), (31, 20_000),
        ])
    func durations(configuration: UInt8, microseconds: Int64) {
        #expect(EncodedFrames.duration(ofOpus: [configuration << 3]) == microseconds)
        #expect(EncodedFrames.duration(ofOpus: [configuration << 3 | 1]) == 2 * microseconds)
        #expect(EncodedFrames.duration(ofOpus: [configuration << 3 | 3, 3]) == 3 * microseconds)
        #expect(EncodedFrames.duration(ofOpus: [configuration << 3 | 3]) == nil)
    }
}
