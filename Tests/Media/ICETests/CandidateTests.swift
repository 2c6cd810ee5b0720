import ICE
import Testing
import Wire

@Suite("Candidates and credentials")
struct CandidateTests {
    @Test func aLineIsReadAndWritten() throws {
        let line = "candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host"
        let candidate = try #require(ICECandidate(line: "a=" + line + " generation 0 ufrag abcd"))
        #expect(candidate.address == NetworkAddress(ipv4: 0xC000_0201, port: 5_000))
        #expect(candidate.priority == 2_130_706_431)
        #expect(candidate.kind == .host)
        #expect(candidate.line == line)
        #expect(ICECandidate(line: candidate.line) == candidate)
    }

    @Test func reflexiveCandidatesHideTheInside() throws {
        let candidate = try #require(
            ICECandidate(line: "candidate:9 1 UDP 1694498815 2001:db8::1 5000 typ srflx raddr fd00::1 rport 4000"))
        #expect(candidate.line.hasSuffix("typ srflx raddr :: rport 0"))
    }

    @Test(arguments: [
        "", "candidate:", "candidate:1 1 udp 1 192.0.2.1 5000", "candidate:1 1 udp 1 name.local 5000 typ host",
        "candidate:1 1 udp 1 192.0.2.1 70000 typ host", "candidate:1 0 udp 1 192.0.2.1 5000 typ host",
        "candidate:1 1 sctp 1 192.0.2.1 5000 typ host", "candidate:1 1 udp -1 192.0.2.1 5000 typ host",
        "candidate:1 1 udp 4294967296 192.0.2.1 5000 typ host", "candidate:1 1 udp 1 192.0.2.1 5000 typ moon",
    ])
    func malformedLinesAreRefused(line: String) {
        #expect(ICECandidate(line: line) == nil)
    }

    @Test func hostPriorityFollowsTheFormula() {
        // RFC 8445 section 5.1.2.1: 2^24 x 126 + 2^8 x 65535 + 255.
        #expect(ICECandidate(host: serverAddress, rank: 0).priority == 2_130_706_431)
        #expect(ICECandidate(host: serverAddress, rank: 1).priority < 2_130_706_431)
    }

    @Test func passiveTCPCandidatesComeAfterAllOthers() throws {
        let candidate = ICECandidate(passiveHost: serverAddress.withPort(443), rank: 0)
        #expect(candidate.line.hasSuffix(" \(serverAddress.hostText) 443 typ host tcptype passive"))
        #expect(candidate.line.hasPrefix("candidate:t1 1 tcp "))
        #expect(ICECandidate(line: candidate.line) == candidate)
        // RFC 6544 section 4.2: 2^24 x 90 + 2^8 x (2^13 x 4 + 8191) + 255.
        #expect(candidate.priority == 90 << 24 | (4 << 13 | 8_191) << 8 | 255)
        #expect(ICECandidate(passiveHost: serverAddress, rank: 1).priority < candidate.priority)
        #expect(candidate.priority < ICECandidate(host: serverAddress, rank: 65_535).priority)
    }

    @Test func tcpTypesAreRead() {
        func type(_ rest: String) -> ICECandidate.TCPType? {
            ICECandidate(line: "candidate:1 1 tcp 1 192.0.2.1 9 typ host " + rest)?.tcpType
        }
        #expect(type("tcptype active generation 0") == .active)
        #expect(type("generation 0 tcptype so") == .simultaneousOpen)
        #expect(type("generation tcptype passive") == nil, "a value, not a name")
        #expect(type("tcptype") == nil)
        #expect(ICECandidate(line: "candidate:1 1 udp 1 192.0.2.1 9 typ host tcptype active")?.tcpType == nil)
    }

    @Test func credentialsAreWellFormedAndHidden() {
        let random = seededRandom(3)
        let credentials = ICECredentials(randomBytes: (0..<32).map { _ in UInt8(truncatingIfNeeded: random()) })
        #expect(credentials.isWellFormed)
        #expect(credentials.usernameFragment.count == 8)
        #expect(credentials.password.count == 24)
        #expect(!"\(credentials)".contains(credentials.password))
        #expect(!ICECredentials(usernameFragment: "abc", password: credentials.password).isWellFormed)
        #expect(!ICECredentials(usernameFragment: "ab d", password: credentials.password).isWellFormed)
    }
}

@Suite("Addresses as text")
struct AddressTextTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::", "::"), ("::1", "::1"), ("2001:DB8::1", "2001:db8::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("fe80::1:0", "fe80::1:0"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
        ("1::", "1::"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ])
    func canonicalForm(text: String, canonical: String) {
        #expect(NetworkAddress(text: text, port: 1)?.hostText == canonical)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", ":", ":::", "1::2::3", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "12345::", "::1%eth0", "localhost", "g::", "1.2.3.4:5", "::1.2.3", "1:2:3:4:5:6:7::8",
    ])
    func otherTextIsRefused(text: String) {
        #expect(NetworkAddress(text: text, port: 1) == nil)
    }

    @Test func endpoints() {
        #expect(NetworkAddress(endpoint: "192.0.2.1:80")?.port == 80)
        #expect(NetworkAddress(endpoint: "[2001:db8::1]:443")?.description == "[2001:db8::1]:443")
        for text in ["2001:db8::1:443", "192.0.2.1", "192.0.2.1:", "192.0.2.1:65536", "[::1]", "[::1:1"] {
            #expect(NetworkAddress(endpoint: text) == nil, "\(text)")
        }
    }
}
