import ArgumentParser
import Foundation

/// Times as people give them to commands.
enum Span {
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    private static let longest = 3650 * 86_400

    /// `90s`, `15m`, `2h`, `3d`: at least a second, at most ten years.
    @Sendable static func length(_ text: String) throws -> Duration {
        guard let seconds = seconds(text) else { throw ValidationError("\"\(text)\" is no length of time; write 90s, 15m, 2h or 3d.") }
        return .seconds(seconds)
    }

    /// A length of time before now, or a moment: `2h`, `2026-01-05` (UTC), `2026-01-05T08:00:00Z`.
    @Sendable static func moment(_ text: String) throws -> Date {
        if let seconds = seconds(text) { return Date().addingTimeInterval(-Double(seconds)) }
        let day = Date.ISO8601FormatStyle().year().month().day()
        if let date = try? Date(text, strategy: day), date.formatted(day) == text { return date }
        if let date = try? Date(text, strategy: .iso8601), text.count >= 20 { return date }
        throw ValidationError("\"\(text)\" is no time; write 2h (two hours ago), 2026-01-05 or 2026-01-05T08:00:00Z.")
    }

    private static func seconds(_ text: String) -> Int? {
        let digits = text.dropLast()
        guard let unit = text.last.flatMap({ units[$0] }), (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let count = Int(digits), count > 0, count <= longest / unit
        else { return nil }
        return count * unit
    }
}
