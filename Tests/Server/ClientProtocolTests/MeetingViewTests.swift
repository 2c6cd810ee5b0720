import ClientProtocol
import Procedure
import Summit
import Testing

@Suite struct MeetingViewTests {
    @Test func theRoomIsWrittenAsDocumented() throws {
        let chamber = try Chamber()
        let view = try #require(MeetingView(of: chamber.state, for: person("id-head"), at: chamber.now))
        let json = #"""
            {"agenda":[{"action":null,"documents":[],"lead":null,"minutes":null,"number":1,"speakers":[],"speakingLimitSeconds":null,"title":{"en":"Response","vi":"Ứng phó"}}],
            "decisions":[],
            "floor":{"kind":"intervention","limitSeconds":300,"participant":"id-head","seat":"ID","since":"2020-04-14T07:00:00.000Z","spokenMilliseconds":0},
            "interrupted":null,
            "item":1,
            "itemTime":{"milliseconds":{},"since":"2020-04-14T07:00:00.000Z"},
            "meeting":{"floorRule":"chair","format":"asean-plus-three","host":"VN","id":"apt-2020","lobby":true,
            "replyRule":{"limitSeconds":[300,180]},
            "segments":[{"chair":null,"minutes":30,"segment":"open"},{"chair":"KR","minutes":60,"segment":"restricted"}],
            "speakingLimitSeconds":300,"startsAt":"2020-04-14T07:00:00.000Z","title":{"en":"Special Summit","vi":"Hội nghị đặc biệt"}},
            "paragraph":null,
            "participants":[
            {"camera":false,"connected":true,"id":"vn-chair","microphoneOn":false,"name":{"en":"","vi":""},"role":"chair","seat":"VN","standing":"admitted"},
            {"camera":false,"connected":true,"id":"id-head","microphoneOn":false,"name":{"en":"","vi":""},"role":"head","seat":"ID","standing":"admitted"},
            {"camera":false,"connected":true,"id":"kr-head","microphoneOn":false,"name":{"en":"","vi":""},"role":"head","seat":"KR","standing":"admitted"},
            {"camera":false,"connected":false,"id":"reporter","microphoneOn":false,"name":{"en":"","vi":""},"role":"press","seat":null,"standing":"lobby"}],
            "points":[],
            "presiding":"vn-chair",
            "question":null,
            "replied":{},
            "replies":[],
            "ruling":null,
            "seats":[
            {"capital":{"en":"Jakarta","vi":"Jakarta"},"flag":"id","id":"ID","microphone":"id-head","muted":false,"name":{"en":"Indonesia","vi":"Indonesia"},"place":"table","timeZone":"Asia/Jakarta","title":{"en":"President","vi":"Tổng thống"}},
            {"capital":{"en":"Ha Noi","vi":"Hà Nội"},"flag":"vn","id":"VN","microphone":"vn-chair","muted":false,"name":{"en":"Viet Nam","vi":"Việt Nam"},"place":"table","timeZone":"Asia/Ho_Chi_Minh","title":{"en":"Prime Minister","vi":"Thủ tướng"}},
            {"capital":{"en":"Seoul","vi":"Seoul"},"flag":"kr","id":"KR","microphone":"kr-head","muted":false,"name":{"en":"Republic of Korea","vi":"Hàn Quốc"},"place":"table","timeZone":"Asia/Seoul","title":{"en":"President","vi":"Tổng thống"}}],
            "segment":"open",
            "segmentNumber":1,
            "serverTime":"2020-04-14T07:00:00.000Z",
            "sitting":"open",
            "speakers":[{"raisedAt":"2020-04-14T07:00:00.000Z","seat":"KR"}],
            "spoken":{},
            "you":"id-head"}
            """#
        #expect(ProtocolJSON.text(view) == json.packed)
        #expect(try ProtocolJSON.decode(MeetingView.self, from: Array(json.packed.utf8)) == view)
        let snapshot = ServerMessage.snapshot(sequence: 17, view: view)
        #expect(try ServerMessage(json: ProtocolJSON.encode(snapshot)) == snapshot)
    }

    @Test func theLobbyKnowsOnlyTheMeetingItsHostAndOneself() throws {
        let chamber = try Chamber()
        let view = try #require(MeetingView(of: chamber.state, for: person("reporter"), at: chamber.now))
        let json = #"""
            {"meeting":{"floorRule":"chair","format":"asean-plus-three","host":"VN","id":"apt-2020","lobby":true,
            "replyRule":{"limitSeconds":[300,180]},
            "segments":[{"chair":null,"minutes":30,"segment":"open"},{"chair":"KR","minutes":60,"segment":"restricted"}],
            "speakingLimitSeconds":300,"startsAt":"2020-04-14T07:00:00.000Z","title":{"en":"Special Summit","vi":"Hội nghị đặc biệt"}},
            "participants":[
            {"camera":false,"connected":false,"id":"reporter","microphoneOn":false,"name":{"en":"","vi":""},"role":"press","seat":null,"standing":"lobby"}],
            "seats":[
            {"capital":{"en":"Ha Noi","vi":"Hà Nội"},"flag":"vn","id":"VN","microphone":null,"muted":false,"name":{"en":"Viet Nam","vi":"Việt Nam"},"place":"table","timeZone":"Asia/Ho_Chi_Minh","title":{"en":"Prime Minister","vi":"Thủ tướng"}}],
            "serverTime":"2020-04-14T07:00:00.000Z",
            "sitting":"open",
            "you":"reporter"}
            """#
        #expect(ProtocolJSON.text(view) == json.packed)
        #expect(try ProtocolJSON.decode(MeetingView.self, from: Array(json.packed.utf8)) == view)
    }

    @Test func theLobbyShowsOnesOwnSeatAndTheHostsButNotWhoHoldsTheirMicrophones() throws {
        var chamber = try Chamber()
        try chamber.run(.returnToLobby(person("kr-head")), by: "vn-chair")
        guard case .lobby(let view) = MeetingView(of: chamber.state, for: person("kr-head"), at: chamber.now) else {
            Issue.record("Who was returned to the lobby sees the room.")
            return
        }
        #expect(view.seats == [SeatView(Seat.known("VN")), SeatView(Seat.known("KR"))])
        #expect(view.participants.map(\.id) == [person("kr-head")])
    }

    @Test func strangersHaveNoView() throws {
        let chamber = try Chamber()
        #expect(MeetingView(of: chamber.state, for: person("stranger"), at: chamber.now) == nil)
    }
}
