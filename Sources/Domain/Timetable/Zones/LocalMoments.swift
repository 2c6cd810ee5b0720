public import Summit

/// The moments at which a zone's clocks show a given time.
///
/// As a rule one; none in the hour that is left out when clocks go forward; two in the hour that comes again when they go back.
public struct LocalMoments: Sendable, Hashable {
    /// In the order of time.
    public let all: [Timestamp]
    /// The one meant when nothing more is said, as calendars read it (RFC 5545 section 3.3.5), so that they and the program
    /// agree: of two the earlier; of none the one that clocks not yet put forward would show, 03:30 by the new clock for 02:30.
    public let chosen: Timestamp

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case once, skipped, repeated
    }

    public var kind: Kind {
        switch all.count {
        case 0: .skipped
        case 1: .once
        default: .repeated
        }
    }
}

extension ZoneRules {
    public func moments(of time: CivilTime) -> LocalMoments {
        let local = time.localSecond
        let last = local - Int64(LocalTimeType.offsets.lowerBound)
        var begin = local - Int64(LocalTimeType.offsets.upperBound)
        var found: [Int64] = []
        var inGap: Int64?
        while begin <= last {
            let offset = Int64(type(atSecond: begin).offset)
            let end = change(after: begin)
            let candidate = local - offset
            if candidate >= begin, end.map({ candidate < $0 }) ?? true { found.append(candidate) }
            guard let end else { break }
            if inGap == nil, end <= candidate, candidate < end + Int64(type(atSecond: end).offset) - offset {
                inGap = candidate
            }
            begin = end
        }
        // Where the time is shown at no moment, some change jumps over it.
        return LocalMoments(
            all: found.map(Timestamp.init(second:)), chosen: Timestamp(second: found.first ?? inGap ?? local))
    }
}
