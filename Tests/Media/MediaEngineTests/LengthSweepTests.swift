import MediaClient
import MediaEngine
import RTP
import SDP
import Testing
import Wire

/// Every prefix of everything that travels, through the whole engine.
@Suite struct LengthSweepTests {
    private let source = SourceID(rawValue: 7)
    private let stranger = NetworkAddress(ipv4: 0x0A0A_0A0A, port: 666)

    /// Sound and picture still arrive, all of it, and both connections stand.
    private func expectGoodHealth(_ hall: Hall, _ speaker: Hall.Guest, _ viewer: Hall.Guest, from step: Int) {
        let (before, lost) = (viewer.slot(.video, 0).frames, viewer.slot(.video, 0).lost)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + step) }
        #expect(viewer.slot(.video, 0).frames - before == 25 && viewer.slot(.video, 0).lost == lost)
        #expect(hall.engine.peerStatistics(speaker.id)?.state == .connected)
        #expect(hall.engine.peerStatistics(viewer.id)?.state == .connected)
        #expect(hall.engine.statistics().peers == 2)
    }

    @Test func prefixesOfDatagramsHarmNobody() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        var media: [[UInt8]] = []
        speaker.losesUp = { datagram in
            media.append(Array(datagram))
            return false
        }
        hall.run(milliseconds: 1_200) { hall.speak(speaker, step: $0) }
        speaker.losesUp = nil
        let check = try #require(speaker.lastCheck)
        let packet = try #require(media.first { !(192...223).contains($0[1]) })
        let report = try #require(media.first { (192...223).contains($0[1]) })
        _ = hall.takeConnectionEvents()
        for datagram in [check, packet, report] + speaker.sentHandshake {
            for length in 0...datagram.count where length < 200 || length % 5 == 0 {
                hall.inject(Array(datagram.prefix(length)), from: stranger)
                guard length < datagram.count else { continue }
                hall.inject(Array(datagram.prefix(length)), from: speaker.address)
                hall.inject(Array(datagram.prefix(length)), from: viewer.address)
            }
        }
        #expect(hall.takeConnectionEvents().isEmpty)
        // The whole check from elsewhere moves the publisher, as it must be able to move; its next one brings it back.
        hall.inject(check, from: speaker.address)
        expectGoodHealth(hall, speaker, viewer, from: 240)
    }

    @Test func prefixesOfSealedMediaHarmNobody() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        // Two contributors, extensions of the one-byte form, a VP8 key frame, and padding.
        let packet: [UInt8] =
            [0xB2, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 2, 0xBE, 0xDE, 0, 2]
            + [0x10, 30, 0x32, 0, 1, 0, 0x40, 0x31] + [0x90, 0x80, 0x80, 1, 0x10, 1, 2, 3] + [0, 0, 0, 4]
        var number: UInt16 = 0
        for guest in [speaker, viewer] {
            for length in 0...packet.count {
                // Padding is counted by the last byte, whatever it is then; also without.
                for first: UInt8 in [0xB2, 0x92] {
                    var prefix = Array(packet.prefix(length))
                    number += 1
                    if length > 3 {
                        (prefix[0], prefix[2], prefix[3]) = (first, UInt8(number >> 8), UInt8(number & 0xFF))
                    }
                    hall.sendSealed(prefix, by: guest)
                }
            }
        }
        expectGoodHealth(hall, speaker, viewer, from: 80)
        #expect(hall.engine.statistics().drops(.malformedRTP) > 0)
        #expect(hall.engine.statistics().drops(.unexpected) > 0)
    }

    @Test func prefixesOfSealedReportsHarmNobody() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        let streams = try #require(viewer.client.session).media.compactMap(\.remoteSources.first?.ssrc)
        for guest in [speaker, viewer] {
            let compound = Self.everything(about: streams, now: hall.now)
            for length in 0...compound.count {
                hall.sendSealed(Array(compound.prefix(length)), by: guest, isRTCP: true)
            }
        }
        #expect(hall.engine.statistics().drops(.malformedRTCP) > 100)
        expectGoodHealth(hall, speaker, viewer, from: 80)
    }

    /// One packet of each kind.
    private static func everything(about streams: [SSRC], now: MediaTime) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: 1_000, alignment: 8) { memory in
            var writer = ByteWriter(memory)
            writer.rtcp(
                SenderReport(
                    sender: SSRC(9), ntp: NTPTime(now), timestamp: RTPTimestamp(1), packets: 2, octets: 3))
            writer.rtcpCanonicalNames([(SSRC(9), Array("somebody".utf8))])
            writer.rtcpReceiverReport(
                sender: SSRC(9),
                streams.map {
                    ReportBlock(
                        ssrc: $0, fractionLost: 3, cumulativeLost: -2, highestSequence: 5, jitter: 6, lastSR: 7,
                        delaySinceLastSR: 8)
                })
            for stream in streams {
                writer.rtcpNACK(sender: SSRC(9), media: stream, lost: [SequenceNumber(1), SequenceNumber(40)])
                writer.rtcpPictureLossIndication(sender: SSRC(9), media: stream)
                writer.rtcpFullIntraRequest(sender: SSRC(9), media: stream, sequence: 1)
            }
            _ = writer.rtcpTransportFeedback(
                sender: SSRC(9), media: SSRC(1), base: SequenceNumber(0), feedbackCount: 0,
                arrivals: [100, nil, 90, 1_000, nil])
            writer.rtcpMaximumBitrate(sender: SSRC(9), bitsPerSecond: 1_000_000, of: streams)
            writer.rtcpGoodbye(streams)
            return Array(writer.written)
        }
    }
}
