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
            #expect((again.json["text"] as? [String: String])?["vi"]?.contains("Hàn Quốc") == true)
            let nonsense = try await house.ask(
                .POST, "/api/facts/changes", as: "administration", json: #"{"type":"flagChanged"}"#)
            #expect(nonsense.status == 400)
        }
    }

    @Test func theTermsBehindADay() async throws {
        try await House.open { house async throws in
            let answer = try await house.ask(.GET, "/api/facts/terms?on=2026-07-01", as: "administration")
            #expect(answer.status == 200)
            let formats = answer.json["formats"] as? [[String: Any]] ?? []
            let summit = try #require(formats.first { $0["id"] as? String == "eas" })
            #expect(summit["core"] as? String == "asean")
            let partners = summit["memberships"] as? [[String: Any]] ?? []
            #expect(partners.contains { $0["party"] as? String == "AU" && $0["standing"] as? String == "partner" })
            let chairs = (answer.json["chairs"] as? [[String: Any]])?.first?["terms"] as? [[String: Any]] ?? []
            #expect(chairs.prefix(2).map { $0["party"] as? String } == ["PH", "SG"])
            #expect(chairs.first?["isByRule"] as? Bool == false && chairs.first?["reason"] as? String != nil)
            // Sources are the words themselves, not their keys.
            let coordinators = answer.json["coordinators"] as? [[String: Any]] ?? []
            #expect(coordinators.contains { ($0["source"] as? String)?.contains(" ") == true })
            #expect(try await house.ask(.GET, "/api/facts/terms", as: "administration").status == 400)
            #expect(try await house.ask(.GET, "/api/facts/terms?on=9999-12-31", as: "administration").status == 200)
        }
    }

    @Test func aChangeIsShownBeforeItIsMade() async throws {
        try await House.open { house async throws in
            let path = "/api/facts/check?on=2032-01-01"
            let answer = try await house.ask(.POST, path, as: "administration", json: Self.change)
            #expect(answer.status == 200)
            let facts = answer.json["facts"] as? [String: Any] ?? [:]
            let coordinators = facts["coordinators"] as? [[String: Any]] ?? []
            #expect(coordinators.first { $0["partner"] as? String == "KR" }?["party"] as? String == "MY")
            #expect((answer.json["terms"] as? [String: Any])?["on"] as? String == "2032-01-01")
            #expect(try await house.ask(.GET, "/api/facts/changes", as: "administration").text == "[]")
            let refused = try await house.ask(
                .POST, path, as: "administration",
                json: Self.change.replacingOccurrences(of: "\"MY\"", with: "\"JP\""))
            #expect(refused.status == 409 && refused.reason == "noMember")
            #expect(
                try await house.ask(.POST, "/api/facts/check", as: "administration", json: Self.change).status == 400)
            #expect(try await house.ask(.POST, path, as: "vn-chair", json: Self.change).status == 403)
            #expect(try await house.ask(.POST, path, json: Self.change).status == 403)
        }
    }

    @Test func rightsAreKept() async throws {
        try await House.open { house async throws in
            for path in ["/api/facts", "/api/facts/terms", "/api/facts/changes"] {
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

    @Test func noMeetingAndNoConferenceTakesTheRecordsName() async throws {
        try await House.open { house async throws in
            let answer = try await house.ask(
                .POST, "/api/meetings", as: "administration",
                json: #"{"id":"facts","title":{"en":"Facts"},"seats":[{"id":"VN"}]}"#)
            #expect(answer.status == 400)
            let conference = try await house.ask(
                .POST, "/api/conferences", as: "administration",
                json:
                    #"{"id":"facts","title":{"en":"F"},"theme":{"en":"F"},"host":"VN","timeZone":"UTC","firstDay":"2030-01-01","lastDay":"2030-01-02"}"#
            )
            #expect(conference.status == 400)
        }
    }
}
