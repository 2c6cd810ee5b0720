// swift-tools-version: 6.2
// The parsers that read what strangers send, each under libFuzzer. Only the targets needed, from the same
// sources as the program (Sources is a link), so that nothing of the server has to be built for it.
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

/// One parser, one executable; libFuzzer brings `main`.
func fuzz(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "Targets/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
    name: "fuzz",
    targets: [
        media("Wire"),
        media("RTP", "Wire"),
        media("ICE", "Wire"),
        media("SDP", "Wire", "RTP"),

        fuzz("FuzzSTUN", "Wire", "ICE"),
        fuzz("FuzzRTP", "Wire", "RTP"),
        fuzz("FuzzRTCP", "Wire", "RTP"),
        fuzz("FuzzSDP", "RTP", "SDP"),
        fuzz("FuzzWHIP", "ICE", "SDP"),
    ]
)
