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
        } catch let error as DecodingError {
            switch error {
            case .keyNotFound(let key, let context):
                throw WeekFault(context.codingPath + [key], unreadable: "this member is missing")
            case .typeMismatch(let type, let context):
                throw WeekFault(context.codingPath, unreadable: "a value of another kind is expected (\(type))")
            case .valueNotFound(_, let context):
                throw WeekFault(context.codingPath, unreadable: "a value is missing")
            case .dataCorrupted(let context):
                throw WeekFault(context.codingPath, unreadable: context.debugDescription)
            @unknown default: throw WeekFault("", en: "\(error)", vi: "\(error)")
            }
        } catch {
            throw WeekFault("", en: "\(error)", vi: "\(error)")
        }
    }
}
