public import Wire

/// A fuzzer's bytes, taken from the front as numbers and pieces; zeros where they have run out.
public struct Input {
    private var reader: ByteReader

    public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        reader = ByteReader(UnsafeRawBufferPointer(start: start, count: count))
    }

    public var isAtEnd: Bool { reader.isAtEnd }

    public mutating func flag() -> Bool { u8() & 1 == 1 }
    public mutating func u8() -> UInt8 { reader.u8() ?? 0 }
    public mutating func i8() -> Int { Int(Int8(bitPattern: u8())) }
    public mutating func u16() -> UInt16 { reader.u16() ?? UInt16(reader.u8() ?? 0) }
    public mutating func i16() -> Int { Int(Int16(bitPattern: u16())) }
    public mutating func u32() -> UInt32 { UInt32(u16()) << 16 | UInt32(u16()) }
    public mutating func u64() -> UInt64 { UInt64(u32()) << 32 | UInt64(u32()) }
    public mutating func below(_ bound: Int) -> Int { Int(u8()) % bound }
    public mutating func one<Element>(of choices: [Element]) -> Element { choices[below(choices.count)] }

    /// A length in one byte, then so many bytes, or what is left.
    public mutating func piece() -> UnsafeRawBufferPointer {
        let length = Int(u8())
        return reader.bytes(length) ?? reader.rest()
    }

    public mutating func rest() -> UnsafeRawBufferPointer { reader.rest() }

    /// A step forward on the media clock: mostly milliseconds, now and then an hour, never back.
    public mutating func interval() -> MediaInterval {
        let count = Int64(u8())
        switch count {
        case 0..<128: return .microseconds(count * 250)
        case 128..<240: return .milliseconds((count - 127) * 10)
        case 240..<254: return .seconds((count - 239) * 4)
        default: return .seconds(3_600)
        }
    }
}

/// What must hold. Also in a release build, and with words for the log.
public func check(_ condition: Bool, _ otherwise: @autoclosure () -> String) {
    if !condition { fatalError(otherwise()) }
}

/// The bytes that `write` writes, in memory of their own that ends where they end, so that the sanitizer sees each read
/// past it.
public func written(room: Int = 1_400, _ write: (inout ByteWriter) -> Void) -> [UInt8] {
    withUnsafeTemporaryAllocation(byteCount: room, alignment: 16) { memory in
        var writer = ByteWriter(memory)
        write(&writer)
        check(!writer.overflowed, "\(room) bytes are not enough")
        return Array(writer.written)
    }
}
