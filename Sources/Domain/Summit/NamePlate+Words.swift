extension NamePlate {
    static let chair = Texts(en: "Chair", vi: "Chủ tọa")
    static let coChair = Texts(en: "Co-Chair", vi: "Đồng chủ tọa")

    /// The Secretary-General has a plate of their own office; everybody else has their delegation's.
    init(_ seat: Seat, _ standing: MeetingTable.Standing, _ duty: MeetingTable.Duty?) {
        switch (standing, duty) {
        case (.secretaryGeneral, _): self.init(name: seat.title.isEmpty ? seat.name : seat.title, function: seat.name)
        case (_, .chair): self.init(name: seat.name, function: Self.chair)
        case (_, .coChair): self.init(name: seat.name, function: Self.coChair)
        case (_, nil): self.init(name: seat.name, function: seat.title)
        }
    }
}
