import JSON5
import StockbellCore

extension TopSection {
    /// The lines of `thresholds`, each with where it stands.
    func settledThresholds(_ reading: inout Reading) -> [Thresholds.Line] {
        var lowDecider: Int?
        var okDecider: Int?
        return (thresholds?.value ?? []).map { found in
            let line = found.value
            let number = found.place.position.line
            if line.low == nil, line.okAbove == nil {
                if !reading.hasError(within: found.place) { reading.error("sets neither \"low\" nor \"okAbove\"; add one", at: found.place) }
            } else {
                if let low = line.low, let okAbove = line.okAbove, okAbove.value < low.value {
                    reading.error("is less than \"low\", \(low.value); an item cannot be well again while it is low", at: okAbove.place)
                }
                if line.low == nil || lowDecider != nil, line.okAbove == nil || okDecider != nil, let decider = lowDecider ?? okDecider {
                    reading.warn("is never asked: line \(decider) decides for every item; put that one last", at: found.place)
                }
            }
            if line.where == nil || line.where?.value == .always, !reading.hasError(within: found.place) {
                if line.low != nil { lowDecider = lowDecider ?? number }
                if line.okAbove != nil { okDecider = okDecider ?? number }
            }
            return Thresholds.Line(
                where: line.where?.value ?? .always, low: line.low?.value, okAbove: line.okAbove?.value, origin: "\(found.place.path), line \(number)"
            )
        }
    }
}
