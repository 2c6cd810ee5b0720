import Logging
import Procedure
public import Record
import Store
import Summit

// The official record of the meeting.

/// When checkpoints are signed.
enum CheckpointRule {
    /// After so many lines,
    static let lines = 64
    /// or when nothing was recorded for so many milliseconds.
    static let quiet: Int64 = 10_000
}

extension LiveMeeting {
    /// The bytes of up to `limit` lines after sequence number `sequence`, without line feeds.
    public nonisolated func recordLines(after sequence: Int = 0, limit: Int = 1_000) async throws(Unavailable)
        -> [[UInt8]]
    {
        do {
            return try await environment.store.lines(of: id, after: max(sequence, 0), limit: min(max(limit, 0), 5_000))
        } catch {
            environment.logger.error("The record cannot be read", metadata: ["meeting": "\(id)", "error": "\(error)"])
            throw .storage
        }
    }

    /// Who spoke when and for how long, as Markdown in a language (`en`, `vi`; others get English).
    public nonisolated func minutes(language: String) async throws(Unavailable) -> String {
        var minutes = Minutes()
        var last = 0
        while true {
            let events = try await storedEvents(after: last, limit: 1_000)
            for event in events { minutes.fold(event) }
            last = events.last?.sequence ?? last
            if events.count < 1_000 { break }
        }
        return minutes.markdown(language: language)
    }

    /// The origin line of this record's checkpoints.
    public nonisolated var origin: String { "\(environment.secrets.signer.key.name)/\(id)" }

    /// The newest signed checkpoint; signed now if there is none yet.
    public func checkpoint() async throws(Unavailable) -> SignedCheckpoint {
        do {
            if let newest = try await environment.store.newestCheckpoint(of: id) { return newest }
        } catch { throw .storage }
        try await turns.take { await self.signCheckpoint() }
        do {
            if let newest = try await environment.store.newestCheckpoint(of: id) { return newest }
        } catch { throw .storage }
        throw .storage
    }

    /// All checkpoints, smallest first.
    public func checkpoints() async throws(Unavailable) -> [SignedCheckpoint] {
        do { return try await environment.store.checkpoints(of: id) } catch { throw .storage }
    }

    /// The proof that a line is covered by the newest checkpoint, which is made for it if it is newer than that. Nil
    /// for a line that does not exist.
    public func proof(
        of sequence: Int
    ) async throws(Unavailable) -> (proof: InclusionProof, checkpoint: SignedCheckpoint)? {
        guard sequence > 0, sequence <= chain.size else { return nil }
        var newest = try await checkpoint()
        if newest.checkpoint.size < sequence {
            try await turns.take { await self.signCheckpoint() }
            newest = try await checkpoint()
        }
        let size = newest.checkpoint.size
        return chain.tree.proof(of: sequence - 1, in: size).map { ($0, newest) }
    }

    // MARK: In a turn

    func checkpointIfDue() async {
        guard sequence > checkpointSize, now >= signsAgain else { return }
        let isDue =
            sequence - checkpointSize >= CheckpointRule.lines || state.sitting == .closed
            || now.milliseconds(since: lastAppend) >= CheckpointRule.quiet
        if isDue { await signCheckpoint() }
    }

    func signCheckpoint() async {
        guard sequence > checkpointSize, let checkpoint = chain.checkpoint(origin: origin) else { return }
        do {
            let signed = try environment.secrets.signer.sign(checkpoint)
            try await environment.store.keep(signed, of: id)
            checkpointSize = checkpoint.size
            environment.counters.count { $0.checkpointsSigned += 1 }
        } catch {
            signsAgain = now.advanced(byMilliseconds: CheckpointRule.quiet)
            environment.logger.error(
                "A checkpoint could not be kept", metadata: ["meeting": "\(id)", "error": "\(error)"])
        }
    }

    /// The program stops: everybody is told, and the record gets its last checkpoint.
    func shutDown() async {
        await turns.insist {
            await self.endClients()
            await self.close(Array(self.peers.keys))
            await self.signCheckpoint()
        }
    }
}
