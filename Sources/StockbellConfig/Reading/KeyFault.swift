package import StockbellCore

/// Judges a key that mails are signed with: what is wrong with it, and whether it cannot be used at all; nil: nothing.
package typealias KeyFault = (DKIMSettings) -> (message: String, isUnusable: Bool)?
