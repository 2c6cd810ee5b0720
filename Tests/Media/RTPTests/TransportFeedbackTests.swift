import RTP
import Testing
import Wire

@Suite struct TransportFeedbackTests {
    private func roundTrip(_ arrivals: [Int64?], base: UInt16 = 100, limit: Int = 1_100) -> (count: Int, [Int64?]) {
        var reported = 0
        let bytes = written {
            reported = $0.rtcpTransportFeedback(
                sender: SSRC(1), media: SSRC(2), base: SequenceNumber(base), feedbackCount: 3, arrivals: arrivals,
                limit: limit)
        }
        #expect(bytes.count % 4 == 0 && bytes.count <= limit + 4)
        return bytes.withUnsafeBytes {
            var reader = RTCPReader($0)
            guard case .transportFeedback(_, _, let feedback) = reader.next() else { return (reported, []) }
            #expect(feedback.baseSequence == SequenceNumber(base))
            #expect(feedback.feedbackCount == 3)
            var expected = SequenceNumber(base)
            var result: [Int64?] = []
            for packet in feedback {
                #expect(packet.sequence == expected)
                expected = expected.next
                result.append(packet.arrival)
            }
            return (reported, result)
        }
    }

    @Test(
        arguments: [
            [1_000], [1_000, 1_001, 1_255], [1_000, nil, nil, 1_300, 1_290], [nil, nil, 700, 701], [256, 256 + 32_767],
            [5, nil, 6, nil, 7, nil, 8, nil, 9, nil, 10],
        ] as [[Int64?]])
    func arrivalsSurviveARoundTrip(arrivals: [Int64?]) {
        let (count, read) = roundTrip(arrivals)
        #expect(count == arrivals.count)
        #expect(read == arrivals)
    }

    @Test func numbersWrap() {
        #expect(roundTrip([10, nil, 12], base: 65_535).1 == [10, nil, 12])
    }

    @Test func aDeltaThatDoesNotFitEndsTheFeedback() {
        #expect(roundTrip([1_000, 1_000 + 40_000]).0 == 1)
        #expect(roundTrip([1_000, nil, 1_000 + 40_000]).0 == 2)
    }

    @Test func nothingArrivedIsNoFeedback() {
        #expect(roundTrip([nil, nil]).0 == 0)
        #expect(roundTrip([]).0 == 0)
    }

    @Test func aLimitIsKept() {
        let (count, read) = roundTrip((0..<2_000).map { Int64($0 * 300) }, limit: 500)
        #expect(count > 100 && count < 2_000)
        #expect(read.count == count)
        #expect(read.compactMap(\.self) == (0..<count).map { Int64($0 * 300) })
    }

    /// Run-length and one-bit vector chunks, as a browser writes them: 3 received (small), then 11 of a vector.
    @Test func readsRunLengthAndVectorChunks() {
        var bytes: [UInt8] = [0x8F, 205, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 5, 0, 7, 0, 0, 1, 0]
        bytes += [0x20, 0x03]  // run of 3, small delta
        bytes += [0x80 | 0x28, 0x00]  // vector of one bit each: 1 0 1 0 ...
        bytes += [4, 4, 4, 4, 4]
        bytes += Array(repeating: 0, count: (4 - bytes.count % 4) % 4)
        bytes[3] = UInt8(bytes.count / 4 - 1)
        let packets = bytes.withUnsafeBytes {
            var reader = RTCPReader($0)
            guard case .transportFeedback(_, _, let feedback) = reader.next() else { return [Int64?]() }
            return feedback.map(\.arrival)
        }
        #expect(packets == [260, 264, 268, 272, nil, 276, nil])
    }

    /// Nine chunks may claim 65,535 packets, most of which cost time and tell nothing.
    @Test func aFeedbackThatClaimsTooManyPacketsIsRefused() {
        func isRead(_ count: UInt16) -> Bool {
            var bytes: [UInt8] = [0, 7, UInt8(count >> 8), UInt8(count & 0xFF), 0, 0, 1, 0]
            for _ in 0..<9 { bytes += [0x1F, 0xFF] }  // 8,191 that did not come
            return bytes.withUnsafeBytes { TransportFeedback($0) != nil }
        }
        #expect(isRead(8_192))
        #expect(!isRead(8_193))
        #expect(!isRead(65_535))
    }

    /// Where the deltas begin is found by the chunks: for each kind of chunk, cut in the middle by the count.
    @Test(arguments: [
        ([0x20, 0x0A] as [UInt8], 10), ([0x40, 0x05], 10), ([0x00, 0x09], 0), ([0x9F, 0xFF], 13),
        ([0xD5, 0x55], 7), ([0xEA, 0xAA], 14), ([0xF9, 0x00], 3), ([0x60, 0x05], 0),
    ])
    func chunksTellTheLengthOfTheDeltas(chunk: [UInt8], size: Int) {
        func isRead(_ count: Int, deltas: Int) -> Bool {
            let bytes = [0, 7, 0, UInt8(count), 0, 0, 1, 0] + chunk + [UInt8](repeating: 1, count: deltas)
            return bytes.withUnsafeBytes { TransportFeedback($0).map { Array($0).count == count } ?? false }
        }
        let most = chunk[0] >> 6 == 2 ? 14 : chunk[0] >> 6 == 3 ? 7 : Int(chunk[1])
        #expect(isRead(most, deltas: size))
        #expect(size == 0 || !isRead(most, deltas: size - 1))
        #expect(isRead(1, deltas: 2))
    }
}
