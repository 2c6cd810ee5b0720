import Foundation
import Testing

@testable import Portal

@Suite(.serialized) struct APITests {
    @Test func rightsAreThoseOfTheToken() async throws {
        try await House.open { house async throws in
            #expect(try await house.ask(.GET, "/api/meetings").status == 401)
            #expect(try await house.ask(.GET, "/api/meetings").header("www-authenticate") != nil)
            #expect(try await house.ask(.GET, "/api/meetings", as: "wrong").status == 401)
            #expect(try await house.ask(.GET, "/api/meetings", as: "vn-chair").status == 403)
            #expect(try await house.ask(.GET, "/api/meetings", as: "administration").status == 200)
            #expect(try await house.ask(.GET, "/api/meetings/other", as: "vn-chair").status == 403)
            #expect(try await house.ask(.GET, "/api/meetings/other", as: "administration").status == 404)
            #expect(try await house.ask(.GET, "/api/meetings/trial/invitations", as: "id-head").status == 403)
            #expect(try await house.ask(.GET, "/api/meetings/trial/record", as: "id-head").status == 409)
        }
    }

    @Test func aMeetingThroughTheAPI() async throws {
        try await House.open { house async throws in
            let created = try await house.ask(
                .POST, "/api/meetings", as: "administration",
                json:
                    #"{"id":"second","title":{"en":"Second","vi":"Thứ hai"},"lobby":false,"seats":[{"id":"TH"},{"id":"1","name":{"en":"One"}}]}"#
            )
            #expect(created.status == 201)
            #expect(created.header("location") == "/api/meetings/second")
            let again = try await house.ask(
                .POST, "/api/meetings", as: "administration",
                json: #"{"id":"second","title":{"en":"Again"},"seats":[{"id":"TH"}]}"#)
            #expect(again.status == 409)
            #expect(again.reason == "meetingExists")
            let invited = try await house.ask(
                .POST, "/api/meetings/second/invitations", as: "administration",
                json: #"{"participant":"th-chair","role":"chair","seat":"TH"}"#)
            #expect(invited.status == 201)
            let token = try #require(invited.json["token"] as? String)
            #expect((invited.json["link"] as? String) == "\(house.address)/i/\(token)")
            let named = try await house.ask(
                .POST, "/api/meetings/second/invitations", as: "administration", json: #"{"role":"press"}"#)
            #expect(named.status == 201)
            let wrong = try await house.ask(
                .POST, "/api/meetings/second/invitations", as: token, json: #"{"role":"press"}"#)
            #expect(wrong.status == 403)
            let view = try await house.ask(.GET, "/api/meetings/second", as: token)
            #expect(view.status == 200)
            #expect(view.json["sequence"] is Int)
        }
    }

    @Test func refusalsNameTheirRule() async throws {
        try await House.open { house async throws in
            try await house.begin()
            let again = try await house.command("openMeeting", as: "vn-chair")
            #expect(again.status == 409)
            #expect(again.reason == "alreadyOpen")
            #expect(again.header("content-type") == "application/problem+json")
            let notAllowed = try await house.command("closeMeeting", as: "id-head")
            #expect(notAllowed.status == 409)
            #expect(notAllowed.reason == "notAllowed")
            let before = try await house.command("raiseFlag", as: "id-head")
            #expect(before.status == 200)
            let sequence = try #require(before.json["sequence"] as? Int)
            let events = try await house.ask(.GET, "/api/meetings/trial/events?after=\(sequence - 1)", as: "kr-head")
            #expect(events.text.contains("flagRaised") && events.text.contains("\"sequence\":\(sequence)"))
        }
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("[]", 400), ("{}", 400), (#"{"type":"unknown"}"#, 400), (#"{"type":"admit"}"#, 400),
        (#"{"type":"admit","participant":"NOT AN ID"}"#, 400),
        (#"{"type":"moveSpeaker","seat":"VN","position":1e99}"#, 400),
        (String(repeating: "[", count: 5000), 400), ("\u{0}", 400),
    ])
    func malformedCommandsAreRefused(body: String, status: Int) async throws {
        try await House.open { house async throws in
            let answer = try await house.ask(.POST, "/api/meetings/trial/commands", as: "vn-chair", json: body)
            #expect(answer.status == status)
            #expect(answer.reason == "malformed")
        }
    }

    @Test func bodiesAreBounded() async throws {
        try await House.open { house async throws in
            let long = "{\"type\":\"" + String(repeating: "x", count: 300_000) + "\"}"
            #expect(
                try await house.ask(.POST, "/api/meetings/trial/commands", as: "vn-chair", json: long).status == 413)
            let wrongType = try await house.ask(
                .POST, "/api/meetings/trial/commands", as: "vn-chair", body: ("text/plain", "{}"))
            #expect(wrongType.status == 415)
        }
    }

    @Test func howTheLinesWereIsForThoseWhoConductTheMeeting() async throws {
        try await House.open { house in
            try await house.begin()
            for who in ["administration", "secretariat", "vn-chair"] {
                let answer = try await house.ask(.GET, "/api/meetings/trial/lines", as: who)
                #expect(answer.status == 200 && answer.text.hasPrefix(#"{"seats":"#), "\(who): \(answer.text)")
            }
            #expect(try await house.ask(.GET, "/api/meetings/trial/lines", as: "id-head").status == 403)
        }
    }

    @Test func notesStayWithinADelegation() async throws {
        try await House.open { house async throws in
            try await house.begin()
            let written = try await house.ask(
                .POST, "/api/meetings/trial/notes", as: "id-adviser", json: #"{"text":"Please mention trade."}"#)
            #expect(written.status == 201)
            #expect(
                try await house.ask(.GET, "/api/meetings/trial/notes", as: "id-head").text.contains("mention trade"))
            let others = try await house.ask(.GET, "/api/meetings/trial/notes", as: "kr-head")
            #expect(others.status == 200 && !others.text.contains("mention trade"))
            #expect(try await house.ask(.GET, "/api/meetings/trial/notes", as: "administration").status == 403)
            let empty = try await house.ask(.POST, "/api/meetings/trial/notes", as: "id-head", json: #"{"text":""}"#)
            #expect(empty.status == 400)
        }
    }

    @Test func theRecordCanBeReadAndProved() async throws {
        try await House.open { house async throws in
            try await house.begin()
            let record = try await house.ask(.GET, "/api/meetings/trial/record", as: "id-head")
            #expect(record.status == 200)
            let lines = record.text.split(separator: "\n")
            #expect(lines.count == (await house.sequence))
            #expect(record.text.hasSuffix("\n"))
            let checkpoint = try await house.ask(.GET, "/api/meetings/trial/checkpoint", as: "administration")
            #expect(checkpoint.text.hasPrefix("mufakat/trial\n"))
            let proof = try await house.ask(.GET, "/api/meetings/trial/proof/2", as: "administration")
            #expect(proof.json["leaf"] is String)
            #expect(try await house.ask(.GET, "/api/meetings/trial/proof/9999", as: "administration").status == 404)
            #expect(try await house.ask(.GET, "/api/meetings/trial/proof/x", as: "administration").status == 400)
            let minutes = try await house.ask(.GET, "/api/meetings/trial/minutes?language=vi", as: "administration")
            #expect(minutes.header("content-type")?.hasPrefix("text/markdown") == true)
            #expect(try await house.ask(.GET, "/api/record-key").text.hasPrefix("mufakat+"))
        }
    }

    @Test func cookiesReadButDoNotAct() async throws {
        try await House.open { house async throws in
            let cookie = ("cookie", "seat-trial.vn-chair=\(house.tokens["vn-chair"] ?? "")")
            #expect(try await house.ask(.GET, "/api/meetings/trial", [cookie]).status == 200)
            let act = try await house.ask(
                .POST, "/api/meetings/trial/commands", json: #"{"type":"enterLobby"}"#, [cookie])
            #expect(act.status == 401)
        }
    }

    @Test func healthAndMetrics() async throws {
        try await House.open { house async throws in
            #expect(try await house.ask(.GET, "/healthz").status == 200)
            #expect(try await house.ask(.GET, "/readyz").status == 200)
            let metrics = try await house.ask(.GET, "/metrics")
            #expect(metrics.status == 200)
            #expect(metrics.text.contains("mufakat_meetings 1\n"))
            #expect(try await house.ask(.GET, "/metrics", as: "vn-chair").status == 403)
            #expect(try await house.ask(.GET, "/metrics", [("x-forwarded-for", "192.0.2.9")]).status == 401)
        }
    }

    @Test func eventsStreamFromWhereOneWas() async throws {
        try await House.open { house async throws in
            let sequence = await house.sequence
            async let lines = house.stream(
                "/api/meetings/trial/events?after=\(sequence - 1)", as: "administration", until: "lobbyEntered")
            try await Task.sleep(for: .milliseconds(100))
            #expect(try await house.command("enterLobby", as: "vn-chair").status == 200)
            let text = try await lines
            #expect(text.contains("id: \(sequence)\n"))
            #expect(text.contains("id: \(sequence + 1)\n"))
            let beyond = try await house.ask(
                .GET, "/api/meetings/trial/events?after=99999", as: "administration", [("accept", "text/event-stream")])
            #expect(beyond.status == 409)
        }
    }
}
