import FoundationEssentials

extension Date {
    private static let referenceDate: Int64 = 978_307_200_000

    /// Whole milliseconds since 1970, to the nearest; the form in which every time is kept.
    var milliseconds: Int64 {
        let sinceReference = (timeIntervalSinceReferenceDate * 1000).rounded()
        guard !sinceReference.isNaN else { return 0 }
        return Int64(max(-1e15, min(sinceReference, 1e15))) + Self.referenceDate
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
