import ArgumentParser
import ClientProtocol
import Foundation
import HTTPPinning
import Logging
import Portal
import Procedure
import ServiceLifecycle
import Summit
import SyntheticDelegates
import UnixSignals

/// `mufakat delegates`
struct Delegates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play the delegations of meetings, for a rehearsal or a trial of the lines, until Ctrl-C.",
        discussion: """
            The heads of delegation come, wait to be admitted, publish a moving picture, ask for the floor now and then and speak when \
            it is given. Whoever takes a seat over in a browser is left alone.
            """)

    @OptionGroup var connection: ServerConnection

    @Option(name: .customLong("meeting"), parsing: .upToNextOption, help: "The meetings' ids.")
    var meetings: [String]

    @Option(
        help: ArgumentHelp("Seats left to real people, for example BN,VN. The chair's always is.", valueName: "seats"))
    var without: String?

    @Option(help: ArgumentHelp("Where the delegations' pictures and voices are kept.", valueName: "folder"))
    var media = "delegates"

    private struct Invited: Decodable {
        var participant: ParticipantView
        var link: String
    }

    private struct Room: Decodable {
        struct View: Decodable { var seats: [Seat] }
        var view: View
    }

    func run() async throws {
        let people = try Demo.seats(without)
        let folder = URL(fileURLWithPath: media)
        var services: [any Service] = []
        let logger = ServerOptions.startLogging(.notice)
        var seats: [SeatID: Seat] = [:]
        for meeting in meetings {
            let path = try meetingPath(meeting)
            let room: Room = try connection.decode(try await connection.ask("GET", path))
            let invited: [Invited] = try connection.decode(try await connection.ask("GET", "\(path)/invitations"))
            let atTable = Set(room.view.seats.filter { $0.place == .table }.map(\.id))
            let delegates = invited.compactMap { invited -> SyntheticDelegate? in
                guard let seat = invited.participant.seat, atTable.contains(seat), !people.contains(seat),
                    [.head, .coChair].contains(invited.participant.role),
                    let token = invited.link.split(separator: "/").last
                else { return nil }
                return SyntheticDelegate(
                    seat: seat, participant: invited.participant.id, token: .init(String(token)))
            }
            for seat in room.view.seats where delegates.contains(where: { $0.seat == seat.id }) {
                seats[seat.id] = seat
            }
            services.append(
                SyntheticDelegates(
                    configuration: SyntheticDelegatesConfiguration(
                        server: connection.address, certificate: try await connection.certificate()?.pem,
                        meeting: MeetingID(wellFormed: meeting), delegates: delegates, media: folder),
                    logger: logger))
            Mufakat.standardOutput("\(meeting): \(delegates.count) delegations")
        }
        do {
            try await SyntheticMedia.prepare(in: folder, seats: seats.values.sorted { $0.id < $1.id }) { done, all in
                Mufakat.standardError("Making the delegations' pictures and voices, once: \(done) of \(all)")
            }
        } catch { throw ExitReason(.software, "\(error)") }
        try await ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger)
        ).run()
    }
}
