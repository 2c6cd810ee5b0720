extension Wording {
    /// - Parameter elements: how many elements the act has made so far.
    /// - Returns: false when an edit names an element that is none; then the wording is of no use any more.
    mutating func apply(_ edits: [Edit], by act: Int, elements: inout Int) -> Bool {
        for edit in edits {
            switch edit {
            case .put(let words, let behind, let source):
                let content = Content(words)
                let id = ElementID(act: act, place: elements)
                guard put(content, id, behind: behind?.made(in: act), source: source) else { return false }
                elements += content.count
            case .remove(let range): set(range.made(in: act), isThere: false, by: act)
            case .restore(let range): set(range.made(in: act), isThere: true, by: act)
            }
        }
        return true
    }

    /// How many letters are there.
    var letters: Int { runs.reduce(0) { $0 + ($1.presence.isThere && !$1.content.isMark ? $1.count : 0) } }
}

extension ElementID {
    fileprivate func made(in act: Int) -> ElementID { self.act == 0 ? ElementID(act: act, place: place) : self }
}

extension ElementRange {
    fileprivate func made(in act: Int) -> ElementRange {
        self.act == 0 ? ElementRange(act: act, places: places) ?? self : self
    }
}
