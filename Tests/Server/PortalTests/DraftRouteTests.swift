import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Testing

@testable import Portal

/// A delegation's drafts over HTTP: its own people's and nobody else's, by whatever address.
@Suite(.serialized) struct DraftRouteTests {
    private static let week = "/api/conferences/asean-36"
    private static let text = week + "/texts/vision"
    private static let secret = "Zanzibar"
    private static let remark = "Ouagadougou"

    /// Everybody who could ask: Indonesia's head and adviser, its focal point, whom nobody approved; others of the text, the chair
    /// among them; a delegation that does not negotiate it; the secretariat, the administration, and nobody.
    private enum Role: String, CaseIterable {
        case own = "id-1"
        case ownAdviser = "id-2"
        case ownUnapproved = "id-3"
        case chair = "vn-1"
        case other = "sg-1"
        case outside = "my-1"
        case officer
        case administration
        case nobody
    }

    private func desk(_ body: @Sendable (House, [Role: String]) async throws -> Void) async throws {
        try await House.open { house async throws in
            let name = #"{"en":"Vision","vi":"Tầm nhìn"}"#
            let days = #""firstDay":"2020-06-26","lastDay":"2020-06-26""#
            let conference =
                #"{"id":"asean-36","title":\#(name),"theme":\#(name),"host":"VN","timeZone":"Asia/Ho_Chi_Minh",\#(days)}"#
            #expect(
                try await house.ask(.POST, "/api/conferences", as: "administration", json: conference).status == 201)
            #expect(try await house.sheet("code\nVN\nID\nMY\nSG\n", "delegations").status == 200)
            let people = """
                id,delegation,role
                vn-1,VN,head
                id-1,ID,head
                id-2,ID,adviser
                id-3,ID,adviser
                my-1,MY,head
                sg-1,SG,head
                officer,,secretariat

                """
            #expect(try await house.sheet(people, "people").status == 200)
            let approved = #"{"approveAll":{"people":["vn-1","id-1","id-2","my-1","sg-1","officer"]}}"#
            #expect(
                try await house.ask(.POST, Self.week + "/commands", as: "administration", json: approved).status == 200)
            var tokens: [Role: String] = [.administration: "administration"]
            for role in Role.allCases where role != .administration && role != .nobody {
                let answer = try await house.ask(
                    .GET, Self.week + "/people/\(role.rawValue)/token", as: "administration")
                tokens[role] = try #require(answer.json["token"] as? String)
            }
            let facts =
                #"{"id":"vision","conference":"asean-36","type":"declaration","title":\#(name),"pen":{"delegation":{"seat":"VN"}},"chair":"VN","delegations":["VN","ID","SG"],"numbering":"resolution"}"#
            #expect(
                try await house.ask(.POST, Self.week + "/texts", as: tokens[.officer], json: facts).status == 201)
            try await body(house, tokens)
        }
    }

    private static let draft =
        #"{"draft":{"change":{"add":{"kind":{"operative":{}},"words":"\#(secret)"}},"seen":1,"reason":"For \#(secret)"}}"#
    private static let commands = [
        draft,
        #"{"revise":{"draft":"2.0","change":{"add":{"kind":{"operative":{}},"words":"Other"}},"seen":1,"reason":""}}"#,
        #"{"remark":{"draft":"2.0","words":"Other"}}"#, #"{"discard":{"draft":"2.0"}}"#, #"{"table":{"draft":"2.0"}}"#,
        #"{"table":{"draft":"9.0"}}"#,
    ]

    /// Every role by every route: what it answers, and that nothing of the drafts is in any answer to anybody else.
    @Test func nobodyElseLearnsOfThem() async throws {
        try await desk { house, tokens in
            func ask(_ method: House.Method, _ path: String, _ role: Role, json: String? = nil) async throws
                -> House.Answer
            {
                try await house.ask(method, path, as: tokens[role], json: json)
            }
            #expect(try await ask(.POST, Self.text + "/drafts/commands", .own, json: Self.draft).status == 200)
            let remark = #"{"remark":{"draft":"2.0","words":"\#(Self.remark)"}}"#
            #expect(try await ask(.POST, Self.text + "/drafts/commands", .ownAdviser, json: remark).status == 200)
            // Of the drafts: their status for each role, the same whether there are drafts or not.
            let statuses: [Role: Int] = [
                .own: 200, .ownAdviser: 200, .ownUnapproved: 403, .chair: 200, .other: 200, .outside: 403,
                .officer: 404, .administration: 404, .nobody: 401,
            ]
            for role in Role.allCases {
                let isOwn = role == .own || role == .ownAdviser
                for path in ["/drafts", "/drafts/changes"] {
                    let answer = try await ask(.GET, Self.text + path, role)
                    #expect(answer.status == statuses[role], "\(role) \(path)")
                    #expect(
                        answer.text.contains(Self.secret) == (isOwn && path == "/drafts"), "\(role) \(path)")
                    if answer.status == 200, !isOwn {
                        #expect(
                            answer.text
                                == (path == "/drafts" ? #"{"sequence":0,"view":{"drafts":[]}}"# : #"{"sequence":0}"#))
                    }
                }
                guard !isOwn else { continue }
                for command in Self.commands.dropFirst() {
                    let answer = try await ask(.POST, Self.text + "/drafts/commands", role, json: command)
                    // To another delegation, Indonesia's draft is one that there is not. Whoever shows no token and comes from no page
                    // of ours is refused before anything else.
                    let expected = role == .nobody ? 403 : statuses[role] == 200 ? 404 : statuses[role]
                    #expect(answer.status == expected, "\(role) \(command)")
                    #expect(!answer.text.contains(Self.secret) && !answer.text.contains(Self.remark))
                }
            }
            // By every other address that there is.
            let paths = [
                Self.week + "/texts", Self.text, Self.text + "/changes", Self.text + "/record",
                Self.text + "/checkpoint",
                Self.text + "/acts/1", Self.text + "/acts/2", Self.text + "/comparison",
                Self.text + "/export?format=txt",
                Self.text + "/export?format=html", Self.text + "/table?format=csv", Self.week, Self.week + "/record",
                Self.week + "/changes", Self.text + "/drafts/ID", Self.text + "/drafts/ID/record",
                Self.text + "/drafts/record", "/api/meetings/drafts:vision:ID", "/api/meetings/drafts:vision:ID/record",
                Self.week + "/texts/drafts:vision:ID", Self.week + "/texts/vision:ID/record", "/metrics", "/api/status",
                "/health",
            ]
            for path in paths {
                for role in Role.allCases {
                    let answer = try await ask(.GET, path, role)
                    #expect(!answer.text.contains(Self.secret) && !answer.text.contains(Self.remark), "\(role) \(path)")
                    #expect(!answer.text.contains("drafts:vision:ID"), "\(role) \(path)")
                }
            }
            // What is tabled is the text's, and the words among the delegation stay theirs.
            #expect(
                try await ask(.POST, Self.text + "/drafts/commands", .ownAdviser, json: Self.commands[4]).status == 200)
            #expect(try await ask(.GET, Self.text, .chair).text.contains(Self.secret))
            for path in paths {
                for role in Role.allCases { #expect(!(try await ask(.GET, path, role).text.contains(Self.remark))) }
            }
            let own = try await ask(.GET, Self.text + "/drafts", .own).text
            #expect(
                own.contains(#""state":"tabled""#) && own.contains(#""proposal":"2.0""#) && own.contains(Self.remark))
        }
    }

    /// A delegation's people follow theirs; whoever is revoked is told nothing more.
    @Test func theDelegationFollowsItsOwn() async throws {
        try await desk { house, tokens in
            var request = HTTPClientRequest(url: house.address + Self.text + "/drafts/changes")
            request.headers.add(name: "authorization", value: "Bearer \(tokens[.ownAdviser] ?? "")")
            request.headers.add(name: "accept", value: "text/event-stream")
            var told = ""
            var step = 0
            for try await part in try await house.client.execute(request, timeout: .seconds(20)).body {
                told += String(buffer: part)
                if step == 0, told.contains(#"data: {"sequence":0}"#) {
                    step = 1
                    let others = try await house.ask(
                        .POST, Self.text + "/drafts/commands", as: tokens[.other], json: Self.draft)
                    #expect(others.status == 200)
                    _ = try await house.ask(.POST, Self.text + "/drafts/commands", as: tokens[.own], json: Self.draft)
                } else if step == 1, told.contains(#"data: {"sequence":2}"#) {
                    step = 2
                    let revoke = #"{"revoke":{"person":"id-2","reason":"Replaced"}}"#
                    _ = try await house.ask(.POST, Self.week + "/commands", as: "administration", json: revoke)
                    let discard = #"{"discard":{"draft":"2.0"}}"#
                    _ = try await house.ask(.POST, Self.text + "/drafts/commands", as: tokens[.own], json: discard)
                }
            }
            #expect(step == 2 && !told.contains(Self.secret) && !told.contains(#""sequence":3"#))
            #expect(try await house.ask(.GET, Self.text + "/drafts", as: tokens[.ownAdviser]).status == 410)
        }
    }

    @Test func whatIsNoCommandIsRefused() async throws {
        try await desk { house, tokens in
            for json in [
                "{}", "[]", #"{"propose":{}}"#, #"{"draft":{"change":{"add":{}},"seen":1}}"#,
                #"{"table":{"draft":"x"}}"#,
            ] {
                let answer = try await house.ask(.POST, Self.text + "/drafts/commands", as: tokens[.own], json: json)
                #expect(answer.status == 400)
            }
            let missing = try await house.ask(
                .POST, Self.text + "/drafts/commands", as: tokens[.own], json: Self.commands[4])
            #expect(missing.status == 404 && missing.reason == "noSuchDraft")
        }
    }
}
