public import Convening
import Summit
import Record
import SystemZones
public import Timetable

// Calendars of delegations and people: addresses that open one calendar each, and what stands in it.

extension Conferences {
    /// Of somebody's calendar, from the root of the server; nil if they have none.
    public func calendarPath(of owner: CalendarOwner, in state: ConferenceState) -> String? {
        state.calendarGeneration(of: owner).map { generation in
            let token = CalendarToken(conference: state.facts.id, owner: owner, generation: generation)
            return "/calendar/\(token.text(environment.secrets)).ics"
        }
    }

    /// Whose calendar this address is.
    public func calendarOwner(
        token: String
    ) async throws(AccessRefusal) -> (conference: LiveConference, owner: CalendarOwner) {
        guard let parsed = CalendarToken(text: token, environment.secrets),
            let conference = conference(parsed.conference)
        else { throw .malformed }
        guard await conference.state.calendarGeneration(of: parsed.owner) == parsed.generation else { throw .revoked }
        return (conference, parsed.owner)
    }

    /// The published meetings in which somebody takes part.
    /// - Parameter origin: what addresses begin with, such as `https://summit.example`.
    public func calendar(
        of owner: CalendarOwner, in conference: LiveConference, origin: String
    ) async throws(CalendarProblem) -> CalendarFile {
        let (state, changed) = await conference.publication
        let setting = CalendarSetting(installation: installation, origin: origin, changed: changed)
        return try state.calendar(of: owner, setting, by: environment.clocks)
    }

    /// Tells installations apart, and is the same as long as this one has its key.
    private var installation: String {
        "\(Hexadecimal.text(of: environment.secrets.recordKey.keyID)).mufakat"
    }
}
