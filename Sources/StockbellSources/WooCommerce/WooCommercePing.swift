import StockbellCore

/// The form that WooCommerce posts when a webhook is saved: `webhook_id=12`, with no topic and no signature.
///
/// Nothing else passes for one: no proof is asked for it, and it can do nothing. Unless it is answered 200, WooCommerce does not save.
/// Source: WooCommerce, class-wc-webhook.php, `deliver_ping`.
enum WooCommercePing {
    static let type = "ping"
    private static let start = Array("webhook_id=".utf8)
    private static let maximumDigits = 20

    static func isPing(_ request: SourceRequest) -> Bool {
        guard request.body.starts(with: start), request.header(WooCommerceAdapter.topicHeader) == nil else { return false }
        let id = request.body.dropFirst(start.count)
        return (1...maximumDigits).contains(id.count) && id.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
