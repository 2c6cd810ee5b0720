import Testing

@testable import Portal

/// WHIP and WHEP as HTTP; connections that carry media are tested with real clients elsewhere.
@Suite(.serialized) struct MediaRouteTests {
    @Test func endpointsDescribeThemselves() async throws {
        try await House.open { house async throws in
            for path in ["/whip/trial", "/whip/trial/VN", "/whep/trial"] {
                let options = try await house.ask(.OPTIONS, path)
                #expect(options.status == 204)
                #expect(options.header("accept-post") == "application/sdp")
                #expect(options.header("access-control-allow-origin") == "*")
                let get = try await house.ask(.GET, path)
                #expect(get.status == 405)
                #expect(get.header("allow") == "POST, OPTIONS")
            }
            let resource = try await house.ask(.OPTIONS, "/whip/trial/resource/x")
            #expect(resource.header("accept-patch") == "application/trickle-ice-sdpfrag")
            #expect(try await house.ask(.POST, "/whep/trial/resource/x").status == 405)
        }
    }

    @Test func tokensComeBeforeBodies() async throws {
        try await House.open { house async throws in
            let offer = (type: "application/sdp", text: "v=0\r\n")
            #expect(try await house.ask(.POST, "/whip/trial", body: offer).status == 401)
            #expect(try await house.ask(.POST, "/whip/trial", as: "wrong", body: offer).status == 401)
            #expect(try await house.ask(.POST, "/whip/other", as: "vn-chair", body: offer).status == 403)
            let wrongType = try await house.ask(.POST, "/whip/trial", as: "vn-chair", body: ("text/plain", "v=0"))
            #expect(wrongType.status == 415)
            let long = (type: "application/sdp", text: String(repeating: "a=x\r\n", count: 60_000))
            #expect(try await house.ask(.POST, "/whip/trial", as: "vn-chair", body: long).status == 413)
            let lobby = try await house.ask(.POST, "/whip/trial", as: "id-head", body: offer)
            #expect(lobby.status == 409)
            #expect(lobby.reason == "notAdmitted")
        }
    }

    @Test func rightsOfPublishing() async throws {
        try await House.open { house async throws in
            try await house.begin()
            let offer = (type: "application/sdp", text: "v=0\r\n")
            #expect(try await house.ask(.POST, "/whip/trial/VN", as: "id-head", body: offer).status == 403)
            #expect(try await house.ask(.POST, "/whip/trial", as: "secretariat", body: offer).status == 404)
            #expect(try await house.ask(.POST, "/whip/trial/XX", as: "administration", body: offer).status == 404)
            #expect(try await house.ask(.POST, "/whip/trial/lower", as: "administration", body: offer).status == 404)
            #expect(try await house.ask(.POST, "/whep/trial?seat=XX", as: "id-head", body: offer).status == 404)
            #expect(try await house.ask(.POST, "/whep/trial?quality=best", as: "id-head", body: offer).status == 400)
            // There is no media engine here: everything else is right.
            #expect(try await house.ask(.POST, "/whip/trial", as: "id-head", body: offer).status == 503)
            #expect(try await house.ask(.POST, "/whip/trial/ID", as: "administration", body: offer).status == 503)
            #expect(try await house.ask(.POST, "/whep/trial", as: "id-head", body: offer).status == 503)
        }
    }

    @Test func patchesNeedTheirConditions() async throws {
        try await House.open { house async throws in
            try await house.begin()
            let fragment = (type: "application/trickle-ice-sdpfrag", text: "a=end-of-candidates\r\n")
            let path = "/whip/trial/resource/unknown"
            #expect(try await house.ask(.PATCH, path, body: fragment).status == 401)
            #expect(try await house.ask(.PATCH, path, as: "id-head", body: ("application/sdp", "x")).status == 415)
            let unconditional = try await house.ask(.PATCH, path, as: "id-head", body: fragment)
            #expect(unconditional.status == 428)
            let unknown = try await house.ask(.PATCH, path, as: "id-head", body: fragment, [("if-match", "*")])
            #expect(unknown.status == 404)
            #expect(try await house.ask(.DELETE, path, as: "id-head").status == 404)
        }
    }
}
