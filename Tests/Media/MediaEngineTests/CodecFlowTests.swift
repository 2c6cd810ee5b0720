import MediaClient
import MediaEngine
import RTP
import SDP
import Testing
import Wire

/// Every picture format from a publisher through the engine to a viewer who calls it by another payload type.
@Suite struct CodecFlowTests {
    private let source = SourceID(rawValue: 7)

    /// One format's pictures, cut into payloads as senders do.
    struct Pictures: Sendable, CustomTestStringConvertible {
        let codec: Codec
        /// A picture of a layer; every payload ends with `[layer, number]`, so that it is known again.
        let make: @Sendable (_ isKey: Bool, _ layer: UInt8, _ number: UInt8) -> [[UInt8]]
        var testDescription: String { codec.name }
    }

    static let formats = [
        Pictures(codec: .vp8) { isKey, layer, number in
            [
                [0x90, 0x80, 0x80, number, isKey ? 0x10 : 0x11, layer, number],
                [0x80, 0x80, 0x80, number, layer, number],
            ]
        },
        // Key frames: parameter sets in one STAP-A, then the IDR slice in fragments; the others in fragments too.
        Pictures(codec: .h264) { isKey, layer, number in
            isKey
                ? [
                    [0x78, 0, 2, 0x67, 0x42, 0, 4, 0x68, 0xCE, layer, number], [0x7C, 0x85, 0x88, layer, number],
                    [0x7C, 0x45, layer, number],
                ] : [[0x5C, 0x81, 0x9A, layer, number], [0x5C, 0x41, layer, number]]
        },
        // Non-flexible mode: I, P, L, B and E; a picture id of 15 bits, layer indices, TL0PICIDX.
        Pictures(codec: .vp9) { isKey, layer, number in
            [
                [isKey ? 0xA8 : 0xE8, 0x80, number, 0, number, layer, number],
                [isKey ? 0xA4 : 0xE4, 0x80, number, 0, number, layer, number],
            ]
        },
        // N and Y: a new coded video sequence whose last element goes on in the next packet, which has Z.
        Pictures(codec: .av1) { isKey, layer, number in
            [[isKey ? 0x58 : 0x50, 0x0A, layer, number], [0x90, 0x32, layer, number]]
        },
    ]

    private func shown(
        _ hall: Hall, offering: [Codec], to accepted: [Codec], layers: [String] = [""]
    ) throws -> (Hall.Guest, Hall.Guest) {
        let speaker = try hall.publisher(source, layers: layers, codecs: offering)
        let viewer = try hall.receiver(audio: 1, video: 1, codecs: accepted)
        hall.engine.setVisible(source, true)
        hall.engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .full)
        return (speaker, viewer)
    }

    /// A picture of each layer every 40 ms; `isKey` says which are key frames.
    private func play(
        _ hall: Hall, _ speaker: Hall.Guest, _ pictures: Pictures, from start: Int, count: Int, layers: Int = 1,
        isKey: (_ layer: Int, _ number: Int) -> Bool
    ) {
        hall.run(milliseconds: count * 40, stepping: 40) { step in
            let number = start + step
            for layer in 0..<layers {
                hall.send(
                    speaker, layer: layer,
                    payloads: pictures.make(isKey(layer, number), UInt8(layer), UInt8(truncatingIfNeeded: number)),
                    timestamp: UInt32(number) * 3_600)
            }
        }
    }

    @Test(arguments: formats)
    func eachFormatAloneIsForwarded(pictures: Pictures) throws {
        let hall = try Hall()
        // The viewer's payload types are not the publisher's, whatever the format.
        let (speaker, viewer) = try shown(
            hall, offering: [pictures.codec],
            to: [.av1, .vp9, .h264, .vp8].filter { $0 != pictures.codec } + [pictures.codec])
        var seen: [(type: PayloadType, payload: [UInt8])] = []
        viewer.client.onPacket = { _, _, header, payload in seen.append((header.payloadType, Array(payload))) }
        // Until the first key frame nothing can be decoded, and nothing is sent.
        play(hall, speaker, pictures, from: 0, count: 5) { _, _ in false }
        #expect(seen.isEmpty)
        #expect(hall.engine.statistics().keyframesRequested == 1)
        play(hall, speaker, pictures, from: 5, count: 20) { $1 == 5 }

        let agreed = try #require(viewer.client.session?.media.first { $0.kind == .video })
        let format = try #require(pictures.codec.format)
        let type = try #require(agreed.codecs.first { $0.codec.format == format }).payloadType
        #expect(type != 96 && seen.allSatisfy { $0.type == type })
        let sent = (5..<25).flatMap { pictures.make($0 == 5, 0, UInt8($0)) }
        #expect(seen.map { $0.payload.suffix(2) } == sent.map { $0.suffix(2) })
        #expect(seen.map(\.payload.count) == sent.map(\.count))
        let picture = viewer.slot(.video, 0)
        #expect(picture.frames == 20 && picture.keyframes == 1 && picture.lost == 0)
        #expect(hall.engine.statistics().drops == [:])
    }

    @Test(arguments: formats)
    func layersChangeAtKeyFramesOnly(pictures: Pictures) throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall, offering: [pictures.codec], to: [pictures.codec], layers: ["f", "q"])
        var layers: [UInt8] = []
        viewer.client.onPacket = { _, _, _, payload in layers.append(payload[payload.count - 2]) }
        play(hall, speaker, pictures, from: 0, count: 10, layers: 2) { $1 == 0 }
        #expect(layers.allSatisfy { $0 == 0 } && viewer.slot(.video, 0).frames == 10)
        _ = speaker.client.takeEvents()
        hall.engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .thumbnail)
        play(hall, speaker, pictures, from: 10, count: 10, layers: 2) { _, _ in false }
        #expect(layers.allSatisfy { $0 == 0 })
        #expect(speaker.client.takeEvents() == [.keyframeWanted(layer: 1)])
        layers = []
        play(hall, speaker, pictures, from: 20, count: 10, layers: 2) { $0 == 1 && $1 == 22 }
        // The layer that was shown goes on until the moment of the change.
        let change = try #require(layers.firstIndex(of: 1))
        #expect(layers[..<change].allSatisfy { $0 == 0 } && layers[change...].allSatisfy { $0 == 1 })
        let picture = viewer.slot(.video, 0)
        #expect(picture.keyframes == 2 && picture.lost == 0 && picture.frames >= 30)
    }

    @Test(arguments: formats)
    func keyFramesAreAskedOfTheSenderTwiceASecondAtMost(pictures: Pictures) throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall, offering: [pictures.codec], to: [pictures.codec])
        play(hall, speaker, pictures, from: 0, count: 5) { $1 == 0 }
        let before = hall.engine.statistics().keyframesRequested
        // A viewer who loses packets for good, of a sender who answers no request.
        var media = 0
        viewer.losesDown = { datagram in
            let type = datagram[1] & 0x7F
            if type == 96 { media += 1 }
            return type == 97 || type == 96 && media % 10 == 0
        }
        play(hall, speaker, pictures, from: 5, count: 125) { _, _ in false }
        let picture = viewer.slot(.video, 0)
        #expect((3...10).contains(picture.keyframesAsked) && picture.lost > 10)  // within five seconds
        #expect((3...10).contains(hall.engine.statistics().keyframesRequested - before))
        #expect(speaker.client.takeEvents().contains(.keyframeWanted(layer: 0)))
        // The next key frame ends it.
        viewer.losesDown = nil
        play(hall, speaker, pictures, from: 130, count: 50) { $1 == 130 }
        let after = viewer.slot(.video, 0)
        #expect(after.keyframesAsked <= picture.keyframesAsked + 1 && after.frames >= picture.frames + 49)
    }

    @Test func aViewerWhoCannotDecodeGetsNothingAndItIsSaid() throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall, offering: [.h264], to: [.vp8])
        play(hall, speaker, Self.formats[1], from: 0, count: 50) { $1 % 25 == 10 }
        #expect(viewer.slot(.video, 0).packets == 0)
        #expect(hall.engine.statistics().drops(.undecodable) == 2)
        // Asking for more key frames would not help.
        #expect(hall.engine.statistics().keyframesRequested == 1)
        #expect(hall.engine.peerStatistics(viewer.id)?.undecodableSlots == 1)
        #expect(hall.engine.statistics().undecodableSlots == 1)
        #expect(hall.engine.peerStatistics(speaker.id)?.undecodableSlots == 0)
        hall.engine.assignVideo(peer: viewer.id, slot: 0, source: nil, quality: .full)
        #expect(hall.engine.peerStatistics(viewer.id)?.undecodableSlots == 0)
    }
}
