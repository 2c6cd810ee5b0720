import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import MediaEngine
import MediaIO
import NIOCore
import Summit
import Synchronization

/// Health, readiness, metrics, and the description of the API.
struct OperationsRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let counters: PortalCounters
    let limits: ConnectionLimits
    let life: PortalLife
    let web: StaticFolder
    let release: String

    func add(to router: Router<PortalContext>) {
        router.get("/healthz") { _, _ in JSON.response(Health(status: "ok")) }
        router.get("/readyz") { _, _ in
            switch life.phase {
            case .serving:
                await gatekeeper.meetings.isReady()
                    ? JSON.response(Health(status: "ok"))
                    : JSON.response(Health(status: "storeFails"), status: .serviceUnavailable)
            case .starting: JSON.response(Health(status: "starting"), status: .serviceUnavailable)
            case .stopping: JSON.response(Health(status: "stopping"), status: .serviceUnavailable)
            }
        }
        router.get("/metrics") { try await metrics($0, $1) }
        router.get("/api/openapi.json") { request, _ in
            guard let answer = try await web.answer("openapi.json", to: request) else { throw Problem.notFound() }
            return answer
        }
    }

    private struct Health: Encodable { var status: String }

    private func metrics(_ request: Request, _ context: PortalContext) async throws -> Response {
        if request.headers.bearerToken != nil || !gatekeeper.address(of: request, context).isLoopback {
            try await gatekeeper.requireAdministration(request, context)
        }
        var text = PrometheusText()
        text.metric("mufakat_build_info", .gauge, "The release.", by: "release", [(release, 1)])
        portal(&text)
        counts(&text, await gatekeeper.meetings.statistics())
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text.text)))
    }

    private func portal(_ text: inout PrometheusText) {
        text.metric("mufakat_connections", .gauge, "Open TCP connections.", limits.open)
        text.metric("mufakat_connections_refused_total", .counter, "Connections beyond the limits.", limits.refused)
        text.metric(
            "mufakat_requests_in_flight", .gauge, "HTTP requests being answered.", counters.requestsInFlight.read())
        text.metric(
            "mufakat_http_answers_total", .counter, "HTTP answers.", by: "class",
            counters.answers.enumerated().map { ("\($0.offset + 1)xx", Double($0.element)) })
        text.metric("mufakat_websockets", .gauge, "Open WebSockets.", counters.webSockets.read())
        text.metric(
            "mufakat_websockets_accepted_total", .counter, "Accepted WebSockets.", counters.webSocketsAccepted.read())
        text.metric(
            "mufakat_websockets_refused_total", .counter, "Refused WebSockets.", counters.webSocketsRefused.read())
        text.metric(
            "mufakat_messages_received_total", .counter, "WebSocket messages received.", counters.messagesIn.read())
        text.metric("mufakat_messages_sent_total", .counter, "WebSocket messages sent.", counters.messagesOut.read())
        text.metric(
            "mufakat_message_bytes_sent_total", .counter, "Bytes of WebSocket messages sent.", counters.bytesOut.read())
        text.metric("mufakat_clients_slow_total", .counter, "Clients dropped as too slow.", counters.slowClients.read())
        text.metric("mufakat_clients_lost_total", .counter, "Clients that fell silent.", counters.lostClients.read())
        text.metric("mufakat_event_streams", .gauge, "Open event streams.", counters.eventStreams.read())
        text.metric(
            "mufakat_failed_tokens_total", .counter, "Tokens that were not genuine.", counters.failedTokens.read())
        text.metric(
            "mufakat_rate_limited_total", .counter, "Requests refused by a rate limit.", counters.rateLimited.read())
    }

    private func counts(_ text: inout PrometheusText, _ now: MeetingsStatistics) {
        text.metric("mufakat_meetings", .gauge, "Meetings.", now.meetings)
        text.metric("mufakat_clients", .gauge, "Devices attached to meetings.", now.clients)
        text.metric("mufakat_media_peers", .gauge, "Media connections.", now.mediaPeers)
        text.metric(
            "mufakat_media_relayed", .gauge,
            "Directions of participants' media that go over a TURN server, by how they reach it, as the clients say.",
            by: "relay", LinePath.Relay.allCases.map { ($0.rawValue, Double(now.relayed[$0] ?? 0)) })
        text.metric("mufakat_commands_accepted_total", .counter, "Commands recorded.", now.commandsAccepted)
        text.metric(
            "mufakat_commands_refused_total", .counter, "Commands refused, by rule.", by: "reason",
            now.commandsRefused.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) })
        text.metric(
            "mufakat_commands_unavailable_total", .counter, "Commands that could not be recorded.",
            now.commandsUnavailable)
        text.metric("mufakat_record_lines_total", .counter, "Lines written to records.", now.linesRecorded)
        text.metric("mufakat_checkpoints_signed_total", .counter, "Checkpoints signed.", now.checkpointsSigned)
        text.metric("mufakat_notes_total", .counter, "Notes within delegations.", now.notes)
        text.metric(
            "mufakat_clients_flooding_total", .counter, "Clients dropped for flooding.", now.clientsDroppedFlooding)
        text.metric("mufakat_resumes_total", .counter, "Clients that resumed.", now.resumes)
        text.metric("mufakat_snapshots_total", .counter, "Snapshots sent.", now.snapshots)
        text.metric("mufakat_media_refused_total", .counter, "Media requests refused.", now.mediaRefused)
        lines(&text, now)
        if let media = now.media { self.media(&text, media) }
        if let sockets = now.sockets { self.sockets(&text, sockets) }
    }

    /// Each seat's line, as its meeting is told of it.
    private func lines(_ text: inout PrometheusText, _ now: MeetingsStatistics) {
        for (name, help, value) in [
            ("round_trip_milliseconds", "Round trip.", { $0.rtt }),
            ("loss_ratio", "Share of packets lost, of both directions the worse.", { $0.loss }),
            ("jitter_milliseconds", "Jitter, of both directions the worse.", { $0.jitter }),
            ("carries_bits_per_second", "What the download carries.", { $0.carries }),
            ("concealed_ratio", "Share of sound that was made up, by the client's word.", { $0.concealed }),
            ("frozen_ratio", "Share of time in which a picture stood still, by the client's word.", { $0.frozen }),
            ("sends_bits_per_second", "Pictures sent, all layers.", { Double($0.layers.reduce(0, +)) }),
        ] as [(String, String, (SeatLine) -> Double?)] {
            text.metric(
                "mufakat_seat_\(name)", .gauge, help,
                now.lines.compactMap { one in
                    value(one.line).map { (["meeting": "\(one.meeting)", "seat": "\(one.seat)"], $0) }
                })
        }
    }

    private func sockets(_ text: inout PrometheusText, _ now: MediaShardStatistics) {
        text.metric("mufakat_media_tcp_connections", .gauge, "TCP connections that carry media.", now.connections)
        for (name, help, value) in [
            ("datagrams_received", "UDP datagrams received.", now.datagramsIn),
            ("datagrams_sent", "UDP datagrams sent.", now.datagramsOut),
            ("datagrams_refused", "UDP datagrams that the system did not take.", now.sendDrops),
            ("datagrams_oversized", "UDP datagrams received that were longer than any expected.", now.oversized),
            ("tcp_connections_taken", "TCP connections that carried media.", now.connectionsTaken),
            (
                "tcp_connections_refused", "TCP connections that began like media and brought no valid check.",
                now.connectionsRefused
            ),
            ("tcp_packets_received", "Packets received over TCP.", now.packetsOverTCP),
            ("tcp_bytes_sent", "Bytes sent over TCP.", now.bytesOverTCP),
            (
                "tcp_packets_dropped", "Packets for a TCP connection that did not take them in time.",
                now.packetsOverTCPDropped
            ),
            ("events_dropped", "Events of the media engine that nobody took in time.", now.eventDrops),
        ] {
            text.metric("mufakat_media_\(name)_total", .counter, help, Double(value))
        }
    }

    private func media(_ text: inout PrometheusText, _ now: MediaStatistics) {
        text.metric("mufakat_media_publishers", .gauge, "Connections that publish.", now.publishers)
        text.metric("mufakat_media_receivers", .gauge, "Connections that receive.", now.receivers)
        text.metric(
            "mufakat_media_connections", .gauge, "Connections that are there now, by their way to the server.",
            by: "path",
            MediaPath.allCases.map { ($0.rawValue, Double(now.paths[$0] ?? 0)) })
        text.metric(
            "mufakat_media_undecodable_slots", .gauge,
            "Slots that stay empty because the receiver cannot decode what the source sends.", now.undecodableSlots)
        text.metric(
            "mufakat_media_held_pictures", .gauge, "Pictures that receivers' lines do not carry now.",
            now.heldPictures)
        text.metric(
            "mufakat_media_reduced_pictures", .gauge,
            "Pictures that receivers' lines carry smaller than they could be.", now.reducedPictures)
        for (name, help, value) in [
            ("packets_received", "RTP and RTCP packets received.", now.packetsReceived),
            ("bytes_received", "Bytes received.", now.bytesReceived),
            ("packets_forwarded", "RTP packets sent to receivers.", now.packetsForwarded),
            ("bytes_forwarded", "Bytes sent to receivers.", now.bytesForwarded),
            ("retransmissions_sent", "Retransmissions sent.", now.retransmissionsSent),
            ("retransmissions_received", "Retransmissions received.", now.retransmissionsReceived),
            ("nacks_sent", "NACKs sent.", now.nacksSent),
            ("nacks_received", "NACKs received.", now.nacksReceived),
            ("redundancy_sent", "Older sound sent along with newer (RFC 2198).", now.redundancySent),
            ("redundancy_used", "Lost sound that came along with newer.", now.redundancyUsed),
            ("probe_packets", "Packets sent only to learn what a line carries.", now.probePackets),
            ("keyframes_requested", "Keyframes asked of publishers.", now.keyframesRequested),
            (
                "packets_handed_over", "Packets handed to another media thread for its receivers.",
                now.packetsHandedOver
            ),
            (
                "packets_lost_between_threads", "Packets for another media thread that did not take them in time.",
                now.packetsLostBetweenShards
            ),
        ] {
            text.metric("mufakat_media_\(name)_total", .counter, help, Double(value))
        }
        text.metric(
            "mufakat_media_drops_total", .counter, "Datagrams and packets dropped, by cause.", by: "cause",
            now.drops.map { ("\($0.key)", Double($0.value)) }.sorted { $0.0 < $1.0 })
    }
}

/// How far the portal's life has come.
final class PortalLife: Sendable {
    enum Phase: Sendable { case starting, serving, stopping }

    private let current = Mutex(Phase.starting)

    var phase: Phase { current.withLock { $0 } }

    /// Only ever forward.
    func enter(_ phase: Phase) {
        current.withLock { current in
            switch (current, phase) {
            case (.starting, _), (.serving, .stopping): current = phase
            default: break
            }
        }
    }
}
