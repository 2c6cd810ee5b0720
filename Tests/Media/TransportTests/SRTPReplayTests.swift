import Testing

@testable import Transport

@Suite("SRTP: replay, roll-over and forgeries")
struct SRTPReplayTests {
    @Test(arguments: profiles)
    func everyShapeOfPacketComesBack(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        for (number, payload) in [0, 1, 15, 16, 17, 100, 1_100].enumerated() {
            let packet = rtpPacket(ssrc: 1, sequence: UInt16(number), payload: payload, extensionWords: number % 3)
            let sealed = try sender.seal(packet)
            #expect(sealed.count == packet.count + profile.tagLength)
            if payload > 15 { #expect(!sealed.contains(packet.suffix(payload))) }
            #expect(try receiver.open(sealed) == packet)
            let report = rtcpPacket(ssrc: 1, words: number)
            #expect(try receiver.openRTCP(sender.sealRTCP(report)) == report)
        }
    }

    @Test(arguments: profiles)
    func nothingIsTakenTwice(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        let first = try sender.seal(rtpPacket(ssrc: 1, sequence: 10))
        _ = try receiver.open(first)
        #expect(throws: SRTPFailure.replayed) { try receiver.open(first) }
        let report = try sender.sealRTCP(rtcpPacket(ssrc: 1))
        _ = try receiver.openRTCP(report)
        #expect(throws: SRTPFailure.replayed) { try receiver.openRTCP(report) }
    }

    @Test(arguments: profiles)
    func aNumberIsNotUsedTwiceForSending(profile: SRTPProfile) throws {
        let (sender, _) = try srtpPair(profile)
        _ = try sender.seal(rtpPacket(ssrc: 1, sequence: 10, payload: 10))
        #expect(throws: SRTPFailure.replayed) { try sender.seal(rtpPacket(ssrc: 1, sequence: 10, payload: 11)) }
        _ = try sender.seal(rtpPacket(ssrc: 2, sequence: 10))
    }

    @Test(arguments: profiles)
    func orderWithinTheWindowIsFree(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        let sealed = try (0..<200).map { try sender.seal(rtpPacket(ssrc: 7, sequence: UInt16(1_000 + $0))) }
        _ = try receiver.open(sealed[199])
        // The window reaches back 127 packets from the newest.
        for index in 72..<199 { _ = try receiver.open(sealed[index]) }
        for index in 0..<72 { #expect(throws: SRTPFailure.replayed) { try receiver.open(sealed[index]) } }
        for index in 72..<200 { #expect(throws: SRTPFailure.replayed) { try receiver.open(sealed[index]) } }
    }

    @Test(arguments: profiles)
    func theRollOverCounterIsGuessed(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        // Three times round, in steps that lose many packets, each pair of neighbours swapped.
        let numbers = (0..<2_000).map { UInt16(truncatingIfNeeded: 30_000 + $0 * 100) }
        for pair in stride(from: 0, to: numbers.count, by: 2) {
            let packets = numbers[pair..<pair + 2].map { rtpPacket(ssrc: 3, sequence: $0, payload: 30) }
            let sealed = try packets.map { try sender.seal($0) }
            #expect(try receiver.open(sealed[1]) == packets[1])
            #expect(try receiver.open(sealed[0]) == packets[0])
        }
    }

    @Test(arguments: profiles)
    func everyByteIsProtected(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        let sealed = try sender.seal(rtpPacket(ssrc: 1, sequence: 5, payload: 24, extensionWords: 1))
        let report = try sender.sealRTCP(rtcpPacket(ssrc: 1))
        for index in 0..<sealed.count {
            var damaged = sealed
            damaged[index] ^= 0x04
            #expect(throws: SRTPFailure.self) { try receiver.open(damaged) }
        }
        for index in 0..<report.count {
            var damaged = report
            damaged[index] ^= 0x04
            #expect(throws: SRTPFailure.self) { try receiver.openRTCP(damaged) }
        }
        // Forgeries leave no trace: the true packets are still fresh.
        _ = try receiver.open(sealed)
        _ = try receiver.openRTCP(report)
    }

    @Test(arguments: profiles)
    func unencryptedReportsAreRefused(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        var report = try sender.sealRTCP(rtcpPacket(ssrc: 1))
        let flag = profile == .aeadAES128GCM ? report.count - 4 : report.count - 14
        report[flag] &= 0x7F
        #expect(throws: SRTPFailure.notAuthentic) { try receiver.openRTCP(report) }
    }

    @Test(arguments: profiles)
    func sourcesAreBounded(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        for source in 0..<UInt32(ReplayTable.maximumSources) {
            _ = try receiver.open(sender.seal(rtpPacket(ssrc: source, sequence: 1, payload: 8)))
        }
        #expect(throws: SRTPFailure.tooManySources) { try sender.seal(rtpPacket(ssrc: 9_999, sequence: 1)) }
        let (other, _) = try srtpPair(profile)
        let sealed = try other.seal(rtpPacket(ssrc: 9_999, sequence: 1))
        #expect(throws: SRTPFailure.tooManySources) { try receiver.open(sealed) }
        _ = try receiver.open(sender.seal(rtpPacket(ssrc: 17, sequence: 2)))
    }

    @Test(arguments: profiles)
    func everyLengthAndNoiseAreRefusedWithoutHarm(profile: SRTPProfile) throws {
        let (sender, receiver) = try srtpPair(profile)
        let sealed = try sender.seal(rtpPacket(ssrc: 1, sequence: 5, payload: 40, extensionWords: 2))
        let report = try sender.sealRTCP(rtcpPacket(ssrc: 1))
        for length in 0..<sealed.count {
            #expect(throws: SRTPFailure.self) { try receiver.open(Array(sealed.prefix(length))) }
        }
        for length in 0..<report.count {
            #expect(throws: SRTPFailure.self) { try receiver.openRTCP(Array(report.prefix(length))) }
        }
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            var noise = (0..<Int.random(in: 0...64, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if !noise.isEmpty { noise[0] = noise[0] & 0x3F | 0x80 }
            if (try? receiver.open(noise)) != nil || (try? receiver.openRTCP(noise)) != nil {
                Issue.record("noise was taken for a packet: \(noise)")
            }
        }
    }

    @Test(arguments: profiles)
    func roomForTheTagIsDemanded(profile: SRTPProfile) throws {
        let (sender, _) = try srtpPair(profile)
        let packet = rtpPacket(ssrc: 1, sequence: 1)
        #expect(throws: SRTPFailure.malformed) { try sender.seal(packet, room: profile.tagLength - 1) }
        #expect(throws: SRTPFailure.malformed) { try sender.sealRTCP(rtcpPacket(ssrc: 1), room: profile.tagLength + 3) }
        _ = try sender.seal(packet, room: profile.tagLength)
    }
}

@Suite("Replay window")
struct ReplayWindowTests {
    /// Against a plain set, over random walks with small and large steps.
    @Test func behavesLikeASet() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<50 {
            var window = ReplayWindow(first: 1_000)
            var seen: Set<UInt64> = [1_000]
            for _ in 0..<500 {
                let reach = [3, 70, 140, 400].randomElement(using: &random) ?? 3
                let index = UInt64(max(0, Int(window.highest) + Int.random(in: -reach...reach, using: &random)))
                let isInside = index > window.highest || window.highest - index < ReplayWindow.size
                #expect(window.isFresh(index) == (isInside && !seen.contains(index)))
                if window.isFresh(index) {
                    window.insert(index)
                    seen.insert(index)
                }
            }
        }
    }

    @Test func indicesAreGuessedNearTheHighest() {
        let window = ReplayWindow(first: 0x1_0002)
        #expect(window.index(of: 3) == 0x1_0003)
        #expect(window.index(of: 0xFFFF) == 0xFFFF)
        #expect(window.index(of: 0x7000) == 0x1_7000)
        #expect(ReplayWindow(first: 2).index(of: 0xFFFF) == nil)
        #expect(ReplayWindow(first: 0xFFFF).index(of: 1) == 0x1_0001)
        #expect(ReplayWindow(first: 0xFFFF_FFFF_FFFF).index(of: 0) == nil)
    }
}
