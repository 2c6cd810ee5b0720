public import Summit

extension FactsProblem {
    /// A stable name of what is wrong.
    public var reason: String {
        switch self {
        case .noReason: "reasonNeeded"
        case .noAuthor: "authorNeeded"
        case .tooLong: "tooLong"
        case .controlCharacter: "controlCharacter"
        case .empty: "missing"
        case .nothingChanged: "nothingChanged"
        case .unknownParty: "unknownParty"
        case .unknownFormat: "unknownFormat"
        case .unknownZone: "unknownZone"
        case .reversed: "reversed"
        case .overlaps: "overlaps"
        case .noMembership: "noMembership"
        case .noRotation: "noRotation"
        case .yearOutOfReach: "outOfRange"
        case .noMember: "noMember"
        case .repeated: "twice"
        case .tooMany: "tooMany"
        }
    }

    /// What is wrong, and what to do, for the person who entered it.
    /// - Parameter facts: for the names of states and formats; what they do not know is shown by its code.
    public func text(in facts: Facts) -> Texts {
        func party(_ code: SeatID) -> Texts { facts.parties[code]?.name ?? Texts(en: "\(code)", vi: "\(code)") }
        func format(_ id: FormatID) -> Texts {
            facts.formats.first { $0.id == id }?.name ?? Texts(en: "\(id)", vi: "\(id)")
        }
        switch self {
        case .noReason:
            return Texts(
                en: "A change of the facts needs a reason: give one in “reason”.",
                vi: "Thay đổi dữ liệu cần có lý do: hãy ghi trong “reason”.")
        case .noAuthor:
            return Texts(
                en: "A change of the facts needs its author: name who enters it in “author”.",
                vi: "Thay đổi dữ liệu cần có người nhập: hãy ghi trong “author”.")
        case .tooLong(let field, let most):
            return Texts(
                en: "The \(field) may have \(most) characters at most.",
                vi: "\(field) được có nhiều nhất \(most) ký tự.")
        case .controlCharacter(let field):
            return Texts(
                en: "The \(field) has a control character, which nobody can see. Enter it again.",
                vi: "\(field) có ký tự điều khiển không nhìn thấy được. Hãy nhập lại.")
        case .empty(let field):
            return Texts(en: "The \(field) needs an English text.", vi: "\(field) cần có văn bản tiếng Anh.")
        case .nothingChanged:
            return Texts(
                en: "Nothing would change: give a name, a capital or a time zone.",
                vi: "Không có gì thay đổi: hãy ghi tên, thủ đô hoặc múi giờ.")
        case .unknownParty(let code):
            return Texts(
                en: "No country or organisation with the code \(code) is known.",
                vi: "Không có nước hoặc tổ chức nào mang mã \(code).")
        case .unknownFormat(let id): return Texts(en: "There is no format \(id).", vi: "Không có khuôn khổ \(id).")
        case .unknownZone(let zone):
            return Texts(
                en: "The time zone database has no zone “\(zone.excerpt)”; zones look like Asia/Ho_Chi_Minh.",
                vi: "Cơ sở dữ liệu múi giờ không có “\(zone.excerpt)”; tên múi giờ có dạng Asia/Ho_Chi_Minh.")
        case .reversed(let period):
            let until = period.until ?? period.since
            return Texts(
                en: "It would end on \(until), before it begins on \(period.since).",
                vi: "Thời hạn kết thúc ngày \(until), trước khi bắt đầu ngày \(period.since).")
        case .overlaps(let code, let period, let other):
            return Texts(
                en: "For \(party(code)["en"]), \(period) overlaps with \(other), which is on record; "
                    + "end that first or choose other days.",
                vi: "Với \(party(code)["vi"]), \(Self.vietnamese(period)) chồng lên \(Self.vietnamese(other)) đã ghi; "
                    + "hãy kết thúc thời hạn đó trước hoặc chọn ngày khác.")
        case .noMembership(let code, let id, let day):
            return Texts(
                en:
                    "\(party(code)["en"]) has no membership of its own in \(format(id)["en"]) that could end on \(day).",
                vi:
                    "\(party(code)["vi"]) không có tư cách tham gia riêng trong \(format(id)["vi"]) để kết thúc ngày \(day)."
            )
        case .noRotation(let id):
            return Texts(
                en: "The chair of \(format(id)["en"]) does not rotate here; name a group whose chair does.",
                vi: "Chức chủ tịch của \(format(id)["vi"]) không luân phiên; hãy chọn nhóm có luân phiên.")
        case .yearOutOfReach(let year, let first, let last):
            return Texts(
                en: "The rotation reaches from \(first) to \(last), not to \(year).",
                vi: "Thứ tự luân phiên chỉ tính từ \(first) đến \(last), không tính được năm \(year).")
        case .noMember(let code, let id, let day):
            return Texts(
                en: "\(party(code)["en"]) is no member of \(format(id)["en"]) on \(day).",
                vi: "\(party(code)["vi"]) không phải là thành viên của \(format(id)["vi"]) ngày \(day).")
        case .repeated(let code):
            return Texts(
                en: "\(party(code)["en"]) stands in the order twice.",
                vi: "\(party(code)["vi"]) có hai lần trong thứ tự.")
        case .tooMany(let what, let most):
            return Texts(
                en: "There are \(most) \(what) already; no more are taken.", vi: "Đã có \(most) mục; không nhận thêm.")
        }
    }

    private static func vietnamese(_ period: Period) -> String {
        period.until.map { "từ \(period.since) đến \($0)" } ?? "từ \(period.since)"
    }
}
