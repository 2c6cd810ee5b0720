public import RTP

/// `a=rid`: a name for one encoding of an m-line (RFC 8851).
public struct RestrictionID: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable { case send, recv }

    /// 1 to 16 letters, digits, `-` or `_`; RFC 8852 keeps it that short for the header extension.
    public var id: String
    public var direction: Direction
    /// `pt=...;max-width=...`, as written.
    public var restrictions: FormatParameters

    public init(id: String, direction: Direction, restrictions: FormatParameters = FormatParameters()) {
        self.id = id
        self.direction = direction
        self.restrictions = restrictions
    }

    init?(text: Substring) {
        let fields = text.fields
        guard fields.count >= 2, Self.isValid(fields[0]), let direction = Direction(rawValue: String(fields[1])) else {
            return nil
        }
        self.init(
            id: String(fields[0]), direction: direction,
            restrictions: FormatParameters(text: fields[2...].joined(separator: " ")))
    }

    var text: String {
        "\(id) \(direction.rawValue)\(restrictions.isEmpty ? "" : " \(restrictions.text)")"
    }

    static func isValid(_ id: Substring) -> Bool {
        (1...16).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// `a=simulcast`: which encodings are sent and received at the same time (RFC 8853 section 5.1).
public struct Simulcast: Hashable, Sendable {
    public struct Alternative: Hashable, Sendable {
        public var rid: String
        /// Written with `~`: offered but not sent for now.
        public var isPaused: Bool

        public init(rid: String, isPaused: Bool = false) {
            self.rid = rid
            self.isPaused = isPaused
        }
    }

    /// Each element is one stream; its alternatives come in order of preference.
    public var send: [[Alternative]]
    public var receive: [[Alternative]]

    public init(send: [[Alternative]] = [], receive: [[Alternative]] = []) {
        self.send = send
        self.receive = receive
    }

    init?(text: Substring) {
        let fields = text.fields
        guard fields.count == 2 || fields.count == 4 else { return nil }
        self.init()
        for index in stride(from: 0, to: fields.count, by: 2) {
            guard let streams = Self.streams(fields[index + 1]) else { return nil }
            switch fields[index] {
            case "send" where send.isEmpty: send = streams
            case "recv" where receive.isEmpty: receive = streams
            default: return nil
            }
        }
    }

    /// All encodings, alternatives counted.
    var streamCount: Int { (send + receive).reduce(0) { $0 + $1.count } }

    private static func streams(_ text: Substring) -> [[Alternative]]? {
        var streams: [[Alternative]] = []
        for part in text.split(at: UInt8(ascii: ";")) {
            var alternatives: [Alternative] = []
            for word in part.split(at: UInt8(ascii: ",")) {
                let isPaused = word.utf8.first == UInt8(ascii: "~")
                let rid = isPaused ? word.dropFirst() : word
                guard RestrictionID.isValid(rid) else { return nil }
                alternatives.append(Alternative(rid: String(rid), isPaused: isPaused))
            }
            streams.append(alternatives)
        }
        return streams
    }

    var text: String {
        func side(_ word: String, _ streams: [[Alternative]]) -> String? {
            guard !streams.isEmpty else { return nil }
            let list = streams.map { alternatives in
                alternatives.map { ($0.isPaused ? "~" : "") + $0.rid }.joined(separator: ",")
            }
            return "\(word) \(list.joined(separator: ";"))"
        }
        return [side("send", send), side("recv", receive)].compactMap(\.self).joined(separator: " ")
    }
}
