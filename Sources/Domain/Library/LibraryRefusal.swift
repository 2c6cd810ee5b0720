import Summit

/// A command that the rules of a library do not allow now.
public struct LibraryRefusal: Error, Sendable, Hashable {
    public var reason: Reason
    /// What this is about: a member of the command, such as `title`, or the name of what.
    public var subject: String
    public var maximum: Int?

    public init(_ reason: Reason, _ subject: String = "", maximum: Int? = nil) {
        self.reason = reason
        self.subject = subject
        self.maximum = maximum
    }

    /// Stable names of the rules that refuse.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// The author has not the right.
        case notAllowed
        /// The secretariat takes no documents of delegations.
        case submissionsClosed
        /// Also of one that the author may not know of.
        case noSuchDocument
        case noSuchMeeting, noSuchItem, noSuchUpload
        /// Also of a text that the author may not read.
        case noSuchText
        case symbolTaken
        /// It was withdrawn: nothing changes in it.
        case withdrawn
        /// A delegation's own paper stays its own, and nothing is made one.
        case staysPrivate
        /// It is under no embargo.
        case notEmbargoed
        /// An embargo ends in the future.
        case embargoPast
        /// The text was adopted already: there is nothing to wait for.
        case textAdopted
        /// What holds in English is the authentic text.
        case authenticIsEnglish
        /// A translation comes with what it translates.
        case nothingToTranslate
        /// The library holds as many bytes as it may.
        case libraryFull
        case reasonNeeded
        case missing, tooLong, tooMany, controlCharacter, outOfRange
        /// The file has nothing in it.
        case fileEmpty
        /// The file has more bytes than it may.
        case fileTooLarge
        /// The file's name cannot be used, or its ending is of no kind that the library takes.
        case fileKind
        /// The file is not what its ending says.
        case fileContent
    }
}
