package import Curl
package import StockbellCore

/// What an adapter wants to happen next.
package enum Step: Hashable, Sendable {
    case send(CurlRequest)
    case done(Outcome)
}
