import Conference
import Convening
import HTTPTypes
import Hummingbird
import NIOCore
import Negotiation
import Summit
import TextFormats

/// Texts written into files and read from them (docs/text-files.md, docs/protocol.md section 13).
struct TextFileRoutes: Sendable {
    let texts: TextRoutes
    private let files = TextFiles()

    init(texts: TextRoutes) { self.texts = texts }

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/texts/:text")
        api.get("/export") { try await export($0, $1) }
        api.get("/table") { try await table($0, $1) }
        api.post("/import") { try await take($0, $1) }
    }

    private var desk: DeskKeeper { texts.desk }

    // MARK: Out

    private func export(_ request: Request, _ context: PortalContext) async throws -> Response {
        let format: TextFormat = try choice("format", among: TextFormat.allCases, or: .docx, request)
        let (room, history) = try await history(request, context)
        let since = try texts.number("since", request)
        if let since {
            guard (1...history.state.act).contains(since) else {
                throw Problem.badRequest("“since” is no act of the text up to that version.")
            }
        }
        let translation = try request.uri.queryParameters["translation"].map { text throws(Problem) in
            guard since == nil, let language = LanguageTag(rawValue: String(text)), language != .authentic else {
                throw .badRequest(
                    "“translation” is a language as BCP 47 writes it, such as vi, and goes without “since”.")
            }
            return language
        }
        let published = PublishedText(
            history, since: since, translation: translation, names: try await names(request, context))
        let bytes: [UInt8]
        do { bytes = try await files.bytes(of: published, as: format) } catch { throw Problem(error) }
        let parts = [room.id.rawValue, since.map(String.init), "\(published.version)", translation?.rawValue]
        let name = "\(parts.compactMap(\.self).joined(separator: "-")).\(format.ending)"
        return Self.file(bytes, format.mediaType, name)
    }

    private func table(_ request: Request, _ context: PortalContext) async throws -> Response {
        let form: CompiledTable.Form = try choice("format", among: CompiledTable.Form.allCases, or: .html, request)
        let (room, history) = try await history(request, context)
        let table = CompiledTable(history, names: try await names(request, context))
        return Self.file(
            table.bytes(as: form), form.mediaType, "\(room.id)-\(history.state.act)-table.\(form.rawValue)")
    }

    /// The text as it was after the act `version`, else as it is.
    private func history(
        _ request: Request, _ context: PortalContext
    ) async throws -> (room: DraftingRoom, history: TextHistory) {
        let (room, negotiator) = try await texts.room(request, context)
        try desk.gatekeeper.refuseFlood(negotiator.author, .text(room.id))
        let last = await room.state.act
        let version = try texts.number("version", request) ?? last
        guard (1...last).contains(version) else { throw Problem.badRequest("“version” is no act of the text.") }
        do { return (room, try await room.history(through: version)) } catch { throw Problem(error) }
    }

    private func names(_ request: Request, _ context: PortalContext) async throws -> TextNames {
        enum Language: String, CaseIterable { case en, vi }
        let language: Language = try choice("language", among: Language.allCases, or: .en, request)
        let state = await (try desk.caller(request, context)).conference.state
        return TextNames(
            language: language.rawValue,
            delegations: Dictionary(state.delegations.map { ($0.id, $0.seat.name[language.rawValue]) }) { $1 },
            people: state.people.compactMapValues(\.person.delegation),
            meetings: Dictionary(state.meetings.map { ($0.id, $0.title[language.rawValue]) }) { $1 })
    }

    private static func file(_ bytes: [UInt8], _ type: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    // MARK: In

    private struct Taken: Encodable {
        var sequence: Int
        var counts: TextImport.Counts
    }

    /// Who it is before anything of the body is looked at, and once more when it is there.
    private func take(_ request: Request, _ context: PortalContext) async throws -> Response {
        let format: TextFormat = try choice("format", among: TextFormat.readable, or: nil, request)
        let (room, first) = try await texts.room(request, context)
        guard await room.state.holdsPen(first) else { throw Problem(TextRefusal(.needsPen)) }
        let byDefault: TextImport.Changes = first.delegation == nil ? .accepted : .proposed
        let changes = try choice("changes", among: TextImport.Changes.allCases, or: byDefault, request)
        guard changes != .proposed || first.delegation != nil else { throw Problem(TextRefusal(.needsDelegation)) }
        let behind = try request.uri.queryParameters["behind"].map { text throws(Problem) in
            guard let id = ParagraphID(rawValue: String(text)) else {
                throw .badRequest("“behind” is the id of no paragraph.")
            }
            return id
        }
        try desk.gatekeeper.refuseFlood(first.author, .text(room.id))
        let body = try await request.bytes(upTo: TextFiles.longest(format))
        let imported: TextImport
        do {
            imported = try await files.read([UInt8](body.readableBytesView), as: format, changes: changes)
        } catch { throw Problem(error) }
        let (_, negotiator) = try await texts.room(request, context)
        let last = await room.state.order.last
        let isDelegation = negotiator.delegation != nil
        do {
            let sequence = try await room.submit(
                { imported.commands(after: $0, behind: behind ?? last, isDelegation: isDelegation) }, by: negotiator)
            let commands = imported.commands(after: 0, behind: nil, isDelegation: isDelegation)
            return JSON.response(Taken(sequence: sequence, counts: TextImport.counts(of: commands)))
        } catch { throw Problem(error) }
    }

    // MARK: Parameters

    private func choice<Value: RawRepresentable<String>>(
        _ name: String, among all: [Value], or missing: Value?, _ request: Request
    ) throws(Problem) -> Value {
        let said = request.uri.queryParameters[name[...]].map(String.init)
        if said == nil, let missing { return missing }
        guard let value = all.first(where: { $0.rawValue == said }) else {
            throw .badRequest("“\(name)” is one of \(all.map(\.rawValue).joined(separator: ", ")).")
        }
        return value
    }
}

extension Problem {
    init(_ failure: TextFormatFailure) {
        let status: HTTPResponse.Status =
            switch failure {
            case .notInstalled: .notImplemented
            case .failed, .unreadable, .tooMany, .paragraphTooLong, .nothingInIt: .badRequest
            case .tooLarge: .contentTooLarge
            case .busy: .serviceUnavailable
            }
        self.init(
            status, failure.text["en"], reason: failure.reason, text: failure.text,
            retryAfter: failure == .busy ? 5 : nil)
    }
}
