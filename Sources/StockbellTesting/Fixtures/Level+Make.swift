package import FoundationEssentials
package import StockbellCore

extension Level {
    /// A level whose condition follows from its quantity and a threshold of 5.
    package static func make(_ subject: Subject = .make(), quantity: Decimal? = 12, at time: Date = Date(timeIntervalSince1970: 1_767_614_400))
        -> Level
    {
        Level(subject: subject, quantity: quantity, condition: Condition(quantity: quantity, threshold: 5), since: time, asOf: time)
    }
}
