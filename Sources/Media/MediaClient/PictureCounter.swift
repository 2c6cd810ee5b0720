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
    /// Where the newest key frame begins that has not been passed yet.
    private var keyframe: ExtendedSequence?
    /// Whether everything is useless until the next key frame.
    private(set) var isBroken = true
    /// What came, by the low bits of its number. Made when the first packet comes.
    private var marks: [Marks] = []
    /// The times of the packets, beside `marks`, and of the pictures that could be shown since `takeShown`.
    private var times: [RTPTimestamp] = []
    private var shown: [RTPTimestamp] = []
    /// The first packet that has not been passed on to the decoder yet.
    private var next = ExtendedSequence(0)

    mutating func take(
        _ sequence: ExtendedSequence, at time: RTPTimestamp = RTPTimestamp(0), endsPicture: Bool, startsKeyframe: Bool
    ) {
        if marks.isEmpty { start(at: sequence) }
        if sequence.value >= next.value + Int64(Self.window) {
            skip(through: ExtendedSequence(sequence.value - Int64(Self.window)))
        }
        guard sequence >= next else { return }
        var mark = Marks.isHere
        if endsPicture { mark.insert(.endsPicture) }
        if startsKeyframe { mark.insert(.startsKeyframe) }
        marks[place(of: sequence)] = mark
        times[place(of: sequence)] = time
        if startsKeyframe, sequence > keyframe ?? next { keyframe = sequence }
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

    /// The times of the pictures that could be shown since the last call.
    mutating func takeShown() -> [RTPTimestamp] {
        defer { shown.removeAll(keepingCapacity: true) }
        return shown
    }

    private mutating func start(at sequence: ExtendedSequence) {
        if marks.isEmpty {
            marks = [Marks](repeating: [], count: Self.window)
            times = [RTPTimestamp](repeating: RTPTimestamp(0), count: Self.window)
        } else {
            for index in marks.indices { marks[index] = [] }
        }
        next = sequence
        keyframe = nil
        isBroken = true
    }

    /// Goes on with a key frame that is there as a whole, if there is one: what is missing before it is of no interest then.
    mutating func jumpToKeyframe() {
        guard let keyframe else { return }
        guard keyframe > next else { return self.keyframe = nil }
        var position = keyframe
        while !marks[place(of: position)].contains(.endsPicture) {
            guard marks[place(of: position)].contains(.isHere), position.value < next.value + Int64(Self.window) else {
                return
            }
            position = ExtendedSequence(position.value + 1)
        }
        while next < keyframe { lose() }
        advance()
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
        if mark.contains(.endsPicture), !isBroken {
            pictures += 1
            if shown.count == Self.window { shown.removeFirst() }
            shown.append(times[place(of: next)])
        }
        marks[place(of: next)] = []
        next = ExtendedSequence(next.value + 1)
    }

    private mutating func lose() {
        isBroken = true
        marks[place(of: next)] = []
        next = ExtendedSequence(next.value + 1)
    }

    private func place(of sequence: ExtendedSequence) -> Int {
        Int(truncatingIfNeeded: sequence.value) & (Self.window - 1)
    }
}
