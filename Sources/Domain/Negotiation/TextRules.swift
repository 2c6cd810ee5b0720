/// What the body whose text it will be lays down for its decisions. Whoever changes it gives a reason, which is recorded.
public struct TextRules: Sendable, Hashable, Codable {
    /// Seconds that a silence procedure lasts at least. 72 hours, where nothing else is laid down (UN General Assembly decision 74/544).
    public var silenceSeconds: Int
    /// Silence is consent even of a delegation that did not confirm that it received the text.
    public var silencePassesUnconfirmed: Bool
    /// Seconds of silence that are left at least when this server was away, or could not keep what was said: nobody could break it then.
    public var silenceGraceSeconds: Int
    /// A text may be decided on with words in brackets.
    public var decidesWithBrackets: Bool

    public init(
        silenceSeconds: Int = 72 * 3_600, silencePassesUnconfirmed: Bool = false, silenceGraceSeconds: Int = 3_600,
        decidesWithBrackets: Bool = false
    ) {
        self.silenceSeconds = silenceSeconds
        self.silencePassesUnconfirmed = silencePassesUnconfirmed
        self.silenceGraceSeconds = silenceGraceSeconds
        self.decidesWithBrackets = decidesWithBrackets
    }
}
