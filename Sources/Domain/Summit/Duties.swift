/// Who presides over one meeting.
struct Duties {
    var chair: SeatID?
    /// The country coordinator, then the partner.
    var coChairs: [SeatID] = []
    /// The partner among the co-chairs.
    var partner: SeatID?

    func duty(of code: SeatID) -> MeetingTable.Duty? {
        code == chair ? .chair : coChairs.contains(code) ? .coChair : nil
    }
}

extension Facts {
    /// Only who is at the table presides. Where there are co-chairs they are the country coordinator and the partner;
    /// the chair may be the coordinator as well.
    func duties(in format: Format, on day: CivilDate, among table: Set<SeatID>) -> Duties {
        var duties = Duties()
        duties.chair = format.chairedBy.flatMap { presidency(of: $0, on: day)?.party }.flatMap {
            table.contains($0) ? $0 : nil
        }
        guard format.coChaired else { return duties }
        let partners = delegations(of: format, on: day).filter { $0.standing == .partner }.map(\.party.code)
        guard partners.count == 1, let partner = partners.first, table.contains(partner) else { return duties }
        let coordinator = self.coordinator(of: partner, on: day)?.term.party
        duties.partner = partner
        duties.coChairs = [coordinator, partner].compactMap { $0 }.filter(table.contains)
        return duties
    }
}
