public import Summit

/// What somebody asks to happen to a conference; ``ConferenceState/decide(_:by:at:)`` says whether it does.
///
/// In JSON an object with one member, named as the case, that holds an object with what the case carries.
public enum ConferenceCommand: Sendable, Hashable, Codable {
    // The secretariat
    case planMeeting(meeting: PlannedMeeting)
    /// Replaces the plan of a meeting that is there.
    case changeMeeting(meeting: PlannedMeeting)
    case cancelMeeting(meeting: MeetingID, reason: String)
    case inviteDelegation(seat: Seat)
    case changeDelegation(seat: Seat)
    /// Who is not there yet is invited, the others are changed, and focal points are named; all or nothing.
    case importDelegations(seats: [Seat], focalPoints: [SeatID: ParticipantID]?)
    case nameFocalPoint(delegation: SeatID, person: ParticipantID)
    case approve(person: ParticipantID)
    /// All or nobody.
    case approveAll(people: [ParticipantID])
    case revoke(person: ParticipantID, reason: String)

    // The secretariat, and a delegation's focal point for their own
    case register(person: Person)
    case changePerson(person: Person)
    /// Whoever is not there yet is registered, the others are changed; all or nobody.
    case registerAll(people: [Person])
    case setSite(delegation: SeatID, site: Site)
    case removeSite(delegation: SeatID, site: String)
    /// Nil: free whenever the conference is.
    case setFreeHours(delegation: SeatID, level: Level, hours: [Interval]?)
    /// All or nothing.
    case setAllFreeHours(hours: [FreeHours])
    /// The address of a calendar that was given out before opens nothing any more. A person's own they may renew themselves.
    case renewDelegationCalendar(delegation: SeatID)
    case renewPersonCalendar(person: ParticipantID)

    // The timetable
    case setPlanning(planning: Planning)
    case place(placements: [Placement])
    case unplace(meeting: MeetingID)
    case publishTimetable
    /// Each becomes an item of the checklist; those that were scheduled before and have no evidence yet are taken back.
    case scheduleLineTests(tests: [LineTest])

    // The run of show
    /// Adds a cue, or replaces the one with its id; `after`: the cue that it follows, nil: it comes first.
    case setCue(meeting: MeetingID, cue: Cue, after: String?)
    case removeCue(meeting: MeetingID, cue: String)
    case beginCue(meeting: MeetingID, cue: String)
    /// Forgets what has begun.
    case startRehearsal(meeting: MeetingID)
    case endRehearsal(meeting: MeetingID)

    // Checklists
    case setChecklistItem(item: ChecklistItem)
    case removeChecklistItem(item: String)
    /// By the secretariat, and for its own items by a delegation.
    case giveEvidence(item: String, passed: Bool, note: String)
}

/// What happened to a conference. The record holds nothing else; a conference's state is the fold of its events.
public enum ConferenceEvent: Sendable, Hashable, Codable {
    /// Always and only the first.
    case conferenceCreated(conference: ConferenceFacts)
    case meetingPlanned(meeting: PlannedMeeting)
    case meetingChanged(meeting: PlannedMeeting)
    case meetingCancelled(meeting: MeetingID, reason: String)
    case delegationInvited(seat: Seat)
    case delegationChanged(seat: Seat)
    case focalPointNamed(delegation: SeatID, person: ParticipantID)
    case personRegistered(person: Person)
    case personChanged(person: Person)
    case approved(person: ParticipantID)
    /// Their delegation changed what they were approved as.
    case approvalLapsed(person: ParticipantID)
    case revoked(person: ParticipantID, reason: String)
    case siteSet(delegation: SeatID, site: Site)
    case siteRemoved(delegation: SeatID, site: String)
    case freeHoursSet(delegation: SeatID, level: Level, hours: [Interval]?)
    case planningSet(planning: Planning)
    case placed(placements: [Placement])
    case unplaced(meeting: MeetingID)
    /// What was placed is from now on what everybody goes by.
    case timetablePublished
    case delegationCalendarRenewed(delegation: SeatID)
    case personCalendarRenewed(person: ParticipantID)
    /// By the system: another release of the time zone database moved meetings, which stay where they were by the host's clock.
    case clocksRevised(revision: RevisedClocks)
    case cueSet(meeting: MeetingID, cue: Cue, after: String?)
    case cueRemoved(meeting: MeetingID, cue: String)
    case cueBegun(meeting: MeetingID, cue: String, at: Timestamp)
    case rehearsalStarted(meeting: MeetingID)
    case rehearsalEnded(meeting: MeetingID)
    case checklistItemSet(item: ChecklistItem)
    case checklistItemRemoved(item: String)
    case evidenceGiven(item: String, evidence: Evidence)
}
