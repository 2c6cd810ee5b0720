import Foundation
import DomainTestSupport
import Procedure
import Summit
import Testing

@Suite struct CodingTests {
    @Test(
        arguments: [
            (.meetingOpened, #"{"type":"meetingOpened"}"#),
            (.flagRaised("ID"), #"{"seat":"ID","type":"flagRaised"}"#),
            (.speakerMoved("KR", position: 0), #"{"position":0,"seat":"KR","type":"speakerMoved"}"#),
            (
                .given("ID", "id-head", nil),
                #"{"limitSeconds":null,"participant":"id-head","seat":"ID","type":"floorGiven"}"#
            ),
            (
                .ended("ID", "id-head", 184, .yielded),
                #"{"participant":"id-head","reason":"yielded","seat":"ID","seconds":184,"type":"floorEnded"}"#
            ),
            (.segmentChanged(.retreat), #"{"segment":"retreat","type":"segmentChanged"}"#),
            (.itemTaken(2), #"{"number":2,"type":"itemTaken"}"#),
            (.speakingLimitSet(seconds: 60), #"{"seconds":60,"type":"speakingLimitSet"}"#),
            (.chairHanded("vn-co"), #"{"participant":"vn-co","type":"chairHanded"}"#),
            (
                .microphoneTaken("ID", participant: "id-head"),
                #"{"participant":"id-head","seat":"ID","type":"microphoneTaken"}"#
            ),
            (
                .devicesSet("id-head", camera: true, microphoneOn: false),
                #"{"camera":true,"microphoneOn":false,"participant":"id-head","type":"devicesSet"}"#
            ),
            (
                .participantInvited(Invitee(id: "reporter", role: .press)),
                #"{"participant":{"id":"reporter","name":{"en":"","vi":""},"role":"press","seat":null},"type":"participantInvited"}"#
            ),
        ] as [(MeetingEvent, String)])
    func eventsAreWrittenAsDocumented(event: MeetingEvent, json: String) throws {
        #expect(try Self.text(event) == json)
        #expect(try JSONDecoder().decode(MeetingEvent.self, from: Data(json.utf8)) == event)
    }

    @Test(arguments: RightsTests.rows)
    func everyCommandSurvivesJSON(row: RightsTests.Row) throws {
        let data = try JSONEncoder().encode(row.command)
        #expect(try JSONDecoder().decode(MeetingCommand.self, from: data) == row.command)
        #expect(try Self.text(row.command).contains(#""type":"\#(row.command.kind.rawValue)""#))
    }

    @Test func everyEventOfARecordSurvivesJSON() throws {
        var kinds: Set<MeetingEvent.Kind> = []
        for seed in UInt64(1)...10 {
            var walk = Walk(seed: seed)
            for _ in 0..<4_000 { walk.step() }
            for event in Set(walk.log.map(\.event)) {
                kinds.insert(event.kind)
                let data = try JSONEncoder().encode(event)
                #expect(try JSONDecoder().decode(MeetingEvent.self, from: data) == event)
            }
        }
        #expect(Set(MeetingEvent.Kind.allCases).subtracting(kinds).isEmpty)
    }

    @Test(arguments: [
        "{}", "[]", "null", "7", #"{"type":"flagWaved"}"#, #"{"type":7}"#, #"{"type":"flagRaised"}"#,
        #"{"type":"flagRaised","seat":"id"}"#, #"{"type":"flagRaised","seat":null}"#,
        #"{"type":"itemTaken","number":1e400}"#, #"{"type":"itemTaken","number":1.5}"#,
        #"{"type":"itemTaken","number":99999999999999999999}"#, #"{"type":"floorEnded","seat":"ID"}"#,
    ])
    func badEventsAreRefused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(MeetingEvent.self, from: Data(json.utf8)) }
    }

    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
