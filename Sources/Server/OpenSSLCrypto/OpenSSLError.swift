import COpenSSL

/// OpenSSL refused; `reason` is its own sentence.
public struct OpenSSLError: Error, CustomStringConvertible {
    public let operation: String
    public let reason: String

    init(_ operation: String) {
        self.operation = operation
        reason = takeOpenSSLError()
    }

    public var description: String { "\(operation): \(reason)" }
}

/// The oldest error of this thread; the rest is forgotten.
func takeOpenSSLError() -> String { String(cString: copenssl_take_error()) }
