import NIOCore
import Testing

@testable import Portal

/// Words that are cited from a text that was decided on here, and translations, over HTTP.
extension TextRouteTests {
    private static let source = week + "/texts/press"

    /// A press statement of Viet Nam's with one paragraph, which only its readers know.
    private func decided(_ desk: Desk, readers: String) async throws {
        func ask(_ path: String, _ json: String, as who: String) async throws {
            let answer = try await desk.house.ask(.POST, path, as: desk.tokens[who], json: json)
            #expect(answer.status == 200 || answer.status == 201, "\(answer.text)")
        }
        let facts =
            #"{"id":"press","conference":"asean-36","type":"pressStatement","title":{"en":"Press","vi":"Báo chí"},"pen":{"delegation":{"seat":"VN"}},"chair":"VN","delegations":[\#(readers)],"numbering":"plain"}"#
        try await ask(Self.week + "/texts", facts, as: "officer")
        let added =
            #"{"addParagraphs":{"paragraphs":[{"kind":{"operative":{}},"words":"We uphold peace and stability."}]}}"#
        try await ask(Self.source + "/commands", added, as: "vn-1")
        let one =
            #"{"addParagraphs":{"paragraphs":[{"kind":{"operative":{}},"words":"We uphold  peace and harmony."}]}}"#
        try await ask(Self.text + "/commands", one, as: "id-1")
    }

    private func issue(_ desk: Desk) async throws {
        for command in [#"{"finalise":{}}"#, #"{"issue":{}}"#] {
            #expect(
                try await desk.house.ask(.POST, Self.source + "/commands", as: desk.tokens["vn-1"], json: command)
                    .status
                    == 200)
        }
    }

    /// Letters 0 to `last` of the paragraph; whatever words are sent, those of the source count.
    private static func cite(through last: Int, act: Int = 3, of paragraph: String = "2.0", words: String = "invented")
        -> String
    {
        #"{"cite":{"paragraph":"2.0","stretch":{"first":"2.0","last":"2.\#(last)"},"source":{"text":{"id":"press","paragraph":"\#(paragraph)","act":\#(act)}},"words":"\#(words)"}}"#
    }

    @Test func aDecidedTextIsCitedAsItStandsAndByItsReaders() async throws {
        try await desk { desk in
            try await decided(desk, readers: #""VN","ID""#)
            #expect(try await desk.command(Self.cite(through: 15), as: "id-1").reason == "noSuchSource")
            try await issue(desk)
            for wrong in [Self.cite(through: 15, act: 2), Self.cite(through: 15, of: "9.0")] {
                #expect(try await desk.command(wrong, as: "id-1").reason == "noSuchSource")
            }
            // “We uphold  peace”
            #expect(try await desk.command(Self.cite(through: 15), as: "id-1").status == 200)
            let all = try await desk.command(
                Self.cite(through: 28, words: "We uphold peace and harmony."), as: "officer")
            #expect(all.status == 409 && all.reason == "notVerbatim" && all.text.contains("harmony"))
            let before = try await desk.view(as: "vn-1").text
            #expect(before.contains(#""isVerbatim":true"#) && before.contains(#""words":"We uphold peace""#))
            try await desk.command(#"{"edit":{"paragraph":"2.0","edits":[{"remove":{"range":"2.0-1"}}]}}"#, as: "id-1")
            #expect(try await desk.view(as: "vn-1").text.contains(#""isVerbatim":false"#))
        }
    }

    @Test func whoCannotReadATextCitesNothingOfIt() async throws {
        try await desk { desk in
            try await decided(desk, readers: #""VN""#)
            try await issue(desk)
            let refused = try await desk.command(Self.cite(through: 15), as: "id-1")
            #expect(refused.status == 404 && refused.reason == "noSuchSource" && !refused.text.contains("stability"))
            // As of a text that there is not.
            let none = Self.cite(through: 15).replacing("press", with: "none")
            #expect(try await desk.command(none, as: "id-1").text == refused.text)
            #expect(try await desk.command(Self.cite(through: 15), as: "vn-1").status == 200)
        }
    }

    @Test func translationsAreWrittenReadAndTakenAsFiles() async throws {
        try await desk { desk in
            try await desk.command(Self.paragraph, as: "id-1")
            func translate(_ words: String, as who: String) async throws -> House.Answer {
                try await desk.command(
                    #"{"translate":{"paragraph":"2.0","language":"vi","words":"\#(words)","isOfficial":true,"seen":2}}"#,
                    as: who)
            }
            #expect(try await translate("Chúng tôi đồng ý.", as: "vn-1").reason == "needsPenOrSecretariat")
            #expect(try await translate("Chúng tôi đồng ý.", as: "officer").status == 200)
            func get(_ path: String, as who: String = "vn-1") async throws -> House.Answer {
                try await desk.house.ask(.GET, Self.text + path, as: desk.tokens[who])
            }
            #expect(try await desk.view(as: "vn-1").text.contains(#""languages":["vi"]"#))
            let told = try await get("/translations/vi")
            #expect(told.text.contains("Chúng tôi đồng ý.") && told.text.contains(#""isOutOfDate":false"#))
            #expect(try await get("/translations/vi", as: "my-1").status == 403)
            #expect(try await get("/translations/VI").status == 404)
            let file = try await get("/export?format=txt&translation=vi").text
            #expect(file.hasPrefix("Tầm nhìn\n") && file.contains("translation (vi), English is authentic"))
            #expect(file.hasSuffix("OP1 Chúng tôi đồng ý.\n"))
            #expect(try await get("/export?format=html&translation=vi").text.contains(#"lang="vi""#))
            #expect(try await get("/export?format=docx&translation=vi").text.hasPrefix("PK"))
            #expect(
                try await get("/export?format=txt&translation=fil").text.hasSuffix("OP1 (not translated) We agree.\n"))
            for wrong in ["&translation=en", "&translation=x", "&translation=vi&since=2"] {
                #expect(try await get("/export?format=txt" + wrong).status == 400)
            }
            try await desk.command(
                #"{"edit":{"paragraph":"2.0","edits":[{"put":{"words":"So "}}]}}"#, as: "id-1")
            #expect(try await get("/translations/vi").text.contains(#""isOutOfDate":true"#))
            let old = try await get("/export?format=txt&translation=vi&language=vi").text
            #expect(old.hasSuffix("OP1 (bản dịch chưa cập nhật) Chúng tôi đồng ý.\n"))
            #expect(
                try await get("/export?format=txt&translation=vi&version=3").text.hasSuffix("OP1 Chúng tôi đồng ý.\n"))
        }
    }
}
