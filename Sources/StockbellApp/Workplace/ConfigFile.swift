import FoundationEssentials
import StockbellChannels
import StockbellConfig
import StockbellEngine
import StockbellTemplates

/// Where config.json lies, and how files beside it are read.
struct ConfigFile {
    let path: String
    /// The absolute folder, to which paths in the file are relative.
    let folder: String

    init(path: String) {
        self.path = path
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        folder = absolute.lastIndex(of: "/").map { String(absolute[..<$0]) } ?? "/"
    }

    func read() throws -> String { try read(path) }

    /// What the text of the file says, with all files that it names; and the paths of these.
    ///
    /// - Parameter mayLackTables: whether a table that cannot be read is only a warning.
    func settings(from text: String, mayLackTables: Bool = false) -> (result: ConfigResult, read: [String]) {
        var paths: [String] = []
        let result = ConfigReader.read(
            text: text, file: path, folder: folder, environment: environment(),
            readFile: { place in
                paths.append(place)
                return try self.read(place)
            }, isKnownZone: FoundationZones.knows, mayLackTables: mayLackTables, now: Date(),
            keyFault: DKIMKeys.fault)
        return (result, paths)
    }

    /// What is looked at to see a change: the file itself, those that it names, and the letters.
    func watched(_ read: [String]) -> [String] {
        Set(([path] + read).map { $0 == path || $0.hasPrefix("/") ? $0 : folder + "/" + $0 }).sorted() + [folder + "/templates"]
    }

    /// A text file's content, as whatever program saved it; paths are relative to the configuration's folder.
    func read(_ file: String) throws -> String {
        let place = file == path || file.hasPrefix("/") ? file : folder + "/" + file
        return TextBytes.text(of: Array(try Data(contentsOf: URL(filePath: place))))
    }

    /// The process's environment.
    func environment() -> [String: String] { ProcessInfo.processInfo.environment }

    /// The pictures in the folder `templates`, by their paths in it; one that cannot be read is missed by the layout that shows it.
    func pictures() -> LetterPictures {
        let root = folder + "/templates"
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
        let files = paths.filter(LetterPictures.isPicture).compactMap { path in
            (try? Data(contentsOf: URL(filePath: "\(root)/\(path)"))).map { (path, Array($0)) }
        }
        return LetterPictures(Dictionary(files) { first, _ in first })
    }

    /// Every letter of the folder `templates` beside the configuration, by its path in it; empty when there is none.
    ///
    /// - Throws: `SetupError` that names every file that cannot be read: a letter that is there must not be passed over without a word.
    func templates() throws(SetupError) -> [String: String] {
        let root = folder + "/templates"
        guard FileManager.default.fileExists(atPath: root) else { return [:] }
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: root) else {
            throw SetupError(["templates: the folder cannot be read: permission denied"])
        }
        var files: [String: String] = [:]
        var problems: [String] = []
        for path in paths.sorted() where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) && !LetterPictures.isPicture(path) {
            let place = root + "/" + path
            do {
                files[path] = try read(place)
            } catch  where !FileProblem.isFolder(place) {
                problems.append("templates/\(path): cannot be read: \(FileProblem.sentence(error, path: place))")
            } catch {
                // A folder holds files and is none.
            }
        }
        guard problems.isEmpty else { throw SetupError(problems) }
        return files
    }
}
