import MediaClient
import MediaEngine
import Testing
import Wire

/// Media that comes from where no check has come from.
@Suite struct StrayTests {
    private let report: [UInt8] = [0x80, 201, 0, 1, 0, 0, 0, 1]
    private let elsewhere = NetworkAddress(ipv4: 0x0A00_0900, port: 9_000)

    /// Somebody who can read the line brings a peer's own packet from elsewhere: the peer is asked there, cannot answer
    /// from there, and nothing else goes there.
    @Test func whoOnlyRepeatsAPacketDrawsNoMedia() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(SourceID(rawValue: 1))
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0) }
        var brought = 0
        hall.run(milliseconds: 4_000) { step in
            hall.speak(speaker, step: step)
            if step % 20 == 0, let sealed = viewer.crypto.seal(report, isRTCP: true) {
                brought += 1
                hall.inject(sealed, from: elsewhere)
            }
        }
        #expect((1...brought).contains(hall.sentTo(elsewhere)), "only questions")
        #expect(!hall.engine.isKnown(elsewhere))
        let before = viewer.client.statistics[0].packets
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        #expect(viewer.client.statistics[0].packets > before)
    }

    /// Any number of addresses, and packets that are nobody's.
    @Test func aFloodOfStraysIsTriedAMeasuredNumberOfTimes() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(SourceID(rawValue: 1))
        hall.run(milliseconds: 1_000)
        for number in 0..<2_000 {
            let address = elsewhere.withPort(UInt16(10_000 + number))
            hall.inject([UInt8](repeating: 0x80, count: 200), from: address)
            if let sealed = viewer.crypto.seal(report, isRTCP: true) { hall.inject(sealed, from: address) }
            if number % 100 == 0 { hall.run(milliseconds: 120) }
        }
        let asked = (0..<2_000).count { hall.sentTo(elsewhere.withPort(UInt16(10_000 + $0))) > 0 }
        #expect((1...21).contains(asked), "a peer is asked ten times a second at most: \(asked)")
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        #expect(viewer.client.isConnected && speaker.client.isConnected)
    }

    /// A silent peer that has moved answers, and is there.
    @Test func whoHasMovedIsFoundByItsReports() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(SourceID(rawValue: 1))
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0) }
        let before = viewer.address
        viewer.outside = elsewhere
        hall.run(milliseconds: 1_500) { hall.speak(speaker, step: $0) }
        #expect(hall.engine.isKnown(elsewhere))
        let (old, new) = (hall.sentTo(before), hall.sentTo(elsewhere))
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0) }
        #expect(hall.sentTo(before) == old && hall.sentTo(elsewhere) > new)
    }
}
