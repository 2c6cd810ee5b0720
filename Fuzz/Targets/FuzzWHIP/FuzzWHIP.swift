import ICE
import SDP

/// The body of a WHIP or WHEP PATCH, and the candidates in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    _ = ICECandidate(line: text)
    guard let fragment = try? TrickleFragment(parsing: text) else { return 0 }
    for line in fragment.sections.flatMap(\.candidates) {
        guard let candidate = ICECandidate(line: line) else { continue }
        guard ICECandidate(line: candidate.line) == candidate else {
            fatalError("a candidate reads differently: \(line)")
        }
    }
    let written = fragment.text
    guard let again = try? TrickleFragment(parsing: written), again.text == written else {
        fatalError("what was written reads differently")
    }
    return 0
}
