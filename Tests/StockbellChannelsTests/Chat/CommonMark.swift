import CCMark

/// What a reader sees of a Markdown text, by cmark-gfm, which shares no code with the writer.
///
/// Discord and Mattermost differ from CommonMark, but not in what a backslash does.
struct CommonMark {
    /// The words, without marks; a line break is one.
    private(set) var text = ""
    /// The targets of links.
    private(set) var links: [String] = []
    /// The kinds of node that were met.
    private(set) var kinds: Set<String> = []
    /// What stands in strong type, in emphasis.
    private(set) var strong: [String] = []
    private(set) var emphasised: [String] = []

    init(_ markdown: String) {
        guard Self.isReady, let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let further = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, further) }
        }
        var markdown = markdown
        markdown.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(root) }
        read(root)
        text = text.replacing("\u{200B}", with: "")
    }

    private static let isReady: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    private mutating func read(_ node: OpaquePointer) {
        let kind = String(cString: cmark_node_get_type_string(node))
        kinds.insert(kind)
        let start = text.endIndex
        switch kind {
        case "softbreak", "linebreak": text += "\n"
        case "link": links.append(String(cString: cmark_node_get_url(node)))
        default: if let literal = cmark_node_get_literal(node) { text += String(cString: literal) }
        }
        var next = cmark_node_first_child(node)
        while let child = next {
            read(child)
            next = cmark_node_next(child)
        }
        let said = String(text[start...]).replacing("\u{200B}", with: "")
        if kind == "strong" { strong.append(said) }
        if kind == "emph" { emphasised.append(said) }
        if ["paragraph", "item", "heading", "code_block"].contains(kind) { text += "\n" }
    }
}
