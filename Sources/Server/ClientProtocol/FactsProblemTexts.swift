public import Summit

extension FactsProblem {
    /// A stable name of what is wrong.
    public var reason: String {
        switch self {
        case .noReason: "reasonNeeded"
        case .noAuthor: "authorNeeded"
        case .tooLong: "tooLong"
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
    public var text: Texts { Texts(en: description, vi: vietnamese) }

    private var vietnamese: String {
        switch self {
        case .noReason: "Thay đổi dữ liệu cần có lý do: hãy ghi trong \"reason\"."
        case .noAuthor: "Thay đổi dữ liệu cần có người nhập: hãy ghi trong \"author\"."
        case .tooLong(let field, let maximum): "\(field) được có nhiều nhất \(maximum) ký tự."
        case .empty(let field): "\(field) cần có văn bản tiếng Anh."
        case .nothingChanged: "Không có gì thay đổi: hãy ghi tên, thủ đô hoặc múi giờ."
        case .unknownParty(let code): "Không có nước hoặc tổ chức nào mang mã \(code)."
        case .unknownFormat(let id): "Không có khuôn khổ \(id)."
        case .unknownZone(let zone):
            "Cơ sở dữ liệu múi giờ không có \"\(zone)\"; tên múi giờ có dạng Asia/Ho_Chi_Minh."
        case .reversed(let period):
            "Thời hạn kết thúc ngày \(period.until ?? period.since), trước khi bắt đầu ngày \(period.since)."
        case .overlaps(let code, let period, let other):
            "Với \(code), \(Self.words(period)) chồng lên \(Self.words(other)) đã ghi; hãy kết thúc thời hạn đó trước hoặc chọn ngày khác."
        case .noMembership(let code, let format, let day):
            "\(code) không có tư cách tham gia riêng trong \(format) để kết thúc ngày \(day)."
        case .noRotation(let group): "Chức chủ tịch của \(group) không luân phiên; hãy chọn nhóm có luân phiên."
        case .yearOutOfReach(let year, let first, let last):
            "Thứ tự luân phiên chỉ tính từ \(first) đến \(last), không tính được năm \(year)."
        case .noMember(let code, let format, let day): "\(code) không phải là thành viên của \(format) ngày \(day)."
        case .repeated(let code): "\(code) có hai lần trong thứ tự."
        case .tooMany(_, let maximum): "Đã có \(maximum) mục; không nhận thêm."
        }
    }

    private static func words(_ period: Period) -> String {
        period.until.map { "từ \(period.since) đến \($0)" } ?? "từ \(period.since)"
    }
}
