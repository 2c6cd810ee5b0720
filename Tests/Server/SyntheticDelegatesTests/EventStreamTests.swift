import Testing

@testable import SyntheticDelegates

@Suite("Server-sent events")
struct EventStreamTests {
    private func events(_ text: String, piece: Int) throws -> [EventStream.Event] {
        var stream = EventStream()
        var events: [EventStream.Event] = []
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            events += try stream.take(bytes.prefix(piece))
            bytes = bytes.dropFirst(piece)
        }
        return events
    }

    @Test("In pieces of any size", arguments: [1, 2, 3, 7, 1_000])
    func pieces(piece: Int) throws {
        let text =
            "retry: 1000\n\nid: 4\ndata: {\"a\":1}\n\n: still here\n\nid: 5\r\ndata: x\r\ndata:y\r\n\r\ndata: cut"
        #expect(
            try events(text, piece: piece) == [.init(id: "4", data: "{\"a\":1}"), .init(id: "5", data: "x\ny")])
    }

    @Test func anEndlessEventIsRefused() {
        #expect(throws: EventStream.TooLarge.self) {
            try events("data: " + String(repeating: "x", count: EventStream.maximumBytes), piece: 4_096)
        }
    }
}

@Suite("Giving way to real people")
struct PublisherPresenceTests {
    @Test func comesBackTenSecondsAfterTheOtherIsGone() {
        var presence = PublisherPresence(patience: 10)
        #expect(presence.mayPublish)
        presence.replaced(second: 100)
        presence.seen(isOtherThere: true, second: 101)
        presence.seen(isOtherThere: true, second: 200)
        presence.seen(isOtherThere: false, second: 209)
        #expect(!presence.mayPublish)
        presence.seen(isOtherThere: false, second: 210)
        #expect(presence.mayPublish)
    }

    @Test func aServerThatStoppedIsNoOtherPerson() {
        var presence = PublisherPresence(patience: 10)
        presence.replaced(second: 100)
        presence.visitBegins()
        #expect(presence.mayPublish)
    }

    @Test func aPersonOutlivesAServersRestart() {
        var presence = PublisherPresence(patience: 10)
        presence.replaced(second: 100)
        presence.seen(isOtherThere: true, second: 101)
        presence.visitBegins()
        #expect(!presence.mayPublish)
    }

    @Test func whoIsNotLetInWaitsForThePersonWhoIsThere() {
        var presence = PublisherPresence(patience: 10)
        presence.occupied(second: 100)
        presence.visitBegins()
        presence.seen(isOtherThere: true, second: 105)
        presence.seen(isOtherThere: false, second: 114)
        #expect(!presence.mayPublish)
        presence.seen(isOtherThere: false, second: 115)
        #expect(presence.mayPublish)
    }

    @Test func seeingSomebodyElseIsNoReasonToStopByItself() {
        var presence = PublisherPresence(patience: 10)
        presence.seen(isOtherThere: true, second: 1)
        #expect(presence.mayPublish)
    }
}
