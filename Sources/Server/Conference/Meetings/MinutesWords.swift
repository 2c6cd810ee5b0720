import Procedure
import Summit

/// What the minutes are written with, in one language.
struct MinutesWords: Sendable {
    var minutes, timesAreUTC, date, host, sitting, presided, nobody, present, delegation, first, last: String
    var untilTheEnd, course, time, what, segment, item, interventions, from, to, duration, totals, none: String
    var opened, suspended, resumed, closed, notOpened, kind, pointRaised: String
    var paragraph, question, decided, notDecided, objects, apart, waiting: String
    var verbs: [Outcome: String]
    var kinds: [FloorKind: String]
    var rulings: [Ruling: String]
    var segments: [Segment: String]
    var roles: [Role: String]

    func kind(_ kind: FloorKind) -> String { kinds[kind] ?? kind.rawValue }
    func verb(_ verb: Outcome) -> String { verbs[verb] ?? verb.rawValue }
    func ruling(_ ruling: Ruling) -> String { rulings[ruling] ?? ruling.rawValue }
    func segment(_ segment: Segment) -> String { segments[segment] ?? segment.rawValue }
    func role(_ role: Role) -> String { roles[role] ?? role.rawValue }

    /// English unless the language is known.
    static func `in`(_ language: String) -> MinutesWords {
        language == "vi" || language.hasPrefix("vi-") ? vietnamese : english
    }

    static let english = MinutesWords(
        minutes: "Minutes", timesAreUTC: "All times are UTC.", date: "Date", host: "Host", sitting: "Sitting",
        presided: "Presiding", nobody: "nobody", present: "Present", delegation: "Delegation", first: "First seen",
        last: "Last seen", untilTheEnd: "until the end", course: "Course of the meeting", time: "Time", what: "What",
        segment: "Segment", item: "Agenda item", interventions: "Interventions", from: "From", to: "To",
        duration: "Duration", totals: "Speaking time", none: "None.", opened: "opened", suspended: "suspended",
        resumed: "resumed", closed: "closed", notOpened: "not opened", kind: "As", pointRaised: "Point of order raised",
        paragraph: "Paragraph", question: "Put to the meeting", decided: "So decided", notDecided: "Not decided",
        objects: "Objection", apart: "Standing apart", waiting: "Ad referendum for",
        verbs: [
            .adopt: "adopt", .endorse: "endorse", .approve: "approve", .note: "note", .welcome: "welcome",
            .appreciate: "appreciate", .reaffirm: "reaffirm", .urge: "urge", .encourage: "encourage",
            .commit: "commit", .exchangeViews: "exchange views",
        ],
        kinds: [.intervention: "intervention", .reply: "right of reply", .point: "point of order"],
        rulings: [.upheld: "Point of order upheld", .dismissed: "Point of order dismissed"],
        segments: [.open: "open", .restricted: "restricted", .retreat: "retreat"],
        roles: [.interpreter: "Interpreters", .press: "Press", .secretariat: "Secretariat"])

    static let vietnamese = MinutesWords(
        minutes: "Biên bản", timesAreUTC: "Giờ ghi theo UTC.", date: "Ngày", host: "Nước chủ nhà",
        sitting: "Phiên họp", presided: "Chủ trì", nobody: "không có", present: "Thành phần tham dự",
        delegation: "Đoàn", first: "Có mặt từ", last: "Đến", untilTheEnd: "hết cuộc họp",
        course: "Diễn biến cuộc họp", time: "Thời gian", what: "Nội dung", segment: "Phân đoạn",
        item: "Nội dung nghị sự", interventions: "Phát biểu", from: "Từ", to: "Đến", duration: "Thời lượng",
        totals: "Tổng thời gian phát biểu", none: "Không có.", opened: "khai mạc", suspended: "tạm dừng",
        resumed: "tiếp tục", closed: "bế mạc", notOpened: "chưa khai mạc", kind: "Hình thức",
        pointRaised: "Nêu vấn đề thủ tục",
        paragraph: "Đoạn", question: "Lấy ý kiến đồng thuận", decided: "Đã quyết định", notDecided: "Không quyết định",
        objects: "Phản đối", apart: "Không tham gia", waiting: "Chờ thủ đô xác nhận",
        verbs: [
            .adopt: "thông qua", .endorse: "tán thành", .approve: "phê duyệt", .note: "ghi nhận",
            .welcome: "hoan nghênh", .appreciate: "đánh giá cao", .reaffirm: "tái khẳng định", .urge: "kêu gọi",
            .encourage: "khuyến khích", .commit: "cam kết", .exchangeViews: "trao đổi ý kiến",
        ],
        kinds: [.intervention: "phát biểu", .reply: "đáp lời", .point: "vấn đề thủ tục"],
        rulings: [.upheld: "Chấp thuận vấn đề thủ tục", .dismissed: "Bác vấn đề thủ tục"],
        segments: [.open: "công khai", .restricted: "hạn chế", .retreat: "họp hẹp"],
        roles: [.interpreter: "Phiên dịch", .press: "Báo chí", .secretariat: "Ban Thư ký"])
}
