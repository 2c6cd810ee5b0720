import Foundation
import DomainTestSupport
import Procedure
import ProcedureTestSupport
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
                #"{"kind":"intervention","limitSeconds":null,"participant":"id-head","seat":"ID","type":"floorGiven"}"#
            ),
            (
                .ended("ID", "id-head", 184, .yielded),
                #"{"participant":"id-head","reason":"yielded","seat":"ID","seconds":184,"type":"floorEnded"}"#
            ),
            (.segmentChanged(.retreat, number: nil), #"{"number":null,"segment":"retreat","type":"segmentChanged"}"#),
            (.segmentChanged(.open, number: 2), #"{"number":2,"segment":"open","type":"segmentChanged"}"#),
            (.pointRuled("ID", .dismissed), #"{"ruling":"dismissed","seat":"ID","type":"pointRuled"}"#),
            (
                .floorInterrupted("ID", participant: "id-head"),
                #"{"participant":"id-head","seat":"ID","type":"floorInterrupted"}"#
            ),
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

    /// As they were written before agendas were annotated, segments planned, and the floor given as anything else.
    @Test(
        arguments: [
            (
                #"{"limitSeconds":60,"participant":"id-head","seat":"ID","type":"floorGiven"}"#,
                .given("ID", "id-head", 60)
            ),
            (#"{"segment":"retreat","type":"segmentChanged"}"#, .segmentChanged(.retreat, number: nil)),
            (
                #"{"agenda":[{"number":1,"title":{"en":"A","vi":""}}],"type":"agendaSet"}"#,
                .agendaSet([AgendaItem(number: 1, title: Texts(en: "A", vi: ""))])
            ),
            (
                #"{"meeting":{"floorRule":"chair","format":null,"host":null,"id":"m","lobby":true,"speakingLimitSeconds":null,"startsAt":"2020-04-14T07:00:00.000Z","title":{"en":"S","vi":""}},"type":"meetingCreated"}"#,
                .meetingCreated(
                    MeetingFacts(
                        id: "m", title: Texts(en: "S", vi: ""), startsAt: Timestamp(milliseconds: 1_586_847_600_000)))
            ),
        ] as [(String, MeetingEvent)])
    func olderRecordsAreRead(json: String, event: MeetingEvent) throws {
        #expect(try JSONDecoder().decode(MeetingEvent.self, from: Data(json.utf8)) == event)
    }

    @Test func anAnnotatedItemIsWrittenAsDocumented() throws {
        let json =
            #"{"action":"adopt","documents":["APT/1"],"lead":"KR","minutes":10,"number":1,"speakers":["ID","KR","WHO","XX"],"speakingLimitSeconds":120,"title":{"en":"Opening","vi":"Khai mạc"}}"#
        #expect(try Self.text(Hall.setup.agenda[0]) == json)
        #expect(try JSONDecoder().decode(AgendaItem.self, from: Data(json.utf8)) == Hall.setup.agenda[0])
    }

    @Test(arguments: [
        "{}", "[]", "null", "7", #"{"type":"flagWaved"}"#, #"{"type":7}"#, #"{"type":"flagRaised"}"#,
        #"{"type":"flagRaised","seat":"id"}"#, #"{"type":"flagRaised","seat":null}"#,
        #"{"type":"itemTaken","number":1e400}"#, #"{"type":"itemTaken","number":1.5}"#,
        #"{"type":"floorGiven","seat":"ID","participant":"id-head","kind":"song"}"#,
        #"{"type":"pointRuled","seat":"ID"}"#, #"{"type":"pointRuled","seat":"ID","ruling":"perhaps"}"#,
        #"{"type":"segmentChanged","segment":"open","number":"2"}"#,
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
