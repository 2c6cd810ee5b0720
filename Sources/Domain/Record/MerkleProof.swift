/// A proof that one line is in a record of a given size, for anybody who trusts that size's root.
public struct InclusionProof: Hashable, Sendable {
    /// From 0: the line's sequence number - 1.
    public var index: Int
    public var size: Int
    public var leaf: RecordDigest
    /// Siblings from the leaf upwards.
    public var path: [RecordDigest]

    public init(index: Int, size: Int, leaf: RecordDigest, path: [RecordDigest]) {
        self.index = index
        self.size = size
        self.leaf = leaf
        self.path = path
    }

    /// The root which this proof leads to, RFC 9162 section 2.1.3.2; nil if the path's length is wrong.
    public var root: RecordDigest? {
        guard index >= 0, index < size else { return nil }
        var index = index
        var last = size - 1
        var root = leaf
        for sibling in path {
            guard last > 0 else { return nil }
            if index & 1 == 1 || index == last {
                root = .node(sibling, root)
                while index & 1 == 0, index != 0 {
                    index >>= 1
                    last >>= 1
                }
            } else {
                root = .node(root, sibling)
            }
            index >>= 1
            last >>= 1
        }
        return last == 0 ? root : nil
    }

    public func proves(_ root: RecordDigest) -> Bool { self.root == root }
}

/// A proof that a record only grew: that its first `old` lines are what the older root covered.
public struct ConsistencyProof: Hashable, Sendable {
    public var old: Int
    public var new: Int
    public var path: [RecordDigest]

    public init(old: Int, new: Int, path: [RecordDigest]) {
        self.old = old
        self.new = new
        self.path = path
    }

    /// RFC 9162 section 2.1.4.2.
    public func proves(_ oldRoot: RecordDigest, isPrefixOf newRoot: RecordDigest) -> Bool {
        guard old > 0, old <= new else { return false }
        if old == new { return path.isEmpty && oldRoot == newRoot }
        // A complete old tree is a node of the new one, so the proof leaves it out.
        let hashes = old.nonzeroBitCount == 1 ? [oldRoot] + path : path
        guard var oldHash = hashes.first else { return false }
        var newHash = oldHash
        var index = old - 1
        var last = new - 1
        while index & 1 == 1 {
            index >>= 1
            last >>= 1
        }
        for hash in hashes.dropFirst() {
            guard last > 0 else { return false }
            if index & 1 == 1 || index == last {
                oldHash = .node(hash, oldHash)
                newHash = .node(hash, newHash)
                while index & 1 == 0, index != 0 {
                    index >>= 1
                    last >>= 1
                }
            } else {
                newHash = .node(newHash, hash)
            }
            index >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }
}

extension MerkleTree {
    /// The proof for the leaf at `index` (from 0) in the tree of the first `size` leaves.
    public func proof(of index: Int, in size: Int) -> InclusionProof? {
        guard let leaf = leaf(at: index), let path = inclusionProof(of: index, in: size) else { return nil }
        return InclusionProof(index: index, size: size, leaf: leaf, path: path)
    }
}
