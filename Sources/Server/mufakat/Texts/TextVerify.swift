import ArgumentParser
import Foundation
import Negotiation
import Portal
import Record
import Summit

/// `mufakat text verify`
struct TextVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a text's record: chain, signed checkpoint, and that it can be folded; print a version's hash.",
        discussion: "The hash is the root of the record up to the version: whoever has the same has the same text.")

    @OptionGroup var named: NamedText

    @Option(
        help: ArgumentHelp(
            "The installation's record key, in the form of C2SP signed-note; without it the one that the server shows.",
            valueName: "name+id+key"))
    var key: String?

    @Option(help: "The last act of the version; without it the newest.")
    var version: Int?

    func run() async throws {
        let path = try named.path()
        let connection = named.connection
        let checkpoint = try await connection.ask("GET", "\(path)/checkpoint", accept: "*/*")
        // Later than the checkpoint, so that it holds what that covers.
        let record = try await connection.ask("GET", "\(path)/record", accept: "*/*")
        var words = key ?? ""
        if key == nil {
            words = String(
                decoding: try await connection.ask("GET", "/api/record-key", accept: "*/*"), as: UTF8.self)
        }
        guard let signed = SignedCheckpoint(text: String(decoding: checkpoint, as: UTF8.self)) else {
            throw ExitReason(.badData, "The server's checkpoint is none.")
        }
        guard let trusted = NoteKey(text: words.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw ExitReason(.usage, "The key is not of the form name+id+key.")
        }
        let verified: RecordVerification
        do {
            verified = try RecordVerification.verify(record, checkpoints: [signed], key: trusted)
        } catch { throw ExitReason(.badData, "The record of \(named.text) does not verify: \(error)") }
        let version = version ?? verified.lines
        guard (1...verified.lines).contains(version) else {
            throw ExitReason(.usage, "The text has the versions 1 to \(verified.lines).")
        }
        let (history, root) = try fold(record, to: version)
        Mufakat.standardOutput(
            "\(named.text): \(verified.lines) acts, signed up to \(signed.checkpoint.size), intact. Root \(verified.root)"
        )
        Mufakat.standardOutput(
            "Version \(version): \(history.acts[version - 1].at), \(history.state.order.count) paragraphs. Hash \(root)"
        )
        Mufakat.standardOutput("Words: SHA-256 \(history.state.digest)")
        if case .decided(let decision) = history.state.standing {
            let verb = decision.verb?.rawValue ?? "issue"
            Mufakat.standardOutput(
                "Decided: \(verb), \(decision.at), by act \(decision.act), on the words \(decision.version.digest)")
        }
    }

    private func fold(_ record: [UInt8], to version: Int) throws -> (TextHistory, RecordDigest) {
        var history: TextHistory?
        var chain = RecordChain()
        do {
            for line in record.split(separator: UInt8(ascii: "\n")).prefix(version) {
                let entry = try chain.verify([UInt8](line)).entry
                let event = try entry.event(as: TextEvent.self)
                if history == nil {
                    history = TextHistory(first: event, at: entry.at, by: entry.by)
                } else {
                    try history?.evolve(event, at: entry.at, by: entry.by)
                }
            }
        } catch { throw ExitReason(.badData, "The record of \(named.text) cannot be folded: \(error)") }
        guard let history, let root = chain.tree.root() else {
            throw ExitReason(.badData, "The record of \(named.text) is no text's.")
        }
        return (history, root)
    }
}
