public import Library
public import Summit

extension LibraryRefusal {
    /// What is the case, and what to do, for the person who asked.
    public var text: Texts {
        switch reason {
        case .notAllowed:
            Texts(
                en: "Only the secretariat, or the delegation whose document it is, may do this.",
                vi: "Chỉ Ban Thư ký hoặc đoàn sở hữu tài liệu được làm việc này.")
        case .submissionsClosed:
            Texts(
                en: "The secretariat takes no documents of delegations now. Please hand it to the secretariat.",
                vi: "Hiện Ban Thư ký không nhận tài liệu trực tiếp từ các đoàn. Xin gửi tài liệu cho Ban Thư ký.")
        case .noSuchDocument: Texts(en: "There is no such document.", vi: "Không có tài liệu này.")
        case .noSuchMeeting:
            Texts(en: "The conference has no meeting \(subject).", vi: "Hội nghị không có phiên họp \(subject).")
        case .noSuchItem:
            Texts(
                en: "The meeting has no agenda item \(subject).",
                vi: "Phiên họp không có mục \(subject) trong chương trình nghị sự.")
        case .noSuchText:
            Texts(
                en: "There is no text \(subject) in this conference, or it is not for you to read.",
                vi: "Hội nghị không có văn bản \(subject), hoặc văn bản không thuộc phạm vi được đọc.")
        case .noSuchUpload:
            Texts(
                en: "The file is not here any more. Please choose it again.",
                vi: "Tệp không còn trên máy chủ. Xin chọn lại tệp.")
        case .symbolTaken:
            Texts(
                en: "The symbol \(subject) belongs to another document.",
                vi: "Ký hiệu \(subject) đã thuộc về tài liệu khác.")
        case .withdrawn:
            Texts(
                en: "The document was withdrawn; nothing changes in it any more.",
                vi: "Tài liệu đã được rút lại; không thể thay đổi nữa.")
        case .staysPrivate:
            Texts(
                en: "A delegation's own paper stays its own. Submit it as a new document instead.",
                vi: "Tài liệu nội bộ của đoàn luôn là nội bộ. Xin nộp thành một tài liệu mới.")
        case .notEmbargoed:
            Texts(en: "The document is under no embargo.", vi: "Tài liệu không bị hạn chế công bố.")
        case .embargoPast:
            Texts(en: "An embargo ends in the future.", vi: "Thời điểm hết hạn chế công bố phải ở tương lai.")
        case .textAdopted:
            Texts(
                en: "The text was adopted already; there is nothing to wait for.",
                vi: "Văn bản đã được thông qua; không còn gì phải chờ.")
        case .authenticIsEnglish:
            Texts(
                en: "The authentic text is the English one. Add other languages as translations.",
                vi: "Bản chính thức là bản tiếng Anh. Các ngôn ngữ khác được thêm dưới dạng bản dịch.")
        case .nothingToTranslate:
            Texts(
                en: "A document begins with its authentic text; translations come after it.",
                vi: "Tài liệu bắt đầu bằng bản chính thức; bản dịch được thêm sau.")
        case .libraryFull:
            Texts(
                en: "The library holds as much as it may (\(maximum ?? 0) MB).",
                vi: "Thư viện đã đạt dung lượng tối đa (\(maximum ?? 0) MB).")
        case .reasonNeeded: .reasonNeeded
        case .missing: .missing(subject)
        case .tooLong: .tooLong(subject, most: maximum)
        case .tooMany: .tooMany(subject, most: maximum)
        case .controlCharacter: .controlCharacter(subject)
        case .outOfRange:
            subject == "symbol"
                ? Texts(
                    en: "A symbol is made of letters a to z, digits, blanks and / . - _ ( ) & +.",
                    vi: "Ký hiệu chỉ gồm chữ cái a đến z, chữ số, dấu cách và / . - _ ( ) & +.")
                : .outOfRange(subject)
        case .fileEmpty: Texts(en: "The file is empty.", vi: "Tệp không có nội dung.")
        case .fileTooLarge:
            Texts(
                en: "A file may have \(maximum ?? 0) MB at most.", vi: "Mỗi tệp được có nhiều nhất \(maximum ?? 0) MB.")
        case .fileKind:
            Texts(
                en:
                    "The library does not take files of this name or kind. It takes PDF, Word, OpenDocument, text, HTML, spreadsheets, slides, PNG and JPEG.",
                vi:
                    "Thư viện không nhận tệp có tên hoặc loại này. Thư viện nhận PDF, Word, OpenDocument, văn bản, HTML, bảng tính, trình chiếu, PNG và JPEG."
            )
        case .fileContent:
            Texts(
                en: "The file \(subject) is not what its name says.",
                vi: "Nội dung tệp \(subject) không đúng với loại tệp theo tên.")
        }
    }
}
