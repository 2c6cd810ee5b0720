import Summit

/// Lines of an iCalendar file: at most 75 bytes, longer ones folded (RFC 5545 section 3.1).
struct CalendarText {
    private(set) var text = ""

    /// Bytes of a line, without its end.
    static let longestLine = 75

    /// A line of words that are known to be clean.
    mutating func line(_ name: String, _ value: String) { fold("\(name):\(value)") }

    /// A line of text from people; none when it is empty.
    mutating func text(_ name: String, _ value: String) {
        let escaped = Self.escaped(value)
        if !escaped.isEmpty { fold("\(name):\(escaped)") }
    }

    /// A continued line begins with a space. No character's bytes are torn apart: what reads line by line as UTF-8 could
    /// not read them.
    private mutating func fold(_ line: String) {
        var room = Self.longestLine
        for scalar in line.unicodeScalars {
            let bytes = UTF8.width(scalar)
            if bytes > room {
                text += "\r\n "
                room = Self.longestLine - 1
            }
            text.unicodeScalars.append(scalar)
            room -= bytes
        }
        text += "\r\n"
    }

    /// A parameter with text from people, quoted; none when it is empty. No quotation mark can stand in it.
    static func parameter(_ name: String, _ value: String) -> String {
        let clean = value.unicodeScalars.lazy.filter { $0 >= " " && !("\u{7F}"..."\u{9F}").contains($0) }
            .map { $0 == "\"" ? "'" : $0 }
        let text = String(String.UnicodeScalarView(clean))
        return text.isEmpty ? "" : ";\(name)=\"\(text)\""
    }

    /// As a TEXT value (section 3.3.11). Every kind of line end becomes `\n`; other control characters have no place there.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "\n" where afterReturn: break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\\", ";", ",":
                escaped.append("\\")
                escaped.append(scalar)
            case "\t": escaped.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

extension CivilTime {
    /// `20200414T140000`
    var calendarText: String {
        let year = String(date.year)
        return String(repeating: "0", count: max(0, 4 - year.count)) + year + twoDigits(date.month)
            + twoDigits(date.day) + "T" + twoDigits(hour) + twoDigits(minute) + twoDigits(second)
    }
}

/// `+0530`, `-0800`; with seconds where a zone once had them.
func calendarOffset(_ offset: Int) -> String {
    let size = abs(offset)
    let seconds = size % 60 == 0 ? "" : twoDigits(size % 60)
    return (offset < 0 ? "-" : "+") + twoDigits(size / 3_600) + twoDigits(size / 60 % 60) + seconds
}
