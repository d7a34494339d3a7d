package import FoundationEssentials

extension Date {
    /// The nearest whole millisecond: the grain in which times are kept and compared, so that a time equals itself after it was stored.
    package var inMilliseconds: Date {
        let milliseconds = (timeIntervalSinceReferenceDate * 1000).rounded()
        return Date(timeIntervalSinceReferenceDate: milliseconds / 1000)
    }
}
