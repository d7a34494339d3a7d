import StockbellConfig
import Testing

/// A shop's file with one mistake each, as shops make them, and what they are told: where, what is wrong, and what is meant.
@Suite struct MistakesTests {
    static let sound = #"""
        {
          "listen": "127.0.0.1:8080", "admin": { "listen": "127.0.0.1:8081" },
          "defaults": { "timeZone": "Europe/Berlin", "locale": "de", "hours": "buero", "operator": "mail:leitung@example.com" },
          "calendars": { "buero": { "open": ["mon-fri 08:00-18:00"], "closed": ["12-24/12-26"] } },
          "sources": {
            "web-shop": { "platform": "shopify", "secret": "geheim", "quietAfter": "30m", "follows": "kasse" },
            "kasse": { "platform": "enad", "unsigned": true }
          },
          "catalogue": { "file": "artikel.csv", "columns": { "sku": "Artikelnummer", "buyer": "Einkäufer" } },
          "places": { "hamburg": { "name": "Hamburg", "ids": ["web-shop:2", "kasse:HAM"] } },
          "thresholds": [{ "where": { "sku": "TV-*" }, "low": 12, "okAbove": 15 }, { "low": 5 }],
          "people": {
            "anna": { "mail": "anna@example.com", "sms": "+49 151 12345671" },
            "ben": { "mail": "ben@example.com", "sms": "+49 151 12345672" }
          },
          "duty": { "dienst": { "people": ["anna", "ben"], "change": "mon 08:00", "since": "2026-01-05" } },
          "channels": {
            "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "username": "lager", "password": "${SMTP_PASSWORD}", "from": "lager@example.com" },
            "chat": { "type": "slack", "url": "https://hooks.slack.com/services/x" },
            "sms": { "type": "kannel", "url": "http://127.0.0.1:13013/cgi-bin/sendsms", "username": "lager", "password": "geheim" }
          },
          "departments": {
            "einkauf": {
              "rules": [
                { "name": "leer", "on": "out-of-stock", "where": { "source": "web-shop" }, "send": ["chat", "sms:@dienst"], "outsideHours": "send" },
                { "name": "knapp", "on": ["low-stock", "restock"], "send": ["mail:@item.buyer"], "limit": { "max": 20, "per": "10m" } }
              ]
            },
            "verkauf": { "rules": [{ "name": "überall aus", "on": "out-of-stock", "across": "all-places", "send": "mail:verkauf@example.com" }] }
          },
          "otherwise": "mail:leitung@example.com"
        }
        """#

    static let files = ["/shop/artikel.csv": "Artikelnummer;Einkäufer\nTV-55;anna\nESP-900;ben\n"]

    static let table: [(right: String, wrong: String, message: String)] = [
        (#""channels": {"#, #""chanels": {"#, ""),
        (#""platform": "shopify""#, #""platform": "shopfiy""#, ""),
        (#""secret": "geheim", "#, "", ""),
        (#""quietAfter": "30m""#, #""quietAfter": "30 min""#, ""),
        (#""follows": "kasse""#, #""follows": "Kasse""#, ""),
        (#""follows": "kasse""#, #""follows": "web-shop""#, ""),
        (#""timeZone": "Europe/Berlin""#, #""timeZone": "Berlin""#, ""),
        (#""locale": "de""#, #""locale": "Deutsch""#, ""),
        (#""hours": "buero""#, #""hours": "büro""#, ""),
        (#"["mon-fri 08:00-18:00"]"#, #"["mon-fri 8-18"]"#, ""),
        (#"["mon-fri 08:00-18:00"]"#, #"["mo-fr 08:00-18:00"]"#, ""),
        (#""closed": ["12-24/12-26"]"#, #""closed": ["24.12."]"#, ""),
        (#""calendars": { "buero""#, #""calendars": { "büro""#, ""),
        (#""file": "artikel.csv""#, #""file": "artikel.xlsx""#, ""),
        (#""sku": "Artikelnummer""#, #""sku": "Artikelnr""#, ""),
        (#""kasse:HAM""#, #""wms:HAM""#, ""),
        (#"{ "low": 5 }"#, #"{ "low": "5" }"#, ""),
        (#"{ "low": 5 }"#, #"{ "low": 2,5 }"#, ""),
        (#""okAbove": 15"#, #""okAbove": 8"#, ""),
        (#""low": 12"#, #""min": 12"#, ""),
        (#""sms": "+49 151 12345671""#, #""sms": "0151 12345671""#, ""),
        (#""sms": "+49 151 12345671""#, #""handy": "+49 151 12345671""#, ""),
        (#""mail": "ben@example.com""#, #""mail": "ben(at)example.com""#, ""),
        (#"["anna", "ben"]"#, #"["anna", "Ben"]"#, ""),
        (#""since": "2026-01-05""#, #""since": "2026-01-06""#, ""),
        (#""since": "2026-01-05""#, #""since": "05.01.2026""#, ""),
        (#""change": "mon 08:00""#, #""change": "montags 8 Uhr""#, ""),
        (#""url": "smtps://smtp.example.com""#, #""url": "smtp.example.com""#, ""),
        (#""password": "${SMTP_PASSWORD}""#, #""password": "${SMTP_PASWORD}""#, ""),
        (#""username": "lager", "password": "geheim""#, #""user": "lager", "password": "geheim""#, ""),
        (#""type": "slack""#, #""type": "Slack""#, ""),
        (#""type": "slack""#, #""type": "whatsapp""#, ""),
        (#""einkauf": {"#, #""einkäufer": {"#, ""),
        (#""verkauf": {"#, #""einkauf": {"#, ""),
        (#""on": "out-of-stock", "where""#, #""on": "out of stock", "where""#, ""),
        (#""on": "out-of-stock", "where""#, #""on": "ausverkauft", "where""#, ""),
        (#""where": { "source": "web-shop" }"#, #""were": { "source": "web-shop" }"#, ""),
        (#"{ "source": "web-shop" }"#, #"{ "source": "webshop" }"#, ""),
        (#"{ "source": "web-shop" }"#, #"{ "artikel": "TV-*" }"#, ""),
        (#"{ "source": "web-shop" }"#, #"{ "sku": 4711 }"#, ""),
        (#"{ "source": "web-shop" }"#, #"{ "quantity": { "<": 3 } }"#, ""),
        (#""sms:@dienst""#, #""sms:@dinst""#, ""),
        (#""sms:@dienst""#, #""@dienst""#, ""),
        (#""sms:@dienst""#, #""chat:@dienst""#, ""),
        (#""sms:@dienst""#, #""sms:0151 12345671""#, ""),
        (#"["mail:@item.buyer"]"#, #"["mail:@item.einkäufer"]"#, ""),
        (#"["mail:@item.buyer"]"#, #"["email:einkauf@example.com"]"#, ""),
        (#"["mail:@item.buyer"]"#, #"["einkauf@example.com"]"#, ""),
        (#"["mail:@item.buyer"]"#, #"["mail:einkäufer@example.com"]"#, ""),
        (#"["mail:@item.buyer"]"#, "[]", ""),
        (#""max": 20"#, #""max": "20""#, ""),
        (#""per": "10m""#, #""per": "10 Minuten""#, ""),
        (#""outsideHours": "send""#, #""outsideHours": "sofort""#, ""),
        (#""name": "knapp""#, #""name": "leer""#, ""),
        (#""across": "all-places""#, #""across": "all places""#, ""),
        (#""otherwise": "mail:leitung@example.com""#, #""otherwise": "leitung""#, ""),
        (#""admin": { "listen": "127.0.0.1:8081" }"#, #""admin": { "listen": "127.0.0.1:8080" }"#, ""),
        (#""listen": "127.0.0.1:8080""#, #""listen": "8080""#, ""),
        (#""locale": "de", "#, #""locale": "de" "#, ""),
        (#""chat": { "type""#, #"„chat“: { "type""#, ""),
        (#""anna@example.com""#, #"anna@example.com"#, ""),
    ]

    private static func problems(_ text: String) -> [String] {
        read(text, environment: ["SMTP_PASSWORD": "geheim"], files: files).problems.map(\.description)
    }

    @Test func theFileIsSoundOtherwise() {
        #expect(Self.problems(Self.sound) == [])
    }

    @Test(arguments: table.map { [$0.right, $0.wrong, $0.message] })
    func oneMistakeIsOneMessage(row: [String]) {
        let text = Self.sound.replacing(row[0], with: row[1], maxReplacements: 1)
        #expect(text != Self.sound)
        #expect(Self.problems(text) == [row[2]])
    }
}
