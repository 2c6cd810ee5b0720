import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Portal

/// Sheets over HTTP: taken whole or not at all, and each mistake with its row.
@Suite(.serialized) struct SheetRouteTests {
    private static let week = "/api/conferences/amm-54"

    /// Runs `body` in a house with a conference of Brunei, Viet Nam and Japan; hands it the token of Viet Nam's focal point.
    private func desk(_ body: @Sendable (House, String) async throws -> Void) async throws {
        try await House.open { house async throws in
            let name = #"{"en":"Week","vi":"Tuần"}"#
            let created = try await house.ask(
                .POST, "/api/conferences", as: "administration",
                json:
                    #"{"id":"amm-54","title":\#(name),"theme":\#(name),"host":"BN","timeZone":"Asia/Brunei","firstDay":"2021-08-02","lastDay":"2021-08-06"}"#
            )
            #expect(created.status == 201)
            #expect(try await house.post("\u{feff}code\nBN\nVN\nJP\n", to: "delegations").status == 200)
            #expect(try await house.post("id,delegation,role\nvn-focal,VN,adviser\n", to: "people").status == 200)
            #expect(try await house.post("code,focal_point\nVN,vn-focal\n", to: "delegations").status == 200)
            let answer = try await house.ask(.GET, Self.week + "/people/vn-focal/token", as: "administration")
            try await body(house, try #require(answer.json["token"] as? String))
        }
    }

    private static func view(_ house: House) async throws -> (sequence: Int, text: String) {
        let answer = try await house.ask(.GET, week, as: "administration")
        return (try #require(answer.json["sequence"] as? Int), answer.text)
    }

    @Test func fiveHundredPeopleAtOnce() async throws {
        try await desk { house, _ in
            let rows = (1...500).map { "p-\($0),VN,adviser,,,,Person \($0),Đại biểu \($0),ministers leaders,no\r\n" }
            let heading = "id,delegation,role,rank,title_en,title_vi,name_en,name_vi,levels,in_hall\r\n"
            let sheet = "\u{feff}" + heading + rows.joined()
            let answer = try await house.post(sheet, to: "people")
            #expect(answer.status == 200 && answer.json["added"] as? Int == 500 && answer.json["changed"] as? Int == 0)
            let again = try await house.post(sheet, to: "people")
            #expect(again.json["added"] as? Int == 0 && again.json["changed"] as? Int == 0)
            #expect(again.json["sequence"] as? Int == answer.json["sequence"] as? Int)
            let out = try await house.ask(.GET, Self.week + "/people", as: "administration")
            #expect(out.header("content-type")?.hasPrefix("text/csv; charset=utf-8") == true)
            #expect(out.text.hasPrefix("\u{feff}id,delegation") && out.text.contains(",Person 500,Đại biểu 500,"))
            let back = try await house.post(out.text, to: "people")
            #expect(back.status == 200 && back.json["changed"] as? Int == 0)
        }
    }

    @Test func addressesComeAndStayAndAreSeenByTheirOwn() async throws {
        try await desk { house, focal in
            let sheet = "id,delegation,role,email\nvn-1,VN,adviser,one@mofa.example\njp-1,JP,adviser,\n"
            #expect(try await house.post(sheet, to: "people").status == 200)
            #expect(try await Self.view(house).text.contains("one@mofa.example"))
            // A sheet without the column changes no address.
            let without = try await house.post("id,delegation,role,name_en\nvn-1,VN,adviser,Lan\n", to: "people")
            #expect(without.json["changed"] as? Int == 1)
            #expect(try await Self.view(house).text.contains("one@mofa.example"))
            let own = try await house.ask(.GET, Self.week, as: focal)
            #expect(own.text.contains("one@mofa.example"))
            #expect(
                try await house.post("id,delegation,role,email\njp-1,JP,adviser,two@mofa.example\n", to: "people")
                    .status == 200)
            let others = try await house.ask(.GET, Self.week, as: focal)
            #expect(others.status == 200 && !others.text.contains("two@mofa.example"))
            let wrong = try await house.post("id,delegation,role,email\nvn-1,VN,adviser,a@b.c;d@e.f\n", to: "people")
            #expect(wrong.status == 400 && wrong.rows.map(\.column) == ["email"])
            // An empty cell takes it away.
            #expect(try await house.post("id,delegation,role,email\nvn-1,VN,adviser,\n", to: "people").status == 200)
            #expect(try await !Self.view(house).text.contains("one@mofa.example"))
        }
    }

    @Test func whatCannotBeReadChangesNothing() async throws {
        try await desk { house, _ in
            let before = try await Self.view(house).sequence
            let many = try await house.post(
                "id,role\n" + (1...10_000).map { "p-\($0),press\n" }.joined(), to: "people")
            #expect(many.status == 400 && many.reason == "sheet")
            #expect(many.text.contains("more than 5000 rows"))
            let open = try await house.post("id,role\na,press\n\"b,press\n", to: "people")
            #expect(open.status == 400 && open.rows.map(\.row) == [3])
            let cells = try await house.post("id,role\na,press\nb,press,x\n", to: "people")
            #expect(cells.rows.map(\.row) == [3])
            let latin1 = try await house.post(
                bytes: Array("id,role,name_en\na,press,Jos".utf8) + [0xE9] + Array("\n".utf8), to: "people")
            #expect(latin1.status == 400 && latin1.rows.map(\.row) == [2] && latin1.text.contains("CSV UTF-8"))
            let empty = try await house.post("", to: "people")
            #expect(empty.status == 400 && empty.reason == "sheet" && empty.rows.isEmpty)
            let type = try await house.ask(
                .POST, Self.week + "/people", as: "administration", body: ("application/json", "{}"))
            #expect(type.status == 415)
            let long = try await house.post(String(repeating: "x", count: 4_000_001), to: "people")
            #expect(long.status == 413)
            #expect(try await Self.view(house).sequence == before)
        }
    }

    @Test func everyMistakeIsToldAndAtMostTwoHundred() async throws {
        try await desk { house, _ in
            let before = try await Self.view(house).sequence
            let rows = (1...300).map { "P \($0),press\n" }.joined()
            let answer = try await house.post("id,role\nok,press\n" + rows, to: "people")
            #expect(answer.status == 400 && answer.reason == "sheet")
            #expect(answer.rows.count == 200 && answer.json["allRows"] as? Int == 300)
            #expect(answer.rows.first?.row == 3 && answer.rows.first?.column == "id")
            let zone = try await house.post("code,time_zone\nTH,Asia/Saigong\n", to: "delegations")
            #expect(zone.rows.map(\.column) == ["time_zone"])
            let hours = try await house.post(
                "delegation,level,from,to\nJP,ministers,2021-08-02 08:00,2021-08-02 07:00\n", to: "free-hours")
            #expect(hours.rows.map(\.column) == ["to"])
            #expect(try await Self.view(house).sequence == before)
        }
    }

    @Test func aFocalPointImportsTheirOwnAlone() async throws {
        try await desk { house, focal in
            let own = try await house.post("id,delegation,role\nvn-1,VN,head\n", to: "people", as: focal)
            #expect(own.status == 200 && own.json["added"] as? Int == 1)
            let before = try await Self.view(house).sequence
            let mixed = try await house.post(
                "id,delegation,role\nvn-2,VN,head\njp-1,JP,head\npress-1,,press\n", to: "people", as: focal)
            #expect(mixed.status == 400 && mixed.rows.map(\.row) == [3, 4])
            let delegations = try await house.post("code\nVN\n", to: "delegations", as: focal)
            #expect(delegations.status == 403)
            let hours = "delegation,level,from,to\n"
            #expect(try await house.post(hours + "JP,leaders,,\n", to: "free-hours", as: focal).status == 400)
            #expect(try await Self.view(house).sequence == before)
            let times = "2021-08-02 08:00,2021-08-02 12:00\n"
            let set = try await house.post(hours + "VN,leaders," + times, to: "free-hours", as: focal)
            #expect(set.status == 200 && set.json["added"] as? Int == 1)
            #expect(
                try await house.post(hours + "JP,leaders," + times, to: "free-hours").json["added"] as? Int == 1)
            for (sheet, rows) in [("people", 2), ("delegations", 1), ("free-hours", 1)] {
                let out = try await house.ask(.GET, "\(Self.week)/\(sheet)", as: focal)
                #expect(out.status == 200 && out.text.split(whereSeparator: \.isNewline).count == rows + 1)
                #expect(!out.text.contains("JP"))
            }
            let all = try await house.ask(.GET, Self.week + "/free-hours", as: "administration")
            #expect(all.text.contains("JP,leaders,2021-08-02 08:00,2021-08-02 12:00"))
        }
    }

    @Test func strangersAndGuestsGetNoSheet() async throws {
        try await desk { house, _ in
            #expect(try await house.post("id,delegation,role\nvn-1,VN,head\n", to: "people").status == 200)
            let answer = try await house.ask(.GET, Self.week + "/people/vn-1/token", as: "administration")
            let delegate = try #require(answer.json["token"] as? String)
            for sheet in ["people", "delegations", "free-hours"] {
                #expect(try await house.ask(.GET, "\(Self.week)/\(sheet)").status == 401)
                #expect(try await house.ask(.GET, "\(Self.week)/\(sheet)", as: delegate).status == 403)
                #expect(try await house.post("id\n", to: sheet, as: delegate).status == 403)
                #expect(try await house.post("id\n", to: sheet, as: "wrong").status == 401)
            }
        }
    }

    @Test func zonesMustBeKnown() async throws {
        try await desk { house, _ in
            let before = try await Self.view(house).sequence
            let created = try await house.ask(
                .POST, "/api/conferences", as: "administration",
                json:
                    #"{"id":"x","title":{"en":"X"},"theme":{"en":""},"host":"BN","timeZone":"Asia/Brunai","firstDay":"2021-08-02","lastDay":"2021-08-06"}"#
            )
            #expect(created.status == 400 && created.reason == "unknownZone")
            let name = #"{"en":"X","vi":"X"}"#
            for command in [
                #"{"inviteDelegation":{"seat":{"id":"TH","name":\#(name),"timeZone":"Asia/Bangkokk"}}}"#,
                #"{"changeDelegation":{"seat":{"id":"VN","name":\#(name),"timeZone":"../etc/passwd"}}}"#,
                #"{"importDelegations":{"seats":[{"id":"VN","name":\#(name),"timeZone":"VN"}]}}"#,
                #"{"setSite":{"delegation":"VN","site":{"id":"s","name":\#(name),"timeZone":"Hanoi","inHall":false,"language":"vi","equipment":""}}}"#,
            ] {
                let answer = try await house.ask(
                    .POST, Self.week + "/commands", as: "administration", json: command)
                #expect(answer.status == 400 && answer.reason == "unknownZone", "\(answer.text)")
            }
            #expect(try await Self.view(house).sequence == before)
            let changed = try await house.ask(
                .POST, Self.week + "/commands", as: "administration",
                json:
                    #"{"changeDelegation":{"seat":{"id":"VN","name":\#(name),"timeZone":"Asia/Ho_Chi_Minh"}}}"#)
            #expect(changed.json["sequence"] as? Int == before + 1)
        }
    }
}

extension House {
    fileprivate func post(_ text: String, to sheet: String, as who: String = "administration") async throws -> Answer {
        try await post(bytes: Array(text.utf8), to: sheet, as: who)
    }

    fileprivate func post(
        bytes: [UInt8], to sheet: String, as who: String = "administration"
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address + "/api/conferences/amm-54/" + sheet)
        request.method = .POST
        request.headers.add(name: "authorization", value: "Bearer \(who == "administration" ? administration : who)")
        request.headers.add(name: "content-type", value: "text/csv; charset=utf-8")
        request.body = .bytes(ByteBuffer(bytes: bytes))
        let response = try await client.execute(request, timeout: .seconds(60))
        let data = try await response.body.collect(upTo: 8 << 20)
        return Answer(status: Int(response.status.code), headers: response.headers, text: String(buffer: data))
    }
}

extension House.Answer {
    /// What is told to be wrong with a sheet.
    fileprivate var rows: [(row: Int, column: String)] {
        (json["rows"] as? [[String: Any]] ?? []).compactMap { row in
            guard let number = row["row"] as? Int, let column = row["column"] as? String,
                let text = row["text"] as? [String: String], text["vi"]?.isEmpty == false
            else { return nil }
            return (number, column)
        }
    }
}
