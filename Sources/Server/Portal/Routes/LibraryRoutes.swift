import ClientProtocol
import Conference
import Convening
import Documents
import HTTPTypes
import Hummingbird
import Library
import NIOCore
import Summit

/// The documents of a conference: lists, searches, files and commands (docs/protocol.md section 14). Of what somebody may not read
/// they learn nothing, not even that it is there.
struct LibraryRoutes: Sendable {
    let desk: DeskKeeper

    /// A whole file has to come within this time.
    static let uploadTime: Duration = .seconds(600)
    private static let piece = 256 << 10

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/library")
        api.get("") { try await list($0, $1) }
        api.post("/files") { try await upload($0, $1) }
        api.post("/commands") { try await command($0, $1) }
        api.get("/documents/:document") { try await view($0, $1) }
        api.get("/documents/:document/versions/:version") { try await file($0, $1) }
        api.get("/documents/:document/versions/:version/text") { try await text($0, $1) }
    }

    /// Whether a request takes the time that a large file takes on a slow line.
    static func isUpload(_ request: Request) -> Bool {
        request.method == .post && request.uri.path.hasSuffix("/library/files")
    }

    private var libraries: Libraries { desk.conferences.libraries }

    private func caller(
        _ request: Request, _ context: PortalContext
    ) async throws -> (state: ConferenceState, reader: LibraryReader) {
        let (conference, author) = try await desk.caller(request, context)
        let state = await conference.state
        guard let reader = state.libraryReader(author) else { throw Problem.forbidden }
        return (state, reader)
    }

    // MARK: Lists

    private struct Listing: Encodable {
        var you: You
        /// Whether delegations may submit documents for all delegations.
        var takesSubmissions: Bool
        var documents: [DocumentView]
    }

    private struct You: Encodable {
        var isSecretariat: Bool
        /// Whose own papers the reader keeps.
        var delegation: SeatID?
        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(isSecretariat, forKey: .isSecretariat)
            try fields.encode(delegation, forKey: .delegation)
        }
        enum CodingKeys: String, CodingKey { case isSecretariat, delegation }
    }

    /// All documents that the caller may know of, the newest first; with `q` those in which all of its words stand.
    private func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, reader) = try await caller(request, context)
        let query = request.uri.queryParameters["q"].map(String.init)
        if query != nil { try desk.gatekeeper.refuseFlood(reader.author, .library(conference.facts.id)) }
        let now = desk.conferences.now
        var views: [DocumentView] = []
        var takesSubmissions = false
        let all: [LiveLibrary]
        do { all = try libraries.libraries(of: conference.facts.id, for: reader) } catch { throw Problem(error) }
        for library in all {
            let state = await library.state
            if state.facts.delegation == nil { takesSubmissions = state.takesSubmissions }
            let documents = state.documents(for: reader, at: now)
            var excerpts: [DocumentID: String]?
            if let query, !query.allSatisfy(\.isWhitespace) {
                do {
                    excerpts = try await libraries.search(
                        query, among: documents, of: state.facts, for: reader, at: now)
                } catch { throw Problem(error) }
            }
            for document in documents where excerpts.map({ $0[document.id] != nil }) ?? true {
                let excerpt = excerpts?[document.id]
                if let view = await view(of: document, for: reader, in: conference, at: now, excerpt: excerpt) {
                    views.append(view)
                }
            }
        }
        return JSON.response(
            Listing(
                you: You(isSecretariat: reader.isSecretariat, delegation: reader.delegation),
                takesSubmissions: takesSubmissions,
                documents: views.sorted { ($0.added, $0.id) > ($1.added, $1.id) }))
    }

    // MARK: One document

    /// What the reader may know of it.
    private func view(
        of document: Document, for reader: LibraryReader, in state: ConferenceState, at now: Timestamp,
        excerpt: String? = nil
    ) async -> DocumentView? {
        let awaits = await desk.conferences.awaited(by: document, for: reader, in: state)
        return DocumentView(of: document, for: reader, at: now, awaits: awaits, excerpt: excerpt)
    }

    private func document(
        _ request: Request, _ context: PortalContext
    ) async throws -> (document: Document, library: LiveLibrary, reader: LibraryReader, state: ConferenceState) {
        let (conference, reader) = try await caller(request, context)
        guard let id = context.parameters.get("document").flatMap({ DocumentID($0) }) else {
            throw Problem(LibraryRefusal(.noSuchDocument))
        }
        let found: (document: Document, library: LiveLibrary)?
        do { found = try await libraries.document(id, in: conference.facts.id, for: reader) } catch {
            throw Problem(error)
        }
        guard let found else { throw Problem(LibraryRefusal(.noSuchDocument)) }
        return (found.document, found.library, reader, conference)
    }

    private func version(
        _ request: Request, _ context: PortalContext
    ) async throws -> (version: DocumentVersion, document: Document, library: LiveLibrary) {
        let (document, library, reader, _) = try await document(request, context)
        guard let number = context.parameters.get("version").flatMap({ Int($0) }),
            let version = document.version(number)
        else { throw Problem.notFound("The document has no version of that number.") }
        guard document.isOpen(to: reader, at: desk.conferences.now) else {
            let text = LibraryRefusal(.withdrawn).text
            throw Problem(.gone, text["en"], reason: LibraryRefusal.Reason.withdrawn.rawValue, text: text)
        }
        return (version, document, library)
    }

    private func view(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (document, _, reader, state) = try await document(request, context)
        guard let view = await view(of: document, for: reader, in: state, at: desk.conferences.now) else {
            throw Problem(LibraryRefusal(.noSuchDocument))
        }
        return JSON.response(view)
    }

    private func file(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (version, _, library) = try await version(request, context)
        let stored: StoredFile
        do { stored = try await libraries.open(version.file, in: library.facts) } catch { throw Problem(error) }
        return Response(
            status: .ok,
            headers: [
                .contentType: version.file.mediaType, .cacheControl: "private, no-store",
                .contentDisposition: ContentDisposition.attachment(version.file.name),
                // Whatever the file is, nothing in it acts in our name.
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ],
            body: .init(contentLength: stored.size) { writer in
                var offset = 0
                while offset < stored.size {
                    let bytes = try await stored.bytes(from: offset, count: Self.piece)
                    guard !bytes.isEmpty else { throw FileFailure.missing }
                    offset += bytes.count
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                try await writer.finish(nil)
            })
    }

    /// The words of a file; empty where it has none, or they are not read yet.
    private func text(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (version, document, library) = try await version(request, context)
        let words: String
        do { words = try await libraries.words(of: version, in: document, of: library.facts) } catch {
            throw Problem(error)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "private, no-store",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ], body: .init(byteBuffer: ByteBuffer(string: words)))
    }

    // MARK: Changes

    private struct Uploaded: Encodable {
        var upload: String
        var name: String
        var mediaType: String
        var size: Int
        var digest: String
    }

    /// Who it is before anything of the body is looked at.
    private func upload(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, reader) = try await caller(request, context)
        guard reader.isSecretariat || reader.delegation != nil else { throw Problem(LibraryRefusal(.notAllowed)) }
        try desk.gatekeeper.refuseFlood(reader.author, .library(conference.facts.id))
        guard let name = request.uri.queryParameters["name"].flatMap({ FileName(String($0)) }) else {
            throw Problem(LibraryRefusal(.fileKind))
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > LibraryLimits.file {
            throw Problem(LibraryRefusal(.fileTooLarge, maximum: LibraryLimits.file >> 20))
        }
        let receipt: UploadDesk.Receipt
        do {
            receipt = try await libraries.uploads.take(name, from: reader.author, in: conference.facts.id) { intake in
                try await withDeadline(Self.uploadTime) {
                    for try await part in request.body { try await intake.take(Array(part.readableBytesView)) }
                }
            }
        } catch let failure as LibraryFailure {
            throw Problem(failure)
        } catch is DeadlineExceeded {
            throw Problem(.requestTimeout, "The file did not arrive in time.")
        }
        return JSON.response(
            Uploaded(
                upload: receipt.id, name: receipt.file.name, mediaType: receipt.file.mediaType,
                size: receipt.file.size, digest: receipt.file.digest), status: .created)
    }

    private struct Accepted: Encodable { var document: DocumentID? }

    private func command(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await caller(request, context)
        let asked = try await request.json(LibraryRequest.self)
        let (conference, reader) = try await caller(request, context)
        try desk.gatekeeper.refuseFlood(reader.author, .library(conference.facts.id))
        do {
            return JSON.response(
                Accepted(document: try await desk.conferences.submit(asked, by: reader, in: conference)))
        } catch { throw Problem(error) }
    }
}

/// The field that makes a browser keep a file instead of showing it (RFC 6266).
enum ContentDisposition {
    static func attachment(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map {
                $0.isASCII && $0.value >= 0x20 && !"\"\\%;".unicodeScalars.contains($0) ? Character($0) : "_"
            })
        let coded = name.utf8.map { byte in
            isPlain(byte)
                ? String(UnicodeScalar(byte)) : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(coded)"
    }

    /// `attr-char` of RFC 5987, but for the rare ones.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension Problem {
    init(_ failure: LibraryFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .unavailable(let reason): self.init(reason)
        }
    }

    init(_ refusal: LibraryRefusal) {
        let status: HTTPResponse.Status =
            switch refusal.reason {
            case .notAllowed, .submissionsClosed: .forbidden
            case .noSuchDocument, .noSuchUpload: .notFound
            case .fileTooLarge: .contentTooLarge
            case .fileKind, .fileContent: .unsupportedMediaType
            case .missing, .tooLong, .tooMany, .controlCharacter, .outOfRange, .reasonNeeded, .fileEmpty,
                .noSuchMeeting, .noSuchItem, .noSuchText, .authenticIsEnglish, .nothingToTranslate, .embargoPast,
                .textAdopted:
                .badRequest
            case .symbolTaken, .withdrawn, .staysPrivate, .notEmbargoed, .libraryFull: .conflict
            }
        self.init(status, refusal.text["en"], reason: refusal.reason.rawValue, text: refusal.text)
    }
}
