import ClientProtocol
import Summit
import Testing

@testable import Conference

@Suite struct LineHistoryTests {
    private let seat = SeatID(wellFormed: "ID")
    private let start = Timestamp(milliseconds: 1_000_000)

    private func after(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_000_000 + milliseconds) }

    @Test func ofTenSecondsTheWorstIsKept() {
        var history = LineHistory()
        history.note(
            [seat: SeatLine(quality: .good, rtt: 20, concealed: 0.2, carries: 2e6, pictures: .whole, speaking: false)],
            at: start)
        history.note(
            [seat: SeatLine(quality: .poor, rtt: 10, loss: 0.1, carries: 4e5, pictures: .held, speaking: true)],
            at: after(2_000))
        history.note([seat: SeatLine(quality: .good, rtt: 5, pictures: .reduced, speaking: false)], at: after(9_999))
        history.note([seat: SeatLine(quality: .fair, speaking: false)], at: after(10_000))
        #expect(
            history.all[seat] == [
                LineSample(
                    at: start,
                    line: SeatLine(
                        quality: .poor, rtt: 20, loss: 0.1, concealed: 0.2, carries: 4e5, pictures: .held,
                        speaking: true)),
                LineSample(at: after(10_000), line: SeatLine(quality: .fair, speaking: false)),
            ])
    }

    @Test func theOldestGoFirst() {
        var history = LineHistory()
        for number in 0..<Int64(LineHistory.capacity * 2) {
            history.note([seat: SeatLine(quality: .good, speaking: false)], at: after(number * 10_000))
            #expect((history.all[seat]?.count ?? 0) <= LineHistory.capacity)
        }
        #expect(history.all[seat]?.last?.at == after(Int64(LineHistory.capacity * 2 - 1) * 10_000))
    }
}
