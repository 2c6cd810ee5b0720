import Procedure
import Summit

extension Minutes {
    /// The minutes as Markdown, as `reader` may read them; nil: all. Times are UTC.
    func markdown(language: String, for reader: ParticipantID? = nil) -> String {
        guard let state else { return "" }
        let words = MinutesWords.in(language)
        var text = "# \(escaped(state.meeting.title[language]))\n\n"
        text += "\(words.minutes). \(words.timesAreUTC)\n\n"
        text += fact(words.date, "\(start(of: state).date)")
        if let host = state.meeting.host.flatMap(state.seat) {
            text += fact(words.host, escaped(host.seat.name[language]))
        }
        text += fact(words.sitting, sittingTimes(words))
        text += fact(words.presided, presiding(in: state, language, words))
        text += "\n" + attendanceTable(of: state, language, words)
        text += "\n" + course(of: state, for: reader, language, words)
        text += "\n" + interventionTable(of: state, language, words)
        text += "\n" + totalsTable(of: state, language, words)
        return text
    }

    private func fact(_ name: String, _ value: String) -> String { "- **\(name)**: \(value)\n" }

    private func start(of state: MeetingState) -> Timestamp {
        steps.first { $0.step == .opened }?.at ?? state.meeting.startsAt
    }

    private func sittingTimes(_ words: MinutesWords) -> String {
        let times = steps.compactMap { at, step -> String? in
            switch step {
            case .opened: "\(words.opened) \(time(at))"
            case .suspended: "\(words.suspended) \(time(at))"
            case .resumed: "\(words.resumed) \(time(at))"
            case .closed: "\(words.closed) \(time(at))"
            case .segment, .item, .presiding, .pointRaised, .pointRuled, .paragraph, .question, .resolution: nil
            }
        }
        return times.isEmpty ? words.notOpened : times.joined(separator: ", ")
    }

    private func presiding(in state: MeetingState, _ language: String, _ words: MinutesWords) -> String {
        let terms = steps.compactMap { at, step -> String? in
            guard case .presiding(let id) = step else { return nil }
            return "\(name(of: id, in: state, language)) (\(words.from) \(time(at)))"
        }
        return terms.isEmpty ? words.nobody : terms.joined(separator: ", ")
    }

    private func attendanceTable(of state: MeetingState, _ language: String, _ words: MinutesWords) -> String {
        var rows: [[String]] = []
        for seat in state.seats {
            guard let present = attendance(of: seat.id) else { continue }
            rows.append([escaped(seat.seat.name[language])] + bounds(of: present, words))
        }
        for role in Role.allCases where !role.hasSeat {
            guard let present = attendance(of: role) else { continue }
            rows.append([words.role(role)] + bounds(of: present, words))
        }
        return table(words.present, [words.delegation, words.first, words.last], rows, words)
    }

    private func bounds(of present: Attendance, _ words: MinutesWords) -> [String] {
        [time(present.first), present.last.map(time) ?? words.untilTheEnd]
    }

    private func course(
        of state: MeetingState, for reader: ParticipantID?, _ language: String, _ words: MinutesWords
    ) -> String {
        let knows = { (segment: Segment) in reader.map { state.mayFollow($0, segment) } ?? true }
        let rows = steps.compactMap { at, step -> [String]? in
            switch step {
            case .segment(let segment): [time(at), "\(words.segment): \(words.segment(segment))"]
            case .item(let number):
                [
                    time(at),
                    "\(words.item) \(number): "
                        + escaped(state.agenda.first { $0.number == number }?.title[language] ?? ""),
                ]
            case .opened: [time(at), words.opened]
            case .suspended: [time(at), words.suspended]
            case .resumed: [time(at), words.resumed]
            case .closed: [time(at), words.closed]
            case .presiding(let id): [time(at), "\(words.presided): \(name(of: id, in: state, language))"]
            case .pointRaised(let seat): [time(at), "\(words.pointRaised): \(seatName(seat, in: state, language))"]
            case .pointRuled(let seat, let ruling):
                [time(at), "\(words.ruling(ruling)): \(seatName(seat, in: state, language))"]
            case .paragraph(let place): [time(at), "\(words.paragraph): \(escaped(place.number))"]
            case .question(_, let segment) where !knows(segment): nil
            case .resolution(let resolution) where !knows(resolution.asked.segment): nil
            case .question(let question, _):
                [time(at), "\(words.question) (\(words.verb(question.verb))): \(escaped(question.words[language]))"]
            case .resolution(let resolution): [time(at), self.resolution(resolution, of: state, language, words)]
            }
        }
        return table(words.course, [words.time, words.what], rows, words)
    }

    /// What became of a question, who was there and who objected.
    private func resolution(
        _ resolution: MeetingState.Resolution, of state: MeetingState, _ language: String, _ words: MinutesWords
    ) -> String {
        func names(_ seats: [SeatID]) -> String {
            seats.map { seatName($0, in: state, language) }.joined(separator: ", ")
        }
        let question = resolution.asked.question
        var parts = [resolution.isDecided ? words.decided : words.notDecided]
        if let text = question.text { parts.append("\(escaped("\(text.id)")), SHA-256 \(text.digest)") }
        for seat in resolution.asked.objections {
            let reason = resolution.asked.answers[seat]?.reason ?? ""
            let said = reason.isEmpty ? "" : " (\(escaped(reason)))"
            parts.append("\(words.objects): \(seatName(seat, in: state, language))\(said)")
        }
        if !resolution.reason.isEmpty { parts.append(escaped(resolution.reason)) }
        if !question.apart.isEmpty { parts.append("\(words.apart): \(names(question.apart))") }
        if !question.waiting.isEmpty { parts.append("\(words.waiting): \(names(question.waiting))") }
        parts.append("\(words.present): \(names(resolution.present))")
        return parts.joined(separator: ". ")
    }

    private func interventionTable(of state: MeetingState, _ language: String, _ words: MinutesWords) -> String {
        let rows = interventions.enumerated().map { index, intervention in
            [
                "\(index + 1)", seatName(intervention.seat, in: state, language), words.kind(intervention.kind),
                time(intervention.from), time(intervention.to), duration(intervention.seconds),
                escaped(intervention.paragraphs.joined(separator: ", ")),
            ]
        }
        return table(
            words.interventions,
            ["#", words.delegation, words.kind, words.from, words.to, words.duration, words.paragraph],
            rows, words)
    }

    private func totalsTable(of state: MeetingState, _ language: String, _ words: MinutesWords) -> String {
        let totals = self.totals
        let rows = state.seats.compactMap { seat in
            totals[seat.id].map { total in
                [
                    escaped(seat.seat.name[language]), "\(interventions.count { $0.seat == seat.id })",
                    duration(total),
                ]
            }
        }
        return table(words.totals, [words.delegation, words.interventions, words.duration], rows, words)
    }

    // MARK: Pieces

    private func table(
        _ title: String, _ columns: [String], _ rows: [[String]], _ words: MinutesWords
    ) -> String {
        guard !rows.isEmpty else { return "## \(title)\n\n\(words.none)\n" }
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        return "## \(title)\n\n" + line(columns) + line(columns.map { _ in "---" }) + rows.map(line).joined()
    }

    private func seatName(_ seat: SeatID, in state: MeetingState, _ language: String) -> String {
        escaped(state.seat(seat)?.seat.name[language] ?? seat.rawValue)
    }

    private func name(of id: ParticipantID, in state: MeetingState, _ language: String) -> String {
        let participant = state.participants[id]
        let own = participant?.name[language] ?? ""
        let seat = participant?.seat.map { seatName($0, in: state, language) }
        guard !own.isEmpty else { return seat ?? id.rawValue }
        return escaped(own) + (seat.map { ", \($0)" } ?? "")
    }

    /// `02:00:05`
    private func time(_ moment: Timestamp) -> String { String(moment.rawValue.dropFirst(11).prefix(8)) }

    /// `4:05`
    private func duration(_ seconds: Int) -> String {
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Names come from outside: nothing in them may become a table's border, a link or a heading.
    private func escaped(_ text: String) -> String {
        // Scalar by scalar: with a mark that combines, a border would be another character, and a border to Markdown.
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control || "\u{2028}\u{2029}".unicodeScalars.contains(scalar) {
                result.append(" ")
            } else {
                if "\\`*_[]<>|#".unicodeScalars.contains(scalar) { result.append("\\") }
                result.append(scalar)
            }
        }
        return String(result)
    }
}
