import Foundation
import DomainTestSupport
import Summit
import Testing

@Suite struct TextsTests {
    @Test func fallsBackFromRegionToLanguageToEnglish() throws {
        let texts = try #require(Texts(["en": "Lao PDR", "vi": "Lào", "zh-Hant": "寮國", "th": ""]))
        #expect(texts["vi-VN"] == "Lào")
        #expect(texts["zh-Hant-TW"] == "寮國")
        #expect(texts["zh"] == "Lao PDR")
        #expect(texts["th"] == "Lao PDR")
        #expect(texts[""] == "Lao PDR")
        #expect(texts["--"] == "Lao PDR")
    }

    @Test func needsEnglishAndLanguageTags() {
        #expect(Texts(["vi": "Lào"]) == nil)
        for tag in ["", "e", "en_US", "en-", "-en", "tiếng", "en-123456789", String(repeating: "a", count: 40)] {
            #expect(Texts(["en": "x", tag: "y"]) == nil, "\(tag)")
        }
        let many = Dictionary(uniqueKeysWithValues: (0..<40).map { ("en-x\($0)", "") })
        #expect(Texts(many.merging(["en": ""]) { $1 }) == nil)
    }

    @Test(arguments: ["{}", #"{"vi":"x"}"#, #"{"en":7}"#, #""en""#, "null", #"{"en":null}"#])
    func refusesBadJSON(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Texts.self, from: Data(json.utf8)) }
    }

    @Test func lengthCountsScalarsSoThatNoCharacterGrowsWithoutEnd() {
        #expect(Texts(en: "e" + String(repeating: "\u{301}", count: 1000), vi: "").length == 1001)
    }
}
