import RTP
import Receiving
import Testing
import Wire

@Suite struct StreamReceiverTests {
    private let start = MediaTime(microseconds: 5_000_000)

    private func receiver(missing lost: UInt16, of count: UInt16) -> StreamReceiver {
        var receiver = StreamReceiver(of: .video)
        for number in UInt16(0)..<count where number != lost {
            _ = receiver.register(SequenceNumber(number), wantsRepair: true, now: start)
        }
        return receiver
    }

    @Test func aPictureIsWantedOnceAPacketIsGivenUp() {
        var receiver = receiver(missing: 3, of: 6)
        let early = receiver.giveUpLosses(now: start + .milliseconds(900))
        #expect(early == nil && !receiver.keyframes.isWanted)
        let lost = receiver.giveUpLosses(now: start + .milliseconds(1_100))
        #expect(lost?.number == SequenceNumber(3))
        #expect(receiver.keyframes.isWanted && receiver.losses.isEmpty)
    }

    @Test func whatIsMissingBeforeAKeyFrameIsNotWaitedFor() {
        var receiver = receiver(missing: 3, of: 6)
        receiver.noteKeyframe(ExtendedSequence(65_536 + 5))
        let lost = receiver.giveUpLosses(now: start + .milliseconds(1_100))
        #expect(lost != nil)
        #expect(!receiver.keyframes.isWanted)
    }

    @Test func reportsAnswerTheNewestSenderReport() throws {
        var receiver = receiver(missing: 3, of: 6)
        let ntp = NTPTime(start)
        receiver.take(
            SenderReport(sender: SSRC(9), ntp: ntp, timestamp: RTPTimestamp(0), packets: 1, octets: 1), now: start)
        let report = receiver.report(of: SSRC(9), now: start + .milliseconds(500))
        let block = try #require(report)
        #expect(block.lastSR == ntp.compact && block.delaySinceLastSR == 32_768 && block.cumulativeLost == 1)
        receiver.restart()
        let none = receiver.report(of: SSRC(9), now: start)
        #expect(none == nil && receiver.senderReport == nil)
    }
}
