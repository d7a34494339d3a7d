import CCurl

extension CurlResponse {
    /// A response to what was never sent.
    init(unsent code: CURLcode, error: String) {
        self.init(code: Int32(code), error: error)
    }

    /// Fills `error`, from libcurl's own text where that is harmless.
    mutating func describeError(of request: CurlRequest, text: String) {
        if isPrivateAddressRefused, code != 0 {
            error = "the address is in a private network, which is not allowed here"
        } else if code != 0 {
            error = request.harmless(text) ?? CurlLibrary.sentence(for: code)
        }
    }
}
