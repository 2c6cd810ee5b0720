public import RTP
public import Wire

/// A packet of an incoming layer on its way to the receivers.
public struct MediaPacket {
    /// A view of memory that is valid until the batch is sent on (see `FanOut`).
    public var payload: UnsafeRawBufferPointer
    /// The layer's own count, without the padding packets that are not forwarded (see `PaddingFilter`).
    public var sequence: ExtendedSequence
    public var timestamp: RTPTimestamp
    public var marker: Bool
    public var format: Codec.Format
    /// The byte of RFC 6464, if the packet had it.
    public var audioLevel: UInt8?
    public var description: PayloadDescription
    /// The packet's dependency descriptor, if it had one that could be read; as the payload, a view of memory.
    public var descriptor: DependencyDescriptor?

    public init(
        payload: UnsafeRawBufferPointer, sequence: ExtendedSequence, timestamp: RTPTimestamp, marker: Bool,
        format: Codec.Format, audioLevel: UInt8? = nil, description: PayloadDescription,
        descriptor: DependencyDescriptor? = nil
    ) {
        self.payload = payload
        self.sequence = sequence
        self.timestamp = timestamp
        self.marker = marker
        self.format = format
        self.audioLevel = audioLevel
        self.description = description
        self.descriptor = descriptor
    }

    /// The memory of all its views: from the descriptor, which comes before the payload, to the payload's end.
    var bytes: UnsafeRawBufferPointer {
        get {
            guard let start = descriptor?.bytes.baseAddress, let payloadStart = payload.baseAddress else {
                return payload
            }
            return UnsafeRawBufferPointer(start: start, count: payloadStart - start + payload.count)
        }
        set {
            payload = UnsafeRawBufferPointer(rebasing: newValue.suffix(payload.count))
            if let length = descriptor?.bytes.count {
                descriptor?.bytes = UnsafeRawBufferPointer(rebasing: newValue.prefix(length))
            }
        }
    }
}

/// What carries a slot's packets to its receiver: the peer's transport.
public protocol RTPSender: AnyObject {
    /// Whether anything can be sent now.
    var canSend: Bool { get }
    /// Encrypts the `length` bytes in `slot`, which is the outbox's reserved memory, and commits them. False: not sent.
    func sendRTP(length: Int, in slot: UnsafeMutableRawBufferPointer, outbox: Outbox) -> Bool
    /// Sends an encrypted packet once more, unchanged. False: not sent.
    func resend(_ packet: UnsafeRawBufferPointer, outbox: Outbox) -> Bool
}
