/// One value or one key of a JSON text, by where it stands in the bytes.
///
/// Nodes lie in the order of the text: a container, then what is in it; in an object each key, then its value.
struct JSONNode {
    enum Kind: Equatable {
        case null, boolean, number, array, object
        /// A key is one too.
        case string(isEscaped: Bool)
    }

    let kind: Kind
    /// The first byte; of a string that after its quote.
    let start: Int
    /// One past the last byte; of a string its closing quote, of a container nothing of use.
    let end: Int
    /// The index of the first node that is not part of this one.
    var next: Int
}
