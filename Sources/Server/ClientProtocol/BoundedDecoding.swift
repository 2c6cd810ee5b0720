extension KeyedDecodingContainer {
    /// A text of so many characters. Counted in Unicode scalars, which cannot be stacked without end as characters can.
    func decodeText(_ key: Key, from minimum: Int = 1, atMost maximum: Int) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard (minimum...maximum).contains(text.unicodeScalars.count) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "must have \(minimum) to \(maximum) characters")
        }
        return text
    }

    func decodeNumber(_ key: Key, in range: ClosedRange<Double>) throws -> Double {
        let number = try decode(Double.self, forKey: key)
        guard range.contains(number) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "must lie between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }
}
