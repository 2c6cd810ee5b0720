/// What an H.264 `profile-level-id` says (RFC 6184, section 8.1; ITU-T H.264, annex A).
public struct H264ProfileLevel: Hashable, Sendable {
    public enum Profile: Hashable, Sendable {
        case constrainedBaseline, baseline, main, constrainedHigh, high
        case other(idc: UInt8, constraints: UInt8)
    }

    public var profile: Profile
    /// `level_idc`: ten times the level, 31 for level 3.1; 9 stands for level 1b.
    public var level: UInt8

    /// Six hexadecimal digits: profile_idc, the constraint flags, level_idc. nil for anything else.
    public init?(profileLevelID text: String) {
        guard text.utf8.count == 6, let value = UInt32(text, radix: 16) else { return nil }
        let idc = UInt8(truncatingIfNeeded: value >> 16)
        let flags = UInt8(truncatingIfNeeded: value >> 8)
        // Flag bits from the top: set0 ... set5. RFC 6184, table 5.
        switch idc {
        case 0x42: profile = flags & 0x40 != 0 ? .constrainedBaseline : .baseline
        case 0x4D: profile = flags & 0x80 != 0 ? .constrainedBaseline : .main
        case 0x58: profile = flags & 0xC0 == 0xC0 ? .constrainedBaseline : .other(idc: idc, constraints: flags)
        case 0x64: profile = flags & 0x0C == 0x0C ? .constrainedHigh : .high
        default: profile = .other(idc: idc, constraints: flags)
        }
        let isLevel1b = value & 0xFF == 11 && flags & 0x10 != 0 && idc != 0x64
        level = isLevel1b ? 9 : UInt8(truncatingIfNeeded: value)
    }

    /// Without the parameter: baseline, level 1 (RFC 6184, section 8.1).
    public static let unstated = H264ProfileLevel(profile: .baseline, level: 10)

    init(profile: Profile, level: UInt8) {
        self.profile = profile
        self.level = level
    }

    /// Whether a decoder of this profile decodes a stream of `stream`'s; levels are not compared.
    public func decodes(_ stream: H264ProfileLevel) -> Bool {
        switch (profile, stream.profile) {
        case (let mine, let theirs) where mine == theirs: true
        case (_, .constrainedBaseline):
            switch profile {
            case .other: false
            default: true
            }
        case (.high, .main), (.high, .constrainedHigh): true
        default: false
        }
    }
}
