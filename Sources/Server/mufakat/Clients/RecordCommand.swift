import ArgumentParser
import Conference
import Foundation
import Logging
import Portal
import Record
import Store
import Summit

/// `mufakat record`: the official record without a running server.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Verify and export official records, without a running server.",
        subcommands: [RecordVerify.self, RecordExport.self])
}

/// A data folder that no server is working on.
struct StillDataFolder: ParsableArguments {
    @Option(help: ArgumentHelp("A data folder that no server is working on.", valueName: "folder"))
    var data: String = ProcessInfo.processInfo.environment["MUFAKAT_DATA"] ?? "data"

    func open() throws -> (folder: DataFolder, store: SQLiteStore) {
        guard FileManager.default.fileExists(atPath: "\(data)/record.sqlite") else {
            throw ExitReason(.noInput, "There is no record in the folder \(data).")
        }
        let folder = try DataFolder(data)
        do { return (folder, try SQLiteStore(path: folder.file("record.sqlite"))) } catch {
            throw ExitReason(.badData, "\(error)")
        }
    }

    /// The keys that the folder holds. None are made: they would not be those of its records.
    func installation(in folder: DataFolder) throws -> Installation {
        for file in Installation.files where folder.read(file) == nil {
            throw ExitReason(
                .noInput, "The folder \(folder.path) holds no \(file). Bring the keys back from a copy.")
        }
        return try Installation(in: folder)
    }
}

/// `mufakat record verify`
struct RecordVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a record's chain of hashes, and its signed checkpoints.",
        discussion: """
            With a FILE (JSON lines as exported): the chain, and each --checkpoint with --key (GET /api/record-key). Without: every \
            record in the data folder, or that of --meeting, against all checkpoints that the folder holds, by --key or else the folder's own.
            """)

    @Argument(help: "A record as JSON lines.")
    var file: String?

    @Option(help: ArgumentHelp("A signed checkpoint.", valueName: "file"))
    var checkpoint: [String] = []

    @Option(
        help: ArgumentHelp("The installation's record key, in the form of C2SP signed-note.", valueName: "name+id+key"))
    var key: String?

    @Option(help: "Of the records in the data folder, only this meeting's, conference:ID or facts.")
    var meeting: String?

    @OptionGroup var still: StillDataFolder

    func run() async throws {
        if let file { return try verify(file) }
        let (folder, store) = try still.open()
        let trusted = try trustedKey() ?? still.installation(in: folder).secrets.recordKey
        var isKnown = meeting == nil
        do {
            for record in try await store.records() where meeting == nil || record.id.rawValue == meeting {
                isKnown = true
                let bytes = try await Self.bytes(of: record.id, in: store)
                report(
                    "\(record.id)",
                    try Self.verify(bytes, try await store.checkpoints(of: record.id), trusted, name: "\(record.id)"))
            }
        } catch let error as StoreError {
            throw ExitReason(.badData, "\(error)")
        }
        guard isKnown else { throw ExitReason(.noInput, "There is no record of the meeting \(meeting ?? "").") }
        withExtendedLifetime(folder) {}
    }

    private func verify(_ file: String) throws {
        func contents(_ path: String) throws -> Data {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ExitReason(.noInput, "The file \(path) cannot be read.")
            }
            return data
        }
        let record = try contents(file)
        let checkpoints = try checkpoint.map { path in
            guard let signed = SignedCheckpoint(text: String(decoding: try contents(path), as: UTF8.self)) else {
                throw ExitReason(.badData, "\(path) is no signed checkpoint.")
            }
            return signed
        }
        let key = try trustedKey()
        if !checkpoints.isEmpty, key == nil {
            throw ExitReason(.usage, "Checkpoints are verified with the installation's key: --key.")
        }
        report(file, try Self.verify([UInt8](record), checkpoints, key, name: file))
    }

    private func trustedKey() throws -> NoteKey? {
        try key.map { text in
            guard let key = NoteKey(text: text) else {
                throw ExitReason(.usage, "The key is not of the form name+id+key.")
            }
            return key
        }
    }

    private static func verify(
        _ bytes: [UInt8], _ checkpoints: [SignedCheckpoint], _ key: NoteKey?, name: String
    ) throws -> RecordVerification {
        do { return try RecordVerification.verify(bytes, checkpoints: checkpoints, key: key) } catch {
            throw ExitReason(.badData, "\(name) does not verify: \(error)")
        }
    }

    private func report(_ name: String, _ verification: RecordVerification) {
        let checkpoints =
            verification.checkpoints.isEmpty ? "no checkpoint" : "\(verification.checkpoints.count) checkpoints"
        Mufakat.standardOutput(
            "\(name): \(verification.lines) lines, \(checkpoints), intact. Root \(verification.root)")
    }

    /// The record's lines, each with its line feed.
    static func bytes(of record: RecordID, in store: SQLiteStore) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var last = 0
        while true {
            let lines = try await store.lines(of: record, after: last, limit: 1_000)
            for line in lines { bytes += line + [UInt8(ascii: "\n")] }
            last += lines.count
            if lines.isEmpty { return bytes }
        }
    }
}

/// `mufakat record export`
struct RecordExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a record, or a meeting's minutes, from the data folder.")

    @OptionGroup var still: StillDataFolder
    @OptionGroup var file: OutputFile

    @Option(help: "The meeting's id, conference:ID, or facts for the changes of the facts.")
    var meeting: String

    @Option(help: "jsonl, minutes or checkpoint.")
    var form: Export.Form = .jsonl

    @Option(help: "Of the minutes: en or vi.")
    var language = "en"

    func run() async throws {
        let (folder, store) = try still.open()
        guard let record = RecordID(rawValue: meeting) else {
            throw ExitReason(.usage, "\"\(meeting)\" is no meeting's id, nor conference:ID or facts.")
        }
        do {
            if form == .jsonl {
                let bytes = try await RecordVerify.bytes(of: record, in: store)
                guard !bytes.isEmpty else { throw ExitReason(.noInput, "There is no record of \(record).") }
                return try file.write(bytes)
            }
            guard let id = record.meeting else {
                guard form == .checkpoint, let checkpoint = try await store.newestCheckpoint(of: record) else {
                    throw ExitReason(.noInput, "There are no minutes of \(record), or no checkpoint yet.")
                }
                return try file.write([UInt8](checkpoint.text.utf8))
            }
            let meetings = try await Meetings(
                store: store, media: nil, secrets: still.installation(in: folder).secrets,
                logger: ServerOptions.startLogging(.error))
            guard let live = meetings.meeting(id) else {
                throw ExitReason(.noInput, "There is no record of the meeting \(id) that can be read.")
            }
            let text = form == .minutes ? try await live.minutes(language: language) : try await live.checkpoint().text
            try file.write([UInt8](text.utf8))
        } catch let reason as ExitReason {
            throw reason
        } catch {
            throw ExitReason(.badData, "\(error)")
        }
        withExtendedLifetime(folder) {}
    }
}
