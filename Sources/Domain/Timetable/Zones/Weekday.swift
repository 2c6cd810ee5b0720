public import Summit

/// A day of the week, as in ISO 8601 from Monday on.
public enum Weekday: String, Sendable, Hashable, Codable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 1970-01-01 was a Thursday.
    init(daysSince1970 days: Int64) { self = Self.allCases[Int((days + 3).flooring(by: 7).remainder)] }

    public var name: Texts {
        switch self {
        case .monday: Texts(en: "Monday", vi: "Thứ Hai")
        case .tuesday: Texts(en: "Tuesday", vi: "Thứ Ba")
        case .wednesday: Texts(en: "Wednesday", vi: "Thứ Tư")
        case .thursday: Texts(en: "Thursday", vi: "Thứ Năm")
        case .friday: Texts(en: "Friday", vi: "Thứ Sáu")
        case .saturday: Texts(en: "Saturday", vi: "Thứ Bảy")
        case .sunday: Texts(en: "Sunday", vi: "Chủ Nhật")
        }
    }
}
