public import RTP

/// Renumbers a stream as if the packets that are not forwarded (padding only) had never been numbered, so that no receiver
/// takes them for lost.
///
/// A padding packet that comes after later media packets were forwarded has already left its hole and is ignored.
public struct PaddingFilter {
    /// How many removed packets are remembered; media from before the oldest of them cannot be placed any more.
    static let memory = 64

    private var removed: [Int64] = []
    private var total: Int64 = 0
    private var forgottenUpTo = Int64.min
    private var highestForwarded = Int64.min

    public init() {}

    /// A packet of padding only was received.
    public mutating func remove(_ sequence: ExtendedSequence) {
        guard sequence.value > highestForwarded else { return }
        guard !removed.contains(sequence.value) else { return }
        if removed.count == Self.memory, let oldest = removed.min() {
            removed.removeAll { $0 == oldest }
            forgottenUpTo = max(forgottenUpTo, oldest)
        }
        removed.append(sequence.value)
        total += 1
    }

    /// The number of a media packet; nil if it is too old to tell.
    public mutating func renumber(_ sequence: ExtendedSequence) -> ExtendedSequence? {
        guard sequence.value > forgottenUpTo else { return nil }
        highestForwarded = max(highestForwarded, sequence.value)
        guard total > 0 else { return sequence }
        var later: Int64 = 0
        for position in removed where position > sequence.value { later += 1 }
        return ExtendedSequence(sequence.value - (total - later))
    }
}
