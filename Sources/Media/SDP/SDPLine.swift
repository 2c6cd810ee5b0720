/// One line: a letter, `=`, and a value.
struct SDPLine {
    /// 1-based.
    var number: Int
    var type: UInt8
    var value: Substring

    /// Cuts a text into lines; size and characters are checked here, once.
    static func lines(of text: Substring, limits: SDPLimits) throws(SDPError) -> [SDPLine] {
        guard text.utf8.count <= limits.bytes else { throw SDPError(line: 0, reason: .tooLarge) }
        var lines: [SDPLine] = []
        var number = 0
        for piece in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var bytes = piece
            if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
            if bytes.isEmpty { continue }  // the end of the text; some senders leave an empty line
            guard bytes.count <= limits.lineBytes else { throw SDPError(line: number, reason: .tooLarge) }
            guard let type = bytes.popFirst(), (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(type),
                bytes.popFirst() == UInt8(ascii: "="), !bytes.contains(0), !bytes.contains(UInt8(ascii: "\r"))
            else { throw SDPError(line: number, reason: .malformedLine) }
            lines.append(SDPLine(number: number, type: type, value: Substring(bytes)))
        }
        return lines
    }

    func error(_ reason: SDPError.Reason) -> SDPError { SDPError(line: number, reason: reason) }

    /// Name and value of an `a=` line; a property attribute has an empty value.
    var attribute: (name: Substring, value: Substring) {
        value.cut(at: UInt8(ascii: ":")) ?? (value, "")
    }

    /// The value, if this is the attribute `name`.
    func attribute(named name: String) -> Substring? {
        guard type == UInt8(ascii: "a") else { return nil }
        let attribute = attribute
        return attribute.name == name ? attribute.value : nil
    }

    func origin() throws(SDPError) -> SessionDescription.Origin {
        let fields = value.fields
        guard fields.count == 6, let id = UInt64(fields[1]), let version = UInt64(fields[2]) else {
            throw error(.malformed("o="))
        }
        return SessionDescription.Origin(
            username: String(fields[0]), sessionID: id, version: version,
            address: fields[3...].joined(separator: " "))
    }
}

extension TransportDescription {
    /// Takes the line if it is one of ours; false if it is another attribute.
    mutating func take(_ line: SDPLine, limits: SDPLimits) throws(SDPError) -> Bool {
        let (name, value) = line.attribute
        switch name {
        case "ice-ufrag":
            guard (4...256).contains(value.utf8.count), value.isICEText else {
                throw line.error(.malformed("ice-ufrag"))
            }
            usernameFragment = String(value)
        case "ice-pwd":
            guard (22...256).contains(value.utf8.count), value.isICEText else {
                throw line.error(.malformed("ice-pwd"))
            }
            password = String(value)
        case "ice-options":
            iceOptions = value.fields.prefix(16).map { String($0) }
        case "setup":
            guard let role = SetupRole(rawValue: String(value)) else { throw line.error(.malformed("setup")) }
            setup = role
        case "fingerprint":
            let fields = value.fields
            guard fields.count == 2, fields[1].isFingerprint else { throw line.error(.malformed("fingerprint")) }
            guard fingerprints.count < limits.fingerprints else { throw line.error(.tooMany("fingerprints")) }
            fingerprints.append(Fingerprint(hash: fields[0].lowercased(), value: fields[1].uppercased()))
        default:
            return false
        }
        return true
    }
}

extension Substring {
    /// RFC 8839 section 5.4: letters, digits, `+` and `/`. Some endpoints also use `-`, `_` and `=`; no harm in those.
    fileprivate var isICEText: Bool {
        utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    }

    /// Two hex digits, then colon and two hex digits again and again (RFC 8122 section 5).
    fileprivate var isFingerprint: Bool {
        let bytes = utf8
        guard bytes.count % 3 == 2, bytes.count <= 64 * 3 else { return false }
        return bytes.enumerated().allSatisfy { index, byte in
            index % 3 == 2 ? byte == UInt8(ascii: ":") : Character(UnicodeScalar(byte)).isHexDigit
        }
    }
}
