import Crypto
import Record
import Store
import Summit
import Testing

/// What every engine of `RecordStore` has to keep. A second engine runs the same, over a store of its own.
struct StoreContract {
    let store: any RecordStore
    private let apt = RecordID(rawValue: "apt-2020")!
    private let other = RecordID(rawValue: "other")!

    init(_ store: any RecordStore) { self.store = store }

    func run() async throws {
        try await linesComeBackAsTheyWere()
        try await aWriterWhoIsBehindIsRefused()
        try await checkpointsAreKept()
        try await notesStayWithinTheirDelegation()
        try await valuesAreKept()
        try await concurrentWritersNeverInterleave()
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func linesComeBackAsTheyWere() async throws {
        #expect(try await store.records().isEmpty)
        #expect(try await store.lines(of: apt, after: 0, limit: 10).isEmpty)
        let odd: [[UInt8]] = [bytes("one"), Array(0...255), []]
        try await store.append(odd, to: apt, expecting: 0)
        try await store.append([bytes("four")], to: apt, expecting: 3)
        try await store.append([bytes("x")], to: other, expecting: 0)
        #expect(try await store.lines(of: apt, after: 0, limit: 10) == odd + [bytes("four")])
        #expect(try await store.lines(of: apt, after: 2, limit: 1) == [[]])
        #expect(try await store.lines(of: apt, after: 4, limit: 10).isEmpty)
        #expect(try await store.lines(of: apt, after: 0, limit: 0).isEmpty)
        #expect(try await store.lines(of: apt, after: 0, limit: -1).isEmpty)
        #expect(
            try await store.records() == [StoredRecord(id: apt, size: 4), StoredRecord(id: other, size: 1)])
    }

    private func aWriterWhoIsBehindIsRefused() async throws {
        for wrong in [0, 3, 5] {
            await #expect(throws: StoreError.conflict(record: apt, expected: wrong, found: 4)) {
                try await store.append([bytes("lost"), bytes("lost")], to: apt, expecting: wrong)
            }
        }
        let unknown = try #require(RecordID(rawValue: "conference:unknown"))
        await #expect(throws: StoreError.conflict(record: unknown, expected: 1, found: 0)) {
            try await store.append([bytes("lost")], to: unknown, expecting: 1)
        }
        #expect(try await store.lines(of: apt, after: 0, limit: 100).count == 4)
        #expect(try await store.records().count == 2)
    }

    private func checkpointsAreKept() async throws {
        let signer = try #require(NoteSigner(name: "host", privateKey: Curve25519.Signing.PrivateKey()))
        func signed(_ size: Int) throws -> SignedCheckpoint {
            try signer.sign(try #require(Checkpoint(origin: "host/apt", size: size, root: .leaf([UInt8(size)]))))
        }
        #expect(try await store.newestCheckpoint(of: apt) == nil)
        let (two, four) = (try signed(2), try signed(4))
        try await store.keep(four, of: apt)
        try await store.keep(two, of: apt)
        #expect(try await store.newestCheckpoint(of: apt) == four)
        #expect(try await store.checkpoints(of: apt) == [two, four])
        let again = try signed(4)
        try await store.keep(again, of: apt)
        #expect(try await store.checkpoints(of: apt) == [two, again])
        #expect(try await store.checkpoints(of: other).isEmpty)
        await #expect(throws: StoreError.self) { try await store.keep(two, of: RecordID(rawValue: "unknown")!) }
    }

    private func notesStayWithinTheirDelegation() async throws {
        let author = try #require(ParticipantID("vn-adviser"))
        let meeting = try #require(apt.meeting)
        func note(_ number: Int, _ delegation: String) -> PrivateNote {
            PrivateNote(
                id: "n\(number)", delegation: delegation, at: Timestamp(milliseconds: Int64(number)), from: author,
                text: "Xin chào \(number)")
        }
        for number in 1...5 { try await store.keep(note(number, "VN"), of: meeting) }
        try await store.keep(note(6, "ID"), of: meeting)
        #expect(
            try await store.notes(of: "VN", in: meeting, limit: 3) == [note(3, "VN"), note(4, "VN"), note(5, "VN")])
        #expect(try await store.notes(of: "ID", in: meeting, limit: 3) == [note(6, "ID")])
        #expect(try await store.notes(of: "VN", in: MeetingID("other")!, limit: 3).isEmpty)
    }

    private func valuesAreKept() async throws {
        #expect(try await store.value(for: "key") == nil)
        try await store.setValue([1], for: "key")
        try await store.setValue([3], for: "key")
        #expect(try await store.value(for: "key") == [3])
        try await store.setValue([], for: "empty")
        #expect(try await store.value(for: "empty") == [])
    }

    /// Many writers who each believe to know the end: one of them wins each time, and the loser's lines are nowhere.
    private func concurrentWritersNeverInterleave() async throws {
        let contested = try #require(RecordID(rawValue: "contested"))
        let accepted = await withTaskGroup(of: [UInt8]?.self) { group in
            for writer in 0..<32 {
                group.addTask {
                    let line = Array("writer \(writer)".utf8)
                    for size in stride(from: 0, to: 20, by: 2) {
                        if (try? await store.append([line, line], to: contested, expecting: size)) != nil {
                            return line
                        }
                    }
                    return nil
                }
            }
            return await group.reduce(into: [[UInt8]]()) { if let line = $1 { $0.append(line) } }
        }
        let lines = try await store.lines(of: contested, after: 0, limit: 100)
        #expect(lines.count == 2 * accepted.count)
        #expect(Set(lines) == Set(accepted))
        for index in stride(from: 0, to: lines.count, by: 2) { #expect(lines[index] == lines[index + 1]) }
    }
}
