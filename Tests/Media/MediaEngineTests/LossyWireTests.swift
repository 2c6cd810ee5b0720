import MediaClient
import MediaEngine
import RTP
import Testing
import Wire

@Suite("Sound and picture over wires that lose packets")
struct LossyWireTests {
    private let source = SourceID(rawValue: 7)

    /// Loses the same share of what passes in every run.
    private func loses(_ percent: Int, seed: UInt64) -> (ArraySlice<UInt8>) -> Bool {
        var state = seed
        return { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % 100 < percent
        }
    }

    @Test(arguments: [[""], ["f", "q"]])
    func everyPictureArrivesWholeAndInOrder(layers: [String]) throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source, layers: layers)
        let screen = Screen(viewer.client)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0, layers: layers.count) }
        speaker.losesUp = loses(8, seed: 1)
        viewer.losesDown = loses(8, seed: 2)
        viewer.losesUp = loses(8, seed: 3)
        speaker.losesDown = loses(8, seed: 4)
        hall.run(milliseconds: 8_000) { hall.speak(speaker, step: $0 + 40, layers: layers.count) }
        (speaker.losesUp, viewer.losesDown, viewer.losesUp, speaker.losesDown) = (nil, nil, nil, nil)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 1_640, layers: layers.count) }

        let picture = viewer.slot(.video, 0)
        #expect(picture.lost == 0 && picture.keyframesAsked == 0)
        #expect(picture.frames == speaker.sentFrames.count)
        #expect(screen.frames == speaker.sentFrames)
        #expect(picture.recovered > 20 && picture.repairsAsked >= picture.recovered)
        let totals = hall.engine.statistics()
        #expect(totals.nacksSent > 20 && totals.retransmissionsReceived > 20)
        #expect(totals.nacksReceived >= picture.recovered && totals.retransmissionsSent >= picture.recovered)

        // What later sound brings is not asked for. Every packet is known, as come or as lost.
        let sound = viewer.slot(.audio, 0)
        #expect(sound.lost > 20 && sound.repairsAsked < sound.lost / 2, "\(sound)")
        #expect(sound.packets + sound.lost == speaker.sentSound)
    }

    @Test func aPictureThatCannotBeCompletedBeginsAnew() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0) }
        var isHoleMade = false
        viewer.losesDown = { datagram in
            let type = datagram[1] & 0x7F
            if type == 97 { return true }
            defer { if type == 96 { isHoleMade = true } }
            return type == 96 && !isHoleMade
        }
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 40) }
        let frozen = viewer.slot(.video, 0)
        #expect(frozen.lost == 1 && frozen.keyframesAsked == 0)
        #expect(frozen.frames < speaker.sentFrames.count - 20)
        let requests = hall.engine.statistics().keyframesRequested
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0 + 240) }
        let moving = viewer.slot(.video, 0)
        #expect(moving.keyframesAsked == 1 && moving.keyframes == frozen.keyframes + 1)
        #expect(hall.engine.statistics().keyframesRequested == requests + 1)
        #expect(moving.frames > frozen.frames && moving.recovered == 0)
        // What had been asked for in vain was asked for a bounded number of times.
        #expect(moving.repairsAsked == frozen.repairsAsked && moving.repairsAsked < 10)
    }

    @Test func aLostBeginningIsAskedForAgain() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        var passing = 3  // the packets of the first key frame
        viewer.losesDown = { datagram in
            guard datagram[1] & 0x7F == 96, passing > 0 else { return false }
            passing -= 1
            return true
        }
        hall.run(milliseconds: 2_000) { hall.speak(speaker, step: $0) }
        let picture = viewer.slot(.video, 0)
        #expect(picture.keyframesAsked == 1 && picture.keyframes == 1)
        #expect(picture.frames > 20)
    }

    @Test func aLongHoleIsJumpedOver() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0) }
        viewer.losesDown = { _ in true }
        hall.run(milliseconds: 6_000) { hall.speak(speaker, step: $0 + 40) }
        viewer.losesDown = nil
        let before = viewer.slot(.video, 0)
        hall.run(milliseconds: 2_000) { hall.speak(speaker, step: $0 + 1_240) }
        let after = viewer.slot(.video, 0)
        #expect(after.lost > 256 && after.repairsAsked == before.repairsAsked)
        #expect(after.keyframesAsked == 1)
        #expect(after.frames - before.frames > 30)
    }
}

/// Puts a slot's pictures together again out of the packets that a client passes on.
private final class Screen {
    private var packets: [Int64: (payload: [UInt8], marker: Bool)] = [:]
    private var highest: ExtendedSequence?

    init(_ client: MediaClient) {
        client.onPacket = { [unowned self] kind, _, header, payload in
            guard kind == .video else { return }
            let sequence = highest?.nearest(header.sequence) ?? ExtendedSequence(Int64(header.sequence.rawValue))
            highest = max(highest ?? sequence, sequence)
            packets[sequence.value] = (Array(payload), header.marker)
        }
    }

    /// In the order of the packets' numbers, without the payload descriptors.
    var frames: [[UInt8]] {
        var frames: [[UInt8]] = []
        var open: [UInt8] = []
        for (_, packet) in packets.sorted(by: { $0.key < $1.key }) {
            open += packet.payload.dropFirst(VP8Packetizer.descriptorSize)
            if packet.marker {
                frames.append(open)
                open = []
            }
        }
        return frames
    }
}
