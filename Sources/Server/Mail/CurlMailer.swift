import ChildProcess
import Foundation
import Summit

/// Hands letters over by curl, a process of its own for each: its TLS is kept up by the system, and what a server answers is read there.
/// The password stands in a file that only this user reads, never on a command line.
public struct CurlMailer: Mailer {
    private let server: MailServer
    private static let bounds = ProcessBounds(seconds: 60, memory: 1 << 30, written: 1 << 20)

    public init(_ server: MailServer) { self.server = server }

    public func send(_ letter: Letter) async -> MailOutcome {
        guard let curl = InstalledProgram("curl", orIn: ["/usr/bin"]) else {
            return .unreachable("the Debian package curl is not installed")
        }
        do {
            let folder = try PrivateFolder(for: "mail")
            defer { folder.remove() }
            try Data(letter.bytes).write(to: folder.file("letter"))
            try Data(settings(for: letter).utf8).write(to: folder.file("settings"))
            let status = try await Self.bounds.run(
                [curl.path, "--disable", "--config", "settings"], in: folder, log: "reply")
            let reply = String(decoding: try Data(contentsOf: folder.file("reply")), as: UTF8.self)
            return Self.outcome(status: status, reply: reply)
        } catch {
            return .unreachable("\(error)")
        }
    }

    /// - Parameters:
    ///   - status: with which curl ended.
    ///   - reply: the code that the server answered last, and the seconds until the letter's own bytes went out; 0: they never did.
    static func outcome(status: Int32, reply: String) -> MailOutcome {
        let numbers = reply.split(whereSeparator: \.isWhitespace).suffix(2)
        let code = numbers.first.flatMap { Int($0) } ?? 0
        let isUnderWay = numbers.last.flatMap { Double($0) }.map { $0 > 0 } ?? false
        switch (status, code) {
        case (0, _): return .sent
        // A wrong password, and a server that greets with a refusal, are the installation's trouble, not the letter's.
        case (67, _): return .unreachable("the mail server does not take the user and password")
        case (8, 400..<600) where !isUnderWay: return .unreachable("the mail server takes no letters: \(code)")
        case (_, 500..<600): return .refused(code)
        case (_, 400..<500): return .deferred(code)
        // Over in the middle of the letter's bytes, or of its addresses: until it said who it is, the server's last word is its greeting, 220.
        case _ where isUnderWay || (230..<400).contains(code) && Self.isBreak(status): return .brokenOff(code)
        default: return .unreachable("curl ended with \(status)")
        }
    }

    /// How curl ends when time is over, or nothing more comes or goes.
    private static func isBreak(_ status: Int32) -> Bool { [28, 52, 55, 56].contains(status) }

    private func settings(for letter: Letter) -> String {
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        var lines = [
            "silent",
            "url = \(Self.quoted("\(server.security == .implicit ? "smtps" : "smtp")://\(host):\(server.port)/mufakat"))",
            "mail-from = \(Self.quoted("<\(letter.from.text)>"))", "mail-rcpt = \(Self.quoted("<\(letter.to.text)>"))",
            "upload-file = \"letter\"", "connect-timeout = 15", "max-time = 50", "noproxy = \"*\"",
            "write-out = \"%{response_code} %{time_pretransfer}\"",
        ]
        if server.security != .none { lines.append("ssl-reqd") }
        if let file = server.authorities { lines.append("cacert = \(Self.quoted(file))") }
        if let credentials = server.credentials {
            lines.append("user = \(Self.quoted("\(credentials.user):\(credentials.password)"))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
