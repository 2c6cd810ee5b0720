public import Wire

/// Packets on their way to the receivers: collected over a batch of datagrams, and then sent on a receiver at a time.
///
/// What came together leaves together: a receiver's state is looked at once for all of it, and its packets lie side by
/// side in the outbox, so that the kernel takes them as one message. Shared by all publishers of an engine.
public final class FanOut {
    /// Layers with packets that wait.
    private var layers: ContiguousArray<IncomingLayer> = []
    private let counters: ForwardingCounters

    public init(counters: ForwardingCounters) {
        self.counters = counters
        layers.reserveCapacity(64)
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
        if layer.queue.isEmpty { layers.append(layer) }
        layer.queue.append(packet)
        if layer.queue.count == IncomingLayer.queueLimit { flush(now: now, into: outbox) }
    }

    /// Sends on everything that waits.
    public func flush(now: MediaTime, into outbox: Outbox) {
        guard !layers.isEmpty else { return }
        for layer in layers { layer.flush(now: now, into: outbox, counters: counters) }
        layers.removeAll(keepingCapacity: true)
    }
}
