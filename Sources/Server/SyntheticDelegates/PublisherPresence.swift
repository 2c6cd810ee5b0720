/// Whether a real person uses the delegate's own invitation: then the delegate gives way, and comes back when that
/// person has been gone for a while.
///
/// That somebody else publishes is known from the server's goodbye to our own connection, or because it does not let us
/// publish; that they are there, from `connected` in the view, which while we send nothing is theirs alone.
struct PublisherPresence: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case alone
        /// Our connection was ended at this second or before. `wasSeen`: there is indeed somebody.
        case replaced(lastSeen: Int, wasSeen: Bool)
    }

    private let patience: Int
    private var state = State.alone

    /// - Parameter patience: seconds.
    init(patience: Int) { self.patience = patience }

    var mayPublish: Bool { state == .alone }

    /// The server ended our connection.
    mutating func replaced(second: Int) { state = .replaced(lastSeen: second, wasSeen: false) }

    /// The server did not let us publish, because a person does.
    mutating func occupied(second: Int) { state = .replaced(lastSeen: second, wasSeen: true) }

    /// A new visit to the server begins. If nobody had been seen, it was the server that went, not we who were
    /// replaced.
    mutating func visitBegins() {
        if case .replaced(_, wasSeen: false) = state { state = .alone }
    }

    mutating func seen(isOtherThere: Bool, second: Int) {
        guard case .replaced(let lastSeen, _) = state else { return }
        if isOtherThere {
            state = .replaced(lastSeen: second, wasSeen: true)
        } else if second - lastSeen >= patience {
            state = .alone
        }
    }
}
