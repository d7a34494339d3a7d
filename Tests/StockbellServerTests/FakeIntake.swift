import FoundationEssentials
import StockbellCore

/// Answers by the source's name, and remembers what it was given.
actor FakeIntake: Intake {
    struct Taken: Sendable {
        var request: SourceRequest
        var source: String
        var at: Date
    }

    private(set) var taken: [Taken] = []
    private let sentence: String?
    private var isOpen: Bool
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watchers: [CheckedContinuation<Void, Never>] = []

    init(trouble: String? = nil, isOpen: Bool = true) {
        sentence = trouble
        self.isOpen = isOpen
    }

    func take(_ request: SourceRequest, source: String, at now: Date) async -> IntakeAnswer {
        taken.append(Taken(request: request, source: source, at: now))
        for watcher in watchers { watcher.resume() }
        watchers = []
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        return switch source {
        case "refused": .refused
        case "unknown": .unknownSource
        case "strange": .unsupported
        case "broken": .unavailable
        default: .kept
        }
    }

    func handshake(_ request: SourceRequest, source: String) async -> [Arrival.Header]? {
        guard source == "asked", let origin = request.header("webhook-request-origin") else { return nil }
        return [.init(name: "WebHook-Allowed-Origin", value: origin), .init(name: "Allow", value: "POST")]
    }

    func trouble() async -> String? { sentence }

    /// Returns once something has been taken.
    func firstTaken() async {
        if taken.isEmpty { await withCheckedContinuation { watchers.append($0) } }
    }

    /// Lets everything through that waits.
    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
