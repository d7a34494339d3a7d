import FoundationEssentials
import JSON5
import StockbellCore

extension TopSection {
    /// The lines of `thresholds`, each with where it stands.
    func settledThresholds(_ reading: inout Reading) -> [Thresholds.Line] {
        var deciders: [KeyPath<ThresholdSection, Found<Decimal>?>: Int] = [:]
        return (thresholds?.value ?? []).map { found in
            let line = found.value
            let number = found.place.position.line
            if let file = line.file {
                if line.where != nil || line.low != nil || line.okAbove != nil || line.backAbove != nil {
                    reading.error("\"file\" stands alone in its line: the table says for which items, and how many", at: found.place)
                }
                return Thresholds.Line(table: file.value.table, origin: file.value.name)
            }
            let numbers = [\ThresholdSection.low, \.okAbove, \.backAbove].filter { line[keyPath: $0] != nil }
            if numbers.isEmpty {
                if !reading.hasError(within: found.place) {
                    reading.error("sets none of \"low\", \"okAbove\" and \"backAbove\"; add one", at: found.place)
                }
            } else {
                if let low = line.low, let okAbove = line.okAbove, okAbove.value < low.value {
                    reading.error("is less than \"low\", \(low.value); an item cannot be well again while it is low", at: okAbove.place)
                }
                let taken = numbers.compactMap { deciders[$0] }
                if taken.count == numbers.count, let decider = taken.first {
                    reading.warn("is never asked: line \(decider) decides for every item; put that one last", at: found.place)
                }
            }
            if line.where == nil || line.where?.value == .always, !reading.hasError(within: found.place) {
                for key in numbers { deciders[key] = deciders[key] ?? number }
            }
            return Thresholds.Line(
                where: line.where?.value ?? .always, low: line.low?.value, okAbove: line.okAbove?.value, backAbove: line.backAbove?.value,
                origin: "\(found.place.path), line \(number)")
        }
    }
}
