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
            "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "lager@example.com", "username": "lager",
                      "password": "${SMTP_PASSWORD}" },
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
        (
            #""channels": {"#, #""chanels": {"#,
            #"config.json:17:3: chanels: unknown key; did you mean "channels"?"#
        ),
        (
            #""platform": "shopify""#, #""platform": "shopfiy""#,
            #"config.json:6:31: sources.web-shop.platform: unknown platform "shopfiy"; did you mean "shopify"?"#
        ),
        (
            #""secret": "geheim", "#, "",
            "config.json:6:5: sources.web-shop: "
                + #"anybody could post to it; add "secret": "…" or "expectHeader": { "x-api-key": "…" }, or say "unsigned": true"#
        ),
        (
            #""quietAfter": "30m""#, #""quietAfter": "30 min""#,
            #"config.json:6:76: sources.web-shop.quietAfter: "30 min" is no time; write "30m", "12h" or "3d""#
        ),
        (
            #""follows": "kasse""#, #""follows": "Kasse""#,
            #"config.json:6:94: sources.web-shop.follows: no source is named "Kasse"; did you mean "kasse"?"#
        ),
        (
            #""follows": "kasse""#, #""follows": "web-shop""#,
            "config.json:6:94: sources.web-shop.follows: is the source itself; name the one that knows better"
        ),
        (
            #""timeZone": "Europe/Berlin""#, #""timeZone": "Berlin""#,
            #"config.json:3:29: defaults.timeZone: unknown time zone "Berlin"; write one of the IANA names, such as "Europe/Berlin" or "UTC""#
        ),
        (
            #""locale": "de""#, #""locale": "Deutsch""#,
            #"config.json:3:56: defaults.locale: "Deutsch" is no language; write "en", "de" or "de-AT""#
        ),
        (
            #""hours": "buero""#, #""hours": "büro""#,
            #"config.json:3:71: defaults.hours: there is no calendar "büro"; there are "buero""#
        ),
        (
            #"["mon-fri 08:00-18:00"]"#, #"["mon-fri 8-18"]"#,
            #"config.json:4:38: calendars.buero.open[0]: "mon-fri 8-18": "8" is no time of day; write it as "08:00", from "00:00" to "24:00""#
        ),
        (
            #"["mon-fri 08:00-18:00"]"#, #"["mo-fr 08:00-18:00"]"#,
            "config.json:4:38: calendars.buero.open[0]: "
                + #""mo-fr 08:00-18:00": "mo" is no day; there are mon, tue, wed, thu, fri, sat, sun, weekdays, weekends and daily"#
        ),
        (
            #""closed": ["12-24/12-26"]"#, #""closed": ["24.12."]"#,
            "config.json:4:73: calendars.buero.closed[0]: "
                + #""24.12.": "24.12." is no day; write month and day, "12-24", with a year before it or without"#
        ),
        (
            #""buero""#, #""büro""#,
            #"config.json:4:18: calendars["büro"]: "#
                + "the name of a calendar has letters a to z, digits and hyphens, begins with no hyphen, and is not longer than 64; write "
                + #""buero""#
        ),
        (
            #""file": "artikel.csv""#, #""file": "artikel.xlsx""#,
            #"config.json:9:26: catalogue.file: the file "artikel.xlsx" cannot be read; is it there, and open to this user?"#
        ),
        (
            #""sku": "Artikelnummer""#, #""sku": "Artikelnr""#,
            #"config.json:9:26: catalogue.file: the file "artikel.csv" line 1: has no column "Artikelnr", found "Artikelnummer", "Einkäufer""#
        ),
        (
            #""kasse:HAM""#, #""wms:HAM""#,
            #"config.json:10:69: places.hamburg.ids[1]: no source is named "wms"; there are "web-shop", "kasse": write "web-shop:HAM""#
        ),
        (
            #"{ "low": 5 }"#, #"{ "low": "5" }"#,
            #"config.json:11:85: thresholds[1].low: must be a number from 0 to a billion, or "platform"; write it without quotes"#
        ),
        (
            #"{ "low": 5 }"#, #"{ "low": 2,5 }"#,
            #"config.json:11:87: expected a key or "}", found "5"; a number is written with a point, 2.5"#
        ),
        (
            #""okAbove": 15"#, #""okAbove": 8"#,
            #"config.json:11:70: thresholds[0].okAbove: is less than "low", 12; an item cannot be well again while it is low"#
        ),
        (
            #""low": 12"#, #""min": 12"#,
            "config.json:11:48: thresholds[0].min: unknown key; here belong file, where, low, okAbove, backAbove"
        ),
        (
            #""sms": "+49 151 12345671""#, #""sms": "0151 12345671""#,
            #"config.json:13:50: people.anna.sms: "0151 12345671" is no telephone number with + and country code; write "+4915112345671""#
        ),
        (
            #""sms": "+49 151 12345671""#, #""handy": "+49 151 12345671""#,
            #"config.json:13:43: people.anna.handy: no channel is named "handy"; there are "mail", "chat", "sms""#
        ),
        (
            #""mail": "ben@example.com""#, #""mail": "ben(at)example.com""#,
            #"config.json:14:22: people.ben.mail: "ben(at)example.com" is no mail address; write "anna@example.com""#
        ),
        (
            #"["anna", "ben"]"#, #"["anna", "Ben"]"#,
            #"config.json:16:44: duty.dienst.people[1]: nobody in "people" is named "Ben"; did you mean "ben"?"#
        ),
        (
            #""since": "2026-01-05""#, #""since": "2026-01-06""#,
            #"config.json:16:84: duty.dienst.since: is a tue, and the change is on mon; write "2026-01-05""#
        ),
        (
            #""since": "2026-01-05""#, #""since": "05.01.2026""#,
            #"config.json:16:84: duty.dienst.since: "05.01.2026" is no day; write year, month and day, "2026-01-05""#
        ),
        (
            #""change": "mon 08:00""#, #""change": "montags 8 Uhr""#,
            "config.json:16:62: duty.dienst.change: "
                + #""montags 8 Uhr" is not a day of the week and a time, "mon 08:00", or a time for every day, "08:00""#
        ),
        (
            #""url": "smtps://smtp.example.com""#, #""url": "smtp.example.com""#,
            "config.json:18:38: channels.mail.url: must begin with smtps:// or smtp://"
        ),
        (
            #""password": "${SMTP_PASSWORD}""#, #""password": "${SMTP_PASWORD}""#,
            "config.json:19:27: channels.mail.password: "
                + #"SMTP_PASWORD is not set (environment or .env beside config.json); did you mean "SMTP_PASSWORD"?"#
        ),
        (
            #""username": "lager", "password": "geheim""#, #""user": "lager", "password": "geheim""#,
            #"config.json:21:81: channels.sms.user: unknown key; did you mean "username"?"#
        ),
        (
            #""type": "slack""#, #""type": "Slack""#,
            #"config.json:20:23: channels.chat.type: unknown type "Slack"; did you mean "slack"?"#
        ),
        (
            #""type": "slack""#, #""type": "whatsapp""#,
            #"config.json:20:23: channels.chat.type: unknown type "whatsapp"; there are "smtp", "slack", "teams", "discord", "google-chat", "#
                + #""mattermost", "rocket-chat", "telegram", "matrix", "ntfy", "zulip", "webhook", "kannel", "twilio", "vonage", "messagebird", "#
                + #""sinch", "plivo", "telnyx", "sns""#
        ),
        (
            #""einkauf": {"#, #""einkäufer": {"#,
            #"config.json:24:5: departments["einkäufer"]: "#
                + "the name of a department has letters a to z, digits and hyphens, begins with no hyphen, and is not longer than 64; write "
                + #""einkaeufer""#
        ),
        (
            #""verkauf": {"#, #""einkauf": {"#,
            #"config.json:30:5: the key "einkauf" stands twice, first in line 24"#
        ),
        (
            #""on": "out-of-stock", "where""#, #""on": "out of stock", "where""#,
            #"config.json:26:33: departments.einkauf.rules[0].on: unknown kind of alert "out of stock"; did you mean "out-of-stock"?"#
        ),
        (
            #""on": "out-of-stock", "where""#, #""on": "ausverkauft", "where""#,
            "config.json:26:33: departments.einkauf.rules[0].on: "
                + #"unknown kind of alert "ausverkauft"; there are "out-of-stock", "low-stock", "back-in-stock", "refilled", "restock", "*", "#
                + #""mismatch", "trouble""#
        ),
        (
            #""where": { "source": "web-shop" }"#, #""were": { "source": "web-shop" }"#,
            #"config.json:26:49: departments.einkauf.rules[0].were: unknown key; did you mean "where"?"#
        ),
        (
            #"{ "source": "web-shop" }"#, #"{ "source": "webshop" }"#,
            #"config.json:26:70: departments.einkauf.rules[0].where.source: no source is named "webshop"; did you mean "web-shop"?"#
        ),
        (
            #"{ "source": "web-shop" }"#, #"{ "artikel": "TV-*" }"#,
            "config.json:26:60: departments.einkauf.rules[0].where.artikel: "
                + "unknown key; here belong sku, list, item, place, source, fulfiller, backorder, tracked, reason, quantity, name, category, "
                + "supplier, buyer, tag, status, price, not, any"
        ),
        (
            #"{ "source": "web-shop" }"#, #"{ "sku": 4711 }"#,
            "config.json:26:67: departments.einkauf.rules[0].where.sku: must be a pattern, found a number; put it in quotes"
        ),
        (
            #"{ "source": "web-shop" }"#, #"{ "quantity": { "kleiner": 3 } }"#,
            #"config.json:26:74: departments.einkauf.rules[0].where.quantity.kleiner: unknown comparison; there are "<", "<=", ">", ">=", "=""#
        ),
        (
            #""sms:@dienst""#, #""sms:@dinst""#,
            #"config.json:26:101: departments.einkauf.rules[0].send[1]: "sms:@dinst": nobody is named "dinst"; did you mean "dienst"?"#
        ),
        (
            #""sms:@dienst""#, #""@dienst""#,
            #"config.json:26:101: departments.einkauf.rules[0].send[1]: "@dienst" names no channel; write "mail:" before it"#
        ),
        (
            #""sms:@dienst""#, #""chat:@dienst""#,
            "config.json:26:101: departments.einkauf.rules[0].send[1]: "
                + #""chat:@dienst" takes no recipient: the channel's URL is the destination; write "chat""#
        ),
        (
            #""sms:@dienst""#, #""sms:0151 12345671""#,
            "config.json:26:101: departments.einkauf.rules[0].send[1]: "
                + #""sms:0151 12345671" needs a telephone number with + and country code, such as "sms:+4915112345678""#
        ),
        (
            #"["mail:@item.buyer"]"#, #"["mail:@item.einkäufer"]"#,
            "config.json:27:69: departments.einkauf.rules[1].send[0]: "
                + #""mail:@item.einkäufer": the catalogue says by "buyer" alone who is told; write "mail:@item.buyer""#
        ),
        (
            #"["mail:@item.buyer"]"#, #"["email:einkauf@example.com"]"#,
            #"config.json:27:69: departments.einkauf.rules[1].send[0]: no channel is named "email"; did you mean "mail"?"#
        ),
        (
            #"["mail:@item.buyer"]"#, #"["einkauf@example.com"]"#,
            #"config.json:27:69: departments.einkauf.rules[1].send[0]: "einkauf@example.com" names no channel; write "mail:" before it"#
        ),
        (
            #"["mail:@item.buyer"]"#, #"["mail:einkäufer@example.com"]"#,
            "config.json:27:69: departments.einkauf.rules[1].send[0]: "
                + #""mail:einkäufer@example.com" holds "ä", which mail addresses do not; write the address as the mail server has it"#
        ),
        (
            #"["mail:@item.buyer"]"#, "[]",
            #"config.json:27:68: departments.einkauf.rules[1].send: must not be empty; say who is told, such as "mail:buyers@example.com""#
        ),
        (
            #""max": 20"#, #""max": "20""#,
            "config.json:27:108: departments.einkauf.rules[1].limit.max: "
                + "must be a whole number from 1 to 1000, found a text; write it without quotes"
        ),
        (
            #""per": "10m""#, #""per": "10 Minuten""#,
            #"config.json:27:119: departments.einkauf.rules[1].limit.per: "10 Minuten" is no time; write "10m", "1h" or "1d""#
        ),
        (
            #""outsideHours": "send""#, #""outsideHours": "sofort""#,
            #"config.json:26:133: departments.einkauf.rules[0].outsideHours: unknown word "sofort"; there are "later", "send""#
        ),
        (
            #""name": "knapp""#, #""name": "leer""#,
            "config.json:27:19: departments.einkauf.rules[1].name: "
                + #"is named "leer" like departments.einkauf.rules[0] in line 26; give each rule a name of its own"#
        ),
        (
            #""across": "all-places""#, #""across": "all places""#,
            #"config.json:30:85: departments.verkauf.rules[0].across: unknown word "all places"; did you mean "all-places"?"#
        ),
        (
            #""otherwise": "mail:leitung@example.com""#, #""otherwise": "leitung""#,
            #"config.json:32:16: otherwise: no channel is named "leitung"; there are "mail", "chat", "sms""#
        ),
        (
            #""admin": { "listen": "127.0.0.1:8081" }"#, #""admin": { "listen": "127.0.0.1:8080" }"#,
            #"config.json:2:52: admin.listen: is the same as "listen", which is open to the world; take another port, such as "127.0.0.1:8081""#
        ),
        (
            #""listen": "127.0.0.1:8080""#, #""listen": "8080""#,
            #"config.json:2:13: listen: "8080" is no host:port; write "127.0.0.1:8080" for this machine only, "0.0.0.0:8080" for all networks"#
        ),
        (
            #""locale": "de", "#, #""locale": "de" "#,
            "config.json:3:60: a comma is missing here, before a text in quotes"
        ),
        (
            #""chat": { "type""#, #"„chat“: { "type""#,
            #"config.json:20:5: expected a key or "}", found "„"; a text stands in straight quotes, "…""#
        ),
        (
            #""anna@example.com""#, #"anna@example.com"#,
            #"config.json:13:23: expected a value, found "anna"; a text needs quotes"#
        ),
    ]

    private static func problems(_ text: String) -> [String] {
        read(text, environment: ["SMTP_PASSWORD": "geheim"], files: files).problems.map(\.description)
    }

    @Test func theFileIsSoundOtherwise() {
        #expect(Self.problems(Self.sound) == [])
    }

    @Test(arguments: table.map { [$0.right, $0.wrong, $0.message] })
    func oneMistakeIsOneMessage(row: [String]) {
        let text = Self.sound.replacing(row[0], with: row[1])
        #expect(text != Self.sound)
        #expect(Self.problems(text) == [row[2]])
    }
}
