import StockbellCore

extension Delivery {
    /// What it is to the message that it follows.
    var role: String {
        switch letter {
        case .reminder: "reminder of"
        case .escalation: "as nobody has it, after"
        default: "instead of"
        }
    }
}
