import Foundation

/// A vendor's description of its interface, as JSON; such files are not part of the project.
///
/// They are looked for in the folder that `STOCKBELL_SPECS` names, else in `../shared/specs` beside the package. A test that needs one is
/// `.enabled(if: SpecFile.isPresent(NAME), SpecFile.absence)`.
struct SpecFile {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    static let absence = "the vendors' descriptions are not here; set STOCKBELL_SPECS to their folder"

    let root: [String: Any]

    init(root: [String: Any]) { self.root = root }

    init(_ name: String) throws {
        guard let root = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.url(name))) as? [String: Any] else {
            throw Missing(description: "\(name) is no object")
        }
        self.root = root
    }

    static func isPresent(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url(name).path) }

    static func url(_ name: String) -> URL {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = ProcessInfo.processInfo.environment["STOCKBELL_SPECS"].map { URL(filePath: $0) }
        return (folder ?? package.deletingLastPathComponent().appending(path: "shared/specs")).appending(path: name)
    }

    /// What stands at a place, by the keys that lead to it.
    func object(_ path: [String]) throws -> [String: Any] {
        var found: Any? = root
        for key in path { found = (found as? [String: Any])?[key] }
        guard let object = found as? [String: Any] else { throw Missing(description: "nothing at \(path.joined(separator: "/"))") }
        return object
    }

    /// The schema of the JSON body of an operation in an OpenAPI 3 description.
    func requestSchema(_ method: String, _ path: String, type: String = "application/json") throws -> [String: Any] {
        try object(["paths", path, method, "requestBody", "content", type, "schema"])
    }

    /// What is wrong with a JSON body by a schema of this file; empty: nothing.
    ///
    /// - Parameters:
    ///   - refusesUnknown: Whether a member that the schema does not name is a mistake even if the schema does not say so.
    func mistakes(in body: [UInt8], by schema: [String: Any], refusesUnknown: Bool = true) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(body), options: [.fragmentsAllowed])
        return SchemaChecker(root: root, refusesUnknown: refusesUnknown).mistakes(in: value, by: schema, at: "body")
    }
}
