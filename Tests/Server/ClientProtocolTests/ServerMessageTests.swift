import ClientProtocol
import Procedure
import Summit
import Testing

@Suite struct ServerMessageTests {
    static let time = Timestamp(milliseconds: 1_586_847_600_000)
    static let golden: [(String, ServerMessage)] = [
        (
            #"{"release":"0.1.0","serverTime":"2020-04-14T07:00:00.000Z","type":"welcome","version":1,"you":"id-head"}"#,
            .welcome(you: person("id-head"), serverTime: time, version: 1, release: "0.1.0")
        ),
        (
            #"{"expiresIn":14400,"servers":[{"credential":"b","urls":["turn:t.example"],"username":"1:a"}],"type":"relays"}"#,
            .relays([RelayServer(urls: ["turn:t.example"], username: "1:a", credential: "b")], expiresIn: 14_400)
        ),
        (
            #"{"at":"2020-04-14T07:00:00.000Z","by":"id-head","event":{"seat":"ID","type":"flagRaised"},"sequence":18,"type":"event"}"#,
            .event(sequence: 18, at: time, by: .participant(person("id-head")), .event(.flagRaised(seatID("ID"))))
        ),
        (
            #"{"at":"2020-04-14T07:00:00.000Z","by":"system","event":{"type":"withheld"},"sequence":19,"type":"event"}"#,
            .event(sequence: 19, at: time, by: .system, .withheld)
        ),
        (#"{"id":"c1","sequence":18,"type":"accepted"}"#, .accepted(id: "c1", sequence: 18)),
        (
            #"{"details":{"floor":"ID","position":1,"seat":"KR"},"id":"c1","reason":"alreadyRaised","text":{"en":"a","vi":"b"},"type":"refused"}"#,
            .refused(
                id: "c1", reason: "alreadyRaised", text: Texts(en: "a", vi: "b"),
                details: RefusalDetails(seat: seatID("KR"), floor: seatID("ID"), position: 1))
        ),
        (
            #"{"clientTime":12,"serverTime":"2020-04-14T07:00:00.000Z","type":"pong"}"#,
            .pong(clientTime: 12, serverTime: time)
        ),
        (#"{"id":"m1","sdp":"v=0\r\n","type":"answer"}"#, .answer(id: "m1", sdp: "v=0\r\n")),
        (
            #"{"id":"m1","reason":"x","text":{"en":"a","vi":"b"},"type":"mediaRefused"}"#,
            .mediaRefused(id: "m1", reason: "x", text: Texts(en: "a", vi: "b"))
        ),
        (
            #"{"slots":[{"mid":"0","seat":"VN"},{"mid":"1","seat":null}],"type":"audible"}"#,
            .audible([AudibleSlot(mid: "0", seat: seatID("VN")), AudibleSlot(mid: "1", seat: nil)])
        ),
        (
            #"{"slots":[{"mid":"4","quality":"full","seat":"ID"},{"mid":"5","quality":"none","seat":null}],"type":"shown"}"#,
            .shown([
                WatchedSlot(mid: "4", seat: seatID("ID"), quality: .full),
                WatchedSlot(mid: "5", seat: nil, quality: .none),
            ])
        ),
        (#"{"mids":["7","8"],"type":"held"}"#, .held(["7", "8"])),
        (#"{"names":["h","q"],"type":"layers"}"#, .layers(["h", "q"])),
        (
            #"{"lines":{"ID":{"carries":400000,"concealed":0.01,"down":{"family":4,"relay":"tls","transport":"udp"},"frozen":0,"jitter":2,"layers":[900000,0],"loss":0,"pictures":"reduced","quality":"good","rtt":12,"speaking":true,"up":{"family":6,"relay":null,"transport":"tcp"}},"KR":{"carries":null,"concealed":null,"down":null,"frozen":null,"jitter":null,"layers":[],"loss":null,"pictures":null,"quality":"lost","rtt":null,"speaking":false,"up":null}},"type":"lines"}"#,
            .lines([
                seatID("ID"): SeatLine(
                    quality: .good, rtt: 12, loss: 0, jitter: 2, concealed: 0.01, frozen: 0,
                    up: LinePath(transport: .tcp, family: 6),
                    down: LinePath(transport: .udp, family: 4, relay: .tls), carries: 400_000, layers: [900_000, 0],
                    pictures: .reduced, speaking: true),
                seatID("KR"): SeatLine(quality: .lost, speaking: false),
            ])
        ),
        (
            #"{"at":"2020-04-14T07:00:00.000Z","from":"id-head","id":"n1","text":"x","type":"note"}"#,
            .note(Note(id: "n1", at: time, from: person("id-head"), text: "x"))
        ),
        (
            #"{"notes":[{"at":"2020-04-14T07:00:00.000Z","from":"id-head","id":"n1","text":"x"}],"type":"notes"}"#,
            .notes([Note(id: "n1", at: time, from: person("id-head"), text: "x")])
        ),
        (
            #"{"reason":"protocol","text":{"en":"a","vi":"b"},"type":"bye"}"#,
            .bye(.protocol, text: Texts(en: "a", vi: "b"))
        ),
    ]

    @Test(arguments: golden)
    func isWrittenAndReadAsDocumented(json: String, message: ServerMessage) throws {
        #expect(ProtocolJSON.text(message) == json)
        #expect(try ServerMessage(json: json.utf8) == message)
    }

    @Test func everyTypeButTheSnapshotIsInTheGoldenList() {
        #expect(Set(Self.golden.map(\.1.kind)).union([.snapshot]) == Set(ServerMessage.Kind.allCases))
    }

    @Test func whatIsWithheldHidesItsAuthor() throws {
        let chamber = try Chamber()
        func message(to reader: String) -> ServerMessage {
            .event(
                sequence: 20, at: Self.time, by: .participant(person("kr-head")), .flagRaised(seatID("KR")),
                for: person(reader), in: chamber.state)
        }
        #expect(message(to: "reporter") == .event(sequence: 20, at: Self.time, by: .system, .withheld))
        #expect(
            message(to: "id-head")
                == .event(
                    sequence: 20, at: Self.time, by: .participant(person("kr-head")), .event(.flagRaised(seatID("KR"))))
        )
    }
}
