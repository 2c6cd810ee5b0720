import Foundation
import NIOCore
import Synchronization
import Testing

@testable import Portal

@Suite("Media at the portal's door", .timeLimit(.minutes(1)))
struct MediaGateTests {
    /// A binding request with a user name and nothing else: its form is all that the gate judges.
    static func check(fragment: String = "abcd:efgh") -> [UInt8] {
        let name = Array(fragment.utf8)
        let padded = name + [UInt8](repeating: 0, count: -name.count & 3)
        let attributes = [0x00, 0x06, UInt8(name.count >> 8), UInt8(name.count & 255)] + padded
        let head: [UInt8] = [0, 1, 0, UInt8(attributes.count), 0x21, 0x12, 0xA4, 0x42]
        return framed(head + [UInt8](repeating: 7, count: 12) + attributes)
    }

    static func framed(_ packet: [UInt8]) -> [UInt8] { [UInt8(packet.count >> 8), UInt8(packet.count & 255)] + packet }

    /// Connections that left the portal; each is closed by its test.
    private final class Taken: Sendable {
        private let connections = Mutex<[MediaSocket]>([])
        func add(_ connection: MediaSocket) { connections.withLock { $0.append(connection) } }
        var count: Int { connections.withLock { $0.count } }

        func first() async throws -> MediaSocket {
            while true {
                if let first = connections.withLock({ $0.first }) { return first }
                try await Task.sleep(for: .milliseconds(2))
            }
        }

        func forget() { connections.withLock { $0 = [] } }
    }

    @Test func aCheckLeavesWithItsSocketAndCountsUntilThatIsClosed() async throws {
        let taken = Taken()
        try await House.open(tls: true, [.connectionsPerAddress: "3"], takeMedia: { taken.add($0) }) { house in
            let check = Self.check()
            let client = try await RawClient.connect(port: house.port)
            // In parts, as TCP may bring it.
            try await client.send(Array(check[..<1]))
            try await Task.sleep(for: .milliseconds(30))
            try await client.send(Array(check[1...]))
            let connection = try await taken.first()
            #expect(connection.firstBytes == check)
            // Both directions are alive, past the event loop.
            let sent = Data("hello".utf8).withUnsafeBytes {
                Foundation.send(connection.descriptor, $0.baseAddress, 5, 0)
            }
            #expect(sent == 5)
            #expect(try await client.receiveText(until: "hello") == "hello")
            try await client.send([9])
            var byte: UInt8 = 0
            while recv(connection.descriptor, &byte, 1, 0) < 1 { try await Task.sleep(for: .milliseconds(2)) }
            #expect(byte == 9)

            let idle = try await RawClient.connect(port: house.port)
            #expect(try await house.ask(.GET, "/healthz").status == 200)
            // Three are open: this one, the idle one and the HTTP client's.
            #expect(try await RawClient.connect(port: house.port).closes())
            close(connection.descriptor)
            #expect(try await client.closes())
            taken.forget()
            await idle.close()
        }
    }

    @Test(arguments: [
        MediaGateTests.framed([UInt8](repeating: 0, count: 40)),  // no STUN
        [2, 0],  // too long for a check: read as TLS, which it is not
        MediaGateTests.framed([]),
        MediaGateTests.framed(Array(MediaGateTests.check()[2...].dropLast(4))),  // a STUN message with a wrong length
        [0, 200] + [UInt8](repeating: 1, count: 5_000),
    ])
    func whatIsNoCheckIsClosed(bytes: [UInt8]) async throws {
        let taken = Taken()
        try await House.open(tls: true, takeMedia: { taken.add($0) }) { house in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(bytes)
            #expect(try await client.closes())
            #expect(try await house.ask(.GET, "/healthz").status == 200)
        }
        #expect(taken.count == 0)
    }

    @Test func beforeTheFirstPacketIsWholeNothingLeaves() async throws {
        let taken = Taken()
        try await House.open(tls: true, takeMedia: { taken.add($0) }) { house in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(Array(Self.check().dropLast()))
            // Slower than anybody who means it: the portal's time for the first request ends it.
            #expect(try await client.closes())
        }
        #expect(taken.count == 0)
    }

    @Test func withoutMediaOverTCPItIsOnlyBadTLS() async throws {
        try await House.open(tls: true) { house in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(Self.check())
            #expect(try await client.closes())
        }
    }

    @Test func theFormOfAFirstPacket() {
        func judge(_ bytes: [UInt8]) -> MediaGate.Verdict { MediaGate.judge(ByteBuffer(bytes: bytes)) }
        let check = Self.check()
        for count in 0..<check.count { #expect(judge(Array(check[..<count])) == .incomplete) }
        #expect(judge(check) == .check)
        #expect(judge(check + [1, 2, 3]) == .check)
        #expect(judge(check + [UInt8](repeating: 0, count: MediaGate.limit)) == .refused)
        #expect(judge([1, 255]) == .incomplete)
        #expect(judge([2, 0]) == .refused)
    }
}
