import Conference
import Convening
import Foundation
import Summit
import Testing

@testable import Portal

/// The organiser's desk over HTTP: links, cookies, and who may ask for what.
@Suite(.serialized) struct DeskTests {
    private static func call(_ house: House, template: String = "?template=leaders-summit") async throws {
        let body =
            #"{"id":"trial-week","title":{"en":"Trial","vi":"Thử"},"theme":{"en":"","vi":""},"host":"VN","#
            + #""timeZone":"Asia/Ho_Chi_Minh","firstDay":"2020-11-12","lastDay":"2020-11-14"}"#
        let answer = try await house.ask(.POST, "/api/conferences\(template)", as: "administration", json: body)
        #expect(answer.status == 201, "\(answer.text)")
    }

    /// Registers somebody and gives the cookie that their link leaves.
    private static func cookie(
        of person: String, role: String, delegation: String?, in house: House, approved: Bool = true
    ) async throws -> String {
        let seat = delegation.map { "\"delegation\":\"\($0)\"," } ?? ""
        let register =
            "{\"register\":{\"person\":{\"id\":\"\(person)\",\(seat)\"role\":\"\(role)\",\"title\":{\"en\":\"\",\"vi\":\"\"},"
            + "\"name\":{\"en\":\"\",\"vi\":\"\"},\"levels\":[\"leaders\"],\"inHall\":false}}}"
        var commands = [register]
        if approved { commands.append("{\"approve\":{\"person\":\"\(person)\"}}") }
        if let delegation {
            commands.append("{\"nameFocalPoint\":{\"delegation\":\"\(delegation)\",\"person\":\"\(person)\"}}")
        }
        for command in commands {
            let answer = try await house.ask(
                .POST, "/api/conferences/trial-week/commands", as: "administration", json: command)
            #expect(answer.status == 200, "\(answer.text)")
        }
        struct Link: Decodable { var path: String }
        let link = try JSONDecoder().decode(
            Link.self,
            from: Data(
                try await house.ask(.GET, "/api/conferences/trial-week/people/\(person)/token", as: "administration")
                    .text.utf8))
        let opened = try await house.ask(.GET, link.path)
        #expect(opened.status == 303)
        #expect(opened.header("location") == "/desk/trial-week")
        let cookie = try #require(opened.header("set-cookie"))
        for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
        return String(cookie.prefix { $0 != ";" })
    }

    @Test func theFactsOfADayAreForWhoeverSeesAConference() async throws {
        try await House.open { house async throws in
            try await Self.call(house)
            let cookie = try await Self.cookie(of: "id-desk", role: "adviser", delegation: "ID", in: house)
            #expect(try await house.ask(.GET, "/api/facts?on=2020-11-12").status == 401)
            for day in ["?on=", "?on=2020-13-01", "?on=tomorrow"] {
                #expect(try await house.ask(.GET, "/api/facts\(day)", as: "administration").status == 400)
            }
            struct Facts: Decodable {
                struct Format: Decodable {
                    var id: String
                    var table: [String]
                    var chair: String?
                }
                struct Party: Decodable { var id: String }
                var formats: [Format]
                var parties: [Party]
            }
            let answer = try await house.ask(.GET, "/api/facts?on=2020-11-12", [("cookie", cookie)])
            let facts = try JSONDecoder().decode(Facts.self, from: Data(answer.text.utf8))
            let asean = try #require(facts.formats.first { $0.id == "asean" })
            #expect(asean.table.count == 10 && asean.chair == "VN")
            #expect(facts.parties.contains { $0.id == "TL" } && !asean.table.contains("TL"))
            let later = try await house.ask(.GET, "/api/facts?on=2025-10-26", as: "administration")
            let then = try JSONDecoder().decode(Facts.self, from: Data(later.text.utf8))
            #expect(then.formats.first { $0.id == "asean" }?.table.contains("TL") == true)
        }
    }

    @Test func theAdministrationsLinkOpensEveryDesk() async throws {
        try await House.open { house async throws in
            try await Self.call(house)
            #expect(try await house.ask(.POST, "/api/desk-pass").status == 401)
            struct Pass: Decodable { var path: String }
            let pass = try JSONDecoder().decode(
                Pass.self, from: Data(try await house.ask(.POST, "/api/desk-pass", as: "administration").text.utf8))
            let opened = try await house.ask(.GET, pass.path)
            #expect(opened.header("location") == "/desk")
            let cookie = String(try #require(opened.header("set-cookie")).prefix { $0 != ";" })
            let list = try await house.ask(.GET, "/api/conferences", [("cookie", cookie)])
            #expect(list.text.contains("trial-week"))
            #expect(try await house.ask(.GET, "/api/conferences/trial-week", [("cookie", cookie)]).status == 200)
            #expect(try await house.ask(.GET, "/desk/trial-week/timetable", [("cookie", cookie)]).status == 200)
            #expect(try await house.ask(.GET, "/desk").status == 401)
            var forged = Array(cookie)
            let middle = forged.count - 10
            forged[middle] = forged[middle] == "A" ? "B" : "A"
            #expect(try await house.ask(.GET, "/api/conferences", [("cookie", String(forged))]).status != 200)
        }
    }

    @Test func whatChangesSomethingByCookieComesFromOurOwnPages() async throws {
        try await House.open { house async throws in
            try await Self.call(house)
            let cookie = try await Self.cookie(of: "officer", role: "secretariat", delegation: nil, in: house)
            let path = "/api/conferences/trial-week/commands"
            let body = #"{"publishTimetable":{}}"#
            func status(_ origin: String?) async throws -> Int {
                let fields = [("cookie", cookie)] + (origin.map { [("origin", $0)] } ?? [])
                return Int(try await house.ask(.POST, path, json: body, fields).status)
            }
            #expect(try await status(nil) == 403)
            #expect(try await status("https://elsewhere.example") == 403)
            #expect(try await status("null") == 403)
            // Ours: refused by rule, as nothing is placed.
            #expect(try await status("http://127.0.0.1:\(house.port)") == 409)
        }
    }

    @Test func aFocalPointReadsTheirOwnAndMakesNoTimetable() async throws {
        try await House.open { house async throws in
            try await Self.call(house)
            let cookie = try await Self.cookie(of: "jp-focal", role: "adviser", delegation: "JP", in: house)
            let view = try await house.ask(.GET, "/api/conferences/trial-week", [("cookie", cookie)])
            #expect(view.status == 200)
            #expect(view.text.contains("\"isFocalPoint\":true"))
            #expect(!view.text.contains("\"placements\""))
            #expect(!view.text.contains("\"planning\""))
            let origin = ("origin", "http://127.0.0.1:\(house.port)")
            for path in ["solve", "check", "options", "replan"] {
                let answer = try await house.ask(
                    .POST, "/api/conferences/trial-week/timetable/\(path)", json: "{}", [("cookie", cookie), origin])
                #expect(answer.status == 403, "\(path)")
            }
            #expect(try await house.ask(.GET, "/api/conferences/other", [("cookie", cookie)]).status == 401)
            // Who is revoked reads nothing any more.
            _ = try await house.ask(
                .POST, "/api/conferences/trial-week/commands", as: "administration",
                json: #"{"revoke":{"person":"jp-focal","reason":"Left"}}"#)
            #expect(try await house.ask(.GET, "/api/conferences/trial-week", [("cookie", cookie)]).status == 410)
        }
    }

    @Test func aTimetableIsMadeCheckedAndPublished() async throws {
        try await House.open { house async throws in
            try await Self.call(house)
            let base = "/api/conferences/trial-week"
            let begun = try await house.ask(
                .POST, base + "/timetable/solve", as: "administration", json: #"{"seconds":2}"#)
            #expect(begun.status == 202, "\(begun.text)")
            var report = Report(state: "running")
            for _ in 0..<300 where report.state == "running" {
                try await Task.sleep(for: .milliseconds(100))
                let answer = try await house.ask(.GET, base + "/timetable/solve", as: "administration")
                report = try JSONDecoder().decode(Report.self, from: Data(answer.text.utf8))
            }
            let placements = try #require(report.placements, "\(report)")
            #expect(placements.count == 4)
            let body = String(decoding: try JSONEncoder().encode(["placements": placements]), as: UTF8.self)
            let verdict = try await house.ask(
                .POST, base + "/timetable/check", as: "administration", json: body)
            #expect(verdict.text.contains("\"violations\":[]"), "\(verdict.text)")
            let meeting = try #require(placements.first?.meeting)
            let options = try await house.ask(
                .POST, base + "/timetable/options", as: "administration",
                json: "{\"meeting\":\"\(meeting)\"," + body.dropFirst())
            #expect(options.status == 200)
            #expect(options.text.contains("\"violations\":[]"))
            for command in ["{\"place\":\(body)}", #"{"publishTimetable":{}}"#] {
                #expect(
                    try await house.ask(.POST, base + "/commands", as: "administration", json: command)
                        .status == 200)
            }
            let revision = try await house.ask(
                .POST, base + "/timetable/replan", as: "administration", json: "{}")
            #expect(revision.text.contains("\"outcome\":\"unchanged\""), "\(revision.text)")
        }
    }

    private struct Report: Decodable {
        var state: String
        var placements: [Placement]?
    }
}
