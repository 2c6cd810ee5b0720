import Logging
import Procedure
public import Record
import Store
public import Summit

// The official record of the meeting.

extension LiveMeeting {
    /// The bytes of up to `limit` lines after sequence number `sequence`, without line feeds.
    public nonisolated func recordLines(after sequence: Int = 0, limit: Int = 1_000) async throws(Unavailable)
        -> [[UInt8]]
    {
        do {
            return try await environment.store.lines(
                of: record, after: max(sequence, 0), limit: min(max(limit, 0), 5_000))
        } catch {
            environment.logger.error("The record cannot be read", metadata: ["meeting": "\(id)", "error": "\(error)"])
            throw .storage
        }
    }

    /// Who spoke when and for how long, as Markdown in a language (`en`, `vi`; others get English).
    public nonisolated func minutes(language: String, for reader: Author = .administration) async throws(Unavailable)
        -> String
    {
        var minutes = Minutes()
        var last = 0
        while true {
            let events = try await storedEvents(after: last, limit: 1_000)
            for event in events { minutes.fold(event) }
            last = events.last?.sequence ?? last
            if events.count < 1_000 { break }
        }
        return minutes.markdown(language: language, for: reader.participant)
    }

    nonisolated var record: RecordID { .meeting(id) }

    /// The origin line of this record's checkpoints.
    public nonisolated var origin: String { RecordBook.origin(of: record, environment) }

    /// The newest signed checkpoint; signed now if there is none yet.
    public func checkpoint() async throws(Unavailable) -> SignedCheckpoint {
        if let newest = try await book.newestCheckpoint() { return newest }
        try await turns.take { await self.signCheckpoint() }
        if let newest = try await book.newestCheckpoint() { return newest }
        throw .storage
    }

    /// All checkpoints, smallest first.
    public func checkpoints() async throws(Unavailable) -> [SignedCheckpoint] {
        do { return try await environment.store.checkpoints(of: record) } catch { throw .storage }
    }

    /// The proof that a line is covered by the newest checkpoint, which is made for it if it is newer than that. Nil
    /// for a line that does not exist.
    public func proof(
        of sequence: Int
    ) async throws(Unavailable) -> (proof: InclusionProof, checkpoint: SignedCheckpoint)? {
        guard sequence > 0, sequence <= book.size else { return nil }
        var newest = try await checkpoint()
        if newest.checkpoint.size < sequence {
            try await turns.take { await self.signCheckpoint() }
            newest = try await checkpoint()
        }
        let size = newest.checkpoint.size
        return book.chain.tree.proof(of: sequence - 1, in: size).map { ($0, newest) }
    }

    // MARK: In a turn

    private func signCheckpoint() async { await book.sign() }

    /// The program stops: everybody is told, and the record gets its last checkpoint.
    func shutDown() async {
        await turns.insist {
            await self.endClients()
            await self.close(Array(self.peers.keys))
            await self.signCheckpoint()
        }
    }
}
