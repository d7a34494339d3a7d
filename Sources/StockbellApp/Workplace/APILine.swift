import Curl
import StockbellCore
import StockbellSources

/// Carries what is asked of platforms' APIs.
struct APILine: Sendable {
    /// A thousand items with their places and settings are some 500 KB.
    private static let mostBytes = 8 << 20

    private let loop: CurlLoop

    init() {
        loop = CurlLoop(connections: 8)
    }

    func shutdown() { loop.shutdown() }

    func perform(_ request: APIRequest) async -> APIResponse {
        var headers = [
            Header(name: "Accept", value: "application/json"), Header(name: request.tokenHeader, value: request.token.reveal()),
        ]
        if request.body != nil { headers.append(Header(name: "Content-Type", value: "application/json")) }
        let response = await loop.perform(
            CurlRequest(
                url: request.url, method: request.method.rawValue, headers: headers, payload: request.body.map { .body($0) } ?? .none,
                timeout: .seconds(30), allowPrivateNetwork: true, maxResponseBytes: Self.mostBytes))
        let error = response.code != 0 ? response.error : response.isBodyTruncated ? "its answer is longer than \(Self.mostBytes >> 20) MiB" : nil
        return APIResponse(
            status: response.status, headers: response.headers.map { Arrival.Header(name: $0.name, value: $0.value) }, body: response.body,
            error: error)
    }
}
