extension Array {
    /// The `number`-th, counted from 1 as people count; nil: there is none. Takes any number, whoever sent it.
    public func numbered(_ number: Int) -> Element? { number >= 1 && number <= count ? self[number - 1] : nil }
}
