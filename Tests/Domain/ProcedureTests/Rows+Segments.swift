import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

extension Rows {
    static let next = Step("vn-chair", .nextSegment)

    static let segments = [
        Row(
            "the next segment, and who presides in it", next, .segmentChanged(.restricted, number: 2),
            .chairHanded("kr-co")),
        Row(
            "its chair is not there", after: [Step("system", .disconnected("kr-co"))], next,
            .segmentChanged(.restricted, number: 2)),
        Row(
            "a segment of the same class", after: [next], Step("kr-co", .nextSegment),
            .segmentChanged(.restricted, number: 3)),
        Row(
            "a decision of the chair's own does not move the plan",
            after: [next, Step("kr-co", .setSegment(.open))], Step("kr-co", .nextSegment),
            .segmentChanged(.restricted, number: 3)),
        Row(
            "the chair of a seat comes before its co-chair", after: [next, Step("kr-co", .nextSegment)],
            Step("kr-co", .nextSegment), .segmentChanged(.retreat, number: 4), .chairHanded("vn-chair")),
        Row(
            "who presides already stays", after: [Step("vn-chair", .handChair("kr-co"))], Step("kr-co", .nextSegment),
            .segmentChanged(.restricted, number: 2)),
        Row(
            "there is no fifth segment",
            after: [next, Step("kr-co", .nextSegment), Step("kr-co", .nextSegment)], Step("vn-chair", .nextSegment),
            refused: .noNextSegment, RefusalDetails(maximum: 4)),
        Row("no next segment after the close", after: [close], next, refused: .meetingClosed),
        Row(
            "who may not follow ends",
            after: [Step("id-adviser", .takeMicrophone), next, Step("kr-co", .nextSegment)]
                + [Step("kr-co", .giveFloor("ID"))], Step("kr-co", .nextSegment),
            .segmentChanged(.retreat, number: 4), .ended("ID", "id-adviser", 10, .chair), .chairHanded("vn-chair")),
    ]
}
