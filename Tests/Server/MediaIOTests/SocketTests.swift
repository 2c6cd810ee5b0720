import Testing
import Wire

@testable import MediaIO

@Suite("UDP sockets on loopback")
struct SocketTests {
    @Test func hostAddressesEndWithLoopback() throws {
        let addresses = hostAddresses()
        let firstLoopback = try #require(addresses.firstIndex { $0.isLoopback })
        #expect(addresses[firstLoopback...].allSatisfy { $0.isLoopback })
        #expect(addresses.allSatisfy { !$0.isLinkLocal && $0.port == 0 && !$0.isUnspecified })
        #expect(Set(addresses).count == addresses.count)
    }

    @Test func manyDatagramsArriveInOrder() throws {
        let receivers = try (0..<3).map { _ in try TestSocket() }
        let sender = try TestSocket()
        let outbox = Outbox(capacity: 256)
        let datagrams = DatagramSender(sockets: [sender.socket], capacity: outbox.capacity)
        for number in 0..<180 {
            let length = number % 10 == 9 ? 300 : 900
            outbox.put(
                [UInt8(number)] + [UInt8](repeating: 1, count: length), to: receivers[number % 3].address,
                from: sender.address)
        }
        datagrams.flush(outbox)
        #expect(outbox.count == 0)
        for (index, receiver) in receivers.enumerated() {
            let got = receiver.receive(count: 60)
            #expect(got.map { Int($0.bytes[0]) } == Array(stride(from: index, to: 180, by: 3)))
            #expect(got.allSatisfy { $0.remote == sender.address })
        }
        #expect(datagrams.statistics.datagramsOut == 180)
        #expect(datagrams.statistics.sendDrops == 0)
        #expect(datagrams.statistics.sendCalls < 60)
    }

    @Test func repliesLeaveFromTheAddressThatWasAsked() throws {
        let server = try TestSocket(NetworkAddress(ipv4: 0, port: 0))
        let client = try TestSocket()
        let asked = NetworkAddress(ipv4: 0x7F00_0002, port: server.address.port)
        client.send([1, 2, 3], to: asked)
        let request = try #require(server.receive().first)
        #expect(request.local.isSameHost(as: asked))
        let outbox = Outbox(capacity: 4)
        for _ in 0..<3 { outbox.put([4, 5, 6], to: request.remote, from: request.local) }
        DatagramSender(sockets: [server.socket], capacity: 4).flush(outbox)
        let replies = client.receive(count: 3)
        #expect(replies.map(\.remote) == [asked, asked, asked])
    }

    @Test func bothFamiliesShareOnePort() throws {
        let any6 = NetworkAddress(high: 0, low: 0, port: 0)
        let sockets = try UDPSocket.bind([NetworkAddress(ipv4: 0, port: 0), any6])
        #expect(sockets.count == 2)
        #expect(sockets[0].address.port == sockets[1].address.port)
        #expect(sockets[0].address.port != 0)
        let client = try TestSocket(NetworkAddress(high: 0, low: 1, port: 0))
        #expect(sockets[1].carries(NetworkAddress(high: 0, low: 1, port: 9), to: client.address))
        #expect(!sockets[0].carries(NetworkAddress(high: 0, low: 1, port: 9), to: client.address))
    }

    @Test func anOccupiedPortIsNamed() throws {
        let first = try UDPSocket(bindTo: loopback)
        let error = #expect(throws: MediaIOError.self) { try UDPSocket.bind([first.address]) }
        #expect(error == .portOccupied(first.address))
        #expect(error?.description == "UDP port \(first.address.port) at 127.0.0.1 is in use by another program")
    }

    @Test func anAddressOfAnotherHostIsRefused() {
        #expect(throws: MediaIOError.self) { try UDPSocket(bindTo: NetworkAddress(ipv4: 0xC000_0201, port: 0)) }
    }

    @Test func whatCannotBeSentIsCountedAndTheRestGoesOn() throws {
        let receiver = try TestSocket()
        let sender = try TestSocket()
        let outbox = Outbox(capacity: 8)
        outbox.put([1], to: receiver.address.withPort(0), from: sender.address)  // No such port.
        outbox.put([2], to: NetworkAddress(high: 1, low: 1, port: 5), from: sender.address)  // Another family.
        outbox.put([3], to: receiver.address, from: sender.address)
        let datagrams = DatagramSender(sockets: [sender.socket], capacity: 8)
        datagrams.flush(outbox)
        #expect(receiver.receive().map(\.bytes) == [[3]])
        #expect(datagrams.statistics.sendDrops == 2)
        #expect(datagrams.statistics.datagramsOut == 1)
    }
}
