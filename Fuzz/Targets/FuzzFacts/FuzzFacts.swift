import ClientProtocol
import StandardFacts
import Summit
import Support

private let zones: Set<String> = ["Asia/Dili", "Asia/Ho_Chi_Minh", "UTC"]

/// The facts of the release, with the parties that meet and few others: all of them are read in the tests of the data.
private let start: Facts = {
    let all = Facts.standard
    let meeting = Set(
        all.formats.flatMap { $0.memberships.map(\.party) } + ["FR", "DE", "ASEAN"].compactMap(SeatID.init))
    return Facts(
        parties: meeting.compactMap(all.party), formats: all.formats, chairmanships: all.chairmanships,
        coordinations: all.coordinations, ranks: all.ranks, sources: all.sources)
}()

/// More take too long.
private let mostDays = 3

/// Changes of the facts as they come by HTTP, a line each, folded over those of the release.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ begin: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: begin, count: count))
    var facts = start
    var days: [CivilDate] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
        guard let read: FactsChange = try? ProtocolJSON.decode(from: line) else { continue }
        let change = read.entered(by: .administration)
        check((try? ProtocolJSON.decode(from: ProtocolJSON.encode(change))) == change, "reads as another: \(change)")
        do {
            facts = try facts.applying(change, zones: zones)
        } catch {
            let words = error.text(in: facts)
            check(!words["en"].isEmpty && !(words.byLanguage["vi"] ?? "").isEmpty, "refused without a word: \(error)")
            check(!error.reason.isEmpty, "refused without a name: \(error)")
            continue
        }
        check(holds(change, in: facts), "does not hold: \(change)")
        days += change.days
    }
    guard let last = days.last else { return 0 }
    for day in days.suffix(mostDays) { examine(facts, on: day) }
    check(FactsTermsView(of: facts, from: last).formats.count == facts.formats.count, "formats are lost")
    check((try? ProtocolJSON.decode(from: ProtocolJSON.encode(facts))) == facts, "the facts read as others")
    return 0
}

/// What was asked for is so afterwards.
private func holds(_ change: FactsChange, in facts: Facts) -> Bool {
    switch change {
    case .partyChanged(let change):
        guard let party = facts.party(change.party) else { return false }
        return (change.name ?? party.name) == party.name && (change.capital ?? party.capital) == party.capital
            && (change.timeZone ?? party.timeZone) == party.timeZone
    case .membershipAdded(let id, let membership):
        return facts.format(id)?.memberships.contains(membership) ?? false
    case .membershipEnded(let end):
        return facts.format(end.format)?.memberships.contains {
            $0.party == end.party && $0.period.until == end.until && $0.grounds == end.grounds
        } ?? false
    case .chairChanged(let group, let exception):
        let chair = facts.presidency(of: group, on: CivilDate(year: Int64(exception.year), month: 12, day: 31))
        return chair?.party == exception.chair && chair?.turn == exception.turn && chair?.isByRule == false
    case .coordinatorNamed(let coordination):
        return facts.coordinator(of: coordination.partner, on: coordination.term.period.since) == coordination
    case .orderOverridden(let override): return facts.overrides.last == override
    }
}

/// Every table of a day: in every order sit the same.
private func examine(_ facts: Facts, on day: CivilDate) {
    for format in facts.formats {
        let table: MeetingTable
        do { table = try facts.table(of: format.id, on: day) } catch {
            check(!error.description.isEmpty, "refused without a word")
            continue
        }
        let seated = table.precedence.sorted()
        check(Set(seated).count == seated.count, "\(format.id) on \(day): somebody sits twice")
        check(table.speaking.sorted() == seated, "\(format.id) on \(day): others speak than sit")
        check(table.seating.sorted() == seated, "\(format.id) on \(day): others sit than have seats")
        let signing = table.places.filter { $0.standing == .member || $0.standing == .partner }.map(\.seat.id)
        check(table.signing.sorted() == signing.sorted(), "\(format.id) on \(day): others sign than are members")
        for duty in [table.chair].compactMap({ $0 }) + table.coChairs {
            check(seated.contains(duty), "\(format.id) on \(day): \(duty) presides and does not sit")
        }
    }
}

extension FactsChange {
    /// The days on which it begins to hold and ceases to, and those beside them.
    fileprivate var days: [CivilDate] {
        let own: [CivilDate] =
            switch self {
            case .partyChanged: [CivilDate(year: 2026, month: 11, day: 23)]
            case .membershipAdded(_, let membership): membership.period.ends
            case .membershipEnded(let end): [end.until]
            case .chairChanged(_, let exception):
                [CivilDate(year: Int64(exception.year), month: 1, day: 1)]
            case .coordinatorNamed(let coordination): coordination.term.period.ends
            case .orderOverridden(let override): override.period.ends
            }
        return own.flatMap { day in
            [0, -1, 1].map { Timestamp(milliseconds: (day.daysSince1970 + $0) * 86_400_000).date }
        }
    }
}

extension Period {
    fileprivate var ends: [CivilDate] { [since] + (until.map { [$0] } ?? []) }
}
