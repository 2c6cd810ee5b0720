import Foundation
import MediaClient
import Summit

/// What one delegate shows and says: a loop in memory.
struct Programme: Sendable {
    /// Largest layer first; all have the same number of frames, with keyframes at the same places.
    var layers: [EncodedFrames]
    var voice: EncodedFrames

    /// The names of the layers on the wire.
    static let rids = ["f", "q"]

    init(seat: SeatID, directory: URL) throws {
        let files = SyntheticMedia.files(of: seat)
        layers = try [files.full, files.quarter].map { name in
            try Self.read(directory.appendingPathComponent(name)) { bytes in try EncodedFrames(ivf: bytes) }
        }
        voice = try Self.read(directory.appendingPathComponent(files.voice)) { bytes in
            try EncodedFrames(oggOpus: bytes)
        }
    }

    private static func read(
        _ file: URL, _ parse: (UnsafeRawBufferPointer) throws -> EncodedFrames
    ) throws -> EncodedFrames {
        do {
            return try Data(contentsOf: file).withUnsafeBytes(parse)
        } catch {
            throw SyntheticMedia.Failure.unreadable(file.path)
        }
    }

    /// The place of the next keyframe after `frame`, in which all layers begin anew.
    func nextKeyframe(after frame: Int) -> Int {
        let frames = layers[0].frames
        for step in 1...frames.count where VP8Packetizer.isKeyframe(frames[(frame + step) % frames.count]) {
            return (frame + step) % frames.count
        }
        return 0
    }
}
