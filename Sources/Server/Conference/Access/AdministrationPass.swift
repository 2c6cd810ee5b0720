import Crypto
import Summit

/// Lets the administration into the organiser's desk for some hours, in the place of its token, which then need not lie in a
/// browser. A ``TokenSeal`` of version 3 over the moment of its end.
public struct AdministrationPass: Sendable, Hashable {
    public static let hours = 12
    private static let version: UInt8 = 3

    let end: Timestamp

    init(from now: Timestamp) { end = now.advanced(byMilliseconds: Int64(Self.hours) * 3_600_000) }

    func text(key: SymmetricKey) -> String {
        TokenSeal(version: Self.version, texts: [end.rawValue], generation: 0).text(key: key)
    }

    /// Nil unless `text` was made with `key` and is still good.
    init?(text: String, key: SymmetricKey, now: Timestamp) {
        guard let seal = TokenSeal(text: text, version: Self.version, texts: 1, key: key),
            let end = Timestamp(seal.texts[0]), now < end
        else { return nil }
        self.end = end
    }
}
