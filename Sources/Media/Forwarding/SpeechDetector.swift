public import Wire

/// Tells speech from silence by the audio levels that the sender puts on its packets (RFC 6464).
public struct SpeechDetector {
    /// Louder than -45 dBov on average begins speech, quieter than -55 dBov for a while ends it.
    static let begin = 45.0
    static let end = 55.0
    static let hangover = MediaInterval.milliseconds(600)

    public private(set) var isSpeaking = false
    /// Smoothed -dBov: 0 loudest, 127 silence.
    private var average = 127.0
    private var lastLoud = MediaTime.zero

    public init() {}

    public var level: UInt8 { UInt8(average + 0.5) }

    /// Takes the level of one packet (the low seven bits count); true if `isSpeaking` changed.
    public mutating func update(_ levelByte: UInt8, now: MediaTime) -> Bool {
        let level = Double(levelByte & 0x7F)
        // Quick to rise, slow to fall: a fifth of the way up, a twentieth down, per packet of 20 ms.
        average += (level - average) * (level < average ? 0.2 : 0.05)
        if average < Self.end { lastLoud = now }
        return settle(now)
    }

    /// Ends speech when no packets come any more; true if `isSpeaking` changed.
    public mutating func settle(_ now: MediaTime) -> Bool {
        let was = isSpeaking
        if average < Self.begin && now - lastLoud < Self.hangover {
            isSpeaking = true
        } else if now - lastLoud >= Self.hangover {
            isSpeaking = false
        }
        return was != isSpeaking
    }

    /// Forgets everything; true if `isSpeaking` was true.
    public mutating func reset() -> Bool {
        let was = isSpeaking
        self = SpeechDetector()
        return was
    }
}
