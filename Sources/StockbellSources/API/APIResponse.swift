package import StockbellCore

/// What a platform's API answered, or why it did not.
package struct APIResponse: Hashable, Sendable {
    /// 0: no answer came.
    package var status: Int
    package var headers: [Arrival.Header]
    package var body: [UInt8]
    /// Why no whole answer came, without secrets; nil: one did.
    package var error: String?

    package init(status: Int, headers: [Arrival.Header] = [], body: [UInt8] = [], error: String? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.error = error
    }

    /// The first header of that name, whatever its case.
    func header(_ name: String) -> String? { headers.first { $0.isNamed(name) }?.value }
}
