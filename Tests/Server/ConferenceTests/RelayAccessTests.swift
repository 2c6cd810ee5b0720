import ClientProtocol
import Summit
import Testing

@testable import Conference

@Suite struct RelayAccessTests {
    private let urls = ["turns:turn.example:443?transport=tcp"]

    @Test func thePasswordIsWhatATURNServerComputes() {
        // openssl dgst -sha1 -hmac "north" -binary | base64, of the name.
        #expect(RelaySecret("north").password(for: "1700000000:abc") == "g5HTmCBrPDhYXFpM/1dHUtfE+c4=")
    }

    @Test func theNameCarriesItsEndAndNothingElse() {
        let access = RelayAccess(urls: urls, secret: RelaySecret("north"))
        let now = Timestamp(milliseconds: 1_700_000_000_999)
        let server = access.server(now: now, number: 35)
        #expect(server.username == "\(1_700_000_000 + RelayAccess.lifetimeSeconds):z")
        #expect(server.credential == RelaySecret("north").password(for: server.username))
        #expect(server.urls == urls)
        #expect(access.server(now: now).username != access.server(now: now).username)
    }

    @Test func neitherSecretNorCredentialIsPrinted() {
        let access = RelayAccess(urls: urls, secret: RelaySecret("a secret of the house"))
        let server = access.server(now: Timestamp(milliseconds: 0))
        var text = ""
        dump(access, to: &text)
        dump(server, to: &text)
        text += "\(access) \(server)"
        #expect(!text.contains("secret of"))
        #expect(!text.contains(server.credential))
    }

    /// They come right after `welcome`, in the lobby as in the room, and again when half of their time is over.
    @Test func everybodyGetsTheirOwnAndNewOnesInTime() async throws {
        let fixture = try await Fixture(relays: RelayAccess(urls: urls, secret: RelaySecret("north")))
        let one = try await fixture.attach(Fixture.indonesia)
        let other = try await fixture.attach(Fixture.malaysia)
        let first = try one.messages()
        #expect(first.prefix(3).map(\.kind) == [.welcome, .relays, .snapshot])
        let names = first.relays + (try other.messages().relays)
        #expect(Set(names.map(\.username)).count == 2)

        fixture.clock.advance(RelayAccess.renewalMilliseconds - 1)
        await fixture.meeting.tick()
        #expect(try one.messages().relays.isEmpty)
        fixture.clock.advance(1)
        await fixture.meeting.tick()
        let renewed = try one.messages().relays
        #expect(renewed.count == 1)
        #expect(renewed.first?.username != names.first?.username)
        await fixture.meeting.tick()
        #expect(try one.messages().relays.isEmpty)
    }

    @Test func withoutAServerNothingIsSaid() async throws {
        let fixture = try await Fixture()
        let client = try await fixture.attach(Fixture.indonesia)
        fixture.clock.advance(RelayAccess.renewalMilliseconds)
        await fixture.meeting.tick()
        #expect(try client.messages().relays.isEmpty)
    }
}

extension [ServerMessage] {
    fileprivate var relays: [RelayServer] {
        flatMap { message -> [RelayServer] in if case .relays(let servers, _) = message { servers } else { [] } }
    }
}
