import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

@Suite struct HearingTests {
    @Test func nobodyIsHeardBeforeTheOpeningAndInABreak() throws {
        var hall = try Hall.assembled()
        #expect(hall.state.audibleSources.isEmpty)
        try hall.run(.openMeeting, by: "vn-chair")
        #expect(hall.state.audibleSources == ["vn-chair"])
        try hall.run(Rows.suspend.command, by: "vn-chair")
        #expect(hall.state.audibleSources.isEmpty)
        try hall.run(.resumeMeeting, by: "vn-chair")
        try hall.run(.closeMeeting, by: "vn-chair")
        #expect(hall.state.audibleSources.isEmpty)
    }

    @Test func theSpeakerAndTheChairAreHeard() throws {
        var hall = try Hall.open()
        try hall.run(.giveFloor("ID"), by: "vn-chair")
        #expect(hall.state.audibleSources == ["id-head", "vn-chair"])
        #expect(hall.state.audioSlots == ["ID", "VN"])
        #expect(!hall.state.isAudible("id-adviser") && !hall.state.isAudible("kr-head"))
        try hall.run(.mute("ID"), by: "vn-chair")
        #expect(hall.state.audibleSources == ["vn-chair"])
        #expect(hall.state.audioSlots == [nil, "VN"])
    }

    @Test func aChairWhoSpeaksIsInOneSlotOnly() throws {
        var hall = try Hall.open()
        try hall.run(.giveFloor("VN"), by: "vn-chair")
        #expect(hall.state.audioSlots == ["VN", nil])
        try hall.run(.endFloor, by: "vn-chair")
        #expect(hall.state.audioSlots == [nil, "VN"])
    }

    @Test func aFreeFloorIsEverybodysWhoHoldsAMicrophone() throws {
        var setup = Hall.setup
        setup.floorRule = .free
        var hall = try Hall.open(setup: setup)
        #expect(hall.state.audibleSeats == ["ID", "VN", "KR", "WHO"])
        #expect(hall.state.audioSlots == ["ID", "VN", "KR", "WHO"])
        try hall.run([Step("vn-chair", .mute("VN")), Step("id-head", .leave)])
        #expect(hall.state.audibleSeats == ["KR", "WHO"])
    }

    @Test func theMicrophoneDecidesNotThePerson() throws {
        var hall = try Hall.open()
        try hall.run(.takeMicrophone, by: "id-adviser")
        try hall.run(.giveFloor("ID"), by: "vn-chair")
        #expect(hall.state.audibleSources == ["id-adviser", "vn-chair"])
        // The presiding chair without the microphone of the seat is not heard.
        try hall.run(.takeMicrophone, by: "vn-co")
        #expect(hall.state.audibleSources == ["id-adviser"])
    }

    @Test func picturesAreOfTheTable() throws {
        var hall = try Hall.assembled()
        #expect(hall.state.visibleSeats == ["ID", "VN", "KR"])
        try hall.run(.returnToLobby("kr-head"), by: "vn-chair")
        #expect(hall.state.visibleSeats == ["ID", "VN"])
        try hall.run(.openMeeting, by: "vn-chair")
        #expect(hall.state.visibleSeats == ["ID", "VN"])
        try hall.run(.closeMeeting, by: "vn-chair")
        #expect(hall.state.visibleSeats.isEmpty)
    }

    @Test(
        arguments: [
            (
                Segment.open,
                [
                    "vn-chair", "kr-co", "id-head", "id-adviser", "id-observer", "who-head", "secretary", "interpreter",
                    "reporter",
                ]
            ),
            (.restricted, ["vn-chair", "kr-co", "id-head", "id-adviser", "id-observer", "secretary", "interpreter"]),
            (.retreat, ["vn-chair", "kr-co", "id-head", "secretary", "interpreter"]),
        ] as [(Segment, [String])])
    func theSegmentDecidesWhoFollows(segment: Segment, followers: [String]) throws {
        var hall = try Hall.open()
        try hall.run(.admitAll, by: "vn-chair")
        if segment != .open { try hall.run(.setSegment(segment), by: "vn-chair") }
        for id in [
            "vn-chair", "kr-co", "id-head", "id-adviser", "id-observer", "who-head", "secretary", "interpreter",
            "reporter",
        ] {
            #expect(hall.state.mayFollow(try #require(ParticipantID(id))) == followers.contains(id), "\(id)")
        }
        #expect(!hall.state.mayFollow("jp-head") && !hall.state.mayFollow("stranger"))
    }

    @Test func whoIsReturnedToTheLobbyHearsAndIsHeardNoMore() throws {
        var hall = try Hall.open()
        try hall.run(.giveFloor("ID"), by: "vn-chair")
        try hall.run(.returnToLobby("id-head"), by: "vn-chair")
        #expect(!hall.state.isAudible("id-head") && !hall.state.mayFollow("id-head"))
        #expect(hall.state.floor == nil)
    }

    @Test func whoIsInterruptedIsSilentUntilTheRuling() throws {
        var hall = try Hall.open()
        try hall.run([Rows.giveID, Rows.pointKR])
        #expect(hall.state.audioSlots == ["ID", "VN"], "a point that is raised interrupts nobody yet")
        try hall.run(.hearPoint("KR"), by: "vn-chair")
        #expect(hall.state.audioSlots == ["KR", "VN"])
        try hall.run(.endFloor, by: "kr-head")
        #expect(hall.state.audioSlots == [nil, "VN"])
        try hall.run(.rulePoint("KR", .dismissed), by: "vn-chair")
        #expect(hall.state.audioSlots == ["ID", "VN"])
    }
}
