import ICE
import MediaEngine
import RTP
import SDP
import Support
import Wire

/// An engine with three peers. Whatever the publishers send, the receiver's connection stays, nothing is forwarded that
/// may not be, no number leaves twice, and the next moment lies ahead.
final class Session {
    static let server = NetworkAddress(ipv4: 0x0A00_0001, port: 7_000)
    static let homes = (0..<12).map { NetworkAddress(ipv4: 0x0A00_0100 + UInt32($0), port: 5_000) }

    let engine = MediaEngine(
        configuration: {
            var configuration = MediaEngine.Configuration(candidates: [Session.server])
            configuration.cacheBytes = 65_536
            return configuration
        }(), crypto: PlainCrypto())
    let outbox = Outbox(capacity: 16)
    var now = MediaTime(microseconds: 10_000_000)
    let publisher: Guest
    let rival: Guest
    let receiver: Guest
    let source = SourceID(rawValue: 1)
    /// Of the slots, then of their retransmissions: where the numbers stand, and which have left.
    private var streams: [UInt32: (last: ExtendedSequence, sent: Set<Int64>)] = [:]
    private var isAudible = true
    private var isVisible = true
    private var batch: [UnsafeMutableRawBufferPointer] = []
    private var number = UInt16(0xFFF0)
    private var timestamp: UInt32 = 0

    init(isSimulcast: Bool) {
        let pair = SourcePair(ssrc: SSRC(0x22), retransmission: SSRC(0x23))
        let sound = OfferPlan.Section.send(.audio, SourcePair(ssrc: SSRC(0x11)))
        publisher = Guest(1, [sound, isSimulcast ? .sendLayers(["f", "h", "q"]) : .send(.video, pair)])
        rival = Guest(2, [.send(.video, pair)])
        receiver = Guest(3, [.receive(.audio), .receive(.video), .receive(.video)])
        outbox.onFull = { [unowned self] _ in drain() }
        for guest in [publisher, rival, receiver] { join(guest) }
        engine.setAudible(source, true)
        engine.setVisible(source, true)
        engine.assignAudio(peer: receiver.id, slot: 0, source: source)
        engine.assignVideo(peer: receiver.id, slot: 0, source: source, quality: .full)
        engine.assignVideo(peer: receiver.id, slot: 1, source: source, quality: .thumbnail)
    }

    // MARK: Signalling

    private func source(of guest: Guest) -> SourceID { guest === rival ? SourceID(rawValue: 2) : source }

    /// Offers, or offers again.
    @discardableResult
    private func offer(_ guest: Guest) -> Bool {
        let text = guest.offer
        let answer =
            guest === receiver
            ? try? engine.receive(peer: guest.id, offer: MediaEngine.read(offer: text), now: now)
            : try? engine.publish(
                peer: guest.id, source: source(of: guest), offer: MediaEngine.read(offer: text), now: now)
        guard let answer else { return false }
        // Looked for in the text: to parse it would take longer than the rest of a short session.
        func values(_ name: String) -> [Substring.UTF8View] {
            answer.utf8.split(separator: 10).filter { $0.starts(with: name.utf8) }.map { $0.dropFirst(name.utf8.count) }
        }
        guest.serverFragment = values("a=ice-ufrag:").first.map { String(Substring($0.dropLast())) } ?? ""
        guard guest === receiver else { return true }
        for value in values("a=ssrc:") {
            guard let ssrc = UInt32(Substring(value.prefix { $0 != 32 })), streams[ssrc] == nil else { continue }
            streams[ssrc] = (ExtendedSequence(1 << 20), [])
        }
        return true
    }

    private func join(_ guest: Guest) {
        check(offer(guest), "a good offer was refused")
        let home = Self.homes[Int(guest.id.rawValue)]
        receive(guest.check(nominates: true), from: home)
        receive([22, 1], from: home)
        flush()
        check(engine.peerStatistics(guest.id)?.state == .connected, "not connected")
    }

    // MARK: Steps

    func step(_ input: inout Input) {
        let guest = input.flag() ? publisher : rival
        let home = Self.homes[Int(guest.id.rawValue)]
        switch input.u8() % 20 {
        case 0...6: receive(media(&input) + Guest.tag, from: home)
        case 7: receive(Array(input.piece()) + Guest.tag, from: home)
        case 8: receive([0x80] + input.piece() + Guest.tag, from: home)
        case 9: receive(guest.sealed(Array(input.piece())), from: home)
        case 10: receive(receiver.sealed(Array(input.piece())), from: Self.homes[3])
        case 11: receive(receiver.sealed(nack(&input)), from: Self.homes[3])
        case 12: receive(receiver.sealed(feedback(&input)), from: Self.homes[3])
        case 13, 14: tick(input.interval())
        case 15: rights(&input)
        case 16: assign(&input)
        case 17: receive(Array(input.piece()), from: input.flag() ? home : Self.homes[0])
        case 18: receive(guest.check(nominates: input.flag()), from: input.one(of: Self.homes))
        default: signal(guest, &input)
        }
        if batch.count > 8 || input.flag() { flush() }
    }

    /// A packet that looks like one of a sender: of a stream of its own, of another's, with any extensions.
    private func media(_ input: inout Input) -> [UInt8] {
        let (flags, ssrc) = (input.u8(), input.one(of: [0x11, 0x22, 0x23, 0x31, 0x32, 0x33, 0x34] as [UInt32]))
        number =
            flags & 0xC0 == 0 ? UInt16(truncatingIfNeeded: Int(number) + input.i16()) : number &+ UInt16(flags >> 6)
        timestamp &+= flags & 0x20 != 0 ? input.u32() : 960
        return written { writer in
            writer.u8(0x90)
            writer.u8(input.one(of: [111, 96, 97, 0xEF, 0xE0, 98]))
            writer.u16(number)
            writer.u32(timestamp)
            writer.u32(ssrc)
            let block = HeaderExtensionWriter(into: &writer)
            if flags & 1 != 0 { block.add(id: 1, [input.u8()], to: &writer) }
            if flags & 2 != 0 { block.add(id: 3, [UInt8(number >> 8), UInt8(number & 0xFF)], to: &writer) }
            if flags & 4 != 0 { block.add(id: 4, [input.one(of: [48, 49, 50])], to: &writer) }
            if flags & 8 != 0 {
                block.add(id: input.one(of: [10, 11]), [input.one(of: Array("fhqx".utf8))], to: &writer)
            }
            block.finish(&writer)
            if flags & 0x10 != 0 { writer.bytes([0x90, 0x80, 0x80, UInt8(number & 0xFF), 0x10, 1, 2]) }
            writer.bytes(input.piece())
        }
    }

    private func ssrc(_ input: inout Input) -> SSRC { SSRC(input.one(of: streams.keys.sorted())) }

    private func nack(_ input: inout Input) -> [UInt8] {
        let ssrc = ssrc(&input)
        let last = streams[ssrc.rawValue]?.last.number ?? SequenceNumber(0)
        let first = last &+ -Int(input.u8())
        let lost = (0..<input.below(40)).map { first &+ $0 }
        return written { $0.rtcpNACK(sender: SSRC(1), media: ssrc, lost: lost) }
    }

    private func feedback(_ input: inout Input) -> [UInt8] {
        let base = SequenceNumber(input.u16() & 0xFFF)
        let tick = now.microseconds / 250
        let arrivals: [Int64?] = (0...input.below(50)).map { _ in input.u8() == 0 ? nil : tick + Int64(input.i8()) }
        return written {
            _ = $0.rtcpTransportFeedback(
                sender: SSRC(1), media: SSRC(2), base: base, feedbackCount: 0, arrivals: arrivals)
        }
    }

    private func rights(_ input: inout Input) {
        flush()
        if input.flag() {
            isAudible = input.flag()
            engine.setAudible(source, isAudible)
        } else {
            isVisible = input.flag()
            engine.setVisible(source, isVisible)
        }
    }

    private func assign(_ input: inout Input) {
        flush()
        let (slot, wanted) = (input.below(4), [source, SourceID(rawValue: 2), nil][input.below(3)])
        if input.flag() { return engine.assignAudio(peer: receiver.id, slot: slot, source: wanted) }
        engine.assignVideo(peer: receiver.id, slot: slot, source: wanted, quality: input.flag() ? .full : .thumbnail)
    }

    private func signal(_ guest: Guest, _ input: inout Input) {
        flush()
        let guest = input.u8() % 3 == 0 ? receiver : guest
        switch input.u8() % 5 {
        case 0: offer(guest)
        case 1:
            guest.restart()
            offer(guest)
        case 2:
            guest.restart()
            if let fresh = engine.restartICE(peer: guest.id, fragment: (guest.fragment, Guest.password)) {
                guest.serverFragment = fresh.usernameFragment
            }
        case 3 where guest !== receiver: guest.stopsLast.toggle()
        case 4 where guest !== receiver:
            engine.close(peer: guest.id, now: now, into: outbox)
            drain()
            join(guest)
        default: break
        }
    }

    // MARK: The engine

    private func receive(_ datagram: [UInt8], from: NetworkAddress) {
        // Memory that ends where the datagram does, and stays until it was sent on.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: datagram.count, alignment: 1)
        memory.copyBytes(from: datagram)
        batch.append(memory)
        engine.receive(memory, from: from, to: Self.server, now: now, into: outbox)
    }

    private func flush() {
        engine.forward(now: now, into: outbox)
        for memory in batch { memory.deallocate() }
        batch.removeAll()
        drain()
        _ = engine.takeEvents()
    }

    private func tick(_ interval: MediaInterval) {
        flush()
        // Consent is renewed on the way, as a browser does.
        var left = interval
        while left > .microseconds(0) {
            let step = min(left, .seconds(900))
            left = .microseconds(left.microseconds - step.microseconds)
            now = now + step
            receive(receiver.check(nominates: true), from: Self.homes[3])
            flush()
            engine.tick(now: now, into: outbox)
            drain()
            check(engine.nextDeadline.map { $0 > now } ?? false, "due again at once")
        }
        check(engine.peerStatistics(receiver.id)?.state == .connected, "the receiver fell")
        check(engine.statistics().peers <= 3, "peers from nowhere")
    }

    private func drain() {
        for index in 0..<outbox.count {
            let (datagram, bytes) = outbox[index]
            guard datagram.destination == Self.homes[3], bytes.count > 28, bytes[0] >= 0x80 else { continue }
            let plain = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 16)])
            if (192...223).contains(bytes[1]) {
                var reader = RTCPReader(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 20)]))
                while reader.next() != nil {}
                check(!reader.isMalformed, "RTCP that does not read")
            } else {
                note(plain)
            }
        }
        outbox.removeAll()
    }

    private func note(_ packet: UnsafeRawBufferPointer) {
        guard let header = RTPHeader(packet) else { fatalError("RTP that does not read") }
        guard let stream = streams[header.ssrc.rawValue] else { fatalError("a stream that was not announced") }
        let sequence =
            stream.sent.isEmpty
            ? ExtendedSequence(1 << 20 + Int64(header.sequence.rawValue)) : stream.last.nearest(header.sequence)
        check(streams[header.ssrc.rawValue]?.sent.insert(sequence.value).inserted == true, "a number twice")
        streams[header.ssrc.rawValue]?.last = max(sequence, stream.last)
        // The rival may be neither heard nor seen at all.
        check(header.payloadType == 111 ? isAudible : isVisible, "forwarded without the right")
    }

    func end() {
        flush()
        for guest in [publisher, rival, receiver] { engine.close(peer: guest.id, now: now, into: outbox) }
        drain()
        check(engine.statistics().peers == 0 && engine.nextDeadline == nil, "a peer that is gone is kept")
    }
}
