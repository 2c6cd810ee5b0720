import Wire

/// The text of an address, as candidates and settings have it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    if let address = NetworkAddress(text: text, port: 5) {
        guard NetworkAddress(text: address.hostText, port: 5) == address else {
            fatalError("reads differently: \(text)")
        }
        guard !(address.isLoopback && address.isLinkLocal) else { fatalError("two places at once: \(text)") }
    }
    if let address = NetworkAddress(endpoint: text) {
        guard NetworkAddress(endpoint: address.description) == address else { fatalError("reads differently: \(text)") }
    }
    return 0
}
