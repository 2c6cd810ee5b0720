// swift-tools-version: 6.2
// The parsers that read what strangers send, each under libFuzzer. Only the targets needed, from the same
// sources as the program (Sources is a link), so that nothing of the server has to be built for it.
import PackageDescription

// In one option: given apart, the compiler takes the last one only, and the fuzzer flies blind.
let sanitizers = ["-sanitize=fuzzer,address"]

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(sanitizers),
]

func target(_ name: String, in half: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(half)/\(name)", swiftSettings: strict)
}

/// One parser, one executable; libFuzzer brings `main`.
func fuzz(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "Targets/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])], linkerSettings: [.unsafeFlags(sanitizers)])
}

let package = Package(
    name: "fuzz",
    targets: [
        target("Wire", in: "Media"),
        target("RTP", in: "Media", "Wire"),
        target("ICE", in: "Media", "Wire"),
        target("SDP", in: "Media", "Wire", "RTP"),
        target("Transport", in: "Media", "Wire", "RTP", "ICE", "SDP"),
        .target(
            name: "COpenSSL", path: "Sources/C/COpenSSL",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        target("OpenSSLCrypto", in: "Server", "Wire", "ICE", "Transport", "COpenSSL"),

        target("Summit", in: "Domain"),
        target("Procedure", in: "Domain", "Summit"),
        target("ClientProtocol", in: "Server", "Summit", "Procedure"),

        fuzz("FuzzSTUN", "Wire", "ICE"),
        fuzz("FuzzRTP", "Wire", "RTP"),
        fuzz("FuzzRTCP", "Wire", "RTP"),
        fuzz("FuzzSDP", "RTP", "SDP"),
        fuzz("FuzzDTLS", "Wire", "Transport", "OpenSSLCrypto"),
        fuzz("FuzzWHIP", "ICE", "SDP"),
        fuzz("FuzzLive", "ClientProtocol"),
    ]
)
