/// What the engine tells its caller, in order; see `MediaEngine.takeEvents()`.
public enum MediaEvent: Sendable, Hashable {
    /// ICE and DTLS are done; media can flow.
    case connected(PeerID)
    /// Nothing heard for a while: no valid connectivity check, whatever else comes. May come back (`connected` again).
    case disconnected(PeerID)
    /// The connection cannot be: a wrong fingerprint, a failed handshake. The peer is gone; the text is for logs.
    case failed(PeerID, String)
    /// The other end closed, or stayed away for good. The peer is gone.
    case closed(PeerID)
    /// An audible source begins or ends to speak. `level` in -dBov: 0 is loudest, 127 silence.
    case speaking(SourceID, level: UInt8, Bool)
    /// The first decodable picture of a source came in.
    case firstPicture(SourceID)
    /// Which simulcast layers of a source somebody has use for, by their names, best first; the others need not be sent.
    /// All of them until this says otherwise.
    case layersWanted(SourceID, [String])
    /// The video slots of a receiver whose pictures its line does not carry now; none at first.
    case held(PeerID, slots: Set<Int>)
}
