import Synchronization
public import Timetable

/// The clocks of the world as the system's tz database tells them now: another release that is installed while the program runs is
/// noticed within a minute.
public final class WorldClocks: Zones {
    private struct State {
        var zones: SystemZones?
        var looked: ContinuousClock.Instant
    }

    private let folder: String
    private let state: Mutex<State>
    private static let pause = Duration.seconds(60)

    /// Without a database in the folder no zone is known, until there is one.
    public init(folder: String = SystemZones.standardFolder) {
        self.folder = folder
        state = Mutex(State(zones: try? SystemZones(folder: folder), looked: .now))
    }

    /// Of one release, to work with for a moment.
    public var zones: SystemZones? {
        state.withLock { state in
            if state.looked.duration(to: .now) >= Self.pause {
                state.looked = .now
                if state.zones?.isCurrent != true, let new = try? SystemZones(folder: folder) { state.zones = new }
            }
            return state.zones
        }
    }

    public func rules(of zone: String) -> ZoneRules? { zones?.rules(of: zone) }
}
