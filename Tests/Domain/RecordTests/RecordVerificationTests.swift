import Crypto
import Foundation
import Record
import Summit
import Testing

private struct Act: Codable { var type: String; var seat: String? }

/// A record of `count` lines, each a quarter of a second after the one before.
private func record(_ count: Int) throws -> (chain: RecordChain, lines: [[UInt8]]) {
    var chain = RecordChain()
    var lines: [[UInt8]] = []
    for number in 0..<count {
        let event = try RecordEntry.bytes(of: Act(type: "flagRaised", seat: "VN/\(number)"))
        let time = try #require(Timestamp("2020-04-14T01:00:00.000Z")).advanced(byMilliseconds: Int64(number) * 250)
        for line in chain.seal([event], at: time, by: .participant(ParticipantID("vn-chair")!)) {
            chain.extend(line)
            lines.append(line.bytes)
        }
    }
    return (chain, lines)
}

private func text(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }

@Suite struct RecordVerificationTests {
    /// Bytes and hashes computed by hand outside of Swift.
    @Test func linesHaveTheDocumentedBytesAndHashes() throws {
        var chain = RecordChain()
        let start = try #require(Timestamp("2020-04-14T01:00:00.000Z"))
        let first = chain.seal(
            [try RecordEntry.bytes(of: Act(type: "meetingOpened"))], at: start, by: .administration)[0]
        chain.extend(first)
        let second = chain.seal(
            [try RecordEntry.bytes(of: Act(type: "flagRaised", seat: "VN"))],
            at: start.advanced(byMilliseconds: 250), by: .participant(try #require(ParticipantID("vn-chair"))))[0]
        chain.extend(second)
        let zeros = String(repeating: "0", count: 64)
        #expect(
            String(decoding: first.bytes, as: UTF8.self)
                == #"{"sequence":1,"at":"2020-04-14T01:00:00.000Z","by":"administration","previous":"\#(zeros)","event":{"type":"meetingOpened"}}"#
        )
        #expect(first.leaf.hex == "299a6c4984cc52341f5da92d64e640d841909f700bce9b4acf40d90e755856e5")
        #expect(second.leaf.hex == "1b33c25d0ac260196e60258fe6b4727ce3e52380dedf27b2a39c05057b52a4ea")
        #expect(chain.tree.root()?.hex == "be55f209f34afe5cf8b3ce66ad0d69e45f6643bba325e9506eac6a717e458e9a")
    }

    @Test func aRecordVerifies() throws {
        let (chain, lines) = try record(20)
        let verified = try RecordVerification.verify(text(lines))
        #expect(verified.lines == 20)
        #expect(verified.root == chain.tree.root())
        #expect(try RecordVerification.verify([]).lines == 0)
    }

    @Test func linesReadBackAsTheyWere() throws {
        for line in try record(3).lines {
            let entry = try RecordEntry(line: line)
            #expect(entry.line == line)
            #expect(try entry.event(as: Act.self).type == "flagRaised")
        }
    }

    /// One changed byte, anywhere: with a checkpoint of the whole it is found, and in the right line.
    @Test func tamperingIsFoundAtEveryPosition() throws {
        let (chain, lines) = try record(4)
        let signer = try #require(NoteSigner(name: "host", privateKey: Curve25519.Signing.PrivateKey()))
        let signed = try signer.sign(try #require(chain.checkpoint(origin: "host/m")))
        let bytes = text(lines)
        #expect(throws: Never.self) {
            try RecordVerification.verify(bytes, checkpoints: [signed], origin: "host/m", key: signer.key)
        }
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 0x01
            #expect(throws: RecordFault.self, "byte \(position)") {
                try RecordVerification.verify(changed, checkpoints: [signed], origin: "host/m", key: signer.key)
            }
        }
    }

    @Test func theFaultNamesTheLine() throws {
        let (chain, lines) = try record(5)
        var changed = lines
        changed[1] = Array(String(decoding: lines[1], as: UTF8.self).replacing("VN/1", with: "ID/1").utf8)
        #expect(fault(in: text(changed))?.line == 3)
        if case .brokenChain(let expected, _) = fault(in: text(changed))?.problem {
            #expect(expected == .leaf(changed[1]))
        } else {
            Issue.record("the chain is broken after the changed line")
        }

        var missing = lines
        missing.remove(at: 2)
        #expect(fault(in: text(missing)) == RecordFault(line: 3, problem: .wrongSequence(expected: 3, found: 4)))

        var swapped = lines
        swapped.swapAt(1, 2)
        #expect(fault(in: text(swapped))?.problem == .wrongSequence(expected: 2, found: 3))

        #expect(fault(in: Array(text(lines).dropLast()))?.problem == .incomplete)
        #expect(fault(in: text(lines) + Array("\n".utf8))?.problem == .notAnEnvelope(field: "sequence"))

        let signer = try #require(NoteSigner(name: "host", privateKey: Curve25519.Signing.PrivateKey()))
        let signed = try signer.sign(try #require(chain.checkpoint(origin: "host/m")))
        #expect(
            fault(in: text(Array(lines.dropLast())), [signed], signer.key)?.problem
                == .missingLines(checkpoint: 5, found: 4))
        #expect(fault(in: text(lines), [signed], signer.key, origin: "host/other")?.line == 5)
        #expect(fault(in: text(lines), [signed], nil)?.problem == .signature)
        let stranger = try #require(NoteSigner(name: "host", privateKey: Curve25519.Signing.PrivateKey()))
        #expect(fault(in: text(lines), [signed], stranger.key)?.problem == .signature)
    }

    private func fault(
        in bytes: [UInt8], _ checkpoints: [SignedCheckpoint] = [], _ key: NoteKey? = nil, origin: String? = nil
    ) -> RecordFault? {
        do {
            _ = try RecordVerification.verify(bytes, checkpoints: checkpoints, origin: origin, key: key)
            return nil
        } catch { return error }
    }

    /// A rewritten history whose chain is sound is caught by the checkpoint alone.
    @Test func aRewrittenHistoryDiffersFromItsCheckpoint() throws {
        let (chain, _) = try record(3)
        let signer = try #require(NoteSigner(name: "host", privateKey: Curve25519.Signing.PrivateKey()))
        let signed = try signer.sign(try #require(chain.checkpoint(origin: "host/m")))
        var forged = RecordChain()
        var lines: [[UInt8]] = []
        for number in 0..<3 {
            let event = try RecordEntry.bytes(of: Act(type: "flagRaised", seat: "ID/\(number)"))
            let line = forged.seal([event], at: Timestamp(milliseconds: 0), by: .system)[0]
            forged.extend(line)
            lines.append(line.bytes)
        }
        #expect(fault(in: text(lines)) == nil)
        #expect(
            fault(in: text(lines), [signed], signer.key)?.problem
                == .wrongRoot(expected: try #require(chain.tree.root()), found: try #require(forged.tree.root())))
    }

    @Test(arguments: [
        "", "{}", "null", #"{"sequence":0,"#, #"{"sequence":01,"at":"#, #"{"sequence":99999999999999999999,"#,
        #"{"sequence":1,"at":"2020-04-14T01:00:00Z","#, #"{"sequence":1,"at":"yesterday","#,
    ]) func malformedLinesAreRefused(line: String) {
        #expect(throws: RecordProblem.self) { try RecordEntry(line: Array(line.utf8)) }
    }

    @Test func anEventMustBeOneObject() throws {
        let good = String(decoding: try record(1).lines[0], as: UTF8.self)
        let tail = #"{"seat":"VN/0","type":"flagRaised"}}"#
        try #require(good.hasSuffix(tail))
        for event in ["[]", "1", "\"x\"", "{", "{}{}", "{\"a\":1}}", " {}", "{\n}", "{a}", "{\"a\":1},\"b\":{}"] {
            let line = good.dropLast(tail.count) + event + "}"
            #expect(fault(in: text([Array(line.utf8)]))?.problem == .notAnEnvelope(field: "event"), "\(event)")
            if let entry = try? RecordEntry(line: Array(line.utf8)) {
                #expect(throws: DecodingError.self, "\(event)") { try entry.event(as: [String: Int].self) }
            }
        }
    }

    @Test func aClockThatGoesBackDoesNotDateAnActBeforeTheLast() throws {
        var chain = RecordChain()
        let event = try RecordEntry.bytes(of: Act(type: "x"))
        chain.extend(chain.seal([event], at: Timestamp(milliseconds: 5_000), by: .system)[0])
        let second = chain.seal([event], at: Timestamp(milliseconds: 1_000), by: .system)[0]
        #expect(second.entry.at == Timestamp(milliseconds: 5_000))
    }

    @Test func equalEventsHaveEqualBytes() throws {
        let bytes = try RecordEntry.bytes(of: Act(type: "a/b", seat: "Việt Nam"))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"seat":"Việt Nam","type":"a/b"}"#)
    }
}
