import OpenSSLCrypto
import Support
import Transport

nonisolated(unsafe) private let provider: OpenSSLCryptoProvider = {
    do { return try OpenSSLCryptoProvider() } catch { fatalError("no crypto: \(error)") }
}()

/// Packets under real keys, in any order, again, damaged, or invented: each true one opens once at most and as it was,
/// and nothing else ever opens.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let profile = input.flag() ? SRTPProfile.aeadAES128GCM : .aes128CMSHA1_80
    let keys = SRTPKeys(key: .init(repeating: 7, count: 16), salt: .init(repeating: 9, count: profile.saltLength))
    guard let sender = try? provider.makeSRTP(profile: profile, keyingMaterial: keys),
        let receiver = try? provider.makeSRTP(profile: profile, keyingMaterial: keys)
    else { fatalError("no SRTP") }
    var packets: [(plain: [UInt8], sealed: [UInt8], isRTCP: Bool, isOpened: Bool)] = []
    for _ in 0..<200 where !input.isAtEnd {
        let action = input.u8()
        let isRTCP = action & 0x80 != 0
        switch action & 7 {
        case 0...2:
            var plain = isRTCP ? [0x80, 201, 0, 1] : [0x80, 96, input.u8(), input.u8(), 0, 0, 0, 0]
            plain += [0, 0, 0, input.u8() & 3] + input.piece()
            if let sealed = run(isRTCP ? sender.protectRTCP : sender.protectRTP, on: plain, room: 20) {
                packets.append((plain, sealed, isRTCP, false))
            }
        case 3...5 where !packets.isEmpty:
            let index = max(0, packets.count - 1 - Int(input.u8()))
            let packet = packets[index]
            let opened = run(packet.isRTCP ? receiver.unprotectRTCP : receiver.unprotectRTP, on: packet.sealed, room: 0)
            check(opened == nil || opened == packet.plain, "opened as another packet")
            check(opened == nil || !packet.isOpened, "taken twice")
            if opened != nil { packets[index].isOpened = true }
        case 6 where !packets.isEmpty:
            var (_, damaged, isRTCP, _) = packets[max(0, packets.count - 1 - Int(input.u8()))]
            damaged[Int(input.u8()) % damaged.count] ^= 1 << (input.u8() & 7)
            check(
                run(isRTCP ? receiver.unprotectRTCP : receiver.unprotectRTP, on: damaged, room: 0) == nil,
                "a damaged packet was taken")
        default:
            let forged = Array(input.piece())
            check(
                run(isRTCP ? receiver.unprotectRTCP : receiver.unprotectRTP, on: forged, room: 0) == nil,
                "a forged packet was taken")
        }
    }
    return 0
}

/// On memory of the packet's own size.
private func run(
    _ operation: (UnsafeMutableRawBufferPointer, Int) throws(SRTPFailure) -> Int, on packet: [UInt8], room: Int
) -> [UInt8]? {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count + room, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: packet)
    guard let length = try? operation(memory, packet.count) else { return nil }
    return Array(memory[..<length])
}
