/// One of `lists` of config.json, where it is a file.
struct ListSection: Section {
    var file: Found<ListSheet>?

    static let about = About(
        "list", at: "`lists.*`", "A list as a file; it may stand as a list of patterns right here too, `[\"ESP-900\", \"TV-*\"]`.")

    static let keys: [Key<Self>] = [
        Key(
            "file", .listFile, \.file, .required,
            """
            A text file with an article number or a pattern a line; what stands behind a # is a comment. Read at start and when it changes, all or nothing.
            """, example: "vip.txt")
    ]
}
