import Summit

extension PlannedMeeting {
    enum CodingKeys: String, CodingKey {
        case id, title, format, level, chair, coChairs, length, table, orderReason, offstage, agenda, segments, feeds,
            interpreted,
            wishes
    }

    /// What may be empty may be left out.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try fields.decode(MeetingID.self, forKey: .id), title: try fields.decode(Texts.self, forKey: .title),
            format: try fields.decodeIfPresent(String.self, forKey: .format),
            level: try fields.decode(Level.self, forKey: .level), chair: try fields.decode(SeatID.self, forKey: .chair),
            coChairs: try fields.decodeIfPresent([SeatID].self, forKey: .coChairs) ?? [],
            length: try fields.decode(Int.self, forKey: .length),
            table: try fields.decode([SeatID].self, forKey: .table),
            orderReason: try fields.decodeIfPresent(String.self, forKey: .orderReason),
            offstage: try fields.decodeIfPresent([SeatID].self, forKey: .offstage) ?? [],
            agenda: try fields.decodeIfPresent([AnnotatedItem].self, forKey: .agenda) ?? [],
            segments: try fields.decodeIfPresent([PlannedSegment].self, forKey: .segments) ?? [],
            feeds: try fields.decodeIfPresent([MeetingID].self, forKey: .feeds) ?? [],
            interpreted: try fields.decodeIfPresent(Bool.self, forKey: .interpreted) ?? false,
            wishes: try fields.decodeIfPresent(MeetingWishes.self, forKey: .wishes) ?? MeetingWishes())
    }
}
