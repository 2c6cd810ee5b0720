public import Summit

/// Why a text could not be written in a form, or a file could not be read.
public enum TextFormatFailure: Error, Sendable, Hashable {
    /// The Debian package that has the program.
    case notInstalled(package: String)
    /// It took longer than it may, or more memory, or cannot be run at all.
    case failed
    /// No file of this form.
    case unreadable
    case tooLarge(megabytes: Int)
    /// More than a text can take.
    case tooMany(what: What, most: Int)
    case paragraphTooLong(most: Int)
    /// As many files are converted now as may be.
    case busy
    case nothingInIt

    public enum What: String, Sendable, Hashable { case paragraphs, changes }

    /// A stable name.
    public var reason: String {
        switch self {
        case .notInstalled: "converterMissing"
        case .failed: "conversionFailed"
        case .unreadable: "fileUnreadable"
        case .tooLarge: "tooLarge"
        case .tooMany: "tooMany"
        case .paragraphTooLong: "tooLong"
        case .busy: "conversionsBusy"
        case .nothingInIt: "fileEmpty"
        }
    }

    public var text: Texts {
        switch self {
        case .notInstalled(let package):
            Texts(
                en: "This form needs a program that is not installed on the server: the Debian package \(package).",
                vi: "Định dạng này cần một chương trình chưa được cài trên máy chủ: gói Debian \(package).")
        case .failed:
            Texts(
                en: "The file could not be converted within the time and memory that a conversion may take.",
                vi: "Không thể chuyển đổi tệp trong giới hạn thời gian và bộ nhớ cho phép.")
        case .unreadable:
            Texts(
                en: "The file cannot be read as what it is said to be. Save it anew and try again.",
                vi: "Không đọc được tệp theo định dạng đã nêu. Hãy lưu lại tệp rồi thử lại.")
        case .tooLarge(let megabytes):
            Texts(
                en: "The file is too large: at most \(megabytes) MB.",
                vi: "Tệp quá lớn: tối đa \(megabytes) MB.")
        case .tooMany(.paragraphs, let most):
            Texts(
                en: "The file has too many paragraphs: at most \(most) at once.",
                vi: "Tệp có quá nhiều đoạn: mỗi lần tối đa \(most) đoạn.")
        case .tooMany(.changes, let most):
            Texts(
                en: "The file has too many brackets, changes and comments: at most \(most) at once.",
                vi: "Tệp có quá nhiều dấu ngoặc, sửa đổi và ý kiến: mỗi lần tối đa \(most).")
        case .paragraphTooLong(let most):
            Texts(
                en: "A paragraph of the file is too long: at most \(most) letters.",
                vi: "Tệp có đoạn quá dài: mỗi đoạn tối đa \(most) ký tự.")
        case .busy:
            Texts(
                en: "Other files are being converted. Please try again in a moment.",
                vi: "Các tệp khác đang được chuyển đổi. Xin thử lại sau giây lát.")
        case .nothingInIt: Texts(en: "There are no words in the file.", vi: "Tệp không có nội dung.")
        }
    }
}
