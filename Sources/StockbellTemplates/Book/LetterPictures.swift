import StockbellCore

/// The pictures in `templates/`, which a layout shows by `cid:` and their names without the ending.
package struct LetterPictures: Sendable {
    /// Every mail carries them: larger ones are a mistake.
    static let mostBytes = 200_000

    private static let types = ["png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"]

    /// Relative path → content.
    private let files: [String: [UInt8]]

    package init(_ files: [String: [UInt8]] = [:]) {
        self.files = files
    }

    /// Whether a file of `templates/` is a picture, by its ending.
    package static func isPicture(_ path: String) -> Bool { type(of: path) != nil }

    private static func type(of path: String) -> String? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        return types[path[path.index(after: dot)...].lowercased()]
    }

    /// The names after `cid:` in a layout, with their lines.
    static func names(in layout: String) -> [(name: String, line: Int)] {
        layout.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            line.ranges(of: "cid:").map { (String(line[$0.upperBound...].prefix { !"\"' <>)".contains($0) }), index + 1) }
        }
    }

    /// A department's own picture of that name, else everybody's.
    ///
    /// - Throws: what is wrong with it, or that there is none.
    func picture(_ name: String, for department: String?) throws(Missing) -> Message.Picture {
        let folders = [department.map { "\($0)/" }, ""].compactMap(\.self)
        let paths = folders.flatMap { folder in files.keys.filter { Self.stem($0) == folder + name }.sorted() }
        guard let path = paths.first, let type = Self.type(of: path), let bytes = files[path] else {
            throw Missing(message: "\"cid:\(name)\" shows nothing: there is no \(name).png, .jpg or .gif in the folder")
        }
        guard bytes.count <= Self.mostBytes else {
            throw Missing(message: "\(path) is larger than \(Self.mostBytes / 1000) KB, and every mail would carry it")
        }
        return Message.Picture(name: name, type: type, bytes: bytes)
    }

    private static func stem(_ path: String) -> String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path }

    struct Missing: Error {
        var message: String
    }
}
