import Foundation
import Testing
import Timetable
import WeekSolver

@Suite struct WeekJSONTests {
    @Test func aWeekIsWrittenAsItIsRead() throws {
        let week = try Golden.week()
        #expect(try WeekJSON.week(from: Data(WeekJSON.text(week).utf8)) == week)
        for seed in 1...20 {
            var random = RandomWeek(seed: seed)
            let week = random.make()
            #expect(try WeekJSON.week(from: Data(WeekJSON.text(week).utf8)) == week)
        }
    }

    @Test(arguments: [
        ("{", ""), ("[]", ""), (#"{"zone": "Asia/Brunei"}"#, "days"),
        (#"{"zone": "Asia/Brunei", "days": [{"date": "2021-08-32"}]}"#, "days[0].date"),
        (#"{"zone": "Asia/Brunei", "days": [{"date": "2021-08-02", "from": "8:00"}]}"#, "days[0].from"),
        (#"{"zone": 7}"#, "zone"), (#"{"zones": "Asia/Brunei"}"#, "zones"),
        (#"{"zone": "UTC", "days": [], "delegations": [{"id": "vn", "zone": "UTC"}]}"#, "delegations[0].id"),
        (
            #"{"zone": "UTC", "days": [], "delegations": [], "meetings": [{"id": "a", "lenght": 60}]}"#,
            "meetings[0].lenght"
        ),
        (#"{"zone": "UTC", "grid": 1e300}"#, ""),
        (
            #"{"zone": "UTC", "days": [], "delegations": [], "meetings": [{"id": "a", "length": "60"}]}"#,
            "meetings[0].length"
        ),
    ])
    func aFaultNamesItsPlace(text: String, place: String) {
        do throws(WeekFault) {
            _ = try WeekJSON.week(from: Data(text.utf8))
            Issue.record("it is read")
        } catch {
            #expect(error.place == place, "\(error)")
        }
    }
}
