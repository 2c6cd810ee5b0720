import RTP

/// Counts the pictures that a decoder could show: complete, in order, and each following the one before it or beginning
/// anew with a key frame.
struct PictureCounter {
    /// A missing packet holds back at most so many behind it; a power of two.
    static let window = 1_024

    private struct Marks: OptionSet {
        var rawValue: UInt8
        static let isHere = Marks(rawValue: 1)
        static let endsPicture = Marks(rawValue: 2)
        static let startsKeyframe = Marks(rawValue: 4)
    }

    private(set) var pictures = 0
    private(set) var keyframes = 0
    /// Whether everything is useless until the next key frame.
    private(set) var isBroken = true
    /// What came, by the low bits of its number. Made when the first packet comes.
    private var marks: [Marks] = []
    /// The first packet that has not been passed on to the decoder yet.
    private var next = ExtendedSequence(0)

    mutating func take(_ sequence: ExtendedSequence, endsPicture: Bool, startsKeyframe: Bool) {
        if marks.isEmpty { start(at: sequence) }
        if sequence.value >= next.value + Int64(Self.window) {
            skip(through: ExtendedSequence(sequence.value - Int64(Self.window)))
        }
        guard sequence >= next else { return }
        var mark = Marks.isHere
        if endsPicture { mark.insert(.endsPicture) }
        if startsKeyframe { mark.insert(.startsKeyframe) }
        marks[place(of: sequence)] = mark
        advance()
    }

    /// The sender's numbers have begun anew.
    mutating func restart(at sequence: ExtendedSequence) { start(at: sequence) }

    /// Nothing that is missing up to this packet will come any more.
    mutating func skip(through sequence: ExtendedSequence) {
        guard !marks.isEmpty, sequence >= next else { return }
        if sequence.value - next.value >= Int64(Self.window) {
            start(at: ExtendedSequence(sequence.value + 1))
            return
        }
        while next <= sequence {
            if marks[place(of: next)].contains(.isHere) { pass() } else { lose() }
        }
        advance()
    }

    private mutating func start(at sequence: ExtendedSequence) {
        if marks.isEmpty {
            marks = [Marks](repeating: [], count: Self.window)
        } else {
            for index in marks.indices { marks[index] = [] }
        }
        next = sequence
        isBroken = true
    }

    private mutating func advance() {
        while marks[place(of: next)].contains(.isHere) { pass() }
    }

    private mutating func pass() {
        let mark = marks[place(of: next)]
        if mark.contains(.startsKeyframe) {
            keyframes += 1
            isBroken = false
        }
        if mark.contains(.endsPicture), !isBroken { pictures += 1 }
        marks[place(of: next)] = []
        next = ExtendedSequence(next.value + 1)
    }

    private mutating func lose() {
        isBroken = true
        next = ExtendedSequence(next.value + 1)
    }

    private func place(of sequence: ExtendedSequence) -> Int {
        Int(truncatingIfNeeded: sequence.value) & (Self.window - 1)
    }
}
