import Curl
import StockbellCore
import StockbellSources

/// Puts a platform's questions over the wire.
struct CurlInquirer: Inquirer {
    let api: any PlatformAPI
    let line: APILine

    func ask(_ inquiry: Inquiry) async -> Finding { api.finding(in: await line.perform(api.request(inquiry)), to: inquiry) }

    func kind(of item: String) -> String { api.kind(of: item) }
}
