public import ArgumentParser
import Foundation
import Portal
import Summit
public import TextFormats

/// `mufakat text`
struct TextCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text", abstract: "Import, export, compare and verify negotiated texts.",
        subcommands: [TextImportCommand.self, TextExport.self, TextCompare.self, TextVerify.self])
}

/// Which text of a running server.
struct NamedText: ParsableArguments {
    @OptionGroup var connection: ServerConnection

    @Option(help: "The conference's id.")
    var conference: String

    @Option(help: "The text's id.")
    var text: String

    /// What the text's addresses begin with.
    func path() throws -> String {
        guard let conference = ConferenceID(conference) else {
            throw ExitReason(.usage, "\"\(self.conference)\" is no conference's id.")
        }
        guard let text = TextID(text) else { throw ExitReason(.usage, "\"\(self.text)\" is no text's id.") }
        return "/api/conferences/\(conference)/texts/\(text)"
    }
}

extension TextFormat: ExpressibleByArgument {
    /// By the ending of a file's name.
    init?(ending path: String) {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        self.init(rawValue: ending == "xml" ? "akn" : ending == "markdown" ? "md" : ending)
    }
}

extension TextImport.Changes: ExpressibleByArgument {}

/// `mufakat text export`
struct TextExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a version of a text, or what changed since an earlier one, or the compiled table.")

    enum TableForm: String, ExpressibleByArgument, CaseIterable { case html, docx, csv }

    @OptionGroup var named: NamedText
    @OptionGroup var file: OutputFile

    @Option(help: "docx, odt, pdf, html, md, txt or akn; without it as the file's name ends, else txt.")
    var form: TextFormat?

    @Option(help: "Comments and proposals, paragraph by delegation, instead of the text: html, docx or csv.")
    var table: TableForm?

    @Option(help: "The last act of the version; without it the newest.")
    var version: Int?

    @Option(help: "Shows what changed since this version.")
    var since: Int?

    @Option(help: "With the words in another language, as BCP 47 writes it: vi, fil, zh-Hant.")
    var translation: String?

    @Option(help: "Of labels and names: en or vi.")
    var language = "en"

    func run() async throws {
        if translation != nil, since != nil || table != nil {
            throw ExitReason(.usage, "--translation goes without --since and --table.")
        }
        let form = form ?? file.output.flatMap { TextFormat(ending: $0) } ?? .txt
        var query = ["format=\(table?.rawValue ?? form.rawValue)"]
        if let version { query.append("version=\(version)") }
        if let since, table == nil { query.append("since=\(since)") }
        if let translation {
            let isTag = translation.utf8.allSatisfy {
                $0 == UInt8(ascii: "-") || Character(UnicodeScalar($0)).isLetter
                    || Character(UnicodeScalar($0)).isNumber
            }
            guard isTag else { throw ExitReason(.usage, "A language is written as BCP 47 does: vi, fil, zh-Hant.") }
            query.append("translation=\(translation)")
        }
        guard ["en", "vi"].contains(language) else { throw ExitReason(.usage, "Texts are written in en or vi.") }
        query.append("language=\(language)")
        let what = table == nil ? "export" : "table"
        try file.write(
            try await named.connection.ask(
                "GET", "\(try named.path())/\(what)?\(query.joined(separator: "&"))", accept: "*/*"))
    }
}

/// `mufakat text compare`
struct TextCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Print what changed between two versions: {+added+}, [-removed-].")

    @OptionGroup var named: NamedText

    @Argument(help: "The last act of the earlier version.")
    var from: Int

    @Argument(help: "The last act of the later version; without it the newest.")
    var to: Int?

    func run() async throws {
        let version = to.map { "&version=\($0)" } ?? ""
        let answer = try await named.connection.ask(
            "GET", "\(try named.path())/export?format=txt&since=\(from)\(version)", accept: "*/*")
        Mufakat.standardOutput(String(decoding: answer, as: UTF8.self), terminator: "")
    }
}

/// `mufakat text import`
struct TextImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring the paragraphs of a file into a text, as its pen-holder.",
        discussion: "All of the file comes in, or nothing. docs/text-files.md tells what is known of it.")

    @OptionGroup var named: NamedText

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Option(help: "docx, odt, md or txt; without it as the file's name ends.")
    var form: TextFormat?

    @Option(help: "What becomes of tracked changes: proposed, accepted or rejected.")
    var changes: TextImport.Changes?

    @Option(help: ArgumentHelp("Behind which paragraph; without it at the end.", valueName: "paragraph"))
    var behind: String?

    func run() async throws {
        guard let form = form ?? TextFormat(ending: file), TextFormat.readable.contains(form) else {
            throw ExitReason(.usage, "The form of the file is not known; --form says it: docx, odt, md or txt.")
        }
        let bytes = try InputFile.bytes(of: file, most: TextFiles.longest(form))
        guard bytes.count <= TextFiles.longest(form) else {
            throw ExitReason(
                .badData, TextFormatFailure.tooLarge(megabytes: TextFiles.longest(form) >> 20).text["en"])
        }
        var query = "format=\(form.rawValue)"
        if let changes { query += "&changes=\(changes.rawValue)" }
        if let behind {
            guard behind.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else {
                throw ExitReason(.usage, "\"\(behind)\" is no paragraph's id; one looks like 12.0.")
            }
            query += "&behind=\(behind)"
        }
        let answer = try await named.connection.ask(
            "POST", "\(try named.path())/import?\(query)", body: .init(type: form.mediaType, bytes: [UInt8](bytes)))
        Mufakat.standardOutput(String(decoding: answer, as: UTF8.self))
    }
}
