package import FoundationEssentials

/// Reads one platform's webhooks: is it genuine, and what does it say.
///
/// Pure.
package protocol SourceAdapter: Sendable {
    /// Whether the request comes from the platform, judged on the raw bytes; every comparison takes constant time.
    func verify(_ request: SourceRequest, now: Date) -> Verification
    /// What the body says. Never throws: what cannot be understood is quarantined with a reason.
    func decode(_ request: SourceRequest) -> Decoded
    /// Headers that say what a body is, without which it could not be read again: kept with it. None proves where it came from.
    var tellingHeaders: [String] { get }
    /// The headers that answer an OPTIONS request by which a platform asks whether it may send; nil where it never asks.
    func handshake(_ request: SourceRequest) -> [Arrival.Header]?
}

extension SourceAdapter {
    package var tellingHeaders: [String] { [] }
    package func handshake(_ request: SourceRequest) -> [Arrival.Header]? { nil }
}

/// A POST as it came.
package struct SourceRequest: Hashable, Sendable {
    package var headers: [Arrival.Header]
    package var body: [UInt8]

    package init(headers: [Arrival.Header], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}

/// Whether a request is genuine.
package enum Verification: Hashable, Sendable {
    case genuine
    /// The reason is for our log only; it names no secret and no signature.
    case refused(reason: String)
    /// Genuine, in a format that we do not read and that the platform wants refused as such.
    case unsupported(reason: String)
}
