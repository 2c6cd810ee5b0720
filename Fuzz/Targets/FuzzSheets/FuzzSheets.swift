import Convening
import Summit
import Support
import Timetable

private let now = Timestamp(milliseconds: 1_627_862_400_000)
private let rules = ["Asia/Ho_Chi_Minh": "<+07>-7", "Europe/Berlin": "CET-1CEST,M3.5.0,M10.5.0/3"].mapValues(clock)

private struct Wall: Zones {
    func rules(of zone: String) -> ZoneRules? { FuzzSheets.rules[zone] }
}

/// A zone's file that has nothing but its last line's rule (RFC 9636 section 3).
private func clock(_ posix: String) -> ZoneRules {
    var counts = [UInt8](repeating: 0, count: 24)
    (counts[19], counts[23]) = (1, 2)
    let block = Array("TZif3".utf8) + [UInt8](repeating: 0, count: 15) + counts + [0, 0, 0, 0, 0, 0, 0x5A, 0]
    do { return try ZoneRules(tzif: block + block + Array("\n\(posix)\n".utf8)) } catch { fatalError("\(error)") }
}

/// Viet Nam with a focal point, and Germany.
private let start: ConferenceState = {
    let day = CivilDate(year: 2021, month: 8, day: 2)
    let facts = ConferenceFacts(
        id: ConferenceID(wellFormed: "week"), title: Texts(en: "Week", vi: "Tuần"), host: SeatID(wellFormed: "VN"),
        timeZone: "Asia/Ho_Chi_Minh", firstDay: day, lastDay: day)
    guard var state = ConferenceState(first: .conferenceCreated(conference: facts)) else { fatalError("no state") }
    for (code, zone) in [("VN", "Asia/Ho_Chi_Minh"), ("DE", "Europe/Berlin")] {
        let seat = Seat(id: SeatID(wellFormed: code), name: Texts(en: code, vi: code), timeZone: zone)
        perform(.inviteDelegation(seat: seat), in: &state)
    }
    let focal = Person(id: ParticipantID(wellFormed: "focal"), delegation: SeatID(wellFormed: "VN"), role: .adviser)
    perform(.register(person: focal), in: &state)
    perform(.nameFocalPoint(delegation: SeatID(wellFormed: "VN"), person: focal.id), in: &state)
    return state
}()

@discardableResult
private func perform(
    _ command: ConferenceCommand, by author: Author = .administration, in state: inout ConferenceState
) -> Int {
    do {
        let events = try state.decide(command, by: author, at: now)
        for event in events { try state.evolve(event) }
        return events.count
    } catch { fatalError("\(error): \(command)") }
}

/// Takes in what a sheet asks for, if it is read, and again, when nothing more may come of it.
private func take(
    by author: Author, in state: ConferenceState, _ read: (ConferenceState) -> Result<SheetImport, RowProblems>
) -> ConferenceState? {
    switch read(state) {
    case .failure(let problems):
        check(!problems.all.isEmpty, "refused without a word")
        return nil
    case .success(let asked):
        var next = state
        // What every row may, all may not: there are too many of them.
        guard (try? next.decide(asked.command, by: author, at: now)) != nil else { return nil }
        perform(asked.command, by: author, in: &next)
        check(perform(asked.command, by: author, in: &next) == 0, "not so afterwards: \(asked.command)")
        return next
    }
}

/// A sheet as somebody uploads it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ begin: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: begin, count: count))
    guard let sheet = try? Sheet(utf8: bytes) else { return 0 }
    for row in sheet.rows { check(row.cells.count <= sheet.heading.count, "row \(row.number) is too long") }
    // A cell that is written comes back as it was read.
    for row in sheet.rows.prefix(3) {
        for name in sheet.heading.prefix(3) where !name.isEmpty {
            let cell = sheet.cell(name, of: row)
            guard let again = try? Sheet(Sheet.text(heading: ["a", "b"], rows: [[cell, "x"]])) else { continue }
            check(again.rows.count == 1 && again.cell("a", of: again.rows[0]) == cell, "“\(cell)” comes back changed")
        }
    }
    let facts = Facts(parties: [], formats: [])
    let wall = Wall()
    func words(_ refusal: ConferenceRefusal) -> Texts { Texts(en: refusal.reason.rawValue, vi: "") }
    for author in [Author.administration, .participant(ParticipantID(wellFormed: "focal"))] {
        if let next = take(
            by: author, in: start,
            { PeopleSheet.importing(sheet, into: $0, by: author, at: now, words: words) })
        {
            let text = PeopleSheet.text(of: next.peopleInOrder.map(\.person))
            guard let again = try? Sheet(text) else { fatalError("cannot be read: \(text)") }
            check(
                (try? PeopleSheet.people(on: again).get()) == next.peopleInOrder.map(\.person),
                "people changed: \(text)")
        }
        if let next = take(
            by: author, in: start,
            {
                HoursSheet.importing(sheet, into: $0, by: author, at: now, clocks: wall, words: words)
            })
        {
            let text = HoursSheet.text(of: next.delegations, clocks: wall)
            guard let again = try? Sheet(text) else { fatalError("cannot be read: \(text)") }
            let result = take(by: .administration, in: next) {
                HoursSheet.importing(again, into: $0, by: .administration, at: now, clocks: wall, words: words)
            }
            check(result == next, "hours changed: \(text)")
        }
    }
    if let next = take(
        by: .administration, in: start,
        {
            DelegationsSheet.importing(
                sheet, into: $0, by: .administration, at: now, facts: facts, clocks: wall, words: words)
        })
    {
        let text = DelegationsSheet.text(of: next.delegations)
        guard let again = try? Sheet(text) else { fatalError("cannot be read: \(text)") }
        let result = take(by: .administration, in: next) {
            DelegationsSheet.importing(
                again, into: $0, by: .administration, at: now, facts: facts, clocks: wall, words: words)
        }
        check(result == next, "delegations changed: \(text)")
    }
    return 0
}
