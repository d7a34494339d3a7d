import FoundationEssentials

/// The files that say what Stockbell does, as they were read.
struct WorkFiles: Sendable {
    /// The path of config.json.
    let config: String
    let text: String
    /// Tables that people edit by themselves.
    let tables: [String]
    /// All files, and the folder of letters.
    let paths: [String]
    /// The letters, by their paths in their folder.
    let letters: [String: String]

    /// Marks by which a change is seen: whoever saves a file, or puts another in its place, changes one of them.
    func stamps() -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        for path in paths {
            stamps[path] = Stamp(path: path)
            for inner in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
                stamps["\(path)/\(inner)"] = Stamp(path: "\(path)/\(inner)")
            }
        }
        return stamps
    }

    /// The last part of a path.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// When a file was changed, which one it is, and how large; of a link, that of the file behind it.
    struct Stamp: Hashable, Sendable {
        let modifiedAt: Date?
        let number: UInt64?
        let size: UInt64?

        /// nil: there is no such file.
        init?(path: String) {
            let target = URL(filePath: path).resolvingSymlinksInPath().path
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else { return nil }
            modifiedAt = attributes[.modificationDate] as? Date
            number = (attributes[.systemFileNumber] as? any BinaryInteger).map { UInt64(truncatingIfNeeded: $0) }
            size = (attributes[.size] as? any BinaryInteger).map { UInt64(truncatingIfNeeded: $0) }
        }
    }
}
