/// TURN servers that share one credential, as a browser's `RTCIceServer` has them.
public struct RelayServer: Sendable, Hashable, Codable {
    public var urls: [String]
    public var username: String
    public var credential: String

    public init(urls: [String], username: String, credential: String) {
        self.urls = urls
        self.username = username
        self.credential = credential
    }
}

extension RelayServer: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(urls), REDACTED" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
