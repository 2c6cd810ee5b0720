import ArgumentParser
import Foundation
import Logging
import Portal

/// What `serve` and `demo` take; everything else comes from the settings file or the environment.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder; made if it is missing.", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("Where to listen, for example 0.0.0.0:8443 or [::]:8443.", valueName: "address:port"))
    var listen: String?

    @Option(help: ArgumentHelp("The settings file (docs/operations.md).", valueName: "file"))
    var settings: String?

    @Option(
        help: ArgumentHelp("Media threads, at most; one for each processor if not said.", valueName: "number"))
    var shards: String?

    /// The data folder where none is named.
    func dataFolder(default folder: String) -> String {
        data ?? ProcessInfo.processInfo.environment["MUFAKAT_DATA"] ?? folder
    }

    /// - Throws: `ExitReason` naming the setting that cannot be used.
    func read() throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        var file: (text: String, name: String)?
        if let path = settings ?? environment["MUFAKAT_SETTINGS"] {
            guard let data = FileManager.default.contents(atPath: path),
                let text = String(validating: data, as: UTF8.self)
            else { throw ExitReason(.noInput, "The settings file \(path) cannot be read.") }
            file = (text, path)
        }
        var overrides: [SettingKey: String] = [:]
        overrides[.listen] = listen
        overrides[.mediaShards] = shards
        return try Settings(overrides: overrides, environment: environment, file: file)
    }

    /// Structured logs go to standard error; standard output is for what was asked.
    static func startLogging(_ level: Logger.Level) -> Logger {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        return Logger(label: "mufakat")
    }
}
