/// A file that is no TZif file (RFC 9636), or one that cannot be used.
public enum ZoneFileFault: Error, Sendable, Hashable {
    /// It does not begin with `TZif`.
    case notTZif
    /// None of the versions 1 to 4.
    case unknownVersion(UInt8)
    /// More bytes than ``ZoneRules/maximumFileLength``.
    case tooLong(Int)
    /// It ends before this byte, which its header promises.
    case cut(Int)
    /// A header whose numbers do not fit one another.
    case counts
    /// It counts leap seconds, as those in the folder `right` do; moments here do not.
    case leapSeconds
    /// Local time type number so and so: an offset that no zone has, a flag that is neither, a name that is not there.
    case localTimeType(Int)
    /// Change number so and so is not later than the one before, or leads to a type that is not there.
    case change(Int)
    /// The last line is no POSIX TZ string.
    case footer
}

extension ZoneFileFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notTZif: "The file is no TZif file: it does not begin with the letters TZif."
        case .unknownVersion(let version): "The TZif file is of a version that is not known (byte \(version))."
        case .tooLong(let length): "A TZif file of \(length) bytes is longer than any zone needs."
        case .cut(let length): "The TZif file is cut off: its header promises \(length) bytes."
        case .counts: "The numbers in the TZif file's header do not fit one another."
        case .leapSeconds: "The TZif file counts leap seconds; use the one outside the folder right."
        case .localTimeType(let index): "Local time type \(index) of the TZif file cannot be."
        case .change(let index): "Change \(index) of the TZif file is out of order or leads nowhere."
        case .footer: "The last line of the TZif file is no POSIX TZ string."
        }
    }
}

extension ZoneRules {
    /// The longest TZif files have some 4,000 bytes.
    public static let maximumFileLength = 65_536

    /// Reads a TZif file of version 1 to 4 (RFC 9636).
    public init(tzif bytes: [UInt8]) throws(ZoneFileFault) {
        guard bytes.count <= Self.maximumFileLength else { throw .tooLong(bytes.count) }
        var reader = TZifReader(bytes)
        var header = try reader.header()
        let isFirstVersion = header.version == 0
        if !isFirstVersion {
            // The block for readers that know 32 bits only is passed over: it may be empty.
            try reader.skip(header.length(timeSize: 4))
            header = try reader.header()
        }
        let block = try reader.block(header, timeSize: isFirstVersion ? 4 : 8)
        let footer = isFirstVersion ? ZoneFooter.none : try reader.footer()
        self.init(first: block.first, changes: block.changes, footer: footer)
    }
}

private struct TZifReader {
    struct Header {
        let version: UInt8
        let utFlags, standardFlags, leapSeconds, changes, types, characters: Int

        func length(timeSize: Int) -> Int {
            changes * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4) + standardFlags + utFlags
        }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) throws(ZoneFileFault) { _ = try take(count) }

    private mutating func take(_ count: Int) throws(ZoneFileFault) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw .cut(position + count) }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Big-endian, with its sign.
    private mutating func integer(size: Int) throws(ZoneFileFault) -> Int64 {
        let bits = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
    }

    private mutating func count() throws(ZoneFileFault) -> Int {
        Int(UInt32(truncatingIfNeeded: try integer(size: 4)))
    }

    mutating func header() throws(ZoneFileFault) -> Header {
        guard bytes.dropFirst(position).starts(with: Array("TZif".utf8)) else { throw .notTZif }
        try skip(4)
        let version = try take(1).first ?? 0
        guard [0, UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4")].contains(version) else {
            throw .unknownVersion(version)
        }
        try skip(15)
        return Header(
            version: version, utFlags: try count(), standardFlags: try count(), leapSeconds: try count(),
            changes: try count(), types: try count(), characters: try count())
    }

    mutating func block(
        _ header: Header, timeSize: Int
    ) throws(ZoneFileFault) -> (first: LocalTimeType, changes: [ZoneRules.Change]) {
        guard (1...256).contains(header.types), header.characters > 0,
            [0, header.types].contains(header.standardFlags), [0, header.types].contains(header.utFlags)
        else { throw .counts }
        guard header.leapSeconds == 0 else { throw .leapSeconds }
        let length = header.length(timeSize: timeSize)
        // Before anything is kept: what is promised must be there.
        guard length <= bytes.count - position else { throw .cut(position + length) }
        var seconds: [Int64] = []
        for _ in 0..<header.changes { seconds.append(try integer(size: timeSize)) }
        let indices = try take(header.changes)
        var records: [(offset: Int, flag: UInt8, name: Int)] = []
        for _ in 0..<header.types {
            let offset = Int(try integer(size: 4))
            let rest = try take(2)
            records.append((offset, rest[rest.startIndex], Int(rest[rest.startIndex + 1])))
        }
        let names = try take(header.characters)
        try skip(header.standardFlags + header.utFlags)
        var types: [LocalTimeType] = []
        for (index, record) in records.enumerated() {
            guard record.flag <= 1, let name = Self.name(at: record.name, in: names),
                let type = LocalTimeType(offset: record.offset, isDaylightTime: record.flag == 1, abbreviation: name)
            else { throw .localTimeType(index) }
            types.append(type)
        }
        var changes: [ZoneRules.Change] = []
        for (index, (second, type)) in zip(seconds, indices).enumerated() {
            guard Int(type) < types.count, index == 0 || seconds[index - 1] < second else { throw .change(index) }
            changes.append(ZoneRules.Change(second: second, type: types[Int(type)]))
        }
        return (types[0], changes)
    }

    /// Up to the next zero; visible ASCII only, since it goes into calendars and on screens.
    private static func name(at index: Int, in names: ArraySlice<UInt8>) -> String? {
        let from = names.dropFirst(index)
        guard let end = from.firstIndex(of: 0) else { return nil }
        let name = from[..<end]
        return name.allSatisfy { (0x21...0x7E).contains($0) } ? String(decoding: name, as: UTF8.self) : nil
    }

    mutating func footer() throws(ZoneFileFault) -> ZoneFooter {
        let rest = bytes[position...]
        let newline = UInt8(ascii: "\n")
        guard rest.first == newline, let end = rest.dropFirst().firstIndex(of: newline),
            let footer = ZoneFooter(rest[(rest.startIndex + 1)..<end])
        else { throw .footer }
        return footer
    }
}
