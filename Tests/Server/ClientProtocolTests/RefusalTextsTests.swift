@testable import ClientProtocol
import DomainTestSupport
import Negotiation
import Procedure
import Summit
import Testing

@Suite struct RefusalTextsTests {
    @Test(arguments: RefusalReason.allCases)
    func everyReasonIsSaidInEveryLanguage(reason: RefusalReason) throws {
        let phrases = RefusalCatalogue.phrases(for: reason)
        let last = try #require(phrases.last)
        #expect(last.places(in: "en").isEmpty && !last.toOwnSeat)
        for phrase in phrases {
            #expect(phrase.texts.byLanguage["vi"]?.isEmpty == false && phrase.texts.byLanguage["en"]?.isEmpty == false)
            #expect(phrase.places(in: "en") == phrase.places(in: "vi"))
        }
        let text = RefusalTexts.text(for: Refusal(reason))
        #expect(!text["en"].contains("{") && !text["vi"].contains("{") && !text["en"].isEmpty)
    }

    @Test func everyRefusalOfTheRulesIsFilledIn() throws {
        let chamber = try Chamber()
        let full = RefusalDetails(
            allowed: ["presiding", "chair", "secretariat", "delegation", "microphone", "self", "system"],
            seat: seatID("KR"), floor: seatID("ID"), position: 12, participant: person("kr-head"), standing: .lobby,
            sitting: .suspended, segment: .retreat, number: 3, minimum: 1, maximum: 2, field: "name")
        for reason in RefusalReason.allCases {
            for reader in [Author.administration, .participant(person("kr-head"))] {
                let text = RefusalTexts.text(for: Refusal(reason, full), in: chamber.state, to: reader)
                for language in ["en", "vi"] {
                    #expect(!text[language].contains("{"), "\(reason): \(text[language])")
                }
            }
        }
    }

    @Test func aProblemOfTheFactsNamesStatesAndFormats() {
        let facts = Facts(
            parties: [Party(code: "ID", kind: .country, name: Texts(en: "Indonesia", vi: "In-đô-nê-xi-a"))],
            formats: [Format(id: "eas", name: Texts(en: "East Asia Summit", vi: "Cấp cao Đông Á"), since: "2005-12-14")]
        )
        let text = FactsProblem.noMember("ID", of: "eas", on: "2000-01-01").text(in: facts)
        #expect(text["en"] == "Indonesia is no member of East Asia Summit on 2000-01-01.")
        #expect(text["vi"] == "In-đô-nê-xi-a không phải là thành viên của Cấp cao Đông Á ngày 2000-01-01.")
        #expect(FactsProblem.repeated("XX").text(in: facts)["en"] == "XX stands in the order twice.")
    }

    @Test func isPoliteAndGivesTheRule() throws {
        let chamber = try Chamber()
        let refusal = #expect(throws: Refusal.self) {
            try chamber.state.decide(.raiseFlag, by: .participant(person("kr-head")), at: chamber.now)
        }
        let text = RefusalTexts.text(
            for: try #require(refusal), in: chamber.state, to: .participant(person("kr-head")))
        #expect(text["en"] == "The floor is with Indonesia. Your flag is raised; you are first.")
        #expect(text["vi"] == "Indonesia đang phát biểu. Quý vị đã đăng ký; quý vị đứng thứ nhất.")
        let toChair = RefusalTexts.text(
            for: try #require(refusal), in: chamber.state, to: .participant(person("vn-chair")))
        #expect(toChair["en"] == "Republic of Korea is on the list of speakers: first.")
    }

    @Test(arguments: [
        ("reporter", "You are in the lobby. This is open only to those who were admitted."),
        (
            "kr-head",
            "The floor is with Indonesia. Only the presiding chair or the holder of the speaking seat's microphone may do this."
        ),
    ])
    func saysWhoMay(author: String, text: String) throws {
        let chamber = try Chamber()
        let author = Author.participant(person(author))
        let refusal = #expect(throws: Refusal.self) { try chamber.state.decide(.endFloor, by: author, at: chamber.now) }
        #expect(RefusalTexts.text(for: try #require(refusal), in: chamber.state, to: author)["en"] == text)
    }

    @Test func positionsBeyondTenAreNumbers() {
        #expect(RefusalWords.ordinal(0) == Texts(en: "first", vi: "thứ nhất"))
        #expect(RefusalWords.ordinal(9)["en"] == "tenth")
        #expect(RefusalWords.ordinal(10) == Texts(en: "number 11", vi: "thứ 11"))
        #expect(RefusalWords.ordinal(-1)["en"] == "number 0")
        #expect(!RefusalWords.ordinal(.max).isEmpty)
    }

    /// Whoever wants to change final words hears what is so of them.
    @Test func finalWordsSayWhyTheyStay() {
        let rests: [TextStanding.Name] = [.final, .silence, .deferred, .awaiting, .decided]
        let texts = rests.map { TextRefusal(.textFinal, $0.rawValue).text }
        #expect(Set(texts).count == rests.count && texts.allSatisfy { $0["vi"] != $0["en"] })
        #expect(texts[0]["en"].contains("take up the negotiation") && !texts[4]["en"].contains("negotiation"))
    }

    @Test func everyByeAndServiceRefusalHasAText() {
        let texts = ServiceRefusal.allCases.map(\.text) + ServerMessage.ByeReason.allCases.map(\.text)
        for text in texts {
            #expect(text.byLanguage["en"]?.isEmpty == false && text.byLanguage["vi"]?.isEmpty == false)
        }
        #expect(Set(texts).count == texts.count)
        #expect(ServerMessage.refused(id: "c", .unavailable).kind == .refused)
    }
}
