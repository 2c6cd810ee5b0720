/// The outcome of verifying a whole record: how long it is and what it commits to.
public struct RecordVerification: Sendable {
    public var lines: Int
    public var root: RecordDigest
    /// Sizes of the checkpoints that were checked, smallest first.
    public var checkpoints: [Int]

    /// Verifies a record as it is exported: JSON lines, each ended by a line feed, and its checkpoints if there are
    /// any. Throws at the first fault.
    ///
    /// A change to the last lines shows only against a checkpoint that covers them, since nothing follows them.
    public static func verify(
        _ record: some Sequence<UInt8>, checkpoints: [SignedCheckpoint] = [], origin: String? = nil, key: NoteKey? = nil
    ) throws(RecordFault) -> RecordVerification {
        var chain = RecordChain()
        var line: [UInt8] = []
        for byte in record {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            guard try chain.verify(line).entry.isEventReadable else {
                throw RecordFault(line: chain.size, problem: .notAnEnvelope(field: "event"))
            }
            line.removeAll(keepingCapacity: true)
        }
        guard line.isEmpty else { throw RecordFault(line: chain.size + 1, problem: .incomplete) }
        let sorted = checkpoints.sorted { $0.checkpoint.size < $1.checkpoint.size }
        for checkpoint in sorted {
            guard let key else { throw RecordFault(line: checkpoint.checkpoint.size, problem: .signature) }
            try chain.verify(checkpoint, origin: origin, by: key)
        }
        return RecordVerification(
            lines: chain.size, root: chain.tree.root() ?? .emptyRoot, checkpoints: sorted.map(\.checkpoint.size))
    }
}
