import HTTPTypes
import Hummingbird

/// `/live` without a WebSocket handshake: says in plain HTTP why there is none.
struct LiveRoutes: Sendable {
    let admission: LiveAdmission
    let counters: PortalCounters

    func add(to router: Router<PortalContext>) {
        router.get("\(LiveRequest.path)") { request, context in
            counters.webSocketsRefused.count()
            let address = admission.gatekeeper.address(of: request, context)
            _ = try await admission.judge(LiveRequest(request, address: address))
            var response = Problem(
                .upgradeRequired,
                "This address speaks WebSocket, version 13, over HTTP/1.1, as the first request of a connection.",
                reason: "upgradeRequired"
            ).response()
            response.headers[.upgrade] = "websocket"
            response.headers[field("Sec-WebSocket-Version")] = "13"
            return response
        }
    }
}
