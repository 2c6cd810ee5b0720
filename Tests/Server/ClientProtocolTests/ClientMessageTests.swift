import ClientProtocol
import Procedure
import Summit
import Testing

@Suite struct ClientMessageTests {
    static let golden: [(String, ClientMessage)] = [
        (
            #"{"device":"d1","resume":17,"type":"hello","version":1}"#,
            .hello(version: 1, device: "d1", resume: 17)
        ),
        (#"{"device":"d1","type":"hello","version":1}"#, .hello(version: 1, device: "d1", resume: nil)),
        (#"{"command":{"type":"raiseFlag"},"id":"c1","type":"command"}"#, .command(id: "c1", .raiseFlag)),
        (
            #"{"command":{"seat":"ID","type":"giveFloor"},"id":"c2","type":"command"}"#,
            .command(id: "c2", .giveFloor(seatID("ID")))
        ),
        (
            #"{"command":{"position":0,"seat":"KR","type":"moveSpeaker"},"id":"c3","type":"command"}"#,
            .command(id: "c3", .moveSpeaker(seatID("KR"), position: 0))
        ),
        (#"{"clientTime":1586847600000.5,"type":"ping"}"#, .ping(clientTime: 1_586_847_600_000.5)),
        (#"{"id":"m1","sdp":"v=0\r\n","type":"publish"}"#, .publish(id: "m1", sdp: "v=0\r\n")),
        (#"{"id":"m2","sdp":"v=0\r\n","type":"receive"}"#, .receive(id: "m2", sdp: "v=0\r\n")),
        (
            #"{"candidate":"candidate:1 1 udp 1 ::1 9 typ host","connection":"publish","id":"m3","mid":"0","type":"candidate"}"#,
            .candidate(id: "m3", connection: .publish, candidate: "candidate:1 1 udp 1 ::1 9 typ host", mid: "0")
        ),
        (
            #"{"candidate":"","connection":"receive","id":"m3","type":"candidate"}"#,
            .candidate(id: "m3", connection: .receive, candidate: "", mid: nil)
        ),
        (#"{"id":"m4","type":"unpublish"}"#, .unpublish(id: "m4")),
        (
            #"{"slots":[{"mid":"4","quality":"full","seat":"ID"}],"type":"watch"}"#,
            .watch([WatchedSlot(mid: "4", seat: seatID("ID"), quality: .full)])
        ),
        (
            #"{"direction":"up","jitter":2,"loss":0.001,"rtt":12,"type":"line"}"#,
            .line(LineReport(rtt: 12, loss: 0.001, jitter: 2, direction: .up))
        ),
        (
            #"{"concealed":0.02,"direction":"down","frozen":0,"jitter":2,"loss":0.001,"rtt":12,"type":"line"}"#,
            .line(LineReport(rtt: 12, loss: 0.001, jitter: 2, direction: .down, concealed: 0.02, frozen: 0))
        ),
        (#"{"id":"n1","text":"Chào","type":"note"}"#, .note(id: "n1", text: "Chào")),
    ]

    @Test(arguments: golden)
    func isWrittenAndReadAsDocumented(json: String, message: ClientMessage) throws {
        #expect(ProtocolJSON.text(message) == json)
        #expect(try ClientMessage(json: json.utf8) == message)
    }

    @Test func everyTypeIsInTheGoldenList() {
        #expect(Set(Self.golden.map(\.1.kind)) == Set(ClientMessage.Kind.allCases))
    }

    @Test func unknownMembersArePassedOver() throws {
        let json = #"{"type":"command","id":"c","later":{"a":[1]},"command":{"type":"raiseFlag","later":true}}"#
        #expect(try ClientMessage(json: json.utf8) == .command(id: "c", .raiseFlag))
    }

    @Test(arguments: [
        ("", ""), ("{", ""), ("[]", ""), ("null", ""), ("7", ""), ("\u{feff}", ""), ("{}", "type"),
        (#"{"type":"shout"}"#, "type"), (#"{"type":null}"#, "type"), (#"{"type":["hello"]}"#, "type"),
        (#"{"type":"hello","version":"1","device":"d"}"#, "version"),
        (#"{"type":"hello","version":1}"#, "device"), (#"{"type":"hello","version":1,"device":""}"#, "device"),
        (#"{"type":"hello","version":1e99,"device":"d"}"#, ""),
        (#"{"type":"command","id":"c"}"#, "command"), (#"{"type":"command","command":{"type":"leave"}}"#, "id"),
        (#"{"type":"command","id":"c","command":{"type":"fly"}}"#, "command.type"),
        (#"{"type":"command","id":"c","command":{"type":"admit","participant":"No One"}}"#, "command.participant"),
        (#"{"type":"command","id":"c","command":{"type":"giveFloor"}}"#, "command.seat"),
        (
            #"{"type":"command","id":"c","command":{"type":"moveSpeaker","seat":"ID","position":1e30}}"#,
            ""
        ),
        (#"{"type":"ping","clientTime":1e300}"#, "clientTime"), (#"{"type":"ping","clientTime":"NaN"}"#, "clientTime"),
        (#"{"type":"candidate","id":"m","connection":"both","candidate":"c"}"#, "connection"),
        (#"{"type":"watch","slots":[{"mid":"0","quality":"full"},{"mid":"1","quality":"huge"}]}"#, "slots[1].quality"),
        (#"{"type":"watch","slots":[{"mid":"0","seat":"id","quality":"full"}]}"#, "slots[0].seat"),
        (#"{"type":"line","rtt":-1,"loss":0,"jitter":0,"direction":"up"}"#, "rtt"),
        (#"{"type":"line","rtt":1,"loss":1.5,"jitter":0,"direction":"up"}"#, "loss"),
        (#"{"type":"line","rtt":1,"loss":0,"jitter":0,"direction":"left"}"#, "direction"),
        (#"{"type":"line","rtt":1,"loss":0,"jitter":0,"direction":"down","frozen":-1}"#, "frozen"),
        (#"{"type":"note","id":"n","text":""}"#, "text"),
    ])
    func errorsNameTheMember(json: String, field: String) {
        let error = #expect(throws: MalformedMessage.self) { try ClientMessage(json: json.utf8) }
        #expect(error?.field == field, "\(error?.description ?? "")")
    }

    @Test func unknownWordsAreNamedPlainly() {
        let error = #expect(throws: MalformedMessage.self) { try ClientMessage(json: #"{"type":"shout"}"#.utf8) }
        #expect(error?.description == "type has an unknown value.")
    }

    @Test func limitsHold() {
        func refused(_ json: String) -> Bool { (try? ClientMessage(json: json.utf8)) == nil }
        let note = String(repeating: "n", count: MessageLimits.note)
        #expect(!refused(#"{"type":"note","id":"n","text":"\#(note)"}"#))
        #expect(refused(#"{"type":"note","id":"n","text":"\#(note)n"}"#))
        #expect(refused(#"{"type":"unpublish","id":"\#(String(repeating: "i", count: 65))"}"#))
        // One character of endless accents.
        #expect(refused(#"{"type":"unpublish","id":"e\#(String(repeating: "\u{301}", count: 64))"}"#))
        let slots = Array(repeating: #"{"mid":"0","quality":"none"}"#, count: 65).joined(separator: ",")
        #expect(refused(#"{"type":"watch","slots":[\#(slots)]}"#))
        let padding = String(repeating: " ", count: MessageLimits.frame)
        #expect(refused(padding + #"{"type":"unpublish","id":"i"}"#))
    }
}
