import Testing

@testable import Conference

@Suite struct RecentChangesTests {
    private func recent(_ count: Int, of bytes: Int) -> RecentChanges {
        var recent = RecentChanges()
        for sequence in 1...count { recent.append((sequence, [UInt8](repeating: 32, count: bytes))) }
        return recent
    }

    @Test func whoWasAwayShortlyIsToldWhatTheyMissed() {
        let recent = recent(10, of: 5)
        #expect(recent.told(after: 7, through: 10)?.map(\.sequence) == [8, 9, 10])
        #expect(recent.told(after: 10, through: 10)?.isEmpty == true)
        #expect(recent.told(after: 0, through: 10)?.count == 10)
        #expect(recent.told(after: 9, through: 11) == nil)
    }

    @Test func theOldestGoWhereThereAreTooMany() {
        let last = RecentChanges.mostChanges + 1
        let recent = recent(last, of: 1)
        #expect(recent.told(after: last - RecentChanges.mostChanges / 2, through: last) != nil)
        #expect(recent.told(after: last - RecentChanges.mostChanges / 2 - 1, through: last) == nil)
    }

    @Test func theOldestGoWhereTheyAreTooLarge() {
        let size = RecentChanges.mostBytes / 10
        let recent = recent(12, of: size)
        #expect(recent.told(after: 11, through: 12)?.count == 1)
        #expect(recent.told(after: 0, through: 12) == nil)
        let large = self.recent(3, of: RecentChanges.mostBytes + 1)
        #expect(large.told(after: 2, through: 3) == nil)
        #expect(large.told(after: 3, through: 3)?.isEmpty == true)
    }
}
