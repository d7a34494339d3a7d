import FoundationEssentials
import StockbellCore

/// Reads what any sender of Standard Webhooks says of stock in our own schema, `stock.changed`.
///
/// Source: the Standard Webhooks specification 1.0.0, with its recommended body of `type`, `timestamp` and `data`.
struct StandardWebhooksAdapter: SourceAdapter {
    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(standardWebhooks:))
    }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request) { StandardWebhooksSignature.verify(request, keys: keys, now: now) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var type: String?
        do throws(Unreadable) {
            let body = try JSONDocument(request.body).root
            type = try body["type"]?.told
            guard let type else { throw Unreadable(missing: ["type"]) }
            guard StockChangedReader.reads(type) else { return .ignored(type: type, reason: "only stock.changed is about stock") }
            guard let data = try body["data"] else { throw Unreadable(missing: ["data"]) }
            let reader = StockChangedReader(
                settings: settings, type: type, timestamp: try body["timestamp"]?.time, sequence: nil, key: { key(request, $0) })
            return reader.read(data)
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }

    /// By the id that stays the same over all attempts, and the position in the body.
    private func key(_ request: SourceRequest, _ index: Int) -> DedupeKey {
        guard let id = request.header(StandardWebhooksSignature.idHeader), !id.isEmpty else {
            // The position too, or two changes of one item in one body would be one.
            return .fingerprint(of: request.body + Array(String(index).utf8))
        }
        return .provider(StandardWebhooksSignature.idHeader, id, String(index))
    }
}
