import FoundationEssentials
import StockbellCore
import StockbellServer
import Testing

@Suite struct LinkSignerTests {
    private let signer = LinkSigner(key: Array(0..<32))
    private let incident = Incident.ID("01KE8TJ0M000000000000004GQ")
    private let delivery = Delivery.ID("01KE8TJ0M7Z3XQ9W5V8R2T4YB6")

    @Test(arguments: LinkToken.Action.allCases)
    func aTokenComesBackAsItWas(action: LinkToken.Action) throws {
        for incident in [incident, nil] {
            let token = LinkToken(action, incident: incident, delivery: delivery)
            let text = try #require(signer.text(token))
            #expect(text.utf8.count == 60 && text == signer.text(token), "the same bytes at each attempt")
            #expect(text.utf8.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains($0) })
            #expect(signer.token(text, path: action.path) == token)
            for path in ["ack", "snooze", "explain", "i"] where path != action.path { #expect(signer.token(text, path: path) == nil) }
        }
    }

    @Test func aTokenIsOfOneKeyAndOfEachOfItsLetters() throws {
        let text = try #require(signer.text(LinkToken(.acknowledge, incident: incident, delivery: delivery)))
        #expect(LinkSigner(key: Array(1..<33)).token(text, path: "ack") == nil)
        for index in text.indices {
            var forged = text
            forged.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            #expect(signer.token(forged, path: "ack") == nil)
        }
        for forged in [
            "", "x", text + "A", String(text.dropLast()), text + "=", String(repeating: "A", count: 60), String(repeating: "ä", count: 4000),
        ] {
            #expect(signer.token(forged, path: "ack") == nil && signer.beginning(ofShort: forged) == nil)
        }
    }

    @Test func aShortOneHasTwelveLettersAndLeadsToItsMessage() throws {
        let text = try #require(signer.shortText(delivery))
        #expect(text.utf8.count == 12 && "https://stock.example.com/i/\(text)".count <= 40)
        #expect(signer.beginning(ofShort: text) == String(delivery.string.prefix(8)))
        #expect(signer.isShort(text, of: delivery))
        #expect(!signer.isShort(text, of: Delivery.ID("01KE8TJ0M7Z3XQ9W5V8R2T4YB7")))
        #expect(!LinkSigner(key: Array(1..<33)).isShort(text, of: delivery))
        #expect(signer.shortText(Delivery.ID("body-1")) == nil && signer.text(LinkToken(.incident, incident: nil, delivery: .init("U"))) == nil)
    }

    @Test func linksEndAfterThirtyDays() {
        // 2026-01-06 08:14 UTC.
        let made = Date(timeIntervalSince1970: 1_767_687_240)
        #expect(!LinkToken.isExpired(delivery, at: made.addingTimeInterval(29 * 86_400)))
        #expect(LinkToken.isExpired(delivery, at: made.addingTimeInterval(31 * 86_400)))
        #expect(LinkToken.isExpired(Delivery.ID("none"), at: made))
    }

    @Test func theKeyIsNeverShown() {
        #expect("\(signer)" == "•••" && Mirror(reflecting: signer).children.isEmpty)
    }
}
