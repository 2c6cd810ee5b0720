import Logging
public import Mail
public import Notices
import Store
public import Summit
import Synchronization

/// How notices go out as letters.
public struct Post: Sendable {
    public var mailer: any Mailer
    public var from: MailAddress
    /// Of the installation, in links.
    public var address: String
    /// By the clock of each person's delegation; nil: none.
    public var quiet: QuietHours?
    /// Whether what is urgent goes out in quiet hours too.
    public var urgentPasses: Bool

    public init(mailer: any Mailer, from: MailAddress, address: String, quiet: QuietHours?, urgentPasses: Bool) {
        self.mailer = mailer
        self.from = from
        self.address = address
        self.quiet = quiet
        self.urgentPasses = urgentPasses
    }
}

/// What people are told, beside the records: it follows from them.
public final class NoticeDesk: Sendable {
    /// What one person was told, as they may read it.
    public struct Told: Sendable {
        public var number: Int64
        public var at: Timestamp
        public var isRead: Bool
        public var notice: Notice
    }

    /// Occasions are looked for so far back: after a day without the program what came before is no news. Milliseconds.
    static let window: Int64 = 24 * 3_600_000
    /// Notices are forgotten after so long.
    static let life: Int64 = 30 * 24 * 3_600_000
    /// Most that are shown to one person.
    static let most = 200
    /// Most who follow at a time.
    private static let mostFollowers = 5_000

    struct Key: Hashable {
        var conference: ConferenceID
        var person: ParticipantID
    }

    /// How far the records of a conference had come at a moment: where they are as far, and little time has gone by, nobody has to look.
    struct Glance: Hashable {
        /// Of the conference, its texts and its libraries.
        var sequences: [Int]
        /// Some occasions come with time alone; these are looked for once in so many milliseconds.
        static let period: Int64 = 5_000
        var periods: Int64
    }

    /// What was looked at last in a conference: where it is the same, there is nothing new.
    struct Look: Hashable {
        /// Of the conference and its libraries: who may read what follows from both.
        var sequences: [Int]
        var keys: [String]
    }

    struct State {
        var looks: [ConferenceID: Look] = [:]
        var glances: [ConferenceID: Glance] = [:]
        /// Who was told of what lies within the window.
        var told: [ConferenceID: [String: Set<ParticipantID>]] = [:]
        var followers: [Key: [BoundedFeed<Int>]] = [:]
        var forgets = Timestamp(milliseconds: 0)
        /// No letter is tried before, since the mail server was not reached.
        var pause = Timestamp(milliseconds: 0)
        var failures = 0
    }

    let store: any NoticeStore
    /// Nil: there is no mail.
    let post: Post?
    let state = Mutex(State())

    init(store: any NoticeStore, post: Post?) {
        self.store = store
        self.post = post
    }

    /// Tells now and whenever there is something new for a person; nil if too many follow.
    func follow(_ key: Key) -> BoundedFeed<Int>? {
        state.withLock { state in
            for key in state.followers.keys { state.followers[key]?.removeAll(where: \.isFinished) }
            state.followers = state.followers.filter { !$0.value.isEmpty }
            guard state.followers.values.lazy.map(\.count).reduce(0, +) < Self.mostFollowers else { return nil }
            let feed = BoundedFeed<Int>(limit: 64)
            feed.offer(0)
            state.followers[key, default: []].append(feed)
            return feed
        }
    }

    func alert(_ key: Key) {
        let feeds = state.withLock { $0.followers[key] ?? [] }
        for feed in feeds { feed.offer(0) }
    }

    func shutDown() {
        let feeds = state.withLock { $0.followers.values.flatMap { $0 } }
        for feed in feeds { feed.finish() }
    }
}
