import MediaClient
import RTP
import SDP
import Testing
import Transport
import Wire

@Suite("A WebRTC client against a server's transport, in virtual time")
struct ClientTests {
    @Test func connectsAndSaysSoOnce() throws {
        let wiring = try Wiring(.publish(layers: ["f", "q"]))
        try wiring.connect()
        #expect(wiring.client.isConnected)
        #expect(wiring.client.takeEvents() == [.connected])
        wiring.advance(.seconds(1))
        #expect(wiring.client.takeEvents().isEmpty)
    }

    @Test func nothingIsSentBeforeTheConnection() throws {
        let wiring = try Wiring(.publish(layers: []))
        #expect(!wiring.client.sendAudio([1], timestamp: 0, level: 20, now: wiring.now, into: wiring.clientOutbox))
        #expect(wiring.clientOutbox.count == 0)
        #expect(throws: MediaClientError.noOffer) {
            try wiring.client.accept(answer: "v=0", now: wiring.now, into: wiring.clientOutbox)
        }
        _ = wiring.client.makeOffer()
        #expect(throws: MediaClientError.self) {
            try wiring.client.accept(answer: "v=0", now: wiring.now, into: wiring.clientOutbox)
        }
    }

    @Test func soundArrivesWithItsLoudness() throws {
        let wiring = try Wiring(.publish(layers: ["f", "q"]))
        try wiring.connect()
        wiring.client.sendAudio([1, 2, 3], timestamp: 960, level: 20, now: wiring.now, into: wiring.clientOutbox)
        wiring.client.sendAudio([4], timestamp: 1_920, level: 127, now: wiring.now, into: wiring.clientOutbox)
        wiring.exchange()
        let packets = wiring.parsed(mid: "0")
        #expect(packets.map(\.payload) == [[1, 2, 3], [4]])
        #expect(packets.map(\.level) == [0x80 | 20, 127])
        #expect(packets[1].header.sequence.distance(from: packets[0].header.sequence) == 1)
        #expect(packets[1].header.timestamp.distance(from: packets[0].header.timestamp) == 960)
    }

    @Test func picturesArriveInTwoLayersAndSeveralPackets() throws {
        let wiring = try Wiring(.publish(layers: ["f", "q"]))
        try wiring.connect()
        let full = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        wiring.client.sendVideo(layer: 0, frame: full, timestamp: 0, now: wiring.now, into: wiring.clientOutbox)
        wiring.client.sendVideo(layer: 1, frame: [0x10, 9], timestamp: 0, now: wiring.now, into: wiring.clientOutbox)
        #expect(
            !wiring.client.sendVideo(layer: 2, frame: [1], timestamp: 0, now: wiring.now, into: wiring.clientOutbox))
        wiring.exchange()
        let packets = wiring.parsed(mid: "1")
        #expect(packets.map(\.rid) == ["f", "f", "f", "q"])
        #expect(packets.map(\.header.marker) == [false, false, true, true])
        #expect(packets.prefix(3).flatMap { $0.payload.dropFirst(4) } == full)
        #expect(
            Set(packets.prefix(3).map(\.header.ssrc)).count == 1 && packets[3].header.ssrc != packets[0].header.ssrc)
    }

    @Test func lostPacketsAreRepeatedAsRetransmissions() throws {
        let wiring = try Wiring(.publish(layers: ["f", "q"]))
        try wiring.connect()
        wiring.client.sendVideo(
            layer: 0, frame: Array(repeating: 5, count: 2_000), timestamp: 0, now: wiring.now, into: wiring.clientOutbox
        )
        wiring.exchange()
        let lost = try #require(wiring.parsed(mid: "1").first)
        wiring.rtp = []
        wiring.sendRTCP { writer in
            writer.rtcpNACK(
                sender: SSRC(1), media: lost.header.ssrc, lost: [lost.header.sequence, lost.header.sequence &+ 500])
        }
        let repeated = wiring.parsed(mid: "1")
        #expect(repeated.count == 1)
        #expect(repeated.first?.repairedRID == "f")
        let number = lost.header.sequence.rawValue
        #expect(repeated.first?.payload == [UInt8(number >> 8), UInt8(number & 0xFF)] + lost.payload)
        #expect(
            repeated.first?.header.ssrc != lost.header.ssrc && repeated.first?.header.timestamp == lost.header.timestamp
        )
        #expect(repeated.first?.header.payloadType == wiring.session?.media[1].codecs[0].retransmission)
    }

    @Test func keyframesAreAskedOfTheOwner() throws {
        let wiring = try Wiring(.publish(layers: ["f", "q"]))
        try wiring.connect()
        wiring.client.sendVideo(layer: 1, frame: [0x10], timestamp: 0, now: wiring.now, into: wiring.clientOutbox)
        wiring.exchange()
        let ssrc = try #require(wiring.parsed(mid: "1").first).header.ssrc
        _ = wiring.client.takeEvents()
        wiring.sendRTCP { $0.rtcpPictureLossIndication(sender: SSRC(1), media: ssrc) }
        #expect(wiring.client.takeEvents() == [.keyframeWanted(layer: 1)])
        wiring.sendRTCP { $0.rtcpFullIntraRequest(sender: SSRC(1), media: ssrc, sequence: 1) }
        wiring.sendRTCP { $0.rtcpPictureLossIndication(sender: SSRC(1), media: SSRC(77)) }
        #expect(wiring.client.takeEvents() == [.keyframeWanted(layer: 1)])
    }

    @Test func senderReportsTellTheTimeOfBothMedia() throws {
        let wiring = try Wiring(.publish(layers: ["f", "q"]))
        try wiring.connect()
        wiring.client.sendAudio([1], timestamp: 0, level: 20, now: wiring.now, into: wiring.clientOutbox)
        wiring.client.sendVideo(layer: 0, frame: [0x10], timestamp: 0, now: wiring.now, into: wiring.clientOutbox)
        wiring.exchange()
        let sent = wiring.now
        for _ in 0..<12 { wiring.advance(.milliseconds(100)) }
        let first = (wiring.parsed(mid: "0") + wiring.parsed(mid: "1")).map(\.header)
        var reports: [SenderReport] = []
        for compound in wiring.rtcp {
            compound.withUnsafeBytes { bytes in
                for case .senderReport(let report, _) in RTCPReader(bytes) { reports.append(report) }
            }
        }
        #expect(Set(reports.map(\.sender)) == Set(first.map(\.ssrc)))
        for header in first {
            let report = try #require(reports.first { $0.sender == header.ssrc })
            let rate = header.ssrc == first[0].ssrc ? 48_000.0 : 90_000.0
            let byClock = Double(report.ntp.microseconds - NTPTime(sent).microseconds) / 1_000_000
            #expect(abs(Double(report.timestamp.distance(from: header.timestamp)) / rate - byClock) < 0.001)
            #expect(report.packets == 1)
        }
    }

    @Test func receivedSlotsAreCountedAndReported() throws {
        let wiring = try Wiring(.receive(audio: 1, video: 1))
        try wiring.connect()
        var seen: [String] = []
        wiring.client.onPacket = { kind, slot, header, payload in seen.append("\(kind) \(slot) \(payload.count)") }
        wiring.sendRTP(111, ssrc: 1_000, sequence: 10, timestamp: 0, payload: [1, 2])
        wiring.sendRTP(111, ssrc: 1_000, sequence: 13, timestamp: 960, payload: [1])
        wiring.sendRTP(96, ssrc: 1_001, sequence: 1, timestamp: 0, payload: [0x90, 0x80, 0x80, 1, 0x10])
        wiring.sendRTP(96, ssrc: 1_001, sequence: 2, timestamp: 0, marker: true, payload: [0x80, 0x80, 0x80, 1, 7])
        wiring.sendRTP(97, ssrc: 2_001, sequence: 1, timestamp: 0, payload: [0, 1, 0x90, 0x80, 0x80, 1, 0x10])
        wiring.sendRTP(96, ssrc: 9_999, sequence: 1, timestamp: 0, payload: [1])
        let (audio, video) = (wiring.client.statistics[0], wiring.client.statistics[1])
        #expect((audio.packets, audio.bytes, audio.frames, audio.lost) == (2, 3, 2, 2))
        #expect((video.packets, video.frames, video.keyframes) == (2, 1, 1))
        #expect((video.recovered, video.duplicates) == (0, 1))
        #expect(seen == ["audio 0 2", "audio 0 1", "video 0 5", "video 0 5"])
        for _ in 0..<11 { wiring.advance(.milliseconds(100)) }
        var blocks: [ReportBlock] = []
        for compound in wiring.rtcp {
            compound.withUnsafeBytes { bytes in
                for case .receiverReport(_, let list) in RTCPReader(bytes) { blocks += Array(list) }
            }
        }
        let block = try #require(blocks.first { $0.ssrc == SSRC(1_000) })
        #expect(block.cumulativeLost == 2 && block.fractionLost == 128)
        #expect(block.highestSequence & 0xFFFF == 13)
    }

    @Test func theServersGoodbyeIsTold() throws {
        let wiring = try Wiring(.publish(layers: []))
        try wiring.connect()
        _ = wiring.client.takeEvents()
        wiring.server.close(now: wiring.now, into: wiring.serverOutbox)
        wiring.exchange()
        #expect(wiring.client.takeEvents() == [.closed])
        #expect(!wiring.client.isConnected)
    }

    @Test func ourGoodbyeReachesTheServer() throws {
        let wiring = try Wiring(.publish(layers: []))
        try wiring.connect()
        _ = wiring.client.takeEvents()
        wiring.client.close(now: wiring.now, into: wiring.clientOutbox)
        wiring.exchange()
        #expect(wiring.server.state == .closed)
        #expect(wiring.client.takeEvents().isEmpty && wiring.client.nextDeadline == nil)
    }

    @Test func aServerThatFallsSilentIsGivenUp() throws {
        let wiring = try Wiring(.publish(layers: []))
        try wiring.connect()
        _ = wiring.client.takeEvents()
        var now = wiring.now
        for _ in 0..<400 {
            now = now + .milliseconds(100)
            wiring.client.tick(now: now, into: wiring.clientOutbox)
            wiring.clientOutbox.removeAll()
        }
        #expect(wiring.client.takeEvents() == [.failed("the other side is no longer heard")])
    }

    @Test func datagramsOfNobodyChangeNothing() throws {
        let wiring = try Wiring(.receive(audio: 1, video: 0))
        try wiring.connect()
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            bytes.withUnsafeMutableBytes {
                wiring.client.receive(
                    $0, from: Wiring.serverAddress, to: Wiring.clientAddress, now: wiring.now, into: wiring.clientOutbox
                )
            }
        }
        #expect(wiring.client.isConnected && wiring.client.statistics[0].packets == 0)
    }
}
