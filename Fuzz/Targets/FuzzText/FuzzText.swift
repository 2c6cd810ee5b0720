import ClientProtocol
import Negotiation
import Summit
import Support

private let now = Timestamp(milliseconds: 1_593_129_600_000)
private let seats = ["VN", "ID", "MY"].map { SeatID(wellFormed: $0) }
private let negotiators =
    seats.map { Negotiator(author: .participant(ParticipantID(wellFormed: $0.rawValue.lowercased())), delegation: $0) }
    + [
        Negotiator(author: .administration, delegation: nil, isSecretariat: true),
        Negotiator(author: .system, delegation: nil),
    ]

/// Commands as they come by HTTP, a line each, the first character saying by whom: whatever is decided can be folded, nothing is
/// forgotten, and brackets nest.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ begin: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: begin, count: count))
    let facts = TextFacts(
        id: TextID(wellFormed: "text"), conference: ConferenceID(wellFormed: "summit"), type: .declaration,
        title: Texts(en: "Text", vi: "Văn bản"), pen: .delegation(seat: seats[1]), chair: seats[0], delegations: seats,
        numbering: .resolution)
    guard var state = TextState(first: .textCreated(text: facts)) else { fatalError("no state") }
    var past: [(act: Int, words: [ParagraphID: String], order: [ParagraphID])] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
        guard let first = line.first, let command: TextCommand = try? ProtocolJSON.decode(from: line.dropFirst()) else {
            continue
        }
        // An hour from act to act, so that silence has time to end.
        let time = now.advanced(byMilliseconds: Int64(state.act) * 3_600_000)
        let event: TextEvent?
        do { event = try state.decide(command, by: negotiators[Int(first) % negotiators.count], at: time) } catch {
            check(!error.text["en"].isEmpty && !error.text["vi"].isEmpty, "refused without a word")
            continue
        }
        guard let event else { continue }
        let written = ProtocolJSON.encode(event)
        guard let again: TextEvent = try? ProtocolJSON.decode(from: written) else {
            fatalError("cannot be read again: \(event)")
        }
        check(again == event, "reads as another: \(event)")
        let before = state
        do { try state.evolve(event, at: time) } catch { fatalError("\(error): \(event)") }
        _ = ProtocolJSON.encode(TextChange(event, at: time, by: .administration, from: before, to: state))
        checkBrackets(in: state)
        past.append((state.act, state.paragraphs.mapValues(\.wording.words), state.order))
    }
    for then in past.suffix(20) {
        for (id, words) in then.words {
            check(state.paragraphs[id]?.wording.words(after: then.act) == words, "\(id) was another after \(then.act)")
        }
        check(state.order(after: then.act) == then.order, "the order was another after \(then.act)")
        _ = ProtocolJSON.encode(ComparisonView(state.comparison(from: then.act, to: state.act)))
    }
    _ = ProtocolJSON.encode(TextView(of: state))
    return 0
}

private func checkBrackets(in state: TextState) {
    for paragraph in state.paragraphs.values {
        var open: [BracketID] = []
        for run in paragraph.wording.runs where run.presence.isThere {
            switch run.content {
            case .open(let bracket): open.append(bracket)
            case .close(let bracket): check(open.popLast() == bracket, "brackets cross in \(paragraph.id)")
            case .letters, .placeholder, .footnote: break
            }
        }
        check(open.isEmpty, "a bracket does not close in \(paragraph.id)")
    }
}
