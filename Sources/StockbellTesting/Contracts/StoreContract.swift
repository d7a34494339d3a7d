/// One promise that every store keeps, as a check; run all of them over each.
package struct StoreContract: Sendable, CustomStringConvertible {
    /// The promise, in words.
    package let description: String
    private let check: @Sendable (StoreWorld) async throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (StoreWorld) async throws -> Void) {
        self.description = description
        self.check = check
    }

    /// Runs the check in a world of its own, with an empty store.
    ///
    /// - Throws: `ContractFailure` where the promise is broken, or what the store throws.
    package func run(in world: StoreWorld) async throws {
        try await check(world)
    }

    /// Every promise.
    package static let all =
        transactions + times + levels + shelves + lanes + leases + gathering + storms + agenda + pauses + silences + selections + records + readings
        + cares + receipts
        + law
}

/// A promise that is broken.
package struct ContractFailure: Error, CustomStringConvertible {
    package let description: String
}

/// Throws where a condition does not hold.
func expect(_ condition: Bool, _ what: String, file: StaticString = #fileID, line: UInt = #line) throws {
    guard !condition else { return }
    throw ContractFailure(description: "\(file):\(line): \(what)")
}

/// Throws where two values differ, and shows both.
func expectEqual<Value: Equatable>(_ left: Value?, _ right: Value?, _ what: String = "", file: StaticString = #fileID, line: UInt = #line) throws {
    try expect(left == right, "\(what) \(String(describing: left)) is not \(String(describing: right))", file: file, line: line)
}
