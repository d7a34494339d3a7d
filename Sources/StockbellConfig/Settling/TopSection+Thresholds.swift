import FoundationEssentials
import JSON5
import StockbellCore

/// What a line of thresholds can decide.
private enum Decided: CaseIterable {
    case low, okAbove, backAbove
}

extension ThresholdSection {
    fileprivate func says(_ subject: Decided) -> Bool {
        switch subject {
        case .low: low != nil
        case .okAbove: okAbove != nil
        case .backAbove: backAbove != nil
        }
    }
}

extension TopSection {
    /// The lines of `thresholds`, each with where it stands.
    func settledThresholds(_ reading: inout Reading) -> [Thresholds.Line] {
        var deciders: [Decided: Int] = [:]
        return (thresholds?.value ?? []).map { found in
            let line = found.value
            let number = found.place.position.line
            if let file = line.file {
                if line.where != nil || line.low != nil || line.okAbove != nil || line.backAbove != nil {
                    reading.error("\"file\" stands alone in its line: the table says for which items, and how many", at: found.place)
                }
                return Thresholds.Line(table: file.value.table, origin: file.value.name)
            }
            if let condition = line.where, condition.value.asks(for: .quantity) {
                reading.error("asks for \"quantity\", and a threshold is what a quantity is held against; leave it out", at: condition.place)
            }
            let numbers = Decided.allCases.filter { line.says($0) }
            if numbers.isEmpty {
                if !reading.hasError(within: found.place) {
                    reading.error("sets none of \"low\", \"okAbove\" and \"backAbove\"; add one", at: found.place)
                }
            } else {
                if let low = line.low?.value.quantity, let okAbove = line.okAbove, okAbove.value < low {
                    reading.error("is less than \"low\", \(low); an item cannot be well again while it is low", at: okAbove.place)
                }
                let taken = numbers.compactMap { deciders[$0] }
                if taken.count == numbers.count, let decider = taken.first {
                    reading.warn("is never asked: line \(decider) decides for every item; put that one last", at: found.place)
                }
            }
            if line.where == nil || line.where?.value == .always, !reading.hasError(within: found.place) {
                // Items that have none there are left to the lines below.
                for key in numbers where key != .low || line.low?.value != .platform { deciders[key] = deciders[key] ?? number }
            }
            return Thresholds.Line(
                where: line.where?.value ?? .always, low: line.low?.value.quantity, takesPlatformsLow: line.low?.value == .platform,
                okAbove: line.okAbove?.value, backAbove: line.backAbove?.value,
                origin: "\(found.place.path), line \(number)")
        }
    }
}
