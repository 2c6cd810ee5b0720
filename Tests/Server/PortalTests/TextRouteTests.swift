import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Portal

/// Texts over HTTP: who may read and write them, and what everybody is told.
@Suite(.serialized) struct TextRouteTests {
    static let week = "/api/conferences/asean-36"
    static let text = week + "/texts/vision"

    /// Tokens of an approved adviser of each delegation, and of somebody of Indonesia who is not approved.
    struct Desk: Sendable {
        var house: House
        var tokens: [String: String]

        @discardableResult
        func command(_ json: String, as who: String) async throws -> House.Answer {
            try await house.ask(.POST, TextRouteTests.text + "/commands", as: tokens[who] ?? who, json: json)
        }

        func view(as who: String) async throws -> House.Answer {
            try await house.ask(.GET, TextRouteTests.text, as: tokens[who] ?? who)
        }
    }

    func desk(_ body: @Sendable (Desk) async throws -> Void) async throws {
        try await House.open { house async throws in
            let name = #"{"en":"Vision","vi":"Tầm nhìn"}"#
            let days = #""firstDay":"2020-06-26","lastDay":"2020-06-26""#
            let created = try await house.ask(
                .POST, "/api/conferences", as: "administration",
                json:
                    #"{"id":"asean-36","title":\#(name),"theme":\#(name),"host":"VN","timeZone":"Asia/Ho_Chi_Minh",\#(days)}"#
            )
            #expect(created.status == 201)
            #expect(try await house.sheet("code\nVN\nID\nMY\n", "delegations").status == 200)
            let people =
                "id,delegation,role\nvn-1,VN,adviser\nid-1,ID,adviser\nid-2,ID,adviser\nmy-1,MY,head\nofficer,,secretariat\n"
            #expect(try await house.sheet(people, "people").status == 200)
            let approved = #"{"approveAll":{"people":["vn-1","id-1","my-1","officer"]}}"#
            #expect(
                try await house.ask(.POST, Self.week + "/commands", as: "administration", json: approved).status == 200)
            var tokens: [String: String] = [:]
            for person in ["vn-1", "id-1", "id-2", "my-1", "officer"] {
                let answer = try await house.ask(.GET, Self.week + "/people/\(person)/token", as: "administration")
                tokens[person] = try #require(answer.json["token"] as? String)
            }
            let facts =
                #"{"id":"vision","conference":"asean-36","type":"declaration","title":\#(name),"pen":{"delegation":{"seat":"ID"}},"chair":"VN","delegations":["VN","ID"],"numbering":"resolution"}"#
            #expect(try await house.ask(.POST, Self.week + "/texts", as: tokens["vn-1"], json: facts).status == 403)
            #expect(try await house.ask(.POST, Self.week + "/texts", as: tokens["officer"], json: facts).status == 201)
            #expect(try await house.ask(.POST, Self.week + "/texts", as: tokens["officer"], json: facts).status == 409)
            try await body(Desk(house: house, tokens: tokens))
        }
    }

    static let paragraph =
        #"{"addParagraphs":{"paragraphs":[{"kind":{"operative":{}},"words":"We agree."}]}}"#

    @Test func whoNegotiatesReadsAndWrites() async throws {
        try await desk { desk in
            #expect(try await desk.command(Self.paragraph, as: "vn-1").reason == "needsPen")
            #expect(try await desk.command(Self.paragraph, as: "id-2").status == 403)
            #expect(try await desk.command(Self.paragraph, as: "my-1").status == 403)
            #expect(try await desk.command(Self.paragraph, as: "id-1").json["sequence"] as? Int == 2)
            #expect(try await desk.view(as: "my-1").status == 403)
            #expect(try await desk.view(as: "id-2").status == 403)
            #expect(try await desk.house.ask(.GET, Self.text).status == 401)
            let view = try await desk.view(as: "id-1")
            #expect(view.json["sequence"] as? Int == 2)
            let you = try #require(view.json["you"] as? [String: Any])
            #expect(
                you["holdsPen"] as? Bool == true && you["presides"] as? Bool == false
                    && you["delegation"] as? String == "ID")
            #expect(view.text.contains(#""number":"OP1""#) && view.text.contains(#""runs":[["2.0","We agree."]]"#))
            let list = try await desk.house.ask(.GET, Self.week + "/texts", as: desk.tokens["my-1"])
            #expect(list.status == 200 && list.text == "[]")
            #expect(
                try await desk.house.ask(.GET, Self.week + "/texts", as: desk.tokens["officer"]).text.contains("vision")
            )
        }
    }

    @Test func filesComeInByThePenHolderAndGoOutToReaders() async throws {
        try await desk { desk in
            func take(_ words: String, as who: String, query: String = "format=txt") async throws -> House.Answer {
                try await desk.house.ask(
                    .POST, Self.text + "/import?" + query, as: desk.tokens[who], body: ("text/plain", words))
            }
            for (who, reason) in [("vn-1", "needsPen"), ("officer", "needsPen"), ("id-2", "notAllowed")] {
                let refused = try await take("OP1 We agree.", as: who)
                #expect(refused.status == 403 && refused.reason == reason)
            }
            #expect(try await take("OP1 We agree.", as: "id-1", query: "format=pdf").status == 400)
            #expect(try await take("OP1 We \u{7} agree.", as: "id-1").reason == "controlCharacter")
            #expect(
                try await take("OP1 We agree.", as: "id-1", query: "format=txt&behind=9.9").reason == "noSuchParagraph")
            // The brackets of the first lines are no act when the last line cannot come in.
            #expect(
                try await take("OP1 We [agree].\n" + String(repeating: "a", count: 20_001), as: "id-1").reason
                    == "tooLong")
            let taken = try await take("PP1 Recalling;\nOP1 We [shall [now]] agree.", as: "id-1")
            #expect(taken.status == 200 && taken.json["sequence"] as? Int == 4)
            let view = try await desk.view(as: "vn-1")
            #expect(view.text.contains(#""number":"PP1""#) && view.text.contains(#""number":"OP1""#))

            func export(_ query: String, as who: String = "vn-1") async throws -> House.Answer {
                try await desk.house.ask(.GET, Self.text + query, as: desk.tokens[who])
            }
            let text = try await export("/export?format=txt&since=2")
            #expect(text.text.hasSuffix("PP1 Recalling;\n\nOP1 We {+[+}shall {+[+}now{+]]+} agree.\n"))
            #expect(try await export("/export?format=txt&version=2").text.hasSuffix("OP1 We shall now agree.\n"))
            #expect(try await export("/export").text.hasPrefix("PK"))
            #expect(try await export("/table?format=csv").text.contains("We [shall [now]] agree."))
            #expect(try await export("/record").text.split(separator: "\n").count == 4)
            #expect(try await export("/checkpoint").text.contains("\n4\n"))
            for path in ["/export", "/table", "/record", "/checkpoint"] {
                #expect(try await export(path, as: "my-1").status == 403)
                #expect(try await export(path, as: "id-2").status == 403)
            }
        }
    }

    @Test func whatAnEditChangesBesideTheWordsIsTold() async throws {
        try await desk { desk in
            try await desk.command(Self.paragraph, as: "id-1")
            try await desk.command(#"{"putPlaceholder":{"paragraph":"2.0","subject":"a date"}}"#, as: "id-1")
            let take = #"{"edit":{"paragraph":"2.0","edits":[{"remove":{"range":"3.0-0"}}]}}"#
            #expect(try await desk.command(take, as: "id-1").status == 200)
            let from = #"{"edit":{"paragraph":"2.0","edits":[{"put":{"words":"We","from":"2.0"}}]}}"#
            #expect(try await desk.command(from, as: "id-1").status == 200)
            #expect(try await desk.view(as: "vn-1").text.contains(#"["5.0","We",[],"2.0"]"#))
            let told = try await desk.house.stream(
                Self.text + "/changes?after=2", as: desk.tokens["vn-1"] ?? "", until: #""from":"2.0""#)
            let lines = told.split(separator: "\n").filter { $0.hasPrefix("data: ") }
            #expect(lines.count == 3)
            #expect(lines[0].contains(#""placeholders":[{"#) && lines[1].contains(#""placeholders":[]"#))
            #expect(lines[1].contains(#""convergence":{"#) && !lines[2].contains(#""convergence""#))
            let propose =
                #"{"propose":{"change":{"insert":{"paragraph":"2.0","words":"x"}},"seen":5,"reason":""}}"#
            #expect(try await desk.command(propose, as: "vn-1").status == 200)
            #expect(try await desk.command(#"{"acceptProposal":{"proposal":"6.0"}}"#, as: "id-1").status == 200)
            let act = try await desk.house.ask(.GET, Self.text + "/acts/7", as: desk.tokens["vn-1"])
            #expect(act.json["event"] as? String == "proposalAccepted" && act.json["proposal"] as? String == "6.0")
        }
    }

    @Test func whoIsRevokedIsToldNothingMore() async throws {
        try await desk { desk in
            try await desk.command(Self.paragraph, as: "id-1")
            var request = HTTPClientRequest(url: desk.house.address + Self.text + "/changes?after=1")
            request.headers.add(name: "authorization", value: "Bearer \(desk.tokens["vn-1"] ?? "")")
            request.headers.add(name: "accept", value: "text/event-stream")
            var told = ""
            for try await part in try await desk.house.client.execute(request, timeout: .seconds(20)).body {
                let isFirst = !told.contains("id: 2")
                told += String(buffer: part)
                guard isFirst, told.contains("id: 2") else { continue }
                let revoke = #"{"revoke":{"person":"vn-1","reason":"Replaced"}}"#
                #expect(
                    try await desk.house.ask(.POST, Self.week + "/commands", as: "administration", json: revoke).status
                        == 200)
                try await desk.command(
                    #"{"edit":{"paragraph":"2.0","edits":[{"put":{"words":"secret"}}]}}"#, as: "id-1")
            }
            #expect(!told.contains("secret") && !told.contains("id: 3"))
        }
    }

    @Test func whatIsTypedIsToldAndRecorded() async throws {
        try await desk { desk in
            try await desk.command(Self.paragraph, as: "id-1")
            let edit = #"{"edit":{"paragraph":"2.0","edits":[{"put":{"words":" all","behind":"2.1"}}]}}"#
            #expect(try await desk.command(edit, as: "id-1").json["sequence"] as? Int == 3)
            let wrong = #"{"edit":{"paragraph":"2.0","edits":[{"put":{"words":"x","behind":"9.9"}}]}}"#
            let refused = try await desk.command(wrong, as: "id-1")
            #expect(refused.status == 404 && refused.reason == "noSuchElement")
            #expect(try await desk.command(#"{"agree":{"paragraph":"2.0","waiting":[]}}"#, as: "vn-1").status == 200)
            #expect(try await desk.command(edit, as: "id-1").reason == "paragraphClosed")
            #expect(try await desk.command(#"{"edit":{"paragraph":"x"}}"#, as: "id-1").status == 400)

            let told = try await desk.house.stream(
                Self.text + "/changes?after=1", as: desk.tokens["vn-1"] ?? "", until: #""standing":"agreed""#)
            #expect(told.matches(of: /id: (\d+)/).map(\.1) == ["2", "3", "4"])
            #expect(told.contains(#""order":[{"id":"2.0","number":"OP1"}]"#))
            #expect(told.contains(#""edited":{"edits":[{"put":{"behind":"2.1","words":" all"}}],"paragraph":"2.0"}"#))
            #expect(told.contains(#""by":"vn-1""#))
            let future = try await desk.house.ask(
                .GET, Self.text + "/changes?after=9", as: desk.tokens["vn-1"], [("accept", "text/event-stream")])
            #expect(future.status == 409)
            let act = try await desk.house.ask(.GET, Self.text + "/acts/3", as: desk.tokens["vn-1"])
            #expect(act.json["by"] as? String == "id-1" && act.json["event"] as? String == "edited")
            #expect(act.json["delegation"] as? String == "ID" && act.json["proposal"] == nil)
            let comparison = try await desk.house.ask(
                .GET, Self.text + "/comparison?from=2&to=4", as: desk.tokens["vn-1"])
            #expect(comparison.text.contains(#"{"act":3,"fate":"added","words":" all"}"#))
            for query in ["from=0", "from=3&to=2", "to=99", "from=x"] {
                #expect(
                    try await desk.house.ask(.GET, Self.text + "/comparison?" + query, as: desk.tokens["vn-1"]).status
                        == 400)
            }
        }
    }
}

extension House {
    func sheet(_ text: String, _ name: String) async throws -> Answer {
        try await ask(
            .POST, "/api/conferences/asean-36/\(name)", as: "administration", body: ("text/csv; charset=utf-8", text))
    }
}
