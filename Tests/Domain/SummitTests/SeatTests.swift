import Foundation
import DomainTestSupport
import Summit
import Testing

@Suite struct SeatTests {
    @Test func aSeatSurvivesJSON() throws {
        let party = Party(
            code: "VN", kind: .country, name: Texts(en: "Viet Nam", vi: "Việt Nam"),
            capital: Texts(en: "Ha Noi", vi: "Hà Nội"), timeZone: "Asia/Ho_Chi_Minh", flag: "vn")
        let seat = party.seat(on: "2020-04-14")
        #expect(try JSONDecoder().decode(Seat.self, from: JSONEncoder().encode(seat)) == seat)
        let bare = try JSONDecoder().decode(Seat.self, from: Data(#"{"id":"WHO","name":{"en":"WHO"}}"#.utf8))
        #expect(bare.place == .table && bare.flag == nil && bare.title.isEmpty)
    }

    @Test func functionsAreDated() {
        let title = Texts(en: "State Counsellor", vi: "Cố vấn Nhà nước")
        let later = Texts(en: "President", vi: "Tổng thống")
        let party = Party(
            code: "MM", kind: .country, name: .empty,
            heads: [.init(title: title, until: "2021-01-31"), .init(title: later, since: "2026-04-01")])
        #expect(party.headTitle(on: "1990-01-01") == title && party.headTitle(on: "2021-01-31") == title)
        #expect(party.headTitle(on: "2021-02-01").isEmpty && party.headTitle(on: "2026-04-01") == later)
    }
}
