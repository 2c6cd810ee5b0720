import NIOCore
import NIOWebSocket
import Testing

@testable import Portal

@Suite struct MessageAssemblerTests {
    func frame(
        _ opcode: WebSocketOpcode, _ bytes: [UInt8] = [], fin: Bool = true, masked: Bool = true, rsv1: Bool = false
    ) -> WebSocketFrame {
        let key: WebSocketMaskingKey? = masked ? [1, 2, 3, 4] : nil
        var data = ByteBuffer(bytes: bytes)
        if let key { data.webSocketMask(key) }
        return WebSocketFrame(fin: fin, rsv1: rsv1, opcode: opcode, maskKey: key, data: data)
    }

    @Test func wholeMessages() {
        var assembler = MessageAssembler(limit: 100)
        #expect(assembler.receive(frame(.text, Array("Việt Nam".utf8))) == .message("Việt Nam"))
        #expect(assembler.receive(frame(.text)) == .message(""))
    }

    @Test func fragmentsWithAPingBetween() {
        var assembler = MessageAssembler(limit: 100)
        let bytes = Array("Lào".utf8)
        #expect(assembler.receive(frame(.text, Array(bytes[..<2]), fin: false)) == .none)
        #expect(assembler.receive(frame(.ping, [9])) == .pong(ByteBuffer(bytes: [9])))
        #expect(assembler.receive(frame(.continuation, Array(bytes[2...]))) == .message("Lào"))
    }

    @Test func protocolErrors() {
        for bad in [
            frame(.continuation, [0x41]), frame(.text, [0x41], masked: false), frame(.text, [0x41], rsv1: true),
            frame(.ping, fin: false), frame(.ping, Array(repeating: 0, count: 126)),
            frame(.connectionClose, [0x03]), frame(.connectionClose, [0x03, 0xED]),
        ] {
            var assembler = MessageAssembler(limit: 100)
            #expect(assembler.receive(bad) == .fail(.protocolError))
        }
        var assembler = MessageAssembler(limit: 100)
        #expect(assembler.receive(frame(.text, [0x41], fin: false)) == .none)
        #expect(assembler.receive(frame(.text, [0x41])) == .fail(.protocolError))
    }

    @Test func refusesBinaryBrokenTextAndTooMuch() {
        var assembler = MessageAssembler(limit: 4)
        #expect(assembler.receive(frame(.binary, [1])) == .fail(.unacceptableData))
        #expect(assembler.receive(frame(.text, [0xC3, 0x28])) == .fail(.dataInconsistentWithMessage))
        #expect(assembler.receive(frame(.text, [1, 2, 3, 4, 5])) == .fail(.messageTooLarge))
        #expect(assembler.receive(frame(.text, [1, 2, 3], fin: false)) == .none)
        #expect(assembler.receive(frame(.continuation, [4, 5])) == .fail(.messageTooLarge))
    }

    @Test func closesWithTheClientsCode() {
        var assembler = MessageAssembler(limit: 4)
        #expect(assembler.receive(frame(.connectionClose)) == .closed(.normalClosure))
        #expect(assembler.receive(frame(.connectionClose, [0x03, 0xE9])) == .closed(.goingAway))
        #expect(assembler.receive(frame(.pong)) == .none)
    }
}
