import CMediaIO
import Glibc
import Testing
import Wire

@testable import MediaIO

@Suite("One TCP connection", .timeLimit(.minutes(1)))
struct TCPConnectionTests {
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    private func connection() throws -> (TCPConnection, TCPClient) {
        let pair = try TCPPair()
        return (try TCPConnection(pair.accepted, number: 7, now: .zero), pair.client)
    }

    /// Reads until `count` packets have come.
    private func read(_ connection: TCPConnection, _ count: Int) throws -> [[UInt8]] {
        var packets: [[UInt8]] = []
        while packets.count < count {
            if try connection.receive(into: memory, { packets.append(Array($0)) }) == 0 { usleep(500) }
        }
        return packets
    }

    @Test func knowsBothItsEnds() throws {
        let (connection, client) = try connection()
        #expect(connection.remote.connection == 7)
        #expect(connection.local.connection == 0)
        #expect(connection.local.isLoopback && connection.remote.isLoopback)
        withExtendedLifetime(client) {}
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1_000])
    func packetsAreWholeHoweverTheyCome(part: Int) throws {
        let (connection, client) = try connection()
        let sent = [1, 20, 300, 1_200, 2_048, 1].map { [UInt8](repeating: UInt8($0 & 0xFF), count: $0) }
        let stream = sent.flatMap(TCPClient.framed)
        var got: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: part) {
            let piece = Array(stream[start..<min(start + part, stream.count)])
            client.sendBytes(piece)
            var count = 0
            while count < piece.count {
                count += try connection.receive(into: memory) { got.append(Array($0)) }
            }
        }
        #expect(got == sent)
    }

    @Test func emptyPacketsSayNothing() throws {
        let (connection, client) = try connection()
        client.sendBytes([0, 0, 0, 0])
        client.send([5])
        #expect(try read(connection, 1) == [[5]])
    }

    @Test func aPacketLongerThanAnyEndsIt() throws {
        let (connection, client) = try connection()
        client.sendBytes([8, 1])
        #expect(throws: TCPConnection.Ending.self) { _ = try read(connection, 1) }
    }

    @Test func theEndOfTheStreamEndsIt() throws {
        let (connection, client) = try connection()
        do { _ = consume client }
        #expect(throws: TCPConnection.Ending.self) { _ = try read(connection, 1) }
    }

    @Test func whatIsSentArrivesInOrder() throws {
        let (connection, client) = try connection()
        for number in 0..<200 {
            let packet = [UInt8](repeating: UInt8(number), count: 1 + number * 7)
            #expect(packet.withUnsafeBytes(connection.enqueue))
            _ = try connection.send()
            let got = client.receive()
            #expect(got == packet)
        }
        #expect(connection.waiting == 0)
    }

    /// A reader that stands still: the queue fills to its bound and no further, and what was taken in arrives whole.
    @Test func aLineThatStandsStillIsBounded() throws {
        let (connection, client) = try connection()
        let media = [UInt8](repeating: 0x80, count: 1_200)
        var taken = 0
        var refused = 0
        for _ in 0..<20_000 {
            if media.withUnsafeBytes(connection.enqueue) { taken += 1 } else { refused += 1 }
            _ = try connection.send()
            #expect(connection.waiting <= TCPConnection.queueLimit)
            if refused > 10 { break }
        }
        #expect(refused > 10)
        #expect(connection.waiting > TCPConnection.queueLimit - 1_300)
        // A check's answer still finds room.
        let answer = [UInt8](repeating: 1, count: 100)
        #expect(answer.withUnsafeBytes(connection.enqueue))
        var got: [[UInt8]] = []
        while got.count < taken + 1 {
            _ = try connection.send()
            guard let packet = client.receive() else { break }
            got.append(packet)
        }
        #expect(got.count == taken + 1)
        #expect(got.dropLast().allSatisfy { $0 == media })
        #expect(got.last == answer)
        connection.shrink()
        #expect(media.withUnsafeBytes(connection.enqueue))
    }
}
