import Negotiation
import Procedure
import Summit
import Testing

@testable import Conference

/// A meeting and a text before it: what the one decides is a decision on the other only if the text is before it, in these words.
@Suite struct MeetingDecisionTests {
    private static let (brunei, vietNam) = (SeatID("BN")!, SeatID("VN")!)
    private static let (presiding, delegate) = (ParticipantID("bn-minister")!, LiveConferenceTests.minister)
    private static let chair = Negotiator(author: .participant(presiding), delegation: brunei)

    /// A meeting that is open, and a text for it whose words are final.
    private struct Table {
        let fixture: Fixture
        let conferences: Conferences
        let meeting: LiveMeeting
        let text: DraftingRoom

        init(for id: MeetingID = LiveConferenceTests.amm, negotiators: [SeatID] = [brunei, vietNam]) async throws {
            fixture = try await Fixture()
            (conferences, _) = try await LiveConferenceTests.published(fixture)
            meeting = try #require(fixture.meetings.meeting(LiveConferenceTests.amm))
            text = try await conferences.texts.create(
                TextFacts(
                    id: TextID("vision")!, conference: LiveConferenceTests.week, type: .declaration,
                    title: Texts(en: "Vision", vi: "Tầm nhìn"), meeting: id, pen: .secretariat, chair: brunei,
                    delegations: negotiators), by: .administration)
            let secretariat = Negotiator(author: .administration, delegation: nil, isSecretariat: true)
            let words = [NewParagraph(kind: .operative, words: "We act.")]
            try await text.submit(.addParagraphs(behind: nil, paragraphs: words), by: secretariat)
            try await text.submit(.finalise, by: chair)
            for id in [presiding, delegate] { try await meeting.submit(.enterLobby, by: .participant(id)) }
            try await meeting.submit(.openMeeting, by: .participant(presiding))
            try await meeting.submit(.admitAll, by: .participant(presiding))
        }

        func question(waiting: [SeatID] = []) async throws -> Question {
            let version = try #require(await text.state.standing.version)
            return Question(
                words: Texts(en: "We adopt it", vi: "Thông qua"), verb: .adopt, seconds: 3,
                text: Question.TextVersion(id: text.id, digest: version.digest, since: version.since), waiting: waiting)
        }

        func put(_ question: Question) async throws {
            try await meeting.submit(.putQuestion(question), by: .participant(presiding))
        }

        func declare(_ number: Int = 1) async throws {
            try await meeting.submit(.declareConsensus(number), by: .participant(presiding))
        }

        /// The reason why the meeting refuses.
        func refusal(_ act: () async throws -> Void) async -> RefusalReason? {
            do { try await act() } catch CommandFailure.refused(let refusal) { return refusal.reason } catch {}
            return nil
        }
    }

    @Test func whatIsDecidedReachesTheText() async throws {
        let table = try await Table()
        try await table.put(try await table.question(waiting: [Self.vietNam]))
        table.fixture.clock.advance(3_000)
        try await table.declare()
        await table.conferences.carryDecisions()
        guard case .awaiting(let decision) = await table.text.state.standing else {
            Issue.record("the capital of Viet Nam has to confirm")
            return
        }
        #expect(decision.verb == .adopt && decision.waiting == [Self.vietNam])
        await table.conferences.carryDecisions()
        #expect(await table.text.state.earlierDecisions.isEmpty, "it is carried once")
    }

    @Test func onlyTheWordsBeforeTheMeetingArePut() async throws {
        let table = try await Table()
        var other = try await table.question()
        other.text?.digest = String(repeating: "0", count: 64)
        #expect(await table.refusal { try await table.put(other) } == .textNotBefore)
        other = try await table.question()
        other.text?.since = 1
        #expect(await table.refusal { try await table.put(other) } == .textNotBefore)
        other.text?.id = TextID("none")!
        #expect(await table.refusal { try await table.put(other) } == .textNotBefore)
        let elsewhere = try await Table(for: MeetingID("leaders")!)
        let question = try await elsewhere.question()
        #expect(await elsewhere.refusal { try await elsewhere.put(question) } == .textNotBefore)
    }

    @Test func theTextStaysBeforeTheMeetingUntilItIsDeclared() async throws {
        let table = try await Table()
        let question = try await table.question()
        try await table.put(question)
        let end = table.fixture.clock.now.advanced(byMilliseconds: 100 * 3_600_000)
        for command: TextCommand in [
            .resume(reason: "More"), .defer(reason: "Later", until: nil), .beginSilence(verb: .adopt, until: end),
        ] {
            await #expect(throws: TextFailure.refused(TextRefusal(.beforeMeeting)), "\(command)") {
                try await table.text.submit(command, by: Self.chair)
            }
        }
        table.fixture.clock.advance(3_000)
        try await table.declare()
        // Decided, and not learnt yet.
        await #expect(throws: TextFailure.refused(TextRefusal(.beforeMeeting))) {
            try await table.text.submit(.resume(reason: "More"), by: Self.chair)
        }
        await table.conferences.carryDecisions()
        #expect(await table.text.state.standing.name == .decided)
    }

    @Test func wordsThatWereTakenUpAgainAreOtherOnes() async throws {
        let table = try await Table()
        let question = try await table.question()
        try await table.text.submit(.resume(reason: "An objection"), by: Self.chair)
        #expect(await table.refusal { try await table.put(question) } == .textNotBefore)
        try await table.text.submit(.finalise, by: Self.chair)
        #expect(await table.refusal { try await table.put(question) } == .textNotBefore, "equal words, another time")
        try await table.put(try await table.question())
    }

    @Test func whoDoesNotNegotiateTheTextIsNoPartOfItsDecision() async throws {
        let table = try await Table(negotiators: [Self.brunei])
        var question = try await table.question(waiting: [Self.vietNam])
        #expect(await table.refusal { try await table.put(question) } == .notNegotiating)
        (question.waiting, question.apart) = ([], [Self.vietNam])
        #expect(await table.refusal { try await table.put(question) } == .notNegotiating)
    }

    @Test func theTimeForObjectionsIsNoClocks() async throws {
        let table = try await Table()
        try await table.put(try await table.question())
        // Set forward by an hour: nothing has gone by.
        table.fixture.clock.set(forward: 3_600_000)
        #expect(await table.refusal { try await table.declare() } == .timeRuns)
        // Set back by two: it goes by all the same.
        table.fixture.clock.set(forward: -7_200_000)
        table.fixture.clock.advance(3_000)
        try await table.declare()
        #expect(await table.meeting.state.decisions.map(\.isDecided) == [true])
    }

    @Test func whatIsSaidInARetreatStaysThere() async throws {
        let table = try await Table()
        let press = ParticipantID("press")!
        try await table.meeting.submit(
            .inviteParticipant(Invitee(id: press, seat: nil, role: .press)), by: .administration)
        try await table.meeting.submit(.enterLobby, by: .participant(press))
        try await table.meeting.submit(.admit(press), by: .participant(Self.presiding))
        try await table.meeting.submit(.setSegment(.retreat), by: .participant(Self.presiding))
        try await table.put(Question(words: Texts(en: "Secret words", vi: ""), verb: .note, seconds: 3))
        try await table.meeting.submit(
            .answerQuestion(1, objects: true, reason: "Secret reason"), by: .participant(Self.delegate))
        try await table.meeting.submit(.declareNoConsensus(1, reason: "Secret end"), by: .participant(Self.presiding))
        try await table.put(Question(words: Texts(en: "Secret words", vi: ""), verb: .note, seconds: 3))
        try await table.meeting.submit(.setSegment(.open), by: .participant(Self.presiding))
        func told(_ reader: ParticipantID) async throws -> String {
            let view = await table.meeting.view(for: .participant(reader)).map { "\($0.view)" } ?? ""
            let events = try await table.meeting.events(after: 0, limit: 1_000, for: .participant(reader))
            return view + "\(events)" + (try await table.meeting.minutes(language: "en", for: .participant(reader)))
        }
        #expect(try await told(press).contains("Secret") == false)
        #expect(await table.meeting.state.disclosesRecord(to: press) == false)
        let own = try await told(Self.delegate)
        for words in ["Secret words", "Secret reason", "Secret end"] { #expect(own.contains(words)) }
        #expect(await table.meeting.state.disclosesRecord(to: Self.delegate))
    }
}
