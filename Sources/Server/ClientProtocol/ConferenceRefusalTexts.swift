public import Convening
public import Summit

extension ConferenceRefusal {
    /// What is the case, and what to do, for the person who asked.
    public var text: Texts {
        switch reason {
        case .notAllowed:
            Texts(
                en: "Only the secretariat may do this; a delegation's own matters its focal point may too.",
                vi: "Chỉ ban thư ký được làm việc này; đầu mối của đoàn được làm việc của đoàn mình.")
        case .noSuchMeeting:
            Texts(en: "There is no meeting “\(subject)” in this conference.", vi: "Không có cuộc họp “\(subject)”.")
        case .noSuchDelegation:
            Texts(
                en: "\(subject) is no delegation here, or does not sit at this table. Invite it first.",
                vi: "\(subject) không phải là đoàn dự hội nghị hoặc không ngồi ở bàn này. Hãy mời đoàn trước.")
        case .noSuchPerson:
            Texts(en: "Nobody is registered as “\(subject)” here.", vi: "Chưa có ai đăng ký với tên “\(subject)”.")
        case .noSuchSite:
            Texts(en: "The delegation has no site “\(subject)”.", vi: "Đoàn không có điểm cầu “\(subject)”.")
        case .noSuchCue:
            Texts(en: "The run of show has no cue “\(subject)”.", vi: "Kịch bản không có mục “\(subject)”.")
        case .noSuchItem:
            Texts(en: "The checklist has no item “\(subject)”.", vi: "Danh mục kiểm tra không có mục “\(subject)”.")
        case .meetingExists:
            Texts(
                en: "The name “\(subject)” is or was another meeting's. Choose another.",
                vi: "Tên “\(subject)” đã dùng cho một cuộc họp khác. Hãy chọn tên khác.")
        case .delegationExists: Texts(en: "\(subject) is invited already.", vi: "\(subject) đã được mời.")
        case .personExists:
            Texts(
                en: "Somebody is registered as “\(subject)” already. Change them instead.",
                vi: "Đã có người đăng ký với tên “\(subject)”. Hãy sửa người đó.")
        case .circular:
            Texts(
                en: "“\(subject)” hands on to this meeting itself, so that neither could come first.",
                vi: "“\(subject)” lại chuyển kết quả cho chính cuộc họp này, nên không cuộc nào có thể họp trước.")
        case .keepsDelegation:
            Texts(
                en: "“\(subject)” stays with their delegation. Register them anew with the other.",
                vi: "“\(subject)” vẫn thuộc đoàn của mình. Hãy đăng ký mới ở đoàn kia.")
        case .reasonNeeded: .reasonNeeded
        case .unknownZone:
            Texts(
                en: "“\(subject)” is no zone of the time zone database; zones look like Asia/Ho_Chi_Minh.",
                vi: "“\(subject)” không có trong cơ sở dữ liệu múi giờ; tên múi giờ có dạng Asia/Ho_Chi_Minh.")
        case .outOfRange:
            if let minimum, let maximum {
                Texts(
                    en: "\(subject) must lie between \(minimum) and \(maximum).",
                    vi: "\(subject) phải từ \(minimum) đến \(maximum).")
            } else {
                .outOfRange(subject)
            }
        case .tooLong: .tooLong(subject, most: maximum)
        case .tooMany: .tooMany(subject, most: maximum)
        case .missing: .missing(subject)
        case .controlCharacter: .controlCharacter(subject)
        case .twice:
            Texts(en: "\(subject) is there twice, or overlaps.", vi: "\(subject) bị trùng hoặc chồng lên nhau.")
        case .nothingToPublish:
            Texts(
                en: "Nothing changed since the timetable was published.",
                vi: "Lịch không thay đổi từ lần công bố trước.")
        case .unplaced:
            Texts(
                en: "“\(subject)” has no place in the timetable yet.", vi: "“\(subject)” chưa có chỗ trong lịch.")
        }
    }
}

extension TemplateProblem {
    /// Why no conference can be called by the template, and what to do.
    public var text: Texts {
        switch self {
        case .table(let meeting, let problem):
            Texts(
                en: "The table of “\(meeting)” cannot be set on that day. \(problem)",
                vi: "Không xếp được bàn họp “\(meeting)” vào ngày đó. \(problem)")
        case .notAtTable(let meeting, let seat):
            Texts(
                en: "\(seat), who is named for “\(meeting)”, does not sit in its format on that day.",
                vi: "\(seat) được nêu cho “\(meeting)” nhưng không thuộc khuôn khổ đó vào ngày này.")
        case .idTooLong(let most):
            Texts(
                en: "The conference's id may have \(most) characters with this template.",
                vi: "Với mẫu này, mã hội nghị được có nhiều nhất \(most) ký tự.")
        case .unknownHost(let seat):
            Texts(en: "No party \(seat) is known to host it.", vi: "Không rõ bên chủ nhà \(seat).")
        }
    }
}
