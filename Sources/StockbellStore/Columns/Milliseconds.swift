import FoundationEssentials

extension Date {
    private static let referenceDate: Int64 = 978_307_200_000

    /// Whole milliseconds since 1970, to the nearest; the form in which every time is kept.
    var milliseconds: Int64 {
        guard !timeIntervalSinceReferenceDate.isNaN else { return 0 }
        return Int64(clampingMilliseconds: timeIntervalSinceReferenceDate) + Self.referenceDate
    }

    /// The inverse, by one division, so that a time that was read from text comes back equal to the bit.
    init(milliseconds: Int64) {
        self.init(timeIntervalSinceReferenceDate: Double(milliseconds.subtractingReportingOverflow(Self.referenceDate).partialValue) / 1000)
    }

    /// The last whole millisecond that is not after this.
    var wholeMillisecond: Date {
        let nearest = Date(milliseconds: milliseconds)
        return nearest > self ? Date(milliseconds: milliseconds - 1) : nearest
    }
}

extension Int64 {
    /// Whole milliseconds of so many seconds, to the nearest, within some thirty thousand years.
    init(clampingMilliseconds seconds: TimeInterval) {
        let milliseconds = (seconds * 1000).rounded()
        self = milliseconds.isNaN ? 0 : Int64(Swift.max(-1e15, Swift.min(milliseconds, 1e15)))
    }
}
