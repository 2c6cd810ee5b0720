/// The Merkle tree over a record's lines, RFC 6962 section 2.1, grown leaf by leaf.
///
/// `levels[k]` holds the hashes of all complete subtrees of 2^k leaves, left to right. An append completes one
/// subtree for each trailing one bit of the size, so it costs O(log n) hashes at worst and two on average; a root or
/// a proof of any earlier size combines O(log n) stored hashes. Memory: about 64 bytes a leaf.
public struct MerkleTree: Sendable {
    private var levels: [[RecordDigest]] = [[]]

    public init() {}

    public init(leaves: some Sequence<RecordDigest>) {
        for leaf in leaves { append(leaf) }
    }

    /// The number of leaves.
    public var size: Int { levels[0].count }

    public mutating func append(_ leaf: RecordDigest) {
        var node = leaf
        var level = 0
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(node)
            let count = levels[level].count
            guard count.isMultiple(of: 2) else { return }
            node = .node(levels[level][count - 2], levels[level][count - 1])
            level += 1
        }
    }

    /// The leaf hash at `index`, from 0; nil beyond the end.
    public func leaf(at index: Int) -> RecordDigest? {
        levels[0].indices.contains(index) ? levels[0][index] : nil
    }

    /// MTH(D[0:size]), the root over the first `size` leaves (all without `size`). Nil if there are fewer leaves.
    public func root(at size: Int? = nil) -> RecordDigest? {
        let size = size ?? self.size
        guard size >= 0, size <= self.size else { return nil }
        return size == 0 ? .emptyRoot : hash(of: 0..<size)
    }

    /// PATH(index, D[0:size]): the siblings from the leaf upwards that prove that it is in the tree of `size`
    /// leaves. Nil unless 0 <= index < size <= the tree's size.
    public func inclusionProof(of index: Int, in size: Int) -> [RecordDigest]? {
        guard index >= 0, index < size, size <= self.size else { return nil }
        return path(to: index, in: 0..<size)
    }

    /// PROOF(old, D[0:new]): the hashes that prove that the tree of `old` leaves is a prefix of the tree of `new`.
    /// Empty if both are equal. Nil unless 0 < old <= new <= the tree's size.
    public func consistencyProof(from old: Int, to new: Int) -> [RecordDigest]? {
        guard old > 0, old <= new, new <= size else { return nil }
        return old == new ? [] : subproof(of: old, in: 0..<new, isWhole: true)
    }

    /// The hash of the leaves in `range`, whose start is a multiple of the power of two that splits it.
    private func hash(of range: Range<Int>) -> RecordDigest {
        if range.count.nonzeroBitCount == 1 {
            let level = range.count.trailingZeroBitCount
            return levels[level][range.lowerBound >> level]
        }
        let middle = range.lowerBound + MerkleTree.split(range.count)
        return .node(hash(of: range.lowerBound..<middle), hash(of: middle..<range.upperBound))
    }

    private func path(to index: Int, in range: Range<Int>) -> [RecordDigest] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + MerkleTree.split(range.count)
        let left = range.lowerBound..<middle
        let right = middle..<range.upperBound
        return index < middle
            ? path(to: index, in: left) + [hash(of: right)]
            : path(to: index, in: right) + [hash(of: left)]
    }

    /// SUBPROOF of RFC 6962 section 2.1.2; `isWhole` while the old tree is the whole of `range`'s left edge.
    private func subproof(of old: Int, in range: Range<Int>, isWhole: Bool) -> [RecordDigest] {
        if old == range.count { return isWhole ? [] : [hash(of: range)] }
        let split = MerkleTree.split(range.count)
        let left = range.lowerBound..<range.lowerBound + split
        let right = left.upperBound..<range.upperBound
        return old <= split
            ? subproof(of: old, in: left, isWhole: isWhole) + [hash(of: right)]
            : subproof(of: old - split, in: right, isWhole: false) + [hash(of: left)]
    }

    /// The largest power of two smaller than `count`, which is at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
