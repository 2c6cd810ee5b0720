import CMediaIO

/// A connected TCP socket that another part of the program has accepted; closed when it is given up.
public final class TCPSocket: Sendable {
    let descriptor: Int32
    /// Let go with the socket: whoever counts connections counts this one until then.
    private let place: (any AnyObject & Sendable)?

    /// Owns `descriptor` from now on.
    public init(taking descriptor: Int32, place: (any AnyObject & Sendable)? = nil) {
        self.descriptor = descriptor
        self.place = place
    }

    deinit { cmediaio_close(descriptor) }
}
