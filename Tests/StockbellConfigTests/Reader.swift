import StockbellConfig
import StockbellCore
import Testing

struct NoSuchFile: Error {}

/// Reads a text as config.json of the folder /shop, where there are these files and no time zones but three.
func read(_ text: String, environment: [String: String] = [:], files: [String: String] = [:]) -> ConfigResult {
    ConfigReader.read(
        text: text, file: "config.json", folder: "/shop", environment: environment,
        readFile: { path in
            guard let content = files[path] else { throw NoSuchFile() }
            return content
        },
        isKnownZone: { ["UTC", "Europe/Berlin", "Europe/Vienna"].contains($0) })
}

/// The problems as people read them.
func problems(_ text: String, environment: [String: String] = [:], files: [String: String] = [:]) -> [String] {
    read(text, environment: environment, files: files).problems.map(\.description)
}

/// The settings, or the problems as the failure.
func settings(
    _ text: String, environment: [String: String] = [:], files: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
) throws -> Settings {
    let result = read(text, environment: environment, files: files)
    return try #require(result.settings, "\(result.problems.map(\.description).joined(separator: "\n"))", sourceLocation: sourceLocation)
}

/// One object in a configuration that is sound otherwise; line 2 is what is given.
func shop(
    sources: String = "\"shop\": { \"platform\": \"enad\", \"unsigned\": true }", channels: String = "", departments: String = "", rest: String = ""
) -> String {
    """
    { "sources": { \(sources) }, "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" },
    \(channels) },
    "departments": { \(departments) },
    \(rest)
    "otherwise": "mail:ops@example.com" }
    """
}
