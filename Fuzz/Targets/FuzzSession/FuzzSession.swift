import Support

/// Two publishers and a receiver at an engine, all connected, and what they may do with their keys: any RTP and RTCP,
/// checks from any address, renegotiation, restarts, time; and strangers' datagrams between. See `Session` for what
/// must hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let session = Session(isSimulcast: input.flag())
    for _ in 0..<300 where !input.isAtEnd { session.step(&input) }
    session.end()
    return 0
}
