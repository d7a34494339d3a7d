package import Curl

/// A request of this attempt, with what came of it.
package struct Exchange: Hashable, Sendable {
    package var request: CurlRequest
    package var response: CurlResponse

    package init(request: CurlRequest, response: CurlResponse) {
        self.request = request
        self.response = response
    }
}
