import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

/// No input crashes a decoder or a verifier, and whatever becomes an event can be trusted to be whole.
@Suite struct FuzzTests {
    private static let samples: [(Platform, [String])] = [
        (.digitalRiver, [Samples.DigitalRiver.outOfStock, Samples.DigitalRiver.selfManagedUpdated, Samples.DigitalRiver.fulfillerManagedUpdated]),
        (.enad, [Samples.Enad.updated, Samples.Enad.deleted, Samples.Enad.delta, Samples.Enad.deltaWithTotal]),
        (
            .bigcommerce,
            [Samples.BigCommerce.stockChanged, Samples.BigCommerce.outOfStockReached, Samples.BigCommerce.skuInventoryUpdated]
        ),
        (.cloudEvents, [Samples.CloudEvents.changed, Samples.CloudEvents.batch]),
        (
            .commercetools,
            [Samples.Commercetools.quantitySet, Samples.Commercetools.outOfStock, Samples.Commercetools.cloudEvent, Samples.Commercetools.leftOut]
        ),
        (.mapping, [Samples.Mapping.several]),
        (.standardWebhooks, [Samples.StandardWebhooks.changed, Samples.StandardWebhooks.several]),
        (.shopify, [Samples.Shopify.updated, Samples.Shopify.disconnected]),
        (.woocommerce, [Samples.WooCommerce.updated, Samples.WooCommerce.outOfStock, Samples.WooCommerce.deleted]),
        (.square, [Samples.Square.countUpdated]),
        (.saleor, [Samples.Saleor.outOfStock, Samples.Saleor.bareOutOfStock, Samples.Saleor.bareStockUpdated]),
    ]

    private static let scraps = [
        "1e400", "-1e400", "1e-400", "-0", "NaN", "Infinity", "null", "true", "\"\"", "[]", "{}", "\"10abc\"",
        "99999999999999999999999999999999999999999",
        "\\u0000", "\\ud800", "\\", "\"", "{\"a\":", "[[[[[[[[", "]]]]", ",,", "\u{FEFF}", "😀", "9223372036854775808", "-9223372036854775809",
        "2024-02-30",
    ]

    private func mutated(_ sample: String, _ chance: inout Chance) -> [UInt8] {
        var bytes = Array(sample.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &chance) {
            let position = Int.random(in: 0...bytes.count, using: &chance)
            let end = min(bytes.count, position + Int.random(in: 0...12, using: &chance))
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: bytes.removeSubrange(position..<end)
            case 1: bytes.replaceSubrange(position..<end, with: Array((Self.scraps.randomElement(using: &chance) ?? "").utf8))
            case 2: bytes.insert(contentsOf: bytes[position..<end], at: position)
            case 3 where position < bytes.count: bytes[position] = UInt8.random(in: 0...255, using: &chance)
            default: bytes.insert(UInt8.random(in: 0...127, using: &chance), at: position)
            }
        }
        return bytes
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func mutatedSamplesNeverCrashAndNeverMakeHalfAnEvent(seed: UInt64) {
        var chance = Chance(state: seed)
        for (platform, samples) in Self.samples {
            let adapter = SourceAdapters.adapter(for: source(platform, isUnsigned: true), zones: SummerTime())
            for _ in 0..<400 {
                guard let sample = samples.randomElement(using: &chance) else { continue }
                let headers = SampleSigner.telling(type: nil, of: platform)
                check(adapter.decode(SourceRequest(headers: headers, body: mutated(sample, &chance))))
            }
        }
    }

    private func check(_ decoded: Decoded) {
        switch decoded {
        case .events(let events):
            #expect(!events.isEmpty)
            for event in events {
                if event.kind == .unreadable {
                    #expect(event.note?.isEmpty == false && event.subject.item.id.isEmpty && event.dedupeKey == nil)
                    continue
                }
                #expect(!event.subject.item.id.isEmpty)
                #expect(event.subject.place?.id.isEmpty != true)
                #expect(event.quantity?.isNaN != true)
                #expect(event.previous?.isNaN != true)
                #expect(event.kind != .level || event.quantity != nil)
                #expect(event.kind != .delta || event.delta != nil)
            }
        case .ignored(let type, let reason): #expect(!type.isEmpty && !reason.isEmpty)
        case .quarantined(_, let reason): #expect(!reason.isEmpty)
        }
    }

    @Test func everyPlatformIsMutated() {
        #expect(Set(Self.samples.map(\.0)) == Set(Platform.allCases))
    }

    @Test func randomBytesAreQuarantined() {
        var chance = Chance(state: 7)
        for platform in Platform.allCases {
            let adapter = SourceAdapters.adapter(for: source(platform), zones: SummerTime())
            for length in 0..<300 {
                let body = (0..<length).map { _ in UInt8.random(in: 0...255, using: &chance) }
                let headers = SampleSigner.telling(type: nil, of: platform)
                guard case .quarantined = adapter.decode(SourceRequest(headers: headers, body: body)) else {
                    Issue.record("\(length) random bytes were understood")
                    continue
                }
            }
        }
    }

    @Test func randomHeadersAreRefused() {
        var chance = Chance(state: 11)
        let alphabet = Array("v1, ,=+/abcdefghij0123456789_.é\"")
        for platform in Platform.allCases where platform.signsBodies {
            var settings = source(platform, secrets: ["s"])
            settings.notificationURL = "https://stock.example.com/events/shop"
            for _ in 0..<500 {
                let value = String((0..<Int.random(in: 0...60, using: &chance)).compactMap { _ in alphabet.randomElement(using: &chance) })
                let headers = [
                    "DigitalRiver-Signature", "webhook-id", "webhook-timestamp", "webhook-signature", "X-Shopify-Hmac-Sha256",
                    "X-WC-Webhook-Signature", "x-square-hmacsha256-signature", "Saleor-Signature", "x-signature",
                ].map {
                    Arrival.Header(name: $0, value: value)
                }
                #expect(verify(SourceRequest(headers: headers, body: [1, 2, 3]), as: settings) != .genuine)
            }
        }
    }
}
