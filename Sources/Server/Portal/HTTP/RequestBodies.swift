import ClientProtocol
import Convening
import HTTPTypes
import Hummingbird
import NIOCore

/// Most bytes of a request body, by kind.
enum BodyLimit {
    static let json = 256 * 1024
    static let sdp = 256 * 1024
    static let sheet = Sheet.longest
    static let candidates = 16 * 1024
    /// A body has to arrive within this time.
    static let time: Duration = .seconds(10)
}

extension Request {
    /// The whole body. Too long, too slow or cut off: a ``Problem``.
    func bytes(upTo limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Self.tooLarge(limit) }
        do {
            return try await withDeadline(BodyLimit.time) { try await body.collect(upTo: limit) }
        } catch is NIOTooManyBytesError {
            throw Self.tooLarge(limit)
        } catch is DeadlineExceeded {
            throw Problem(.requestTimeout, "The body did not arrive in time.")
        }
    }

    /// The body as UTF-8 text of the media type that the route expects.
    func text(ofType type: String, upTo limit: Int) async throws -> String {
        guard mediaType == type else {
            throw Problem(.unsupportedMediaType, "The content type has to be \(type).", reason: "mediaType")
        }
        let buffer = try await bytes(upTo: limit)
        guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
            throw Problem.badRequest("The body is not UTF-8 text.")
        }
        return text
    }

    func json<Value: Decodable>(_ type: Value.Type) async throws -> Value {
        guard mediaType == "application/json" else {
            throw Problem(.unsupportedMediaType, "The content type has to be application/json.", reason: "mediaType")
        }
        let buffer = try await bytes(upTo: BodyLimit.json)
        do {
            return try ProtocolJSON.decode(type, from: buffer.readableBytesView)
        } catch {
            throw Problem.badRequest(error.description)
        }
    }

    /// The content type in lower case, without parameters.
    var mediaType: String {
        (headers[.contentType] ?? "").prefix { $0 != ";" }.trimmed.lowercased()
    }
}

extension Request {
    /// What links begin with: the public address, else as the client wrote it.
    func origin(_ publicAddress: String?, isTLS: Bool) -> String {
        publicAddress ?? "\(isTLS ? "https" : "http")://\(head.authority ?? "localhost")"
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, "The body may have at most \(limit) bytes.", reason: "tooLarge")
    }
}
