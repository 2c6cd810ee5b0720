import Foundation
package import Mail
package import Notices
package import Summit

/// How letters go out, as it is set.
package struct MailSettings: Sendable {
    package var from: MailAddress
    /// Nil: at any time.
    package var quiet: QuietHours?
    package var urgentPasses: Bool
    private var host: String
    private var port: Int
    private var security: MailServer.Security
    private var user: String?
    private var passwordFile: String?
    private var authorities: String?

    /// Nil: there is no mail server.
    init?(_ source: SettingsSource) throws(ExitReason) {
        guard let text = source.optional(.mailServer) else { return nil }
        let colon = text.lastIndex(of: ":") ?? text.startIndex
        host = text[..<colon].trimmingCharacters(in: ["[", "]"])
        guard let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port), !host.isEmpty,
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-.:".contains($0)) })
        else {
            throw source.refuse(.mailServer, "it has to be a host, a colon and a port, for example mail.example:587")
        }
        self.port = port
        guard let security = MailServer.Security(rawValue: source.value(.mailTLS)) else {
            throw source.refuse(.mailTLS, "it has to be starttls, implicit or none")
        }
        guard security != .none || ["127.0.0.1", "::1", "localhost"].contains(host) else {
            throw source.refuse(.mailTLS, "without TLS letters go to a mail server on this machine alone")
        }
        self.security = security
        guard let from = MailAddress(source.value(.mailFrom)) else {
            throw source.refuse(.mailFrom, "it has to be an address such as mufakat@summit.example")
        }
        self.from = from
        if let text = source.optional(.mailQuietHours) {
            guard let quiet = QuietHours(text) else {
                throw source.refuse(.mailQuietHours, "it has to look like 22:00-07:00")
            }
            self.quiet = quiet
        }
        urgentPasses = try source.flag(.mailUrgentPasses)
        user = source.optional(.mailUser)
        passwordFile = source.optional(.mailPasswordFile)
        authorities = source.optional(.mailAuthorities)
        guard (user == nil) == (passwordFile == nil) else {
            throw source.refuse(.mailUser, "a user and the file of the password go together")
        }
    }

    /// The server with its password read.
    package func server() throws(ExitReason) -> MailServer {
        var credentials: MailServer.Credentials?
        if let user, let passwordFile {
            guard let data = FileManager.default.contents(atPath: passwordFile) else {
                throw ExitReason(.noInput, "The file of the mail password \(passwordFile) cannot be read.")
            }
            credentials = MailServer.Credentials(user: user, password: String(decoding: data, as: UTF8.self).trimmed)
            guard credentials != nil else {
                throw ExitReason(.configuration, "The mail user or its password has a character that cannot be sent.")
            }
        }
        var trusted: String?
        if let authorities {
            // Of the program's own folder, and not of the one in which curl runs.
            let path = URL(fileURLWithPath: authorities).path
            guard FileManager.default.isReadableFile(atPath: path), !path.contains(where: \.isNewline) else {
                throw ExitReason(.noInput, "The file of the mail server's authorities \(authorities) cannot be read.")
            }
            trusted = path
        }
        return MailServer(
            host: host, port: port, security: security, credentials: credentials, from: from, authorities: trusted)
    }
}
