public import Summit

extension ConferenceState {
    /// What comes of a command: the events to be recorded, in order, or the rule that refuses it. No events: what was
    /// asked for is so already.
    public func decide(
        _ command: ConferenceCommand, by author: Author, at time: Timestamp
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        switch command {
        case .planMeeting(let meeting):
            try requireSecretariat(author)
            try check(meeting)
            // Neither does a cancelled meeting's id come back as another's: calendars know it.
            guard self.meeting(meeting.id) == nil, published?[meeting.id] == nil else {
                throw .init(.meetingExists, meeting.id.rawValue)
            }
            try refuse(meetings.count, atLeast: ConferenceLimits.meetings, "meeting")
            return [.meetingPlanned(meeting: meeting)]
        case .changeMeeting(let meeting):
            try requireSecretariat(author)
            let known = try self.known(meeting.id)
            try check(meeting)
            return known == meeting ? [] : [.meetingChanged(meeting: meeting)]
        case .cancelMeeting(let id, let reason):
            try requireSecretariat(author)
            _ = try known(id)
            try check(reason: reason)
            return [.meetingCancelled(meeting: id, reason: reason)]
        case .inviteDelegation(let seat):
            try requireSecretariat(author)
            guard delegation(seat.id) == nil else { throw .init(.delegationExists, seat.id.rawValue) }
            try refuse(delegations.count, atLeast: ConferenceLimits.delegations, "delegation")
            try check(seat)
            return [.delegationInvited(seat: seat)]
        case .changeDelegation(let seat):
            try requireSecretariat(author)
            return try changing(try known(seat.id), to: seat)
        case .importDelegations(let seats, let focalPoints):
            try requireSecretariat(author)
            return try importing(seats, focalPoints ?? [:])
        case .nameFocalPoint(let id, let person):
            try requireSecretariat(author)
            let delegation = try known(id)
            guard try known(person).person.delegation == id else { throw .init(.noSuchPerson, person.rawValue) }
            return delegation.focalPoint == person ? [] : [.focalPointNamed(delegation: id, person: person)]
        case .approve(let id):
            try requireSecretariat(author)
            return try known(id).accreditation == .approved ? [] : [.approved(person: id)]
        case .approveAll(let ids):
            try requireSecretariat(author)
            try refuse(ids.count - 1, atLeast: ConferenceLimits.people, "people")
            var events: [ConferenceEvent] = []
            var seen: Set<ParticipantID> = []
            for id in ids where seen.insert(id).inserted {
                if try known(id).accreditation != .approved { events.append(.approved(person: id)) }
            }
            return events
        case .revoke(let id, let reason):
            try requireSecretariat(author)
            try check(reason: reason)
            return try known(id).accreditation == .revoked ? [] : [.revoked(person: id, reason: reason)]

        case .register(let person):
            guard people[person.id] == nil else {
                try require(person.delegation, of: author)
                throw .init(.personExists, person.id.rawValue)
            }
            return try registering(person, by: author)
        case .changePerson(let person): return try changing(try known(person.id), to: person, by: author)
        case .registerAll(let new):
            var events: [ConferenceEvent] = []
            var seen: Set<ParticipantID> = []
            for person in new {
                guard seen.insert(person.id).inserted else { throw .init(.twice, person.id.rawValue) }
                if let known = people[person.id] {
                    events += try changing(known, to: person, by: author)
                } else {
                    events += try registering(person, by: author)
                }
            }
            try refuse(roll.count + seen.subtracting(roll).count - 1, atLeast: ConferenceLimits.people, "people")
            return events
        case .setSite(let id, let site):
            try require(id, of: author)
            let delegation = try known(id)
            try check(site)
            if let same = delegation.sites.first(where: { $0.id == site.id }) {
                if same == site { return [] }
            } else {
                try refuse(delegation.sites.count, atLeast: ConferenceLimits.sites, "site")
            }
            return [.siteSet(delegation: id, site: site)]
        case .removeSite(let id, let site):
            try require(id, of: author)
            guard try known(id).sites.contains(where: { $0.id == site }) else { throw .init(.noSuchSite, site) }
            return [.siteRemoved(delegation: id, site: site)]
        case .setFreeHours(let id, let level, let hours):
            try require(id, of: author)
            if let hours { try check(hours) }
            return try known(id).freeHours[level] == hours
                ? [] : [.freeHoursSet(delegation: id, level: level, hours: hours)]
        case .setAllFreeHours(let all): return try setting(all, by: author)
        case .renewDelegationCalendar(let id):
            try require(id, of: author)
            return [.delegationCalendarRenewed(delegation: try known(id).id)]
        case .renewPersonCalendar(let id):
            if author.participant != id || people[id]?.accreditation == .revoked {
                try require(people[id]?.person.delegation, of: author)
            }
            return [.personCalendarRenewed(person: try known(id).id)]

        case .setPlanning(let new):
            try requireSecretariat(author)
            try check(new)
            return planning == new ? [] : [.planningSet(planning: new)]
        case .place(let new):
            try requireSecretariat(author)
            try check(new)
            let changed = new.filter { placements[$0.meeting] != $0 }
            return changed.isEmpty ? [] : [.placed(placements: changed)]
        case .unplace(let id):
            try requireSecretariat(author)
            _ = try known(id)
            return placements[id] == nil ? [] : [.unplaced(meeting: id)]
        case .publishTimetable:
            try requireSecretariat(author)
            if let meeting = meetings.first(where: { placements[$0.id] == nil }) {
                throw .init(.unplaced, meeting.id.rawValue)
            }
            guard hasUnpublishedChanges else { throw .init(.nothingToPublish) }
            return [.timetablePublished]

        case .scheduleLineTests(let tests):
            try requireSecretariat(author)
            return try scheduling(tests)
        case .setCue(let id, let cue, let after):
            try requireSecretariat(author)
            try check(cue, after: after, in: try known(id).id)
            let run = runs[id] ?? RunOfShow()
            let isSame = run.cues.firstIndex(of: cue).map { ($0 == 0 ? nil : run.cues[$0 - 1].id) == after } ?? false
            return isSame ? [] : [.cueSet(meeting: id, cue: cue, after: after)]
        case .removeCue(let id, let cue):
            try requireSecretariat(author)
            return [.cueRemoved(meeting: id, cue: try known(cue, in: id).id)]
        case .beginCue(let id, let cue):
            try requireSecretariat(author)
            return [.cueBegun(meeting: id, cue: try known(cue, in: id).id, at: time)]
        case .startRehearsal(let id):
            try requireSecretariat(author)
            return runs[try known(id).id]?.isRehearsal == true ? [] : [.rehearsalStarted(meeting: id)]
        case .endRehearsal(let id):
            try requireSecretariat(author)
            return runs[try known(id).id]?.isRehearsal == true ? [.rehearsalEnded(meeting: id)] : []

        case .setChecklistItem(let item):
            try requireSecretariat(author)
            try check(item)
            return checklist.contains(item) ? [] : [.checklistItemSet(item: item)]
        case .removeChecklistItem(let id):
            try requireSecretariat(author)
            guard checklist.contains(where: { $0.id == id }) else { throw .init(.noSuchItem, id) }
            return [.checklistItemRemoved(item: id)]
        case .giveEvidence(let id, let passed, let note):
            guard let item = checklist.first(where: { $0.id == id }) else {
                try requireSecretariat(author)
                throw .init(.noSuchItem, id)
            }
            try require(item.delegation, of: author)
            try check(note: note)
            return [.evidenceGiven(item: id, evidence: Evidence(passed: passed, note: note, at: time))]
        }
    }

    private func registering(_ person: Person, by author: Author) throws(ConferenceRefusal) -> [ConferenceEvent] {
        try require(person.delegation, of: author)
        try refuse(roll.count, atLeast: ConferenceLimits.people, "person")
        try check(person)
        return [.personRegistered(person: person)]
    }

    private func changing(
        _ registration: Registration, to person: Person, by author: Author
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        try require(registration.person.delegation, of: author)
        guard person.delegation == registration.person.delegation else {
            throw .init(.keepsDelegation, person.id.rawValue)
        }
        try check(person)
        guard person != registration.person else { return [] }
        let changed = ConferenceEvent.personChanged(person: person)
        return lapses(registration, as: person, by: author) ? [changed, .approvalLapsed(person: person.id)] : [changed]
    }

    /// Whether the secretariat must look at somebody again: their delegation made somebody else of them. A name or a function
    /// may be put right at any time.
    private func lapses(_ registration: Registration, as person: Person, by author: Author) -> Bool {
        guard registration.accreditation == .approved, !isSecretariat(author) else { return false }
        let old = registration.person
        return old.role != person.role || old.rank != person.rank || old.levels != person.levels
    }

    private func scheduling(_ tests: [LineTest]) throws(ConferenceRefusal) -> [ConferenceEvent] {
        try refuse(tests.count - 1, atLeast: ConferenceLimits.lineTests, "tests")
        var wanted: Set<String> = []
        var events: [ConferenceEvent] = []
        let known = Dictionary(checklist.map { ($0.id, $0) }) { $1 }
        for (index, test) in tests.enumerated() {
            guard (5...240).contains(test.length) else {
                throw .init(.outOfRange, "tests[\(index)].length", minimum: 5, maximum: 240)
            }
            let item = test.item()
            try check(item)
            guard wanted.insert(item.id).inserted else { throw .init(.twice, "tests[\(index)]") }
            if known[item.id] != item { events.append(.checklistItemSet(item: item)) }
        }
        try refuse(
            Set(known.keys).union(wanted).count - 1, atLeast: ConferenceLimits.checklistItems, "tests")
        let old = checklist.filter { $0.check == .lineTested && $0.id.hasPrefix(LineTest.prefix) }
        return old.filter { !wanted.contains($0.id) && evidence[$0.id] == nil }.map {
            .checklistItemRemoved(item: $0.id)
        } + events
    }

    // MARK: Rights

    /// The installation's administration, and the approved people of the secretariat.
    public func isSecretariat(_ author: Author) -> Bool {
        switch author {
        case .administration: true
        case .system: false
        case .participant(let id):
            people[id].map { $0.accreditation == .approved && $0.person.role == .secretariat } ?? false
        }
    }

    /// Whether somebody acts for a delegation: its focal point, unless their accreditation was revoked.
    public func isFocalPoint(_ author: Author, of delegation: SeatID) -> Bool {
        guard let id = author.participant, people[id]?.accreditation != .revoked else { return false }
        return self.delegation(delegation)?.focalPoint == id
    }

    func requireSecretariat(_ author: Author) throws(ConferenceRefusal) {
        guard isSecretariat(author) else { throw .init(.notAllowed) }
    }

    /// The secretariat; of a delegation's own matters, its focal point too.
    func require(_ delegation: SeatID?, of author: Author) throws(ConferenceRefusal) {
        if isSecretariat(author) { return }
        guard let delegation, isFocalPoint(author, of: delegation) else { throw .init(.notAllowed) }
    }

    // MARK: What is there

    func known(_ id: MeetingID) throws(ConferenceRefusal) -> PlannedMeeting {
        guard let meeting = meeting(id) else { throw .init(.noSuchMeeting, id.rawValue) }
        return meeting
    }

    func known(_ cue: String, in id: MeetingID) throws(ConferenceRefusal) -> Cue {
        _ = try known(id)
        guard let known = runs[id]?.cues.first(where: { $0.id == cue }) else { throw .init(.noSuchCue, cue) }
        return known
    }

    func known(_ id: SeatID) throws(ConferenceRefusal) -> Delegation {
        guard let delegation = delegation(id) else { throw .init(.noSuchDelegation, id.rawValue) }
        return delegation
    }

    func known(_ id: ParticipantID) throws(ConferenceRefusal) -> Registration {
        guard let person = people[id] else { throw .init(.noSuchPerson, id.rawValue) }
        return person
    }
}

extension ConferenceState {
    /// Decides a command and folds what comes of it. The state is unchanged if it throws.
    public mutating func perform(
        _ command: ConferenceCommand, by author: Author, at time: Timestamp
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        let events = try decide(command, by: author, at: time)
        for event in events {
            do { try evolve(event) } catch {
                preconditionFailure("What was decided cannot be folded. \(error)")
            }
        }
        return events
    }
}
