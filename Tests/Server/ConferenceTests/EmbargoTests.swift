import ClientProtocol
import Convening
import Documents
import Library
import Negotiation
import Notices
import Summit
import Testing

@testable import Conference

/// A document that waits for the adoption of a text is opened by nothing else, and by that at once.
@Suite struct EmbargoTests {
    private static let text = TextID("recovery")!
    private static let (host, guest) = (SeatID("BN")!, SeatID("VN")!)
    private static let minister = LiveConferenceTests.minister

    /// The week of ``LiveConferenceTests`` with a joint statement and two papers that wait for it, one of them withdrawn.
    private struct Scene {
        let fixture: Fixture
        let archive: DocumentArchive
        var conferences: Conferences
        var conference: LiveConference
        let paper: DocumentID
        let withdrawn: DocumentID

        init(_ type: TextType = .jointStatement, delegations: [SeatID] = [EmbargoTests.host, EmbargoTests.guest])
            async throws
        {
            fixture = try await Fixture()
            archive = try DocumentArchive.temporary()
            let (_, week) = try await LiveConferenceTests.published(fixture)
            conferences = try await Conferences(meetings: fixture.meetings, archive: archive)
            conference = try #require(conferences.conference(week.id))
            let facts = TextFacts(
                id: EmbargoTests.text, conference: week.id, type: type,
                title: Texts(en: "Recovery", vi: "Phục hồi"), meeting: LiveConferenceTests.amm, pen: .secretariat,
                chair: EmbargoTests.host, delegations: delegations)
            let room = try await conferences.texts.create(facts, by: .administration)
            try await room.submit(
                .addParagraphs(behind: nil, paragraphs: [NewParagraph(kind: .operative, words: "We recover.")]),
                by: Negotiator(author: .administration, delegation: nil, isSecretariat: true))
            paper = try await Self.add("E/1", conferences, conference)
            withdrawn = try await Self.add("E/2", conferences, conference)
            try await ask(.withdraw(document: withdrawn, reason: "superseded"))
        }

        private static func add(
            _ symbol: String, _ conferences: Conferences, _ conference: LiveConference
        ) async throws -> DocumentID {
            let state = await conference.state
            let reader = try #require(state.libraryReader(.administration))
            let receipt = try await conferences.libraries.uploads.take(
                try #require(FileName("a.txt")), from: .administration, in: conference.id
            ) { try await $0.take(Array("Words".utf8)) }
            let request = LibraryRequest.add(
                facts: DocumentFacts(symbol: symbol, title: Texts(en: "Title", vi: "Tên")), access: .delegations,
                embargo: .untilAdopted(text: EmbargoTests.text, type: nil),
                version: LibraryRequest.Version(upload: receipt.id, language: "en", standing: .authentic))
            return try #require(try await conferences.submit(request, by: reader, in: state))
        }

        @discardableResult
        func ask(_ request: LibraryRequest, by author: Author = .administration) async throws -> DocumentID? {
            let state = await conference.state
            return try await conferences.submit(request, by: try #require(state.libraryReader(author)), in: state)
        }

        func room() throws -> DraftingRoom { try #require(conferences.texts.room(EmbargoTests.text)) }

        func chair(_ command: TextCommand) async throws {
            try await room().submit(
                command,
                by: Negotiator(author: .participant(ParticipantID("bn-minister")!), delegation: EmbargoTests.host))
        }

        /// As the meeting's record would say it.
        func decided(_ verb: Outcome, waiting: [SeatID] = []) async throws {
            let digest = try #require(await (try room()).state.standing.version?.digest)
            let decision = MeetingDecision(
                meeting: LiveConferenceTests.amm, number: 1, verb: verb, digest: digest,
                present: [EmbargoTests.host, EmbargoTests.guest], waiting: waiting)
            try await room().submit(.decide(decision: decision), by: Negotiator(author: .system, delegation: nil))
        }

        /// Whether a delegate knows of the paper; of the one that was withdrawn nobody ever does.
        func isOpen() async throws -> Bool {
            let reader = try #require(await conference.state.libraryReader(.participant(EmbargoTests.minister)))
            #expect(try await conferences.libraries.document(withdrawn, in: conference.id, for: reader) == nil)
            return try await conferences.libraries.document(paper, in: conference.id, for: reader) != nil
        }

        mutating func restart() async throws {
            conferences = try await Conferences(meetings: try await fixture.restarted().meetings, archive: archive)
            conference = try #require(conferences.conference(conference.id))
        }
    }

    @Test func itIsOpenedWhenTheTextIsAdopted() async throws {
        var scene = try await Scene()
        try await scene.chair(.finalise)
        await scene.conferences.openAwaited()
        #expect(try await !scene.isOpen())
        try await scene.decided(.adopt)
        // The program ends before the library has learned of it.
        try await scene.restart()
        #expect(try await !scene.isOpen())
        await scene.conferences.openAwaited()
        #expect(try await scene.isOpen())
        await scene.conferences.look()
        let told = try await scene.conferences.notices(of: Self.minister, in: scene.conference)
        #expect(told.map(\.notice.kind) == [.embargoLifted])
        // It is in the library's own record, once.
        let library = try #require(
            scene.conferences.libraries.library(LibraryFacts(conference: scene.conference.id)))
        let sequence = await library.sequence
        await scene.conferences.openAwaited()
        #expect(await library.sequence == sequence)
        try await scene.restart()
        #expect(try await scene.isOpen())
        // Nothing is left to wait for.
        await #expect(throws: LibraryFailure.refused(LibraryRefusal(.textAdopted, Self.text.rawValue))) {
            try await scene.ask(
                .setEmbargo(document: scene.paper, embargo: .untilAdopted(text: Self.text, type: nil)))
        }
    }

    @Test func capitalsAreWaitedFor() async throws {
        let scene = try await Scene()
        try await scene.chair(.finalise)
        try await scene.decided(.adopt, waiting: [Self.guest])
        await scene.conferences.openAwaited()
        #expect(try await !scene.isOpen())
        guard case .awaiting(let decision) = await (try scene.room()).state.standing else {
            Issue.record("the decision waits for a capital")
            return
        }
        try await scene.room().submit(
            .confirmDecision(of: decision.act, name: "Minister"),
            by: Negotiator(author: .participant(Self.minister), delegation: Self.guest))
        await scene.conferences.openAwaited()
        #expect(try await scene.isOpen())
    }

    /// What is no adoption of that text leaves the document withheld, and its keepers are told why.
    @Test(arguments: ["defer", "refer", "downgrade", "endorse"]) func itStaysWithheld(way: String) async throws {
        let scene = try await Scene()
        try await scene.chair(.finalise)
        switch way {
        case "defer": try await scene.chair(.defer(reason: "Later", until: nil))
        case "refer":
            try await scene.chair(
                .refer(
                    to: Referral(body: nil, meeting: nil, chair: Self.host, delegations: [Self.host, Self.guest]),
                    reason: "For the leaders"))
        case "downgrade":
            try await scene.chair(.downgrade(to: .chairStatement, reason: "No consensus"))
            try await scene.chair(.finalise)
            try await scene.chair(.issue)
        default: try await scene.decided(.endorse)
        }
        await scene.conferences.openAwaited()
        #expect(try await !scene.isOpen())
        let state = await scene.conference.state
        let officer = try #require(state.libraryReader(.administration))
        let paper = try #require(
            try await scene.conferences.libraries.document(scene.paper, in: state.facts.id, for: officer)?.document)
        let seen = try #require(await scene.conferences.awaited(by: paper, for: officer, in: state))
        #expect(seen.isSame == (way != "downgrade") && seen.wasReferred == (way == "refer"))
        let standings = ["defer": "deferred", "refer": "final", "downgrade": "decided", "endorse": "decided"]
        #expect(seen.standing.rawValue == standings[way] && seen.verb == (way == "endorse" ? .endorse : nil))
        // Who keeps no paper of the library learns nothing of what it waits for.
        let guest = try #require(state.libraryReader(.participant(Self.minister)))
        #expect(await scene.conferences.awaited(by: paper, for: guest, in: state) == nil)
        // It is opened by hand.
        try await scene.ask(.release(document: scene.paper))
        #expect(try await scene.isOpen())
    }

    @Test func theChairsOwnTextIsIssued() async throws {
        let scene = try await Scene(.chairStatement)
        try await scene.chair(.finalise)
        try await scene.chair(.issue)
        await scene.conferences.openAwaited()
        #expect(try await scene.isOpen())
    }

    @Test func nobodyWaitsForWhatTheyMayNotRead() async throws {
        let scene = try await Scene(delegations: [Self.host])
        try await scene.ask(.setSubmissions(open: true))
        let receipt = try await scene.conferences.libraries.uploads.take(
            try #require(FileName("a.txt")), from: .participant(Self.minister), in: scene.conference.id
        ) { try await $0.take(Array("Words".utf8)) }
        func adding(_ text: TextID) -> LibraryRequest {
            .add(
                facts: DocumentFacts(symbol: "VN/1", title: Texts(en: "Title", vi: "Tên")), access: .delegations,
                embargo: .untilAdopted(text: text, type: nil),
                version: LibraryRequest.Version(upload: receipt.id, language: "en", standing: .authentic))
        }
        for text in [Self.text, TextID("none")!] {
            await #expect(throws: LibraryFailure.refused(LibraryRefusal(.noSuchText, text.rawValue))) {
                try await scene.ask(adding(text), by: .participant(Self.minister))
            }
        }
    }
}
