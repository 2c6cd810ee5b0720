import CMediaIO

/// Wakes a media thread that waits; may be rung by any other.
final class Bell: Sendable {
    /// Readable when it was rung.
    let descriptor: Int32

    init() throws {
        descriptor = cmediaio_bell_open()
        guard descriptor >= 0 else {
            throw MediaIOError.system(operation: "making an event descriptor", code: -descriptor)
        }
    }

    deinit { cmediaio_close(descriptor) }

    func ring() { cmediaio_bell_ring(descriptor) }
    func silence() { cmediaio_bell_silence(descriptor) }
}
