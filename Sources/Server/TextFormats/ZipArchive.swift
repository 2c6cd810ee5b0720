/// Files in one file (PKWARE APPNOTE), not compressed.
struct ZipArchive {
    private var local: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ contents: String) { add(name, [UInt8](contents.utf8)) }

    private mutating func add(_ name: String, _ contents: [UInt8]) {
        let name = [UInt8](name.utf8)
        let offset = local.count
        // Version 2.0, names in UTF-8, stored; the time is that of the format's beginning: equal contents, equal bytes.
        var header = Self.number(20, 2) + Self.number(0x0800, 2) + Self.number(0, 2) + Self.number(0, 2)
        header += Self.number(0x21, 2) + Self.number(Int(Self.checksum(contents)), 4)
        header += Self.number(contents.count, 4) + Self.number(contents.count, 4)
        header += Self.number(name.count, 2) + Self.number(0, 2)
        local += [0x50, 0x4b, 0x03, 0x04] + header + name + contents
        directory += [0x50, 0x4b, 0x01, 0x02] + Self.number(20, 2) + header + Self.number(0, 2) + Self.number(0, 2)
        directory += Self.number(0, 2) + Self.number(0, 4) + Self.number(offset, 4) + name
        count += 1
    }

    var bytes: [UInt8] {
        var end: [UInt8] = [0x50, 0x4b, 0x05, 0x06] + Self.number(0, 2) + Self.number(0, 2)
        end += Self.number(count, 2) + Self.number(count, 2)
        end += Self.number(directory.count, 4) + Self.number(local.count, 4) + Self.number(0, 2)
        return local + directory + end
    }

    private static func number(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
    }

    /// CRC-32 of ISO 3309.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xff)] ^ ($0 >> 8) }
    }
}
