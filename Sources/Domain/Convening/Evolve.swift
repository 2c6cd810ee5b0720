import Summit

/// An event that cannot have happened; the record that tells it is damaged or of a later release.
public struct InapplicableConferenceEvent: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
}

extension ConferenceState {
    /// Folds an event. The state is unchanged if it throws.
    public mutating func evolve(_ event: ConferenceEvent) throws(InapplicableConferenceEvent) {
        switch event {
        case .conferenceCreated: throw .init(description: "a conference is created once")
        case .meetingPlanned(let meeting):
            guard self.meeting(meeting.id) == nil else { throw .init(description: "there is a meeting \(meeting.id)") }
            meetings.append(meeting)
        case .meetingChanged(let meeting): meetings[try index(of: meeting.id)] = meeting
        case .meetingCancelled(let id, _):
            let plan = meetings.remove(at: try index(of: id))
            for index in meetings.indices { meetings[index].feeds.removeAll { $0 == id } }
            placements[id] = nil
            runs[id] = nil
            if published?[id] != nil {
                published?[id]?.isCancelled = true
                published?[id]?.sequence += 1
                published?[id]?.cancelledPlan = plan
            }
        case .delegationInvited(let seat):
            guard delegation(seat.id) == nil else { throw .init(description: "there is a delegation \(seat.id)") }
            delegations.append(Delegation(seat: seat))
        case .delegationChanged(let seat): delegations[try index(of: seat.id)].seat = seat
        case .focalPointNamed(let id, let person): delegations[try index(of: id)].focalPoint = try known(person)
        case .personRegistered(let person):
            guard people[person.id] == nil else { throw .init(description: "\(person.id) is registered") }
            if let delegation = person.delegation { _ = try index(of: delegation) }
            people[person.id] = Registration(person: person)
            roll.append(person.id)
        case .personChanged(let person): people[try known(person.id)]?.person = person
        case .approved(let id): people[try known(id)]?.accreditation = .approved
        case .approvalLapsed(let id): people[try known(id)]?.accreditation = .registered
        case .revoked(let id, _):
            people[try known(id)]?.accreditation = .revoked
            people[id]?.generation &+= 1
            people[id]?.calendarGeneration &+= 1
        case .siteSet(let id, let site):
            let delegation = try index(of: id)
            if let index = delegations[delegation].sites.firstIndex(where: { $0.id == site.id }) {
                delegations[delegation].sites[index] = site
            } else {
                delegations[delegation].sites.append(site)
            }
        case .siteRemoved(let id, let site): delegations[try index(of: id)].sites.removeAll { $0.id == site }
        case .freeHoursSet(let id, let level, let hours): delegations[try index(of: id)].freeHours[level] = hours
        case .planningSet(let new): planning = new
        case .placed(let new):
            for placement in new { _ = try index(of: placement.meeting) }
            for placement in new { placements[placement.meeting] = placement }
        case .unplaced(let id): placements[id] = nil
        case .timetablePublished: publish()
        case .delegationCalendarRenewed(let id): delegations[try index(of: id)].calendarGeneration &+= 1
        case .personCalendarRenewed(let id): people[try known(id)]?.calendarGeneration &+= 1
        case .clocksRevised(let revision): try revise(revision)
        case .cueSet(let id, let cue, let after):
            _ = try index(of: id)
            var run = runs[id] ?? RunOfShow()
            run.cues.removeAll { $0.id == cue.id }
            var place = 0
            if let after {
                guard let index = run.cues.firstIndex(where: { $0.id == after }) else {
                    throw .init(description: "there is no cue \(after)")
                }
                place = index + 1
            }
            run.cues.insert(cue, at: place)
            runs[id] = run
        case .cueRemoved(let id, let cue):
            runs[id]?.cues.removeAll { $0.id == cue }
            runs[id]?.begun[cue] = nil
        case .cueBegun(let id, let cue, let time):
            guard runs[id]?.cues.contains(where: { $0.id == cue }) == true else {
                throw .init(description: "there is no cue \(cue)")
            }
            runs[id]?.begun[cue] = time
        case .rehearsalStarted(let id):
            _ = try index(of: id)
            runs[id, default: RunOfShow()].begun = [:]
            runs[id]?.isRehearsal = true
        case .rehearsalEnded(let id):
            runs[id]?.begun = [:]
            runs[id]?.isRehearsal = false
        case .checklistItemSet(let item):
            if let index = checklist.firstIndex(where: { $0.id == item.id }) {
                checklist[index] = item
            } else {
                checklist.append(item)
            }
        case .checklistItemRemoved(let id):
            checklist.removeAll { $0.id == id }
            evidence[id] = nil
        case .evidenceGiven(let id, let new):
            guard checklist.contains(where: { $0.id == id }) else { throw .init(description: "there is no item \(id)") }
            evidence[id] = Array(((evidence[id] ?? []) + [new]).suffix(ConferenceLimits.evidence))
        }
    }

    /// What changed gets its next sequence number; what has no place any more is cancelled.
    private mutating func publish() {
        var next = published ?? [:]
        for (id, known) in next where !known.isCancelled && placements[id] == nil {
            next[id]?.isCancelled = true
            next[id]?.sequence += 1
        }
        for meeting in meetings {
            guard let placement = placements[meeting.id] else { continue }
            guard var known = next[meeting.id] else {
                next[meeting.id] = PublishedMeeting(placement: placement, length: meeting.length)
                continue
            }
            guard known.isCancelled || known.placement != placement || known.length != meeting.length else { continue }
            known.placement = placement
            known.length = meeting.length
            known.isCancelled = false
            known.sequence += 1
            next[meeting.id] = known
        }
        published = next
    }

    private func index(of id: MeetingID) throws(InapplicableConferenceEvent) -> Int {
        guard let index = meetings.firstIndex(where: { $0.id == id }) else {
            throw .init(description: "there is no meeting \(id)")
        }
        return index
    }

    private func index(of id: SeatID) throws(InapplicableConferenceEvent) -> Int {
        guard let index = delegations.firstIndex(where: { $0.id == id }) else {
            throw .init(description: "there is no delegation \(id)")
        }
        return index
    }

    private func known(_ id: ParticipantID) throws(InapplicableConferenceEvent) -> ParticipantID {
        guard people[id] != nil else { throw .init(description: "\(id) is not registered") }
        return id
    }
}
