#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// JSON as this protocol writes it: members in alphabetical order, no spaces, slashes as they are, so that equal
/// values have equal bytes.
public enum ProtocolJSON {
    /// The bytes of a value, UTF-8. Every type of this protocol can be written, so that a failure is a broken
    /// invariant.
    public static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            preconditionFailure("\(type(of: value)) cannot be written as JSON. \(error)")
        }
    }

    /// The text of a value.
    public static func text(_ value: some Encodable) -> String { String(decoding: encode(value), as: UTF8.self) }

    /// Reads a value. Unknown members are passed over, unknown words refused.
    public static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, from bytes: some Collection<UInt8>
    ) throws(MalformedMessage) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw MalformedMessage(error)
        }
    }
}

/// JSON from outside that is not what it should be, in words for whoever wrote the client.
public struct MalformedMessage: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, such as `command.seat`; empty for the whole.
    public let field: String
    /// What is wrong, as the end of a sentence.
    public let problem: String

    public init(field: String, problem: String) {
        self.field = field
        self.problem = problem
    }

    public var description: String { (field.isEmpty ? "The message" : field) + " \(problem)." }

    init(_ error: any Error) {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            self.init(path: context.codingPath + [key], problem: "is missing")
        case .valueNotFound(_, let context):
            self.init(path: context.codingPath, problem: "is null")
        case .typeMismatch(let type, let context):
            self.init(path: context.codingPath, problem: "is not of the kind \(type)")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self.init(path: [], problem: "is not JSON, or a number in it has no place here")
        case .dataCorrupted(let context):
            let isUnknownWord = context.debugDescription.hasPrefix("Cannot initialize")
            self.init(
                path: context.codingPath, problem: isUnknownWord ? "has an unknown value" : context.debugDescription)
        default:
            self.init(path: [], problem: "cannot be read")
        }
    }

    private init(path: [any CodingKey], problem: String) {
        let field = path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        self.init(field: String(field.prefix(200)), problem: String(problem.prefix(200)))
    }
}

extension ClientMessage {
    /// Reads one text frame.
    public init(json bytes: some Collection<UInt8>) throws(MalformedMessage) {
        guard bytes.count <= MessageLimits.frame else {
            throw MalformedMessage(field: "", problem: "is longer than \(MessageLimits.frame) bytes")
        }
        self = try ProtocolJSON.decode(from: bytes)
    }
}

extension ServerMessage {
    /// Reads one text frame.
    public init(json bytes: some Collection<UInt8>) throws(MalformedMessage) {
        self = try ProtocolJSON.decode(from: bytes)
    }
}
