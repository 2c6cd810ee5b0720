extension String {
    /// Of a text that may be of any length, as much as a sentence holds.
    public var excerpt: String {
        unicodeScalars.count <= 60 ? self : "\(String(unicodeScalars.prefix(60)))…"
    }
}
