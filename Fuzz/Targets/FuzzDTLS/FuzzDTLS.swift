import OpenSSLCrypto
import Transport
import Wire

nonisolated(unsafe) private let provider: OpenSSLCryptoProvider = {
    do { return try OpenSSLCryptoProvider() } catch { fatalError("no crypto: \(error)") }
}()

/// Datagrams, each after its length in two bytes, at a DTLS server that has just begun, at a client that has sent its
/// ClientHello, and at a server that has answered one.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    let client = provider.makeDTLS(role: .client)
    let busy = provider.makeDTLS(role: .server)
    client.start(now: .zero)
    busy.start(now: .zero)
    drain(client) { busy.receive($0, now: .zero) }
    drain(busy) { _ in }

    let fresh = provider.makeDTLS(role: .server)
    fresh.start(now: .zero)
    for endpoint in [fresh, client, busy] {
        var reader = ByteReader(input)
        var now = MediaTime.zero
        while let length = reader.u16(),
            let datagram = reader.bytes(min(Int(length), input.count - 2)) ?? reader.rest().nonEmpty
        {
            endpoint.receive(datagram, now: now)
            drain(endpoint) { _ in }
            now = endpoint.nextDeadline ?? now
            endpoint.tick(now: now)
            drain(endpoint) { _ in }
        }
        guard endpoint.state != .established else { fatalError("a handshake was completed without a key") }
        endpoint.close()
        drain(endpoint) { _ in }
    }
    return 0
}

/// Takes everything that waits, and looks whether it is whole records in datagrams of the promised size.
private func drain(_ endpoint: any DTLSEndpoint, _ deliver: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: 2_048, alignment: 8) { memory in
        while let length = endpoint.nextDatagram(into: memory) {
            guard (13...maximumDTLSDatagram).contains(length) else { fatalError("a datagram of \(length) bytes") }
            let datagram = UnsafeRawBufferPointer(rebasing: memory[..<length])
            var records = ByteReader(datagram)
            while !records.isAtEnd {
                guard records.skip(11), let size = records.u16(), records.skip(Int(size)) else {
                    fatalError("a datagram that ends within a record")
                }
            }
            deliver(datagram)
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var nonEmpty: UnsafeRawBufferPointer? { isEmpty ? nil : self }
}
