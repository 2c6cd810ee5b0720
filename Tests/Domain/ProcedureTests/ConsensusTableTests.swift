import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// Every cell of the table of a question in docs/text-states.md.
@Suite struct ConsensusTableTests {
    @Test func everyCommandInEveryStateOfAQuestion() throws {
        let table = try StateTable("## A question before the meeting")
        #expect(table.columns == ["none", "asked", "objected", "due", "objected and due"])
        var tried = 0
        for column in table.columns {
            for row in table.rows {
                var hall = try Hall.open()
                if column != "none" { try hall.run([Step("vn-chair", .putQuestion(RightsTests.question))]) }
                if column.contains("objected") {
                    try hall.run([Step("id-head", .answerQuestion(1, objects: true, reason: "Not so"))])
                }
                if column.contains("due") { hall.wait(seconds: 30) }
                let step =
                    switch row.command {
                    case "putQuestion": Step("vn-chair", .putQuestion(RightsTests.question))
                    case "answerQuestion, objecting": Step("id-head", .answerQuestion(1, objects: true, reason: "No"))
                    case "answerQuestion, not objecting":
                        Step("id-head", .answerQuestion(1, objects: false, reason: ""))
                    case "declareConsensus": Step("vn-chair", .declareConsensus(1))
                    case "declareNoConsensus": Step("vn-chair", .declareNoConsensus(1, reason: "Later"))
                    case "suspendMeeting": Step("vn-chair", .suspendMeeting)
                    case "closeMeeting": Step("vn-chair", .closeMeeting)
                    default: throw Unknown(command: row.command)
                    }
                let cell = try #require(row.cells[column])
                let place: Testing.Comment = "\(row.command) in \(column)"
                tried += 1
                guard let reason = StateTable.refusal(cell) else {
                    try hall.run([step])
                    #expect(Self.state(of: hall) == (cell == "same" ? column : cell), place)
                    continue
                }
                let refusal = #expect(throws: Refusal.self, place) {
                    try hall.state.decide(step.command, by: step.author, at: hall.now)
                }
                #expect(refusal?.reason.rawValue == reason, place)
            }
        }
        #expect(tried == 7 * 5)
    }

    struct Unknown: Error { let command: String }

    private static func state(of hall: Hall) -> String {
        guard let question = hall.state.question else {
            return hall.state.decisions.last.map { $0.isDecided ? "decided" : "not decided" } ?? "none"
        }
        let isDue = hall.now >= question.until
        if question.objections.isEmpty { return isDue ? "due" : "asked" }
        return isDue ? "objected and due" : "objected"
    }

    @Test func whatWasDecidedSaysWhoWasThereAndWhoObjected() throws {
        var hall = try Hall.open()
        try hall.run([
            Step("vn-chair", .putQuestion(RightsTests.question)),
            Step("id-head", .answerQuestion(1, objects: true, reason: "Not so")),
            Step("kr-head", .answerQuestion(1, objects: false, reason: "")),
            Step("vn-chair", .declareNoConsensus(1, reason: "We come back to it")),
            Step("vn-chair", .putQuestion(RightsTests.question)),
        ])
        hall.wait(seconds: 30)
        let late = #expect(throws: Refusal.self) {
            try hall.state.decide(
                .answerQuestion(1, objects: true, reason: ""), by: .participant("id-head"), at: hall.now)
        }
        #expect(late?.reason == .noQuestion, "what was meant for the first question counts for none")
        try hall.run([Step("vn-chair", .declareConsensus(2))])
        #expect(hall.state.decisions.map(\.isDecided) == [false, true])
        #expect(hall.state.decisions[0].asked.answers["ID"]?.reason == "Not so")
        #expect(hall.state.decisions[0].reason == "We come back to it")
        // Nobody of JP came.
        #expect(Set(hall.state.decisions[1].present) == ["VN", "ID", "KR"])
    }
}
