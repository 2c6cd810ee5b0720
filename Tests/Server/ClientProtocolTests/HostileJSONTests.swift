import ClientProtocol
import Foundation
import Testing

/// Bytes from anybody: whatever they are, an answer and no trap.
@Suite struct HostileJSONTests {
    @Test(arguments: ClientMessageTests.golden.map(\.0))
    func everyPrefixIsRefused(json: String) {
        let bytes = Array(json.utf8)
        for length in 0..<bytes.count {
            #expect(throws: MalformedMessage.self) { try ClientMessage(json: bytes[..<length]) }
        }
    }

    @Test func everyByteMayBeAnother() {
        var random = SystemRandomNumberGenerator()
        for (json, _) in ClientMessageTests.golden {
            for index in json.utf8.indices {
                var bytes = Array(json.utf8)
                bytes[json.utf8.distance(from: json.utf8.startIndex, to: index)] = UInt8.random(
                    in: 0...255, using: &random)
                _ = try? ClientMessage(json: bytes)
                _ = try? ServerMessage(json: bytes)
            }
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"type\":", "\"", "\\", "9", "-", "\u{0}", "\u{fffd}"])
    func endlessRepetitionIsRefused(piece: String) {
        let bytes = Array(String(repeating: piece, count: MessageLimits.frame / piece.utf8.count).utf8)
        #expect(throws: MalformedMessage.self) { try ClientMessage(json: bytes) }
        let inside = Array(#"{"type":"command","id":"c","command":"#.utf8) + bytes.dropLast(64)
        #expect(throws: MalformedMessage.self) { try ClientMessage(json: inside) }
    }

    @Test func invalidUTF8IsRefused() {
        let bytes = Array(#"{"type":"note","id":"n","text":""#.utf8) + [0xff, 0xfe, 0xc0, 0x80] + Array(#""}"#.utf8)
        #expect(throws: MalformedMessage.self) { try ClientMessage(json: bytes) }
    }

    @Test func loneSurrogatesDoNotTrap() {
        _ = try? ClientMessage(json: #"{"type":"note","id":"n","text":"\ud800"}"#.utf8)
        _ = try? ClientMessage(json: #"{"type":"note","id":"n","text":"\udc00\ud800"}"#.utf8)
    }

    @Test func aMemberGivenTwiceDoesNotTrap() {
        _ = try? ClientMessage(json: #"{"type":"note","type":"hello","id":"n","id":7,"text":"x"}"#.utf8)
    }
}
