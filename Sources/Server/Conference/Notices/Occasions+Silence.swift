import Negotiation
import Notices
import Summit
import Timetable

extension TextState {
    /// Silence procedures that began, were made longer or ended since a time. They are urgent: who does not hear of one in time has agreed.
    func silenceOccasions(since time: Timestamp, zone: ZoneRules?, names: [SeatID: Texts]) -> [Occasion] {
        var all = silences
        if case .silence(let silence) = standing { all.append(silence) }
        return all.flatMap { silence -> [Occasion] in
            var occasions: [Occasion] = []
            if silence.began >= time, silence.outcome == nil {
                occasions.append(
                    occasion(.silenceBegun, silence, "\(silence.act)", at: silence.began, text: begun(silence, zone)))
            }
            if silence.outcome == nil, let last = silence.extensions.last, last.at >= time {
                let name = "\(silence.act).\(silence.extensions.count)"
                occasions.append(occasion(.silenceBegun, silence, name, at: last.at, text: begun(silence, zone)))
            }
            if let ended = silence.ended, ended >= time, let outcome = silence.outcome {
                let isBroken = if case .broken = outcome { true } else { false }
                occasions.append(
                    occasion(
                        isBroken ? .silenceBroken : .silenceEnded, silence, "\(silence.act)", at: ended,
                        text: over(outcome, names)))
            }
            return occasions
        }
    }

    private func begun(_ silence: Silence, _ zone: ZoneRules?) -> Texts {
        let utc = silence.until.rawValue.prefix(16).replacing("T", with: " ")
        let host = zone.map { zone in
            let civil = zone.civilTime(at: silence.until)
            return "\(civil.date) \(civil.clock)"
        }
        let title = facts.title
        return Texts(
            en:
                "“\(title["en"])” is under silence until \(utc) UTC\(host.map { " (\($0) by the host's clock)" } ?? "").",
            vi: "“\(title["vi"])” theo thủ tục im lặng đến \(utc) UTC\(host.map { " (\($0) giờ nước chủ nhà)" } ?? "")."
        )
    }

    private func over(_ outcome: Silence.Outcome, _ names: [SeatID: Texts]) -> Texts {
        let title = facts.title
        return switch outcome {
        case .kept:
            Texts(
                en: "Nobody objected: “\(title["en"])” is decided.",
                vi: "Không ai phản đối: “\(title["vi"])” đã được quyết định.")
        case .broken(let seat, _):
            Texts(
                en: "\(names.name(of: seat)["en"]) broke the silence on “\(title["en"])”.",
                vi: "\(names.name(of: seat)["vi"]) đã phá vỡ im lặng đối với “\(title["vi"])”.")
        case .undelivered:
            Texts(
                en:
                    "Silence on “\(title["en"])” ended without a decision: not everybody had confirmed that they received it.",
                vi:
                    "Thủ tục im lặng đối với “\(title["vi"])” kết thúc mà không có quyết định: chưa phải đoàn nào cũng xác nhận đã nhận."
            )
        case .withdrawn:
            Texts(
                en: "The chair took “\(title["en"])” back from silence.",
                vi: "Chủ tọa đã rút “\(title["vi"])” khỏi thủ tục im lặng.")
        }
    }

    private func occasion(
        _ kind: Notice.Kind, _ silence: Silence, _ name: String, at: Timestamp, text: Texts
    ) -> Occasion {
        let notice = Notice(
            kind: kind, conference: facts.conference, subject: .text(id: facts.id), occasion: name, text: text,
            guarded: Texts(
                en: "There is news of a silence procedure of a text that you negotiate.",
                vi: "Có tin về thủ tục im lặng của một văn bản đoàn đang đàm phán."),
            path: "/desk/\(facts.conference)/texts/\(facts.id)?view=decision", urgency: .urgent)
        return Occasion(notice: notice, at: at) { $0.negotiator.map(isReader) ?? false }
    }
}
