/// What `stockbell audit --json` prints.
struct AuditSheet: Decodable, Sendable {
    struct Line: Decodable, Sendable {
        var name: String
        var total: Int
    }

    struct Breach: Decodable, Sendable, Equatable {
        var table: String
        var id: String
        var check: String
        var sentence: String
    }

    var fileProblems: [String]
    var law: [Line]
    var breaches: [Breach]
    var holds: Bool
}
