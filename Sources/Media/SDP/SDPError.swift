/// Why a text is no usable session description, and where.
public struct SDPError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        /// More bytes than `SDPLimits.bytes`.
        case tooLarge
        /// A count passed its limit in `SDPLimits`; the name of what was counted.
        case tooMany(String)
        /// Not `<letter>=<value>`, or a character that SDP forbids.
        case malformedLine
        /// A line that must be there is missing; its first letters, for example `v=`.
        case missing(String)
        /// A value that does not follow its grammar; the name of the line or attribute.
        case malformed(String)
        /// Something that must be unique came twice; its name.
        case repeated(String)
    }

    /// 1-based line of the text; 0 when the error belongs to the whole text.
    public var line: Int
    public var reason: Reason

    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }

    public var description: String {
        let what =
            switch reason {
            case .tooLarge: "the description is too large"
            case .tooMany(let name): "too many: \(name)"
            case .malformedLine: "not a line of SDP"
            case .missing(let name): "\(name) is missing"
            case .malformed(let name): "malformed: \(name)"
            case .repeated(let name): "given twice: \(name)"
            }
        return line > 0 ? "SDP line \(line): \(what)" : "SDP: \(what)"
    }
}
