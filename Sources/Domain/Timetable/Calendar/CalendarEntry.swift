public import Summit

/// One sitting as other people's calendars show it (RFC 5545 section 3.6.1).
public struct CalendarEntry: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case tentative, confirmed, cancelled
    }

    /// The same for ever, and in no other calendar: `asean-plus-three-2020@summit.example`.
    public var uid: String
    /// Counts the changes; a calendar keeps the entry with the greatest.
    public var sequence: Int
    /// When this was written.
    public var stamp: Timestamp
    public var start: Timestamp
    public var end: Timestamp
    /// The host's: a name of the IANA time zone database.
    public var zone: String
    public var summary: String
    public var description: String
    public var location: String
    /// `https://summit.example/m/...`; empty when there is none.
    public var url: String
    public var status: Status
    /// Who calls the sitting; nil: nobody in particular.
    public var organizer: Organizer?

    public struct Organizer: Sendable, Hashable, Codable {
        public var name: String
        /// `https://summit.example/...`, or `mailto:...`.
        public var address: String

        public init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    public init(
        uid: String, sequence: Int = 0, stamp: Timestamp, start: Timestamp, end: Timestamp, zone: String,
        summary: String, description: String = "", location: String = "", url: String = "", status: Status = .confirmed,
        organizer: Organizer? = nil
    ) {
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.end = end
        self.zone = zone
        self.summary = summary
        self.description = description
        self.location = location
        self.url = url
        self.status = status
        self.organizer = organizer
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        uid = try container.decode(String.self, forKey: .uid)
        sequence = try container.decodeIfPresent(Int.self, forKey: .sequence) ?? 0
        stamp = try container.decode(Timestamp.self, forKey: .stamp)
        start = try container.decode(Timestamp.self, forKey: .start)
        end = try container.decode(Timestamp.self, forKey: .end)
        zone = try container.decode(String.self, forKey: .zone)
        summary = try container.decode(String.self, forKey: .summary)
        description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
        location = try container.decodeIfPresent(String.self, forKey: .location) ?? ""
        url = try container.decodeIfPresent(String.self, forKey: .url) ?? ""
        status = try container.decodeIfPresent(Status.self, forKey: .status) ?? .confirmed
        organizer = try container.decodeIfPresent(Organizer.self, forKey: .organizer)
    }
}

/// An entry that no calendar may have.
public struct CalendarProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, such as `entries[3].end`.
    public let field: String
    /// What is wrong with it, as the end of a sentence.
    public let problem: String
    public var description: String { "\(field) \(problem)." }
}
