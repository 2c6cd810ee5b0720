/// Encoded frames out of a file, ready to be sent one after another.
public struct EncodedFrames: Hashable, Sendable {
    /// Most frames and bytes that are taken from one file: minutes, not hours.
    public static let maximumFrames = 30_000
    public static let maximumBytes = 64 << 20

    public var frames: [[UInt8]]
    /// How long each frame lasts, in microseconds.
    public var frameDuration: Int64

    public init(frames: [[UInt8]], frameDuration: Int64) {
        self.frames = frames
        self.frameDuration = frameDuration
    }
}

/// Why bytes are no file of encoded frames.
public enum ContainerError: Error, Hashable, Sendable {
    /// The file does not begin as it should; what was expected.
    case notA(String)
    /// A field contradicts another, or the format.
    case malformed
    /// Ends within a frame.
    case truncated
    /// Holds more than `EncodedFrames` takes.
    case tooLarge
}
