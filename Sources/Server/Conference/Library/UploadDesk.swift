public import Documents
public import Library
public import Summit
import Synchronization

/// Files that people have sent and that belong to no document yet. Each is known to its sender alone, by a receipt, and for an hour.
public final class UploadDesk: Sendable {
    /// What a sender gets for a file.
    public struct Receipt: Sendable, Hashable {
        public var id: String
        public var file: FileFacts
    }

    struct Entry: Sendable {
        var receipt: String
        var sender: Author
        var conference: ConferenceID
        var facts: FileFacts
        var file: StagedFile
        var until: Timestamp
    }

    /// Most of one sender in a conference, and of all.
    static let mostOfSender = 8
    static let most = 200
    /// Most files that come in at a time, and of one sender.
    private static let mostComing = 32
    private static let mostComingOfSender = 2
    /// Milliseconds.
    static let life: Int64 = 3_600_000

    struct Sender: Hashable {
        var author: Author
        var conference: ConferenceID
    }

    struct State {
        var entries: [String: Entry] = [:]
        var coming: [Sender: Int] = [:]
    }

    private let vault: FileVault
    private let clock: @Sendable () -> Timestamp
    private let state = Mutex(State())

    init(vault: FileVault, clock: @escaping @Sendable () -> Timestamp) {
        self.vault = vault
        self.clock = clock
    }

    /// Takes a file as it comes.
    /// - Parameter receive: hands on the bytes.
    /// - Throws: what `receive` throws; ``LibraryFailure`` for a file that cannot be taken.
    public func take(
        _ name: FileName, from author: Author, in conference: ConferenceID,
        receive: @Sendable (Intake) async throws -> Void
    ) async throws -> Receipt {
        let sender = Sender(author: author, conference: conference)
        let now = clock()
        let isFree = state.withLock { state in
            state.entries = state.entries.filter { $0.value.until > now }
            guard state.coming.values.reduce(0, +) < Self.mostComing,
                state.coming[sender, default: 0] < Self.mostComingOfSender
            else { return false }
            state.coming[sender, default: 0] += 1
            return true
        }
        guard isFree else { throw LibraryFailure.unavailable(.busy) }
        defer {
            state.withLock { state in
                let left = state.coming[sender, default: 1] - 1
                state.coming[sender] = left == 0 ? nil : left
            }
        }
        let file: StagedFile
        do {
            let intake = try vault.intake(limit: LibraryLimits.file)
            try await receive(intake)
            file = try await intake.finish()
        } catch FileFailure.tooLarge {
            throw LibraryFailure.refused(LibraryRefusal(.fileTooLarge, maximum: LibraryLimits.file >> 20))
        } catch is FileFailure {
            throw LibraryFailure.unavailable(.storage)
        }
        guard file.size > 0 else { throw LibraryFailure.refused(LibraryRefusal(.fileEmpty)) }
        guard name.kind.mayBegin(with: file.head) else {
            throw LibraryFailure.refused(LibraryRefusal(.fileContent, name.text))
        }
        let facts = FileFacts(name: name, size: file.size, digest: file.digest)
        let receipt = Receipt(id: Self.newReceipt(), file: facts)
        state.withLock { state in
            let own = state.entries.filter { $0.value.sender == author && $0.value.conference == conference }
            // Who sends more forgets the oldest; where all send more, the oldest of all goes.
            if own.count >= Self.mostOfSender { state.forgetOldest(among: own) }
            if state.entries.count >= Self.most { state.forgetOldest(among: state.entries) }
            state.entries[receipt.id] = Entry(
                receipt: receipt.id, sender: author, conference: conference, facts: facts, file: file,
                until: now.advanced(byMilliseconds: Self.life))
        }
        return receipt
    }

    /// Takes out the file of a receipt, if it is the sender's own: it is put into one place.
    func claim(_ receipt: String, by author: Author, in conference: ConferenceID) -> Entry? {
        let now = clock()
        return state.withLock { state in
            guard let entry = state.entries[receipt], entry.sender == author, entry.conference == conference,
                entry.until > now
            else { return nil }
            state.entries[receipt] = nil
            return entry
        }
    }

    /// Nothing came of it.
    func giveBack(_ entry: Entry) { state.withLock { $0.entries[entry.receipt] = entry } }

    private static func newReceipt() -> String { RandomName.text(length: 24) }
}

extension UploadDesk.State {
    fileprivate mutating func forgetOldest(among entries: [String: UploadDesk.Entry]) {
        if let oldest = entries.min(by: { $0.value.until < $1.value.until }) { self.entries[oldest.key] = nil }
    }
}

/// Names that nobody guesses.
enum RandomName {
    private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")

    static func text(length: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
    }
}
