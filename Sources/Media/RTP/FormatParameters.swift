/// The parameters of one `a=fmtp` line, in the order in which they were written.
///
/// Names compare without regard to case (RFC 4855, section 3). Two lists are equal if they say the same, in any order.
public struct FormatParameters: Sendable {
    public struct Entry: Sendable, Hashable {
        public var name: String
        /// nil where the parameter is a bare word, such as `0-15` of telephone events.
        public var value: String?

        public init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var entries: [Entry]

    public init() { entries = [] }

    /// Reads what follows the payload type: `minptime=10;useinbandfec=1`.
    public init(text: some StringProtocol) {
        // By bytes: quicker, and no combining character hides a separator.
        entries = Substring(text).utf8.split(separator: UInt8(ascii: ";")).compactMap { part in
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.trimmed(pair[0])
            guard !name.isEmpty else { return nil }
            return Entry(name: String(name), value: pair.count == 2 ? String(Self.trimmed(pair[1])) : nil)
        }
    }

    /// What follows the payload type on the line.
    public var text: String {
        entries.map { entry in entry.value.map { "\(entry.name)=\($0)" } ?? entry.name }.joined(separator: ";")
    }

    public var isEmpty: Bool { entries.isEmpty }

    public subscript(name: String) -> String? {
        get { entries.first { Self.same($0.name, name) }?.value }
        set {
            let index = entries.firstIndex { Self.same($0.name, name) }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// A parameter that is a decimal number; nil if it is absent or anything else.
    public func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    private static func same(_ a: String, _ b: String) -> Bool { a == b || a.lowercased() == b.lowercased() }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring {
        var rest = text
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return Substring(rest)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension FormatParameters: Hashable {
    private var canonical: [String: String?] {
        Dictionary(entries.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    public static func == (a: FormatParameters, b: FormatParameters) -> Bool { a.canonical == b.canonical }
    public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

extension FormatParameters: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        entries = elements.map { Entry(name: $0.0, value: $0.1) }
    }
}
