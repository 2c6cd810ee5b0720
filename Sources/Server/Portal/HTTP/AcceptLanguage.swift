/// Which of our languages the reader prefers (RFC 9110 section 12.5.4).
enum AcceptLanguage {
    /// - Parameter available: in order of our own preference; the first is the answer when nothing fits.
    static func choose(_ field: String?, from available: [String]) -> String {
        var best: (language: String, quality: Double)?
        for range in (field ?? "").prefix(1000).split(separator: ",").prefix(32) {
            let parts = range.split(separator: ";").map(\.trimmed)
            guard let tag = parts.first?.lowercased() else { continue }
            var quality = 1.0
            for parameter in parts.dropFirst() where parameter.hasPrefix("q=") {
                quality = Double(parameter.dropFirst(2)) ?? 0
            }
            let primary = tag.prefix { $0 != "-" }
            let match = tag == "*" ? available.first : available.first { $0 == primary }
            if let match, quality > 0, quality > best?.quality ?? 0 { best = (match, quality) }
        }
        return best?.language ?? available.first ?? "en"
    }
}
