import FoundationEssentials
import StockbellCore
import StockbellSources

/// A configured source with defaults, for the tests of one platform.
func source(
    _ platform: Platform, secrets: [String] = [], headers: [String: String] = [:], isUnsigned: Bool = false, delta: SourceSettings.Delta = .auto,
    mapping: StockMapping? = nil
) -> SourceSettings {
    SourceSettings(
        name: "shop", platform: platform, secrets: secrets.map { Secret($0) },
        expectedHeaders: headers.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: Secret($0.value)) }, isUnsigned: isUnsigned,
        delta: delta,
        mapping: mapping ?? (platform == .mapping ? Samples.Mapping.mapping : nil)
    )
}

func request(_ body: String, headers: [(String, String)] = []) -> SourceRequest {
    SourceRequest(headers: headers.map { Arrival.Header(name: $0.0, value: $0.1) }, body: Array(body.utf8))
}

func decode(_ body: String, as settings: SourceSettings, headers: [(String, String)] = []) -> Decoded {
    SourceAdapters.adapter(for: settings, zones: SummerTime()).decode(request(body, headers: headers))
}

func verify(_ request: SourceRequest, as settings: SourceSettings, now: Date = Date(timeIntervalSince1970: 1_700_000_000)) -> Verification {
    SourceAdapters.adapter(for: settings, zones: SummerTime()).verify(request, now: now)
}

func time(_ seconds: TimeInterval) -> Date { Date(timeIntervalSince1970: seconds) }

extension Decoded {
    /// The only event; nil when there is none or more than one.
    var event: StockEvent? {
        if case .events(let events) = self, events.count == 1 { events[0] } else { nil }
    }

    /// Why it is quarantined; nil when it is not.
    var quarantine: String? {
        if case .quarantined(_, let reason) = self { reason } else { nil }
    }
}

extension Verification {
    var isGenuine: Bool { self == .genuine }
    var reason: String? {
        if case .refused(let reason) = self { reason } else { nil }
    }
}
