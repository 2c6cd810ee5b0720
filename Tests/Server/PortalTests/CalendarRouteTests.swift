import Foundation
import Testing

@testable import Portal

/// Calendars over HTTP, as a program that subscribes asks for them: with the address alone.
@Suite(.serialized) struct CalendarRouteTests {
    private static let week = "/api/conferences/amm-54"

    /// A published meeting of Brunei and Viet Nam with Viet Nam's head; hands out the two calendars' paths.
    private func desk(
        _ overrides: [SettingKey: String] = [:],
        _ body: @Sendable (House, _ delegation: String, _ person: String) async throws -> Void
    ) async throws {
        try await House.open(overrides) { house async throws in
            let name = #"{"en":"Week","vi":"Tuần"}"#
            let created = try await house.ask(
                .POST, "/api/conferences", as: "administration",
                json:
                    #"{"id":"amm-54","title":\#(name),"theme":\#(name),"host":"BN","timeZone":"Asia/Brunei","firstDay":"2021-08-02","lastDay":"2021-08-06"}"#
            )
            #expect(created.status == 201)
            for command in [
                #"{"inviteDelegation":{"seat":{"id":"BN","name":\#(name),"timeZone":"Asia/Brunei"}}}"#,
                #"{"inviteDelegation":{"seat":{"id":"VN","name":\#(name),"timeZone":"Asia/Ho_Chi_Minh"}}}"#,
                #"{"register":{"person":{"id":"vn-1","delegation":"VN","role":"head","title":\#(name),"name":\#(name),"levels":["ministers"],"inHall":false}}}"#,
                #"{"register":{"person":{"id":"bn-1","delegation":"BN","role":"head","title":\#(name),"name":\#(name),"levels":["ministers"],"inHall":false}}}"#,
                #"{"approve":{"person":"vn-1"}}"#,
                #"{"planMeeting":{"meeting":{"id":"amm","title":\#(name),"level":"ministers","chair":"BN","coChairs":[],"length":90,"table":["BN","VN"],"offstage":[],"agenda":[],"segments":[],"feeds":[],"interpreted":false}}}"#,
                #"{"place":{"placements":[{"meeting":"amm","start":"2021-08-03T01:00:00Z"}]}}"#,
                #"{"publishTimetable":{}}"#,
            ] { #expect(try await house.command(command).status == 200, "\(command)") }
            let view = try await house.ask(.GET, Self.week, as: "administration").json["view"] as? [String: Any]
            let delegations = view?["delegations"] as? [[String: Any]] ?? []
            let people = view?["people"] as? [[String: Any]] ?? []
            try await body(
                house, try #require(delegations.last?["calendar"] as? String),
                try #require(people.first?["calendar"] as? String))
        }
    }

    @Test func aProgramSubscribesWithoutACookie() async throws {
        try await desk { house, delegation, person async throws in
            for path in [delegation, person] {
                let answer = try await house.ask(.GET, path)
                #expect(answer.status == 200)
                #expect(answer.header("content-type") == "text/calendar; charset=utf-8; method=PUBLISH")
                #expect(answer.text.contains("UID:amm.amm-54@") && answer.text.contains("Asia/Ho_Chi_Minh"))
                #expect(answer.header("content-disposition") == nil)
                let tag = try #require(answer.header("etag"))
                let again = try await house.ask(.GET, path, [("if-none-match", "\"x\", W/\(tag)")])
                #expect(again.status == 304 && again.text.isEmpty && again.header("etag") == tag)
                #expect(try await house.ask(.HEAD, path).status == 200)
                let download = try await house.ask(.GET, path + "?download")
                #expect(download.header("content-disposition") == "attachment; filename=\"amm-54.ics\"")
                #expect(download.text == answer.text)
            }
            #expect(try await house.ask(.GET, person).text.contains("/room/amm/vn-1"))
            #expect(try await house.ask(.GET, delegation).text.contains("/desk/amm-54"))
        }
    }

    @Test func whatChangesIsSeenAndOnlyThen() async throws {
        try await desk { house, delegation, _ async throws in
            let before = try await house.ask(.GET, delegation)
            #expect(try await house.command(#"{"unplace":{"meeting":"amm"}}"#).status == 200)
            #expect(try await house.ask(.GET, delegation).text == before.text)
            #expect(try await house.command(#"{"cancelMeeting":{"meeting":"amm","reason":"Merged"}}"#).status == 200)
            let after = try await house.ask(.GET, delegation, [("if-none-match", before.header("etag") ?? "")])
            #expect(after.status == 200)
            #expect(after.text.contains("STATUS:CANCELLED") && after.text.contains("SEQUENCE:1"))
        }
    }

    @Test func anAddressThatIsRenewedOrRevokedIsGone() async throws {
        try await desk { house, delegation, person async throws in
            #expect(try await house.command(#"{"renewDelegationCalendar":{"delegation":"VN"}}"#).status == 200)
            #expect(try await house.ask(.GET, delegation).status == 410)
            #expect(try await house.ask(.GET, person).status == 200)
            #expect(try await house.command(#"{"revoke":{"person":"vn-1","reason":"Replaced"}}"#).status == 200)
            #expect(try await house.ask(.GET, person).status == 410)
        }
    }

    @Test func readersSeeTheirOwnAddresses() async throws {
        try await desk { house, _, _ async throws in
            let token = try await house.ask(.GET, Self.week + "/people/bn-1/token", as: "administration")
            let view = try await house.ask(.GET, Self.week, as: try #require(token.json["token"] as? String))
            let content = view.json["view"] as? [String: Any]
            let delegations = content?["delegations"] as? [[String: Any]] ?? []
            #expect(delegations.count == 2 && delegations.allSatisfy { $0["calendar"] == nil })
            let people = content?["people"] as? [[String: Any]] ?? []
            #expect(people.count == 1 && (people.first?["calendar"] as? String)?.hasPrefix("/calendar/") == true)
        }
    }

    @Test func guessingIsSlow() async throws {
        try await desk([.failedTokenRate: "3"]) { house, delegation, _ async throws in
            let guess = delegation.replacingOccurrences(of: ".ics", with: "A.ics")
            for _ in 0..<3 { #expect(try await house.ask(.GET, guess).status == 404) }
            #expect(try await house.ask(.GET, guess).status == 429)
            // Who has a genuine one is not made to wait for others.
            #expect(try await house.ask(.GET, delegation).status == 200)
            #expect(try await house.ask(.GET, "/calendar/x").status == 404)
        }
    }

    @Test func readingWithoutEndIsSlowed() async throws {
        try await desk { house, delegation, person async throws in
            // As many as may be read at once, and what is let in again meanwhile.
            var answer = try await house.ask(.GET, delegation)
            for _ in 0..<600 where answer.status == 200 { answer = try await house.ask(.GET, delegation) }
            #expect(answer.status == 429 && answer.header("retry-after") != nil)
            #expect(try await house.ask(.GET, person).status == 200)
        }
    }
}

extension House {
    fileprivate func command(_ json: String) async throws -> Answer {
        try await ask(.POST, "/api/conferences/amm-54/commands", as: "administration", json: json)
    }
}
