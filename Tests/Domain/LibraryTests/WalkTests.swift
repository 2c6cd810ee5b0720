import Library
import LibraryTestSupport
import Testing

/// Anybody asks for anything: every rule holds, every event happens, every refusal is met.
@Suite struct WalkTests {
    @Test(arguments: UInt64(1)...12) func everyRuleHolds(seed: UInt64) throws {
        var walk = LibraryWalk(seed: seed)
        for step in 1...1_500 {
            if let broken = try walk.step() {
                Issue.record("seed \(seed), step \(step): \(broken)")
                return
            }
        }
        #expect(try walk.brokenRecord() == nil)
    }

    @Test func walksGoEverywhere() throws {
        var (events, refusals): (Set<String>, Set<LibraryRefusal.Reason>) = ([], [])
        for seed in UInt64(1)...12 {
            var walk = LibraryWalk(seed: seed)
            for _ in 1...1_500 { _ = try walk.step() }
            events.formUnion(walk.events.compactMap { Mirror(reflecting: $0).children.first?.label })
            refusals.formUnion(walk.refusals)
        }
        #expect(
            events == [
                "libraryOpened", "documentAdded", "versionAdded", "documentChanged", "accessSet", "embargoSet",
                "documentReleased", "documentWithdrawn", "submissionsSet",
            ])
        // What is found out before a command reaches the library.
        let before: Set<LibraryRefusal.Reason> = [
            .noSuchMeeting, .noSuchItem, .noSuchText, .noSuchUpload, .textAdopted, .fileKind, .fileContent,
        ]
        #expect(Set(LibraryRefusal.Reason.allCases).subtracting(refusals) == before)
    }
}
