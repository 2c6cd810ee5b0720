public import Summit

/// Where everything of a week stands: the answer of `mufakat timetable solve`, and what is published.
public struct WeekTimetable: Sendable, Hashable, Codable {
    public struct Placement: Sendable, Hashable, Codable {
        public var meeting: MeetingID
        public var start: Timestamp
        public var room: WeekName?
        /// The interpreters' team.
        public var team: WeekName?

        public init(meeting: MeetingID, start: Timestamp, room: WeekName? = nil, team: WeekName? = nil) {
            self.meeting = meeting
            self.start = start
            self.room = room
            self.team = team
        }
    }

    /// One line test of one site.
    public struct Test: Sendable, Hashable, Codable {
        public var site: WeekName
        public var start: Timestamp

        public init(site: WeekName, start: Timestamp) {
            self.site = site
            self.start = start
        }
    }

    public var placements: [Placement]
    public var tests: [Test]

    public init(placements: [Placement], tests: [Test] = []) {
        self.placements = placements
        self.tests = tests
    }

    enum CodingKeys: String, CodingKey { case placements, tests }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        placements = try members.decode([Placement].self, forKey: .placements)
        tests = try members.decodeIfPresent([Test].self, forKey: .tests) ?? []
    }
}
