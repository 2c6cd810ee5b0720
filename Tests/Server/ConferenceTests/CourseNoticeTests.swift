import Convening
import Negotiation
import Notices
import Summit
import Testing

@testable import Conference

/// Who hears of what becomes of a text.
@Suite struct CourseNoticeTests {
    private let fixture: Fixture
    private let conferences: Conferences
    private let conference: LiveConference
    private let room: DraftingRoom
    private static let (host, guest) = (ParticipantID("bn-minister")!, LiveConferenceTests.minister)
    private static let (brunei, vietNam) = (SeatID("BN")!, SeatID("VN")!)
    private static let presiding = Negotiator(author: .participant(host), delegation: brunei)
    private static let capital = Negotiator(author: .participant(guest), delegation: vietNam)

    /// A text of two delegations, whose words are final.
    init() async throws {
        fixture = try await Fixture()
        (conferences, conference) = try await LiveConferenceTests.published(fixture)
        let facts = TextFacts(
            id: TextID("vision")!, conference: conference.id, type: .declaration,
            title: Texts(en: "Vision", vi: "Tầm nhìn"), pen: .delegation(seat: Self.brunei), chair: Self.brunei,
            delegations: [Self.brunei, Self.vietNam])
        room = try await conferences.texts.create(facts, by: .administration)
        let words = [NewParagraph(kind: .operative, words: "We act.")]
        try await room.submit(.addParagraphs(behind: nil, paragraphs: words), by: Self.presiding)
        try await room.submit(.finalise, by: Self.presiding)
    }

    private func told(_ person: ParticipantID) async throws -> [Notice] {
        await conferences.look()
        return try await conferences.notices(of: person, in: conference).map(\.notice)
    }

    /// - Returns: the act.
    private func decideAdReferendum(number: Int) async throws -> Int {
        let digest = try #require(await room.state.standing.version?.digest)
        let decision = MeetingDecision(
            meeting: MeetingID("amm")!, number: number, verb: .adopt, digest: digest,
            present: [Self.brunei, Self.vietNam], waiting: [Self.vietNam])
        return try await room.submit(.decide(decision: decision), by: Negotiator(author: .system, delegation: nil))
    }

    @Test func aCapitalThatIsAwaitedIsToldAndTheChairOfItsNo() async throws {
        let act = try await decideAdReferendum(number: 1)
        #expect(try await told(Self.guest).map(\.kind) == [.decisionAwaited])
        #expect(try await told(Self.host).isEmpty)
        try await room.submit(.declineDecision(of: act, name: "H. E. A", reason: "Not yet"), by: Self.capital)
        #expect(try await told(Self.host).map(\.kind) == [.decisionDeclined])
        #expect(
            try await told(Self.host).map { $0.text["en"] } == ["Viet Nam did not confirm the decision on “Vision”."])
        #expect(try await told(Self.guest).map(\.kind) == [.decisionAwaited])
        // Another decision is told anew.
        _ = try await decideAdReferendum(number: 2)
        #expect(try await told(Self.guest).map(\.kind) == [.decisionAwaited, .decisionAwaited])
    }

    @Test func allAreToldThatItIsNegotiatedAgainAndToWhomItWent() async throws {
        try await room.submit(.resume(reason: "Once more"), by: Self.presiding)
        for person in [Self.host, Self.guest] {
            #expect(try await told(person).map(\.kind) == [.textResumed])
        }
        let home = Referral(body: nil, meeting: nil, chair: Self.brunei, delegations: [Self.brunei])
        try await room.submit(.refer(to: home, reason: "For the host"), by: Self.presiding)
        #expect(try await told(Self.host).map(\.kind) == [.textReferred, .textResumed])
        // Who may not read it any more is told that, and sees nothing else of it.
        let gone = try await told(Self.guest)
        #expect(gone.map(\.kind) == [.textReferred] && gone.map(\.subject) == [.formerText(id: room.id)])
        #expect(gone.map(\.path) == ["/desk/\(conference.id)/texts"])
        #expect(gone.allSatisfy { $0.guarded?["en"].contains("Vision") == false })
    }
}
