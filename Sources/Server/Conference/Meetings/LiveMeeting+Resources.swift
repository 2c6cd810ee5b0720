public import ClientProtocol
import MediaEngine
import Procedure
import SDP
public import Summit

// WHIP (RFC 9725) and WHEP: the same media connections, asked for over HTTP.

/// A media connection as HTTP knows it.
public struct MediaResource: Hashable, Sendable {
    /// The last part of its `Location`; cannot be guessed.
    public var id: String
    /// The SDP answer.
    public var answer: String
    /// With quotation marks, of the present ICE session.
    public var etag: String
    /// The TURN servers that the client may use.
    public var relays: [RelayServer] = []
}

struct MediaResourceState: Hashable, Sendable {
    var owner: Author
    var peer: PeerID
    var iceSession = 1

    var etag: String { "\"ice-\(iceSession)\"" }
}

/// What a PATCH changed.
public enum MediaPatch: Hashable, Sendable {
    /// Candidates were taken in: 204.
    case trickled
    /// ICE restarts: 200 with this `application/trickle-ice-sdpfrag` and the new ETag.
    case restarted(fragment: String, etag: String)
}

extension LiveMeeting {
    /// WHIP: publishes. Without `seat` as the author; the secretariat and the administration may name any seat, for
    /// which they publish in the place of who holds its microphone.
    /// - Parameter onlyIfFree: gives way to a screen of that participant which publishes already.
    public func whip(
        _ offer: String, by author: Author, seat: SeatID? = nil, onlyIfFree: Bool = false
    ) async throws(MediaFailure) -> MediaResource {
        try await inTurn { try await self.makePublishing(offer, by: author, seat: seat, onlyIfFree: onlyIfFree) }
    }

    /// WHEP: receives sources in order of precedence.
    public func whep(
        _ offer: String, by author: Author, choice: SourceChoice = SourceChoice()
    ) async throws(MediaFailure) -> MediaResource {
        try await inTurn { try await self.makeReceiving(offer, by: author, choice: choice) }
    }

    /// PATCH: candidates or an ICE restart. `ifMatch` is the header as it came: the ETag for candidates, `*` for a
    /// restart (RFC 9725 section 4.3).
    public func patch(
        _ resource: String, fragment: String, ifMatch: String?, by author: Author
    ) async throws(MediaFailure) -> MediaPatch {
        try await inTurn { try await self.change(resource, fragment: fragment, ifMatch: ifMatch, by: author) }
    }

    /// DELETE: ends it.
    public func end(_ resource: String, by author: Author) async throws(MediaFailure) {
        try await inTurn {
            let known = try await self.resource(resource, for: author)
            await self.close([known.peer])
        }
    }

    private func inTurn<Success: Sendable>(
        _ body: @escaping @Sendable () async throws -> Success
    ) async throws(MediaFailure) -> Success {
        let result: Result<Success, MediaFailure>
        do {
            result = try await turns.take {
                do { return .success(try await body()) } catch { return .failure(MediaFailure(error)) }
            }
        } catch { throw MediaFailure(error) }
        if case .failure = result { environment.counters.count { $0.mediaRefused += 1 } }
        return try result.get()
    }

    private func makePublishing(
        _ offer: String, by author: Author, seat: SeatID?, onlyIfFree: Bool
    ) async throws -> MediaResource {
        let participant = try publisher(for: author, seat: seat)
        if onlyIfFree, peers.values.contains(where: { $0.publishes == participant && attachment(of: $0) != nil }) {
            throw MediaFailure(.publishesAlready, .precondition)
        }
        let id = try newResource(for: author)
        let (answer, peer) = try await negotiatePublishing(offer, as: participant, owner: author, device: id)
        return keep(id, peer: peer, owner: author, answer: answer)
    }

    private func makeReceiving(_ offer: String, by author: Author, choice: SourceChoice) async throws -> MediaResource {
        if let participant = author.participant, !state.isAdmitted(participant) {
            throw MediaFailure(.notAdmitted, .refused)
        }
        for seat in [choice.seat, choice.exclude].compactMap({ $0 }) where state.seat(seat) == nil {
            throw MediaFailure(.malformed, .unknown, detail: "There is no seat \(seat).")
        }
        let id = try newResource(for: author)
        let (answer, peer) = try await negotiateReceiving(
            offer, owner: author, device: id, choice: .sources(choice))
        tellSlots()
        return keep(id, peer: peer, owner: author, answer: answer)
    }

    /// In whose place the author publishes.
    private func publisher(for author: Author, seat: SeatID?) throws -> ParticipantID {
        if let participant = author.participant, seat == nil || seat == state.participants[participant]?.seat,
            state.participants[participant]?.role.hasSeat == true
        {
            guard state.isAdmitted(participant) else { throw MediaFailure(.notAdmitted, .refused) }
            return participant
        }
        guard state.isServed(by: author) else { throw MediaFailure(.notPublisher, .forbidden) }
        if let participant = author.participant, !state.isAdmitted(participant) {
            throw MediaFailure(.notAdmitted, .refused)
        }
        guard let seat, let known = state.seat(seat) else {
            throw MediaFailure(.malformed, .unknown, detail: "Name a seat of this meeting.")
        }
        guard let holder = known.microphone else {
            throw MediaFailure(.notPublisher, .refused, detail: "Nobody holds the microphone of \(seat).")
        }
        return holder
    }

    private func newResource(for author: Author) throws -> String {
        let most =
            state.isServed(by: author) ? MediaLimits.resourcesOfSecretariat : MediaLimits.resourcesPerParticipant
        guard resources.values.count(where: { $0.owner == author }) < most else {
            throw MediaFailure(.tooManyStreams, .tooMany)
        }
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Base64URL.text(of: bytes)
    }

    private func keep(_ id: String, peer: PeerID, owner: Author, answer: String) -> MediaResource {
        let resource = MediaResourceState(owner: owner, peer: peer)
        resources[id] = resource
        let relays = environment.relays.map { [$0.server(now: now)] } ?? []
        return MediaResource(id: id, answer: answer, etag: resource.etag, relays: relays)
    }

    /// A resource that the author may change: their own, or any for who serves the meeting.
    private func resource(_ id: String, for author: Author) throws -> MediaResourceState {
        guard let resource = resources[id] else {
            throw MediaFailure(.malformed, .unknown, detail: "There is no such resource, or it has ended.")
        }
        guard resource.owner == author || state.isServed(by: author) else {
            throw MediaFailure(.notPublisher, .forbidden, detail: "The resource is somebody else's.")
        }
        return resource
    }

    private func change(
        _ id: String, fragment text: String, ifMatch: String?, by author: Author
    ) async throws -> MediaPatch {
        let resource = try resource(id, for: author)
        let fragment: TrickleFragment
        do { fragment = try TrickleFragment(parsing: text) } catch {
            throw MediaFailure(.malformed, .malformed, detail: "The body is no SDP fragment: \(error)")
        }
        let candidates = fragment.sections.flatMap(\.candidates)
        let media = try desk()
        if ifMatch == "*", let usernameFragment = fragment.usernameFragment, let password = fragment.password {
            let remote = TrickleCredentials(usernameFragment: usernameFragment, password: password)
            guard let own = await media.restartICE(peer: resource.peer, with: remote) else {
                throw MediaFailure(.malformed, .unknown, detail: "The connection has ended.")
            }
            for candidate in candidates { await media.candidate(peer: resource.peer, line: candidate) }
            var restarted = resource
            restarted.iceSession += 1
            resources[id] = restarted
            let answer = TrickleFragment(usernameFragment: own.usernameFragment, password: own.password)
            return .restarted(fragment: answer.text, etag: restarted.etag)
        }
        guard ifMatch == nil || ifMatch == "*" || ifMatch == resource.etag else {
            throw MediaFailure(.malformed, .precondition, detail: "The ETag is of an earlier ICE session.")
        }
        for candidate in candidates { await media.candidate(peer: resource.peer, line: candidate) }
        return .trickled
    }
}
