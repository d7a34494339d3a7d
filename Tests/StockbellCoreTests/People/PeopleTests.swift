import FoundationEssentials
import StockbellCore
import Testing

@Suite struct PeopleTests {
    private static let people = People(
        persons: [
            Person(name: "anna", recipients: ["mail": "anna@example.com", "sms": "+4915112345671"]),
            Person(name: "ben", recipients: ["mail": "ben@example.com", "sms": "+4915112345672"]),
            Person(name: "cara", recipients: ["mail": "cara@example.com"]),
        ],
        rotas: [
            Rota(name: "buyer", people: ["anna", "ben"], change: .init(minute: 0), since: LocalDay(number: 20_458), timeZone: "UTC"),
            Rota(name: "desk", people: ["anna", "cara"], change: .init(minute: 0), since: LocalDay(number: 20_458), timeZone: "UTC"),
        ], classes: ["mail": .mail, "sms": .sms, "chat": .chat])

    private static func subject(buyer: String?) -> Subject {
        var subject = Subject(source: "tills", platform: .enad, item: Item(id: "7", sku: "ESP-900"))
        var entry = CatalogueEntry(line: 2)
        entry.buyer = buyer
        subject.catalogue = Shared(entry)
        return subject
    }

    @Test(
        arguments: [
            ("sms:@anna", 0, Recipient(person: "anna", text: "+4915112345671")), ("sms:@buyer", 0, Recipient(person: "anna", text: "+4915112345671")),
            ("sms:@buyer", 1, Recipient(person: "ben", text: "+4915112345672")), ("sms:@cara", 0, nil), ("mail:x@example.com", 0, nil),
            ("mail:@nobody", 0, nil), ("mail:@item.buyer", 0, nil), ("chat", 0, nil),
        ] as [(String, Int, Recipient?)])
    func anAddressByNameMeansSomebody(address: String, day: Int, recipient: Recipient?) {
        let time = WallTime(day: LocalDay(number: 20_458 + day), second: 3600).asUTC
        #expect(Self.people.recipient(of: Address(text: address), at: time, Greenwich()) == recipient)
    }

    @Test(
        arguments: [
            ("mail:@item.buyer", "anna", "mail:@anna"), ("mail:@item.buyer", "Anna", "mail:@anna"), ("mail:@item.buyer", "buyer", "mail:@buyer"),
            ("mail:@item.buyer", "eva@example.com", "mail:eva@example.com"), ("sms:@item.buyer", "+49 151 12345673", "sms:+4915112345673"),
            ("sms:@item.buyer", "eva@example.com", nil), ("sms:@item.buyer", "cara", nil), ("sms:@item.buyer", "desk", nil),
            ("mail:@item.buyer", "bernd", nil), ("mail:@item.buyer", nil, nil), ("mail:@anna", nil, "mail:@anna"), ("chat", nil, "chat"),
        ] as [(String, String?, String?)])
    func aColumnOfTheCatalogueSaysWhere(address: String, buyer: String?, found: String?) {
        #expect(Self.people.address(Address(text: address), for: Self.subject(buyer: buyer))?.description == found)
    }

    @Test func whatLeadsNowhereSaysWhy() {
        let address = Address(text: "mail:@item.buyer")
        #expect(
            Self.people.whyNowhere(address, for: Self.subject(buyer: nil)) == "mail:@item.buyer: the catalogue names no buyer for ESP-900")
        #expect(
            Self.people.whyNowhere(address, for: Self.subject(buyer: "bernd"))
                == "mail:@item.buyer: the catalogue's buyer of ESP-900, \"bernd\", has no address on mail")
    }
}
