import Convening
import Library
import Summit

/// A paper of the demo's week. All words are made up.
struct DemoPaper {
    struct File {
        var name: String
        var language: String
        var standing = DocumentVersion.Standing.authentic
        var heading: String
        var paragraphs: [String]
    }

    var facts: DocumentFacts
    var access: AccessClass
    var embargo: Embargo?
    var by: ParticipantID
    var files: [File]
}

extension DemoPaper {
    /// What lies in the library when somebody comes.
    static func all(of state: ConferenceState, awaiting text: TextID) -> [DemoPaper] {
        let amm = state.meetings.first { $0.format == "asean" && $0.level == .ministers }
        let eas = state.meetings.first { $0.format == "eas" && $0.level == .ministers }
        return [
            outcome, agenda(of: amm), conceptNote(for: amm?.id), ownPaper(for: eas?.id), pressRelease(text, eas?.id),
        ]
    }

    private static func agenda(of meeting: PlannedMeeting?) -> DemoPaper {
        func items(_ language: String) -> [String] {
            (meeting?.agenda ?? []).enumerated().map { "\($0 + 1). \($1.title[language])" }
        }
        return DemoPaper(
            facts: DocumentFacts(
                symbol: "AMM/54/1",
                title: Texts(
                    en: "Provisional agenda of the Foreign Ministers' Meeting",
                    vi: "Chương trình nghị sự dự kiến của Hội nghị Bộ trưởng Ngoại giao"),
                meeting: meeting?.id),
            access: .delegations, by: DemoWeek.secretary,
            files: [
                File(
                    name: "AMM-54-1-agenda.html", language: "en", heading: "Provisional agenda",
                    paragraphs: items("en") + [
                        "Delegations may propose further items to the secretariat until the senior officials have met."
                    ]),
                File(
                    name: "AMM-54-1-chuong-trinh.html", language: "vi", standing: .officialTranslation,
                    heading: "Chương trình nghị sự dự kiến",
                    paragraphs: items("vi") + [
                        "Các đoàn có thể đề xuất thêm nội dung với Ban Thư ký cho đến khi kết thúc Hội nghị các Quan chức cao cấp."
                    ]),
            ])
    }

    private static func conceptNote(for meeting: MeetingID?) -> DemoPaper {
        DemoPaper(
            facts: DocumentFacts(
                symbol: "AMM/54/CN/1",
                title: Texts(
                    en: "Concept note: a shared reserve of medical supplies",
                    vi: "Tài liệu khái niệm: kho dự trữ vật tư y tế chung"), meeting: meeting),
            access: .delegations, by: DemoWeek.secretary,
            files: [
                File(
                    name: "AMM-54-CN-1.html", language: "en", heading: "A shared reserve of medical supplies",
                    paragraphs: [
                        "Purpose. Member states would hold part of their stocks of protective equipment, test kits and oxygen at each other's call, so that the first country to be hit does not have to wait for a market in which everybody buys.",
                        "How it would work. Each state pledges quantities once a year. A state in need asks the Secretariat, which names the nearest pledges within a day. What is released is replaced in kind within six months.",
                        "Cost. Nothing is bought in common. Transport is borne by the state that asks; two partners have offered to share it in the first three years.",
                        "Decision asked of Ministers. To welcome the idea, and to task senior officials to agree on the list of items and on the form of pledges before the next meeting.",
                    ])
            ])
    }

    private static let outcome = DemoPaper(
        facts: DocumentFacts(
            symbol: "AMM/53/OUT",
            title: Texts(
                en: "Outcome of the previous meeting (made up for the demonstration)",
                vi: "Kết quả hội nghị lần trước (nội dung giả định để trình diễn)")),
        access: .public, by: DemoWeek.secretary,
        files: [
            File(
                name: "AMM-53-outcome.html", language: "en", heading: "Outcome of the previous meeting",
                paragraphs: [
                    "This text was made up for the demonstration. It is no document of any meeting that was held.",
                    "1. Ministers agreed to keep land borders open to goods that hospitals and markets need, and to tell each other at least two days before any of them is closed.",
                    "2. Ministers asked their senior officials to report on how travellers' certificates could be checked in each country without a register of persons.",
                    "3. Ministers noted the offer of partners to train two hundred laboratory staff, and thanked them.",
                    "4. Ministers will return to recovery, in particular of small enterprises, at their next meeting.",
                ])
        ])

    private static func ownPaper(for meeting: MeetingID?) -> DemoPaper {
        DemoPaper(
            facts: DocumentFacts(
                symbol: "AU/EAS/1",
                title: Texts(en: "Speaking points on recovery", vi: "Các điểm phát biểu về phục hồi"), meeting: meeting),
            access: .delegationPrivate(seat: DemoWeek.guest), by: DemoWeek.focalPoint(of: DemoWeek.guest),
            files: [
                File(
                    name: "speaking-points.html", language: "en", heading: "Speaking points on recovery",
                    paragraphs: [
                        "For the delegation alone: nobody else reads this page, the secretariat neither.",
                        "Lead with vaccines. We can accept “equitable” in OP1; we proposed it.",
                        "On OP2 we prefer the text without brackets and can live with “all goods and services”.",
                        "If asked about financing: refer to the capital, answer by Thursday.",
                    ])
            ])
    }

    private static func pressRelease(_ text: TextID, _ meeting: MeetingID?) -> DemoPaper {
        DemoPaper(
            facts: DocumentFacts(
                symbol: "EAS/PR/1",
                title: Texts(
                    en: "Press release on the Statement on Sustainable Recovery",
                    vi: "Thông cáo báo chí về Tuyên bố về phục hồi bền vững"), meeting: meeting),
            access: .public, embargo: .untilAdopted(text: text, type: nil), by: DemoWeek.secretary,
            files: [
                File(
                    name: "press-release.html", language: "en",
                    heading: "Ministers adopt Statement on Sustainable Recovery",
                    paragraphs: [
                        "The Foreign Ministers of the East Asia Summit have today adopted a Statement on Sustainable Recovery.",
                        "In it they undertake to share vaccines, to keep trade in essential goods open, and to help small enterprises to work by digital means. Senior officials will report on what was done.",
                        "The words of the Statement are published with this release.",
                    ]),
                File(
                    name: "thong-cao-bao-chi.html", language: "vi", standing: .officialTranslation,
                    heading: "Các Bộ trưởng thông qua Tuyên bố về phục hồi bền vững",
                    paragraphs: [
                        "Hôm nay, Hội nghị Bộ trưởng Ngoại giao Cấp cao Đông Á đã thông qua Tuyên bố về phục hồi bền vững.",
                        "Trong Tuyên bố, các Bộ trưởng cam kết chia sẻ vắc-xin, duy trì thương mại đối với hàng hóa thiết yếu và hỗ trợ doanh nghiệp nhỏ hoạt động bằng phương tiện số. Các Quan chức cao cấp sẽ báo cáo về kết quả thực hiện.",
                        "Toàn văn Tuyên bố được công bố kèm theo thông cáo này.",
                    ]),
            ])
    }
}

extension DemoPaper.File {
    /// A page for a browser and a printer.
    func html(symbol: String) -> String {
        let body = paragraphs.map { "<p>\(Self.escaped($0))</p>" }.joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="\(language)">
            <meta charset="utf-8">
            <title>\(Self.escaped("\(symbol): \(heading)"))</title>
            <style>body { font: 17px/1.5 serif; max-width: 36em; margin: 3em auto; padding: 0 1em } header { color: #555 }</style>
            <header>\(Self.escaped(symbol))</header>
            <h1>\(Self.escaped(heading))</h1>
            \(body)
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
