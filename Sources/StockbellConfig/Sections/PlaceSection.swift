import JSON5
import StockbellCore

/// One of `places` of config.json.
struct PlaceSection: Section {
    var name: Found<String>?
    var ids: Found<[Found<NamedPlace.Spot>]>?

    static let about = About(
        "place", at: "`places.*`", "A place with one name over all sources. One that is not listed keeps the name that its platform gives it.")

    static let keys: [Key<Self>] = [
        Key("name", .text("a text"), \.name, .optional, "What people call it; its name here, where it is missing.", example: "Hamburg"),
        Key(
            "ids", .oneOrMany(.found(.spot)), \.ids, .required,
            "What each source calls it: the source, a colon and the platform's id; only the source where that names no places.",
            example: ["web-shop:2", "wms:HAM"]),
    ]
}

extension Shape<NamedPlace.Spot> {
    /// `source:id`, or a source alone.
    fileprivate static var spot: Shape {
        Shape("a source and a place of it, such as \"wms:HAM\"") { text, reading throws(Complaint) in
            let parts = text.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let source = parts.first.map(String.init) ?? ""
            try source.mustBeSource(in: reading.names, or: "write \"\(reading.names.sources.first ?? "wms"):HAM\"")
            if parts.count > 1, parts[1].isEmpty { throw Complaint("ends with the colon; write the id of the place behind it, or the source alone") }
            return NamedPlace.Spot(source: source, id: parts.count > 1 ? String(parts[1]) : nil)
        }
    }
}

extension Shape<String> {
    /// The name of a source of this file.
    static var sourceName: Shape {
        Shape("the name of a source") { text, reading throws(Complaint) in
            try text.value.mustBeSource(in: reading.names, or: "write the name of one of \"sources\"")
            return text.value
        }
    }
}

extension String {
    fileprivate func mustBeSource(in names: Names, or advice: String) throws(Complaint) {
        guard !names.sources.contains(self) else { return }
        let near = Nearest.hint(for: self, in: names.sources)
        let known = names.sources.map(\.quoted).joined(separator: ", ")
        let hint = near.isEmpty ? known.isEmpty ? "; there are none" : "; there are \(known): \(advice)" : near
        throw Complaint("no source is named \(quoted)\(hint)")
    }
}
