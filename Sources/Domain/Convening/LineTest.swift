public import Summit

/// When a delegation's line is tested before the conference.
public struct LineTest: Sendable, Hashable, Codable {
    public var delegation: SeatID
    /// Nil: the delegation entered no sites.
    public var site: String?
    public var start: Timestamp
    /// Minutes.
    public var length: Int

    public init(delegation: SeatID, site: String? = nil, start: Timestamp, length: Int) {
        self.delegation = delegation
        self.site = site
        self.start = start
        self.length = length
    }

    static let prefix = "line-"

    /// The same for the same line on the same day (UTC), so that its evidence stays when the hour changes.
    var itemID: String {
        let place = site.map { "\(delegation)-\($0)" } ?? delegation.rawValue
        return "\(Self.prefix)\(start.date)-\(place)"
    }

    /// As an item of the checklist, due when it is over.
    func item() -> ChecklistItem {
        ChecklistItem(
            id: itemID, check: .lineTested, delegation: delegation, site: site,
            what: Texts(en: "Line test", vi: "Thử đường truyền"), owner: "",
            due: start.advanced(byMilliseconds: Int64(length) * 60_000))
    }
}
