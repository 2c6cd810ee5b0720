import Procedure
import Summit
import SyntheticDelegates
import Testing

@Suite("What synthetic delegates do")
struct DelegateBehaviourTests {
    typealias Situation = DelegateBehaviour.Situation

    static let seats = Array(SyntheticVoice.seats.prefix(12))

    private func open() -> Situation {
        var situation = Situation()
        (situation.isOpen, situation.isAdmitted) = (true, true)
        return situation
    }

    @Test func nobodyAsksBeforeTheMeetingIsOpen() {
        var behaviour = DelegateBehaviour(seat: Self.seats[0], index: 0, count: 12)
        var situation = Situation()
        #expect((0..<600).allSatisfy { behaviour.decide(situation, second: $0).isEmpty })
        situation.isOpen = true
        #expect((0..<600).allSatisfy { behaviour.decide(situation, second: $0).isEmpty })
    }

    @Test("Everyone asks once in a round, one at a time", arguments: 1...13)
    func rounds(count: Int) {
        var behaviours = SyntheticVoice.seats.prefix(count).enumerated().map {
            DelegateBehaviour(seat: $0.element, index: $0.offset, count: count)
        }
        var raised: [Int: [Int]] = [:]
        for second in 1_000..<1_000 + count * DelegateBehaviour.pace {
            for index in behaviours.indices where behaviours[index].decide(open(), second: second) == [.raiseFlag] {
                raised[index, default: []].append((second - 1_000) / DelegateBehaviour.pace)
            }
        }
        #expect(raised.keys.sorted() == Array(0..<count))
        #expect(raised.values.allSatisfy { $0.count == 1 })
        #expect(Set(raised.values.flatMap(\.self)).count == count)
    }

    @Test func aLongListIsNotMadeLonger() {
        var behaviour = DelegateBehaviour(seat: Self.seats[0], index: 0, count: 12)
        var situation = open()
        situation.speakers = Array(Self.seats[1...DelegateBehaviour.longestList])
        #expect((0..<600).allSatisfy { behaviour.decide(situation, second: $0).isEmpty })
    }

    @Test func aFlagThatIsNotAnsweredIsLoweredOnce() {
        var behaviour = DelegateBehaviour(seat: Self.seats[0], index: 2, count: 12)
        var situation = open()
        situation.speakers = [Self.seats[0]]
        let lowered = (0..<400).filter { behaviour.decide(situation, second: $0) == [.lowerFlag] }
        #expect(lowered.first == DelegateBehaviour.patience + 14)
        #expect(lowered.count == 1)
    }

    @Test("Whoever has the floor speaks 20 to 60 seconds, within the limit, and yields", arguments: 0..<12)
    func yields(index: Int) throws {
        for limit in [nil, 300, 30, 10] {
            var behaviour = DelegateBehaviour(seat: Self.seats[index], index: index, count: 12)
            var situation = open()
            (situation.floor, situation.isMine, situation.limitSeconds) = (Self.seats[index], true, limit)
            let second = try #require((0..<120).first { behaviour.decide(situation, second: $0) == [.endFloor] })
            #expect(second <= 60 && second >= min(20, (limit ?? 300) - 5))
            if let limit { #expect(second < limit) }
        }
    }

    @Test func aColleaguesFloorIsLeftAlone() {
        var behaviour = DelegateBehaviour(seat: Self.seats[0], index: 0, count: 12)
        var situation = open()
        situation.floor = Self.seats[0]
        #expect((0..<200).allSatisfy { behaviour.decide(situation, second: $0).isEmpty })
    }

    @Test func voicesAreApart() {
        let tones = SyntheticVoice.seats.map { SyntheticVoice.frequency(of: $0) }
        #expect(tones.first == 300 && tones.last == 1_080)
        #expect(zip(tones, tones.dropFirst()).allSatisfy { $1 - $0 >= 40 })
        #expect(SeatID("EU").map { SyntheticVoice.frequency(of: $0) >= 1_140 } == true)
    }
}
