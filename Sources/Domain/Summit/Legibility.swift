// Texts that people enter are shown to others: they have a bound, and nothing in them that nobody sees.

extension Unicode.Scalar {
    /// Does something to the text around it and shows nothing itself: controls but for tab and line breaks, and those that turn the
    /// direction of letters (UAX 9).
    public var isUnseenControl: Bool {
        switch value {
        case 0x09, 0x0a, 0x0d: false
        case ..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    public var hasUnseenControls: Bool { unicodeScalars.contains(where: \.isUnseenControl) }

    /// - Parameter most: so many Unicode scalars.
    public func isLegible(atMost most: Int) -> Bool { unicodeScalars.count <= most && !hasUnseenControls }
}

extension Texts {
    public var hasUnseenControls: Bool { byLanguage.values.contains(where: \.hasUnseenControls) }

    /// - Parameter most: so many Unicode scalars in each language.
    public func isLegible(atMost most: Int) -> Bool { byLanguage.values.allSatisfy { $0.isLegible(atMost: most) } }
}

extension Seat {
    /// Whether this can be the name of a flag picture: small letters, digits and hyphens, such as `vn` or `gb-sct`.
    public static func isFlagName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }
}
