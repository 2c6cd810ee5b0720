public import Summit
public import Timetable

/// The delegations of a conference as a sheet.
public enum DelegationsSheet {
    public static let heading = [
        "code", "name_en", "name_vi", "title_en", "title_vi", "capital_en", "capital_vi", "time_zone", "flag",
        "focal_point",
    ]

    /// What the sheet asks for, or everything that is wrong with it. What is blank stays as it is, and is for who is invited now as
    /// the facts of the conference's first day say.
    /// - Parameter words: of a refusal.
    public static func importing(
        _ sheet: Sheet, into state: ConferenceState, by author: Author, at time: Timestamp, facts: Facts,
        clocks: some Zones, words: (ConferenceRefusal) -> Texts
    ) -> Result<SheetImport, RowProblems> {
        var problems = sheet.problems(columns: heading, needed: ["code"])
        guard sheet.has(["code"]) else { return .failure(RowProblems(problems)) }
        var seats: [Seat] = []
        var focalPoints: [SeatID: ParticipantID] = [:]
        var rows: [SeatID: Int] = [:]
        var (added, changed) = (0, 0)
        for row in sheet.rows {
            var reader = RowReader(sheet: sheet, row: row)
            if let code = reader.code("code") {
                let known = state.delegation(code)
                let seat = reader.seat(
                    code,
                    basis: known?.seat ?? facts.party(code)?.seat(on: state.facts.firstDay)
                        ?? Seat(id: code, name: .empty), clocks)
                let focalPoint = reader.focalPoint(of: code, in: state)
                if let earlier = rows[code] {
                    reader.complain(
                        "code", "\(code) is in row \(earlier) already.", "\(code) đã có ở hàng \(earlier).")
                } else if reader.problems.isEmpty {
                    let command: ConferenceCommand =
                        known == nil ? .inviteDelegation(seat: seat) : .changeDelegation(seat: seat)
                    if let refusal = state.refusal(of: command, by: author, at: time) {
                        reader.complain(column(of: refusal), words(refusal))
                    }
                }
                rows[code] = row.number
                seats.append(seat)
                if let focalPoint { focalPoints[code] = focalPoint }
                if known == nil {
                    added += 1
                } else if known?.seat != seat || (focalPoint != nil && known?.focalPoint != focalPoint) {
                    changed += 1
                }
            }
            problems += reader.problems
        }
        guard problems.isEmpty else { return .failure(RowProblems(problems)) }
        return .success(
            SheetImport(
                command: .importDelegations(seats: seats, focalPoints: focalPoints.isEmpty ? nil : focalPoints),
                added: added, changed: changed))
    }

    /// The same delegations again, for a spreadsheet.
    public static func text(of delegations: [Delegation]) -> String {
        Sheet.text(
            heading: heading,
            rows: delegations.map { delegation in
                let seat = delegation.seat
                func cells(_ texts: Texts?) -> [String] { ["en", "vi"].map { texts?.byLanguage[$0] ?? "" } }
                return [seat.id.rawValue] + cells(seat.name) + cells(seat.title) + cells(seat.capital)
                    + [seat.timeZone ?? "", seat.flag ?? "", delegation.focalPoint?.rawValue ?? ""]
            })
    }

    /// Where on the sheet stands what was refused.
    private static func column(of refusal: ConferenceRefusal) -> String {
        switch refusal.subject {
        case "seat.name": "name_en"
        case "seat.title": "title_en"
        case "seat.capital": "capital_en"
        case "seat.timeZone": "time_zone"
        case "seat.flag": "flag"
        default: "code"
        }
    }
}

extension RowReader {
    /// - Parameter basis: what blank cells are filled from.
    fileprivate mutating func seat(_ code: SeatID, basis: Seat, _ clocks: some Zones) -> Seat {
        var seat = basis
        seat.name = texts("name", over: basis.name)
        seat.title = texts("title", over: basis.title)
        let capital = texts("capital", over: basis.capital ?? .empty)
        seat.capital = capital.isEmpty ? nil : capital
        if !cell("flag").isEmpty { seat.flag = cell("flag") }
        if !cell("time_zone").isEmpty { seat.timeZone = cell("time_zone") }
        if seat.name.isEmpty {
            complain("name_en", "Nobody knows \(code) here: give its name.", "Chưa biết \(code): hãy ghi tên đoàn.")
        }
        if let zone = seat.timeZone {
            if clocks.rules(of: zone) == nil {
                complain(
                    "time_zone",
                    "\(shown(zone)) is no zone of the time zone database; zones look like Asia/Ho_Chi_Minh.",
                    "\(shown(zone)) không có trong cơ sở dữ liệu múi giờ; tên múi giờ có dạng Asia/Ho_Chi_Minh.")
            }
        } else {
            complain(
                "time_zone", "The zone of the capital is needed, such as Asia/Ho_Chi_Minh.",
                "Cần múi giờ của thủ đô, ví dụ Asia/Ho_Chi_Minh.")
        }
        return seat
    }

    /// What stands on the sheet over what was there, language by language; what is there in one language is there in both.
    private func texts(_ name: String, over basis: Texts) -> Texts {
        var all = basis.byLanguage
        for language in ["en", "vi"] where !cell("\(name)_\(language)").isEmpty {
            all[language] = cell("\(name)_\(language)")
        }
        let (en, vi) = (all["en"] ?? "", all["vi"] ?? "")
        all["en"] = en.isEmpty ? vi : en
        all["vi"] = vi.isEmpty ? en : vi
        return Texts(all) ?? basis
    }

    fileprivate mutating func focalPoint(of code: SeatID, in state: ConferenceState) -> ParticipantID? {
        let text = cell("focal_point")
        guard !text.isEmpty else { return nil }
        if let id = ParticipantID(text), state.people[id]?.person.delegation == code { return id }
        complain(
            "focal_point",
            "Nobody of this delegation is registered as \(shown(text)). Leave the cell blank, and import the people first.",
            "Đoàn chưa đăng ký ai với mã \(shown(text)). Hãy để trống và nhập danh sách đại biểu trước.")
        return nil
    }
}
