import Procedure
import Summit

/// Words that are filled into the phrases of refusals.
enum RefusalWords {
    /// `first` for position 0.
    static func ordinal(_ position: Int) -> Texts {
        let english = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
        let vietnamese = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]
        guard english.indices.contains(position) else {
            let number = position &+ 1
            return Texts(en: "number \(number)", vi: "thứ \(number)")
        }
        return Texts(en: english[position], vi: "thứ \(vietnamese[position])")
    }

    /// `the presiding chair or the secretariat`; nil when nobody is named.
    static func anyOf(_ capacities: [String]) -> Texts? {
        let names = capacities.compactMap { capacityNames[$0] }
        guard !names.isEmpty else { return nil }
        return Texts(
            en: names.map { $0["en"] }.joined(separator: " or "), vi: names.map { $0["vi"] }.joined(separator: " hoặc ")
        )
    }

    static let capacityNames = [
        "presiding": Texts(en: "the presiding chair", vi: "người đang chủ trì"),
        "chair": Texts(en: "the chair or co-chair", vi: "Chủ tịch hoặc Đồng Chủ tịch"),
        "secretariat": Texts(en: "the secretariat", vi: "Ban Thư ký"),
        "delegation": Texts(en: "a delegation in the room", vi: "đoàn đại biểu trong phòng họp"),
        "microphone": Texts(
            en: "the holder of the speaking seat's microphone", vi: "người giữ micrô của đoàn đang phát biểu"),
        "self": Texts(en: "the participant in person", vi: "chính người tham dự"),
        "system": Texts(en: "the system", vi: "hệ thống"),
    ]

    static func standing(_ standing: Standing) -> Texts {
        switch standing {
        case .invited: Texts(en: "You have not entered the meeting.", vi: "Quý vị chưa vào cuộc họp.")
        case .lobby: Texts(en: "You are in the lobby.", vi: "Quý vị đang ở phòng chờ.")
        case .admitted: Texts(en: "You are in the room.", vi: "Quý vị đang ở trong phòng họp.")
        case .removed: Texts(en: "You no longer take part.", vi: "Quý vị không còn tham dự cuộc họp.")
        }
    }

    static func sitting(_ sitting: Sitting) -> Texts {
        switch sitting {
        case .scheduled: Texts(en: "has not been opened yet", vi: "chưa khai mạc")
        case .open: Texts(en: "is open", vi: "đang diễn ra")
        case .suspended: Texts(en: "is suspended", vi: "đang tạm dừng")
        case .closed: Texts(en: "is closed", vi: "đã bế mạc")
        }
    }

    static func segment(_ segment: Segment) -> Texts {
        switch segment {
        case .open: Texts(en: "open", vi: "công khai")
        case .restricted: Texts(en: "restricted", vi: "hạn chế")
        case .retreat: Texts(en: "a retreat", vi: "họp hẹp")
        }
    }
}
