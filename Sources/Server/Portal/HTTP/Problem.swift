import HTTPTypes
package import Hummingbird

import struct Foundation.Data
import class Foundation.JSONEncoder

/// An error answer in the form of RFC 9457 (`application/problem+json`).
package struct Problem: Error, Sendable {
    package var status: HTTPResponse.Status
    /// One or two sentences for a person.
    package var detail: String
    /// The stable id of a refusal by rule, such as `floorTaken`.
    package var reason: String?
    /// Facts that a screen may show with the refusal.
    package var details: [String: String]
    /// Seconds to wait, for the `Retry-After` field.
    package var retryAfter: Int?
    /// For the `Allow` field.
    package var allow: String?

    package init(
        _ status: HTTPResponse.Status, _ detail: String, reason: String? = nil, details: [String: String] = [:],
        retryAfter: Int? = nil, allow: String? = nil
    ) {
        self.status = status
        self.detail = detail
        self.reason = reason
        self.details = details
        self.retryAfter = retryAfter
        self.allow = allow
    }

    private struct Document: Encodable {
        var type: String
        var title: String
        var status: Int
        var detail: String
        var reason: String?
        var details: [String: String]?
    }

    func response() -> Response {
        let document = Document(
            type: reason.map { "urn:mufakat:problem:\($0)" } ?? "about:blank", title: status.reasonPhrase,
            status: status.code, detail: detail, reason: reason, details: details.isEmpty ? nil : details)
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if let allow { headers[.allow] = allow }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"mufakat\"" }
        let data = (try? JSON.encode(document)) ?? ByteBuffer()
        return Response(status: status, headers: headers, body: .init(byteBuffer: data))
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

/// JSON as the portal writes and reads it.
enum JSON {
    static func encode(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try encoder.encode(value))
    }

    static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: try encode(value)))
    }
}
