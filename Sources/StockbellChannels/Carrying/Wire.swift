package import Curl

/// Carries requests to the far side: the HTTP loop, or the mail threads of one server.
package protocol Wire: Sendable {
    /// Sends a request; `then` is called exactly once, on any thread, whatever comes of it.
    func start(_ request: CurlRequest, then: @escaping @Sendable (CurlResponse) -> Void)
}

extension CurlLoop: Wire {}

extension MailThreads: Wire {}
