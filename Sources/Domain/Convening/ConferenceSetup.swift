import Summit

extension ConferenceFacts {
    /// The first event of a conference's record, if it can be called so.
    public func events() throws(ConferenceRefusal) -> [ConferenceEvent] {
        guard !title["en"].isEmpty else { throw .init(.missing, "conference.title") }
        for (text, name) in [(title, "title"), (theme, "theme"), (venue ?? .empty, "venue")] {
            guard text.length <= ConferenceLimits.textLength else {
                throw .init(.tooLong, "conference.\(name)", maximum: ConferenceLimits.textLength)
            }
            guard !text.hasUnseenControls else { throw .init(.controlCharacter, "conference.\(name)") }
        }
        guard timeZone.unicodeScalars.count <= ConferenceLimits.codeLength else {
            throw .init(.tooLong, "conference.timeZone", maximum: ConferenceLimits.codeLength)
        }
        let days = lastDay.daysSince1970 - firstDay.daysSince1970 + 1
        guard (1...Int64(ConferenceLimits.days)).contains(days) else {
            throw .init(.outOfRange, "conference.lastDay", minimum: 1, maximum: ConferenceLimits.days)
        }
        return [.conferenceCreated(conference: self)]
    }
}
