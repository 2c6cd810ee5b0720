import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Synchronization

/// Serves the files of one folder, and nothing outside of it.
final class StaticFolder: Sendable {
    /// Without a slash at its end; symbolic links resolved.
    let root: String
    /// The `Cache-Control` field of every answer.
    let cacheControl: String

    /// A file as it was read, kept as long as its size and time of change stay the same.
    private struct Kept: Sendable {
        var size: Int
        var changed: Date
        var tag: String
        var bytes: ByteBuffer
    }

    private struct Cache {
        var files: [String: Kept] = [:]
        var bytes = 0
    }

    static let largestFile = 16 << 20
    static let largestCache = 64 << 20
    private let cache = Mutex(Cache())

    /// Nil if the folder is not there.
    init?(_ path: String, cacheControl: String) {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        root = String(cString: resolved)
        self.cacheControl = cacheControl
    }

    /// - Parameter path: below the folder, as it stands in the address (percent-encoded).
    /// - Returns: nil if there is no such file, or it is none of ``MediaTypes``.
    func answer(_ path: String, to request: Request) async throws -> Response? {
        guard let path = Self.safePath(path), let type = MediaTypes.type(ofFile: path) else { return nil }
        guard let file = try await NIOThreadPool.singleton.runIfActive({ self.read(path) }) else { return nil }
        var headers: HTTPFields = [
            .contentType: type, .eTag: file.tag, .cacheControl: cacheControl,
        ]
        if EntityTag.matches(request.headers[.ifNoneMatch], file.tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.acceptRanges] = "none"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }

    /// The path with percent-encoding undone, or nil if any part could lead out of the folder or is hidden.
    static func safePath(_ path: String) -> String? {
        guard let decoded = path.removingPercentEncoding, decoded.utf8.count <= 512 else { return nil }
        let parts = decoded.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.count <= 16 else { return nil }
        for part in parts {
            guard !part.isEmpty, !part.hasPrefix("."),
                part.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "%") }
                )
            else { return nil }
        }
        return decoded
    }

    private func read(_ path: String) -> Kept? {
        guard let resolvedPointer = realpath("\(root)/\(path)", nil) else { return nil }
        defer { free(resolvedPointer) }
        let resolved = String(cString: resolvedPointer)
        guard resolved.hasPrefix(root + "/") else { return nil }
        guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved),
            facts[.type] as? FileAttributeType == .typeRegular,
            let size = (facts[.size] as? NSNumber)?.intValue, size <= Self.largestFile,
            let changed = facts[.modificationDate] as? Date
        else { return nil }
        if let kept = cache.withLock({ $0.files[resolved] }), kept.size == size, kept.changed == changed { return kept }

        guard let data = FileManager.default.contents(atPath: resolved), data.count <= Self.largestFile else {
            return nil
        }
        let bytes = ByteBuffer(bytes: data)
        let digest = SHA256.hash(data: data).prefix(12)
        let tag = digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let kept = Kept(size: data.count, changed: changed, tag: "\"\(tag)\"", bytes: bytes)
        cache.withLock { cache in
            if let old = cache.files[resolved] { cache.bytes -= old.size }
            if cache.bytes + data.count > Self.largestCache { cache = Cache() }
            cache.files[resolved] = kept
            cache.bytes += data.count
        }
        return kept
    }
}

enum EntityTag {
    /// RFC 9110 section 13.1.2: weak comparison with each tag of an `If-None-Match` field.
    static func matches(_ field: String?, _ tag: String) -> Bool {
        guard let field else { return false }
        return field.commaSeparated.contains { candidate in
            candidate == "*" || candidate == tag || candidate == "W/" + tag
        }
    }
}

/// The files a browser may load, by extension. Anything else is not served.
enum MediaTypes {
    static func type(ofFile path: String) -> String? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        return byExtension[path[path.index(after: dot)...].lowercased()]
    }

    private static let byExtension = [
        "html": "text/html; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "json": "application/json",
        "webmanifest": "application/manifest+json",
        "svg": "image/svg+xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "webp": "image/webp",
        "ico": "image/x-icon",
        "woff2": "font/woff2",
        "ttf": "font/ttf",
        "otf": "font/otf",
        "mp3": "audio/mpeg",
        "ogg": "audio/ogg",
        "wav": "audio/wav",
        "txt": "text/plain; charset=utf-8",
    ]
}
