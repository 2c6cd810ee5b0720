import NIOCore
import NIOWebSocket

/// Puts the frames of one WebSocket client together to text messages (RFC 6455 section 5). A pure state machine.
struct MessageAssembler {
    enum Action: Equatable {
        case none
        case message(String)
        case pong(ByteBuffer)
        /// The client wants to end the connection; answer with the same code.
        case closed(WebSocketErrorCode)
        /// The client broke the protocol; close with this code.
        case fail(WebSocketErrorCode)
    }

    /// Largest message, in bytes, over all its fragments.
    let limit: Int
    private var fragments: ByteBuffer?

    init(limit: Int) { self.limit = limit }

    mutating func receive(_ frame: WebSocketFrame) -> Action {
        // Section 5.1: a client's frames are masked. No extension was agreed, so the reserved bits are 0.
        guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return .fail(.protocolError) }
        switch frame.opcode {
        case .text:
            guard fragments == nil else { return .fail(.protocolError) }
            var whole = ByteBuffer()
            return add(frame.unmaskedData, final: frame.fin, to: &whole)
        case .continuation:
            guard var whole = fragments else { return .fail(.protocolError) }
            fragments = nil  // The only reference is `whole`, so that appending copies nothing.
            return add(frame.unmaskedData, final: frame.fin, to: &whole)
        case .binary:
            return .fail(.unacceptableData)
        case .ping:
            guard frame.fin, frame.length <= 125 else { return .fail(.protocolError) }
            return .pong(frame.unmaskedData)
        case .pong:
            return frame.fin && frame.length <= 125 ? .none : .fail(.protocolError)
        case .connectionClose:
            var data = frame.unmaskedData
            guard data.readableBytes > 0 else { return .closed(.normalClosure) }
            guard let code: UInt16 = data.readInteger(), Self.mayBeSent(code) else { return .fail(.protocolError) }
            return .closed(WebSocketErrorCode(codeNumber: Int(code)))
        default:
            return .fail(.protocolError)
        }
    }

    private mutating func add(_ data: ByteBuffer, final: Bool, to whole: inout ByteBuffer) -> Action {
        var data = data
        guard whole.readableBytes + data.readableBytes <= limit else { return .fail(.messageTooLarge) }
        whole.writeBuffer(&data)
        guard final else {
            fragments = whole
            return .none
        }
        guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else {
            return .fail(.dataInconsistentWithMessage)
        }
        return .message(text)
    }

    /// RFC 6455 section 7.4: which codes may stand in a close frame.
    private static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
