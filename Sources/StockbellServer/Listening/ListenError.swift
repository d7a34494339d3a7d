package import StockbellCore

/// Why a listener cannot have its address.
package struct ListenError: Error, Hashable, CustomStringConvertible {
    /// The key of config.json that names the address.
    package var key: String
    package var endpoint: Settings.Endpoint
    /// What the system said.
    package var reason: String

    package var description: String {
        "cannot listen on \(endpoint): \(reason). Stop what has that address, or give `\(key)` another one"
    }
}
