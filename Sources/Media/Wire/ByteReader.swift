/// Reads big-endian values from the front of a packet. Every read checks the bounds and returns nil past the end.
///
/// The bytes are borrowed: the reader must not outlive the buffer.
public struct ByteReader {
    @usableFromInline let base: UnsafeRawBufferPointer
    /// Bytes read so far.
    public private(set) var offset: Int

    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.init(base: bytes, offset: 0)
    }

    @usableFromInline
    init(base: UnsafeRawBufferPointer, offset: Int) {
        self.base = base
        self.offset = offset
    }

    public var remaining: Int { base.count - offset }
    public var isAtEnd: Bool { offset == base.count }

    public mutating func u8() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { offset += 1 }
        return base[offset]
    }

    public mutating func u16() -> UInt16? { integer() }

    public mutating func u24() -> UInt32? {
        guard remaining >= 3 else { return nil }
        defer { offset += 3 }
        return UInt32(base[offset]) << 16 | UInt32(base[offset + 1]) << 8 | UInt32(base[offset + 2])
    }

    public mutating func u32() -> UInt32? { integer() }
    public mutating func u64() -> UInt64? { integer() }

    /// The next `count` bytes as a view of the packet's own memory; nil if there are fewer, or `count` is negative.
    public mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, remaining >= count else { return nil }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: base[offset..<offset + count])
    }

    /// Everything that is left.
    public mutating func rest() -> UnsafeRawBufferPointer {
        defer { offset = base.count }
        return UnsafeRawBufferPointer(rebasing: base[offset...])
    }

    /// Moves forward; false, and nothing moved, if fewer than `count` bytes are left.
    public mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, remaining >= count else { return false }
        offset += count
        return true
    }

    private mutating func integer<T: FixedWidthInteger>() -> T? {
        guard remaining >= MemoryLayout<T>.size else { return nil }
        defer { offset += MemoryLayout<T>.size }
        return T(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: T.self))
    }
}

extension UnsafeRawBufferPointer {
    /// The big-endian 16-bit value at `offset`. The caller has checked the length.
    @inlinable
    public func u16(at offset: Int) -> UInt16 {
        UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    /// The big-endian 32-bit value at `offset`. The caller has checked the length.
    @inlinable
    public func u32(at offset: Int) -> UInt32 {
        UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The `count` bytes from `offset`. The caller has checked the length.
    @inlinable
    public func slice(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[offset..<offset + count])
    }
}
