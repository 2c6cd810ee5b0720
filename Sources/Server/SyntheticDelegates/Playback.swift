import MediaClient
import Wire

/// Plays a programme into a client: frames at their times, the voice only while the delegate speaks.
struct Playback {
    private let programme: Programme
    private let start: MediaTime
    private var frame: Int
    private var nextFrame: MediaTime
    private var nextVoice: MediaTime?
    private var voiceFrame = 0
    private var wantsKeyframe = false

    /// `offset`: with which frame of the loop to begin, so that delegates do not all move alike.
    init(_ programme: Programme, now: MediaTime, offset: Int) {
        self.programme = programme
        start = now
        nextFrame = now
        // The first frame must be a keyframe.
        frame = programme.nextKeyframe(after: offset % max(1, programme.layers[0].frames.count))
    }

    var deadline: MediaTime { nextVoice.map { min($0, nextFrame) } ?? nextFrame }

    mutating func setSpeaking(_ isSpeaking: Bool, now: MediaTime) {
        guard isSpeaking != (nextVoice != nil) else { return }
        nextVoice = isSpeaking ? now : nil
        voiceFrame = 0
    }

    mutating func jumpToKeyframe() { wantsKeyframe = true }

    /// Sends what is due. After a pause of the whole program the missed frames are left out, not sent in a burst.
    mutating func advance(now: MediaTime, client: MediaClient, into outbox: Outbox) {
        if now - nextFrame > .seconds(1) { nextFrame = now }
        while nextFrame <= now {
            if wantsKeyframe {
                wantsKeyframe = false
                if !VP8Packetizer.isKeyframe(programme.layers[0].frames[frame]) {
                    frame = programme.nextKeyframe(after: frame)
                }
            }
            for (layer, frames) in programme.layers.enumerated() where frame < frames.frames.count {
                client.sendVideo(
                    layer: layer, frame: frames.frames[frame], timestamp: ticks(nextFrame, clockRate: 90_000), now: now,
                    into: outbox)
            }
            frame = (frame + 1) % programme.layers[0].frames.count
            nextFrame = nextFrame + .microseconds(programme.layers[0].frameDuration)
        }
        guard var voice = nextVoice else { return }
        if now - voice > .seconds(1) { voice = now }
        while voice <= now {
            client.sendAudio(
                programme.voice.frames[voiceFrame], timestamp: ticks(voice, clockRate: 48_000),
                level: SyntheticVoice.level(at: Double(voiceFrame) * 0.02), now: now, into: outbox)
            voiceFrame = (voiceFrame + 1) % programme.voice.frames.count
            voice = voice + .microseconds(programme.voice.frameDuration)
        }
        nextVoice = voice
    }

    /// Sound and picture count from the same moment.
    private func ticks(_ time: MediaTime, clockRate: Int64) -> UInt32 {
        UInt32(truncatingIfNeeded: (time - start).microseconds * clockRate / 1_000_000)
    }
}
