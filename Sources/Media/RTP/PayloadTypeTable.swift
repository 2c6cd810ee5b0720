/// What a receiver calls each format on one m-line: the payload type, and the one of its retransmissions.
public struct FormatPayloadTypes: Sendable, Hashable {
    private static let none: UInt8 = 0xFF
    /// One byte for each format.
    private var media: UInt64 = .max
    private var rtx: UInt64 = .max

    public init() {}

    public subscript(format: Codec.Format) -> PayloadType? {
        get { Self.read(media, format) }
        set { Self.write(&media, format, newValue) }
    }

    public subscript(rtxOf format: Codec.Format) -> PayloadType? {
        get { Self.read(rtx, format) }
        set { Self.write(&rtx, format, newValue) }
    }

    private static func read(_ word: UInt64, _ format: Codec.Format) -> PayloadType? {
        PayloadType(rawValue: UInt8(truncatingIfNeeded: word >> UInt64(8 * format.index)))
    }

    private static func write(_ word: inout UInt64, _ format: Codec.Format, _ type: PayloadType?) {
        let shift = UInt64(8 * format.index)
        word = word & ~(0xFF << shift) | UInt64(type?.rawValue ?? none) << shift
    }
}

/// What the payload types of a sender's m-line stand for.
public struct PayloadTypeFormats: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public var format: Codec.Format
        /// Whether these are retransmissions (RFC 4588) of that format.
        public var isRetransmission: Bool

        public init(format: Codec.Format, isRetransmission: Bool = false) {
            self.format = format
            self.isRetransmission = isRetransmission
        }
    }

    /// For each of the 128 payload types: 0xFF, or the format's index, plus 0x80 for retransmissions.
    private var table = [UInt8](repeating: 0xFF, count: 128)

    public init() {}

    /// A sender of these formats whose payload types do not matter any more.
    public init(of formats: FormatSet) {
        for (type, format) in formats.all.enumerated() {
            if let type = PayloadType(rawValue: UInt8(type)) { self[type] = Entry(format: format) }
        }
    }

    /// All formats that occur.
    public var formats: [Codec.Format] {
        Codec.Format.allCases.filter { format in
            table.contains { $0 != 0xFF && $0 & 0x7F == UInt8(format.index) }
        }
    }

    public subscript(type: PayloadType) -> Entry? {
        get {
            let value = table[Int(type.rawValue & 0x7F)]
            guard value != 0xFF else { return nil }
            return Entry(format: .allCases[Int(value & 0x7F)], isRetransmission: value & 0x80 != 0)
        }
        set {
            table[Int(type.rawValue & 0x7F)] =
                newValue.map { UInt8($0.format.index) | ($0.isRetransmission ? 0x80 : 0) } ?? 0xFF
        }
    }
}

/// A set of formats in one byte.
public struct FormatSet: Sendable, Hashable {
    private var bits: UInt8 = 0

    public init(_ formats: [Codec.Format]) {
        for format in formats { bits |= 1 << UInt8(format.index) }
    }

    public var all: [Codec.Format] { Codec.Format.allCases.filter { bits & 1 << UInt8($0.index) != 0 } }
}

extension Codec.Format {
    /// The place in `allCases`.
    var index: Int {
        switch self {
        case .opus: 0
        case .vp8: 1
        case .vp9: 2
        case .h264: 3
        case .av1: 4
        case .rtx: 5
        case .red: 6
        }
    }
}
