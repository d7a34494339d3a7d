import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct WebhookAdapterTests {
    private static let secret = Secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")

    private func step(
        _ content: Parcel.Content, secrets: [Secret] = [secret], headers: [SourceSettings.ExpectedHeader] = [], at date: Date = Samples.created
    ) throws -> Step {
        let settings = WebhookSettings(url: Secret("https://erp.example.com/stock"), secrets: secrets, headers: headers)
        let channel = ChannelSettings(name: "erp", kind: .webhook(settings))
        return try ChannelAdapters.adapter(for: channel).next(Samples.parcel(content, at: date), after: [])
    }

    private func sent(_ content: Parcel.Content, secrets: [Secret] = [secret], at date: Date = Samples.created) throws -> (
        request: CurlRequest, body: String
    ) {
        guard case .send(let request) = try step(content, secrets: secrets, at: date), case .body(let body) = request.payload else {
            throw ContentError(.other, "nothing to send")
        }
        return (request, String(decoding: body, as: UTF8.self))
    }

    private func header(_ request: CurlRequest, _ name: String) -> String? { request.headers.first { $0.name == name }?.value }

    @Test func signsThePublishedVector() throws {
        let body = #"{"type":"stock.out","timestamp":"2025-11-21T18:00:00.000000Z","data":{"id":"a1b2","product":"Sony WH-1000XM5"}}"#
        let signature = try #require(WebhookSignature([Self.secret]))
        let signed = signature.header(id: "01JD0000000000000000000000", timestamp: 1_763_748_000, body: Array(body.utf8))
        #expect(signed == "v1,kOVGGnk13MNurfvT/KFpXkr8Cr5lFf1Umcz/wyCfiKw=")
    }

    @Test func writesTheFactsInOneOrder() throws {
        let alert = Samples.alert(name: "\"A\"\\\u{1}\n</script>", quantity: Decimal(string: "0.10000000000000000001"), previous: nil)
        let body = try sent(.facts([alert])).body
        #expect(
            body == #"{"type":"stock.out-of-stock","timestamp":"2025-11-21T18:00:00.250Z","data":{"department":"purchasing","#
                + #""alert":"01JA0000000000000000000000","incident":"01JC0000000000000000000000","kind":"out-of-stock","source":"web-shop","#
                + #""platform":"bigcommerce","item":{"id":"127","sku":"ESP-900","name":"\"A\"\\\u0001\n</script>","parent":null},"#
                + #""across":"place","place":{"id":"2","name":"Hamburg","key":null},"quantity":0.10000000000000000001,"previous":null,"#
                + #""threshold":5,"from":"low","to":"out","since":"2025-11-21T18:00:00.000Z","duration":840,"elsewhere":null,"other":null,"#
                + #""isOver":false,"standsInFor":null,"facts":{"backorderAllowed":null,"tracked":null,"sellable":null,"fulfiller":null,"#
                + #""updateSource":null,"productIDs":[],"reason":null},"catalogue":null,"isFirstSight":false,"isTest":false}}"#)
    }

    @Test(arguments: [
        ("0", "0"), ("-3", "-3"), ("9007199254740993", "9007199254740993"), ("0.1", "0.1"), ("1e30", "1000000000000000000000000000000"),
        ("NaN", "null"),
    ])
    func numbersAreExact(_ number: String, _ expected: String) throws {
        let quantity = number == "NaN" ? Decimal.nan : Decimal(string: number)
        #expect(try sent(.facts([Samples.alert(quantity: quantity)])).body.contains("\"quantity\":\(expected),"))
    }

    @Test func tellsWhatIsKnownOfOtherPlacesAndWhatIsNot() throws {
        var alert = Samples.alert(place: nil)
        alert.elsewhere = Elsewhere(shelves: [
            .init(place: Place(id: "9"), quantity: nil, condition: .unknown), .init(place: Place(id: "8"), quantity: 4, condition: .ok),
        ])
        alert.subject.facts.productIDs = ["1", "2"]
        alert.subject.facts.reason = StockReason(.synchronisation, isGuess: true)
        let body = try sent(.facts([alert])).body
        #expect(body.contains(#""place":null,"#))
        #expect(
            body.contains(
                #""elsewhere":[{"place":{"id":"9","name":null,"key":null},"quantity":null,"condition":"unknown"},"#
                    + #"{"place":{"id":"8","name":null,"key":null},"quantity":4,"condition":"ok"}]"#
            ))
        #expect(body.contains(#""productIDs":["1","2"],"reason":{"cause":"synchronisation","isGuess":true}"#))
    }

    @Test func manyAlertsAreOneSummary() throws {
        let body = try sent(.facts([Samples.alert(), Samples.alert()])).body
        #expect(
            body.hasPrefix(#"{"type":"stock.summary","timestamp":"2025-11-21T18:00:00.000Z","data":{"department":"purchasing","alerts":[{"alert":"#))
        #expect(try JSONDecoder().decode(Summary.self, from: Data(body.utf8)).data.alerts.count == 2)
        #expect(body.hasSuffix(#"}],"more":0}}"#))
        // A digest may have nothing to tell.
        #expect(try JSONDecoder().decode(Summary.self, from: Data(sent(.facts([])).body.utf8)).data.alerts.isEmpty)
    }

    /// The specification wants less than 20 kB, and servers may refuse more.
    @Test func aSummaryOfHundredsHasTheWorstOfThemAndSaysHowManyMoreThereAre() throws {
        let alerts = (0..<300).map { index in
            var alert = Samples.alert(name: "Item \(index)")
            alert.to = [.ok, .low, .out][index % 3]
            return alert
        }
        let body = try sent(.facts(alerts)).body
        let data = try JSONDecoder().decode(Summary.self, from: Data(body.utf8)).data
        #expect((15_000..<20_000).contains(body.utf8.count))
        #expect(data.alerts.count + data.more == 300 && data.more > 200)
        #expect(data.alerts.map(\.item.name) == (0..<data.alerts.count).map { "Item \(3 * $0 + 2)" })
        // One that is longer than all may be is told nevertheless.
        let huge = Samples.alert(name: String(repeating: "x", count: 30_000))
        let second = try JSONDecoder().decode(Summary.self, from: Data(sent(.facts([huge, huge])).body.utf8)).data
        #expect(second.alerts.count == 1 && second.more == 1)
    }

    @Test func troubleAndLettersSayThemselves() throws {
        var alert = Samples.alert()
        alert.kind = .trouble
        alert.trouble = Trouble(key: "channel:mail", title: "Mail is refused", text: "535", fix: "Check the password")
        let body = try sent(.facts([alert])).body
        #expect(body.contains(#""type":"stock.trouble""#))
        #expect(body.hasSuffix(#""trouble":{"key":"channel:mail","title":"Mail is refused","text":"535","fix":"Check the password"}}}"#))
        #expect(!body.contains("\"item\""))
        let letter = try sent(.message(Message(subject: "Test", plain: "It works."))).body
        #expect(
            letter
                == #"{"type":"stock.message","timestamp":"2025-11-21T18:00:00.000Z","data":{"department":"purchasing","#
                + #""subject":"Test","text":"It works.","isUrgent":false}}"#
        )
    }

    @Test func aRetryHasTheSameIDAndBodyAndItsOwnTime() throws {
        let first = try sent(.facts([Samples.alert()]))
        let second = try sent(.facts([Samples.alert()]), at: Samples.created.addingTimeInterval(300.9))
        #expect(first.body == second.body)
        #expect(header(first.request, "webhook-id") == Samples.delivery)
        #expect(header(second.request, "webhook-id") == Samples.delivery)
        #expect(header(first.request, "webhook-timestamp") == "1763748000")
        #expect(header(second.request, "webhook-timestamp") == "1763748300")
        #expect(header(first.request, "webhook-signature") != header(second.request, "webhook-signature"))
        #expect(header(first.request, "Content-Type") == "application/json")
    }

    @Test func signsOnceForEachSecretAndNotWithoutOne() throws {
        let other = Secret("whsec_" + Data("another key of a good length....".utf8).base64EncodedString())
        let both = try header(sent(.facts([Samples.alert()]), secrets: [Self.secret, other]).request, "webhook-signature")
        let single = try header(sent(.facts([Samples.alert()])).request, "webhook-signature")
        #expect(both?.split(separator: " ").count == 2)
        #expect(both?.hasPrefix(single ?? "-") == true)
        #expect(try header(sent(.facts([Samples.alert()]), secrets: []).request, "webhook-signature") == nil)
    }

    /// Made with PyNaCl: the seed is the bytes 0 to 31.
    @Test(arguments: [
        "whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8DoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA==",
    ])
    func signsWithEd25519(_ secret: String) throws {
        let body = #"{"type":"stock.out","timestamp":"2025-11-21T18:00:00.000000Z","data":{"id":"a1b2","product":"Sony WH-1000XM5"}}"#
        let signature = try #require(WebhookSignature([Secret(secret), Self.secret]))
        #expect(
            signature.header(id: "01JD0000000000000000000000", timestamp: 1_763_748_000, body: Array(body.utf8))
                == "v1a,X4b3OX0okGOActbaH3A2MtzX037s1uYWjvX1Jlpp084GOWRbzZ2+G4bPJcQAk5spTDKvJiEsqjvmjM1sK7VMCg== "
                + "v1,kOVGGnk13MNurfvT/KFpXkr8Cr5lFf1Umcz/wyCfiKw=")
    }

    @Test func aBodyOfTheShopsOwnFormGoesAsItIsAndIsSigned() throws {
        let (request, body) = try sent(.native(Array(#"{"title":"x"}"#.utf8)))
        #expect(body == #"{"title":"x"}"#)
        let signature = try #require(WebhookSignature([Self.secret]))
        #expect(
            header(request, "webhook-signature") == signature.header(id: Samples.delivery, timestamp: 1_763_748_000, body: Array(body.utf8)))
    }

    @Test func aVariableInTheFormIsNeverRepeated() throws {
        let form = PayloadTemplate(file: "push.json", root: .object([.init(key: "token", node: .secret(Secret("azGDORePK8gMaC0")))]))
        let kind = ChannelSettings.Kind.webhook(WebhookSettings(url: Secret("https://push.example.com/1"), body: form))
        let channel = ChannelSettings(name: "push", kind: kind)
        let adapter = ChannelAdapters.adapter(for: channel)
        let parcel = Samples.parcel(.native(Array("{}".utf8)))
        guard case .send(let request) = try adapter.next(parcel, after: []) else { throw ContentError(.other, "nothing to send") }
        let answer = Samples.response(400, #"{"token":"azGDORePK8gMaC0 is invalid"}"#)
        guard case .done(let outcome) = try adapter.next(parcel, after: [Exchange(request: request, response: answer)]) else { return }
        #expect(outcome.text.contains("is invalid") && !outcome.text.contains("azGDORePK8gMaC0"))
        #expect(!"\(channel)".contains("azGDORePK8gMaC0"))
    }

    @Test(arguments: ["", "whsec_", "whsec_???", "abc", "whsk_MDEyMzQ1Njc4OWFi", "whpk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="])
    func aSecretThatIsNoneIsForSomebodyToMend(_ secret: String) throws {
        #expect(
            try step(.facts([Samples.alert()]), secrets: [Secret(secret)])
                == .done(.misconfigured(Failure(.other, "a signing secret is neither \"whsec_\" nor \"whsk_\" followed by a key in Base64"))))
    }

    @Test(arguments: [("X-Token", "a\r\nX-Evil: 1"), ("X-Token", "a\0"), ("Webhook-Signature", "v1,x"), ("content-length", "0"), ("Host", "evil")])
    func refusesHeadersThatWouldChangeTheRequest(_ name: String, _ value: String) throws {
        guard case .done(.misconfigured(let failure)) = try step(.facts([Samples.alert()]), headers: [.init(name: name, value: Secret(value))]) else {
            Issue.record("sent")
            return
        }
        #expect(failure.detail.contains(name))
        #expect(!failure.detail.contains("evil"))
    }
}

private struct Summary: Decodable {
    struct Content: Decodable {
        struct Fact: Decodable {
            struct Item: Decodable { var name: String }
            var item: Item
        }
        var alerts: [Fact]
        var more: Int
    }
    var data: Content
}
