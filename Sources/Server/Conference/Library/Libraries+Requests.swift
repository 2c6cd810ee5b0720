import ClientProtocol
import Convening
import Library
import Summit

extension Libraries {
    /// Decides what somebody asks for, whose embargo is laid down (``Conferences/submit(_:by:in:)``), and, if the rules allow it, records what comes of it.
    /// - Returns: the document that it is about.
    func submit(
        _ request: LibraryRequest, by reader: LibraryReader, in state: ConferenceState
    ) async throws(LibraryFailure) -> DocumentID? {
        let conference = state.facts.id
        let library: LiveLibrary?
        if let id = request.document {
            let found: (document: Document, library: LiveLibrary)?
            do { found = try await document(id, in: conference, for: reader) } catch { throw .unavailable(error) }
            guard let found else { throw .refused(LibraryRefusal(.noSuchDocument)) }
            library = found.library
        } else if case .add(_, let access, _, _) = request, let seat = access.delegation {
            // Another delegation's has no place to which it could be brought.
            guard reader.delegation == seat else { throw .refused(LibraryRefusal(.notAllowed)) }
            library = self.library(LibraryFacts(conference: conference, delegation: seat))
        } else {
            library = self.library(LibraryFacts(conference: conference))
        }
        guard let library else { throw .unavailable(.storage) }
        if let facts = request.facts { do { try state.check(facts) } catch { throw .refused(error) } }
        let upload = request.upload.flatMap { uploads.claim($0, by: reader.author, in: conference) }
        let event: LibraryEvent?
        do throws(LibraryFailure) {
            let command: LibraryCommand
            do { command = try request.command(upload?.facts, by: reader, id: Self.newDocument()) } catch {
                throw LibraryFailure.refused(error)
            }
            event = try await library.submit(command, file: upload?.file, by: reader)
        } catch {
            // What was refused may be asked for again in another way.
            if let upload, case .refused = error { uploads.giveBack(upload) }
            throw error
        }
        return event?.document ?? request.document
    }

    private static func newDocument() -> DocumentID { DocumentID(wellFormed: RandomName.text(length: 16)) }
}

extension ConferenceState {
    /// What a document refers to is there.
    fileprivate func check(_ facts: DocumentFacts) throws(LibraryRefusal) {
        guard let id = facts.meeting else { return }
        guard let meeting = meeting(id) else { throw .init(.noSuchMeeting, id.rawValue) }
        if let item = facts.agendaItem, meeting.agenda.numbered(item) == nil {
            throw .init(.noSuchItem, String(item))
        }
    }
}
