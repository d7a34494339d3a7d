/// Pieces of config.json that several tests have.
enum Snippet {
    static let key = "till-key-4711"

    /// A source of the platform Enad that tells first sights like any other change.
    static let tills = """
        "tills": { "platform": "enad", "expectHeader": { "x-api-key": "\(key)" }, "firstSight": "alert" }
        """

    /// A small shop: two departments, three ways out, none of which leads anywhere.
    static let shop = """
        "sources": { \(tills) },
        "thresholds": [ { "where": { "sku": "ESP-*" }, "low": 12, "okAbove": 15 }, { "low": 5 } ],
        "channels": {
          "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" },
          "buyers": { "type": "slack", "url": "https://hooks.example.com/services/T/B/secret" },
          "sms": { "type": "kannel", "url": "https://sms.example.com/cgi-bin/sendsms", "username": "shop", "password": "secret" }
        },
        "departments": {
          "purchasing": { "rules": [ { "name": "all", "on": "*", "send": ["mail:purchasing@example.com", "buyers"] } ] },
          "sales": {
            "locale": "de",
            "rules": [ { "name": "gone", "on": "out-of-stock", "where": { "sku": "ESP-*" }, "send": "sms:+4915112345678" } ]
          }
        }
        """

    /// A webhook to a port of this machine.
    static func webhook(_ name: String, port: Int, path: String = "/hook", _ more: String = "") -> String {
        """
        "\(name)": { "type": "webhook", "url": "http://127.0.0.1:\(port)\(path)", "allowPrivateNetwork": true\(more) }
        """
    }
}
