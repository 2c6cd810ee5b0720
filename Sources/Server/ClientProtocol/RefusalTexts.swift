public import Procedure
import StandardFacts
public import Summit

/// Refusals in the words of a polite conference officer: what is the case, and what the rule is.
public enum RefusalTexts {
    /// The text of a refusal for the person who asked.
    ///
    /// - Parameters:
    ///   - state: names the seats; nil where the meeting is not known.
    ///   - reader: is spoken to as "you" where it is about their own delegation.
    public static func text(
        for refusal: Refusal, in state: MeetingState? = nil, to reader: Author? = nil
    ) -> Texts {
        let ownSeat = reader?.participant.flatMap { state?.participants[$0]?.seat }
        let isOwn = ownSeat != nil && ownSeat == refusal.details.seat
        let phrases = RefusalCatalogue.phrases(for: refusal.reason)
        let values = values(of: refusal.details, in: state)
        for phrase in phrases where !phrase.toOwnSeat || isOwn {
            if let texts = phrase.filled(with: values) { return texts }
        }
        return phrases.last?.texts ?? .empty
    }

    /// What may stand in a phrase, as far as it is known.
    private static func values(of details: RefusalDetails, in state: MeetingState?) -> [Phrase.Place: Texts] {
        func name(_ seat: SeatID) -> Texts {
            state?.seat(seat)?.seat.name ?? Facts.standard.party(seat)?.name
                ?? Texts(en: seat.rawValue, vi: seat.rawValue)
        }
        func number(_ number: Int) -> Texts { Texts(en: "\(number)", vi: "\(number)") }
        var values: [Phrase.Place: Texts] = [:]
        values[.seat] = details.seat.map(name)
        values[.floor] = details.floor.map(name)
        values[.ordinal] = details.position.map { RefusalWords.ordinal($0) }
        values[.allowed] = details.allowed.flatMap(RefusalWords.anyOf)
        values[.standing] = details.standing.map(RefusalWords.standing)
        values[.sitting] = details.sitting.map(RefusalWords.sitting)
        values[.segment] = details.segment.map(RefusalWords.segment)
        values[.number] = details.number.map(number)
        values[.minimum] = details.minimum.map(number)
        values[.maximum] = details.maximum.map(number)
        values[.field] = details.field.map { Texts(en: $0, vi: $0) }
        return values
    }
}

/// One way to say a refusal; `{floor}` and the like are filled in.
struct Phrase: Sendable {
    /// What can be filled in.
    enum Place: String, CaseIterable {
        case seat, floor, ordinal, allowed, standing, sitting, segment, number, minimum, maximum, field
        var mark: String { "{\(rawValue)}" }
    }

    let texts: Texts
    /// Speaks to the delegation that it is about.
    let toOwnSeat: Bool

    init(_ en: String, _ vi: String, toOwnSeat: Bool = false) {
        texts = Texts(en: en, vi: vi)
        self.toOwnSeat = toOwnSeat
    }

    /// The places named in one language.
    func places(in language: String) -> Set<Place> {
        Set(Place.allCases.filter { texts[language].contains($0.mark) })
    }

    /// Nil when a value is missing.
    func filled(with values: [Place: Texts]) -> Texts? {
        guard places(in: "en").allSatisfy({ values[$0] != nil }) else { return nil }
        return Texts(
            texts.byLanguage.reduce(into: [:]) { filled, entry in
                filled[entry.key] = values.reduce(entry.value) { text, value in
                    text.replacing(value.key.mark, with: value.value[entry.key])
                }
            })
    }
}
