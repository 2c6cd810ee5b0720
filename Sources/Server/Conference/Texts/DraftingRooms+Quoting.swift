public import Negotiation
import Summit

extension DraftingRooms {
    /// A command as it is to be decided. Where words are cited from a text that was decided on here, it has what that text says, not
    /// what was sent; the one who cites must be a reader of that text, of the same conference. Any other command stays as it is.
    public func quoting(
        _ command: TextCommand, in room: DraftingRoom, by negotiator: Negotiator
    ) async throws(TextFailure) -> TextCommand {
        guard case .cite(let paragraph, let stretch, .text(let id, let cited, let act), _) = command else {
            return command
        }
        guard let source = self.room(id), source.conference == room.conference else { throw .refused(.noSource) }
        let state = await source.state
        guard state.isReader(negotiator), case .decided(let decision) = state.standing, decision.version.act == act,
            state.order(after: act).contains(cited), let wording = state.paragraphs[cited]?.wording
        else { throw .refused(.noSource) }
        let own = await room.state.paragraphs[paragraph]?.wording.words(in: stretch) ?? ""
        return .cite(
            paragraph: paragraph, stretch: stretch, source: .text(id: id, paragraph: cited, act: act),
            words: Quotation.part(of: wording.words(after: act), quotedBy: own))
    }
}

extension TextRefusal {
    fileprivate static let noSource = TextRefusal(.noSuchSource)
}
