/// Something to look at: a path and how to make what is there.
package struct Page: Sendable {
    /// What the page may do in a browser.
    package enum Policy: Hashable, Sendable {
        /// Nothing: data to read.
        case data
        /// Use the style and the script that it holds itself, pictures that it holds itself, and read from here.
        case selfContained
        /// Use the style that it holds itself, and send its form to where it came from.
        case form
    }

    package var path: String
    package var contentType: String
    package var policy: Policy
    /// Makes the content anew for each request; what it throws is answered with 500 and logged.
    package var body: @Sendable () async throws -> [UInt8]

    /// Takes a path that begins with a slash, without a slash at its end.
    package init(path: String, contentType: String, policy: Policy = .data, body: @escaping @Sendable () async throws -> [UInt8]) {
        self.path = path
        self.contentType = contentType
        self.policy = policy
        self.body = body
    }
}
