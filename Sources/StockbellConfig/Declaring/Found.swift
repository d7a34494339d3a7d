/// A value that was read, with where it was read from.
struct Found<Value: Sendable>: Sendable {
    let value: Value
    let written: Written

    var place: Place { written.place }
}

/// A value that the file gives a name to: a source, a channel, a department.
struct Named<Value: Sendable>: Sendable {
    let name: String
    /// Where the name stands.
    let place: Place
    let value: Value
}
