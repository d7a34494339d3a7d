package import StockbellCore

/// Why an adapter makes no request of a parcel: something in it must not be sent.
///
/// Trying again would not help.
package struct ContentError: Error, Hashable, Sendable, CustomStringConvertible {
    package var failure: Failure

    package init(_ reason: Failure.Reason, _ detail: String) {
        failure = Failure(reason, detail)
    }

    package var description: String { failure.description }
}
