import RTP
public import Wire

/// Packets on their way to the receivers: collected over a batch of datagrams, and then sent on a receiver at a time.
///
/// What came together leaves together: a receiver's state is looked at once for all of it, and its packets lie side by
/// side in the outbox, so that the kernel takes them as one message. Shared by all publishers of an engine.
public final class FanOut {
    /// Layers with packets that wait.
    private var sound: ContiguousArray<IncomingLayer> = []
    private var pictures: ContiguousArray<IncomingLayer> = []
    /// Receivers with packets that wait, while they are sent.
    private var receivers: ContiguousArray<ReceiverLine> = []
    private let counters: ForwardingCounters

    public init(counters: ForwardingCounters) {
        self.counters = counters
        sound.reserveCapacity(64)
        pictures.reserveCapacity(64)
    }

    /// Puts a packet on its way to everyone who gets the layer. Its payload must stay until `flush`.
    func take(_ packet: MediaPacket, of layer: IncomingLayer, now: MediaTime, into outbox: Outbox) {
        if layer.isStart(packet) {
            // Those who change over here get what came before first.
            flush(now: now, into: outbox)
            layer.admitWaiting(packet, now: now, counters: counters)
        }
        layer.keep(packet, now: now)
        guard layer.isForwarded else { return }
        if layer.queue.isEmpty {
            if layer.kind == .audio { sound.append(layer) } else { pictures.append(layer) }
        }
        layer.queue.append(packet)
        if layer.queue.count == IncomingLayer.queueLimit { flush(now: now, into: outbox) }
    }

    /// Sends on everything that waits, to each receiver its sound first. Nothing is allocated in the steady state.
    public func flush(now: MediaTime, into outbox: Outbox) {
        for layer in sound { layer.address(to: &receivers, counters: counters) }
        for layer in pictures { layer.address(to: &receivers, counters: counters) }
        for receiver in receivers { receiver.sendDue(now: now, into: outbox) }
        receivers.removeAll(keepingCapacity: true)
        for layer in sound { layer.queue.removeAll(keepingCapacity: true) }
        for layer in pictures { layer.queue.removeAll(keepingCapacity: true) }
        sound.removeAll(keepingCapacity: true)
        pictures.removeAll(keepingCapacity: true)
    }
}
