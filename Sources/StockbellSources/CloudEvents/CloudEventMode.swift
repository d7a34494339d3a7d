import StockbellCore

/// How a request carries events of CloudEvents 1.0.
enum CloudEventMode {
    /// One event, or a list of them, as the JSON format has it.
    case structured, batch
    /// The body is the data, the headers are the attributes.
    case binary

    private static let namespace = "application/cloudevents"

    /// nil: in a format that is not read here.
    ///
    /// A body without a word of what it is counts as JSON.
    init?(_ request: SourceRequest) {
        let type = request.header("content-type").map(Self.mediaType) ?? ""
        switch type {
        case "application/cloudevents+json": self = .structured
        case "application/cloudevents-batch+json": self = .batch
        case _ where type.hasPrefix(Self.namespace): return nil
        case _ where request.headers.contains(where: { header in ["ce-specversion", "ce-type", "ce-id"].contains(where: header.isNamed) }):
            self = .binary
        case _ where ["", "application/json"].contains(type) || type.hasSuffix("+json"):
            self = request.body.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "[") ? .batch : .structured
        default: return nil
        }
    }

    /// Without its parameters.
    private static func mediaType(_ value: String) -> String {
        String(value.prefix { $0 != ";" && $0 != " " && $0 != "\t" }).lowercased()
    }
}
