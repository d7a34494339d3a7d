/// What a list of items holds, before it has its name.
struct ListSheet: Sendable {
    /// nil: it stands in config.json.
    var file: String?
    var entries: [String]
}
