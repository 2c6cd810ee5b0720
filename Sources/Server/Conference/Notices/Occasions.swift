import Convening
import Library
import Negotiation
import Notices
import Summit
import Timetable

/// Something that happened, and whom it concerns. Occasions follow from the state alone: whoever looks again finds the same ones, under
/// the same keys, so that none is lost when the program ends and none is told twice.
struct Occasion: Sendable {
    var notice: Notice
    var at: Timestamp
    var concerns: @Sendable (Recipient) -> Bool
}

/// Somebody who may be told something, as the libraries and the texts of the conference know them.
struct Recipient: Sendable {
    var id: ParticipantID
    var reader: LibraryReader
    var negotiator: Negotiator?
}

extension [SeatID: Texts] {
    /// Its code, where nobody of that name is there any more.
    func name(of seat: SeatID) -> Texts { self[seat] ?? Texts(en: seat.rawValue, vi: seat.rawValue) }
}

extension ConferenceState {
    /// Everybody who is not revoked.
    var recipients: [Recipient] {
        roll.compactMap { id in
            libraryReader(.participant(id)).map {
                Recipient(id: id, reader: $0, negotiator: negotiator(.participant(id)))
            }
        }
    }

    /// Meetings that moved or were cancelled since a time.
    /// - Parameter changed: when each meeting of the published timetable changed last.
    func occasions(since time: Timestamp, changed: [MeetingID: Timestamp], zone: ZoneRules?) -> [Occasion] {
        (published ?? [:]).compactMap { id, meeting in
            guard meeting.sequence > 0, let at = changed[id], at >= time,
                let plan = self.meeting(id) ?? meeting.cancelledPlan
            else { return nil }
            let title = plan.title
            let when = zone.map { zone in
                let civil = zone.civilTime(at: meeting.placement.start)
                return "\(civil.date) \(civil.clock)"
            }
            let text =
                meeting.isCancelled
                ? Texts(en: "\(title["en"]) is cancelled.", vi: "\(title["vi"]) đã bị hủy.")
                : Texts(
                    en: "\(title["en"]) was moved\(when.map { " to \($0) by the host's clock" } ?? "").",
                    vi: "\(title["vi"]) đã đổi lịch\(when.map { " sang \($0) theo giờ nước chủ nhà" } ?? "").")
            let notice = Notice(
                kind: meeting.isCancelled ? .meetingCancelled : .meetingMoved, conference: facts.id,
                subject: .meeting(id: id), occasion: "\(meeting.sequence)", text: text,
                path: "/desk/\(facts.id)/timetable")
            let people = Set(participants(of: plan).map(\.id))
            return Occasion(notice: notice, at: at) { people.contains($0.id) }
        }
    }
}

extension TextState {
    /// What its negotiators should know since a time.
    /// - Parameter names: the delegations', as the conference knows them.
    func occasions(since time: Timestamp, zone: ZoneRules?, names: [SeatID: Texts]) -> [Occasion] {
        circulations(since: time, zone: zone) + silenceOccasions(since: time, zone: zone, names: names)
            + decisionOccasions(since: time, names: names) + wayOccasions(since: time)
    }

    /// Versions that were circulated since a time.
    private func circulations(since time: Timestamp, zone: ZoneRules?) -> [Occasion] {
        revisions.filter { $0.at >= time }.map { revision in
            let title = facts.title
            let end = revision.cutOff.flatMap { cutOff in
                zone.map { zone in
                    let civil = zone.civilTime(at: cutOff)
                    return "\(civil.date) \(civil.clock)"
                }
            }
            let text = Texts(
                en: "\(revision.name) of “\(title["en"])” was circulated."
                    + (end.map { " Comments are taken until \($0) by the host's clock." } ?? ""),
                vi: "Đã lưu hành bản \(revision.name) của “\(title["vi"])”."
                    + (end.map { " Nhận ý kiến đến \($0) theo giờ nước chủ nhà." } ?? ""))
            let notice = Notice(
                kind: .textCirculated, conference: facts.conference, subject: .text(id: facts.id),
                occasion: "\(revision.act)", text: text,
                guarded: Texts(
                    en: "A text that you negotiate was circulated.",
                    vi: "Một văn bản đoàn đang đàm phán vừa được lưu hành."),
                path: "/desk/\(facts.conference)/texts/\(facts.id)")
            return Occasion(notice: notice, at: revision.at) { $0.negotiator.map(isReader) ?? false }
        }
    }
}

extension LibraryState {
    /// Documents that came, were opened or withdrawn since a time. Nobody is told of what they may not read now, nor of what they did
    /// themselves; the secretariat, of what delegations submit alone.
    func occasions(since time: Timestamp, now: Timestamp) -> [Occasion] {
        documentsInOrder.flatMap { document -> [Occasion] in
            let lifted: Timestamp? =
                if case .until(let end) = document.embargo, end <= now { end } else { document.released }
            if let withdrawal = document.withdrawal {
                guard withdrawal.at >= time else { return [] }
                return [
                    occasion(.documentWithdrawn, document, "withdrawn", at: withdrawal.at, now: now) { reader in
                        !document.isKept(by: reader)
                    }
                ]
            }
            var occasions: [Occasion] = []
            if let lifted, lifted >= time {
                occasions.append(
                    occasion(.embargoLifted, document, "\(lifted.milliseconds)", at: lifted, now: now) { reader in
                        !document.isKept(by: reader)
                    })
            }
            for version in document.versions where version.at >= time && lifted.map({ version.at > $0 }) ?? true {
                occasions.append(
                    occasion(
                        version.number == 1 ? .documentAdded : .versionAdded, document, "\(version.number)",
                        at: version.at, now: now
                    ) { reader in
                        reader.author != version.by && !(reader.isSecretariat && document.owner == nil)
                    })
            }
            return occasions
        }
    }

    private func occasion(
        _ kind: Notice.Kind, _ document: Document, _ occasion: String, at: Timestamp, now: Timestamp,
        concerns: @escaping @Sendable (LibraryReader) -> Bool
    ) -> Occasion {
        let (symbol, title) = (document.facts.symbol, document.facts.title)
        let text =
            switch kind {
            case .documentWithdrawn:
                Texts(
                    en: "\(symbol) “\(title["en"])” was withdrawn.",
                    vi: "Tài liệu \(symbol) “\(title["vi"])” đã được rút lại.")
            case .versionAdded:
                Texts(
                    en: "There is a new version of \(symbol) “\(title["en"])”.",
                    vi: "Có phiên bản mới của tài liệu \(symbol) “\(title["vi"])”.")
            case .embargoLifted:
                Texts(
                    en: "\(symbol) “\(title["en"])” was released.",
                    vi: "Tài liệu \(symbol) “\(title["vi"])” đã được công bố.")
            default:
                Texts(
                    en: "There is a new document: \(symbol) “\(title["en"])”.",
                    vi: "Có tài liệu mới: \(symbol) “\(title["vi"])”.")
            }
        let isPublic = document.access == .public
        let notice = Notice(
            kind: kind, conference: facts.conference, subject: .document(id: document.id.rawValue), occasion: occasion,
            text: text,
            // Letters lie about on other people's servers.
            guarded: isPublic
                ? nil
                : Texts(
                    en: "There is news of a document in the library.", vi: "Có cập nhật về một tài liệu trong thư viện."
                ),
            path: "/desk/\(facts.conference)/library/\(document.id)")
        return Occasion(notice: notice, at: at) { document.isReadable(by: $0.reader, at: now) && concerns($0.reader) }
    }
}
