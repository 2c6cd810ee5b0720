import Crypto
import Procedure
import Summit
import Testing

@testable import Conference

@Suite struct InvitationTests {
    private let key = SymmetricKey(data: [UInt8](repeating: 1, count: 32))

    @Test func aTokenNamesItsHolder() throws {
        let token = InvitationToken(record: .meeting(Fixture.apt), participant: Fixture.chair, generation: 3)
        #expect(InvitationToken(text: token.text(key: key), key: key) == token)
        #expect(InvitationToken(text: token.text(key: key), key: SymmetricKey(size: .bits256)) == nil)
    }

    @Test func anyChangedCharacterMakesItVoid() throws {
        let token = InvitationToken(record: .meeting(Fixture.apt), participant: Fixture.chair, generation: 1)
        let text = Array(token.text(key: key))
        for index in text.indices {
            for replacement in "AB9_-=+ /" where replacement != text[index] {
                var changed = text
                changed[index] = replacement
                #expect(InvitationToken(text: String(changed), key: key) == nil, "position \(index)")
            }
            #expect(InvitationToken(text: String(text.prefix(index)), key: key) == nil)
        }
        #expect(InvitationToken(text: String(text) + "A", key: key) == nil)
        #expect(InvitationToken(text: String(repeating: "A", count: 100_000), key: key) == nil)
    }

    @Test func theLongestNamesFit() throws {
        let token = InvitationToken(
            record: .conference(ConferenceID(String(repeating: "m", count: 40))!),
            participant: ParticipantID(String(repeating: "p", count: 40))!, generation: .max)
        #expect(InvitationToken(text: token.text(key: key), key: key)?.generation == Int(UInt32.max))
    }

    @Test func aLinkIsTheSameAfterARestart() async throws {
        let fixture = try await Fixture()
        let before = await fixture.meetings.invitations(to: fixture.meeting)
        let (meetings, meeting) = try await fixture.restarted()
        let after = await meetings.invitations(to: meeting)
        #expect(before.map(\.token) == after.map(\.token))
        #expect(before.map(\.participant) == Fixture.invitees.map(\.id))
        let known = try await meetings.authenticate(token: before[0].token)
        #expect(known.participant == Fixture.chair && known.meeting === meeting)
    }

    @Test func aRevokedLinkOpensNothingAndANewOneDoes() async throws {
        let fixture = try await Fixture()
        let old = try #require(await fixture.meetings.invitation(of: Fixture.indonesia, to: fixture.meeting))
        try await fixture.meeting.submit(.revokeInvitation(Fixture.indonesia), by: .administration)
        await #expect(throws: AccessRefusal.revoked) { _ = try await fixture.meetings.authenticate(token: old.token) }
        #expect(await fixture.meetings.invitation(of: Fixture.indonesia, to: fixture.meeting) == nil)
        let new = try await fixture.meetings.invite(
            Invitee(id: Fixture.indonesia, seat: SeatID("ID"), role: .head), to: fixture.meeting, by: .administration)
        #expect(new.token != old.token)
        await #expect(throws: AccessRefusal.revoked) { _ = try await fixture.meetings.authenticate(token: old.token) }
        #expect(try await fixture.meetings.authenticate(token: new.token).participant == Fixture.indonesia)
    }

    @Test func whoWasSentAwayOrComesTooLateIsToldSo() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let invitations = await fixture.meetings.invitations(to: fixture.meeting)
        func token(_ id: ParticipantID) throws -> String {
            try #require(invitations.first { $0.participant == id }).token
        }
        try await fixture.submit(.remove(Fixture.malaysia), Fixture.chair)
        await #expect(throws: AccessRefusal.removed) {
            _ = try await fixture.meetings.authenticate(token: token(Fixture.malaysia))
        }
        try await fixture.submit(.closeMeeting, Fixture.chair)
        await #expect(throws: AccessRefusal.closed) {
            _ = try await fixture.meetings.authenticate(token: token(Fixture.chair))
        }
        #expect(
            try await fixture.meetings.authenticate(token: token(Fixture.chair), admittingClosed: true).participant
                == Fixture.chair)
        await #expect(throws: AccessRefusal.malformed) { _ = try await fixture.meetings.authenticate(token: "x") }
    }
}
