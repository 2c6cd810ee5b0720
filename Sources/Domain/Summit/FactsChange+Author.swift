extension FactsChange {
    /// The same change, entered by somebody.
    public func entered(by author: Author) -> FactsChange {
        switch self {
        case .partyChanged(var change):
            change.grounds.author = author
            return .partyChanged(change)
        case .membershipAdded(let format, var membership):
            membership.grounds.author = author
            return .membershipAdded(to: format, membership)
        case .membershipEnded(var end):
            end.grounds.author = author
            return .membershipEnded(end)
        case .chairChanged(let group, var exception):
            exception.grounds.author = author
            return .chairChanged(group: group, exception)
        case .coordinatorNamed(var coordination):
            coordination.term.grounds.author = author
            return .coordinatorNamed(coordination)
        case .orderOverridden(var override):
            override.grounds.author = author
            return .orderOverridden(override)
        }
    }
}
