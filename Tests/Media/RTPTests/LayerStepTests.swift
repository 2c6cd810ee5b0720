import RTP
import Testing

@Suite struct LayerStepTests {
    private func step(_ spatial: Int, _ temporal: Int) -> LayerStep { LayerStep(spatial: spatial, temporal: temporal) }

    private func use(_ payload: [UInt8], _ format: Codec.Format) -> LayerUse {
        payload.withUnsafeBytes { PayloadDescription($0, format: format).layers }
    }

    @Test func stepsStandInTheOrderOfTheirPrices() {
        #expect(step(0, 2) < step(1, 0) && step(1, 0) < step(1, 1))
        #expect(step(9, 7) == .everything && step(1, 2).meet(step(2, 0)) == step(1, 0))
        #expect(step(1, 0).isWithin(step(1, 2)) && !step(1, 0).isWithin(step(0, 2)))
        var steps = LayerSteps.none
        for one in [step(1, 1), step(0, 0), step(2, 0)] { steps.insert(one) }
        #expect((0..<4).map { steps[$0] } == [step(0, 0), step(1, 1), step(2, 0), nil])
        #expect(steps.first == step(0, 0) && steps.last == step(2, 0) && steps.count == 3)
        #expect(steps.ofSize(1).first == step(1, 1))
        #expect(steps.within(step(1, 1)).last == step(1, 1) && steps.within(step(1, 0)).last == step(0, 0))
        #expect(LayerSteps(spatial: 1, temporalFrom: 2).contains(step(1, 3)))
        #expect(!LayerSteps(spatial: 1, temporalFrom: 2).contains(step(2, 2)))
        #expect(LayerSteps(spatialFrom: 1, temporalFrom: 2).contains(step(2, 2)))
        #expect(!LayerSteps(spatialFrom: 1, temporalFrom: 2).contains(step(0, 3)))
    }

    @Test func aStreamWithoutLayersIsNeededWhole() {
        for payload in [[0x90, 0x80, 0x7F, 0x11], [0x10, 0x00], []] as [[UInt8]] {
            #expect(use(payload, .vp8).needed == .all && !use(payload, .vp8).isKnown)
        }
        #expect(!use([0x88, 0x01], .vp9).isKnown && !use([0x18, 0x0A], .av1).isKnown)
    }

    @Test func vp8TemporalLayers() {
        // X S | I L T | id | TL0PICIDX | TID 1, Y | inter frame
        let layered: (UInt8, UInt8) -> [UInt8] = { [0x90, 0xE0, 0x05, 0x45, $0, $1] }
        let base = use(layered(0x00, 0x11), .vp8)
        #expect(base.isKnown && base.step == step(0, 0) && base.beginsFrame && base.to == .none)
        let synced = use(layered(0x60, 0x11), .vp8)
        #expect(synced.step == step(0, 1) && !synced.needed.contains(step(0, 0)) && synced.needed.contains(step(0, 2)))
        #expect(synced.from.contains(step(0, 0)) && synced.to.first == step(0, 1) && synced.to.count == 1)
        #expect(use(layered(0x40, 0x11), .vp8).to == .none, "without Y")
        #expect(use(layered(0x00, 0x10), .vp8).to == .all, "a key frame")
        #expect(!use([0x80, 0xE0, 0x05, 0x45, 0x60, 0x11], .vp8).beginsFrame)
    }

    @Test func vp9Layers() {
        // I, P, L, F, B, E, V, Z | id | TID, U, SID, D | TL0PICIDX
        let frame: (UInt8, UInt8) -> LayerUse = { first, layer in self.use([0xA0 | first, 0x05, layer, 0x09], .vp9) }
        #expect(frame(0x08, 0x00).to == .all, "a key picture")
        let second = frame(0x0C, 0x03)  // SID 1, built on the smaller one alone
        #expect(second.step == step(1, 0) && second.endsFrame)
        #expect(second.from.contains(step(0, 2)) && !second.from.contains(step(1, 0)) && second.to.first == step(1, 0))
        #expect(frame(0x48, 0x03).to == .none, "built on earlier pictures as well")
        let alone = frame(0x49, 0x20)  // Z, TID 1
        #expect(alone.needed.contains(step(0, 2)) && !alone.needed.contains(step(1, 2)))
        #expect(frame(0x48, 0x20).needed.contains(step(1, 2)))
        let up = frame(0x48, 0x10)  // U
        #expect(up.from.contains(step(0, 0)) && up.to.contains(step(0, 2)) && !up.to.contains(step(1, 2)))
    }
}
