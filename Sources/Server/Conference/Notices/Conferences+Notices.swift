import ClientProtocol
import Convening
import Foundation
import Library
import Logging
import Mail
import Negotiation
import Notices
import Store
public import Summit
import Synchronization
import Timetable

extension Conferences {
    // MARK: Who is told what

    /// Looks at all conferences for what people should know. Called about once a second.
    func look() async {
        for conference in all() { await look(at: conference) }
        let now = environment.clock()
        let forgets = notices.state.withLock { state in
            guard now >= state.forgets else { return false }
            state.forgets = now.advanced(byMilliseconds: 3_600_000)
            return true
        }
        if forgets {
            try? await notices.store.forgetNotices(before: now.advanced(byMilliseconds: -NoticeDesk.life))
        }
    }

    private func look(at conference: LiveConference) async {
        let now = environment.clock()
        let (rooms, libraries) = (texts.rooms(of: conference.id), libraries.all(of: conference.id))
        var glance = NoticeDesk.Glance(
            sequences: [await conference.sequence], periods: now.milliseconds / NoticeDesk.Glance.period)
        for room in rooms { glance.sequences.append(await room.sequence) }
        for library in libraries { glance.sequences.append(await library.sequence) }
        guard notices.state.withLock({ $0.glances[conference.id] }) != glance else { return }
        let (sequence, state) = await conference.now
        let since = now.advanced(byMilliseconds: -NoticeDesk.window)
        let zone = clocks.rules(of: state.facts.timeZone)
        var occasions = state.occasions(since: since, changed: await conference.publication.changed, zone: zone)
        let names = Dictionary(state.delegations.map { ($0.id, $0.seat.name) }) { $1 }
        for room in rooms { occasions += await room.occasions(since: since, zone: zone, names: names) }
        var sequences = [sequence]
        for library in libraries {
            sequences.append(await library.sequence)
            occasions += await library.state.occasions(since: since, now: now)
        }
        let look = NoticeDesk.Look(sequences: sequences, keys: occasions.map(\.notice.key))
        guard notices.state.withLock({ $0.looks[conference.id] }) != look else {
            return notices.state.withLock { $0.glances[conference.id] = glance }
        }
        do {
            for (key, people) in try await tell(occasions.sorted { $0.at < $1.at }, in: state, now: now) {
                notices.state.withLock { $0.told[conference.id, default: [:]][key, default: []].formUnion(people) }
            }
            let keys = Set(look.keys)
            notices.state.withLock { desk in
                desk.looks[conference.id] = look
                desk.glances[conference.id] = glance
                // What left the window is not told any more.
                desk.told[conference.id] = desk.told[conference.id]?.filter { keys.contains($0.key) }
            }
        } catch {
            environment.logger.error(
                "Notices could not be kept", metadata: ["conference": "\(conference.id)", "error": "\(error)"])
        }
    }

    private func tell(
        _ occasions: [Occasion], in state: ConferenceState, now: Timestamp
    ) async throws(StoreError) -> [String: Set<ParticipantID>] {
        let told = notices.state.withLock { $0.told[state.facts.id] ?? [:] }
        let recipients = state.recipients
        var new: [String: Set<ParticipantID>] = [:]
        for occasion in occasions {
            let key = occasion.notice.key
            let people = recipients.filter { !(told[key]?.contains($0.id) ?? false) && occasion.concerns($0) }
            guard !people.isEmpty else { continue }
            let bytes = ProtocolJSON.encode(occasion.notice)
            let kept = try await notices.store.keep(
                people.map { person in
                    NewNotice(
                        conference: state.facts.id, person: person.id, key: key, at: now, bytes: bytes,
                        letterDue: letterDue(occasion.notice, to: person.id, in: state, now: now))
                })
            new[key] = Set(people.map(\.id))
            for person in kept { notices.alert(NoticeDesk.Key(conference: state.facts.id, person: person)) }
        }
        return new
    }

    // MARK: What people read

    /// What a person was told, the newest first, as far as they may read it now.
    public func notices(
        of person: ParticipantID, in conference: LiveConference
    ) async throws(Unavailable) -> [NoticeDesk.Told] {
        let kept: [KeptNotice]
        do { kept = try await notices.store.notices(of: person, in: conference.id, limit: NoticeDesk.most) } catch {
            throw .storage
        }
        let state = await conference.state
        var told: [NoticeDesk.Told] = []
        for each in kept {
            guard let notice = Self.notice(each), await mayKnow(of: notice.subject, person, in: state) else { continue }
            told.append(NoticeDesk.Told(number: each.number, at: each.at, isRead: each.isRead, notice: notice))
        }
        return told
    }

    /// A person has read theirs up to a number.
    public func markNotices(
        through number: Int64, of person: ParticipantID, in conference: LiveConference
    ) async throws(Unavailable) {
        do {
            try await notices.store.markRead(
                through: number, of: person, in: conference.id, at: environment.clock())
        } catch { throw .storage }
        notices.alert(NoticeDesk.Key(conference: conference.id, person: person))
    }

    /// Tells now and whenever there is something new for a person; nil if too many follow.
    public func followNotices(of person: ParticipantID, in conference: LiveConference) -> BoundedFeed<Int>? {
        notices.follow(NoticeDesk.Key(conference: conference.id, person: person))
    }

    private static func notice(_ kept: KeptNotice) -> Notice? {
        // What another release wrote in another form is left out.
        try? ProtocolJSON.decode(Notice.self, from: kept.bytes)
    }

    private func mayKnow(of subject: Notice.Subject, _ person: ParticipantID, in state: ConferenceState) async -> Bool {
        switch subject {
        case .meeting: return state.people[person].map { $0.accreditation != .revoked } ?? false
        case .text(let id):
            guard let room = texts.room(id), let negotiator = state.negotiator(.participant(person)) else {
                return false
            }
            return await room.isReader(negotiator)
        case .formerText(let id):
            guard let room = texts.room(id), let negotiator = state.negotiator(.participant(person)) else {
                return false
            }
            let text = await room.state
            return text.isReader(negotiator) || text.wasReader(negotiator)
        case .document(let id):
            guard let id = DocumentID(id), let reader = state.libraryReader(.participant(person)) else { return false }
            return (try? await libraries.document(id, in: state.facts.id, for: reader)) != nil
        }
    }

    // MARK: Letters

    /// Most letters of one round.
    private static let round = 20
    /// Between two tries, seconds; the last for all that follow.
    private static let pauses: [Int64] = [30, 60, 120, 300, 600, 1_800, 3_600]
    /// A letter that could not be sent for so long is not sent any more: whoever comes reads the notice. Milliseconds.
    private static let letterLife: Int64 = 48 * 3_600_000

    /// Sends the letters that are due.
    func deliver() async {
        guard let post = notices.post else { return }
        let now = environment.clock()
        guard now >= notices.state.withLock({ $0.pause }) else { return }
        guard let due = try? await notices.store.letters(due: now, limit: Self.round) else { return }
        for kept in due {
            guard let outcome = await deliver(kept, by: post) else { return }
            do { try await notices.store.settle(kept.number, outcome) } catch {
                environment.logger.error("A letter could not be settled", metadata: ["error": "\(error)"])
                return
            }
        }
    }

    /// - Returns: nil: the mail server is not there, and nothing more is tried now.
    private func deliver(_ kept: KeptNotice, by post: Post) async -> LetterOutcome? {
        guard let notice = Self.notice(kept), let conference = conference(kept.conference) else { return .done }
        let state = await conference.state
        guard let address = state.people[kept.person]?.person.email,
            await mayKnow(of: notice.subject, kept.person, in: state)
        else { return .done }
        let now = environment.clock()
        guard now.milliseconds(since: kept.at) < Self.letterLife else { return .done }
        if let due = letterDue(notice, to: kept.person, in: state, now: now), due > now { return .again(at: due) }
        let outcome = await post.mailer.send(letter(notice, kept, to: address, in: state, by: post))
        if case .unreachable(let why) = outcome {
            notices.state.withLock { desk in
                desk.pause = now.advanced(byMilliseconds: Self.pause(after: desk.failures))
                desk.failures += 1
            }
            environment.logger.warning("The mail server does not take letters", metadata: ["why": "\(why)"])
            return nil
        }
        notices.state.withLock { $0.failures = 0 }
        switch outcome {
        // Whatever became of this letter, it does not hold up the others.
        case .deferred, .brokenOff: return .again(at: now.advanced(byMilliseconds: Self.pause(after: kept.tries)))
        case .refused(let code):
            environment.logger.warning(
                "A letter was refused",
                metadata: ["conference": "\(kept.conference)", "notice": "\(kept.number)", "code": "\(code)"])
            return .done
        default: return .done
        }
    }

    private static func pause(after tries: Int) -> Int64 { pauses[min(max(tries, 0), pauses.count - 1)] * 1_000 }

    /// When a letter goes to somebody: now, or when their quiet hours end; nil: they get none.
    private func letterDue(
        _ notice: Notice, to person: ParticipantID, in state: ConferenceState, now: Timestamp
    ) -> Timestamp? {
        guard let post = notices.post, let known = state.people[person]?.person, known.email != nil else { return nil }
        if notice.urgency == .urgent, post.urgentPasses { return now }
        let own = known.delegation.flatMap { state.delegation($0)?.seat.timeZone } ?? state.facts.timeZone
        guard let quiet = post.quiet, let zone = clocks.rules(of: own) ?? clocks.rules(of: state.facts.timeZone) else {
            return now
        }
        return quiet.end(from: now, in: zone)
    }

    private func letter(
        _ notice: Notice, _ kept: KeptNotice, to address: MailAddress, in state: ConferenceState, by post: Post
    ) -> Letter {
        let text = notice.guarded ?? notice.text
        let title = state.facts.title
        let link = post.address + notice.path
        let body = """
            \(text["en"])
            \(link)

            \(text["vi"])
            \(link)

            --
            \(title["en"])
            \(title["vi"])

            """
        return Letter(
            to: address, from: post.from, subject: "\(title["en"]): \(text["en"])", body: body, date: kept.at,
            name: "notice-\(kept.number).\(kept.conference)", isUrgent: notice.urgency == .urgent)
    }
}
