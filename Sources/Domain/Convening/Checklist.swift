public import Summit

/// Something that must be so before a meeting: who sees to it, until when, and what shows that it is done.
public struct ChecklistItem: Sendable, Hashable, Identifiable, Codable {
    public var id: String
    public var check: Check
    /// Nil: for all.
    public var meeting: MeetingID?
    public var delegation: SeatID?
    public var site: String?
    public var what: Texts
    public var owner: String
    public var due: Timestamp

    public init(
        id: String, check: Check, meeting: MeetingID? = nil, delegation: SeatID? = nil, site: String? = nil,
        what: Texts, owner: String = "", due: Timestamp
    ) {
        self.id = id
        self.check = check
        self.meeting = meeting
        self.delegation = delegation
        self.site = site
        self.what = what
        self.owner = owner
        self.due = due
    }
}

/// What the readiness board has a column for.
public enum Check: String, Sendable, Hashable, Codable, CaseIterable {
    case invited, accredited, lineTested, rehearsed, documents, other
}

/// What shows that an item of a checklist is done, or that it failed.
public struct Evidence: Sendable, Hashable, Codable {
    public var passed: Bool
    /// What was seen: a measured line, a document's symbol, a name.
    public var note: String
    public var at: Timestamp

    public init(passed: Bool, note: String, at: Timestamp) {
        self.passed = passed
        self.note = note
        self.at = at
    }
}

extension ConferenceState {
    /// One cell of the readiness board.
    public enum Readiness: String, Sendable, Hashable, Codable {
        /// Nothing is asked for.
        case none
        case ready
        /// To be done, and not yet due.
        case open
        case overdue
        case failed
    }

    /// How far a delegation is with a check, over all that is asked of it.
    public func readiness(of delegation: SeatID, _ check: Check, now: Timestamp) -> Readiness {
        var worst = Readiness.none
        func note(_ readiness: Readiness) { if readiness.weight > worst.weight { worst = readiness } }
        switch check {
        case .invited: note(self.delegation(delegation)?.focalPoint == nil ? .open : .ready)
        case .accredited:
            for registration in peopleInOrder where registration.person.delegation == delegation {
                if registration.accreditation != .revoked {
                    note(registration.accreditation == .approved ? .ready : .open)
                }
            }
        case .lineTested, .rehearsed, .documents, .other: break
        }
        for item in checklist where item.check == check && (item.delegation ?? delegation) == delegation {
            note(readiness(of: item, now: now))
        }
        return worst
    }

    public func readiness(of item: ChecklistItem, now: Timestamp) -> Readiness {
        if let evidence = evidence[item.id]?.last { return evidence.passed ? .ready : .failed }
        return now > item.due ? .overdue : .open
    }

    /// Why a meeting cannot begin: the items of its delegations and its own that are not ready. None: go.
    public func obstacles(to meeting: PlannedMeeting, now: Timestamp) -> [ChecklistItem] {
        let seats = Set(meeting.seats)
        return checklist.filter { item in
            (item.meeting ?? meeting.id) == meeting.id && item.delegation.map(seats.contains) ?? true
                && readiness(of: item, now: now) != .ready
        }
    }
}

extension ConferenceState.Readiness {
    fileprivate var weight: Int {
        switch self {
        case .none: 0
        case .ready: 1
        case .open: 2
        case .overdue: 3
        case .failed: 4
        }
    }
}
