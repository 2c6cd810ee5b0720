import Summit
import Timetable

/// Writes meetings as one delegation's or person's calendar shows them.
struct CalendarWriter<Clocks: Zones> {
    let state: ConferenceState
    let owner: CalendarOwner
    let setting: CalendarSetting
    /// The host's.
    let zone: String
    let clocks: Clocks

    /// Whose clock and sites they go by.
    private var delegation: Delegation? {
        switch owner {
        case .delegation(let id): state.delegation(id)
        case .person(let id): state.people[id]?.person.delegation.flatMap(state.delegation)
        }
    }

    /// Of the whole calendar.
    var name: String {
        let title = state.facts.title
        return switch owner {
        case .delegation(let id): "\(both(title)) (\(state.delegation(id)?.seat.name["en"] ?? id.rawValue))"
        case .person: both(title)
        }
    }

    func entry(_ plan: PlannedMeeting, _ published: PublishedMeeting) -> CalendarEntry {
        let placement = published.placement
        let end = placement.start.advanced(byMilliseconds: Int64(published.length) * 60_000)
        let facts = state.facts
        return CalendarEntry(
            uid: "\(plan.id).\(facts.id)@\(setting.installation)", sequence: published.sequence,
            stamp: setting.changed[plan.id] ?? placement.start, start: placement.start, end: end, zone: zone,
            summary: both(plan.title),
            description: ["en", "vi"].map { words($0, from: placement.start, to: end) }.joined(separator: "\n\n"),
            location: location(placement), url: address(of: plan),
            status: published.isCancelled ? .cancelled : .confirmed,
            organizer: CalendarEntry.Organizer(name: hostName["en"], address: "\(setting.origin)/desk/\(facts.id)"))
    }

    /// Whoever opens it there has to have the right; the secret address of the room stands in no calendar.
    private func address(of plan: PlannedMeeting) -> String {
        switch owner {
        case .delegation: "\(setting.origin)/desk/\(state.facts.id)"
        case .person(let id): "\(setting.origin)/room/\(plan.id)/\(id)"
        }
    }

    private var hostName: Texts {
        state.delegation(state.facts.host)?.seat.name ?? Texts(en: state.facts.host.rawValue, vi: "")
    }

    /// The conference, and the time by the host's clock and by the reader's own.
    private func words(_ language: String, from start: Timestamp, to end: Timestamp) -> String {
        var lines = [state.facts.title[language]]
        let host = state.delegation(state.facts.host)?.seat
        lines.append(line(host?.capital ?? hostName, zone, language, start, end))
        if let seat = delegation?.seat, seat.id != state.facts.host, let own = seat.timeZone, own != zone,
            clocks.rules(of: own) != nil
        {
            lines.append(line(seat.capital ?? seat.name, own, language, start, end))
        }
        return lines.joined(separator: "\n")
    }

    /// `Tokyo (Asia/Tokyo): 2021-08-02 09:00 – 10:30`
    private func line(
        _ place: Texts, _ zone: String, _ language: String, _ start: Timestamp, _ end: Timestamp
    ) -> String {
        guard let rules = clocks.rules(of: zone) else { return "\(start) – \(end)" }
        let (from, to) = (rules.civilTime(at: start), rules.civilTime(at: end))
        let last = from.date == to.date ? to.clock : "\(to.date) \(to.clock)"
        return "\(place[language]) (\(zone)): \(from.date) \(from.clock) – \(last)"
    }

    /// The room in the hall for who is there, else the delegation's own sites.
    private func location(_ placement: Placement) -> String {
        let sites = delegation?.sites ?? []
        let (inHall, atSite) =
            switch owner {
            case .delegation: (sites.isEmpty || sites.contains(where: \.inHall), true)
            case .person(let id): isInHall(id) ? (true, false) : (false, true)
            }
        var places: [String] = []
        if inHall {
            if let room = placement.room { places.append(name(ofRoom: room)) }
            if let venue = state.facts.venue { places.append(both(venue)) }
        }
        if atSite { places += sites.filter { !$0.inHall }.map { both($0.name) } }
        return places.joined(separator: "; ")
    }

    private func name(ofRoom id: String) -> String {
        guard let room = state.planning.rooms.first(where: { $0.id.rawValue == id }), !room.name.isEmpty else {
            return id
        }
        return both(room.name)
    }

    private func isInHall(_ id: ParticipantID) -> Bool {
        state.people[id].map { $0.person.inHall || $0.person.delegation == nil } ?? false
    }

    /// In both languages where they differ.
    private func both(_ texts: Texts) -> String {
        let (en, vi) = (texts["en"], texts["vi"])
        return vi == en ? en : "\(en) / \(vi)"
    }
}
