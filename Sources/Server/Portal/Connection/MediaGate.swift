import ICE
import NIOCore
import Wire

import func Foundation.fcntl
import var Foundation.F_DUPFD_CLOEXEC

/// A TCP connection that carries media, on its way out of the portal.
package struct MediaSocket: Sendable {
    /// A descriptor of the socket, which whoever gets it has to close.
    package let descriptor: CInt
    /// What was read from the socket so far; begins with a whole packet (RFC 4571) that looks like a STUN message.
    package let firstBytes: [UInt8]
    /// To be kept until the socket is closed: the connection counts until then.
    package let place: any AnyObject & Sendable
}

/// Stands before TLS until the first byte has come, and tells the two kinds of connection apart: a TLS record begins with
/// 0x16 (RFC 8446 section 5.1), a packet's length (RFC 4571) with 0 or 1, as a STUN check is shorter than 512 bytes.
///
/// A connection of the first kind goes on as if the gate had not been there. One of the second has to bring one whole
/// packet that could be a check, and not much more: there is nothing else to send before its answer. Its socket then
/// leaves the event loop for the media thread.
final class MediaGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Bytes that may come before the gate has decided.
    static let limit = 4_096
    private static let longestCheck = 511

    private enum State {
        /// Next: passed, collecting.
        case waiting
        /// It is media; the first packet is not there yet, or the present round of reads is not over. Next: gone.
        case collecting(ByteBuffer)
        case passed
        case gone
    }

    private var state = State.waiting
    private let place: any AnyObject & Sendable
    private let take: @Sendable (MediaSocket) -> Void

    init(place: any AnyObject & Sendable, take: @escaping @Sendable (MediaSocket) -> Void) {
        self.place = place
        self.take = take
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .gone:
            return
        case .passed:
            context.fireChannelRead(data)
        case .waiting:
            let bytes = Self.unwrapInboundIn(data)
            guard let first = bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) else { return }
            if first <= 1 {
                state = .collecting(bytes)
            } else {
                state = .passed
                context.fireChannelRead(data)
                context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
            }
        case .collecting(var bytes):
            state = .gone
            var more = Self.unwrapInboundIn(data)
            bytes.writeBuffer(&more)
            state = .collecting(bytes)
            if bytes.readableBytes > Self.limit { leave(context) }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard case .collecting(let bytes) = state else { return context.fireChannelReadComplete() }
        switch Self.judge(bytes) {
        case .incomplete: break
        case .refused: leave(context)
        case .check: handOver(bytes, context)
        }
    }

    enum Verdict { case incomplete, refused, check }

    /// Whether the bytes begin with a packet that could be a check.
    static func judge(_ bytes: ByteBuffer) -> Verdict {
        if bytes.readableBytes > limit { return .refused }
        return bytes.withUnsafeReadableBytes { bytes in
            switch PacketFraming.next(in: bytes, at: 0, longest: longestCheck) {
            case .incomplete: return .incomplete
            case .tooLong: return .refused
            case .packet(let range):
                let packet = UnsafeRawBufferPointer(rebasing: bytes[range])
                return STUN.peekLocalFragment(packet) != nil ? .check : .refused
            }
        }
    }

    /// Takes the socket away from the event loop: a second descriptor stays open when the channel closes its own.
    private func handOver(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        let descriptor = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) {
            fcntl($0, F_DUPFD_CLOEXEC, 0)
        }
        leave(context)
        guard let descriptor = descriptor.flatMap({ $0 }), descriptor >= 0 else { return }
        take(MediaSocket(descriptor: descriptor, firstBytes: Array(bytes.readableBytesView), place: place))
    }

    /// Closing does not end the connection if a second descriptor is open.
    private func leave(_ context: ChannelHandlerContext) {
        state = .gone
        context.close(promise: nil)
    }
}
