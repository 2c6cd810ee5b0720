import ClientProtocol

/// A text frame of a WebSocket, as any invited client may send it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let frame = UnsafeRawBufferPointer(start: start, count: count)
    guard let message = try? ClientMessage(json: frame) else { return 0 }
    guard let again = try? ClientMessage(json: ProtocolJSON.encode(message)), again == message else {
        fatalError("what was written reads differently: \(message)")
    }
    return 0
}
