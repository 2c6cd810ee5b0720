import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Portal

/// Documents over HTTP: who may know of what, by every way that leads to a document.
@Suite(.serialized) struct LibraryRouteTests {
    static let week = "/api/conferences/asean-36"
    static let library = week + "/library"

    private static let roster = """
        id,delegation,role,levels
        vn-head,VN,head,ministers
        la-adviser,LA,adviser,
        la-observer,LA,observer,
        id-head,ID,head,ministers
        id-new,ID,adviser,
        id-focal,ID,adviser,
        interpreter,,interpreter,
        press,,press,
        officer,,secretariat,
        """

    struct Desk: Sendable {
        var house: House
        var tokens: [String: String]

        func ask(_ method: House.Method, _ path: String, as who: String, json: String? = nil) async throws
            -> House.Answer
        {
            try await house.ask(method, LibraryRouteTests.library + path, as: tokens[who] ?? who, json: json)
        }

        func upload(_ text: String, name: String = "paper.txt", as who: String) async throws -> House.Answer {
            let name = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try await house.ask(
                .POST, LibraryRouteTests.library + "/files?name=\(name)", as: tokens[who] ?? who,
                body: ("application/octet-stream", text))
        }

        func add(
            _ symbol: String, access: String, embargo: String? = nil, meeting: String? = nil, as who: String
        ) async throws -> House.Answer {
            let receipt = try #require(try await upload("Words of \(symbol)", as: who).json["upload"] as? String)
            let meeting = meeting.map { #","meeting":"\#($0)""# } ?? ""
            let embargo = embargo.map { #","embargo":\#($0)"# } ?? ""
            return try await ask(
                .POST, "/commands", as: who,
                json:
                    #"{"add":{"facts":{"symbol":"\#(symbol)","title":{"en":"Title of \#(symbol)","vi":"x"}\#(meeting)},"access":\#(access)\#(embargo),"version":{"upload":"\#(receipt)","language":"en","standing":"authentic"}}}"#
            )
        }

        func id(_ answer: House.Answer) throws -> String {
            try #require(answer.json["document"] as? String, "\(answer.text)")
        }

        func symbols(_ query: String = "", as who: String) async throws -> Set<String> {
            let answer = try await ask(.GET, query, as: who)
            #expect(answer.status == 200)
            let documents = try #require(answer.json["documents"] as? [[String: Any]])
            return Set(documents.compactMap { $0["symbol"] as? String })
        }
    }

    func desk(_ overrides: [SettingKey: String] = [:], _ body: @Sendable (Desk) async throws -> Void)
        async throws
    {
        try await House.open(overrides) { house async throws in
            let name = #"{"en":"Week","vi":"Tuần"}"#
            let created = try await house.ask(
                .POST, "/api/conferences", as: "administration",
                json:
                    #"{"id":"asean-36","title":\#(name),"theme":\#(name),"host":"VN","timeZone":"Asia/Ho_Chi_Minh","firstDay":"2020-06-26","lastDay":"2020-06-26"}"#
            )
            #expect(created.status == 201)
            #expect(try await house.sheet("code\nVN\nID\nLA\n", "delegations").status == 200)
            #expect(try await house.sheet(Self.roster, "people").status == 200)
            let people = Self.roster.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }
            let approved = people.filter { $0 != "id-new" && $0 != "id-focal" }.map { "\"\($0)\"" }.joined(
                separator: ",")
            for command in [
                #"{"approveAll":{"people":[\#(approved)]}}"#,
                #"{"nameFocalPoint":{"delegation":"ID","person":"id-focal"}}"#,
                #"{"planMeeting":{"meeting":{"id":"amm","title":\#(name),"level":"ministers","chair":"ID","coChairs":[],"length":60,"table":["VN","ID","LA"],"offstage":[],"agenda":[],"segments":[],"feeds":[],"interpreted":false}}}"#,
            ] {
                let answer = try await house.ask(.POST, Self.week + "/commands", as: "administration", json: command)
                #expect(answer.status == 200, "\(answer.text)")
            }
            // Laos has no part in it.
            let text =
                #"{"id":"summary","conference":"asean-36","type":"chairStatement","title":{"en":"Summary","vi":"Tóm tắt"},"pen":{"secretariat":{}},"chair":"ID","delegations":["VN","ID"],"numbering":"plain"}"#
            #expect(
                try await house.ask(.POST, Self.week + "/texts", as: "administration", json: text).status == 201)
            var tokens: [String: String] = [:]
            for person in people {
                let answer = try await house.ask(.GET, Self.week + "/people/\(person)/token", as: "administration")
                tokens[person] = try #require(answer.json["token"] as? String)
            }
            try await body(Desk(house: house, tokens: tokens))
        }
    }

    /// Every role, every class with and without embargo, every route.
    @Test func nobodyLearnsOfWhatTheyMayNotRead() async throws {
        try await desk { desk in
            let secretariat: Set = ["administration", "officer"]
            let delegates = secretariat.union([
                "vn-head", "la-adviser", "la-observer", "id-head", "id-focal", "interpreter",
            ])
            let everybody = delegates.union(["id-new", "press"])
            #expect(
                try await desk.ask(.POST, "/commands", as: "officer", json: #"{"setSubmissions":{"open":true}}"#).status
                    == 200)
            let adopted = #"{"untilAdopted":{"text":"summary"}}"#
            let future = #"{"until":{"time":"2999-01-01T00:00:00.000Z"}}"#
            let cases:
                [(symbol: String, access: String, embargo: String?, meeting: String?, by: String, readers: Set<String>)] =
                    [
                        ("P/1", #"{"public":{}}"#, nil, nil, "officer", everybody),
                        ("P/2", #"{"public":{}}"#, future, nil, "officer", secretariat),
                        ("P/3", #"{"public":{}}"#, #"{"untilReleased":{}}"#, nil, "administration", secretariat),
                        ("P/4", #"{"public":{}}"#, adopted, nil, "officer", secretariat),
                        ("D/1", #"{"delegations":{}}"#, nil, nil, "officer", delegates),
                        ("D/2", #"{"delegations":{}}"#, future, nil, "officer", secretariat),
                        ("D/3", #"{"delegations":{}}"#, future, nil, "la-adviser", secretariat.union(["la-adviser"])),
                        ("D/4", #"{"delegations":{}}"#, adopted, nil, "administration", secretariat),
                        (
                            "D/5", #"{"delegations":{}}"#, adopted, nil, "vn-head", secretariat.union(["vn-head"])
                        ),
                        ("C/4", #"{"chairOnly":{}}"#, adopted, "amm", "officer", secretariat),
                        ("C/1", #"{"chairOnly":{}}"#, nil, nil, "officer", secretariat.union(["vn-head"])),
                        ("C/2", #"{"chairOnly":{}}"#, nil, "amm", "officer", secretariat.union(["id-head"])),
                        ("C/3", #"{"chairOnly":{}}"#, future, "amm", "officer", secretariat),
                        ("L/1", #"{"delegationPrivate":{"seat":"LA"}}"#, nil, nil, "la-adviser", ["la-adviser"]),
                        // A focal point whom nobody approved reads nothing of it.
                        ("I/1", #"{"delegationPrivate":{"seat":"ID"}}"#, nil, nil, "id-head", ["id-head"]),
                    ]
            var ids: [String: String] = [:]
            for each in cases {
                let answer = try await desk.add(
                    each.symbol, access: each.access, embargo: each.embargo, meeting: each.meeting, as: each.by)
                ids[each.symbol] = try desk.id(answer)
            }
            for who in everybody {
                let readable = Set(cases.filter { $0.readers.contains(who) }.map(\.symbol))
                #expect(try await desk.symbols(as: who) == readable, "\(who)")
                #expect(try await desk.symbols("?q=title", as: who) == readable, "\(who)")
                for each in cases {
                    let id = try #require(ids[each.symbol])
                    for path in ["", "/versions/1", "/versions/1/text"] {
                        let answer = try await desk.ask(.GET, "/documents/\(id)\(path)", as: who)
                        let isAllowed = each.readers.contains(who)
                        #expect(answer.status == (isAllowed ? 200 : 404), "\(who) \(each.symbol) \(path)")
                        if !isAllowed {
                            // It is told in the very words of what is not there at all.
                            let none = try await desk.ask(.GET, "/documents/abcdefgh\(path)", as: who)
                            #expect(answer.text == none.text && !answer.text.contains(each.symbol))
                        }
                    }
                    guard !each.readers.contains(who) else { continue }
                    for command in [
                        #"{"withdraw":{"document":"\#(id)","reason":"x"}}"#, #"{"release":{"document":"\#(id)"}}"#,
                        #"{"setAccess":{"document":"\#(id)","access":{"public":{}}}}"#,
                    ] {
                        #expect(
                            try await desk.ask(.POST, "/commands", as: who, json: command).status == 404,
                            "\(who) \(each.symbol)")
                    }
                }
            }
            #expect(try await desk.house.ask(.GET, Self.library).status == 401)
            // Nor does a symbol tell that somebody else uses it for a paper of their own.
            #expect(try await desk.add("L/1", access: #"{"public":{}}"#, as: "officer").status == 200)
            #expect(
                try await desk.add("i/1", access: #"{"delegationPrivate":{"seat":"LA"}}"#, as: "la-adviser").status
                    == 200)
            #expect(
                try await desk.add("Z/1", access: #"{"delegationPrivate":{"seat":"VN"}}"#, as: "la-adviser").status
                    == 403)
            #expect(
                try await desk.add("Z/1", access: #"{"delegationPrivate":{"seat":"VN"}}"#, as: "officer").status == 403)
            // What is released is read.
            let released = try #require(ids["D/2"])
            #expect(
                try await desk.ask(
                    .POST, "/commands", as: "la-adviser", json: #"{"release":{"document":"\#(released)"}}"#
                ).status == 404)
            #expect(
                try await desk.ask(.POST, "/commands", as: "officer", json: #"{"release":{"document":"\#(released)"}}"#)
                    .status == 200)
            #expect(
                try await desk.ask(.GET, "/documents/\(released)/versions/1", as: "la-adviser").text == "Words of D/2")
            // What is withdrawn is known, and read by its keepers alone.
            #expect(
                try await desk.ask(
                    .POST, "/commands", as: "officer",
                    json: #"{"withdraw":{"document":"\#(released)","reason":"superseded"}}"#
                ).status == 200)
            #expect(try await desk.ask(.GET, "/documents/\(released)", as: "la-adviser").text.contains("superseded"))
            for path in ["/versions/1", "/versions/1/text"] {
                #expect(try await desk.ask(.GET, "/documents/\(released)\(path)", as: "la-adviser").status == 410)
                #expect(try await desk.ask(.GET, "/documents/\(released)\(path)", as: "officer").status == 200)
            }
            #expect(try await desk.symbols("?q=d%2F2", as: "la-adviser").isEmpty)
        }
    }

    @Test func filesComeAsTheyWereSentAndDoNoHarm() async throws {
        try await desk { desk in
            let page = "<script>alert(1)</script>"
            let upload = try await desk.upload(page, name: "../Tuyên bố \"x\".html", as: "officer")
            #expect(upload.status == 201 && upload.json["name"] as? String == "Tuyên bố _x_.html")
            let receipt = try #require(upload.json["upload"] as? String)
            func adding(_ symbol: String, _ receipt: String) -> String {
                #"{"add":{"facts":{"symbol":"\#(symbol)","title":{"en":"x"}},"access":{"public":{}},"version":{"upload":"\#(receipt)","language":"en","standing":"authentic"}}}"#
            }
            // A receipt is its sender's, and good for one document.
            #expect(
                try await desk.ask(.POST, "/commands", as: "administration", json: adding("A/1", receipt)).reason
                    == "noSuchUpload")
            #expect(
                try await desk.ask(.POST, "/commands", as: "officer", json: adding("", receipt)).reason == "missing")
            let id = try desk.id(try await desk.ask(.POST, "/commands", as: "officer", json: adding("A/1", receipt)))
            #expect(
                try await desk.ask(.POST, "/commands", as: "officer", json: adding("A/2", receipt)).reason
                    == "noSuchUpload")
            let file = try await desk.ask(.GET, "/documents/\(id)/versions/1", as: "press")
            #expect(file.text == page && file.header("content-type") == "text/html; charset=utf-8")
            #expect(
                file.header("content-disposition")
                    == "attachment; filename=\"Tuy_n b_ _x_.html\"; filename*=UTF-8''Tuy%c3%aan%20b%e1%bb%91%20_x_.html"
            )
            #expect(file.header("x-content-type-options") == "nosniff")
            #expect(file.header("content-security-policy") == "default-src 'none'; sandbox")
            #expect(file.header("cache-control") == "private, no-store")
            for number in ["0", "2", "-1", "\(Int.min)", "\(Int.max)", "99999999999999999999", "x"] {
                #expect(try await desk.ask(.GET, "/documents/\(id)/versions/\(number)", as: "press").status == 404)
            }
        }
    }

    @Test func whatIsNoDocumentIsNotTaken() async throws {
        try await desk([.librarySize: "1"]) { desk in
            let refused: [(String, String, String)] = [
                ("", "a.txt", "fileEmpty"), ("MZ", "a.exe", "fileKind"), ("x", "", "fileKind"),
                ("x", ".txt", "fileKind"),
                ("x", "a\u{0}.txt", "fileKind"), ("no PDF", "a.pdf", "fileContent"),
                ("a\u{0}b", "a.txt", "fileContent"),
            ]
            for (text, name, reason) in refused {
                #expect(try await desk.upload(text, name: name, as: "officer").reason == reason, "\(name)")
            }
            #expect(try await desk.upload("x", as: "press").status == 403)
            #expect(try await desk.upload("x", as: "id-new").status == 403)
            let huge = try await desk.house.ask(
                .POST, Self.library + "/files?name=a.txt", as: desk.tokens["officer"],
                body: ("text/plain", String(repeating: "x", count: (50 << 20) + 1)))
            #expect(huge.status == 413 && huge.reason == "fileTooLarge")
            // A megabyte is all that this library may hold.
            let large = try await desk.upload(String(repeating: "x", count: (1 << 20) + 1), as: "officer")
            let receipt = try #require(large.json["upload"] as? String)
            let adding =
                #"{"add":{"facts":{"symbol":"A/1","title":{"en":"x"}},"access":{"public":{}},"version":{"upload":"\#(receipt)","language":"en","standing":"authentic"}}}"#
            #expect(try await desk.ask(.POST, "/commands", as: "officer", json: adding).reason == "libraryFull")
            for json in [
                "{}", "[]", "null", #"{"add":{}}"#, #"{"release":{"document":"../x"}}"#,
                #"{"setAccess":{"document":"a","access":{"delegationPrivate":{"seat":"../"}}}}"#,
                #"{"setSubmissions":{"open":true},"release":{"document":"a"}}"#,
            ] {
                #expect(try await desk.ask(.POST, "/commands", as: "officer", json: json).status == 400, "\(json)")
            }
            for path in [
                "/documents/..%2f..%2fadmin-token/versions/1", "/documents/%00", "/documents/", "/documents/A",
            ] {
                #expect(try await desk.ask(.GET, path, as: "officer").status == 404, "\(path)")
            }
        }
    }
}
