import Foundation
import Summit

/// The JSON files that facts are made of.
struct FactsDocuments {
    private let countries: Countries
    private let usage: Parties
    private let organisations: Parties
    private let formats: Formats
    private let chairs: Chairs
    private let ranks: Ranks

    init(
        countries: Data, usage: Data, organisations: Data, formats: Data, chairs: Data, ranks: Data
    ) throws {
        let decoder = JSONDecoder()
        self.countries = try decoder.decode(Countries.self, from: countries)
        self.usage = try decoder.decode(Parties.self, from: usage)
        self.organisations = try decoder.decode(Parties.self, from: organisations)
        self.formats = try decoder.decode(Formats.self, from: formats)
        self.chairs = try decoder.decode(Chairs.self, from: chairs)
        self.ranks = try decoder.decode(Ranks.self, from: ranks)
    }

    /// What is reviewed comes before what was taken over from ISO.
    func facts() throws(DocumentFault) -> Facts {
        let usage = Dictionary(usage.parties.map { ($0.code, $0) }) { $1 }
        let known = countries.countries.map { $0.party(asUsedIn: usage[$0.code]) }
        var others: [Party] = []
        for organisation in organisations.parties {
            guard let party = organisation.organisation else { throw DocumentFault(code: organisation.code) }
            others.append(party)
        }
        return Facts(
            parties: known + others, formats: formats.formats, chairmanships: chairs.chairmanships,
            coordinations: chairs.coordinators, ranks: ranks.ranks,
            sources: [self.usage.sources, organisations.sources, formats.sources, chairs.sources, ranks.sources]
                .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } })
    }
}

/// An organisation without a name.
struct DocumentFault: Error {
    let code: SeatID
}

/// Made by `tools/facts`.
private struct Countries: Decodable {
    struct Country: Decodable {
        var code: SeatID
        var alpha3: String
        var numeric: String
        var name: Texts
        var timeZone: String?

        func party(asUsedIn usage: Parties.Entry?) -> Party {
            Party(
                code: code, kind: .country, alpha3: alpha3, numeric: numeric, name: usage?.name ?? name,
                capital: usage?.capital, timeZone: usage?.timeZone ?? timeZone, languages: usage?.languages ?? [],
                flag: usage?.flag ?? code.rawValue.lowercased(), heads: usage?.heads ?? [])
        }
    }

    var countries: [Country]
}

private struct Parties: Decodable {
    /// What is left out is as ISO says, or unknown.
    struct Entry: Decodable {
        var code: SeatID
        var name: Texts?
        var capital: Texts?
        var timeZone: String?
        var languages: [String]?
        var flag: String?
        var heads: [Party.Head]?

        var organisation: Party? {
            name.map {
                Party(
                    code: code, kind: .organisation, name: $0, capital: capital, timeZone: timeZone,
                    languages: languages ?? [], flag: flag, heads: heads ?? [])
            }
        }
    }

    var sources: [String: String]
    var parties: [Entry]
}

private struct Formats: Decodable {
    var sources: [String: String]
    var formats: [Format]
}

private struct Chairs: Decodable {
    var sources: [String: String]
    var chairmanships: [Chairmanship]
    var coordinators: [Coordination]
}

private struct Ranks: Decodable {
    var sources: [String: String]
    var ranks: [RankFact]
}
