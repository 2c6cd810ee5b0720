import Foundation
public import Summit

/// One act in the record, with what surrounds it: the envelope.
///
/// Its line is one JSON object without a blank and with keys in this order, and exactly those bytes are the record:
/// `{"sequence":1,"at":"2020-04-14T01:00:00.000Z","by":"vn-chair","previous":"00…","event":{…}}`.
public struct RecordEntry: Hashable, Sendable {
    /// From 1, without gaps.
    public let sequence: Int
    public let at: Timestamp
    public let by: Author
    /// The leaf hash of the line before; `RecordDigest.none` in the first.
    public let previous: RecordDigest
    /// The act itself: a JSON object.
    public let event: [UInt8]

    public init(sequence: Int, at: Timestamp, by: Author, previous: RecordDigest, event: [UInt8]) {
        self.sequence = sequence
        self.at = at
        self.by = by
        self.previous = previous
        self.event = event
    }

    /// The bytes of the line, without a line feed.
    public var line: [UInt8] {
        var bytes = Array(
            "{\"sequence\":\(sequence),\"at\":\"\(at.rawValue)\",\"by\":\"\(by.rawValue)\",\"previous\":\"".utf8)
        bytes.append(contentsOf: previous.hex.utf8)
        bytes.append(contentsOf: "\",\"event\":".utf8)
        bytes.append(contentsOf: event)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Reads a line. Only the one spelling that `line` writes is accepted. Of the event it sees no more than that it stands in braces on
    /// one line: whoever makes a value of it learns whether it is JSON, and who does not asks `isEventReadable`.
    public init(line: [UInt8]) throws(RecordProblem) {
        guard line.count <= RecordEntry.longestLine else { throw .tooLong(bytes: line.count) }
        var scanner = LineScanner(line)
        guard scanner.skip("{\"sequence\":"), let number = scanner.digits(), let sequence = Int(number), sequence > 0,
            String(sequence) == number
        else { throw .notAnEnvelope(field: "sequence") }
        guard scanner.skip(",\"at\":\""), let time = scanner.untilQuote(), let at = Timestamp(time),
            at.rawValue == time
        else { throw .notAnEnvelope(field: "at") }
        guard scanner.skip(",\"by\":\""), let author = scanner.untilQuote(),
            let by = Author(rawValue: author)
        else { throw .notAnEnvelope(field: "by") }
        guard scanner.skip(",\"previous\":\""), let hex = scanner.untilQuote(), let previous = RecordDigest(hex: hex)
        else { throw .notAnEnvelope(field: "previous") }
        guard scanner.skip(",\"event\":"), let event = scanner.restBefore("}"), RecordEntry.isBraced(event)
        else { throw .notAnEnvelope(field: "event") }
        self.init(sequence: sequence, at: at, by: by, previous: previous, event: event)
    }

    /// Longest line accepted, bytes.
    public static let longestLine = 1 << 20

    /// The bytes of an event: JSON with sorted keys and plain slashes, so that equal events have equal bytes.
    public static func bytes(of event: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(event))
    }

    /// The name of the event: of its first member.
    public var eventName: String? {
        let name = event.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
        return event.starts(with: Array("{\"".utf8)) ? String(validating: name, as: UTF8.self) : nil
    }

    /// The event as a value; throws a `DecodingError`.
    public func event<Event: Decodable>(as type: Event.Type) throws -> Event {
        try JSONDecoder().decode(type, from: Data(event))
    }

    /// The event is one JSON object.
    var isEventReadable: Bool { (try? JSONSerialization.jsonObject(with: Data(event))) is [String: Any] }

    private static func isBraced(_ bytes: [UInt8]) -> Bool {
        bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}") && !bytes.contains(UInt8(ascii: "\n"))
    }
}

/// Walks along the fixed form of a line.
private struct LineScanner {
    private var rest: ArraySlice<UInt8>

    init(_ line: [UInt8]) { rest = line[...] }

    mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    mutating func digits() -> String? {
        take(rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    }

    /// A string without escapes, and its closing quote.
    mutating func untilQuote() -> String? {
        guard let text = take(rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }), skip("\"")
        else { return nil }
        return text
    }

    /// What is left, if it ends with `end`.
    func restBefore(_ end: Unicode.Scalar) -> [UInt8]? {
        rest.last == UInt8(ascii: end) ? Array(rest.dropLast()) : nil
    }

    private mutating func take(_ part: ArraySlice<UInt8>) -> String? {
        guard !part.isEmpty, part.count <= 64 else { return nil }
        rest = rest.dropFirst(part.count)
        return String(validating: part, as: UTF8.self)
    }
}
