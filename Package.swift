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

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "mufakat",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "mufakat", targets: ["mufakat"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
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
        media("SDP", "Wire", "RTP"),
        media("Transport", "Wire", "RTP", "ICE", "SDP"),
        media("Forwarding", "Wire", "RTP"),
        media("MediaEngine", "Wire", "RTP", "ICE", "SDP", "Transport", "Forwarding"),
        media("MediaClient", "Wire", "RTP", "ICE", "SDP", "Transport"),

        // MARK: Domain: people, no packets. Pure rules.
        domain("Summit"),
        domain("Record", "Summit", crypto),
        domain("Procedure", "Summit"),

        // MARK: Server: the shell.
        .target(
            name: "COpenSSL", path: "Sources/C/COpenSSL",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CMediaIO", path: "Sources/C/CMediaIO"),
        server("OpenSSLCrypto", "Wire", "ICE", "Transport", "COpenSSL"),
        server("MediaIO", "Wire", "MediaEngine", "CMediaIO", logging),
        server("Store", "Summit", "Record", .product(name: "GRDB", package: "GRDB.swift")),
        server("ClientProtocol", "Summit", "Procedure"),
        server(
            "Conference", "Summit", "Record", "Procedure", "Store", "ClientProtocol",
            "Wire", "SDP", "MediaEngine", "MediaIO", "OpenSSLCrypto", crypto, logging, lifecycle),
        server(
            "Portal", "Summit", "Record", "Procedure", "ClientProtocol", "Conference", logging, lifecycle, crypto,
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HummingbirdHTTP2", package: "hummingbird"),
            .product(name: "HummingbirdTLS", package: "hummingbird"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOWebSocket", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "X509", package: "swift-certificates")),
        server(
            "SyntheticDelegates", "Wire", "SDP", "MediaClient", "OpenSSLCrypto", "CMediaIO", "Summit", "Procedure", "ClientProtocol",
            logging, lifecycle, .product(name: "AsyncHTTPClient", package: "async-http-client")),
        .executableTarget(
            name: "mufakat",
            dependencies: [
                "Portal", "Conference", "SyntheticDelegates", "Summit", "Record", "Procedure", "Store", "ClientProtocol",
                "MediaIO", "OpenSSLCrypto", logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            path: "Sources/Server/mufakat", swiftSettings: strict),

        // MARK: Tests mirror Sources.
        tests(of: "Wire", in: "Media"),
        tests(of: "RTP", in: "Media", "Wire"),
        tests(of: "ICE", in: "Media", "Wire", "OpenSSLCrypto"),
        tests(of: "SDP", in: "Media", "RTP"),
        tests(of: "Transport", in: "Media", "Wire", "ICE", "SDP", "OpenSSLCrypto"),
        tests(of: "Forwarding", in: "Media", "Wire", "RTP"),
        tests(of: "MediaEngine", in: "Media", "Wire", "RTP", "SDP", "ICE", "Transport", "Forwarding", "OpenSSLCrypto", "MediaClient"),
        tests(of: "MediaClient", in: "Media", "Wire", "RTP", "SDP", "Transport", "OpenSSLCrypto"),
        tests(of: "Summit", in: "Domain"),
        tests(of: "Record", in: "Domain", "Summit", crypto),
        tests(of: "Procedure", in: "Domain", "Summit"),
        tests(of: "Store", in: "Server", "Summit", "Record"),
        tests(of: "MediaIO", in: "Server", "Wire", "MediaEngine", "OpenSSLCrypto"),
        tests(of: "ClientProtocol", in: "Server", "Summit", "Procedure"),
        tests(of: "Conference", in: "Server", "Summit", "Record", "Procedure", "Store", "ClientProtocol"),
        tests(of: "Portal", in: "Server", "Conference", "Summit", "Procedure", "Store", "ClientProtocol",
              .product(name: "AsyncHTTPClient", package: "async-http-client")),
    ]
)
