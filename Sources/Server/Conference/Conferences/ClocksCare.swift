import Convening
import Logging
import Summit
import SystemZones

/// When the clocks of a published timetable have to be looked at again.
struct ClocksCare {
    private struct Kept: Equatable {
        var release: String
        var names: Set<String>
    }

    private var kept: Kept?
    /// After a failure not at once.
    private var again = Timestamp(milliseconds: .min)
    /// Milliseconds.
    private static let pause: Int64 = 10_000

    /// Where they are kept in the store.
    func key(of conference: ConferenceID) -> String { "clocks:\(conference)" }

    func areDue(for state: ConferenceState, _ clocks: WorldClocks, now: Timestamp) -> Bool {
        guard state.published != nil, now >= again, let zones = clocks.zones else { return false }
        return kept != Kept(release: zones.release, names: state.zonesInUse)
    }

    /// The zones to keep and compare with, if that is due now. While a package is being installed, files are of two releases.
    mutating func zones(for state: ConferenceState, _ clocks: WorldClocks, now: Timestamp) -> SystemZones? {
        guard areDue(for: state, clocks, now: now) else { return nil }
        again = now.advanced(byMilliseconds: Self.pause)
        return clocks.zones.flatMap { $0.isCurrent ? $0 : nil }
    }

    /// The zones to keep before what leads to `next` is recorded: those of the first publication, and those that come into use later.
    /// What is kept of another release has to be compared first; the next look does that.
    func zones(
        from state: ConferenceState, to next: ConferenceState, _ clocks: WorldClocks
    ) -> (SystemZones, Set<String>)? {
        guard next.published != nil, let zones = clocks.zones, zones.isCurrent else { return nil }
        guard let kept else { return state.published == nil ? (zones, next.zonesInUse) : nil }
        let names = kept.names.union(next.zonesInUse)
        return kept.release == zones.release && names != kept.names ? (zones, names) : nil
    }

    mutating func keep(_ release: String, _ names: Set<String>) { kept = Kept(release: release, names: names) }

    /// Says in the log which meetings moved.
    func tell(
        _ revision: RevisedClocks, of conference: ConferenceID, to logger: Logger
    ) {
        let moves = revision.meetings.map { move in
            let seats = move.seats.map(\.rawValue).joined(separator: " ")
            return
                "\(move.meeting): \(move.hasMoved ? "\(move.before) -> \(move.start)" : "as before"), clocks of \(seats)"
        }
        logger.notice(
            "Another release of the time zone database moves meetings",
            metadata: [
                "conference": "\(conference)", "release": "\(revision.release)",
                "meetings": "\(moves.joined(separator: "; "))",
            ])
    }
}
