import Negotiation
import Notices
import Summit

extension TextState {
    /// A decision that waits for capitals, and decisions that one did not confirm, since a time.
    func decisionOccasions(since time: Timestamp, names: [SeatID: Texts]) -> [Occasion] {
        var occasions: [Occasion] = []
        if case .awaiting(let decision) = standing, decision.at >= time {
            let text = said(
                en: { "“\($0)” is decided, and waits for your capital to confirm it." },
                vi: { "“\($0)” đã được quyết định và chờ thủ đô của quý vị xác nhận." })
            occasions.append(
                occasion(.decisionAwaited, "\(decision.act)", at: decision.at, text) { negotiator in
                    isReader(negotiator) && negotiator.delegation.map(decision.waiting.contains) ?? false
                })
        }
        for (number, each) in declined.enumerated() where each.at >= time {
            let capital = names.name(of: each.delegation)
            let text = said(
                en: { "\(capital["en"]) did not confirm the decision on “\($0)”." },
                vi: { "\(capital["vi"]) không xác nhận quyết định về “\($0)”." })
            occasions.append(
                occasion(.decisionDeclined, "\(number + 1)", at: each.at, text) { presides($0) || holdsPen($0) })
        }
        return occasions
    }

    /// To whom it went on, and whether it is negotiated again, since a time.
    func wayOccasions(since time: Timestamp) -> [Occasion] {
        var occasions: [Occasion] = []
        for (number, each) in referrals.enumerated() where each.at >= time {
            let next = number + 1 < referrals.count ? referrals[number + 1].from.delegations : facts.delegations
            let (before, after) = (Set(each.from.delegations), Set(next))
            let coming = said(
                en: { "“\($0)” was referred on: your delegation negotiates it there." },
                vi: { "“\($0)” đã được chuyển tiếp: đoàn của quý vị tham gia đàm phán ở đó." })
            occasions.append(
                occasion(.textReferred, "\(number + 1)", at: each.at, coming) { negotiator in
                    isReader(negotiator) && negotiator.delegation.map(after.contains) ?? false
                })
            let going = said(
                en: { "“\($0)” was referred on: your delegation does not negotiate it there." },
                vi: { "“\($0)” đã được chuyển tiếp: đoàn của quý vị không tham gia đàm phán ở đó." })
            occasions.append(
                occasion(.textReferred, "\(number + 1)", at: each.at, going, isFormer: true) { negotiator in
                    negotiator.delegation.map { before.contains($0) && !after.contains($0) } ?? false
                })
        }
        if let resumption, resumption.at >= time {
            let text = said(
                en: { "The negotiation of “\($0)” was taken up again." },
                vi: { "Đàm phán về “\($0)” đã được mở lại." })
            occasions.append(occasion(.textResumed, "\(resumption.act)", at: resumption.at, text, to: isReader))
        }
        return occasions
    }

    private func said(en: (String) -> String, vi: (String) -> String) -> Texts {
        Texts(en: en(facts.title["en"]), vi: vi(facts.title["vi"]))
    }

    /// - Parameter isFormer: it is for those who may not read the text any more.
    private func occasion(
        _ kind: Notice.Kind, _ name: String, at: Timestamp, _ text: Texts, isFormer: Bool = false,
        to concerns: @escaping @Sendable (Negotiator) -> Bool
    ) -> Occasion {
        let guarded =
            isFormer
            ? Texts(
                en: "There is news of a text that you negotiated.",
                vi: "Có tin về một văn bản đoàn đã đàm phán.")
            : Texts(
                en: "There is news of a text that you negotiate.", vi: "Có tin về một văn bản đoàn đang đàm phán.")
        let texts = "/desk/\(facts.conference)/texts"
        let notice = Notice(
            kind: kind, conference: facts.conference,
            subject: isFormer ? .formerText(id: facts.id) : .text(id: facts.id), occasion: name, text: text,
            guarded: guarded, path: isFormer ? texts : "\(texts)/\(facts.id)?view=decision")
        return Occasion(notice: notice, at: at) { $0.negotiator.map(concerns) ?? false }
    }
}
