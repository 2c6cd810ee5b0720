import Summit

/// A text of the week's file that has a form; what is none says what is expected.
protocol WeekWord: RawRepresentable<String> {
    /// What one looks like, as the end of a sentence.
    static var form: Texts { get }
}

extension MeetingID: WeekWord {
    static var form: Texts {
        Texts(
            en: "an id has 1 to 40 small letters, digits and hyphens, such as plus-three",
            vi: "mã gồm 1 đến 40 chữ thường, chữ số và gạch nối, ví dụ plus-three")
    }
}

extension SeatID: WeekWord {
    static var form: Texts {
        Texts(
            en: "a delegation has 1 to 16 capitals, digits and hyphens, such as VN",
            vi: "mã đoàn gồm 1 đến 16 chữ hoa, chữ số và gạch nối, ví dụ VN")
    }
}

extension WeekName: WeekWord {
    static var form: Texts {
        Texts(
            en: "a name has 1 to 40 letters of the English alphabet, digits and hyphens, such as VN-FM",
            vi: "tên gồm 1 đến 40 chữ cái không dấu, chữ số và gạch nối, ví dụ VN-FM")
    }
}

extension WeekDate: WeekWord {
    static var form: Texts {
        Texts(en: "days of the calendar look like 2021-08-02", vi: "ngày theo lịch có dạng 2021-08-02")
    }
}

extension TimeOfDay: WeekWord {
    static var form: Texts {
        Texts(en: "times look like 08:30, from 00:00 to 24:00", vi: "giờ có dạng 08:30, từ 00:00 đến 24:00")
    }
}

extension WeekMoment: WeekWord {
    static var form: Texts {
        Texts(
            en: "moments look like 2021-08-02T08:30 or 2021-08-02T08:30:00+07:00",
            vi: "thời điểm có dạng 2021-08-02T08:30 hoặc 2021-08-02T08:30:00+07:00")
    }
}

extension Week.Level: WeekWord {
    static var form: Texts { .oneOf(allCases.map(\.rawValue)) }
}

extension Week.Attendance: WeekWord {
    static var form: Texts { .oneOf(allCases.map(\.rawValue)) }
}

extension Texts {
    fileprivate static func oneOf(_ words: [String]) -> Texts {
        let list = words.joined(separator: ", ")
        return Texts(en: "known are \(list)", vi: "chỉ có \(list)")
    }
}

// Every fault names its place: a decoder's own errors do not, where a number is too large or no whole one.

extension KeyedDecodingContainer {
    func word<Word: WeekWord>(_ key: Key) throws -> Word {
        try Self.word(decode(String.self, forKey: key), codingPath + [key])
    }

    func wordIfPresent<Word: WeekWord>(_ key: Key) throws -> Word? {
        try decodeIfPresent(String.self, forKey: key).map { try Self.word($0, codingPath + [key]) }
    }

    func words<Word: WeekWord>(_ key: Key) throws -> [Word] {
        try decode([String].self, forKey: key).enumerated().map { index, text in
            try Self.word(text, codingPath + [key], at: index)
        }
    }

    func wordsIfPresent<Word: WeekWord>(_ key: Key) throws -> [Word] {
        try isGiven(key) ? try words(key) : []
    }

    func whole(_ key: Key) throws -> Int {
        do { return try decode(Int.self, forKey: key) } catch let error as DecodingError { throw error } catch {
            throw WeekFault(
                codingPath + [key],
                en: "a whole number is expected, neither a fraction nor a greater one than can be counted",
                vi: "cần một số nguyên, không phải phân số và không quá lớn")
        }
    }

    func whole(_ key: Key, or standard: @autoclosure () -> Int) throws -> Int {
        try isGiven(key) ? try whole(key) : standard()
    }

    private func isGiven(_ key: Key) throws -> Bool {
        guard contains(key) else { return false }
        return try !decodeNil(forKey: key)
    }

    private static func word<Word: WeekWord>(
        _ text: String, _ path: [any CodingKey], at index: Int? = nil
    ) throws(WeekFault) -> Word {
        if let word = Word(rawValue: text) { return word }
        let shown = text.excerpt
        throw WeekFault(
            path, at: index, en: "\"\(shown)\" is none; \(Word.form["en"])",
            vi: "\"\(shown)\" không hợp lệ; \(Word.form["vi"])")
    }
}
