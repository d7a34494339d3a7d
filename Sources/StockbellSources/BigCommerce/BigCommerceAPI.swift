import FoundationEssentials
import StockbellCore

/// BigCommerce's Inventory API: levels, warning levels, names of places and article numbers of up to 1,000 items in one answer.
///
/// Source: reference/inventory.v3.yml and "API Rate Limits" of developer.bigcommerce.com.
struct BigCommerceAPI: PlatformAPI {
    static let tokenHeader = "X-Auth-Token"

    let source: String
    let access: PlatformAccess

    /// The store's own part of the API.
    var root: String { "\(access.url)/stores/\(access.store)/v3" }

    func kind(of item: String) -> String { BigCommerceItem.product(of: item) == nil ? "variant" : "product" }

    func request(_ inquiry: Inquiry) -> APIRequest {
        var filters: [String] = []
        let products = inquiry.items.compactMap(BigCommerceItem.product)
        if !products.isEmpty {
            filters.append("product_id:in=\(products.joined(separator: ","))")
        } else if !inquiry.items.isEmpty {
            filters.append("variant_id:in=\(inquiry.items.joined(separator: ","))")
        }
        if let places = inquiry.places { filters.append("location_id:in=\(places.joined(separator: ","))") }
        filters += ["limit=\(inquiry.size)", "page=\(inquiry.page)"]
        return request(.get, "/inventory/items?\(filters.joined(separator: "&"))")
    }

    /// - Parameter path: below the store's own part, without secrets.
    func request(_ method: APIRequest.Method, _ path: String, body: [UInt8]? = nil) -> APIRequest {
        APIRequest(method, url: "\(root)\(path)", tokenHeader: Self.tokenHeader, token: access.token, body: body)
    }

    func finding(in response: APIResponse, to inquiry: Inquiry) -> Finding {
        Finding(answer(response), quota: quota(response))
    }

    private func answer(_ response: APIResponse) -> Finding.Answer {
        if let error = response.error { return .failed(error) }
        switch response.status {
        case 200: break
        case 401, 403: return .refused("HTTP \(response.status), the token is not valid or may not read the inventory")
        case 404: return .missing
        case 429: return .limited
        case 400, 413, 414, 422: return .invalid("HTTP \(response.status)")
        default: return .failed("HTTP \(response.status)")
        }
        do throws(Unreadable) {
            let page = try BigCommercePage(response.body, source: source)
            return .page(page.statements, isLast: page.isLast, body: response.body)
        } catch {
            return .failed("its answer cannot be understood: \(error.reason)")
        }
    }

    /// `X-Rate-Limit-*`, which count for the whole store, whoever asks.
    private func quota(_ response: APIResponse) -> Finding.Quota? {
        func number(_ name: String) -> Int? { response.header("X-Rate-Limit-\(name)").flatMap { Int($0) } }
        guard let left = number("Requests-Left"), let reset = number("Time-Reset-Ms") else { return nil }
        return Finding.Quota(left: left, most: number("Requests-Quota") ?? left, resetsAfter: .milliseconds(max(0, min(reset, 3_600_000))))
    }
}
