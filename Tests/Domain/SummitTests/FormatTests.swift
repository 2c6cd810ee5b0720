import Foundation
import Summit
import Testing

@Suite struct FormatTests {
    @Test func thirteenSatAtTheTableOnThe14thOfApril2020() throws {
        let day = try #require(Timestamp("2020-04-14T07:00:00Z")).date
        let table = Format.aseanPlusThree.table(on: day)
        #expect(
            table.map(\.name["en"]) == [
                "Brunei Darussalam", "Cambodia", "Indonesia", "Lao PDR", "Malaysia", "Myanmar", "Philippines",
                "Singapore", "Thailand", "Viet Nam", "China", "Japan", "Republic of Korea",
            ])
        #expect(
            table.map(\.code.rawValue) == [
                "BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "VN", "CN", "JP", "KR",
            ])
    }

    @Test func membershipsAreDated() {
        let eve = CivilDate(year: 2025, month: 10, day: 25)
        let day = CivilDate(year: 2025, month: 10, day: 26)
        #expect(Format.asean.table(on: eve).count == 10)
        #expect(Format.asean.table(on: day).map(\.code.rawValue).suffix(3) == ["TH", "TL", "VN"])
        #expect(Format.aseanPlusThree.table(on: day).count == 14)
        #expect(Format.asean.table(on: CivilDate(year: 1967, month: 8, day: 7)).isEmpty)
        #expect(Format.known("asean-plus-three") == .aseanPlusThree)
        #expect(Format.known("g20") == nil)
    }

    @Test(arguments: Country.all)
    func factsAreComplete(country: Country) throws {
        #expect(Country.known(country.code) == country)
        #expect(country.code.rawValue.count == 2)
        for texts in [country.name, country.headTitle, country.capital] {
            #expect(texts.byLanguage["en"]?.isEmpty == false && texts.byLanguage["vi"]?.isEmpty == false)
        }
        #expect(TimeZone(identifier: country.timeZone) != nil)
        let seat = country.seat()
        #expect(seat.flag == country.code.rawValue.lowercased())
        #expect(SeatID(seat.id.rawValue) == seat.id)
    }

    @Test func theThirteenCapitalsHadFourOffsets() throws {
        let moment = try #require(Timestamp("2020-04-14T07:00:00Z"))
        let offsets = Format.aseanPlusThree.table(on: moment.date).compactMap {
            TimeZone(identifier: $0.timeZone)?
                .secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))
        }
        #expect(offsets.count == 13)
        #expect(Set(offsets) == [23_400, 25_200, 28_800, 32_400])
    }

    @Test func aSeatSurvivesJSON() throws {
        let seat = Country.vietNam.seat()
        #expect(try JSONDecoder().decode(Seat.self, from: JSONEncoder().encode(seat)) == seat)
        let bare = try JSONDecoder().decode(Seat.self, from: Data(#"{"id":"WHO","name":{"en":"WHO"}}"#.utf8))
        #expect(bare.place == .table && bare.flag == nil && bare.title.isEmpty)
    }
}
