import StockbellConfig
import Testing

@Suite struct NotBuiltYetTests {
    /// The keys of the whole product that this version does not have: none is called unknown, and none is taken.
    @Test(arguments: [
        ("thresholds[0]", "days")
    ])
    func aKeyOfALaterVersionIsRefusedByName(path: String, keys: String) {
        for key in keys.split(separator: " ") {
            let found = read(text(with: "\"\(key)\": [5]", at: path))
            let full = path.isEmpty ? String(key) : "\(path).\(key)"
            #expect(found.errors.map { "\($0.path): \($0.message)" } == ["\(full): \"\(key)\" is not built yet; leave it out"])
        }
    }

    @Test(arguments: ["smpp"])
    func aTypeOfALaterVersionIsRefusedByName(type: String) {
        let found = read(#"{ "channels": { "c": { "type": "\#(type)", "webhook": 1 } } }"#)
        #expect(found.errors.map(\.path) == ["channels.c.type"] && found.errors[0].message.contains("is not built yet"))
    }

    private func text(with key: String, at path: String) -> String {
        let places = [
            "", "defaults", "sources.s", "thresholds[0]", "channels.mail", "departments.d", "departments.d.rules[0]", "departments.d.rules[0].where",
        ]
        let here = places.map { $0 == path ? key + "," : "" }
        return """
            { \(here[0])
              "defaults": { \(here[1]) },
              "sources": { "s": { \(here[2]) "platform": "enad", "unsigned": true } },
              "thresholds": [{ \(here[3]) "low": 5 }],
              "channels": { "mail": { \(here[4]) "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com" } },
              "departments": { "d": { \(here[5]) "rules": [{ \(here[6]) "where": { \(here[7]) }, "send": "mail:a@example.com" }] } } }
            """
    }
}
