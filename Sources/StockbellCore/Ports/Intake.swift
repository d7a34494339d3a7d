package import FoundationEssentials

/// Takes what platforms post.
package protocol Intake: Sendable {
    /// Verifies, decodes and commits one body; answers only after the commit.
    func take(_ request: SourceRequest, source: String, at now: Date) async -> IntakeAnswer
    /// The headers that answer a platform's question whether it may send; nil where the source knows no such question.
    func handshake(_ request: SourceRequest, source: String) async -> [Arrival.Header]?
    /// nil: ready; else why not, in a sentence without secrets.
    func trouble() async -> String?
}

/// The design's table of answers to platforms.
package enum IntakeAnswer: Hashable, Sendable {
    /// Kept: 200 with an empty body.
    case kept
    /// Not genuine: 401.
    case refused
    /// In a format that is not read here: 415.
    case unsupported
    /// No source of that name: 404.
    case unknownSource
    /// Our own trouble: 503.
    case unavailable
}
