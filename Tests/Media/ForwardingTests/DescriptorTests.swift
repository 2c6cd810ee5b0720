import Forwarding
import RTP
import Testing
import Wire

/// Packets of AV1 on their way to a receiver that takes the dependency descriptor.
@Suite struct DescriptorTests {
    private static let descriptorID: UInt8 = 12

    /// As Chromium sends it with a key frame of L3T3_KEY.
    private static let withStructure: [UInt8] = {
        let text =
            "c0cbdcc0081485214eaaaaa8000600004000100002aa80a8000600004000100002a000a800060000400016d549241b5524906d5492"
            + "3157e001974ca864330e222396eca8655304224390eca8775300ef008601df010d03bf021be000"
        let digits = Array(text.utf8).map { $0 < 0x60 ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }()

    private func av1(_ sequence: UInt8, key: Bool, descriptor: [UInt8]) -> [UInt8] {
        var elements = [Rig.midID, 1, UInt8(ascii: "1"), Self.descriptorID, UInt8(descriptor.count)] + descriptor
        elements += Array(repeating: 0, count: (4 - elements.count % 4) % 4)
        return [0x90, 0x80 | 45, 1, sequence, 0, 0, 0, sequence, 0, 0, 0x50, 1, 0x10, 0, 0, UInt8(elements.count / 4)]
            + elements + (key ? [0x18, 0x0A] : [0x10, 0x32])
    }

    /// Elements of the two forms of RFC 8285 have headers of different lengths: what is written afterwards has another place.
    @Test func whatIsStampedStandsInItsElement() throws {
        let (rig, tap) = (Rig(), Wiretap())
        rig.streams.extensions[Self.descriptorID] = .dependencyDescriptor
        rig.video.payloadTypes[45] = .init(format: .av1)
        let slot = rig.slot(.video, to: tap)
        var (types, extensions) = (FormatPayloadTypes(), HeaderExtensionMap())
        (types[.av1], types[rtxOf: .av1]) = (120, 121)
        (extensions[5], extensions[7], extensions[9]) = (.mid, .transportSequence, .dependencyDescriptor)
        slot.renegotiate(.init(mid: "m7", payloadTypes: types, extensions: extensions))
        slot.assign(rig.video, now: rig.now)
        rig.send(av1(1, key: true, descriptor: Self.withStructure))
        rig.send(av1(2, key: false, descriptor: [0xC1, 0xCB, 0xDD]))
        let first = try #require(tap.packets.first)
        #expect(slot.resend(first.header.sequence, now: rig.now, into: rig.outbox))
        let found = tap.take().map { packet in
            packet.bytes.withUnsafeBytes { bytes in
                let values = HeaderExtensionValues(bytes, header: packet.header, map: extensions)
                return (
                    mid: values.mid.map(Array.init), number: values.transportSequence?.rawValue,
                    descriptor: values.dependencyDescriptor.map { Array($0.dropFirst(3)) }
                )
            }
        }
        #expect(found.map(\.mid) == Array(repeating: Array("m7".utf8), count: 3))
        let start = try #require(found.first?.number)
        #expect(found.map(\.number) == [start, start &+ 1, start &+ 2])
        #expect(found.map(\.descriptor?.count) == [Self.withStructure.count - 3, 0, Self.withStructure.count - 3])
    }
}
