import Convening
import Crypto
import Summit

/// What a calendar's address carries: whose calendar it is, proved by the installation. It opens nothing but this calendar, as it is made
/// with a key of its own; and nothing else opens a calendar.
///
/// A ``TokenSeal`` of version 2 over the conference's id, the kind of owner and the owner's id.
struct CalendarToken: Hashable {
    var conference: ConferenceID
    var owner: CalendarOwner
    var generation: Int

    private static let version: UInt8 = 2

    func text(_ secrets: Secrets) -> String {
        let (kind, id) =
            switch owner {
            case .delegation(let id): ("d", id.rawValue)
            case .person(let id): ("p", id.rawValue)
            }
        return TokenSeal(version: Self.version, texts: [conference.rawValue, kind, id], generation: generation)
            .text(key: secrets.calendarKey)
    }

    /// Nil unless this installation made it.
    init?(text: String, _ secrets: Secrets) {
        guard let seal = TokenSeal(text: text, version: Self.version, texts: 3, key: secrets.calendarKey),
            let conference = ConferenceID(seal.texts[0])
        else { return nil }
        let owner: CalendarOwner? =
            switch seal.texts[1] {
            case "d": SeatID(seal.texts[2]).map { .delegation($0) }
            case "p": ParticipantID(seal.texts[2]).map { .person($0) }
            default: nil
            }
        guard let owner else { return nil }
        self.init(conference: conference, owner: owner, generation: seal.generation)
    }

    init(conference: ConferenceID, owner: CalendarOwner, generation: Int) {
        self.conference = conference
        self.owner = owner
        self.generation = generation
    }
}

extension Secrets {
    /// Follows from the key of invitations, which does not follow from it.
    fileprivate var calendarKey: SymmetricKey {
        SymmetricKey(
            data: HMAC<SHA256>.authenticationCode(for: Array("mufakat calendars 1".utf8), using: invitationKey))
    }
}
