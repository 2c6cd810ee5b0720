public import ArgumentParser
import ClientProtocol
import Foundation
public import Library
import Portal
import Summit

/// `mufakat library add`
struct LibraryAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a document, or with --to a version or translation of one.",
        discussion: "Without an embargo whoever may read the document reads it at once, and is told.")

    enum Class: String, ExpressibleByArgument, CaseIterable {
        case `public`, delegations, chairOnly, delegationPrivate
    }

    @OptionGroup var named: NamedLibrary

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Option(help: "The file's name; without it as it is called here.")
    var name: String?

    @Option(help: "The document's symbol, such as AMM/54/3.")
    var symbol: String?

    @Option(help: "Its title in English.")
    var title: String?

    @Option(help: "Its title in Vietnamese.")
    var titleVi: String?

    @Option(help: "The meeting that takes it up.")
    var meeting: String?

    @Option(help: "The number of the agenda item there.")
    var item: Int?

    @Option(name: .customLong("class"), help: "Who may read it. delegationPrivate: your own delegation alone.")
    var access: Class?

    @Option(help: "Nobody else reads it before this time, such as 2021-08-06T09:00:00Z.")
    var until: String?

    @Option(help: ArgumentHelp("Nobody else reads it before this text is adopted.", valueName: "text"))
    var untilAdopted: String?

    @Flag(help: "Nobody else reads it before it is released.")
    var untilReleased = false

    @Option(help: ArgumentHelp("The symbol or id of the document that it is a version of.", valueName: "document"))
    var to: String?

    @Option(help: "Of the file, as BCP 47 writes it: en, vi, fil, zh-Hant.")
    var language = "en"

    @Option(help: "What the file is beside the authentic text; without it a translation is official.")
    var standing: DocumentVersion.Standing?

    @Option(help: "What is different in this version.")
    var note: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if to == nil {
            guard symbol != nil, title != nil else { throw ValidationError("A document needs --symbol and --title.") }
        } else {
            let isNew = symbol ?? title ?? titleVi ?? meeting ?? until ?? untilAdopted ?? access?.rawValue
            guard isNew == nil, item == nil, !untilReleased else {
                throw ValidationError("--to adds a version: it has no symbol, title, meeting, class or embargo.")
            }
        }
        guard [until != nil, untilAdopted != nil, untilReleased].count(where: { $0 }) <= 1 else {
            throw ValidationError("--until, --until-adopted and --until-released go one without the others.")
        }
    }

    func run() async throws {
        let shown = name ?? (file == "-" ? "" : URL(fileURLWithPath: file).lastPathComponent)
        guard let fileName = FileName(shown) else {
            throw ExitReason(.usage, "The library takes no file of the name \"\(shown)\"; --name says another.")
        }
        let bytes = try InputFile.bytes(of: file, most: LibraryLimits.file)
        guard bytes.count <= LibraryLimits.file else {
            throw ExitReason(.badData, "A file may have \(LibraryLimits.file >> 20) MB at most.")
        }
        // What cannot be asked for is said before the file is sent.
        let command = try await command()
        let uploaded: Uploaded = try named.connection.decode(
            try await named.connection.ask(
                "POST", "\(try named.path())/files?name=\(URLText.query(fileName.text))",
                body: .init(type: "application/octet-stream", bytes: [UInt8](bytes), patience: 600)))
        let answer = try await named.connection.ask(
            "POST", "\(try named.path())/commands", json: ProtocolJSON.encode(command(uploaded.upload)))
        if json { return Mufakat.standardOutput(String(decoding: answer, as: UTF8.self)) }
        let added: Added = try named.connection.decode(answer)
        Mufakat.standardOutput("\(added.document)")
    }

    private struct Uploaded: Decodable { var upload: String }
    private struct Added: Decodable { var document: DocumentID }

    private struct Version: Encodable {
        var upload: String
        var language: String
        var standing: DocumentVersion.Standing
        var note: String?
    }

    private enum Command: Encodable {
        case add(facts: DocumentFacts, access: AccessClass, embargo: Embargo?, version: Version)
        case addVersion(document: DocumentID, version: Version)
    }

    /// What is asked for when the file is there.
    private func command() async throws -> (_ upload: String) -> Command {
        let standing = self.standing ?? (language == "en" || to == nil ? .authentic : .officialTranslation)
        func version(_ upload: String) -> Version {
            Version(upload: upload, language: language, standing: standing, note: note)
        }
        if let to {
            let paper = try named.paper(to, among: try await named.listing().documents)
            return { .addVersion(document: paper.id, version: version($0)) }
        }
        let (facts, access, embargo) = (try facts(), try await accessClass(), try embargo())
        return { .add(facts: facts, access: access, embargo: embargo, version: version($0)) }
    }

    private func facts() throws -> DocumentFacts {
        let meeting = try self.meeting.map { text in
            guard let id = MeetingID(text) else { throw ExitReason(.usage, "\"\(text)\" is no meeting's id.") }
            return id
        }
        return DocumentFacts(
            symbol: symbol ?? "", title: Texts(en: title ?? "", vi: titleVi ?? ""), meeting: meeting, agendaItem: item)
    }

    private func accessClass() async throws -> AccessClass {
        switch access ?? .delegations {
        case .public: return .public
        case .delegations: return .delegations
        case .chairOnly: return .chairOnly
        case .delegationPrivate:
            guard let seat = try await named.listing().you.delegation else {
                throw ExitReason(.refused, "Whoever has this token keeps no papers of a delegation.")
            }
            return .delegationPrivate(seat: seat)
        }
    }

    private func embargo() throws -> Embargo? {
        if let until {
            guard let time = Timestamp(until) else {
                throw ExitReason(.usage, "\"\(until)\" is no time; it looks like 2021-08-06T09:00:00Z.")
            }
            return .until(time: time)
        }
        if let untilAdopted {
            guard let text = TextID(untilAdopted) else {
                throw ExitReason(.usage, "\"\(untilAdopted)\" is no text's id.")
            }
            return .untilAdopted(text: text, type: nil)
        }
        return untilReleased ? .untilReleased : nil
    }
}

extension DocumentVersion.Standing: ExpressibleByArgument {}

/// A value within an address.
enum URLText {
    static func query(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
