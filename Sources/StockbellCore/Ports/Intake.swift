package import FoundationEssentials

/// Takes what platforms post.
package protocol Intake: Sendable {
    /// Verifies, decodes and commits one body; answers only after the commit.
    func take(_ request: SourceRequest, source: String, at now: Date) async -> IntakeAnswer
    /// nil: ready; else why not, in a sentence without secrets.
    func trouble() async -> String?
}

/// The design's table of answers to platforms.
package enum IntakeAnswer: Hashable, Sendable {
    /// Kept: 200 with an empty body.
    case kept
    /// Not genuine: 401.
    case refused
    /// No source of that name: 404.
    case unknownSource
    /// Our own trouble: 503.
    case unavailable
}
