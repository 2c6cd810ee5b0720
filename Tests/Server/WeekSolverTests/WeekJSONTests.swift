import Foundation
import Summit
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
        ("{", ""), ("[]", ""), ("", ""), ("{\n  \"zone\": UTC\n}", "line 2, column 11"),
        (#"{"zone": "Asia/Brunei"}"#, "days"),
        (#"{"zone": "Asia/Brunei", "days": [{"date": "2021-08-32"}]}"#, "days[0].date"),
        (#"{"zone": "Asia/Brunei", "days": [{"date": "2021-08-02", "from": "8:00"}]}"#, "days[0].from"),
        (#"{"zone": 7}"#, "zone"), (#"{"zones": "Asia/Brunei"}"#, "zones"),
        (#"{"zone": "UTC", "days": [], "delegations": [{"id": "vn", "zone": "UTC"}]}"#, "delegations[0].id"),
        (
            #"{"zone": "UTC", "days": [], "delegations": [], "meetings": [{"id": "a", "lenght": 60}]}"#,
            "meetings[0].lenght"
        ),
        (#"{"zone": "UTC", "grid": 1e300}"#, "grid"), (#"{"zone": "UTC", "grid": 15.5}"#, "grid"),
        (#"{"zone": "UTC", "days": [], "delegations": [], "turnaround": 99999999999999999999}"#, "turnaround"),
        (
            #"{"zone": "UTC", "days": [], "delegations": [], "meetings": [{"id": "a", "length": 60, "delegations": ["VN", "VIỆT"]}]}"#,
            "meetings[0].delegations[1]"
        ),
        (
            #"{"zone": "UTC", "days": [], "delegations": [], "meetings": [{"id": "a", "length": 1e999}]}"#,
            "meetings[0].length"
        ),
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

    /// In words of the file, not of the program that reads it.
    @Test(arguments: [
        (
            #"{"zone": "UTC", "days": [{"date": "2021-02-30"}]}"#,
            "\"2021-02-30\" is none; days of the calendar look like"
        ),
        (#"{"zone": "UTC", "days": {}}"#, "a list [...] is expected"),
        (#"{"zone": "UTC", "grid": "15"}"#, "a whole number is expected"),
        (#"{"zone": "UTC", "grid": 15.5}"#, "a whole number is expected"),
        (#"{"zone": "UTC","#, "this is no JSON: Unexpected end of file"),
        (#"{"zone": "UTC", "grid": NaN}"#, "this is no JSON"),
    ])
    func aFaultSaysWhatIsExpected(text: String, words: String) {
        do throws(WeekFault) {
            _ = try WeekJSON.week(from: Data(text.utf8))
            Issue.record("it is read")
        } catch {
            #expect(error.words["en"].contains(words), "\(error)")
            #expect(!error.words["vi"].isEmpty && error.words["vi"] != error.words["en"])
        }
    }
}
