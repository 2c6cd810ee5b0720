public import Summit

/// The voice-like sound by which a synthetic delegate is told from the others.
///
/// | seat | BN | KH | CN | ID | JP | LA | MY | MM | PH | KR | SG | TH | TL | VN |
/// |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
/// | Hz | 300 | 360 | 420 | 480 | 540 | 600 | 660 | 720 | 780 | 840 | 900 | 960 | 1020 | 1080 |
///
/// A base tone with two weak harmonics, swelling in syllables with a pause for breath. The base is by far the strongest
/// line of its spectrum, so that a Fourier transform over a second recognises the country; neighbours are 60 Hz apart.
public enum SyntheticVoice {
    /// The seats with a tone of their own, in its order.
    public static let seats = [
        "BN", "KH", "CN", "ID", "JP", "LA", "MY", "MM", "PH", "KR", "SG", "TH", "TL", "VN",
    ].map(SeatID.init(wellFormed:))

    /// Base tone of a seat, Hz. Seats of other names share eight tones from 1140 Hz on.
    public static func frequency(of seat: SeatID) -> Int {
        if let index = seats.firstIndex(of: seat) { return 300 + 60 * index }
        let sum = seat.rawValue.utf8.reduce(0) { ($0 * 31 + Int($1)) % 8 }
        return 300 + 60 * (seats.count + sum)
    }

    /// Syllables per second, and how long of every period is spoken.
    static let syllables = 2.0
    static let period = 4.0
    static let spoken = 3.4

    /// The sound as an expression of ffmpeg's `aevalsrc`.
    static func expression(of seat: SeatID) -> String {
        let tone = frequency(of: seat)
        let envelope = "(0.15+0.85*pow(abs(sin(PI*\(syllables)*t)),1.5))*lt(mod(t,\(period)),\(spoken))"
        let sound = "sin(2*PI*\(tone)*t)+0.12*sin(2*PI*\(2 * tone)*t)+0.06*sin(2*PI*\(3 * tone)*t)"
        return "0.35*\(envelope)*(\(sound))"
    }

    /// How loud the sound is around a moment, as the audio-level header extension says it: -dBov (RFC 6464).
    static func level(at seconds: Double) -> UInt8 {
        seconds.truncatingRemainder(dividingBy: period) < spoken ? 18 : 127
    }
}
