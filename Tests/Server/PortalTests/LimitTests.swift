import Testing

@testable import Portal

@Suite struct RateLimiterTests {
    let start = ContinuousClock.now

    @Test func spendsAndRefills() {
        let limiter = RateLimiter(.init(burst: 3, period: .seconds(30)))
        for _ in 0..<3 { #expect(limiter.spend("a", now: start)) }
        #expect(!limiter.spend("a", now: start))
        #expect(limiter.retryAfter("a", now: start) == 10)
        #expect(limiter.spend("b", now: start))
        #expect(!limiter.allows("a", now: start + .seconds(9)))
        #expect(limiter.spend("a", now: start + .seconds(10)))
        #expect(!limiter.spend("a", now: start + .seconds(10)))
    }

    @Test func neverHoldsMoreThanItsBurst() {
        let limiter = RateLimiter(.init(burst: 2, period: .seconds(1)))
        #expect(limiter.spend("a", now: start))
        let later = start + .seconds(1000)
        #expect(limiter.spend("a", now: later))
        #expect(limiter.spend("a", now: later))
        #expect(!limiter.spend("a", now: later))
    }

    @Test func tableIsBoundedUnderManyAddresses() {
        let limiter = RateLimiter(.perMinute(5), capacity: 100)
        for number in 0..<10_000 {
            _ = limiter.spend("\(number)", now: start + .milliseconds(number))
            #expect(limiter.count <= 100)
        }
    }

    @Test func whoIsOutOfTokensIsForgottenLast() {
        let limiter = RateLimiter(.perMinute(5), capacity: 16)
        for _ in 0..<5 { _ = limiter.spend("guesser", now: start) }
        for number in 0..<200 { _ = limiter.spend("\(number)", now: start) }
        #expect(!limiter.spend("guesser", now: start))
    }
}

@Suite struct ConnectionLimitsTests {
    @Test func countsInAllAndPerAddress() {
        let limits = ConnectionLimits(maximum: 3, maximumPerAddress: 2)
        var places = [limits.enter("a"), limits.enter("a"), limits.enter("b")]
        #expect(places.allSatisfy { $0 != nil })
        #expect(limits.enter("a") == nil)
        #expect(limits.enter("c") == nil)
        places.removeFirst()
        places.append(limits.enter("c"))
        #expect(places.allSatisfy { $0 != nil })
        #expect(limits.open == 3)
        #expect(limits.refused == 2)
        places = []
        #expect(limits.open == 0)
    }
}

@Suite struct ClientAddressTests {
    @Test func groupsAndRecognisesLoopback() {
        let four = ClientAddress(peer: "127.0.0.1", forwarded: nil, trustProxy: false)
        #expect(four.isLoopback)
        #expect(ClientAddress(peer: "::1", forwarded: nil, trustProxy: false).isLoopback)
        #expect(ClientAddress(peer: "::ffff:127.0.0.1", forwarded: nil, trustProxy: false).isLoopback)
        #expect(!ClientAddress(peer: "192.0.2.1", forwarded: nil, trustProxy: false).isLoopback)
        let one = ClientAddress(peer: "2001:db8:1:2::1", forwarded: nil, trustProxy: false)
        let two = ClientAddress(peer: "2001:db8:1:2:ffff::9", forwarded: nil, trustProxy: false)
        #expect(one == two)
        #expect(ClientAddress(peer: "::ffff:192.0.2.1", forwarded: nil, trustProxy: false).key == "192.0.2.1")
    }

    @Test func believesOnlyAProxyThatItTrusts() {
        let believed = ClientAddress(peer: "127.0.0.1", forwarded: "203.0.113.9, 192.0.2.7", trustProxy: true)
        #expect(believed.key == "192.0.2.7")
        #expect(!believed.isLoopback)
        let distrusted = ClientAddress(peer: "127.0.0.1", forwarded: "192.0.2.7", trustProxy: false)
        #expect(distrusted.key == "127.0.0.1")
        #expect(!distrusted.isLoopback, "behind an undeclared proxy nobody is local")
    }
}
