/// What is wrong with a line or a checkpoint of a record.
public enum RecordProblem: Error, Hashable, Sendable {
    /// The line is not written as the record writes it; `field` is the first that cannot be read.
    case notAnEnvelope(field: String)
    case tooLong(bytes: Int)
    case wrongSequence(expected: Int, found: Int)
    /// The line names another predecessor than the line before it: one of the two was changed.
    case brokenChain(expected: RecordDigest, found: RecordDigest)
    /// The line is dated earlier than the line before it.
    case timeGoesBack
    /// The bytes end within a line.
    case incomplete
    /// A checkpoint that no key signed which the verifier was told to trust.
    case signature
    /// A checkpoint of more lines than the record has: lines are missing at its end.
    case missingLines(checkpoint: Int, found: Int)
    /// A checkpoint's root is not the root of that many lines: one of them was changed.
    case wrongRoot(expected: RecordDigest, found: RecordDigest)
    /// A checkpoint of another log.
    case wrongOrigin(expected: String, found: String)
}

/// Where a record fails to be verified, and why.
public struct RecordFault: Error, Hashable, Sendable {
    /// From 1. For a checkpoint's problem: the number of lines that it covers.
    public var line: Int
    public var problem: RecordProblem

    public init(line: Int, problem: RecordProblem) {
        self.line = line
        self.problem = problem
    }
}

extension RecordFault: CustomStringConvertible {
    public var description: String {
        switch problem {
        case .notAnEnvelope(let field): "line \(line): \"\(field)\" cannot be read"
        case .tooLong(let bytes): "line \(line): longer than any line of a record (\(bytes) bytes)"
        case .wrongSequence(let expected, let found): "line \(line): has sequence \(found) instead of \(expected)"
        case .brokenChain(let expected, let found):
            "line \(line): follows a line with hash \(found), but the line before it has \(expected)"
        case .timeGoesBack: "line \(line): is dated before the line that it follows"
        case .incomplete: "line \(line): ends without a line feed"
        case .signature: "checkpoint of \(line) lines: not signed by the trusted key"
        case .missingLines(let checkpoint, let found):
            "checkpoint of \(checkpoint) lines: the record has only \(found)"
        case .wrongRoot(let expected, let found):
            "checkpoint of \(line) lines: its root is \(expected), but these lines have \(found)"
        case .wrongOrigin(let expected, let found):
            "checkpoint of \(line) lines: is of \"\(found)\" instead of \"\(expected)\""
        }
    }
}
