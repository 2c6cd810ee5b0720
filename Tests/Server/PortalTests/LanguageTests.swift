import Testing

@testable import Portal

@Suite struct LanguageTests {
    @Test(arguments: [
        (nil, "en"), ("", "en"), ("vi", "vi"), ("vi-VN,vi;q=0.9,en;q=0.8", "vi"), ("en;q=0.5, vi;q=0.4", "en"),
        ("fr, vi;q=0.1", "vi"), ("fr", "en"), ("*", "en"), ("vi;q=0, en;q=0.1", "en"), ("VI", "vi"),
        (";;;,,q=", "en"),
    ])
    func prefersTheReadersLanguage(header: String?, language: String) {
        #expect(AcceptLanguage.choose(header, from: ["en", "vi"]) == language)
    }
}
