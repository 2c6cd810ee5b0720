import Wire

/// Something that wants to be woken at a time.
class Scheduled {
    /// When; meaningless while it is in no heap.
    fileprivate(set) var deadline = MediaTime.zero
    /// The place in the heap; -1 outside of it.
    fileprivate var position = -1
}

/// The peers by deadline: the earliest is at hand, moving one costs the logarithm of their number.
struct DeadlineHeap<Element: Scheduled> {
    private var items: ContiguousArray<Element> = []

    var earliest: MediaTime? { items.first?.deadline }

    /// Removes and returns one whose time has come.
    mutating func popDue(_ now: MediaTime) -> Element? {
        guard let first = items.first, first.deadline <= now else { return nil }
        remove(first)
        return first
    }

    /// Wakes `item` at `time`, or earlier if it was to be woken earlier.
    mutating func schedule(_ item: Element, at time: MediaTime) {
        if item.position >= 0 {
            guard time < item.deadline else { return }
            item.deadline = time
        } else {
            item.deadline = time
            item.position = items.count
            items.append(item)
        }
        siftUp(item.position)
    }

    mutating func remove(_ item: Element) {
        let hole = item.position
        guard hole >= 0 else { return }
        item.position = -1
        let last = items.removeLast()
        guard last !== item else { return }
        items[hole] = last
        last.position = hole
        siftUp(hole)
        siftDown(last.position)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[child].deadline < items[parent].deadline else { return }
            exchange(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < items.count else { return }
            if child + 1 < items.count, items[child + 1].deadline < items[child].deadline { child += 1 }
            guard items[child].deadline < items[parent].deadline else { return }
            exchange(child, parent)
            parent = child
        }
    }

    private mutating func exchange(_ a: Int, _ b: Int) {
        items.swapAt(a, b)
        items[a].position = a
        items[b].position = b
    }
}
