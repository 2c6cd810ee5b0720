import RTP
import Testing

@testable import MediaClient

@Suite struct PictureCounterTests {
    /// Pictures of three packets; every tenth is a key frame.
    private func feed(_ counter: inout PictureCounter, _ numbers: some Sequence<Int>) {
        for number in numbers {
            counter.take(
                ExtendedSequence(Int64(70_000 + number)), endsPicture: number % 3 == 2, startsKeyframe: number % 30 == 0
            )
        }
    }

    @Test func orderDoesNotMatter() {
        var counter = PictureCounter()
        feed(&counter, [0])
        feed(&counter, (1..<300).reversed())
        #expect(counter.pictures == 100 && counter.keyframes == 10)
    }

    @Test func nothingCountsBehindAHole() {
        var counter = PictureCounter()
        feed(&counter, (0..<300).filter { $0 != 100 })
        #expect(counter.pictures == 33)
        feed(&counter, [100])
        #expect(counter.pictures == 100 && !counter.isBroken)
    }

    @Test func whatIsGivenUpBreaksUntilTheNextKeyFrame() {
        var counter = PictureCounter()
        feed(&counter, (0..<110).filter { $0 != 100 })
        counter.skip(through: ExtendedSequence(70_100))
        #expect(counter.pictures == 33 && counter.isBroken)
        feed(&counter, 110..<300)
        #expect(counter.pictures == 33 + 60)  // the next key frame begins with packet 120
    }

    @Test func aBeginningWithoutAKeyFrameIsOfNoUse() {
        var counter = PictureCounter()
        feed(&counter, 1..<60)
        #expect(counter.pictures == 10 && counter.keyframes == 1)
    }

    @Test func aHoleHoldsBackAtMostAWindow() {
        var counter = PictureCounter()
        feed(&counter, (0..<3_000).filter { $0 != 100 })
        #expect(counter.pictures == 33 + (3_000 - 120) / 3)
        counter.skip(through: ExtendedSequence(90_999))
        feed(&counter, 21_000..<21_030)
        #expect(counter.pictures == 33 + 960 + 10)
        counter.restart(at: ExtendedSequence(70_000))
        feed(&counter, 0..<30)
        #expect(counter.pictures == 33 + 960 + 20)
    }
}
