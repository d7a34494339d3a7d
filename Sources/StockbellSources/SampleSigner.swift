package import FoundationEssentials
package import StockbellCore

/// Plays a platform: gives a sample body the proof of origin that its source asks for.
package enum SampleSigner {
    /// The headers that make `body` genuine for the source: every expected header, and the platform's signature by the first secret.
    ///
    /// - Parameters:
    ///   - id: The delivery's own id, where the platform sends one; the same for a repeat of the same delivery.
    ///   - now: When it is sent; BigCommerce's signature holds for five minutes around it.
    package static func sign(body: [UInt8], settings: SourceSettings, id: String, now: Date) -> [Arrival.Header] {
        settings.expectedHeaders.map { Arrival.Header(name: $0.name, value: $0.value.reveal()) } + signature(body, settings, id, now)
    }

    private static func signature(_ body: [UInt8], _ settings: SourceSettings, _ id: String, _ now: Date) -> [Arrival.Header] {
        guard let secret = settings.secrets.first(where: { !$0.isEmpty }) else { return [] }
        switch settings.platform {
        case .bigcommerce:
            return SigningKey(standardWebhooks: secret).map { StandardWebhooksSignature.sign(body, with: $0, id: id, now: now) } ?? []
        case .digitalRiver:
            return SigningKey(text: secret).map { DigitalRiverSignature.sign(body, with: $0, now: now) } ?? []
        case .enad:
            return []
        }
    }
}
