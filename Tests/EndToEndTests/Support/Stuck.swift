/// Why a test cannot go on, in a sentence.
struct Stuck: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
