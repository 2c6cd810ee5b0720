import MediaEngine

/// The difference between two plans: only what the engine does not do already. What takes something away comes before
/// what gives.
struct MediaChanges: Sendable, Hashable {
    struct AudioSlot: Sendable, Hashable {
        var peer: PeerID
        var slot: Int
        var source: SourceID?
    }

    struct VideoSlot: Sendable, Hashable {
        var peer: PeerID
        var slot: Int
        var source: SourceID?
        var quality: Quality
    }

    var closing: [PeerID] = []
    var silenced: [SourceID] = []
    var hidden: [SourceID] = []
    var audio: [AudioSlot] = []
    var video: [VideoSlot] = []
    var audible: [SourceID] = []
    var visible: [SourceID] = []

    init(from old: MediaPlan, to new: MediaPlan) {
        closing = new.closing.sorted { $0.rawValue < $1.rawValue }
        silenced = MediaChanges.sorted(old.audible.subtracting(new.audible))
        hidden = MediaChanges.sorted(old.visible.subtracting(new.visible))
        audible = MediaChanges.sorted(new.audible.subtracting(old.audible))
        visible = MediaChanges.sorted(new.visible.subtracting(old.visible))
        for (peer, slots) in new.slots.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let before = old.slots[peer]
            for (slot, sound) in slots.audio.enumerated()
            where sound?.source != MediaChanges.element(slot, of: before?.audio)?.source {
                audio.append(AudioSlot(peer: peer, slot: slot, source: sound?.source))
            }
            for (slot, picture) in slots.video.enumerated() {
                let earlier = MediaChanges.element(slot, of: before?.video)
                guard picture?.source != earlier?.source || (picture != nil && picture?.quality != earlier?.quality)
                else { continue }
                video.append(
                    VideoSlot(
                        peer: peer, slot: slot, source: picture?.source, quality: picture?.quality ?? .thumbnail))
            }
        }
        // Emptied slots first, so that nobody is in two of them in between.
        audio.sort { $0.source == nil && $1.source != nil }
        video.sort { $0.source == nil && $1.source != nil }
    }

    var isEmpty: Bool {
        closing.isEmpty && silenced.isEmpty && hidden.isEmpty && audio.isEmpty && video.isEmpty && audible.isEmpty
            && visible.isEmpty
    }

    private static func element<Element>(_ index: Int, of array: [Element?]?) -> Element? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    private static func sorted(_ sources: Set<SourceID>) -> [SourceID] {
        sources.sorted { $0.rawValue < $1.rawValue }
    }
}
