import Conference
import Foundation
import Summit
import Testing

@testable import Portal

/// The real program: how it ends when it cannot do what it was asked.
@Suite(.serialized) struct CommandTests {
    struct Outcome {
        var code: Int32
        var output: String
        var errors: String
    }

    /// The program beside the tests' own bundle.
    static let program: URL = {
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            let folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
            return folder.appendingPathComponent("mufakat")
        }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
            "mufakat")
    }()

    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let errorBytes = errors.fileHandleForReading.readDataToEndOfFile()
        let outputBytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus, output: String(decoding: outputBytes, as: UTF8.self),
            errors: String(decoding: errorBytes, as: UTF8.self))
    }

    @Test(
        arguments: [
            (["--nonsense"], 64), (["nonsense"], 64), (["serve", "--listen"], 64),
            (["serve", "--listen", "nowhere:1"], 64),
            (["serve", "--listen", "0.0.0.0"], 64), (["serve", "--settings", "/nowhere/at/all"], 66),
            (["demo", "--without", "id kr"], 64), (["invite", "--meeting", "x"], 64),
            (["list", "--token", "t", "--server", "nonsense"], 64),
            (["list", "--token", "t", "--server", "http://127.0.0.1:1"], 69), (["list"], 64),
            (["create", "--token", "t"], 64), (["export", "--meeting", "../x", "--token", "t"], 64),
            (["record", "verify", "/nowhere/at/all"], 66), (["record", "verify", "--data", "/nowhere/at/all"], 66),
            (["record", "export", "--data", "/nowhere/at/all", "--meeting", "x"], 66),
        ] as [([String], Int32)])
    func mistakesEndInOneSentence(arguments: [String], code: Int32) throws {
        let outcome = try Self.run(arguments)
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("mufakat: "))
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func wrongEnvironmentIsAConfigurationError() throws {
        let outcome = try Self.run(["serve"], environment: ["MUFAKAT_HTTP_TLS": "perhaps"])
        #expect(outcome.code == 78)
        #expect(outcome.errors.contains("http.tls"))
    }

    @Test func anOccupiedPortTouchesNoData() async throws {
        try await House.open { house async throws in
            let data = FileManager.default.temporaryDirectory.appendingPathComponent("never-\(UUID().uuidString)").path
            let outcome = try Self.run(["serve", "--data", data, "--listen", "127.0.0.1:\(house.port)"])
            #expect(outcome.code == 69)
            #expect(outcome.errors.contains("127.0.0.1:\(house.port)") && outcome.errors.contains("occupied"))
            #expect(!FileManager.default.fileExists(atPath: data))
        }
    }

    @Test func aDataFolderInUseIsLeftAlone() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path)
            let web = path + "/Web"
            try FileManager.default.createDirectory(atPath: web, withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: web + "/index.html"))
            let outcome = try Self.run(
                ["serve", "--data", path, "--listen", "127.0.0.1:0"], environment: ["MUFAKAT_WEB_FOLDER": web])
            #expect(outcome.code == 75)
            #expect(folder.read("admin-token") == nil)
            let file = path + "/file"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
            let wrong = try Self.run(
                ["serve", "--data", file, "--listen", "127.0.0.1:0"], environment: ["MUFAKAT_WEB_FOLDER": web])
            #expect(wrong.code == 73)
            #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
        }
    }

    @Test func recordsAreVerified() async throws {
        try await House.open { house async throws in
            try await house.begin()
            let record = try await house.ask(.GET, "/api/meetings/trial/record", as: "administration").text
            let checkpoint = try await house.ask(.GET, "/api/meetings/trial/checkpoint", as: "administration").text
            let key = try await house.ask(.GET, "/api/record-key").text.trimmed
            try withTemporaryFolder { path in
                try Data(record.utf8).write(to: URL(fileURLWithPath: path + "/record"))
                try Data(checkpoint.utf8).write(to: URL(fileURLWithPath: path + "/checkpoint"))
                let arguments = [
                    "record", "verify", path + "/record", "--checkpoint", path + "/checkpoint", "--key", key,
                ]
                let good = try Self.run(arguments)
                #expect(good.code == 0, "\(good.errors)")
                #expect(good.output.contains("intact"))
                let altered = record.replacing("kr-head", with: "kp-head")
                try Data(altered.utf8).write(to: URL(fileURLWithPath: path + "/record"))
                let bad = try Self.run(arguments)
                #expect(bad.code == 65)
                #expect(bad.errors.contains("does not verify"))
            }
        }
    }

    @Test func theClientsUseTheAPI() async throws {
        try await House.open(tls: true) { house async throws in
            let open = ["--server", house.address, "--token", house.administration]
            let unknown = try Self.run(["list"] + open)
            #expect(unknown.code == 69, "an unknown certificate is not trusted")
            let wrong = try Self.run(["list", "--fingerprint", String(repeating: "AB:", count: 31) + "AB"] + open)
            #expect(wrong.code == 77)
            let fingerprint = ["--fingerprint", house.fingerprint]
            let list = try Self.run(["list"] + open + fingerprint)
            #expect(list.code == 0, "\(list.errors)")
            #expect(list.output.contains("trial"))
            let created = try Self.run(
                ["create", "--id", "made", "--title", "Made", "--seats", "VN,TH"] + open + fingerprint)
            #expect(created.code == 0, "\(created.errors)")
            let invited = try Self.run(
                ["invite", "--meeting", "made", "--role", "chair", "--seat", "VN"] + open + ["--insecure"])
            #expect(invited.output.hasPrefix(house.address + "/i/"), "\(invited.errors)")
            let export = try Self.run(["export", "--meeting", "made"] + open + fingerprint)
            #expect(
                export.output.split(separator: "\n").count
                    == (await house.meetings.meeting(MeetingID(wellFormed: "made"))?.sequence))
            let refused = try Self.run(["export", "--meeting", "nothing"] + open + fingerprint)
            #expect(refused.code == 77)
        }
    }
}
