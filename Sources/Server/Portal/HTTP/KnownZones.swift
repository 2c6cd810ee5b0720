import Conference
import Convening
import Summit
import SystemZones
import Timetable

// Zones that people name are looked up before anything is recorded: who takes part nowhere has no clock.

extension ConferenceFacts {
    var zones: [String] { [timeZone] }
}

extension ConferenceCommand {
    /// The zones that a command would write down.
    var zones: [String] {
        switch self {
        case .inviteDelegation(let seat), .changeDelegation(let seat): [seat.timeZone].compactMap(\.self)
        case .importDelegations(let seats, _): seats.compactMap(\.timeZone)
        case .setSite(_, let site): [site.timeZone]
        default: []
        }
    }
}

extension Gatekeeper {
    func requireKnownZones(_ zones: [String]) throws(Problem) {
        for zone in Set(zones).sorted() where meetings.clocks.rules(of: zone) == nil {
            throw Problem(ConferenceRefusal(.unknownZone, String(zone.prefix(ConferenceLimits.codeLength))))
        }
    }
}
