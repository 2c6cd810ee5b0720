import RTP
import Support

/// Dependency descriptors one after another, each behind its length: what is read can be written, as it is and with a mask,
/// and means the same to who reads that.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var (reader, whole, cut) = (DependencyReader(), DependencyReader(), DependencyReader())
    for _ in 0..<50 where !input.isAtEnd {
        let targets = UInt32(input.u16()) | 1
        let isLate = input.u8() == 0
        let bytes = input.piece()
        guard let (descriptor, use) = reader.read(bytes, isLate: isLate) else { continue }
        check(use.needed.contains(.everything), "nobody needs it")
        check(use.beginsFrame || use.to.isEmpty, "a switch within a frame")
        for (mask, isCut) in [(0, false), (targets, true)] as [(UInt32, Bool)] {
            let length = descriptor.length(targets: mask)
            check(length <= 255 || length == bytes.count, "longer than an element can be")
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 1)
            defer { copy.deallocate() }
            descriptor.write(to: copy, frameNumber: descriptor.frameNumber, targets: mask)
            let again =
                isCut
                ? cut.read(UnsafeRawBufferPointer(copy), isLate: isLate)
                : whole.read(UnsafeRawBufferPointer(copy), isLate: isLate)
            guard let again else { fatalError("what was written cannot be read") }
            check(again.use == use, "it means something else")
            check(again.descriptor.layout.hasStructure == descriptor.layout.hasStructure, "the structure is gone")
        }
        check(cut.structure == reader.structure && whole.structure == reader.structure, "another structure")
    }
    return 0
}
