import Convening
import DomainTestSupport
import Summit
import Testing

/// Conferences in which anybody asks for anything, and what must hold after each step.
@Suite struct WalkTests {
    @Test(arguments: UInt64(1)...20)
    func rulesHold(seed: UInt64) throws {
        var random = RandomDesk(seed: seed)
        var desk = try Desk()
        var accepted = 0
        for step in 1...2_000 {
            if step.isMultiple(of: 100) { try desk.fold(.clocksRevised(revision: random.revision(of: desk.state))) }
            desk.now = desk.now.advanced(byMilliseconds: 1_000)
            let before = desk.state
            let author = random.author()
            let command = random.command()
            let events: [ConferenceEvent]
            do { events = try desk.state.decide(command, by: author, at: desk.now) } catch { continue }
            try desk.run(command, by: author)
            accepted += events.isEmpty ? 0 : 1
            #expect(events.isEmpty == (desk.state == before), "\(command) \(events)")
            if let broken = Self.brokenRule(in: desk.state, since: before, by: author) {
                Issue.record("\(broken), after \(command) by \(author)")
                return
            }
        }
        #expect(accepted > 50)
        var again = try #require(ConferenceState(first: desk.events[0]))
        for event in desk.events.dropFirst() { try again.evolve(event) }
        #expect(again == desk.state)
    }

    @Test func walksMeetEveryEventAndEveryRefusalButTheLimits() throws {
        var events: Set<String> = []
        var refusals: Set<ConferenceRefusal.Reason> = []
        for seed in UInt64(1)...20 {
            var random = RandomDesk(seed: seed)
            var desk = try Desk()
            for _ in 0..<2_000 {
                do {
                    let happened = try desk.run(random.command(), by: random.author())
                    events.formUnion(happened.map { Mirror(reflecting: $0).children.first?.label ?? "\($0)" })
                } catch let refusal as ConferenceRefusal { refusals.insert(refusal.reason) }
            }
        }
        // All but the first event of every record and that of the system.
        #expect(events.count == 28, "\(events.sorted())")
        #expect(
            Set(ConferenceRefusal.Reason.allCases).subtracting(refusals)
                == [.unknownZone, .tooLong, .tooMany, .controlCharacter])
    }

    /// A sentence about the first rule that does not hold; nil when all do.
    static func brokenRule(in state: ConferenceState, since before: ConferenceState, by author: Author) -> String? {
        for meeting in state.meetings {
            if !meeting.table.contains(meeting.chair) { return "\(meeting.id) has a chair who does not sit in it" }
            if reaches(meeting.id, from: meeting.feeds, in: state) { return "\(meeting.id) feeds itself" }
            for person in state.participants(of: meeting) where state.people[person.id]?.accreditation != .approved {
                return "\(person.id) takes part unapproved"
            }
        }
        for id in state.placements.keys where state.meeting(id) == nil { return "\(id) is placed and not planned" }
        for (id, run) in state.runs {
            let cues = run.cues.map(\.id)
            if state.meeting(id) == nil { return "\(id) has a run of show and is not planned" }
            if Set(cues).count != cues.count { return "\(id) has a cue twice" }
            if !run.begun.keys.allSatisfy(cues.contains) { return "\(id) has begun what is no cue" }
        }
        let items = state.checklist.map(\.id)
        if Set(items).count != items.count { return "an item is on the checklist twice" }
        if !state.evidence.keys.allSatisfy(items.contains) { return "there is evidence for no item" }
        for seat in state.planning.carried.keys where state.delegation(seat) == nil { return "\(seat) carries unknown" }
        for (id, old) in before.published ?? [:] {
            guard let new = state.published?[id] else { return "\(id) vanished from calendars" }
            if new != old, new.sequence != old.sequence + 1 { return "\(id) changed without its number" }
        }
        if !before.isSecretariat(author) {
            for registration in state.peopleInOrder {
                let old = before.people[registration.id]
                let isNew = registration.accreditation != old?.accreditation ?? .registered
                if isNew, registration.accreditation != .registered { return "accredited by \(author)" }
                let ownSeat = registration.person.delegation
                // A calendar's address may be renewed by whose calendar it is.
                var compared = registration
                compared.calendarGeneration = old?.calendarGeneration ?? 1
                let isOwn = author.participant == registration.id && compared == old
                if old != registration, !isOwn, ownSeat.map({ !before.isFocalPoint(author, of: $0) }) ?? true {
                    return "\(registration.id) was changed by \(author)"
                }
            }
            if state.placements != before.placements || state.published != before.published {
                return "placed by \(author)"
            }
            if state.runs != before.runs || state.checklist != before.checklist || state.planning != before.planning {
                return "directed by \(author)"
            }
            for item in state.checklist where state.evidence[item.id] != before.evidence[item.id] {
                guard let seat = item.delegation, before.isFocalPoint(author, of: seat) else {
                    return "evidence for \(item.id) by \(author)"
                }
            }
        }
        return nil
    }

    private static func reaches(_ id: MeetingID, from next: [MeetingID], in state: ConferenceState) -> Bool {
        next.contains { $0 == id || reaches(id, from: state.meeting($0)?.feeds ?? [], in: state) }
    }
}
