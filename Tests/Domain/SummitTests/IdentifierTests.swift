import Foundation
import DomainTestSupport
import Summit
import Testing

@Suite struct IdentifierTests {
    @Test(arguments: ["a", "apt-2020", "0", "-", String(repeating: "z", count: 40)])
    func acceptsMeetingsAndParticipants(text: String) {
        #expect(MeetingID(text)?.rawValue == text)
        #expect(ParticipantID(text)?.rawValue == text)
    }

    @Test(arguments: [
        "", "A", "a b", "a_b", "é", "a\u{301}", "a/b", "..", "a\0", "ａ", String(repeating: "z", count: 41),
    ])
    func refusesOthers(text: String) {
        #expect(MeetingID(text) == nil)
        #expect(ParticipantID(text) == nil)
    }

    @Test func seatsAreInCapitals() {
        #expect(SeatID(rawValue: "VN") != nil)
        #expect(SeatID(rawValue: "WHO-2") != nil)
        for text in ["", "vn", "V N", "Ü", String(repeating: "A", count: 17)] { #expect(SeatID(text) == nil) }
    }

    @Test func noParticipantIsNamedLikeAnotherAuthor() {
        #expect(ParticipantID(rawValue: "system") == nil)
        #expect(ParticipantID(rawValue: "administration") == nil)
        #expect(Author(rawValue: "system") == .system)
        #expect(Author(rawValue: "administration") == .administration)
        #expect(Author(rawValue: "id-head")?.participant == ParticipantID("id-head"))
        #expect(Author(rawValue: "Not An Id") == nil)
    }

    @Test(arguments: ["apt-2020", "conference:amm-54", "conference:conference"])
    func recordsAreNamedForWhatTheyTell(text: String) throws {
        let id = try #require(RecordID(rawValue: text))
        #expect(id.rawValue == text)
        #expect((id.meeting == nil) != (id.conference == nil))
    }

    @Test func aDelegationsDraftsAreARecordOfTheirOwn() throws {
        let id = try #require(RecordID(rawValue: "drafts:vision:WHO-2"))
        let (text, seat) = (try #require(TextID(rawValue: "vision")), try #require(SeatID(rawValue: "WHO-2")))
        #expect(id == .drafts(text, seat) && id.rawValue == "drafts:vision:WHO-2")
        #expect(id.text == nil && id.meeting == nil && id.conference == nil)
    }

    @Test(arguments: [
        "drafts:", "drafts:vision", "drafts:vision:", "drafts:vision:vn", "drafts:vision:VN:VN", "drafts::VN",
    ])
    func noOtherDrafts(text: String) { #expect(RecordID(rawValue: text) == nil) }

    @Test(arguments: ["", "conference:", "conference:A", "meeting:a", ":a", "a:b", "conference:a:b"])
    func noOtherRecords(text: String) {
        #expect(RecordID(rawValue: text) == nil)
    }

    @Test func areStringsAndKeysInJSON() throws {
        let seat = try #require(SeatID(rawValue: "ID"))
        #expect(try String(decoding: JSONEncoder().encode([seat]), as: UTF8.self) == #"["ID"]"#)
        #expect(try String(decoding: JSONEncoder().encode([seat: 184]), as: UTF8.self) == #"{"ID":184}"#)
        #expect(try JSONDecoder().decode([SeatID: Int].self, from: Data(#"{"ID":184}"#.utf8)) == [seat: 184])
    }

    @Test(arguments: [#"["id"]"#, #"[""]"#, "[7]", "[null]", #"["ID "]"#])
    func badOnesAreRefusedInJSON(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([SeatID].self, from: Data(json.utf8)) }
    }

    @Test func badKeysAreRefusedInJSON() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([SeatID: Int].self, from: Data(#"{"id":1}"#.utf8))
        }
    }
}
