import Foundation

/// The program under test, as it was built beside the tests.
enum Program {
    /// What a command did.
    struct Result: Sendable {
        var end: ChildProcess.End
        var output: String
        var errors: String

        /// The JSON that it printed.
        func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            do {
                return try decoder.decode(type, from: Data(output.utf8))
            } catch {
                throw Stuck("no such JSON was printed (\(error)): \(output.prefix(4000)) \(errors.prefix(4000))")
            }
        }
    }

    /// The folder that the build puts programs into: the tests' own is there as well.
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/stockbell"

    /// Runs a command in a shop's folder to its end.
    ///
    /// - Parameter input: What to give it as standard input.
    static func run(_ arguments: String..., in shop: Shop, input: String? = nil) async throws -> Result {
        let file = try input.map { try shop.write($0, to: "input-\(UUID().uuidString)") }
        let process = try ChildProcess([path] + arguments, folder: shop.folder, input: file)
        let end = try await process.ended()
        return Result(end: end, output: process.output, errors: process.errors)
    }
}
