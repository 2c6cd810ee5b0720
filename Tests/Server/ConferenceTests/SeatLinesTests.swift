import ClientProtocol
import MediaEngine
import Summit
import Testing

@testable import Conference

@Suite struct SeatLinesTests {
    private let now = Timestamp(milliseconds: 1_000_000)
    private let delegate = ParticipantID(wellFormed: "id-head")

    private func measurement(
        _ direction: LineReport.Direction, _ path: MediaPath?, state: PeerStatistics.State = .connected
    ) -> SeatLines.Measurement {
        var statistics = PeerStatistics()
        statistics.state = state
        statistics.path = path
        return .init(participant: delegate, direction: direction, statistics: statistics)
    }

    private func report(_ direction: LineReport.Direction, relay: LinePath.Relay?) -> LineReport {
        LineReport(rtt: 1, loss: 0, jitter: 0, direction: direction, relay: relay)
    }

    @Test func eachDirectionHasAWayOfItsOwn() {
        var lines = SeatLines()
        lines.report(report(.down, relay: .tls), by: delegate, at: now)
        lines.measure([measurement(.up, .tcpIPv6), measurement(.down, .udpIPv4)], at: now)
        let changes = lines.changedPaths()
        #expect(changes.map(\.way.direction) == [.down, .up])
        #expect(
            changes.map(\.path) == [
                LinePath(transport: .udp, family: 4, relay: .tls), LinePath(transport: .tcp, family: 6),
            ])
        #expect(changes.map { "\($0.path)" } == ["udp ipv4 by a relay over tls", "tcp ipv6"])
        #expect(lines.relayed == [.tls: 1])
    }

    @Test func onlyAChangeIsTold() {
        var lines = SeatLines()
        lines.measure([measurement(.up, .udpIPv4)], at: now)
        #expect(lines.changedPaths().count == 1)
        lines.measure([measurement(.up, .udpIPv4)], at: now)
        #expect(lines.changedPaths().isEmpty)
        lines.measure([measurement(.up, .tcpIPv4)], at: now)
        #expect(lines.changedPaths().map(\.path) == [LinePath(transport: .tcp, family: 4)])
        lines.measure([], at: now)
        #expect(lines.changedPaths().isEmpty)
        lines.measure([measurement(.up, .tcpIPv4)], at: now)
        #expect(lines.changedPaths().count == 1, "it came back")
    }

    @Test func whoIsNotConnectedHasNoWay() {
        var lines = SeatLines()
        lines.measure([measurement(.up, .udpIPv4, state: .disconnected), measurement(.down, nil)], at: now)
        #expect(lines.changedPaths().isEmpty)
    }

    @Test func aRelayIsForgottenWithItsParticipant() {
        var lines = SeatLines()
        lines.report(report(.up, relay: .udp), by: delegate, at: now)
        lines.forget(delegate)
        lines.measure([measurement(.up, .udpIPv4)], at: now)
        #expect(lines.relayed.isEmpty)
        lines.report(report(.up, relay: .udp), by: delegate, at: now)
        lines.report(report(.up, relay: nil), by: delegate, at: now)
        lines.measure([measurement(.up, .udpIPv4)], at: now)
        #expect(lines.relayed.isEmpty, "the last word counts")
    }
}
