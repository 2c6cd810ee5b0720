import Foundation

/// What a tz database says of itself: its release and its names.
struct ZoneIndex {
    let release: String
    let names: Set<String>

    /// From `tzdata.zi`, which has everything; else from the tables of places, `zone1970.tab` and `zone.tab`, and `+VERSION`.
    init(folder: String) throws(ZoneDatabaseProblem) {
        func lines(_ file: String) -> [Substring] {
            Self.contents(of: "\(folder)/\(file)", upTo: Self.longest).map {
                String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isNewline)
            } ?? []
        }
        let source = lines("tzdata.zi")
        var names = Set(source.lazy.compactMap(Self.nameInSource))
        if names.isEmpty {
            names = Set((lines("zone1970.tab") + lines("zone.tab")).lazy.compactMap(Self.nameInTable))
            if !names.isEmpty { names.formUnion(["UTC", "Etc/UTC"]) }
        }
        self.names = names.filter(Self.isWellFormed)
        guard !self.names.isEmpty else { throw .notThere(folder: folder) }
        let stated = source.first.flatMap { $0.hasPrefix("# version ") ? $0.dropFirst(10) : nil }
        release = String((stated ?? lines("+VERSION").first ?? "unknown").prefix(40))
    }

    /// `tzdata.zi` has some 110,000 bytes.
    private static let longest = 1 << 20

    /// `Z Asia/Tokyo 9:18:59 ...` and `L Asia/Tokyo Japan`.
    private static func nameInSource(_ line: Substring) -> String? {
        let words = line.split(separator: " ", maxSplits: 3)
        switch words.first {
        case "Z" where words.count > 1: return String(words[1])
        case "L" where words.count > 2: return String(words[2])
        default: return nil
        }
    }

    /// `JP`, tab, coordinates, tab, `Asia/Tokyo`.
    private static func nameInTable(_ line: Substring) -> String? {
        let columns = line.split(separator: "\t")
        return line.hasPrefix("#") || columns.count < 3 ? nil : String(columns[2])
    }

    /// Up to four parts of letters, digits, `+`, `-` and `_`, none empty: no path leads out of the folder.
    static func isWellFormed(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return name.utf8.count <= 64 && (1...4).contains(parts.count)
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        switch byte {
                        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
                        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                        default: "+-_".utf8.contains(byte)
                        }
                    }
            }
    }

    /// The file's bytes, at most so many; nil when it cannot be read or is empty.
    static func contents(of path: String, upTo count: Int) -> Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        return try? file.read(upToCount: count)
    }
}
