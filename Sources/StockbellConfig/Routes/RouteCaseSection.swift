import JSON5
import StockbellCore

/// One case of a table of `stockbell routes test`.
struct RouteCaseSection: Section {
    var name: Found<String>?
    var event: Found<RouteEventSection>?
    var expect: Found<[RouteCase.Expectation]>?
    var when: Found<[RouteCase.Timing]>?

    static let about = About("case", at: "", "What happens, and who should hear it.")

    static let keys: [Key<Self>] = [
        Key("case", .text("a text"), \.name, .required, "What it is about, for people.", example: "a TV runs out at night"),
        Key(
            "event", .section, \.event, .required, "What happens.",
            example: ["source": "wms", "sku": "TV-55", "was": 3, "quantity": 0]),
        Key("expect", .expectations, \.expect, .required, "Who should hear it.", example: ["purchasing": ["buyers"]]),
        Key("when", .timings, \.when, .optional, "When it should go out.", example: "2026-01-06T08:00"),
    ]

    /// The case that the section says.
    func routeCase(at place: Place, _ reading: inout Reading) -> RouteCase? {
        guard let name, let event, let expect else { return nil }
        if let when, event.value.at == nil {
            reading.error("needs \"at\" in \"event\", such as \"at\": \"2026-01-06T03:00\": when it happens", at: when.place)
        }
        return RouteCase(
            name: name.value, line: place.position.line, event: event.value.event(at: event.place, &reading), expectations: expect.value,
            timings: when?.value ?? [])
    }
}
