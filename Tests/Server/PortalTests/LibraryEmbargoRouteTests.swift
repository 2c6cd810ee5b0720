import Foundation
import Testing

@testable import Portal

/// What ends an embargo, over HTTP.
extension LibraryRouteTests {
    /// As soon as the chair has issued it, by every route, and not before.
    @Test func anAdoptionLiftsAnEmbargo() async throws {
        try await desk { desk in
            let text = Self.week + "/texts/summary/commands"
            func ask(_ json: String, as who: String) async throws {
                let answer = try await desk.house.ask(.POST, text, as: desk.tokens[who], json: json)
                #expect(answer.status == 200, "\(answer.text)")
            }
            try await ask(
                #"{"addParagraphs":{"paragraphs":[{"kind":{"operative":{}},"words":"The Chair thanks all."}]}}"#,
                as: "officer")
            _ = try await desk.ask(.POST, "/commands", as: "officer", json: #"{"setSubmissions":{"open":true}}"#)
            let waiting = #"{"untilAdopted":{"text":"summary"}}"#
            let id = try desk.id(
                try await desk.add("E/1", access: #"{"public":{}}"#, embargo: waiting, as: "officer"))
            let seen = try await desk.ask(.GET, "/documents/\(id)", as: "officer").text
            #expect(seen.contains(#""standing":"negotiated""#) && seen.contains(#""untilAdopted":{"text":"summary"}"#))
            // Nobody waits for a text that is not theirs to read, nor learns that others do.
            let refused = try await desk.add("E/2", access: #"{"delegations":{}}"#, embargo: waiting, as: "la-adviser")
            #expect(refused.status == 400 && refused.reason == "noSuchText")
            let none = #"{"untilAdopted":{"text":"none"}}"#
            #expect(
                try await desk.add("E/2", access: #"{"public":{}}"#, embargo: none, as: "officer").reason
                    == "noSuchText")
            let own = try desk.id(
                try await desk.add(
                    "E/3", access: #"{"delegations":{}}"#, embargo: #"{"untilReleased":{}}"#, as: "la-adviser"))
            #expect(
                try await desk.ask(
                    .POST, "/commands", as: "officer",
                    json: #"{"setEmbargo":{"document":"\#(own)","embargo":\#(waiting)}}"#
                ).status == 200)
            let hidden = try await desk.ask(.GET, "/documents/\(own)", as: "la-adviser")
            #expect(hidden.text.contains(#""untilAdopted":{}"#) && !hidden.text.contains("summary"))
            try await ask(#"{"finalise":{}}"#, as: "id-head")
            for path in ["", "/versions/1", "/versions/1/text"] {
                #expect(try await desk.ask(.GET, "/documents/\(id)\(path)", as: "press").status == 404)
            }
            #expect(try await desk.symbols(as: "press").isEmpty)
            try await ask(#"{"issue":{}}"#, as: "id-head")
            for path in ["", "/versions/1", "/versions/1/text"] {
                #expect(try await desk.ask(.GET, "/documents/\(id)\(path)", as: "press").status == 200)
            }
            #expect(try await desk.symbols(as: "press") == ["E/1"])
            #expect(try await desk.symbols("?q=title", as: "id-head") == ["E/1", "E/3"])
            #expect(try await desk.ask(.GET, "/documents/\(own)", as: "la-adviser").json["embargo"] == nil)
        }
    }

    @Test func theClockLiftsAnEmbargo() async throws {
        try await desk { desk in
            let soon = Date().addingTimeInterval(2).ISO8601Format(.init(includingFractionalSeconds: true))
            let id = try desk.id(
                try await desk.add(
                    "E/1", access: #"{"public":{}}"#, embargo: #"{"until":{"time":"\#(soon)"}}"#, as: "officer"))
            #expect(try await desk.ask(.GET, "/documents/\(id)", as: "press").status == 404)
            var status = 404
            for _ in 0..<200 where status == 404 {
                try await Task.sleep(for: .milliseconds(50))
                status = try await desk.ask(.GET, "/documents/\(id)/versions/1", as: "press").status
            }
            #expect(status == 200)
            #expect(try await desk.ask(.GET, "/documents/\(id)", as: "press").json["embargo"] == nil)
        }
    }
}
