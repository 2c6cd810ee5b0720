public import Summit

/// A line that is ready to be kept: what it says, its bytes, and their leaf hash.
public struct SealedLine: Hashable, Sendable {
    public let entry: RecordEntry
    public let bytes: [UInt8]
    public let leaf: RecordDigest

    init(_ entry: RecordEntry, bytes: [UInt8]) {
        self.entry = entry
        self.bytes = bytes
        leaf = .leaf(bytes)
    }
}

/// The end of a record, to which lines are added, and the tree over all of them.
///
/// Adding has two steps, so that nothing counts before it is durable: `seal` writes the lines, `extend` takes them in
/// once they are kept.
public struct RecordChain: Sendable {
    public private(set) var tree = MerkleTree()
    /// The leaf hash of the last line.
    public private(set) var head = RecordDigest.none
    /// When the last line was written.
    public private(set) var lastTime: Timestamp?

    public init() {}

    /// The number of lines, which is the last sequence number.
    public var size: Int { tree.size }

    /// Writes the next lines, one for each event, all by the same author at the same moment. Should the clock have
    /// gone back since the last line, they carry the last line's time: a record's times never decrease.
    public func seal(_ events: [[UInt8]], at time: Timestamp, by author: Author) -> [SealedLine] {
        var previous = head
        let time = max(time, lastTime ?? time)
        return events.enumerated().map { offset, event in
            let entry = RecordEntry(
                sequence: size + 1 + offset, at: time, by: author, previous: previous, event: event)
            let line = SealedLine(entry, bytes: entry.line)
            previous = line.leaf
            return line
        }
    }

    /// Takes in a line that `seal` wrote.
    public mutating func extend(_ line: SealedLine) {
        precondition(
            line.entry.sequence == size + 1 && line.entry.previous == head, "Lines are taken in as they were sealed")
        take(line)
    }

    /// Checks a line from outside against the record so far, and takes it in.
    @discardableResult
    public mutating func verify(_ bytes: [UInt8]) throws(RecordFault) -> SealedLine {
        let expected = size + 1
        let entry: RecordEntry
        do { entry = try RecordEntry(line: bytes) } catch { throw RecordFault(line: expected, problem: error) }
        guard entry.sequence == expected else {
            throw RecordFault(line: expected, problem: .wrongSequence(expected: expected, found: entry.sequence))
        }
        guard entry.previous == head else {
            throw RecordFault(line: expected, problem: .brokenChain(expected: head, found: entry.previous))
        }
        if let lastTime, entry.at < lastTime { throw RecordFault(line: expected, problem: .timeGoesBack) }
        let line = SealedLine(entry, bytes: bytes)
        take(line)
        return line
    }

    private mutating func take(_ line: SealedLine) {
        tree.append(line.leaf)
        head = line.leaf
        lastTime = line.entry.at
    }

    /// What the keeper commits to now. Nil if `origin` cannot be an origin.
    public func checkpoint(origin: String) -> Checkpoint? {
        tree.root().flatMap { Checkpoint(origin: origin, size: size, root: $0) }
    }

    /// Checks a signed checkpoint of this record.
    public func verify(_ signed: SignedCheckpoint, origin: String?, by key: NoteKey) throws(RecordFault) {
        let checkpoint = signed.checkpoint
        guard signed.isSigned(by: key) else { throw RecordFault(line: checkpoint.size, problem: .signature) }
        if let origin, checkpoint.origin != origin {
            throw RecordFault(
                line: checkpoint.size, problem: .wrongOrigin(expected: origin, found: checkpoint.origin))
        }
        guard let root = tree.root(at: checkpoint.size) else {
            throw RecordFault(
                line: checkpoint.size, problem: .missingLines(checkpoint: checkpoint.size, found: size))
        }
        guard root == checkpoint.root else {
            throw RecordFault(line: checkpoint.size, problem: .wrongRoot(expected: checkpoint.root, found: root))
        }
    }
}
