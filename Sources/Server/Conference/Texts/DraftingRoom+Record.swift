public import Negotiation
public import Record
import Store
import Summit

extension DraftingRoom {
    /// An act as the record has it; nil if there is none of that number.
    public nonisolated func act(_ number: Int) async throws(Unavailable) -> RecordEntry? {
        guard number > 0 else { return nil }
        do {
            let line = try await environment.store.lines(of: .text(id), after: number - 1, limit: 1).first
            return line.flatMap { try? RecordEntry(line: $0) }
        } catch { throw .storage }
    }

    /// The record up to an act, folded.
    public nonisolated func history(through act: Int) async throws(Unavailable) -> TextHistory {
        var history: TextHistory?
        do {
            var last = 0
            while last < act {
                let lines = try await recordLines(after: last, limit: min(1_000, act - last))
                guard !lines.isEmpty else { break }
                for line in lines {
                    let entry = try RecordEntry(line: line)
                    let event = try entry.event(as: TextEvent.self)
                    if history == nil {
                        history = TextHistory(first: event, at: entry.at, by: entry.by)
                    } else {
                        try history?.evolve(event, at: entry.at, by: entry.by)
                    }
                }
                last += lines.count
            }
        } catch { throw .storage }
        guard let history, history.state.act == act else { throw .storage }
        return history
    }

    /// The bytes of up to `limit` lines of the record after sequence number `sequence`, without line feeds.
    public nonisolated func recordLines(after sequence: Int, limit: Int) async throws(Unavailable) -> [[UInt8]] {
        do { return try await environment.store.lines(of: .text(id), after: sequence, limit: limit) } catch {
            throw .storage
        }
    }
}
