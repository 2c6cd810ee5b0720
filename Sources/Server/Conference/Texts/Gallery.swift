public import Summit

/// Those who watch what a meeting speaks about. They have places of their own, so that they take none from who negotiates the text.
struct Gallery {
    static let places = 2_000
    /// Of one person; whoever opens one more loses the oldest.
    static let placesOfOne = 8
    /// Acts that may wait for one of them.
    private static let waiting = 256

    private var watchers: [(person: Author, feed: BoundedFeed<Int>)] = []

    /// Tells that there was an act; nil: there is no place.
    mutating func admit(_ person: Author) -> BoundedFeed<Int>? {
        watchers.removeAll(where: \.feed.isFinished)
        let own = watchers.filter { $0.person == person }
        if own.count >= Self.placesOfOne {
            own[0].feed.finish()
            watchers.removeAll(where: \.feed.isFinished)
        }
        guard watchers.count < Self.places else { return nil }
        let feed = BoundedFeed<Int>(limit: Self.waiting)
        watchers.append((person, feed))
        return feed
    }

    func alert(_ act: Int) { for watcher in watchers { watcher.feed.offer(act) } }

    func dismiss() { for watcher in watchers { watcher.feed.finish() } }
}

/// A paragraph as it is shown in the meeting that speaks about it.
public struct StagedParagraph: Sendable, Hashable {
    public var title: Texts
    /// Who negotiates its text.
    public var delegations: [SeatID]
    /// Nil: it was taken out of the text.
    public var number: String?
    /// With its brackets.
    public var words: String
    /// The last act of the text.
    public var act: Int
}
