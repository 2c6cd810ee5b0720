import Summit

/// What every record refuses of its input in the same words.
extension Texts {
    static let reasonNeeded = Texts(
        en: "This needs a reason, which is recorded.", vi: "Việc này cần lý do để ghi biên bản.")

    static func missing(_ subject: String) -> Texts {
        Texts(en: "\(subject) is needed.", vi: "Cần có \(subject).")
    }

    static func tooLong(_ subject: String, most: Int?) -> Texts {
        Texts(
            en: "\(subject) may have \(most ?? 0) characters at most.",
            vi: "\(subject) được có nhiều nhất \(most ?? 0) ký tự.")
    }

    static func tooMany(_ subject: String, most: Int?) -> Texts {
        Texts(en: "\(subject): there may be \(most ?? 0) at most.", vi: "\(subject): nhiều nhất là \(most ?? 0).")
    }

    static func controlCharacter(_ subject: String) -> Texts {
        Texts(
            en: "\(subject) has a control character, which nobody can see. Enter it again.",
            vi: "\(subject) có ký tự điều khiển không nhìn thấy được. Hãy nhập lại.")
    }

    static func outOfRange(_ subject: String) -> Texts {
        Texts(en: "\(subject) cannot be so.", vi: "\(subject) không hợp lệ.")
    }
}
