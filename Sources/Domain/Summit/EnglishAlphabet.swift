/// The English alphabetical order of names, in which delegations sit, sign and take the chair.
enum EnglishAlphabet {
    /// Compares as the alphabet does: word by word, accents and capitals aside (Côte d'Ivoire before Croatia).
    static func key(of name: String) -> String {
        var key = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": key.unicodeScalars.append(scalar)
            case " ", "-": key.append(" ")
            default: key.append(contentsOf: base(of: scalar))
            }
        }
        return key
    }

    /// `É` is named LATIN CAPITAL LETTER E WITH ACUTE. What is no Latin letter does not count.
    private static func base(of scalar: Unicode.Scalar) -> String {
        guard let name = scalar.properties.name else { return "" }
        let words = name.split(separator: " ")
        guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words.count == 4 || words[4] == "WITH" else {
            return ""
        }
        return words[3].lowercased()
    }

    /// The parties in this order; those of one name by their codes.
    static func sorted(_ parties: [Party]) -> [Party] {
        parties.map { (key: key(of: $0.name["en"]), party: $0) }
            .sorted { ($0.key, $0.party.code) < ($1.key, $1.party.code) }
            .map(\.party)
    }
}
