public import Foundation
public import Timetable

/// Reads and writes the files of `mufakat timetable`.
public enum WeekJSON {
    /// More is no week.
    public static let mostBytes = 8 << 20

    public static func week(from data: Data) throws(WeekFault) -> Week { try decode(Week.self, from: data) }

    /// A timetable by itself, or the answer that holds one.
    public static func timetable(from data: Data) throws(WeekFault) -> WeekTimetable {
        struct Holder: Decodable { var timetable: WeekTimetable }
        if data.count <= mostBytes, let holder = try? JSONDecoder().decode(Holder.self, from: data) {
            return holder.timetable
        }
        return try decode(WeekTimetable.self, from: data)
    }

    public static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(WeekFault) -> Value {
        guard data.count <= mostBytes else {
            throw WeekFault("", en: "the file is larger than 8 MiB", vi: "tệp lớn hơn 8 MiB")
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let fault as WeekFault {
            throw fault
        } catch let error as DecodingError {
            throw WeekFault(error, in: data)
        } catch {
            throw WeekFault("", en: "\(error)", vi: "\(error)")
        }
    }
}

extension WeekFault {
    fileprivate init(_ error: DecodingError, in data: Data) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(context.codingPath + [key], en: "this member is missing", vi: "thiếu mục này")
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let (en, vi) = Self.kind(of: type)
            self.init(context.codingPath, en: "\(en) is expected", vi: "cần \(vi)")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self.init(syntaxOf: data)
        case .dataCorrupted(let context):
            let reason = context.debugDescription
            self.init(context.codingPath, en: reason, vi: "không đọc được (\(reason))")
        @unknown default: self.init("", en: "\(error)", vi: "\(error)")
        }
    }

    /// The decoder does not say where the text is no JSON; the other parser does.
    private init(syntaxOf data: Data) {
        var reason = "it cannot be read"
        do { _ = try JSONSerialization.jsonObject(with: data) } catch {
            reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? reason
        }
        var place = ""
        if let found = reason.firstMatch(of: /(?: around| starting from)? character (\d+)\.?$/),
            let offset = Int(found.1)
        {
            reason.removeSubrange(found.range)
            let before = data.prefix(offset)
            let line = before.count { $0 == UInt8(ascii: "\n") }
            let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
            place = "line \(line + 1), column \(column + 1)"
        }
        self.init(place, en: "this is no JSON: \(reason)", vi: "không phải JSON: \(reason)")
    }

    private static func kind(of type: any Any.Type) -> (en: String, vi: String) {
        switch "\(type)" {
        case "String": ("a text in quotation marks", "một văn bản trong dấu ngoặc kép")
        case "Bool": ("true or false", "true hoặc false")
        case let name where name.hasPrefix("Array") || name.hasPrefix("["): ("a list [...]", "một danh sách [...]")
        case let name where name.hasPrefix("Dictionary"): ("an object {...}", "một đối tượng {...}")
        case let name where name.hasPrefix("Int"): ("a whole number", "một số nguyên")
        default: ("a value of another kind", "một giá trị loại khác")
        }
    }
}
