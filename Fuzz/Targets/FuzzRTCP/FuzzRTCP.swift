import RTP
import Wire

/// A decrypted RTCP compound: every packet, and everything in the lists.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    for packet in RTCPReader(UnsafeRawBufferPointer(start: start, count: count)) {
        switch packet {
        case .senderReport(let report, let blocks):
            _ = report.ntp.microseconds
            blocks.forEach { _ = $0.cumulativeLost }
        case .receiverReport(_, let blocks): blocks.forEach { _ = $0.cumulativeLost }
        case .sourceDescription(let chunks):
            for chunk in chunks { _ = chunk.canonicalName.map { String(decoding: $0, as: UTF8.self) } }
        case .goodbye(let sources): sources.forEach { _ = $0 }
        case .nack(_, _, let list): list.forEach { _ = $0 }
        case .fullIntraRequest(_, let list): list.forEach { _ = $0 }
        case .receiverEstimatedMaximumBitrate(_, let sources): sources.forEach { _ = $0 }
        case .transportFeedback(_, _, let feedback): for packet in feedback { _ = packet }
        case .pictureLossIndication, .other: break
        }
    }
    return 0
}
