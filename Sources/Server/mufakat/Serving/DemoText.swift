import Conference
import Convening
import Negotiation
import Portal
import Summit

/// A statement of the East Asia Summit's ministers in mid-negotiation, in the demo's week: the secretariat holds the pen, the host presides.
///
/// Its words are made up.
enum DemoText {
    static let id = TextID(wellFormed: "eas-recovery")

    /// Begins the text, unless it is there.
    static func begin(in week: LiveConference, of conferences: Conferences) async throws {
        guard conferences.texts.room(id) == nil else { return }
        let state = await week.state
        guard let meeting = state.meetings.first(where: { $0.format == "eas" && $0.level == .ministers }) else {
            return
        }
        let facts = TextFacts(
            id: id, conference: week.id, type: .jointStatement,
            title: Texts(
                en: "Statement on Sustainable Recovery", vi: "Tuyên bố về phục hồi bền vững"),
            body: FormatID(wellFormed: "eas"), meeting: meeting.id, pen: .secretariat, chair: meeting.chair,
            delegations: meeting.table, numbering: .resolution)
        do {
            let room = try await conferences.texts.create(facts, by: .participant(DemoWeek.secretary))
            try await negotiate(in: room, chair: meeting.chair)
        } catch {
            throw ExitReason(.software, "The demo's text cannot be made: \(error).")
        }
    }

    private static let paragraphs: [(kind: Paragraph.Kind, words: String)] = [
        (.preambular, "RECALLING the principles and purposes of the East Asia Summit as a leaders-led forum;"),
        (.preambular, "CONCERNED by the lasting effects of the pandemic on lives, livelihoods and learning;"),
        (.preambular, "RECOGNISING that recovery is strongest where nobody is left behind;"),
        (.operative, "To strengthen cooperation on the production and fair distribution of vaccines;"),
        (.operative, "To keep trade and supply chains open for essential goods;"),
        (.operative, "To promote a green recovery, and to share experience on the financing of clean energy;"),
        (.operative, "To support small enterprises in using digital means, in particular by:"),
        (.sub(level: 1), "training in the skills that they need;"),
        (.sub(level: 1), "access to affordable payment services;"),
        (
            .operative,
            "To protect food security and nutrition by keeping agricultural trade predictable, and by sharing information on stocks and prices in good time;"
        ),
        (
            .operative,
            "To resume cross-border travel step by step and safely, on the basis of scientific evidence, and to work towards the mutual recognition of health certificates;"
        ),
        (
            .operative,
            "To strengthen public health systems, including early warning, laboratories, the training of health workers, and the regional reserve of medical supplies;"
        ),
        (
            .operative,
            "To address the needs of those who were hit hardest, among them women and girls, children, older persons, persons with disabilities, and migrant workers, and to enable their full part in recovery;"
        ),
        (
            .operative,
            "To bring learners back to schools, vocational training and universities, and to make up for what was missed, with particular regard to those without access to distance learning;"
        ),
        (
            .operative,
            "To cooperate on an open, secure and reliable environment for digital trade, with due regard to the protection of personal data and to national laws;"
        ),
        (
            .operative,
            "To promote investment in infrastructure that is sustainable, resilient and of good quality, and to improve the connectivity of the region in all its parts;"
        ),
        (
            .operative,
            "To strengthen cooperation on the reduction of disaster risks and on the response to disasters, so that no emergency finds the region unprepared while it recovers from another;"
        ),
        (
            .operative,
            "To make good use of public finance, of development banks and of private capital for recovery, and to support countries whose means are limited in the management of their debt;"
        ),
        (
            .operative,
            "To reduce marine plastic debris and to conserve biological diversity as part of recovery, and to share experience with approaches that do so at low cost;"
        ),
        (.operative, "To coordinate with regional and international organisations, and to avoid duplication;"),
        (
            .operative,
            "To task senior officials to prepare a plan of work within six months, and to report on the follow-up of this Statement to the next meeting of ministers."
        ),
    ]

    /// One bracket, one variant, one footnote, one proposal on the table, one paragraph that waits for a capital, two that are agreed.
    private static func negotiate(in room: DraftingRoom, chair: SeatID) async throws {
        let pen = Negotiator(author: .participant(DemoWeek.secretary), delegation: nil, isSecretariat: true)
        func head(_ code: String) -> Negotiator {
            Negotiator(
                author: .participant(ParticipantID(wellFormed: "\(code.lowercased())-minister")),
                delegation: SeatID(wellFormed: code))
        }
        func seat(_ code: String) -> SeatID { SeatID(wellFormed: code) }
        let presiding = head(chair.rawValue)
        try await room.submit(
            .addParagraphs(
                behind: nil, paragraphs: paragraphs.map { NewParagraph(kind: $0.kind, words: $0.words) }), by: pen)
        let order = await room.state.order
        try await room.submit(
            .addFootnote(
                paragraph: order[5], behind: await ranges("clean energy", in: order[5], of: room).last?.last,
                words: "As each country defines it in its own plans."), by: pen)
        try await room.submit(.circulate(name: "Zero draft", cutOff: nil), by: pen)

        let vaccines = try await propose(
            .replace(paragraph: order[3], ranges: await ranges("fair", in: order[3], of: room), words: "equitable"),
            "The word that was agreed elsewhere", by: head("AU"), in: room)
        try await room.submit(.takeSide(on: .proposal(id: vaccines), side: .support, for: nil), by: head("NZ"))
        try await room.submit(.acceptProposal(proposal: vaccines), by: pen)
        let trade = try await propose(
            .replace(
                paragraph: order[4], ranges: await ranges("essential goods", in: order[4], of: room),
                words: "all goods and services"), "", by: head("JP"), in: room)
        try await room.submit(.takeSide(on: .proposal(id: trade), side: .oppose, for: nil), by: head("IN"))
        try await room.submit(.bracketProposal(proposal: trade), by: presiding)
        let energy = try await propose(
            .alternative(
                to: order[5], words: "To promote a recovery that is green and just, each country by its own means;"),
            "", by: head("ID"), in: room)
        try await room.submit(.acceptProposal(proposal: energy), by: pen)
        _ = try await propose(
            .insert(
                paragraph: order[6], behind: await ranges("small", in: order[6], of: room).last?.last,
                words: " and medium"), "As in the work plan", by: head("SG"), in: room)
        for paragraph in [order[0], order[1]] {
            try await room.submit(.agree(paragraph: paragraph, waiting: []), by: presiding)
        }
        try await room.submit(.agree(paragraph: order[2], waiting: [seat("US")]), by: presiding)
        try await room.submit(.discuss(paragraph: order[4]), by: presiding)
        try await room.submit(.circulate(name: "Rev.1", cutOff: nil), by: pen)
    }

    private static func propose(
        _ change: Proposal.Change, _ reason: String, by negotiator: Negotiator, in room: DraftingRoom
    ) async throws -> ProposalID {
        let seen = await room.state.act
        return ProposalID(
            act: try await room.submit(.propose(change: change, seen: seen, reason: reason), by: negotiator), place: 0)
    }

    /// The elements that these words of a paragraph are, as it was begun.
    private static func ranges(_ words: String, in id: ParagraphID, of room: DraftingRoom) async -> [ElementRange] {
        guard let run = await room.state.paragraphs[id]?.wording.runs.first, case .letters(let letters) = run.content
        else { return [] }
        let wanted = Array(words.unicodeScalars)
        guard let at = letters.indices.first(where: { Array(letters[$0...].prefix(wanted.count)) == wanted }) else {
            return []
        }
        let first = run.id.place + at
        return ElementRange(act: run.id.act, places: first..<first + wanted.count).map { [$0] } ?? []
    }
}
