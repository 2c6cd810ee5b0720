import MediaClient
import RTP
import Testing
import Wire

@Suite("What a receiving client asks for")
struct RepairTests {
    private let key: [UInt8] = [0x90, 0x80, 0x80, 1, 0x10]
    private let delta: [UInt8] = [0x90, 0x80, 0x80, 1, 0x11]

    /// What the client has asked for since the last look: lost packets, and key frames.
    private func requests(_ wiring: Wiring) -> (nacks: [UInt16], pictures: Int) {
        var (nacks, pictures): ([UInt16], Int) = ([], 0)
        for compound in wiring.rtcp {
            compound.withUnsafeBytes { bytes in
                for packet in RTCPReader(bytes) {
                    switch packet {
                    case .nack(_, SSRC(1_000), let lost): nacks += lost.map(\.rawValue)
                    case .pictureLossIndication(_, SSRC(1_000)): pictures += 1
                    default: break
                    }
                }
            }
        }
        wiring.rtcp = []
        return (nacks, pictures)
    }

    private func send(_ wiring: Wiring, _ sequence: UInt16, _ payload: [UInt8]) {
        wiring.sendRTP(
            96, ssrc: 1_000, sequence: sequence, timestamp: UInt32(sequence) * 3_000, marker: true, payload: payload)
    }

    /// The packet again, as RFC 4588 has it.
    private func repair(_ wiring: Wiring, _ sequence: UInt16, _ payload: [UInt8]) {
        wiring.sendRTP(
            97, ssrc: 2_000, sequence: sequence &+ 77, timestamp: UInt32(sequence) * 3_000, marker: true,
            payload: [UInt8(sequence >> 8), UInt8(sequence & 0xFF)] + payload)
    }

    private func watching() throws -> Wiring {
        let wiring = try Wiring(.receive(audio: 0, video: 1))
        try wiring.connect()
        send(wiring, 65_534, key)
        return wiring
    }

    @Test func aLostPacketIsAskedForAndTakenAsItWas() throws {
        let wiring = try watching()
        var seen: [RTPHeader] = []
        wiring.client.onPacket = { _, _, header, _ in seen.append(header) }
        send(wiring, 1, delta)
        wiring.advance(.milliseconds(30))
        #expect(requests(wiring).nacks == [65_535, 0])
        #expect(wiring.client.statistics[0].frames == 1)
        repair(wiring, 0, delta)
        repair(wiring, 65_535, delta)
        let statistics = wiring.client.statistics[0]
        #expect((statistics.frames, statistics.lost, statistics.recovered) == (4, 0, 2))
        #expect((statistics.packets, statistics.bytes) == (4, 20))
        #expect(seen.map(\.sequence.rawValue) == [1, 0, 65_535])
        #expect(seen.allSatisfy { $0.ssrc == SSRC(1_000) && $0.payloadType == 96 })
        for _ in 0..<50 { wiring.advance(.milliseconds(20)) }
        #expect(requests(wiring).nacks.isEmpty)
    }

    @Test func aPacketThatOnlyCameLateIsNotAskedFor() throws {
        let wiring = try watching()
        send(wiring, 0, delta)
        send(wiring, 65_535, delta)
        wiring.advance(.milliseconds(30))
        #expect(requests(wiring).nacks.isEmpty)
        #expect(wiring.client.statistics[0].frames == 3 && wiring.client.statistics[0].recovered == 0)
    }

    @Test func askingEndsInOneRequestForAKeyFrame() throws {
        let wiring = try watching()
        send(wiring, 0, delta)
        var asked: (nacks: Int, pictures: Int) = (0, 0)
        for _ in 0..<300 {
            wiring.advance(.milliseconds(10))
            let now = requests(wiring)
            asked = (asked.nacks + now.nacks.count, asked.pictures + now.pictures)
            if now.pictures > 0 { send(wiring, 1, key) }
        }
        #expect(asked.nacks == wiring.client.statistics[0].repairsAsked && (2...8).contains(asked.nacks))
        #expect(asked.pictures == 1 && wiring.client.statistics[0].keyframesAsked == 1)
        #expect(wiring.client.statistics[0].lost == 1 && wiring.client.statistics[0].keyframes == 2)
    }

    @Test func withoutAKeyFrameRequestsStayRare() throws {
        let wiring = try Wiring(.receive(audio: 0, video: 1))
        try wiring.connect()
        var asked = 0
        for step in 0..<400 {
            send(wiring, UInt16(step), delta)
            wiring.advance(.milliseconds(10))
            asked += requests(wiring).pictures
        }
        #expect((4...9).contains(asked))  // four seconds, at most two each
        #expect(wiring.client.statistics[0].frames == 0)
    }

    @Test func soundIsAskedForTwiceAndNoPicture() throws {
        let wiring = try Wiring(.receive(audio: 1, video: 0))
        try wiring.connect()
        func say(_ sequence: UInt16) {
            wiring.sendRTP(111, ssrc: 1_000, sequence: sequence, timestamp: UInt32(sequence) * 960, payload: [1])
        }
        say(1)
        wiring.advance(.milliseconds(20))
        say(4)
        for _ in 0..<10 { wiring.advance(.milliseconds(20)) }
        #expect(requests(wiring) == ([2, 3, 2, 3], 0))
        say(2)
        let statistics = wiring.client.statistics[0]
        #expect((statistics.recovered, statistics.lost) == (1, 1))
    }

    /// Numbers as no honest sender has them: nothing traps, and what is asked for stays bounded.
    @Test func absurdNumbersAreSurvived() throws {
        let wiring = try watching()
        var number: UInt16 = 0
        for step in 0..<3_000 {
            number = number &* 31_421 &+ UInt16(step % 7)
            if step % 3 == 0 { repair(wiring, number, delta) } else { send(wiring, UInt16(step) &* 211, delta) }
            if step % 10 == 0 { wiring.advance(.milliseconds(5)) }
        }
        let statistics = wiring.client.statistics[0]
        #expect(wiring.client.isConnected && statistics.lost >= 0)
        #expect(statistics.keyframesAsked <= 4)
    }
}
