import Record
import Testing

/// Leaves and roots of the Certificate Transparency reference tests for RFC 6962; the proofs follow from section 2.1.
private let inputs: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F],
]

private let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

private let tree = MerkleTree(leaves: inputs.map { RecordDigest.leaf($0) })

@Suite struct MerkleTreeTests {
    @Test(arguments: 0...8) func rootsOfEverySize(size: Int) {
        #expect(tree.root(at: size)?.hex == roots[size])
        #expect(MerkleTree(leaves: inputs.prefix(size).map { RecordDigest.leaf($0) }).root()?.hex == roots[size])
    }

    @Test func sizesBeyondTheTreeHaveNoRoot() {
        #expect(tree.root(at: 9) == nil)
        #expect(tree.root(at: -1) == nil)
        #expect(tree.leaf(at: 8) == nil)
    }

    @Test(
        arguments: [
            (0, 1, []),
            (
                0, 8,
                [
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ]
            ),
            (
                5, 8,
                [
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ]
            ),
            (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
            (
                1, 5,
                [
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ]
            ),
        ] as [(Int, Int, [String])]) func knownInclusionProofs(index: Int, size: Int, path: [String])
    {
        #expect(tree.inclusionProof(of: index, in: size)?.map(\.hex) == path)
    }

    @Test(
        arguments: [
            (1, 1, []),
            (
                1, 8,
                [
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ]
            ),
            (
                6, 8,
                [
                    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ]
            ),
            (
                2, 5,
                [
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ]
            ),
        ] as [(Int, Int, [String])]) func knownConsistencyProofs(old: Int, new: Int, path: [String])
    {
        #expect(tree.consistencyProof(from: old, to: new)?.map(\.hex) == path)
    }

    /// Every proof up to 66 leaves (beyond a power of two) verifies, and none does with anything in it changed.
    @Test func everyInclusionProofVerifiesAndNoOther() throws {
        let tree = MerkleTree(leaves: (0..<66).map { RecordDigest.leaf([UInt8($0)]) })
        let foreign = RecordDigest.leaf([0xFF])
        for size in 1...tree.size {
            let root = try #require(tree.root(at: size))
            for index in 0..<size {
                let proof = try #require(tree.proof(of: index, in: size))
                #expect(proof.proves(root))
                var wrong = proof
                wrong.leaf = foreign
                #expect(!wrong.proves(root))
                wrong = proof
                wrong.path.append(foreign)
                #expect(!wrong.proves(root))
                for position in proof.path.indices {
                    wrong = proof
                    wrong.path[position] = foreign
                    #expect(!wrong.proves(root))
                }
                if !proof.path.isEmpty {
                    wrong = proof
                    wrong.path.removeLast()
                    #expect(!wrong.proves(root))
                    wrong = proof
                    wrong.index ^= 1
                    if wrong.index < size { #expect(!wrong.proves(root)) }
                }
            }
        }
        #expect(tree.proof(of: 66, in: 66) == nil)
        #expect(tree.proof(of: -1, in: 66) == nil)
        #expect(tree.proof(of: 3, in: 67) == nil)
    }

    @Test func everyConsistencyProofVerifiesAndNoOther() throws {
        let tree = MerkleTree(leaves: (0..<40).map { RecordDigest.leaf([UInt8($0)]) })
        let foreign = RecordDigest.leaf([0xFF])
        for new in 1...tree.size {
            for old in 1...new {
                let path = try #require(tree.consistencyProof(from: old, to: new))
                let (oldRoot, newRoot) = (try #require(tree.root(at: old)), try #require(tree.root(at: new)))
                let proof = ConsistencyProof(old: old, new: new, path: path)
                #expect(proof.proves(oldRoot, isPrefixOf: newRoot))
                #expect(!proof.proves(foreign, isPrefixOf: newRoot))
                #expect(!proof.proves(oldRoot, isPrefixOf: foreign))
                var wrong = proof
                wrong.path.append(foreign)
                #expect(!wrong.proves(oldRoot, isPrefixOf: newRoot))
                for position in path.indices {
                    wrong = proof
                    wrong.path[position] = foreign
                    #expect(!wrong.proves(oldRoot, isPrefixOf: newRoot))
                }
            }
        }
        #expect(tree.consistencyProof(from: 0, to: 4) == nil)
        #expect(tree.consistencyProof(from: 5, to: 4) == nil)
    }

    @Test func proofsFromOutsideNeverTrap() {
        let path = Array(repeating: RecordDigest.none, count: 70)
        for (index, size) in [(Int.max, Int.max), (0, Int.max), (Int.max - 1, Int.max), (0, 0), (-1, 1), (0, Int.min)] {
            _ = InclusionProof(index: index, size: size, leaf: .none, path: path).root
            _ = ConsistencyProof(old: index, new: size, path: path).proves(.none, isPrefixOf: .none)
        }
    }
}
