/// `a=extmap`: the id under which a header extension travels (RFC 8285 section 5).
public struct ExtensionMapping: Hashable, Sendable {
    /// 1...14 fits the one-byte form, 15...255 needs the two-byte form; larger values only appear in offers that ask
    /// the answerer to choose.
    public var id: UInt16
    public var direction: MediaDirection?
    public var uri: String
    /// What follows the URI, if anything.
    public var attributes: String?

    public init(id: UInt16, direction: MediaDirection? = nil, uri: String, attributes: String? = nil) {
        self.id = id
        self.direction = direction
        self.uri = uri
        self.attributes = attributes
    }

    /// 4096...4351 are the offers' "you choose" range.
    static let validIDs: ClosedRange<UInt16> = 1...4_351

    init?(text: Substring) {
        let fields = text.fields
        guard fields.count >= 2 else { return nil }
        let head = fields[0].split(at: UInt8(ascii: "/"))
        guard head.count <= 2, let id = UInt16(head[0]), Self.validIDs.contains(id) else { return nil }
        if head.count == 2 {
            guard let direction = MediaDirection(rawValue: String(head[1])) else { return nil }
            self.direction = direction
        } else {
            direction = nil
        }
        self.id = id
        uri = String(fields[1])
        attributes = fields.count > 2 ? fields[2...].joined(separator: " ") : nil
    }

    var text: String {
        "\(id)\(direction.map { "/\($0.rawValue)" } ?? "") \(uri)\(attributes.map { " \($0)" } ?? "")"
    }
}
