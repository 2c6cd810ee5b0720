import Foundation
import Testing

@testable import Portal

@Suite struct DataFolderTests {
    @Test func isMadeAndKnowsThatItIsNew() throws {
        try withTemporaryFolder { parent in
            let path = "\(parent)/deep/data"
            let first = try DataFolder(path)
            #expect(first.isNew)
            try first.write([1, 2, 3], to: "thing")
            #expect(first.read("thing") == [1, 2, 3])
        }
    }

    @Test func isNoLongerNewWithContents() throws {
        try withTemporaryFolder { path in
            do { try DataFolder(path).write([1], to: "record.sqlite") }
            #expect(try DataFolder(path).isNew == false)
        }
    }

    @Test func takesOneProcessAtATime() throws {
        try withTemporaryFolder { path in
            let first = try DataFolder(path)
            let reason = #expect(throws: ExitReason.self) { try DataFolder(path) }
            #expect(reason?.code == .inUse)
            withExtendedLifetime(first) {}
        }
    }

    @Test func refusesAFileAndLeavesItAlone() throws {
        try withTemporaryFolder { parent in
            let path = "\(parent)/file"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
            let reason = #expect(throws: ExitReason.self) { try DataFolder(path) }
            #expect(reason?.code == .cannotCreate)
            #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
        }
    }

    @Test func secretsArePrivateAndStay() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path)
            #expect(try folder.secret("admin-token") { [7, 7] } == [7, 7])
            #expect(try folder.secret("admin-token") { [8, 8] } == [7, 7])
            let facts = try FileManager.default.attributesOfItem(atPath: folder.file("admin-token"))
            #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
    }
}

func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("mufakat-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}
