extension Facts {
    /// Bounds of what people may enter.
    enum Limit {
        static let reason = 1_000
        static let text = 200
        static let memberships = 1_000
        static let terms = 1_000
        static let overrides = 1_000
        static let sequence = 300
    }

    /// The facts after this change.
    ///
    /// - Parameter zones: the names of the time zone database.
    /// - Throws: why not; the facts stay as they are.
    public func applying(_ change: FactsChange, zones: Set<String>) throws(FactsProblem) -> Facts {
        try check(change.grounds)
        var facts = self
        switch change {
        case .partyChanged(let change): try facts.change(change, zones)
        case .membershipAdded(let format, let membership): try facts.add(membership, to: format)
        case .membershipEnded(let end): try facts.end(end)
        case .chairChanged(let group, let exception): try facts.change(exception, in: group)
        case .coordinatorNamed(let coordination): try facts.name(coordination)
        case .orderOverridden(let override): try facts.add(override)
        }
        return facts
    }

    private func check(_ grounds: Grounds) throws(FactsProblem) {
        guard let reason = grounds.reason, !reason.allSatisfy(\.isWhitespace) else { throw .noReason }
        for (field, text) in [("reason", reason), ("source", grounds.source ?? "")] {
            guard text.unicodeScalars.count <= Limit.reason else {
                throw .tooLong(field: field, maximum: Limit.reason)
            }
            guard !text.hasUnseenControls else { throw .controlCharacter(field: field) }
        }
        guard grounds.author != nil else { throw .noAuthor }
    }

    func known(_ code: SeatID) throws(FactsProblem) -> Party {
        guard let party = parties[code] else { throw .unknownParty(code) }
        return party
    }

    func index(of id: FormatID) throws(FactsProblem) -> Int {
        guard let index = formats.firstIndex(where: { $0.id == id }) else { throw .unknownFormat(id) }
        return index
    }

    /// Whether the party is a member (and no partner) of the format on that day.
    func isMember(_ code: SeatID, of format: Format, on day: CivilDate) -> Bool {
        memberships(of: format).contains { $0.party == code && $0.standing == .member && $0.period.contains(day) }
    }

    private mutating func change(_ change: PartyChange, _ zones: Set<String>) throws(FactsProblem) {
        var party = try known(change.party)
        guard change.name != nil || change.capital != nil || change.timeZone != nil else { throw .nothingChanged }
        for (field, text) in [("name", change.name), ("capital", change.capital)] {
            guard let text else { continue }
            guard !text["en"].allSatisfy(\.isWhitespace) else { throw .empty(field: field) }
            guard text.length <= Limit.text else { throw .tooLong(field: field, maximum: Limit.text) }
            guard !text.hasUnseenControls else { throw .controlCharacter(field: field) }
        }
        if let zone = change.timeZone, !zones.contains(zone) { throw .unknownZone(zone) }
        party.name = change.name ?? party.name
        party.capital = change.capital ?? party.capital
        party.timeZone = change.timeZone ?? party.timeZone
        parties[party.code] = party
    }

    private mutating func add(_ override: OrderOverride) throws(FactsProblem) {
        _ = try self.index(of: override.format)
        guard !override.period.isReversed else { throw .reversed(override.period) }
        guard override.sequence.count <= Limit.sequence else {
            throw .tooMany("seats in the order", maximum: Limit.sequence)
        }
        guard overrides.count < Limit.overrides else { throw .tooMany("decided orders", maximum: Limit.overrides) }
        var named: Set<SeatID> = []
        for code in override.sequence {
            _ = try known(code)
            guard named.insert(code).inserted else { throw .repeated(code) }
        }
        overrides.append(override)
    }
}
