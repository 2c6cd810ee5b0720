import Summit
import Timetable
import WeekSolver

/// The answers of `mufakat timetable` for people.
struct TimetableText {
    let week: Week
    let clocks: any Clocks
    let language: String

    private func choose(_ en: String, _ vi: String) -> String { Texts(en: en, vi: vi)[language] }

    func text(of answer: WeekAnswer) -> String {
        if let conflict = answer.conflict {
            let head = choose(
                "These rules cannot all be kept. Any one of them has to give way:",
                "Các quy tắc sau không thể cùng giữ. Phải bỏ hoặc nới ít nhất một quy tắc:")
            let proof =
                answer.irreducible == true
                ? choose("Each of them is needed for the collision.", "Thiếu bất kỳ quy tắc nào thì hết xung đột.")
                : choose(
                    "Perhaps not each of them is needed for the collision.",
                    "Có thể không phải quy tắc nào cũng gây ra xung đột.")
            return ([head] + conflict.map { "  \($0.words[language])" } + [proof]).joined(separator: "\n")
        }
        var lines = answer.timetable.map { table(of: $0) } ?? []
        if let cost = answer.cost { lines.append(text(of: cost, bound: answer.bound)) }
        if let gap = answer.gap {
            let share = "\(Double(Int(gap * 10_000)) / 100) %"
            lines.append(
                answer.status == .optimal
                    ? choose("Nothing costs less, proven.", "Không có phương án nào ít điểm hơn, đã chứng minh.")
                    : choose("At most \(share) might be saved.", "Chỉ có thể giảm thêm nhiều nhất \(share)."))
        }
        return lines.joined(separator: "\n")
    }

    func text(of report: TimetableReplan.Report) -> String {
        switch report.status {
        case .unchanged: return choose("Nothing collides; nothing moves.", "Không có xung đột; không thay đổi gì.")
        case .moved:
            let head = choose(
                "\(report.mustMove.count) had to move, and \(report.others.count) others move with them:",
                "\(report.mustMove.count) cuộc họp buộc phải chuyển, kéo theo \(report.others.count) cuộc khác:")
            return ([head] + (report.moves ?? []).map { "  \($0[language])" }).joined(separator: "\n")
        case .impossible:
            let head =
                report.isOfTests
                ? choose(
                    "The line tests have no place any more. These rules collide:",
                    "Không còn chỗ cho các buổi thử đường truyền. Các quy tắc sau xung đột:")
                : choose(
                    "With everything else where it was published, these rules collide:",
                    "Nếu giữ nguyên mọi cuộc họp khác, các quy tắc sau xung đột:")
            return ([head] + (report.conflict ?? []).map { "  \($0.words[language])" }).joined(separator: "\n")
        }
    }

    func text(of cost: WeekCost, bound: Int?) -> String {
        let parts = [
            (choose("burden", "giờ bất tiện"), cost.burden), (choose("fairness", "công bằng"), cost.fairness),
            (choose("days", "số ngày"), cost.days), (choose("waiting", "chờ đợi"), cost.idle),
            (choose("preferred days", "ngày ưu tiên"), cost.preferredDays),
            (choose("preferred hours", "giờ ưu tiên"), cost.preferredHours),
            (choose("deputies", "người thay"), cost.deputies),
        ]
        let list = parts.map { "\($0) \($1)" }.joined(separator: ", ")
        let least = bound.map { choose("; at least \($0)", "; tối thiểu \($0)") } ?? ""
        return choose("Points: ", "Điểm: ") + "\(cost.total) (\(list)\(least))"
    }

    /// A line for each meeting, by the host's clock.
    private func table(of timetable: WeekTimetable) -> [String] {
        let rows = WeekReplan.moves(from: WeekTimetable(placements: []), to: timetable, in: week, by: clocks)
        let titles = Dictionary(week.meetings.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let when = timetable.placements.count == rows.count ? rows.map { span(of: $0.new) } : []
        let width = when.map(\.count).max() ?? 0
        let name = rows.map(\.new.meeting.rawValue.count).max() ?? 0
        var lines = zip(rows, when).map { row, when in
            func pad(_ text: String, _ width: Int) -> String {
                text + String(repeating: " ", count: max(0, width - text.count))
            }
            let place = [row.new.room?.rawValue, row.new.team?.rawValue].compactMap { $0 }.joined(separator: " ")
            let title = titles[row.new.meeting]?[language] ?? ""
            return "\(pad(when, width))  \(pad(row.new.meeting.rawValue, name))  \(pad(place, 10))  \(title)"
        }
        if !timetable.tests.isEmpty {
            lines.append(
                choose(
                    "\(timetable.tests.count) line tests, from \(span(timetable.tests[0].start, week.lineTests?.length ?? 0)).",
                    "\(timetable.tests.count) buổi thử đường truyền, từ \(span(timetable.tests[0].start, week.lineTests?.length ?? 0))."
                ))
        }
        return lines
    }

    private func span(of placement: WeekTimetable.Placement) -> String {
        span(placement.start, week.meetings.first { $0.id == placement.meeting }?.length ?? 0)
    }

    private func span(_ start: Timestamp, _ length: Int) -> String {
        week.words(from: start, length: length, by: clocks)[language]
    }
}
