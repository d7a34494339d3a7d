package import FoundationEssentials

/// Tells a platform's clock that is off by hours from events that are merely late.
///
/// A late event is late by its platform's schedule or by chance; a local time that says it is UTC is off by the same quarters of an hour each
/// time.
package enum ClockSkew {
    /// What one event says of its source's clock.
    package enum Sign: Hashable, Sendable {
        /// Off by so many quarters of an hour, to within two minutes; negative: behind ours.
        case off(quarters: Int)
        /// It tells our time.
        case right
        /// Late, or of a time that says nothing of a clock.
        case unclear
    }

    private static let quarter: TimeInterval = 900
    private static let tolerance: TimeInterval = 120
    /// Zones lie from half an hour to fourteen hours from UTC.
    private static let zones = 2...56
    /// So many in a row are believed.
    package static let enough = 20
    /// What is behind may be a heap of late events that were all tried again after the same time: it must last so many seconds.
    private static let leastSpan: TimeInterval = 600

    /// - Parameters:
    ///   - time: when the platform says that it happened.
    ///   - receivedAt: when it came.
    package static func sign(of time: Date, receivedAt: Date) -> Sign {
        let ahead = time.timeIntervalSince(receivedAt)
        if abs(ahead) <= tolerance { return .right }
        guard abs(ahead) < 100 * 3600 else { return .unclear }
        let quarters = Int((ahead / quarter).rounded())
        let isOff = zones.contains(abs(quarters)) && abs(ahead - Double(quarters) * quarter) <= tolerance
        return isOff ? .off(quarters: quarters) : .unclear
    }

    /// What is known after one more sign.
    package static func skew(_ known: Pulse.Skew?, after sign: Sign, at now: Date) -> Pulse.Skew? {
        guard case .off(let quarters) = sign else { return nil }
        guard var skew = known, skew.quarters == quarters else { return Pulse.Skew(quarters: quarters, since: now) }
        skew.count = min(skew.count + 1, enough)
        return skew
    }

    /// Whether so much speaks for it that somebody should hear of it.
    package static func isSure(_ skew: Pulse.Skew, at now: Date) -> Bool {
        skew.count >= enough && (skew.quarters > 0 || now.timeIntervalSince(skew.since) >= leastSpan)
    }

    /// "6 h", "5 h 30 min".
    package static func words(quarters: Int) -> String {
        let minutes = abs(quarters) * 15
        let (hours, rest) = (minutes / 60, minutes % 60)
        return [hours > 0 ? "\(hours) h" : nil, rest > 0 ? "\(rest) min" : nil].compactMap(\.self).joined(separator: " ")
    }
}
