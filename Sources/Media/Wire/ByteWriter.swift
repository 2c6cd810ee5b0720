/// Writes big-endian values into given memory. What does not fit is not written and sets `overflowed`; check it once,
/// at the end.
///
/// The memory is borrowed: the writer must not outlive the buffer.
public struct ByteWriter {
    private let base: UnsafeMutableRawBufferPointer
    /// Bytes written so far.
    public private(set) var count: Int
    /// Whether something did not fit; `count` then stands where the first such write began.
    public private(set) var overflowed = false

    public init(_ memory: UnsafeMutableRawBufferPointer, at offset: Int = 0) {
        base = memory
        count = offset
        overflowed = offset < 0 || offset > memory.count
    }

    public var free: Int { overflowed ? 0 : base.count - count }

    /// What was written, from the start of the memory.
    public var written: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: base[..<min(count, base.count)]) }

    public mutating func u8(_ value: UInt8) { integer(value) }
    public mutating func u16(_ value: UInt16) { integer(value) }

    public mutating func u24(_ value: UInt32) {
        guard claim(3) else { return }
        base[count] = UInt8(truncatingIfNeeded: value >> 16)
        base[count + 1] = UInt8(truncatingIfNeeded: value >> 8)
        base[count + 2] = UInt8(truncatingIfNeeded: value)
        count += 3
    }

    public mutating func u32(_ value: UInt32) { integer(value) }
    public mutating func u64(_ value: UInt64) { integer(value) }

    public mutating func bytes(_ source: UnsafeRawBufferPointer) {
        guard claim(source.count) else { return }
        if let start = source.baseAddress, let target = base.baseAddress {
            (target + count).copyMemory(from: start, byteCount: source.count)
        }
        count += source.count
    }

    public mutating func bytes(_ source: some Collection<UInt8>) {
        let size = source.count
        guard claim(size) else { return }
        base[count..<count + size].copyBytes(from: source)
        count += size
    }

    public mutating func zeros(_ number: Int) {
        guard number >= 0, claim(number) else { return }
        for _ in 0..<number {
            base[count] = 0
            count += 1
        }
    }

    /// Sets a 16-bit field that was written before, such as a length.
    public mutating func patch(u16 value: UInt16, at offset: Int) {
        guard offset >= 0, offset + 2 <= count else { return }
        base.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt16.self)
    }

    /// Sets a byte that was written before.
    public mutating func patch(u8 value: UInt8, at offset: Int) {
        guard offset >= 0, offset < count else { return }
        base[offset] = value
    }

    private mutating func claim(_ size: Int) -> Bool {
        if overflowed || base.count - count < size { overflowed = true }
        return !overflowed
    }

    private mutating func integer<T: FixedWidthInteger>(_ value: T) {
        guard claim(MemoryLayout<T>.size) else { return }
        base.storeBytes(of: value.bigEndian, toByteOffset: count, as: T.self)
        count += MemoryLayout<T>.size
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Stores a big-endian 16-bit value at `offset`. The caller has checked the length.
    @inlinable
    public func store(u16 value: UInt16, at offset: Int) {
        storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt16.self)
    }

    /// Stores a big-endian 32-bit value at `offset`. The caller has checked the length.
    @inlinable
    public func store(u32 value: UInt32, at offset: Int) {
        storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
    }
}
