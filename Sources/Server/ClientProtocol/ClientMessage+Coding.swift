import Procedure

extension ClientMessage {
    /// The `type` on the wire.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case hello, command, ping, publish, receive, candidate, unpublish, watch, line, note
    }

    public var kind: Kind {
        switch self {
        case .hello: .hello
        case .command: .command
        case .ping: .ping
        case .publish: .publish
        case .receive: .receive
        case .candidate: .candidate
        case .unpublish: .unpublish
        case .watch: .watch
        case .line: .line
        case .note: .note
        }
    }

    /// The client's own name for this request, when it expects an answer to it.
    public var id: String? {
        switch self {
        case .command(let id, _), .publish(let id, _), .receive(let id, _), .candidate(let id, _, _, _),
            .unpublish(let id), .note(let id, _):
            id
        case .hello, .ping, .watch, .line: nil
        }
    }
}

extension ClientMessage: Codable {
    private enum Key: String, CodingKey {
        case type, id, version, device, resume, command, clientTime, sdp, connection, candidate, mid, slots, text
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func id() throws -> String { try fields.decodeText(.id, atMost: MessageLimits.id) }
        func sdp() throws -> String { try fields.decodeText(.sdp, atMost: MessageLimits.frame) }
        switch try fields.decode(Kind.self, forKey: .type) {
        case .hello:
            let resume = try fields.decodeIfPresent(Int.self, forKey: .resume)
            self = .hello(
                version: try fields.decode(Int.self, forKey: .version),
                device: try fields.decodeText(.device, atMost: MessageLimits.id),
                resume: resume.flatMap { $0 >= 0 ? $0 : nil })
        case .command: self = .command(id: try id(), try fields.decode(MeetingCommand.self, forKey: .command))
        case .ping:
            let bound = 1e15
            self = .ping(clientTime: try fields.decodeNumber(.clientTime, in: -bound...bound))
        case .publish: self = .publish(id: try id(), sdp: try sdp())
        case .receive: self = .receive(id: try id(), sdp: try sdp())
        case .candidate:
            self = .candidate(
                id: try id(), connection: try fields.decode(MediaConnection.self, forKey: .connection),
                candidate: try fields.decodeText(.candidate, from: 0, atMost: MessageLimits.candidate),
                mid: try fields.contains(.mid) && !fields.decodeNil(forKey: .mid)
                    ? fields.decodeText(.mid, from: 0, atMost: MessageLimits.mid) : nil)
        case .unpublish: self = .unpublish(id: try id())
        case .watch:
            let slots = try fields.decode([WatchedSlot].self, forKey: .slots)
            guard slots.count <= MessageLimits.slots else {
                throw DecodingError.dataCorruptedError(
                    forKey: .slots, in: fields, debugDescription: "may be \(MessageLimits.slots) at most")
            }
            self = .watch(slots)
        case .line: self = .line(try LineReport(from: decoder))
        case .note: self = .note(id: try id(), text: try fields.decodeText(.text, atMost: MessageLimits.note))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(kind, forKey: .type)
        try fields.encodeIfPresent(id, forKey: .id)
        switch self {
        case .hello(let version, let device, let resume):
            try fields.encode(version, forKey: .version)
            try fields.encode(device, forKey: .device)
            try fields.encodeIfPresent(resume, forKey: .resume)
        case .command(_, let command): try fields.encode(command, forKey: .command)
        case .ping(let clientTime): try fields.encode(clientTime, forKey: .clientTime)
        case .publish(_, let sdp), .receive(_, let sdp): try fields.encode(sdp, forKey: .sdp)
        case .candidate(_, let connection, let candidate, let mid):
            try fields.encode(connection, forKey: .connection)
            try fields.encode(candidate, forKey: .candidate)
            try fields.encodeIfPresent(mid, forKey: .mid)
        case .unpublish: break
        case .watch(let slots): try fields.encode(slots, forKey: .slots)
        case .line(let report): try report.encode(to: encoder)
        case .note(_, let text): try fields.encode(text, forKey: .text)
        }
    }
}
