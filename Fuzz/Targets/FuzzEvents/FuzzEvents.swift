import ClientProtocol
import Procedure
import Summit

/// An event as the record and the clients have it, and moments in text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    if let event = try? ProtocolJSON.decode(MeetingEvent.self, from: bytes) {
        let written = ProtocolJSON.encode(event)
        guard let again = try? ProtocolJSON.decode(MeetingEvent.self, from: written), again == event,
            ProtocolJSON.encode(again) == written
        else { fatalError("what was written reads differently: \(event)") }
    }
    if let moment = Timestamp(rawValue: String(decoding: bytes, as: UTF8.self)) {
        guard Timestamp(rawValue: moment.rawValue) == moment else { fatalError("another moment: \(moment)") }
    }
    return 0
}
