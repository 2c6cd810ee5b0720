import Foundation
import Testing

/// The real program: `mufakat table`.
@Suite struct TableCommandTests {
    private struct Printed: Decodable {
        struct Seat: Decodable {
            struct Plate: Decodable {
                var name: [String: String]
                var function: [String: String]
            }

            var id: String
            var name: [String: String]
            var timeZone: String
            var flag: String?
            var place: String
            var standing: String
            var rank: String?
            var duty: String?
            var plate: Plate
        }

        struct Orders: Decodable { var precedence, speaking, signing: [String] }

        struct Seating: Decodable {
            var arrangement: String
            var positions: [String]
        }

        var format, on, level: String
        var name: [String: String]
        var chair: String?
        var coChairs: [String]
        var seats: [Seat]
        var orders: Orders
        var seating: Seating
    }

    @Test func theSummitOf2020AsJSON() throws {
        let outcome = try CommandTests.run(
            ["table", "--format", "asean-plus-three", "--on", "2020-04-14", "--json", "--guest", "WHO"])
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        let table = try JSONDecoder().decode(Printed.self, from: Data(outcome.output.utf8))
        #expect(table.format == "asean-plus-three" && table.on == "2020-04-14" && table.level == "leaders")
        #expect(table.chair == "VN" && table.coChairs.isEmpty && table.name["vi"] == "Hội nghị Cấp cao ASEAN+3")
        let order = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "VN", "CN", "JP", "KR"]
        #expect(table.seats.map(\.id) == order + ["WHO"] && table.orders.precedence == order)
        #expect(table.orders.speaking.first == "VN" && table.seating.positions.first == "VN")
        #expect(table.orders.signing.prefix(4) == ["BN", "KH", "CN", "ID"] && table.seating.arrangement == "clockwise")
        let chair = try #require(table.seats.first { $0.id == "VN" })
        #expect(chair.duty == "chair" && chair.standing == "member" && chair.timeZone == "Asia/Ho_Chi_Minh")
        #expect(chair.plate.function["vi"] == "Chủ tọa" && chair.flag == "vn" && chair.rank == nil)
        #expect(table.seats.last?.place == "offstage" && table.seats.last?.standing == "guest")
    }

    @Test func forPeople() throws {
        let outcome = try CommandTests.run(
            [
                "table", "--format", "asean-rok", "--on", "2022-08-04", "--level", "ministers", "--language", "vi",
                "--rank", "TH=deputyMinister", "--with-secretary-general",
            ])
        #expect(outcome.code == 0)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "Hội nghị Cấp cao ASEAN-Hàn Quốc, 2022-08-04")
        #expect(lines.contains("Chủ tọa: Campuchia") && lines.contains("Đồng chủ tọa: Việt Nam, Hàn Quốc"))
        #expect(outcome.output.contains("Thứ trưởng") && lines.allSatisfy { $0.last != " " })
    }

    @Test(
        arguments: [
            (["--format", "g20", "--on", "2020-04-14"], "g20"),
            (["--format", "G20!", "--on", "2020-04-14"], "G20!"),
            (["--format", "asean", "--on", "2020-02-30"], "2020-02-30"),
            (["--format", "asean", "--on", "yesterday"], "yesterday"),
            (["--format", "asean-uk", "--on", "2020-01-01"], "2021-08-04"),
            (["--format", "asean"], "--on"),
            (["--format", "asean", "--on", "2020-04-14", "--level", "kings"], "kings"),
            (["--format", "asean", "--on", "2020-04-14", "--rank", "VN"], "TH=deputyMinister"),
            (["--format", "asean", "--on", "2020-04-14", "--rank", "US=minister"], "US"),
            (["--format", "asean", "--on", "2020-04-14", "--rank", "VN=other", "--rank", "VN=minister"], "VN"),
            (["--format", "asean", "--on", "2020-04-14", "--guest", "XX"], "XX"),
            (["--format", "asean", "--on", "2020-04-14", "--observer", "who"], "who"),
            (["--format", "asean", "--on", "2020-04-14", "--language", "fr"], "en or vi"),
        ] as [([String], String)])
    func mistakesEndInOneSentence(arguments: [String], mention: String) throws {
        let outcome = try CommandTests.run(["table"] + arguments)
        #expect(outcome.code == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("mufakat: ") && outcome.errors.contains(mention), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
}
