import Foundation
import Testing

@testable import Portal

/// Facts over HTTP: read by whoever works on a conference, changed by the administration.
@Suite(.serialized) struct FactsRouteTests {
    private static let change =
        #"{"type":"coordinatorNamed","partner":"KR","party":"MY","since":"2031-07-28","until":"2034-07-27","reason":"By rotation"}"#

    @Test func theFactsOfADay() async throws {
        try await House.open { house async throws in
            let answer = try await house.ask(.GET, "/api/facts?on=2020-04-14", as: "administration")
            #expect(answer.status == 200 && answer.json["on"] as? String == "2020-04-14")
            let parties = answer.json["parties"] as? [[String: Any]] ?? []
            let vietNam = try #require(parties.first { $0["id"] as? String == "VN" })
            #expect(vietNam["timeZone"] as? String == "Asia/Ho_Chi_Minh" && vietNam["kind"] as? String == "country")
            let formats = answer.json["formats"] as? [[String: Any]] ?? []
            let asean = try #require(formats.first { $0["id"] as? String == "asean" })
            #expect((asean["table"] as? [String])?.count == 10 && asean["chair"] as? String == "VN")
            #expect((answer.json["levels"] as? [String])?.contains("ministers") == true)
            #expect((answer.json["outcomes"] as? [String])?.contains("endorse") == true)
            #expect((answer.json["ranks"] as? [Any])?.isEmpty == false)
            #expect((answer.json["coordinators"] as? [Any])?.isEmpty == false)
            #expect(try await house.ask(.GET, "/api/facts", as: "administration").status == 400)
            #expect(try await house.ask(.GET, "/api/facts?on=tomorrow", as: "administration").status == 400)
            #expect(try await house.ask(.GET, "/api/facts?on=0001-01-01", as: "administration").status == 200)
            #expect(try await house.ask(.GET, "/api/facts?on=9999-12-31", as: "administration").status == 200)
        }
    }

    @Test func aChangeIsRecordedAndCounts() async throws {
        try await House.open { house async throws in
            let made = try await house.ask(
                .POST, "/api/facts/changes", as: "administration", json: Self.change)
            #expect(made.status == 201 && made.json["sequence"] as? Int == 1, "\(made.text)")
            let answer = try await house.ask(.GET, "/api/facts?on=2032-01-01", as: "administration")
            let coordinators = answer.json["coordinators"] as? [[String: Any]] ?? []
            #expect(coordinators.first { $0["partner"] as? String == "KR" }?["party"] as? String == "MY")
            let changes = try await house.ask(.GET, "/api/facts/changes", as: "administration")
            #expect(changes.text.contains("By rotation") && changes.text.contains("\"by\":\"administration\""))
            #expect(try await house.ask(.GET, "/api/facts/changes?after=1", as: "administration").text == "[]")
            let again = try await house.ask(
                .POST, "/api/facts/changes", as: "administration", json: Self.change)
            #expect(again.status == 409 && again.reason == "overlaps")
            #expect((again.json["text"] as? [String: String])?["vi"]?.contains("KR") == true)
            let nonsense = try await house.ask(
                .POST, "/api/facts/changes", as: "administration", json: #"{"type":"flagChanged"}"#)
            #expect(nonsense.status == 400)
        }
    }

    @Test func rightsAreKept() async throws {
        try await House.open { house async throws in
            for path in ["/api/facts", "/api/facts/changes"] {
                #expect(try await house.ask(.GET, path).status == 401)
                #expect(try await house.ask(.GET, path, as: "wrong").status == 401)
            }
            #expect(try await house.ask(.GET, "/api/facts/changes", as: "vn-chair").status == 403)
            // Neither a token nor a page of our own.
            #expect(try await house.ask(.POST, "/api/facts/changes", json: Self.change).status == 403)
            #expect(
                try await house.ask(.POST, "/api/facts/changes", as: "vn-chair", json: Self.change).status == 403)
            let foreign = try await house.ask(
                .POST, "/api/facts/changes", json: Self.change,
                [("cookie", "desk=x"), ("origin", "https://evil.example")])
            #expect(foreign.status == 403)
        }
    }

    @Test func noMeetingTakesTheRecordsName() async throws {
        try await House.open { house async throws in
            let answer = try await house.ask(
                .POST, "/api/meetings", as: "administration",
                json: #"{"id":"facts","title":{"en":"Facts"},"seats":[{"id":"VN"}]}"#)
            #expect(answer.status == 400)
        }
    }
}
