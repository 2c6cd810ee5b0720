import Testing
import Wire

@Suite struct OutboxTests {
    private let a = NetworkAddress(ipv4: 0x7F00_0001, port: 1)
    private let b = NetworkAddress(ipv4: 0x7F00_0002, port: 2)

    @Test func keepsDatagramsInOrder() {
        let outbox = Outbox(capacity: 4)
        for value in UInt8(1)...3 {
            let slot = outbox.reserve()
            slot[0] = value
            outbox.commit(length: Int(value), to: a, from: b)
        }
        #expect(outbox.count == 3)
        for index in 0..<3 {
            #expect(outbox[index].bytes.count == index + 1)
            #expect(outbox[index].bytes[0] == UInt8(index + 1))
            #expect(outbox[index].datagram.destination == a)
            #expect(outbox[index].datagram.source == b)
        }
    }

    @Test func whatIsNotCommittedIsNotSent() {
        let outbox = Outbox(capacity: 2)
        _ = outbox.reserve()
        _ = outbox.reserve()
        #expect(outbox.count == 0)
    }

    @Test func asksForRoomWhenFull() {
        let outbox = Outbox(capacity: 2)
        var flushed = 0
        outbox.onFull = {
            flushed += $0.count
            $0.removeAll()
        }
        for _ in 0..<5 {
            _ = outbox.reserve()
            outbox.commit(length: 1, to: a, from: b)
        }
        #expect(flushed == 4)
        #expect(outbox.count == 1)
    }

    @Test func timeIsOrderedAndSigned() {
        let early = MediaTime(microseconds: 5)
        let late = early + .milliseconds(2)
        #expect(early < late)
        #expect(late - early == .microseconds(2_000))
        #expect((early - late).milliseconds == -2)
    }
}
