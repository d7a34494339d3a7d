import FoundationEssentials

/// Reads a webhook's body as JSON into one of the wire structs.
enum JSONBody {
    /// Decodes `bytes`; unknown keys are passed over, null counts as absent.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(Unreadable) -> Value {
        if let problem = JSONScan.problem(in: bytes) { throw Unreadable(problem) }
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as Unreadable {
            throw error
        } catch DecodingError.typeMismatch(_, let context) {
            throw Unreadable("\(Unreadable.name(context.codingPath)) has the wrong shape")
        } catch DecodingError.valueNotFound(_, let context) {
            throw Unreadable("\(Unreadable.name(context.codingPath)) has the wrong shape")
        } catch {
            throw Unreadable("the body is no valid JSON")
        }
    }
}
