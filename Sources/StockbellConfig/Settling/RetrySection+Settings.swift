import StockbellCore

extension RetrySection {
    /// The schedule, with the usual values where nothing is said; the three must be in order.
    func settings(usual: RetrySchedule, _ reading: inout Reading) -> RetrySchedule {
        let schedule = RetrySchedule(
            first: first?.value ?? usual.first, longest: longest?.value ?? usual.longest, horizon: horizon?.value ?? usual.horizon)
        check("first", first, schedule.first, "longest", longest, schedule.longest, &reading)
        check("longest", longest, schedule.longest, "horizon", horizon, schedule.horizon, &reading)
        return schedule
    }

    /// Tells of the one of two that is written, or of the first where both are.
    private func check(
        _ name: String, _ written: Found<Duration>?, _ span: Duration, _ next: String, _ other: Found<Duration>?, _ limit: Duration,
        _ reading: inout Reading
    ) {
        guard span > limit else { return }
        let usually = " where it is not written"
        if let written {
            reading.error(
                "\(span.words) is longer than \"\(next)\", which is \(limit.words)\(other == nil ? usually : "")", at: written.place)
        } else if let other {
            reading.error("\(limit.words) is shorter than \"\(name)\", which is \(span.words)\(usually)", at: other.place)
        }
    }
}
