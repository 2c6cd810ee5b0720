import Testing

@testable import Portal

@Suite(.serialized) struct PageTests {
    @Test func invitationBringsCookieAndRoom() async throws {
        try await House.open(tls: true) { house async throws in
            let opened = try await house.ask(.GET, "/i/\(house.tokens["vn-chair"] ?? "")")
            #expect(opened.status == 303)
            #expect(opened.header("location") == "/room/trial/vn-chair")
            let cookie = try #require(opened.header("set-cookie"))
            for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
            let pair = String(cookie.prefix { $0 != ";" })
            let room = try await house.ask(.GET, "/room/trial/vn-chair", [("cookie", pair)])
            #expect(room.status == 200)
            #expect(room.text.contains("<title>Room</title>"))
            #expect(room.header("cache-control") == "no-store")
            #expect(try await house.ask(.GET, "/room/trial/id-head", [("cookie", pair)]).status == 401)
            #expect(try await house.ask(.GET, "/room/other/vn-chair", [("cookie", pair)]).status == 401)
        }
    }

    @Test func everyAnswerCarriesTheSecurityFields() async throws {
        try await House.open(tls: true) { house async throws in
            for path in [
                "/", "/web/app.js", "/nothing", "/healthz", "/api/meetings", "/i/wrong", "/live", "/whip/trial",
            ] {
                let answer = try await house.ask(.GET, path)
                let policy = answer.header("content-security-policy") ?? ""
                #expect(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "\(path)")
                #expect(answer.header("strict-transport-security") != nil, "\(path)")
                #expect(answer.header("x-content-type-options") == "nosniff", "\(path)")
                #expect(answer.header("referrer-policy") == "no-referrer", "\(path)")
                #expect(answer.header("permissions-policy")?.contains("camera=(self)") == true, "\(path)")
                #expect(answer.header("cross-origin-opener-policy") == "same-origin", "\(path)")
            }
        }
    }

    @Test func plainModePromisesNoTLS() async throws {
        try await House.open { house async throws in
            #expect(try await house.ask(.GET, "/").header("strict-transport-security") == nil)
        }
    }

    @Test func brokenLinksAreExplainedKindly() async throws {
        try await House.open { house async throws in
            let unknown = try await house.ask(.GET, "/i/AAAA")
            #expect(unknown.status == 404)
            #expect(unknown.text.contains("This link does not work"))
            let vietnamese = try await house.ask(.GET, "/i/AAAA", [("accept-language", "vi-VN, en;q=0.5")])
            #expect(vietnamese.text.contains("Liên kết này không dùng được"))
            #expect(vietnamese.header("content-language") == "vi")
            let token = house.tokens["id-head"] ?? ""
            #expect(
                try await house.ask(.DELETE, "/api/meetings/trial/invitations/id-head", as: "administration").status
                    == 204)
            let revoked = try await house.ask(.GET, "/i/\(token)")
            #expect(revoked.status == 410)
            #expect(revoked.text.contains("no longer valid"))
            #expect(
                !revoked.text.contains("<script") && !revoked.text.contains("style=")
                    && !revoked.text.contains("<style"))
            try await house.begin(without: ["id-head"])
            #expect(try await house.command("closeMeeting", as: "vn-chair").status == 200)
            let over = try await house.ask(.GET, "/i/\(house.tokens["kr-head"] ?? "")")
            #expect(over.status == 410)
            #expect(over.text.contains("This meeting is over"))
        }
    }

    @Test func filesComeWithTagsAndNothingElseComes() async throws {
        try await House.open { house async throws in
            let script = try await house.ask(.GET, "/web/app.js")
            #expect(script.header("content-type") == "text/javascript; charset=utf-8")
            let tag = try #require(script.header("etag"))
            let again = try await house.ask(.GET, "/web/app.js", [("if-none-match", tag)])
            #expect(again.status == 304)
            #expect(again.text.isEmpty)
            let head = try await house.ask(.HEAD, "/web/app.js")
            #expect(head.status == 200)
            #expect(head.text.isEmpty)
            for path in [
                "/web/%2e%2e/secret.js", "/web/..%2fsecret.js", "/web/", "/web/missing.js", "/flags/%2e%2e%2fsecret.js",
            ] {
                #expect(try await house.ask(.GET, path).status == 404, "\(path)")
            }
        }
    }

    @Test func guessingTokensBecomesSlow() async throws {
        try await House.open([.failedTokenRate: "5"]) { house async throws in
            for _ in 0..<5 { #expect(try await house.ask(.GET, "/i/AAAA").status == 404) }
            let limited = try await house.ask(.GET, "/i/AAAA")
            #expect(limited.status == 429)
            #expect(limited.header("retry-after") != nil)
            let api = try await house.ask(.GET, "/api/meetings", [("authorization", "Bearer AAAA")])
            #expect(api.status == 429)
            #expect(api.reason == "tooMany")
            // Whoever has a genuine token does not suffer from a neighbour behind the same address.
            #expect(try await house.ask(.GET, "/api/meetings", as: "administration").status == 200)
            #expect(try await house.ask(.GET, "/api/meetings/trial", as: "vn-chair").status == 200)
        }
    }

    /// A stream of events that nobody reads takes no place: HEAD begins none.
    @Test func askingForTheHeadOfAStreamOpensNone() async throws {
        try await House.open { house async throws in
            let accept = ("accept", "text/event-stream")
            for _ in 0..<600 {
                let head = try await house.ask(.HEAD, "/api/meetings/trial/events", as: "administration", [accept])
                #expect(head.status == 200)
            }
        }
    }

    @Test func commandsByHTTPAreLimited() async throws {
        try await House.open { house async throws in
            var statuses: [Int: Int] = [:]
            // A slow machine asks hardly faster than the limit allows in the long run.
            for _ in 0..<5_000 {
                let answer = try await house.ask(
                    .POST, "/api/meetings/trial/commands", as: "vn-chair", json: #"{"type":"enterLobby"}"#)
                statuses[answer.status, default: 0] += 1
                if answer.status == 429 { break }
            }
            #expect(statuses[429] == 1 && (statuses[200] ?? 0) >= 250, "\(statuses)")
            let other = try await house.ask(
                .POST, "/api/meetings/trial/commands", as: "administration",
                json: #"{"type":"setSpeakingLimit","seconds":77}"#)
            #expect(other.status == 200)
        }
    }

    @Test func joiningIsLimitedPerInvitation() async throws {
        try await House.open([.joinRate: "3"]) { house async throws in
            let link = "/i/\(house.tokens["vn-chair"] ?? "")"
            for _ in 0..<3 { #expect(try await house.ask(.GET, link).status == 303) }
            #expect(try await house.ask(.GET, link).status == 429)
        }
    }
}
