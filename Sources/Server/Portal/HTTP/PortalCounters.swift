import Synchronization

/// What the portal counts for `/metrics`.
final class PortalCounters: Sendable {
    /// Requests by status class: index 0 is 1xx, 4 is 5xx.
    private let byClass = Mutex<[Int]>([0, 0, 0, 0, 0])
    let requestsInFlight = Atomic<Int>(0)
    let webSockets = Atomic<Int>(0)
    let webSocketsAccepted = Atomic<Int>(0)
    let webSocketsRefused = Atomic<Int>(0)
    let messagesIn = Atomic<Int>(0)
    let messagesOut = Atomic<Int>(0)
    let bytesOut = Atomic<Int>(0)
    let slowClients = Atomic<Int>(0)
    let lostClients = Atomic<Int>(0)
    let eventStreams = Atomic<Int>(0)
    let failedTokens = Atomic<Int>(0)
    let rateLimited = Atomic<Int>(0)

    func answered(_ status: Int) {
        let index = status / 100 - 1
        byClass.withLock { if $0.indices.contains(index) { $0[index] &+= 1 } }
    }

    var answers: [Int] { byClass.withLock { $0 } }
}

extension Atomic where Value == Int {
    borrowing func count(_ amount: Int = 1) { wrappingAdd(amount, ordering: .relaxed) }
    borrowing func read() -> Int { load(ordering: .relaxed) }
}

/// Text in the Prometheus exposition format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    enum Kind: String { case counter, gauge }

    mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        head(name, kind, help)
        sample(name, [:], value)
    }

    mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        metric(name, kind, help, Double(value))
    }

    /// One metric with one sample per label value.
    mutating func metric(
        _ name: String, _ kind: Kind, _ help: String, by label: String, _ samples: [(String, Double)]
    ) {
        head(name, kind, help)
        for (value, number) in samples { sample(name, [label: value], number) }
    }

    /// One metric with a sample for each set of labels.
    mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ samples: [([String: String], Double)]) {
        head(name, kind, help)
        for (labels, number) in samples { sample(name, labels, number) }
    }

    private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func sample(_ name: String, _ labels: [String: String], _ value: Double) {
        let inner = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(
            separator: ",")
        let number = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
        text += "\(name)\(inner.isEmpty ? "" : "{\(inner)}") \(number)\n"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}
