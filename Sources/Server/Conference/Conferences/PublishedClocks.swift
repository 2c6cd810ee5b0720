import ClientProtocol
import Convening
import Foundation
import Summit
import SystemZones
import Timetable

/// The clocks by which a timetable was published, kept beside its record: what another release of the time zone database moves is
/// found by comparing both.
struct PublishedClocks: Zones {
    /// As it is kept: of each zone the file of the database.
    private struct Kept: Codable {
        var release: String
        var zones: [String: Data]
    }

    let release: String
    private var files: [String: Data]
    private var known: [String: ZoneRules]

    /// Of the zones named, those that the database has.
    init(_ names: Set<String>, of zones: SystemZones) {
        release = zones.release
        files = [:]
        known = [:]
        for name in names { add(name, zones.file(of: name).map { Data($0) }) }
    }

    /// Nil for bytes that this type did not write.
    init?(_ bytes: [UInt8]) {
        guard let kept: Kept = try? ProtocolJSON.decode(from: bytes) else { return nil }
        release = kept.release
        files = [:]
        known = [:]
        for (name, file) in kept.zones { add(name, file) }
    }

    private mutating func add(_ name: String, _ file: Data?) {
        guard let file, let rules = try? ZoneRules(tzif: [UInt8](file)) else { return }
        files[name] = file
        known[name] = rules
    }

    var bytes: [UInt8] { ProtocolJSON.encode(Kept(release: release, zones: files)) }
    var names: Set<String> { Set(files.keys) }

    func rules(of zone: String) -> ZoneRules? { known[zone] }
}

extension ConferenceState {
    /// By whose clocks the timetable is read.
    var zonesInUse: Set<String> { Set([facts.timeZone] + delegations.compactMap(\.seat.timeZone)) }

    /// What is still to come of the published timetable, and moves by other clocks; nil: nothing does.
    func revision(from old: PublishedClocks, to new: SystemZones, now: Timestamp) -> RevisedClocks? {
        guard let host = old.rules(of: facts.timeZone), new.rules(of: facts.timeZone) != nil else { return nil }
        let coming = (published ?? [:]).filter { !$0.value.isCancelled && $0.value.placement.start > now }
        let sittings = coming.sorted { $0.key < $1.key }.compactMap { id, published -> HostedSitting? in
            guard let plan = meeting(id) else { return nil }
            let seats = plan.seats.compactMap { id -> SeatClock? in
                guard let zone = delegation(id)?.seat.timeZone, old.rules(of: zone) != nil, new.rules(of: zone) != nil
                else { return nil }
                return SeatClock(seat: id, zone: zone)
            }
            return HostedSitting(
                id: id.rawValue, zone: facts.timeZone, start: host.civilTime(at: published.placement.start),
                seats: seats)
        }
        guard let revisions = try? ClockRevision.revisions(of: sittings, from: old, to: new), !revisions.isEmpty
        else { return nil }
        let moves = revisions.compactMap { revision -> RevisedClocks.Move? in
            guard let id = MeetingID(revision.sitting.id), let start = coming[id]?.placement.start else { return nil }
            return RevisedClocks.Move(
                meeting: id,
                start: start.advanced(byMilliseconds: revision.after.milliseconds(since: revision.before)),
                before: start, seats: revision.seats.map(\.clock.seat))
        }
        return RevisedClocks(release: new.release, meetings: moves)
    }
}
