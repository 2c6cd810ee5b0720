public import Summit

/// Why a week cannot be read as one: where in the JSON, and what is wrong there. Nothing is solved then.
public struct WeekFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// `meetings[3].delegations[1]`; empty for the whole.
    public let place: String
    public let problem: Texts

    public init(_ place: String, en: String, vi: String) {
        self.place = place
        problem = Texts(en: en, vi: vi)
    }

    public var description: String { words["en"] }

    /// The sentence with its place.
    public var words: Texts {
        guard !place.isEmpty else { return problem }
        return Texts(en: "\(place): \(problem["en"])", vi: "\(place): \(problem["vi"])")
    }

    /// What is wrong at a decoder's place.
    public init(_ path: [any CodingKey], at index: Int? = nil, en: String, vi: String) {
        var place = ""
        for key in path {
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += place.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        if let index { place += "[\(index)]" }
        self.init(place, en: en, vi: vi)
    }
}

extension WeekFault {
    static func unknown(_ place: String, _ kind: String, _ loai: String, _ name: some CustomStringConvertible) -> Self {
        WeekFault(
            place, en: "there is no \(kind) \"\(name)\"; write it as it stands in the week, or add it",
            vi: "không có \(loai) \"\(name)\"; hãy viết đúng như trong tuần họp, hoặc bổ sung")
    }

    static func twice(_ place: String, _ name: some CustomStringConvertible) -> Self {
        WeekFault(place, en: "\"\(name)\" stands here twice", vi: "\"\(name)\" bị ghi hai lần")
    }

    static func range(_ place: String, _ value: Int, _ range: ClosedRange<Int>) -> Self {
        WeekFault(
            place, en: "\(value) is not within \(range.lowerBound) to \(range.upperBound)",
            vi: "\(value) không nằm trong khoảng \(range.lowerBound) đến \(range.upperBound)")
    }

    static func unknownZone(_ place: String, _ name: String) -> Self {
        let name = name.excerpt
        return WeekFault(
            place, en: "no time zone has the name \"\(name)\"; names look like Asia/Ho_Chi_Minh",
            vi: "không có múi giờ nào tên \"\(name)\"; tên có dạng Asia/Ho_Chi_Minh")
    }
}
