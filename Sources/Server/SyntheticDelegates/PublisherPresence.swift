/// Whether a real person uses the delegate's own invitation: then the delegate gives way, and comes back when that person has been gone for
/// a while.
///
/// That somebody else publishes is known from the server's goodbye to our own connection; that they are still there, from
/// `connected` in the view.
struct PublisherPresence: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case alone
        /// Somebody else publishes; last seen at this second.
        case replaced(lastSeen: Int)
    }

    private let patience: Int
    private var state = State.alone

    init(patience: Int) { self.patience = patience }

    var mayPublish: Bool { state == .alone }

    mutating func replaced(second: Int) { state = .replaced(lastSeen: second) }

    mutating func seen(isOtherThere: Bool, second: Int) {
        guard case .replaced(let lastSeen) = state else { return }
        if isOtherThere {
            state = .replaced(lastSeen: second)
        } else if second < lastSeen {
            // A new visit counts its seconds anew.
            state = .replaced(lastSeen: second)
        } else if second - lastSeen >= patience {
            state = .alone
        }
    }
}
