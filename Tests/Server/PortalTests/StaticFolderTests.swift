import Foundation
import Hummingbird
import Testing

@testable import Portal

@Suite struct StaticFolderTests {
    @Test(arguments: [
        "../secret.txt", "a/../../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "a//b.js", "/etc/passwd", "",
        ".hidden.js", "a/.git/x.js", "a\\b.js", "%00.js", "%252e%252e/secret.txt", "a%", "./a.js",
        String(repeating: "a/", count: 40) + "x.js",
    ])
    func unsafePathsAreRefused(path: String) {
        #expect(StaticFolder.safePath(path) == nil)
    }

    @Test func safePathsAreDecoded() {
        #expect(StaticFolder.safePath("components/stage/stage.js") == "components/stage/stage.js")
        #expect(StaticFolder.safePath("a%20b.svg") == "a b.svg")
    }

    @Test func servesKnownTypesWithTags() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("web-\(UUID().uuidString)").path
        let outside = path + "-outside.js"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer {
            try? FileManager.default.removeItem(atPath: path)
            try? FileManager.default.removeItem(atPath: outside)
        }
        for name in ["a.js", "b.exe", "c"] { try Data("x".utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
        try Data("secret".utf8).write(to: URL(fileURLWithPath: outside))
        try FileManager.default.createSymbolicLink(atPath: "\(path)/link.js", withDestinationPath: outside)
        let folder = try #require(StaticFolder(path, cacheControl: "no-cache"))

        func request(_ tag: String? = nil) -> Request {
            var fields: HTTPFields = [:]
            if let tag { fields[.ifNoneMatch] = tag }
            return Request(
                head: .init(method: .get, scheme: nil, authority: nil, path: "/", headerFields: fields),
                body: .init(buffer: ByteBuffer()))
        }
        let answer = try #require(try await folder.answer("a.js", to: request()))
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
        let tag = try #require(answer.headers[.eTag])
        #expect(try await folder.answer("a.js", to: request(tag))?.status == .notModified)
        #expect(try await folder.answer("a.js", to: request("\"other\", W/\(tag)"))?.status == .notModified)
        #expect(try await folder.answer("a.js", to: request("\"other\""))?.status == .ok)
        for name in ["b.exe", "c", "link.js", "missing.js"] {
            #expect(try await folder.answer(name, to: request()) == nil, "\(name)")
        }
        try Data("changed".utf8).write(to: URL(fileURLWithPath: "\(path)/a.js"))
        #expect(try await folder.answer("a.js", to: request(tag))?.status == .ok)
    }

    @Test func missingFolderIsNil() {
        #expect(StaticFolder("/nowhere/at/all", cacheControl: "no-cache") == nil)
    }
}
