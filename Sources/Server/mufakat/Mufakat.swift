import ArgumentParser

/// The one program: server, demo, and clients of a running server.
@main
struct Mufakat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mufakat", abstract: "A self-hosted summit system.",
        subcommands: [])
}
