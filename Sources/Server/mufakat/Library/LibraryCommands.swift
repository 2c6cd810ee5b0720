import ArgumentParser
import ClientProtocol
import Library
import Portal
import Summit

/// `mufakat library`
struct LibraryCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "List, search, add and fetch the documents of a conference.",
        subcommands: [LibraryList.self, LibrarySearch.self, LibraryAdd.self, LibraryGet.self])
}

/// The library of a conference on a running server, as whoever has the token may read it.
struct NamedLibrary: ParsableArguments {
    @OptionGroup var connection: ServerConnection

    @Option(help: "The conference's id.")
    var conference: String

    /// What the library's addresses begin with.
    func path() throws -> String {
        guard let conference = ConferenceID(conference) else {
            throw ExitReason(.usage, "\"\(self.conference)\" is no conference's id.")
        }
        return "/api/conferences/\(conference)/library"
    }

    struct Listing: Decodable {
        var you: You
        var documents: [Paper]

        struct You: Decodable { var delegation: SeatID? }
    }

    struct Paper: Decodable {
        var id: DocumentID
        var symbol: String
        var title: Texts
        var access: AccessClass
        var embargo: DocumentView.EmbargoView?
        var withdrawal: Document.Withdrawal?
        var versions: [Version]
        var excerpt: String?

        struct Version: Decodable {
            var number: Int
            var language: String
            var isCurrent: Bool
        }
    }

    func listing() async throws -> Listing {
        try connection.decode(try await connection.ask("GET", try path()))
    }

    /// By its id or its symbol.
    func paper(_ name: String, among papers: [Paper]) throws -> Paper {
        let found = papers.filter { $0.id.rawValue == name }
        let named = found.isEmpty ? papers.filter { $0.symbol == name } : found
        guard let paper = named.first else {
            throw ExitReason(.refused, "There is no document \(name) that this token may read.")
        }
        guard named.count == 1 else {
            throw ExitReason(
                .usage, "Several documents are called \(name): \(named.map(\.id.rawValue).joined(separator: ", ")).")
        }
        return paper
    }
}

extension NamedLibrary.Paper {
    /// One line: id, symbol, class, languages, title, and what holds it back.
    var line: String {
        let languages = versions.filter(\.isCurrent).map(\.language).joined(separator: " ")
        let facts = [
            id.rawValue.padded(to: 16), symbol.padded(to: 20), access.name.padded(to: 17), languages.padded(to: 8),
            title["en"],
        ]
        return facts.joined(separator: " ") + (state.map { " (\($0))" } ?? "")
    }

    private var state: String? {
        if withdrawal != nil { return "withdrawn" }
        return switch embargo {
        case nil: nil
        case .until(let time): "until \(time)"
        case .untilReleased: "until released"
        case .untilAdopted(let text): "until \(text?.rawValue ?? "a text") is adopted"
        }
    }
}

extension AccessClass {
    /// As the interface and the command line call it.
    var name: String {
        switch self {
        case .public: "public"
        case .delegations: "delegations"
        case .chairOnly: "chairOnly"
        case .delegationPrivate: "delegationPrivate"
        }
    }
}

/// `mufakat library list`
struct LibraryList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the documents, newest first.")

    @OptionGroup var named: NamedLibrary

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let answer = try await named.connection.ask("GET", try named.path())
        if json { return Mufakat.standardOutput(String(decoding: answer, as: UTF8.self)) }
        let listing: NamedLibrary.Listing = try named.connection.decode(answer)
        for paper in listing.documents { Mufakat.standardOutput(paper.line) }
    }
}

/// `mufakat library search`
struct LibrarySearch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find documents in which all words stand or begin, signs of letters aside.")

    @OptionGroup var named: NamedLibrary

    @Argument(help: "Words of titles, symbols and files.")
    var words: [String]

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let answer = try await named.connection.ask(
            "GET", "\(try named.path())?q=\(URLText.query(words.joined(separator: " ")))")
        if json { return Mufakat.standardOutput(String(decoding: answer, as: UTF8.self)) }
        let listing: NamedLibrary.Listing = try named.connection.decode(answer)
        for paper in listing.documents {
            Mufakat.standardOutput(paper.line)
            if let excerpt = paper.excerpt, !excerpt.isEmpty { Mufakat.standardOutput("    \(Self.shown(excerpt))") }
        }
    }

    /// On one line, what was found between asterisks. The words are a stranger's: nothing in them commands a terminal.
    static func shown(_ excerpt: String) -> String {
        String(
            String.UnicodeScalarView(
                excerpt.unicodeScalars.map { scalar in
                    if scalar == "\u{2}" || scalar == "\u{3}" { return "*" }
                    return scalar.properties.generalCategory == .control ? " " : scalar
                }))
    }
}

/// `mufakat library get`
struct LibraryGet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Fetch a file of a document, or its words.")

    @OptionGroup var named: NamedLibrary
    @OptionGroup var file: OutputFile

    @Argument(help: "The document's symbol or id.")
    var document: String

    @Option(help: "Its newest version in this language, as BCP 47 writes it; without it the authentic text.")
    var language: String?

    @Option(help: "The version of this number instead.")
    var version: Int?

    @Flag(help: "Its words as they are searched, instead of the file.")
    var words = false

    func run() async throws {
        let paper = try named.paper(document, among: try await named.listing().documents)
        let number = try version ?? newest(of: paper)
        try file.write(
            try await named.connection.ask(
                "GET", "\(try named.path())/documents/\(paper.id)/versions/\(number)\(words ? "/text" : "")",
                accept: "*/*"))
    }

    /// A document begins with its authentic text.
    private func newest(of paper: NamedLibrary.Paper) throws -> Int {
        let wanted = language ?? paper.versions.first?.language
        guard let found = paper.versions.first(where: { $0.isCurrent && $0.language == wanted }) else {
            throw ExitReason(.refused, "\(paper.symbol) is not here in the language \(wanted ?? "").")
        }
        return found.number
    }
}
