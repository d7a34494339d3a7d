import Logging

/// Keeps what is logged, a line each.
struct RecordingLog: LogHandler {
    let lines: Record<String>
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    init(_ lines: Record<String>) {
        self.lines = lines
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.message)")
    }
}

extension Logger {
    /// Writes into a record.
    static func recording(to lines: Record<String>) -> Logger { Logger(label: "test") { _ in RecordingLog(lines) } }
}
