import ArgumentParser
import ClientProtocol
import Foundation
import Conference
import Logging
import Portal
import Procedure
import ServiceLifecycle
import Summit
import SyntheticDelegates

/// `mufakat demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the summit of 14 April 2020 with synthetic delegations, and a ministerial week to prepare.",
        discussion: "Prints the address, the certificate's fingerprint and one invitation link for each role.")

    @OptionGroup var options: ServerOptions

    @Flag(help: "Print everything as one JSON object: addresses, tokens, seats, ports.")
    var json = false

    @Option(
        help: ArgumentHelp("Seats left to real people, for example ID,KR. The chair's always is.", valueName: "seats"))
    var without: String?

    @Flag(help: "No synthetic delegations at all.")
    var noDelegates = false

    @Option(help: ArgumentHelp("Where the delegations' pictures and voices are kept.", valueName: "folder"))
    var media: String?

    func run() async throws {
        let people = try Self.seats(without)
        var settings = try options.read()
        // Everything on the terminal is for the person who tries it; warnings still show.
        if settings.logLevel == .info { settings.logLevel = .notice }
        let logger = ServerOptions.startLogging(settings.logLevel)
        let folder = options.dataFolder(default: "data")
        let house = try await House(settings, data: folder, logger: logger)
        let demo = try await DemoSummit(in: house.meetings, leaving: people, delegates: !noDelegates)
        let week = try await DemoWeek(in: house.conferences)
        let known = Set(demo.seats.map(\.id))
        if let unknown = people.first(where: { !known.contains($0) }) {
            throw ExitReason(.usage, "The summit has no seat \(unknown).")
        }
        let delegates = demo.guests.filter(\.isSynthetic)
        let pictures = URL(fileURLWithPath: media ?? house.folder.file("delegates"))
        if !delegates.isEmpty { try await prepare(pictures, demo, delegates) }
        let certificate = house.identity == nil ? nil : house.folder.read("tls-certificate.pem")
        try await house.run(
            companions: { [settings] _, port in
                guard !delegates.isEmpty else { return [] }
                let local = Self.localAddress(settings, isTLS: house.identity != nil, port: port)
                var configuration = SyntheticDelegatesConfiguration(
                    server: local, certificate: certificate.map { String(decoding: $0, as: UTF8.self) },
                    meeting: demo.meeting.id,
                    delegates: delegates.compactMap { guest in
                        guest.invitee.seat.map {
                            SyntheticDelegate(seat: $0, participant: guest.invitee.id, token: .init(guest.token))
                        }
                    },
                    media: pictures)
                configuration.without = people
                return [SyntheticDelegates(configuration: configuration, logger: logger)]
            },
            onListening: { [json] address, port in
                let announcement = DemoAnnouncement(demo, week, house: house, address: address, port: port)
                Mufakat.standardOutput(json ? ProtocolJSON.text(announcement) : announcement.text)
            })
    }

    static func seats(_ text: String?) throws -> Set<SeatID> {
        var seats: Set<SeatID> = []
        for part in (text ?? "").split(separator: ",") {
            guard let seat = SeatID(part.filter { !$0.isWhitespace }.uppercased()) else {
                throw ExitReason(.usage, "\"\(part)\" is no seat; name them like ID,KR.")
            }
            seats.insert(seat)
        }
        return seats
    }

    private func prepare(_ folder: URL, _ demo: DemoSummit, _ delegates: [DemoSummit.Guest]) async throws {
        let seats = demo.seats.filter { seat in delegates.contains { $0.invitee.seat == seat.id } }
        do {
            try await SyntheticMedia.prepare(in: folder, seats: seats) { done, all in
                Mufakat.standardError("Making the delegations' pictures and voices, once: \(done) of \(all)")
            }
        } catch {
            throw ExitReason(.software, "\(error)")
        }
    }

    /// How the delegations in this process reach the server.
    private static func localAddress(_ settings: Settings, isTLS: Bool, port: Int) -> String {
        let host = settings.listen.isWildcard ? "127.0.0.1" : settings.listen.host
        return "\(isTLS ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
