public import Wire

extension MediaEngine {
    public struct Configuration: Sendable {
        /// Addresses that answers advertise as host candidates, best first.
        public var candidates: [NetworkAddress]
        /// More are refused.
        public var maximumPeers = 4_096
        /// Slots that one receiver may have.
        public var maximumAudioSlots = 32
        public var maximumVideoSlots = 64
        /// Memory for answering NACKs, per incoming video layer; bytes, a power of two.
        public var cacheBytes = 524_288
        /// A peer that has not connected after this time, or stayed away so long, is closed.
        public var patience = MediaInterval.seconds(90)

        public init(candidates: [NetworkAddress]) { self.candidates = candidates }
    }
}
