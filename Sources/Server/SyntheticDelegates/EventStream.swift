/// Reads `text/event-stream` (WHATWG HTML, section 9.2) as it comes, in pieces cut anywhere.
struct EventStream {
    /// A longer event is no event of ours.
    static let maximumBytes = 1 << 20

    struct Event: Hashable {
        var id: String?
        var data: String
    }

    struct TooLarge: Error {}

    private var line: [UInt8] = []
    private var afterCarriageReturn = false
    private var data: [String] = []
    private var size = 0
    private var id: String?

    /// The events that are complete with these bytes.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            defer { afterCarriageReturn = byte == UInt8(ascii: "\r") }
            switch byte {
            case UInt8(ascii: "\n") where afterCarriageReturn: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if let event = endLine() { events.append(event) }
            default:
                size += 1
                guard size <= Self.maximumBytes else { throw TooLarge() }
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else {
            defer {
                data.removeAll()
                size = 0
            }
            return data.isEmpty ? nil : Event(id: id, data: data.joined(separator: "\n"))
        }
        let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty else { return nil }  // a comment, sent to keep the line open
        var value = parts.count > 1 ? parts[1] : []
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: name, as: UTF8.self) {
        case "data": data.append(String(decoding: value, as: UTF8.self))
        case "id": id = String(decoding: value, as: UTF8.self)
        default: break
        }
        return nil
    }
}
