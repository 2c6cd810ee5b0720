import Foundation
public import Summit

/// One letter to one person (RFC 5322): plain text in UTF-8, and nothing in its header that it did not put there itself.
public struct Letter: Sendable, Hashable {
    public var to: MailAddress
    public var from: MailAddress
    public var subject: String
    public var body: String
    public var date: Timestamp
    /// The left half of the Message-ID, the same whenever the same letter is sent again; letters, digits, dots and hyphens.
    public var name: String
    public var isUrgent: Bool

    public init(
        to: MailAddress, from: MailAddress, subject: String, body: String, date: Timestamp, name: String,
        isUrgent: Bool = false
    ) {
        self.to = to
        self.from = from
        self.subject = subject
        self.body = body
        self.date = date
        self.name = name
        self.isUrgent = isUrgent
    }

    /// As it goes over the wire.
    public var bytes: [UInt8] {
        let domain = from.text.split(separator: "@").last.map(String.init) ?? "localhost"
        var lines = [
            "From: Mufakat <\(from.text)>", "To: <\(to.text)>", "Subject: \(Self.words(subject))",
            "Date: \(Self.date(date))", "Message-ID: <\(Self.plain(name))@\(domain)>", "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        if isUrgent { lines.append("Importance: high") }
        let text = Data(body.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)
        lines += [
            "",
            text.base64EncodedString(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ]),
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private static func plain(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) ? $0 : "-" })
    }

    /// Words of a header in pieces, so that lines have at most 76 characters (RFC 2047); no character is cut.
    private static func words(_ text: String) -> String {
        var pieces: [String] = []
        var piece = ""
        for character in text.unicodeScalars {
            let visible = character.properties.generalCategory == .control ? " " : String(character)
            if piece.utf8.count + visible.utf8.count > 39 {
                pieces.append(piece)
                piece = ""
            }
            piece += visible
        }
        return (pieces + [piece]).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(
            separator: "\r\n ")
    }

    /// RFC 5322, section 3.3.
    static func date(_ time: Timestamp) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return formatter.string(from: Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000))
    }
}
