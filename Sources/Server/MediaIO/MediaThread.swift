import CMediaIO
import Glibc

/// A loop on its way to its thread: made by one thread, used by the other, never by both.
final class LoopHandover: @unchecked Sendable {
    let loop: ShardLoop
    let mailbox: Mailbox
    let processor: Int?

    init(loop: ShardLoop, mailbox: Mailbox, processor: Int?) {
        self.loop = loop
        self.mailbox = mailbox
        self.processor = processor
    }

    /// Makes the thread that runs the loop and then closes the mailbox.
    func startThread() -> pthread_t {
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runHandedOver, Unmanaged.passRetained(self).toOpaque())
        precondition(code == 0, "the system gives no thread")
        return thread
    }
}

private func runHandedOver(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let handover = Unmanaged<LoopHandover>.fromOpaque(argument).takeRetainedValue()
    cmediaio_name_thread("media")
    if let processor = handover.processor { _ = cmediaio_pin_thread(Int32(clamping: processor)) }
    handover.loop.run()
    handover.mailbox.close()
    return nil
}
