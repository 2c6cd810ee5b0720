import Testing

@testable import Conference

@Suite struct MediaPlacementTests {
    private func fill(_ count: Int, shards: Int, meeting: (Int) -> Int = { _ in 0 }) -> [[Int]] {
        var own: [[Int]] = []
        for number in 0..<count {
            let meeting = meeting(number)
            while own.count <= meeting { own.append(Array(repeating: 0, count: shards)) }
            let load = (0..<shards).map { shard in own.reduce(0) { $0 + $1[shard] } }
            own[meeting][MediaPlacement.shard(load: load, own: own[meeting])] += 1
        }
        return own
    }

    @Test func theFirstGoesToTheFirst() {
        #expect(MediaPlacement.shard(load: [0], own: [0]) == 0)
        #expect(MediaPlacement.shard(load: [0, 0, 0], own: [0, 0, 0]) == 0)
        #expect(MediaPlacement.shard(load: [1_000], own: [1_000]) == 0)
    }

    @Test func aSmallMeetingStaysTogether() {
        #expect(fill(MediaPlacement.slack, shards: 4) == [[MediaPlacement.slack, 0, 0, 0]])
    }

    @Test func aLargeMeetingSpreads() {
        for shards in 2...8 {
            let own = fill(1_000, shards: shards)[0]
            #expect(own.reduce(0, +) == 1_000)
            #expect((own.max() ?? 0) - (own.min() ?? 0) <= MediaPlacement.slack + 1)
        }
    }

    @Test func manySmallMeetingsStayTogetherAndShareTheShards() {
        let meetings = fill(400, shards: 4) { $0 / 10 }
        let load = (0..<4).map { shard in meetings.reduce(0) { $0 + $1[shard] } }
        #expect((load.max() ?? 0) - (load.min() ?? 0) <= MediaPlacement.slack + 1)
        let together = meetings.count { meeting in meeting.count { $0 > 0 } == 1 }
        #expect(together >= 30, "of 40 meetings")
    }

    @Test func whoComesLaterJoinsTheirMeetingWhereThereIsRoom() {
        #expect(MediaPlacement.shard(load: [10, 12], own: [0, 3]) == 1)
        #expect(MediaPlacement.shard(load: [10, 10 + MediaPlacement.slack], own: [0, 3]) == 1)
        #expect(MediaPlacement.shard(load: [10, 11 + MediaPlacement.slack], own: [0, 3]) == 0)
    }
}
