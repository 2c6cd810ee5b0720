import ClientProtocol
package import HTTPTypes
import Hummingbird
package import Procedure
package import Summit

/// An error answer in the form of RFC 9457 (`application/problem+json`).
package struct Problem: Error, Sendable {
    package var status: HTTPResponse.Status
    /// One or two sentences for a person.
    package var detail: String
    /// The stable id of a refusal by rule, such as `floorTaken`.
    package var reason: String?
    /// Facts that a screen may show with the refusal.
    package var details: RefusalDetails?
    /// The rule in the languages of the screens.
    package var text: Texts?
    /// What is wrong with a sheet, row by row.
    package var rows: RowList?
    /// Seconds to wait, for the `Retry-After` field.
    package var retryAfter: Int?
    /// For the `Allow` field.
    package var allow: String?

    package init(
        _ status: HTTPResponse.Status, _ detail: String, reason: String? = nil, details: RefusalDetails? = nil,
        text: Texts? = nil, rows: RowList? = nil, retryAfter: Int? = nil, allow: String? = nil
    ) {
        self.status = status
        self.detail = detail
        self.reason = reason
        self.details = details
        self.text = text
        self.rows = rows
        self.retryAfter = retryAfter
        self.allow = allow
    }

    private struct Document: Encodable {
        var type: String
        var title: String
        var status: Int
        var detail: String
        var reason: String?
        var details: RefusalDetails?
        var text: Texts?
        var rows: [RowList.Row]?
        var allRows: Int?
    }

    func response() -> Response {
        let document = Document(
            type: reason.map { "urn:mufakat:problem:\($0)" } ?? "about:blank", title: status.reasonPhrase,
            status: status.code, detail: detail, reason: reason, details: details,
            text: text, rows: rows?.told, allRows: rows?.count)
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if let allow { headers[.allow] = allow }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"mufakat\"" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: JSON.bytes(document)))
    }

    static let unauthorized = Problem(.unauthorized, "This needs a bearer token.", reason: "unauthorized")
    static let forbidden = Problem(.forbidden, "This token has no right to do that.", reason: "notAllowed")

    static func notFound(_ what: String = "There is nothing at this address.") -> Problem {
        Problem(.notFound, what, reason: "notFound")
    }

    static func badRequest(_ detail: String) -> Problem { Problem(.badRequest, detail, reason: "malformed") }

    static func tooMany(retryAfter: Int) -> Problem {
        Problem(
            .tooManyRequests, "Too many requests from this address. Please wait a little.", reason: "tooMany",
            retryAfter: retryAfter)
    }
}

/// JSON answers.
enum JSON {
    static func bytes(_ value: some Encodable) -> ByteBuffer { ByteBuffer(bytes: ProtocolJSON.encode(value)) }

    static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: bytes(value)))
    }
}
