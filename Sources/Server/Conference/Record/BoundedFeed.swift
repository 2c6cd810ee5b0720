import Synchronization

/// A queue between one that must not wait and one that may: whoever offers never blocks, and what waits is bounded.
/// A feed that overflows is at its end, and says so.
public final class BoundedFeed<Element: Sendable>: Sendable {
    private struct State {
        var elements: [(element: Element, cost: Int)] = []
        var cost = 0
        var isFinished = false
        var overflowed = false
        var reader: CheckedContinuation<[Element]?, Never>?
    }

    private let limit: Int
    private let state = Mutex(State())

    /// `limit`: the most cost that may wait.
    public init(limit: Int) { self.limit = limit }

    /// Adds an element. False if the feed is finished or this overflows it, which discards what was waiting.
    @discardableResult
    public func offer(_ element: Element, cost: Int = 1) -> Bool {
        let (isTaken, reader, elements): (Bool, CheckedContinuation<[Element]?, Never>?, [Element]?) = state.withLock {
            state in
            guard !state.isFinished else { return (false, nil, nil) }
            guard state.cost + cost <= limit else {
                state.overflowed = true
                state.isFinished = true
                state.elements = []
                state.cost = 0
                return (false, state.reader.take(), nil)
            }
            if let reader = state.reader.take() { return (true, reader, [element]) }
            state.elements.append((element, cost))
            state.cost += cost
            return (true, nil, nil)
        }
        reader?.resume(returning: elements)
        return isTaken
    }

    /// No more will come. What waits can still be read.
    public func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            return state.reader.take()
        }
        reader?.resume(returning: nil)
    }

    /// Whether more was offered than may wait.
    public var overflowed: Bool { state.withLock { $0.overflowed } }

    public var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Everything that waits, at least one element; nil at the end and when the reading task is cancelled. One reader.
    public func next() async -> [Element]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: (isReady: Bool, elements: [Element]?) = state.withLock { state in
                    if !state.elements.isEmpty {
                        let elements = state.elements.map(\.element)
                        state.elements = []
                        state.cost = 0
                        return (true, elements)
                    }
                    if state.isFinished { return (true, nil) }
                    precondition(state.reader == nil, "A feed has one reader")
                    state.reader = continuation
                    return (false, nil)
                }
                if answer.isReady { continuation.resume(returning: answer.elements) }
            }
        } onCancel: {
            finish()
        }
    }

    /// What waits now, without waiting for more.
    public func takeAll() -> [Element] {
        state.withLock { state in
            defer {
                state.elements = []
                state.cost = 0
            }
            return state.elements.map(\.element)
        }
    }
}
