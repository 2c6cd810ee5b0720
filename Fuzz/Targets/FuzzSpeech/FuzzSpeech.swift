import Forwarding
import Support
import Wire

/// The levels that a sender of sound claims, at any moments.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var speech = SpeechDetector()
    var now = MediaTime.zero
    while !input.isAtEnd {
        let was = speech.isSpeaking
        let level = input.u8()
        if level == 0xFF {
            now = now + input.interval()
            check(speech.settle(now) == (was != speech.isSpeaking), "a change that is not told")
        } else {
            now = now + .milliseconds(20)
            check(speech.update(level, now: now) == (was != speech.isSpeaking), "a change that is not told")
        }
        check(speech.level <= 127, "louder than loudest")
    }
    _ = speech.settle(now + .milliseconds(601))
    check(!speech.isSpeaking, "speaks on in silence")
    return 0
}
