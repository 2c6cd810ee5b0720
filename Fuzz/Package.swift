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
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0")],
    targets: [
        target("Wire", in: "Media"),
        target("RTP", in: "Media", "Wire"),
        target("ICE", in: "Media", "Wire"),
        target("SDP", in: "Media", "Wire", "RTP"),
        target("Transport", in: "Media", "Wire", "ICE"),
        target("Receiving", in: "Media", "Wire", "RTP"),
        target("Bandwidth", in: "Media", "Wire", "RTP"),
        target("Forwarding", in: "Media", "Wire", "RTP", "Receiving", "Bandwidth"),
        target("MediaEngine", in: "Media", "Wire", "RTP", "ICE", "SDP", "Transport", "Forwarding", "Bandwidth"),
        .target(
            name: "COpenSSL", path: "Sources/C/COpenSSL",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        target("OpenSSLCrypto", in: "Server", "Wire", "ICE", "Transport", "COpenSSL"),

        target("Summit", in: "Domain"),
        target("Procedure", in: "Domain", "Summit"),
        target("Negotiation", in: "Domain", "Summit", .product(name: "Crypto", package: "swift-crypto")),
        target("Library", in: "Domain", "Summit"),
        target("Timetable", in: "Domain", "Summit"),
        target("Convening", in: "Domain", "Summit", "Timetable"),
        .target(
            name: "StandardFacts", dependencies: ["Summit"], path: "Sources/Server/StandardFacts",
            resources: [.embedInCode("Data")], swiftSettings: strict),
        target(
            "ClientProtocol", in: "Server", "Summit", "StandardFacts", "Procedure", "Negotiation", "Library",
            "Timetable",
            "Convening"),
        target("ChildProcess", in: "Server"),
        target("WeekSolver", in: "Server", "ChildProcess", "Summit", "Timetable"),

        // What must hold of a library is said once, for the walks of the tests and for the fuzzer.
        .target(
            name: "LibraryTestSupport", dependencies: ["Summit", "Library"], path: "Tests/Domain/LibraryTestSupport",
            sources: ["LibraryRules.swift"], swiftSettings: strict),

        .target(name: "Support", dependencies: ["Wire", "ICE", "Transport"], path: "Support", swiftSettings: strict),

        // What strangers send, before and after it is decrypted.
        fuzz("FuzzSTUN", "Wire", "ICE", "Support"),
        fuzz("FuzzDTLS", "Wire", "Transport", "OpenSSLCrypto"),
        fuzz("FuzzSRTP", "Transport", "OpenSSLCrypto", "Support"),
        fuzz("FuzzRTP", "Wire", "RTP"),
        fuzz("FuzzExtensions", "Wire", "RTP", "Support"),
        fuzz("FuzzVP8", "RTP", "Support"),
        fuzz("FuzzVP9", "RTP", "Support"),
        fuzz("FuzzKeyframes", "RTP", "Support"),
        fuzz("FuzzDependencies", "RTP", "Support"),
        fuzz("FuzzRTCP", "Wire", "RTP"),
        fuzz("FuzzFeedback", "Wire", "RTP", "Support"),
        fuzz("FuzzNACK", "RTP", "Support"),
        fuzz("FuzzREMB", "RTP", "Support"),
        fuzz("FuzzReports", "Wire", "RTP", "Support"),

        // Texts.
        fuzz("FuzzSDP", "RTP", "SDP"),
        fuzz("FuzzWHIP", "ICE", "SDP"),
        fuzz("FuzzCodecs", "RTP", "Support"),
        fuzz("FuzzAddress", "Wire"),
        fuzz("FuzzLive", "ClientProtocol"),
        fuzz("FuzzEvents", "ClientProtocol", "Procedure", "Summit"),

        // Files.
        fuzz("FuzzZones", "Summit", "Timetable", "Support"),
        fuzz("FuzzSheets", "Summit", "Timetable", "Convening", "Support"),
        fuzz("FuzzWeek", "Summit", "Timetable", "WeekSolver", "Support"),

        // What remembers: any sequence of what may happen to it.
        fuzz("FuzzICE", "Wire", "ICE", "Support"),
        fuzz("FuzzReceiver", "Wire", "RTP", "Receiving", "Support"),
        fuzz("FuzzArrivals", "Wire", "RTP", "Receiving", "Support"),
        fuzz("FuzzPadding", "RTP", "Receiving", "Forwarding", "Support"),
        fuzz("FuzzRewriter", "Wire", "RTP", "Forwarding", "Support"),
        fuzz("FuzzCache", "Wire", "RTP", "Forwarding", "Support"),
        fuzz("FuzzSpeech", "Wire", "Forwarding", "Support"),
        fuzz("FuzzSent", "Wire", "RTP", "Bandwidth", "Support"),
        fuzz("FuzzBandwidth", "Wire", "RTP", "Bandwidth", "Support"),
        fuzz("FuzzAllocation", "Wire", "Bandwidth", "Support"),
        fuzz("FuzzConference", "Summit", "Timetable", "Convening", "ClientProtocol", "Support"),
        fuzz("FuzzText", "Summit", "Negotiation", "ClientProtocol", "Support"),
        fuzz("FuzzLibrary", "Summit", "Library", "LibraryTestSupport", "ClientProtocol", "Support"),
        fuzz("FuzzFacts", "Summit", "StandardFacts", "ClientProtocol", "Support"),

        // Everything together.
        fuzz("FuzzNegotiation", "Wire", "RTP", "SDP", "MediaEngine", "Support"),
        fuzz("FuzzSession", "Wire", "RTP", "ICE", "SDP", "MediaEngine", "Support"),
    ]
)
