import ClientProtocol
import Convening
import Summit
import Support
import Timetable

private struct Wall: Zones {
    func rules(of zone: String) -> ZoneRules? {
        LocalTimeType(offset: zone == "UTC" ? 0 : 25_200, abbreviation: "Z").map(ZoneRules.init(fixed:))
    }
}

private let now = Timestamp(milliseconds: 1_627_862_400_000)
private let authors: [Author] = [
    .administration, .participant(ParticipantID(wellFormed: "a")), .participant(ParticipantID(wellFormed: "b")),
]

/// Commands as they come by HTTP, a line each, the first character saying by whom: whatever is decided can be folded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ begin: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: begin, count: count))
    let day = CivilDate(year: 2021, month: 8, day: 2)
    let facts = ConferenceFacts(
        id: ConferenceID(wellFormed: "week"), title: Texts(en: "Week", vi: "Tuần"), host: SeatID(wellFormed: "VN"),
        timeZone: "Asia/Ho_Chi_Minh", firstDay: day, lastDay: day)
    guard var state = ConferenceState(first: .conferenceCreated(conference: facts)) else { fatalError("no state") }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
        guard let first = line.first, let command: ConferenceCommand = try? ProtocolJSON.decode(from: line.dropFirst())
        else { continue }
        let events: [ConferenceEvent]
        do { events = try state.decide(command, by: authors[Int(first) % authors.count], at: now) } catch {
            check(!error.text["en"].isEmpty && !error.text["vi"].isEmpty, "refused without a word")
            continue
        }
        for event in events {
            let written = ProtocolJSON.encode(event)
            guard let again: ConferenceEvent = try? ProtocolJSON.decode(from: written) else {
                fatalError("cannot be read again: \(event)")
            }
            check(again == event, "reads as another: \(event)")
            do { try state.evolve(event) } catch { fatalError("\(error): \(event)") }
        }
    }
    let owners = state.delegations.map { CalendarOwner.delegation($0.id) } + state.roll.map { .person($0) }
    for owner in owners.prefix(20) {
        let setting = CalendarSetting(installation: "x", origin: "https://x", changed: [:])
        do { check(!(try state.calendar(of: owner, setting, by: Wall())).text.isEmpty, "no calendar") } catch {
            fatalError("\(error)")
        }
    }
    return 0
}
