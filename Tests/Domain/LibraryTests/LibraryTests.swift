import DomainTestSupport
import Summit
import Testing

@testable import Library

private let now = Timestamp(milliseconds: 1_600_000_000_000)
private let later = now.advanced(byMilliseconds: 3_600_000)
private let capacity = 1 << 30

private func seat(_ text: String) throws -> SeatID { try #require(SeatID(text)) }

private func reader(_ id: String, _ change: (inout LibraryReader) -> Void = { _ in }) throws -> LibraryReader {
    var reader = LibraryReader(author: .participant(try #require(ParticipantID(id))))
    change(&reader)
    return reader
}

private func version(
    _ language: String = "en", _ standing: DocumentVersion.Standing = .authentic, name: String = "paper.pdf",
    size: Int = 1_000
) throws -> NewVersion {
    NewVersion(
        language: language, standing: standing,
        file: FileFacts(name: try #require(FileName(name)), size: size, digest: String(repeating: "a", count: 64)))
}

private func document(
    _ id: String = "d1", _ access: AccessClass = .delegations, symbol: String = "AMM/54/1", embargo: Embargo? = nil,
    owner: SeatID? = nil, meeting: MeetingID? = nil
) throws -> NewDocument {
    NewDocument(
        id: try #require(DocumentID(id)),
        facts: DocumentFacts(symbol: symbol, title: Texts(en: "Agenda", vi: "Chương trình"), meeting: meeting),
        access: access, embargo: embargo, owner: owner)
}

/// A library and its people.
private struct Desk {
    var state: LibraryState

    init(_ delegation: SeatID? = nil) throws {
        state = LibraryState(
            LibraryFacts(conference: try #require(ConferenceID("asean-54")), delegation: delegation))
    }

    mutating func run(_ command: LibraryCommand, by reader: LibraryReader, at time: Timestamp = now) throws {
        guard let event = try state.decide(command, by: reader, at: time, capacity: capacity) else { return }
        try state.evolve(event, at: time, by: reader.author)
    }

    func refusal(
        _ command: LibraryCommand, by reader: LibraryReader, at time: Timestamp = now, capacity: Int = capacity
    ) -> LibraryRefusal.Reason? {
        do {
            _ = try state.decide(command, by: reader, at: time, capacity: capacity)
            return nil
        } catch { return error.reason }
    }
}

@Suite struct ReadingTests {
    /// Every kind of reader, class and embargo.
    @Test func whoMayRead() throws {
        let (vietnam, laos) = (try seat("VN"), try seat("LA"))
        let meeting: MeetingID = "amm"
        let readers: [String: LibraryReader] = [
            "secretariat": try reader("officer") { $0.isSecretariat = true },
            "owner": try reader("la-adviser") { ($0.delegation, $0.isDelegate) = (laos, true) },
            "delegate": try reader("vn-adviser") { ($0.delegation, $0.isDelegate) = (vietnam, true) },
            "chair": try reader("vn-head") {
                ($0.delegation, $0.isDelegate, $0.presides, $0.isHost) = (vietnam, true, [meeting], true)
            },
            "interpreter": try reader("interpreter") { $0.isDelegate = true },
            "press": try reader("press"),
        ]
        let everybody = Set(readers.keys)
        let classes: [(AccessClass, MeetingID?, Set<String>)] = [
            (.public, nil, everybody), (.delegations, nil, everybody.subtracting(["press"])),
            (.chairOnly, meeting, ["secretariat", "owner", "chair"]),
            (.chairOnly, nil, ["secretariat", "owner", "chair"]),
            (.chairOnly, MeetingID("smm"), ["secretariat", "owner"]),
            (.delegationPrivate(seat: laos), nil, ["owner"]),
        ]
        let embargoes: [(Embargo?, Timestamp, holds: Bool)] = [
            (nil, now, false), (.until(time: later), now, true),
            (.until(time: later), later.advanced(byMilliseconds: -1), true), (.until(time: later), later, false),
            (.untilReleased, later, true), (.untilAdopted(text: try #require(TextID("t")), type: nil), later, true),
        ]
        for (access, meeting, allowed) in classes {
            for (embargo, time, holds) in embargoes where access.delegation == nil || embargo == nil {
                for (name, reader) in readers {
                    var paper = Document(
                        id: try #require(DocumentID("d")),
                        facts: try document(meeting: meeting).facts, access: access, embargo: embargo, owner: laos,
                        versions: [], added: now)
                    let isExpected = holds ? ["secretariat", "owner"].contains(name) : allowed.contains(name)
                    #expect(paper.isReadable(by: reader, at: time) == isExpected, "\(name) \(access) \(embargo as Any)")
                    #expect(paper.isOpen(to: reader, at: time) == isExpected)
                    paper.withdrawal = Document.Withdrawal(reason: "superseded", at: now)
                    #expect(paper.isReadable(by: reader, at: time) == isExpected)
                    #expect(paper.isOpen(to: reader, at: time) == (isExpected && paper.isKept(by: reader)))
                }
            }
        }
    }
}

@Suite struct DecidingTests {
    private func officer() throws -> LibraryReader { try reader("officer") { $0.isSecretariat = true } }
    private func laos() throws -> LibraryReader {
        let seat = try seat("LA")
        return try reader("la-adviser") { ($0.delegation, $0.isDelegate) = (seat, true) }
    }

    @Test func aDocumentLives() throws {
        var desk = try Desk()
        let officer = try officer()
        let id = try #require(DocumentID("d1"))
        try desk.run(.add(document: document(embargo: .until(time: later)), version: version()), by: officer)
        try desk.run(.addVersion(document: id, version: version("vi", .officialTranslation)), by: officer)
        try desk.run(.addVersion(document: id, version: version()), by: officer)
        let paper = try #require(desk.state.documents[id])
        #expect(paper.versions.map(\.number) == [1, 2, 3] && paper.current.map(\.number) == [3, 2])
        #expect(desk.state.size == 3_000)
        try desk.run(.release(document: id), by: officer)
        #expect(desk.state.documents[id]?.isEmbargoed(at: now) == false && desk.state.documents[id]?.released == now)
        #expect(desk.refusal(.release(document: id), by: officer) == .notEmbargoed)
        #expect(desk.refusal(.withdraw(document: id, reason: " "), by: officer) == .reasonNeeded)
        try desk.run(.withdraw(document: id, reason: "superseded"), by: officer)
        #expect(desk.refusal(.addVersion(document: id, version: try version()), by: officer) == .withdrawn)
    }

    @Test func theAdoptionOfItsTextOpensIt() throws {
        var desk = try Desk()
        let (officer, program) = (try officer(), LibraryReader(author: .system))
        let (id, text, other) = (
            try #require(DocumentID("d1")), try #require(TextID("recovery")), try #require(TextID("trade"))
        )
        let embargo = Embargo.untilAdopted(text: text, type: "declaration")
        try desk.run(.add(document: document(embargo: embargo), version: version()), by: officer)
        let adopted = LibraryCommand.textAdopted(document: id, text: text)
        for reader in [officer, try laos()] { #expect(desk.refusal(adopted, by: reader) == .notAllowed) }
        #expect(
            desk.refusal(.textAdopted(document: try #require(DocumentID("d2")), text: text), by: program)
                == .noSuchDocument)
        try desk.run(.textAdopted(document: id, text: other), by: program)
        #expect(desk.state.documents[id]?.isEmbargoed(at: later) == true)
        var withdrawn = desk
        try withdrawn.run(.withdraw(document: id, reason: "superseded"), by: officer)
        try withdrawn.run(adopted, by: program)
        #expect(withdrawn.state.documents[id]?.isEmbargoed(at: later) == true)
        try desk.run(adopted, by: program)
        #expect(desk.state.documents[id]?.isEmbargoed(at: later) == false && desk.state.documents[id]?.released == now)
        // Released by hand, or held back for something else, it does not wait for the text any more.
        try desk.run(.setEmbargo(document: id, embargo: .untilReleased), by: officer)
        try desk.run(adopted, by: program)
        #expect(desk.state.documents[id]?.isEmbargoed(at: later) == true)
    }

    @Test func delegationsSubmitWhereTheyMay() throws {
        var desk = try Desk()
        let (officer, laos, seat) = (try officer(), try laos(), try seat("LA"))
        let submitted = LibraryCommand.add(document: try document(owner: seat), version: try version())
        #expect(desk.refusal(submitted, by: laos) == .submissionsClosed)
        #expect(desk.refusal(.setSubmissions(open: true), by: laos) == .notAllowed)
        try desk.run(.setSubmissions(open: true), by: officer)
        try desk.run(submitted, by: laos)
        let other = try reader("vn") { ($0.delegation, $0.isDelegate) = (SeatID("VN"), true) }
        let id = try #require(DocumentID("d1"))
        #expect(desk.refusal(.withdraw(document: id, reason: "x"), by: other) == .notAllowed)
        #expect(desk.refusal(.setAccess(document: id, access: .public), by: laos) == .notAllowed)
        #expect(
            desk.refusal(
                .add(document: try document("d2", .public, symbol: "x", owner: seat), version: try version()), by: laos)
                == .notAllowed)
        #expect(
            desk.refusal(
                .add(document: try document("d2", symbol: "x", owner: SeatID("VN")), version: try version()), by: laos)
                == .notAllowed)
        try desk.run(.withdraw(document: id, reason: "mistake"), by: laos)
    }

    @Test func ownPapersStayOwn() throws {
        let (officer, laos, seat) = (try officer(), try laos(), try seat("LA"))
        var own = try Desk(seat)
        let paper = try document("p1", .delegationPrivate(seat: seat), symbol: "notes", owner: seat)
        let adding = LibraryCommand.add(document: paper, version: try version("lo"))
        #expect(own.refusal(adding, by: officer) == .notAllowed)
        try own.run(adding, by: laos)
        #expect(own.refusal(.setAccess(document: paper.id, access: .public), by: laos) == .staysPrivate)
        #expect(own.refusal(.setEmbargo(document: paper.id, embargo: .untilReleased), by: laos) == .staysPrivate)
        #expect(own.refusal(.withdraw(document: paper.id, reason: "x"), by: officer) == .noSuchDocument)
        #expect(
            own.refusal(.add(document: try document("p2", owner: seat), version: try version()), by: laos)
                == .staysPrivate)
        #expect(try Desk().refusal(adding, by: laos) == .staysPrivate)
    }

    @Test func whatCannotStand() throws {
        var desk = try Desk()
        let officer = try officer()
        try desk.run(.add(document: document(), version: version()), by: officer)
        func adding(_ version: NewVersion, _ symbol: String = "new", title: String = "x") throws -> LibraryCommand {
            var paper = try document("d2", symbol: symbol)
            paper.facts.title = Texts(en: title, vi: "")
            return .add(document: paper, version: version)
        }
        #expect(desk.refusal(try adding(version(), "amm/54 /1"), by: officer) == .symbolTaken)
        for symbol in ["a\u{0}b", "ă", " a", "a\nb", "<x>"] {
            #expect(desk.refusal(try adding(version(), symbol), by: officer) == .outOfRange, "\(symbol)")
        }
        #expect(desk.refusal(try adding(version(), ""), by: officer) == .missing)
        #expect(desk.refusal(try adding(version(), String(repeating: "a", count: 65)), by: officer) == .tooLong)
        #expect(desk.refusal(try adding(version(), title: " "), by: officer) == .missing)
        #expect(desk.refusal(try adding(version(), title: "a\u{202e}b"), by: officer) == .controlCharacter)
        #expect(desk.refusal(try adding(version(size: 0)), by: officer) == .fileEmpty)
        #expect(desk.refusal(try adding(version(size: LibraryLimits.file + 1)), by: officer) == .fileTooLarge)
        #expect(desk.refusal(try adding(version(size: 2_000)), by: officer, capacity: 2_999) == .libraryFull)
        #expect(desk.refusal(try adding(version("vi")), by: officer) == .authenticIsEnglish)
        #expect(desk.refusal(try adding(version("vi", .officialTranslation)), by: officer) == .nothingToTranslate)
        #expect(desk.refusal(try adding(version("no language")), by: officer) == .outOfRange)
        var late = try document("d3", symbol: "y")
        late.embargo = .until(time: now)
        #expect(desk.refusal(.add(document: late, version: try version()), by: officer) == .embargoPast)
        // A symbol that was given once is not another's.
        let id = try #require(DocumentID("d1"))
        try desk.run(
            .change(document: id, facts: DocumentFacts(symbol: "AMM/54/2", title: Texts(en: "x", vi: ""))), by: officer)
        #expect(desk.refusal(try adding(version(), "AMM/54/1"), by: officer) == .symbolTaken)
    }

    @Test func symbolsTellNothingOfWhatIsHidden() throws {
        var desk = try Desk()
        let (officer, laos, seat) = (try officer(), try laos(), try seat("LA"))
        func facts(_ symbol: String) -> DocumentFacts { DocumentFacts(symbol: symbol, title: Texts(en: "x", vi: "")) }
        let (hidden, open, own) = (
            try #require(DocumentID("d1")), try #require(DocumentID("d2")), try #require(DocumentID("d3"))
        )
        try desk.run(.setSubmissions(open: true), by: officer)
        try desk.run(
            .add(document: document("d1", symbol: "CHAIR/1", embargo: .untilReleased), version: version()), by: officer)
        try desk.run(.add(document: document("d2", symbol: "AMM/54/2"), version: version()), by: officer)
        try desk.run(.change(document: open, facts: facts("AMM/54/2/Rev.1")), by: officer)
        try desk.run(.add(document: document("d3", symbol: "LA/1", owner: seat), version: version()), by: laos)
        // A guess is answered as any other symbol; what is in the list is taken; what was, in another's, tells nothing.
        for symbol in ["chair/1", "CHAIR/2", "AMM/54/2"] {
            #expect(desk.refusal(.change(document: own, facts: facts(symbol)), by: laos) == nil, "\(symbol)")
        }
        #expect(desk.refusal(.change(document: own, facts: facts("amm/54/2/rev.1")), by: laos) == .symbolTaken)
        try desk.run(.change(document: own, facts: facts("CHAIR/1")), by: laos)
        // The secretariat sees both. It gives the other symbol to whichever it wants, and what was a delegation's is free again.
        #expect(desk.refusal(.change(document: open, facts: facts("CHAIR/1")), by: officer) == .symbolTaken)
        #expect(desk.refusal(.change(document: open, facts: facts("LA/1")), by: officer) == nil)
        try desk.run(.change(document: own, facts: facts("LA/2")), by: officer)
        #expect(desk.refusal(.release(document: hidden), by: officer) == nil)
        // What the delegation called its own is no other's of its own.
        #expect(
            desk.refusal(
                .add(document: try document("d4", symbol: "LA/1", owner: seat), version: try version()), by: laos)
                == .symbolTaken)
        // Nobody goes on for ever.
        for number in 0..<(LibraryLimits.changes - 2) {
            try desk.run(.change(document: own, facts: facts("LA/\(100 + number)")), by: laos)
        }
        #expect(desk.refusal(.change(document: own, facts: facts("LA/99")), by: laos) == .tooMany)
        #expect(desk.refusal(.withdraw(document: own, reason: "x"), by: laos) == nil)
    }

    @Test func namesOfFilesDoNoHarm() {
        let names: [(String, String?)] = [
            ("report.pdf", "report.pdf"), ("../../etc/passwd.txt", "passwd.txt"), ("C:\\temp\\x.docx", "x.docx"),
            ("..pdf", nil), (".pdf", nil), ("x", nil), ("a\u{0}.pdf", nil), ("a\r\nb.pdf", nil),
            ("a\u{202e}fdp.exe.pdf", nil),
            ("x.exe", nil), ("x.svg", nil), ("", nil), ("/", nil), ("...", nil), ("Tuyên bố.PDF ", "Tuyên bố.PDF"),
            ("a\"b;c.pdf", "a_b;c.pdf"), (String(repeating: "x", count: 200) + ".pdf", nil),
            ("%2e%2e.pdf", "_2e_2e.pdf"),
        ]
        for (sent, kept) in names { #expect(FileName(sent)?.text == kept, "\(sent)") }
    }
}
