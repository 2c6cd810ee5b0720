// swift-tools-version: 6.2
// The architecture: every target, and what it may import. Media knows packets and no people,
// Domain knows people and no packets, Server connects both to the world (docs/architecture.md).
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
]

func media(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Media/\(name)", swiftSettings: strict)
}

func domain(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Domain/\(name)", swiftSettings: strict)
}

func server(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Server/\(name)", swiftSettings: strict)
}

func tests(of name: String, in half: String, _ dependencies: Target.Dependency...) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies,
        path: "Tests/\(half)/\(name)Tests", swiftSettings: strict)
}

func product(_ name: String, _ package: String) -> Target.Dependency { .product(name: name, package: package) }

let crypto = product("Crypto", "swift-crypto")
let logging = product("Logging", "swift-log")
let lifecycle = product("ServiceLifecycle", "swift-service-lifecycle")
let asyncHTTPClient = product("AsyncHTTPClient", "async-http-client")

let package = Package(
    name: "mufakat",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "mufakat", targets: ["mufakat"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // MARK: Media: packets, no people. No sockets, threads, clocks, logging or randomness.
        media("Wire"),
        media("RTP", "Wire"),
        media("ICE", "Wire"),
        media("SDP", "RTP"),
        media("Transport", "Wire", "ICE"),
        media("Receiving", "Wire", "RTP"),
        media("Bandwidth", "Wire", "RTP"),
        media("Forwarding", "Wire", "RTP", "Receiving", "Bandwidth"),
        media("MediaEngine", "Wire", "RTP", "ICE", "SDP", "Transport", "Forwarding", "Bandwidth"),
        media("MediaClient", "Wire", "RTP", "ICE", "SDP", "Transport", "Receiving"),

        // MARK: Domain: people, no packets. Pure rules.
        domain("Summit"),
        domain("Record", "Summit", crypto),
        domain("Procedure", "Summit"),
        domain("Negotiation", "Summit", crypto),
        domain("Library", "Summit"),
        domain("Timetable", "Summit"),
        domain("Convening", "Summit", "Timetable"),
        domain("Notices", "Summit", "Timetable"),

        // MARK: Server: the shell.
        .target(
            name: "COpenSSL", path: "Sources/C/COpenSSL",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CMediaIO", path: "Sources/C/CMediaIO"),
        server("OpenSSLCrypto", "Wire", "ICE", "Transport", "COpenSSL"),
        server("MediaIO", "Wire", "Transport", "Forwarding", "MediaEngine", "CMediaIO", logging),
        server("Store", "Summit", "Record", product("GRDB", "GRDB.swift")),
        .target(
            name: "StandardFacts", dependencies: ["Summit"], path: "Sources/Server/StandardFacts",
            resources: [.embedInCode("Data")], swiftSettings: strict),
        server("SystemZones", "Timetable"),
        .target(
            name: "ConferenceTemplates", dependencies: ["Summit", "Timetable", "Convening"],
            path: "Sources/Server/ConferenceTemplates", resources: [.embedInCode("Data")], swiftSettings: strict),
        server(
            "ClientProtocol", "Summit", "StandardFacts", "Procedure", "Negotiation", "Library", "Timetable",
            "Convening"),
        server("ChildProcess"),
        server("Mail", "ChildProcess", "Summit"),
        server("WeekSolver", "ChildProcess", "Summit", "Timetable"),
        server("TextFormats", "ChildProcess", "Summit", "Negotiation", "Convening"),
        server(
            "Documents", "ChildProcess", "Summit", "Library", crypto, product("GRDB", "GRDB.swift"),
            product("NIOPosix", "swift-nio")),
        server(
            "Conference", "Summit", "StandardFacts", "Record", "Procedure", "Negotiation", "Library", "Timetable",
            "Convening", "Notices", "ConferenceTemplates", "SystemZones", "WeekSolver", "Store", "Documents", "Mail",
            "ClientProtocol",
            "ICE", "SDP", "MediaEngine", "MediaIO", crypto, logging, lifecycle),
        server(
            "Portal", "Summit", "Record", "Procedure", "Negotiation", "Library", "Timetable", "Convening",
            "Notices", "ConferenceTemplates", "SystemZones", "Mail",
            "WeekSolver", "TextFormats", "Documents", "ClientProtocol", "Conference", "Wire", "ICE",
            "MediaEngine", crypto, logging, lifecycle,
            product("Hummingbird", "hummingbird"), product("HummingbirdCore", "hummingbird"),
            product("HummingbirdHTTP2", "hummingbird"),
            product("HTTPTypes", "swift-http-types"), product("NIOHTTPTypes", "swift-nio-extras"),
            product("NIOHTTPTypesHTTP1", "swift-nio-extras"),
            product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"), product("NIOTLS", "swift-nio"),
            product("NIOHTTP1", "swift-nio"), product("NIOWebSocket", "swift-nio"), product("NIOSSL", "swift-nio-ssl"),
            product("X509", "swift-certificates"), product("SwiftASN1", "swift-asn1")),
        server("HTTPPinning", asyncHTTPClient, product("NIOCore", "swift-nio"), product("NIOSSL", "swift-nio-ssl")),
        server(
            "SyntheticDelegates", "Wire", "Transport", "MediaClient", "OpenSSLCrypto", "Summit", "Procedure",
            "ClientProtocol", "HTTPPinning", logging, lifecycle, asyncHTTPClient,
            product("NIOCore", "swift-nio"), product("NIOHTTP1", "swift-nio")),
        .executableTarget(
            name: "mufakat",
            dependencies: [
                "Portal", "Conference", "SyntheticDelegates", "HTTPPinning", "Summit", "StandardFacts", "Procedure",
                "Store", "ClientProtocol", "Record", "Timetable", "Convening", "ConferenceTemplates", "SystemZones",
                "WeekSolver", "TextFormats", "Negotiation", "Library", "Documents", "Notices", "Mail",
                "Wire", "MediaIO", "OpenSSLCrypto", logging, lifecycle, asyncHTTPClient, crypto,
                product("ArgumentParser", "swift-argument-parser"),
                product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"),
                product("NIOHTTP1", "swift-nio"), product("NIOSSL", "swift-nio-ssl"),
                product("UnixSignals", "swift-service-lifecycle"),
            ],
            path: "Sources/Server/mufakat", swiftSettings: strict),

        // MARK: Tests mirror Sources.
        tests(of: "Wire", in: "Media"),
        tests(of: "RTP", in: "Media", "Wire"),
        tests(of: "ICE", in: "Media", "Wire", "OpenSSLCrypto"),
        tests(of: "SDP", in: "Media", "RTP"),
        tests(of: "Transport", in: "Media", "Wire", "ICE", "OpenSSLCrypto"),
        tests(of: "Receiving", in: "Media", "Wire", "RTP"),
        // Whole calls in virtual time, for tests and for `make resilience`.
        .target(
            name: "Simulation",
            dependencies: ["Wire", "RTP", "ICE", "Transport", "MediaClient", "MediaEngine", "OpenSSLCrypto"],
            path: "Tests/Media/Simulation", swiftSettings: strict),
        .executableTarget(
            name: "resilience", dependencies: ["Simulation"], path: "Tests/Resilience", swiftSettings: strict),
        tests(of: "Bandwidth", in: "Media", "Wire", "RTP", "Simulation"),
        .testTarget(
            name: "ResilienceTests", dependencies: ["Simulation", "Wire", "MediaClient", "MediaEngine"],
            path: "Tests/Media/ResilienceTests", swiftSettings: strict),
        tests(of: "Forwarding", in: "Media", "Wire", "RTP", "Receiving"),
        tests(of: "MediaClient", in: "Media", "Wire", "RTP", "ICE", "SDP", "Transport", "OpenSSLCrypto"),
        .target(name: "CAllocationCount", path: "Tests/Media/CAllocationCount"),
        tests(
            of: "MediaEngine", in: "Media", "CAllocationCount", "Wire", "RTP", "ICE", "SDP", "Transport", "Forwarding",
            "MediaClient",
            "OpenSSLCrypto"),
        tests(of: "Summit", in: "Domain", "DomainTestSupport"),
        tests(of: "Record", in: "Domain", "Summit", crypto),
        .target(
            name: "DomainTestSupport", dependencies: ["Summit"], path: "Tests/Domain/DomainTestSupport",
            swiftSettings: strict),
        .target(
            name: "NegotiationTestSupport", dependencies: ["Summit", "Negotiation", "DomainTestSupport"],
            path: "Tests/Domain/NegotiationTestSupport", swiftSettings: strict),
        tests(of: "Negotiation", in: "Domain", "Summit", "DomainTestSupport", "NegotiationTestSupport"),
        .target(
            name: "LibraryTestSupport", dependencies: ["Summit", "Library", "DomainTestSupport"],
            path: "Tests/Domain/LibraryTestSupport", swiftSettings: strict),
        tests(of: "Library", in: "Domain", "Summit", "DomainTestSupport", "LibraryTestSupport"),
        .target(
            name: "ProcedureTestSupport", dependencies: ["Summit", "StandardFacts", "Procedure", "DomainTestSupport"],
            path: "Tests/Domain/ProcedureTestSupport", swiftSettings: strict),
        tests(of: "Procedure", in: "Domain", "Summit", "StandardFacts", "DomainTestSupport", "ProcedureTestSupport"),
        // The walks of all three as long as one likes: `make walks`.
        .executableTarget(
            name: "walk",
            dependencies: [
                "Summit", "Procedure", "Negotiation", "Library", "NegotiationTestSupport", "ProcedureTestSupport",
                "LibraryTestSupport",
            ],
            path: "Tests/Walks", swiftSettings: strict),
        tests(of: "Convening", in: "Domain", "Summit", "Timetable", "DomainTestSupport"),
        tests(of: "Timetable", in: "Domain", "Summit"),
        tests(of: "Notices", in: "Domain", "Summit", "Timetable"),
        tests(of: "Store", in: "Server", "Summit", "Record", crypto, product("GRDB", "GRDB.swift")),
        tests(of: "SystemZones", in: "Server", "Summit", "StandardFacts", "Timetable", "DomainTestSupport"),
        tests(
            of: "MediaIO", in: "Server", "Wire", "RTP", "ICE", "Transport", "Forwarding", "MediaEngine", "MediaClient",
            "OpenSSLCrypto", "CMediaIO", logging),
        tests(of: "StandardFacts", in: "Server", "Summit", "DomainTestSupport"),
        tests(of: "Documents", in: "Server", "Summit", "Library"),
        tests(of: "Mail", in: "Server", "Summit"),
        tests(
            of: "ClientProtocol", in: "Server", "Summit", "StandardFacts", "Procedure", "Negotiation",
            "DomainTestSupport",
            "NegotiationTestSupport"),
        tests(of: "WeekSolver", in: "Server", "Summit", "Timetable"),
        tests(
            of: "TextFormats", in: "Server", "Summit", "Negotiation", "DomainTestSupport", "NegotiationTestSupport"),
        tests(
            of: "Conference", in: "Server", "Summit", "Record", "Procedure", "Timetable", "Convening", "Library",
            "Notices", "Negotiation", "Documents", "Mail",
            "ConferenceTemplates", "StandardFacts", "SystemZones", "WeekSolver", "Store", "ClientProtocol", "Wire",
            "MediaClient",
            "MediaEngine", "MediaIO", "OpenSSLCrypto", crypto, logging),
        tests(
            of: "Portal", in: "Server", "Conference", "Summit", "Procedure", "Convening", "SystemZones", "Store",
            "ClientProtocol", logging,
            product("Hummingbird", "hummingbird"), product("NIOCore", "swift-nio"),
            product("NIOPosix", "swift-nio"), product("NIOHTTP1", "swift-nio"),
            product("NIOSSL", "swift-nio-ssl"), product("NIOWebSocket", "swift-nio"), lifecycle, asyncHTTPClient),
        tests(of: "SyntheticDelegates", in: "Server", "Wire", "MediaClient", "Summit", "Procedure", "ClientProtocol"),
    ]
)
