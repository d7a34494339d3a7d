import FoundationEssentials
import StockbellCore

/// One body that a platform wants to be rid of.
struct Post {
    var number: Int
    var source: String
    var body: [UInt8]
    var decoded: Decoded
    /// Whether its events make the ledger throw.
    var isPoison = false
}
