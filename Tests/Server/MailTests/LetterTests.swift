import Foundation
import Summit
import Testing

@testable import Mail

@Suite struct LetterTests {
    private func letter(subject: String = "Notice", name: String = "notice-1") throws -> Letter {
        Letter(
            to: try #require(MailAddress("minister@mofa.example")),
            from: try #require(MailAddress("desk@summit.example")),
            subject: subject, body: "Xin chào.\nHello.", date: Timestamp(milliseconds: 1_596_240_000_000), name: name)
    }

    private func header(_ letter: Letter) -> [String] {
        let text = String(decoding: letter.bytes, as: UTF8.self)
        return (text.components(separatedBy: "\r\n\r\n").first ?? "").components(separatedBy: "\r\n")
    }

    @Test func aHeaderHoldsWhatItShouldAndNoMore() throws {
        for subject in [
            "Tuyên bố chung", "x\r\nBcc: all@world.example", "a\nb\u{0}", String(repeating: "ễ", count: 300),
        ] {
            let lines = header(try letter(subject: subject, name: "a\r\nBcc: x"))
            let names = lines.filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: ":").first }
            #expect(
                names == [
                    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                    "Content-Transfer-Encoding",
                ])
            #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { (0x20..<0x7f).contains($0) } })
        }
        let lines = header(try letter())
        #expect(lines.contains("Date: Sat, 01 Aug 2020 00:00:00 +0000"))
        #expect(lines.contains("Message-ID: <notice-1@summit.example>"))
    }

    @Test func repliesOfAServer() {
        #expect(CurlMailer.outcome(status: 0, reply: "250 0.000520") == .sent)
        #expect(CurlMailer.outcome(status: 55, reply: "550 0.000000") == .refused(550))
        #expect(CurlMailer.outcome(status: 8, reply: "554 0.007246") == .refused(554))
        #expect(CurlMailer.outcome(status: 55, reply: "451 0.000000") == .deferred(451))
        // From the addresses on it is this letter's trouble.
        for (status, reply) in [
            (56, "250 0.000000"), (28, "250 0.000000"), (56, "354 0.007652"), (28, "354 0.004299"),
            (28, "000 0.000769"),
        ] as [(Int32, String)] {
            guard case .brokenOff = CurlMailer.outcome(status: status, reply: reply) else {
                Issue.record("\(status) \(reply)")
                continue
            }
        }
        // Until then, of all letters: no name, no connection, no greeting or one that refuses, no TLS, no password.
        for (status, reply) in [
            (6, "000 0.000000"), (7, "000 0.000000"), (28, "000 0.000000"), (56, "000 0.000000"), (56, "220 0.000000"),
            (28, "220 0.000000"), (8, "451 0.000000"), (8, "554 0.000000"), (35, "220 0.000000"), (60, "220 0.000000"),
            (64, "250 0.000000"), (67, "535 0.000000"), (-9, ""), (2, "warning"),
        ] as [(Int32, String)] {
            if case .unreachable = CurlMailer.outcome(status: status, reply: reply) { continue }
            Issue.record("\(status) \(reply)")
        }
    }

    @Test func addressesThatCouldDoMoreAreNone() {
        for text in ["a@b", "first.last+tag@mofa.gov.example", "x_y@a-b.example"] {
            #expect(MailAddress(text)?.text == text)
        }
        for text in [
            "", "a", "@", "a@", "@b", "a@b@c", "a b@c.example", "a@b..c", ".a@b.c", "a.@b.c", "a@-b.c", "a@b-.c",
            "a@b\r\n.c",
            "a@b.c\nBcc: x@y.z", "<a@b.c>", "a@b.c,d@e.f", "\"a\"@b.c", "a@[127.0.0.1]", "ă@b.c", "a@bă.c",
            String(repeating: "a", count: 65) + "@b.c", "a@" + String(repeating: "b", count: 64) + ".c", "a@b.c ",
            "a\u{0}@b.c",
        ] {
            #expect(MailAddress(text) == nil, "\(text)")
        }
        #expect("\(MailAddress("a@b.c") as Any)".contains("REDACTED"))
    }
}
