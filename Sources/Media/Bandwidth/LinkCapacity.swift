/// What the line carried when it was too much: a mean and how far the samples are from it.
struct LinkCapacity {
    private(set) var estimate: DataRate?
    /// Of the squared error, relative to the estimate; in kilobits per second.
    private var deviation = 0.4

    mutating func noteOveruse(at rate: DataRate) { take(rate, weight: 0.05) }
    mutating func noteProbe(_ rate: DataRate) { take(rate, weight: 0.5) }
    mutating func forget() { self = LinkCapacity() }

    /// Whether a rate lies so far off, three deviations, that the line must have changed.
    func isOutdated(by rate: DataRate, isAbove: Bool) -> Bool {
        guard let estimate else { return false }
        let spread = 3 * (deviation * estimate.kilobits).squareRoot()
        return isAbove ? rate.kilobits > estimate.kilobits + spread : rate.kilobits < estimate.kilobits - spread
    }

    private mutating func take(_ sample: DataRate, weight: Double) {
        let known = estimate ?? sample
        let mean = known * (1 - weight) + sample * weight
        estimate = mean
        let error = mean.kilobits - sample.kilobits
        deviation = (1 - weight) * deviation + weight * error * error / max(mean.kilobits, 1)
        deviation = min(max(deviation, 0.4), 2.5)
    }
}
