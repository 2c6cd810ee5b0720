import Summit

extension TextState {
    /// Whether it is adopted as what it was to be; the chair's own text, whether it is issued. Nothing of that changes any more.
    /// - Parameter type: the name of a ``TextType``; nil: whatever it is.
    public func isAdopted(as type: String?) -> Bool {
        guard case .decided(let decision) = standing, isStill(type) else { return false }
        return decision.verb == .adopt || decision.manner == .chair
    }

    /// Whether the chair has not made less of it.
    public func isStill(_ type: String?) -> Bool { type.map { $0 == facts.type.rawValue } ?? true }
}
