/// The settings file: `key = value` lines, `#` begins a comment line, the last of two equal keys is an error.
///
///     # /etc/mufakat/settings
///     listen = [::]:443
///     public-address = https://summit.example
enum SettingsFile {
    /// - Throws: ``ExitReason`` `.configuration` naming the line.
    static func parse(_ text: String, name: String) throws(ExitReason) -> [SettingKey: String] {
        var values: [SettingKey: String] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.trimmed
            if content.isEmpty || content.hasPrefix("#") { continue }
            guard let equals = content.firstIndex(of: "=") else {
                throw ExitReason(.configuration, "\(name), line \(index + 1): expected \"key = value\".")
            }
            let keyText = String(content[..<equals]).trimmed
            guard let key = SettingKey(rawValue: keyText) else {
                throw ExitReason(.configuration, "\(name), line \(index + 1): there is no setting \"\(keyText)\".")
            }
            guard values[key] == nil else {
                throw ExitReason(.configuration, "\(name), line \(index + 1): \"\(keyText)\" is set twice.")
            }
            values[key] = String(content[content.index(after: equals)...]).trimmed
        }
        return values
    }
}

extension StringProtocol {
    /// Without the spaces, tabs and carriage returns around it.
    var trimmed: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// The parts between commas, without spaces around them and without empty parts.
    var commaSeparated: [String] {
        split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    }
}
