import Summit
import Timetable

// Whether what is asked for can stand: lengths, numbers, and what it refers to.

extension ConferenceState {
    func check(_ meeting: PlannedMeeting) throws(ConferenceRefusal) {
        guard !meeting.title["en"].isEmpty else { throw .init(.missing, "meeting.title") }
        try check(meeting.title, ConferenceLimits.textLength, "meeting.title")
        try check(meeting.format, "meeting.format")
        guard ConferenceLimits.length.contains(meeting.length) else {
            throw .init(
                .outOfRange, "meeting.length", minimum: ConferenceLimits.length.lowerBound,
                maximum: ConferenceLimits.length.upperBound)
        }
        if let reason = meeting.orderReason { try check(reason: reason) }
        guard !meeting.table.isEmpty else { throw .init(.missing, "meeting.table") }
        var seats: Set<SeatID> = []
        for seat in meeting.seats {
            _ = try known(seat)
            guard seats.insert(seat).inserted else { throw .init(.twice, seat.rawValue) }
        }
        for seat in [meeting.chair] + meeting.coChairs where !meeting.table.contains(seat) {
            throw .init(.noSuchDelegation, seat.rawValue)
        }
        try check(meeting.agenda, at: meeting.table)
        try refuse(meeting.segments.count - 1, atLeast: ConferenceLimits.segments, "meeting.segments")
        for (index, segment) in meeting.segments.enumerated() where !(1...meeting.length).contains(segment.minutes) {
            throw .init(.outOfRange, "meeting.segments[\(index)].minutes", minimum: 1, maximum: meeting.length)
        }
        for case let chair? in meeting.segments.map(\.chair) where !meeting.table.contains(chair) {
            throw .init(.noSuchDelegation, chair.rawValue)
        }
        try check(meeting.wishes)
        for next in meeting.feeds {
            _ = try known(next)
            guard !feeds(next, meeting.id) else { throw .init(.circular, next.rawValue) }
        }
    }

    /// Whether a meeting hands on, by any number of others, to another; the plan itself has no circles.
    private func feeds(_ from: MeetingID, _ to: MeetingID) -> Bool {
        var seen: Set<MeetingID> = []
        var waiting = [from]
        while let id = waiting.popLast() {
            if id == to { return true }
            guard seen.insert(id).inserted, let meeting = meeting(id) else { continue }
            waiting += meeting.feeds
        }
        return false
    }

    private func check(_ agenda: [AnnotatedItem], at table: [SeatID]) throws(ConferenceRefusal) {
        try refuse(agenda.count - 1, atLeast: ConferenceLimits.agendaItems, "meeting.agenda")
        for (index, item) in agenda.enumerated() {
            let place = "meeting.agenda[\(index)]"
            guard !item.title["en"].isEmpty else { throw .init(.missing, "\(place).title") }
            try check(item.title, ConferenceLimits.textLength, "\(place).title")
            if let lead = item.lead { _ = try known(lead) }
            var speakers: Set<SeatID> = []
            for speaker in item.speakers {
                guard table.contains(speaker) else { throw .init(.noSuchDelegation, speaker.rawValue) }
                guard speakers.insert(speaker).inserted else { throw .init(.twice, "\(place).speakers") }
            }
            try refuse(item.documents.count - 1, atLeast: ConferenceLimits.documents, "\(place).documents")
            for document in item.documents { try check(document, "\(place).documents") }
            if let minutes = item.minutes, !(1...1_440).contains(minutes) {
                throw .init(.outOfRange, "\(place).minutes", minimum: 1, maximum: 1_440)
            }
            if let seconds = item.speakingLimitSeconds, !(10...3_600).contains(seconds) {
                throw .init(.outOfRange, "\(place).speakingLimitSeconds", minimum: 10, maximum: 3_600)
            }
        }
    }

    func check(_ seat: Seat) throws(ConferenceRefusal) {
        guard !seat.name["en"].isEmpty else { throw .init(.missing, "seat.name") }
        try check(seat.name, ConferenceLimits.nameLength, "seat.name")
        try check(seat.title, ConferenceLimits.nameLength, "seat.title")
        try check(seat.capital ?? .empty, ConferenceLimits.nameLength, "seat.capital")
        try check(seat.flag, "seat.flag")
        guard Seat.isFlagName(seat.flag ?? "") else { throw .init(.outOfRange, "seat.flag") }
        guard seat.timeZone != nil else { throw .init(.missing, "seat.timeZone") }
        try check(seat.timeZone, "seat.timeZone")
    }

    func check(_ person: Person) throws(ConferenceRefusal) {
        if let delegation = person.delegation { _ = try known(delegation) }
        guard person.role.hasSeat == (person.delegation != nil) else { throw .init(.missing, "person.delegation") }
        // Who presides follows from the meeting's plan.
        guard !person.role.mayPreside else { throw .init(.outOfRange, "person.role") }
        try check(person.title, ConferenceLimits.nameLength, "person.title")
        try check(person.name, ConferenceLimits.nameLength, "person.name")
        guard Set(person.levels).count == person.levels.count else { throw .init(.twice, "person.levels") }
    }

    func check(_ site: Site) throws(ConferenceRefusal) {
        guard !site.id.isEmpty else { throw .init(.missing, "site.id") }
        try check(site.id, ConferenceLimits.siteLength, "site.id")
        guard !site.name["en"].isEmpty else { throw .init(.missing, "site.name") }
        try check(site.name, ConferenceLimits.nameLength, "site.name")
        try check(site.timeZone, "site.timeZone")
        try check(site.language, "site.language")
        try check(site.equipment, ConferenceLimits.textLength, "site.equipment")
    }

    func check(_ hours: [Interval]) throws(ConferenceRefusal) {
        try refuse(hours.count - 1, atLeast: ConferenceLimits.intervals, "hours")
        for (index, interval) in hours.enumerated() where interval.from >= interval.to {
            throw .init(.outOfRange, "hours[\(index)]")
        }
        for (index, pair) in zip(hours, hours.dropFirst()).enumerated() where pair.0.to > pair.1.from {
            throw .init(.twice, "hours[\(index + 1)]")
        }
    }

    func check(_ planning: Planning) throws(ConferenceRefusal) {
        typealias Most = Week.Limits
        for (count, most, name) in [
            (planning.days.count, Most.days, "days"), (planning.rooms.count, Most.rooms, "rooms"),
            (planning.interpreters?.teams.count ?? 0, Most.teams, "interpreters.teams"),
            (planning.order.count, Most.orders, "order"),
        ] { try refuse(count - 1, atLeast: most, "planning.\(name)") }
        for room in planning.rooms { try check(room.name, ConferenceLimits.nameLength, "planning.rooms") }
        for order in planning.order { try check(order.reason, ConferenceLimits.textLength, "planning.order") }
        for seat in planning.carried.keys.sorted() { _ = try known(seat) }
    }

    func check(_ wishes: MeetingWishes) throws(ConferenceRefusal) {
        try refuse(wishes.groups.count - 1, atLeast: Week.Limits.groups, "meeting.wishes.groups")
        try refuse(wishes.rooms.count - 1, atLeast: Week.Limits.rooms, "meeting.wishes.rooms")
        try refuse(wishes.preferredDays.count - 1, atLeast: Week.Limits.days, "meeting.wishes.preferredDays")
    }

    func check(_ placements: [Placement]) throws(ConferenceRefusal) {
        var seen: Set<MeetingID> = []
        for placement in placements {
            _ = try known(placement.meeting)
            guard seen.insert(placement.meeting).inserted else { throw .init(.twice, placement.meeting.rawValue) }
            try check(placement.room, "placements.room")
        }
    }

    func check(_ cue: Cue, after: String?, in id: MeetingID) throws(ConferenceRefusal) {
        guard !cue.id.isEmpty else { throw .init(.missing, "cue.id") }
        try check(cue.id, "cue.id")
        guard !cue.what["en"].isEmpty else { throw .init(.missing, "cue.what") }
        try check(cue.what, ConferenceLimits.textLength, "cue.what")
        let columns = [
            (cue.who, "who"), (cue.screen, "screen"), (cue.microphone, "microphone"),
            (cue.interpretation, "interpretation"), (cue.photo, "photo"),
        ]
        for (text, name) in columns { try check(text, ConferenceLimits.nameLength, "cue.\(name)") }
        let seconds = ConferenceLimits.cueLength
        guard seconds.contains(cue.seconds) else {
            throw .init(.outOfRange, "cue.seconds", minimum: seconds.lowerBound, maximum: seconds.upperBound)
        }
        if let after {
            guard after != cue.id else { throw .init(.twice, after) }
            _ = try known(after, in: id)
        }
        let cues = runs[id]?.cues ?? []
        if !cues.contains(where: { $0.id == cue.id }) { try refuse(cues.count, atLeast: ConferenceLimits.cues, "cue") }
    }

    func check(_ item: ChecklistItem) throws(ConferenceRefusal) {
        guard !item.id.isEmpty else { throw .init(.missing, "item.id") }
        try check(item.id, "item.id")
        guard !item.what["en"].isEmpty else { throw .init(.missing, "item.what") }
        try check(item.what, ConferenceLimits.textLength, "item.what")
        try check(item.owner, ConferenceLimits.nameLength, "item.owner")
        if let meeting = item.meeting { _ = try known(meeting) }
        if let site = item.site {
            let sites = try item.delegation.map(known)?.sites ?? []
            guard sites.contains(where: { $0.id == site }) else { throw .init(.noSuchSite, site) }
        } else if let delegation = item.delegation {
            _ = try known(delegation)
        }
        if !checklist.contains(where: { $0.id == item.id }) {
            try refuse(checklist.count, atLeast: ConferenceLimits.checklistItems, "item")
        }
    }

    func check(note: String) throws(ConferenceRefusal) { try check(note, ConferenceLimits.textLength, "note") }

    func check(reason: String) throws(ConferenceRefusal) {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .init(.reasonNeeded) }
        try check(reason, ConferenceLimits.textLength, "reason")
    }

    func refuse(_ count: Int, atLeast maximum: Int, _ subject: String) throws(ConferenceRefusal) {
        guard count < maximum else { throw .init(.tooMany, subject, maximum: maximum) }
    }

    private func check(_ text: String, _ maximum: Int, _ subject: String) throws(ConferenceRefusal) {
        guard text.unicodeScalars.count <= maximum else { throw .init(.tooLong, subject, maximum: maximum) }
        guard !text.hasUnseenControls else { throw .init(.controlCharacter, subject) }
    }

    private func check(_ texts: Texts, _ maximum: Int, _ subject: String) throws(ConferenceRefusal) {
        for text in texts.byLanguage.values { try check(text, maximum, subject) }
    }

    private func check(_ code: String?, _ subject: String) throws(ConferenceRefusal) {
        try check(code ?? "", ConferenceLimits.codeLength, subject)
    }
}
