/// What a profile does to single packets; the rest is `SRTPSession`. One object per session key.
protocol SRTPCipher: AnyObject {
    var tagLength: Int { get }
    /// Where SRTCP's index word stands behind the text: after the tag, or before it.
    var indexWordOffset: Int { get }

    /// Encrypts the text and writes the tag. False if the cipher failed.
    func seal(_ frame: SRTPFrame) -> Bool
    /// Decrypts the text. False if the tag does not fit; the packet is then of no use.
    func open(_ frame: SRTPFrame) -> Bool
}

/// A packet as a cipher sees it: header, text, and behind it the trailer of tag and, in SRTCP, index word.
struct SRTPFrame {
    let memory: UnsafeMutableRawBufferPointer
    let header: Int
    /// Where the text ends. The memory holds the whole trailer behind it.
    let end: Int
    let source: UInt32
    /// 48 bits of SRTP, 31 of SRTCP.
    let index: UInt64
    /// Whether the trailer has an index word; the session has written it.
    let isRTCP: Bool

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }
    var text: UnsafeMutableRawBufferPointer { memory.part(header, end - header) }
}
