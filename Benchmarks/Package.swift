// swift-tools-version: 6.2
// The load generator of `make bench`: WebRTC peers made of the program's own client transport, sending and counting
// packets over loopback. Only the targets needed, from the same sources as the program (Sources is a link).
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func media(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Media/\(name)", swiftSettings: strict)
}

let package = Package(
    name: "benchmarks",
    products: [.library(name: "allocations", type: .dynamic, targets: ["CAllocations"])],
    targets: [
        media("Wire"),
        media("RTP", "Wire"),
        media("ICE", "Wire"),
        media("SDP", "Wire", "RTP"),
        media("Transport", "Wire", "RTP", "ICE", "SDP"),
        .target(
            name: "COpenSSL", path: "Sources/C/COpenSSL",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(
            name: "OpenSSLCrypto", dependencies: ["Wire", "ICE", "Transport", "COpenSSL"],
            path: "Sources/Server/OpenSSLCrypto", swiftSettings: strict),
        .target(name: "CAllocations", path: "Targets/CAllocations"),
        .target(name: "CLoad", path: "Targets/CLoad"),
        .target(name: "CMediaIO", path: "Sources/C/CMediaIO"),
        .executableTarget(
            name: "load", dependencies: ["Wire", "ICE", "Transport", "OpenSSLCrypto", "CLoad"],
            path: "Targets/Load", swiftSettings: strict),
        .executableTarget(
            name: "floor", dependencies: ["Wire", "Transport", "OpenSSLCrypto", "CLoad", "CMediaIO"],
            path: "Targets/Floor", swiftSettings: strict),
    ]
)
