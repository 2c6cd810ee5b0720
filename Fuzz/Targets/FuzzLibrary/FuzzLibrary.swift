import ClientProtocol
import Library
import LibraryTestSupport
import Summit
import Support

private let start = Timestamp(milliseconds: 1_600_000_000_000)
private let capacity = 200_000
private let readers: [LibraryReader] = {
    func reader(_ id: String, _ change: (inout LibraryReader) -> Void) -> LibraryReader {
        var reader = LibraryReader(author: .participant(ParticipantID(wellFormed: id)))
        change(&reader)
        return reader
    }
    let (laos, vietnam) = (SeatID(wellFormed: "LA"), SeatID(wellFormed: "VN"))
    return [
        reader("officer") { $0.isSecretariat = true },
        reader("la-adviser") { ($0.delegation, $0.isDelegate) = (laos, true) },
        reader("vn-head") {
            ($0.delegation, $0.isDelegate, $0.isHost) = (vietnam, true, true)
            $0.presides = [MeetingID(wellFormed: "amm")]
        },
        reader("interpreter") { $0.isDelegate = true }, reader("press") { _ in },
        LibraryReader(author: .system),
    ]
}()

/// Commands as they come by HTTP, a line each, the first character saying by whom and the second how much later, for a
/// conference's library and for a delegation's own: whatever is decided can be folded, everybody reads what they may, and nobody
/// learns of more.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ begin: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: begin, count: count))
    let isOwn = bytes.first == UInt8(ascii: "!")
    var state = LibraryState(
        LibraryFacts(
            conference: ConferenceID(wellFormed: "amm-54"), delegation: isOwn ? SeatID(wellFormed: "LA") : nil))
    var rules = LibraryRules(readers: readers, capacity: capacity)
    var now = start
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
        guard line.count > 2, let request: LibraryRequest = try? ProtocolJSON.decode(from: line.dropFirst(2)) else {
            continue
        }
        let reader = readers[Int(line[line.startIndex]) % readers.count]
        now = now.advanced(byMilliseconds: Int64(line[line.startIndex + 1]) * 60_000)
        let event: LibraryEvent?
        do throws(LibraryRefusal) {
            let command = try command(of: request, by: reader, in: state)
            if let leak = rules.leak(of: command, by: reader, in: state, at: now) { fatalError(leak) }
            event = try state.decide(command, by: reader, at: now, capacity: capacity)
        } catch {
            check(!error.text["en"].isEmpty && !error.text["vi"].isEmpty, "refused without a word")
            continue
        }
        guard let event else { continue }
        guard let again: LibraryEvent = try? ProtocolJSON.decode(from: ProtocolJSON.encode(event)) else {
            fatalError("cannot be read again: \(event)")
        }
        check(again == event, "reads as another: \(event)")
        let before = state
        do { try state.evolve(event, at: now, by: reader.author) } catch { fatalError("\(error): \(event)") }
        if let broken = rules.broken(in: state, since: before, by: event, at: now) { fatalError("\(broken): \(event)") }
    }
    for document in state.documentsInOrder {
        for reader in readers {
            let view = DocumentView(of: document, for: reader, at: now)
            check((view != nil) == document.isReadable(by: reader, at: now), "\(document.id) is shown to \(reader)")
            if let view { _ = ProtocolJSON.encode(view) }
        }
    }
    return 0
}

/// An upload is named as its file, and has so many thousand bytes as the name. What the program asks for is told as an embargo.
private func command(
    of request: LibraryRequest, by reader: LibraryReader, in state: LibraryState
) throws(LibraryRefusal) -> LibraryCommand {
    if reader.author == .system, case .setEmbargo(let id, .untilAdopted(let text, _)) = request {
        return .textAdopted(document: id, text: text)
    }
    let file = request.upload.flatMap { upload in
        FileName(upload).map {
            FileFacts(name: $0, size: upload.utf8.count * 1_000, digest: String(repeating: "0", count: 64))
        }
    }
    return try request.command(file, by: reader, id: DocumentID(wellFormed: "d\(state.order.count)"))
}
