import Summit

/// A table for people, in lines of text.
struct TableText {
    let lines: [String]

    init(_ table: MeetingTable, _ language: String) {
        let vietnamese = language == "vi"
        func word(_ en: String, _ vi: String) -> String { vietnamese ? vi : en }
        func name(_ code: SeatID) -> String {
            table.places.first { $0.seat.id == code }?.seat.name[language] ?? code.rawValue
        }
        func codes(_ seats: [SeatID]) -> String { seats.map(\.rawValue).joined(separator: " ") }
        let unknown = word("not on record", "chưa có dữ liệu")
        var lines = [
            "\(table.name[language]), \(table.day)", "\(word("Chair", "Chủ tọa")): \(table.chair.map(name) ?? unknown)",
        ]
        if !table.coChairs.isEmpty {
            lines.append("\(word("Co-chairs", "Đồng chủ tọa")): \(table.coChairs.map(name).joined(separator: ", "))")
        }
        lines.append("")
        let width = table.places.map { $0.seat.name[language].count }.max() ?? 0
        for (index, place) in table.places.enumerated() {
            let parts = [
                "\(index + 1)".leftPadded(to: 2), place.seat.id.rawValue.padded(to: 4),
                place.seat.name[language].padded(to: width), Self.standing(place.standing)[language].padded(to: 18),
                (place.seat.timeZone ?? "").padded(to: 20), place.plate.function[language],
            ]
            lines.append(parts.joined(separator: " ").trimmed)
        }
        lines += [
            "", "\(word("Speaking", "Phát biểu")): \(codes(table.speaking))",
            "\(word("Signing", "Ký")): \(codes(table.signing))",
            "\(word("Around the table, clockwise from its head", "Quanh bàn, theo chiều kim đồng hồ từ đầu bàn")): \(codes(table.seating))",
        ]
        self.lines = lines
    }

    private static func standing(_ standing: MeetingTable.Standing) -> Texts {
        switch standing {
        case .member: Texts(en: "member", vi: "thành viên")
        case .partner: Texts(en: "partner", vi: "đối tác")
        case .secretaryGeneral: Texts(en: "Secretary-General", vi: "Tổng Thư ký")
        case .guest: Texts(en: "guest", vi: "khách mời")
        case .observer: Texts(en: "observer", vi: "quan sát viên")
        }
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

    /// Without blanks at the end.
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
