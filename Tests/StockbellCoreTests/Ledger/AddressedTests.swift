import FoundationEssentials
import StockbellCore
import Testing

/// The world begins on Monday, 5 January 2026, at 08:00 UTC; anna is on duty that day, ben on the next, from 10:00 on each.
@Suite struct AddressedTests {
    private static let hour: TimeInterval = 3600

    private static func people(_ persons: String...) -> People {
        People(
            persons: persons.map { Person(name: $0, recipients: ["mail": "\($0)@example.com", "sms": "+49151123456\($0.utf8.count)0"]) },
            rotas: [
                Rota(name: "buyer", people: ["anna", "ben"], change: .init(minute: 600), since: LocalDay(number: 20_458), timeZone: "UTC")
            ], classes: ["mail": .mail, "sms": .sms])
    }

    private static func settings(_ addresses: String..., hours: OpeningHours? = nil, limit: Limit.Choice = .usual) throws -> Settings {
        var settings = try Settings.fixture(otherwise: Address(text: "mail:ops@example.com"), operators: [Address(text: "chat")])
        var department = Department.wanting("purchasing", limit: limit)
        department.rules[0].send = addresses.map { Address(text: $0) }
        department.hours = hours
        settings.routing.departments = [department]
        settings.routing.people = people("anna", "ben")
        return settings
    }

    @Test func aMessageGoesToWhoeverIsOnDutyWhenItBecomesDue() throws {
        var world = World(try Self.settings("mail:@buyer"))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 3 * Self.hour)
        try world.post(stockEvent(.level, "B", 0, previous: 9), second: 27 * Self.hour)
        let claimed = try world.claim("mail").map(\.delivery)
        #expect(claimed.map(\.addressInWords) == ["mail:@buyer → anna", "mail:@buyer → ben"])
        #expect(claimed.map(\.sentTo) == ["anna@example.com", "ben@example.com"])
    }

    /// Born on anna's watch, held over the change of duty: ben gets it; a retry stays with him, and a replay by hand asks anew.
    @Test func whatWaitsGoesToWhoIsThereAtTheOpening() throws {
        let office = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [1, 2], from: 660, to: 720)])
        var world = World(try Self.settings("mail:@buyer", hours: office))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 3 * Self.hour)
        #expect(world.shelf.queue.map(\.addressInWords) == ["mail:@buyer → anna"])
        world.now = .second(27 * Self.hour)
        try world.apply(.due)
        let first = try #require(try world.claim("mail").first).delivery
        #expect(first.addressInWords == "mail:@buyer → ben")
        try world.report(first, .again)
        world.now = .second(51 * Self.hour)
        let second = try #require(try world.claim("mail").first).delivery
        #expect(second.addressInWords == "mail:@buyer → ben" && second.attempt == 2)
        try world.report(second, .refused)
        try world.apply(.retry(DeliverySelection(states: [.dead])))
        #expect(try world.claim("mail").map(\.delivery.addressInWords) == ["mail:@buyer → anna"])
        #expect(world.breaches == [])
    }

    @Test func namesOfOneAddressAreOneAddress() throws {
        var world = World(try Self.settings("mail:@buyer", limit: .own(Limit(max: 2, per: .seconds(86_400)))))
        // Over the change of duty the count goes on, and one summary gathers.
        for number in 0..<5 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 9), second: 600 + Double(number) * Self.hour) }
        let storm = try #require(world.shelf.queue.first { $0.letter == .storm })
        #expect(storm.address.description == "mail:@buyer" && storm.recipient?.person == "ben" || storm.recipient?.person == "anna")
        #expect(world.shelf.queue.count { $0.letter == .outOfStock && $0.state == .pending } <= 2)
        #expect(world.breaches == [])
    }

    /// Whom a delivery meant stays known when the person is gone from config.json; one that never knew is given up, and the operator hears of it.
    @Test func whoIsGoneIsStillReachedByWhatWaits() throws {
        var settings = try Self.settings("mail:@anna")
        var world = World(settings)
        try world.post(stockEvent(.level, "A", 0, previous: 9))
        settings.routing.people = Self.people("ben")
        var later = World(settings)
        (later.shelf, later.ids, later.now) = (world.shelf, world.ids, .second(60))
        #expect(try later.claim("mail").map(\.delivery.sentTo) == ["anna@example.com"])

        var unknown = World(settings)
        try unknown.post(stockEvent(.level, "A", 0, previous: 9))
        #expect(try unknown.claim("mail").isEmpty)
        let dead = try #require(unknown.shelf.queue.first { $0.state == .dead })
        #expect(dead.failure?.description == "bad-address: config.json knows nobody as anna who has an address on mail")
        #expect(try unknown.claim("chat").map(\.delivery.letter) == [.trouble])
        #expect(unknown.breaches == [])
    }

    // MARK: columns of the catalogue

    private static func shop(_ buyers: [String: String?], _ addresses: String...) throws -> World {
        var settings = try settings()
        settings.routing.departments[0].rules[0].send = addresses.map { Address(text: $0) }
        let entries = buyers.sorted { $0.key < $1.key }.map { sku, buyer in
            var entry = CatalogueEntry(line: 2)
            (entry.sku, entry.buyer) = (sku, buyer)
            return entry
        }
        settings.catalogue = Catalogue(name: "catalogue.csv", entries: entries)
        return World(settings)
    }

    @Test func twoBuyersAreTwoAddresses() throws {
        var world = try Self.shop(["A": "anna", "B": "ben", "C": "anna", "D": "eva@example.com"], "mail:@item.buyer")
        for item in ["A", "B", "C", "D"] { try world.post(stockEvent(.level, item, 0, previous: 9)) }
        #expect(
            world.shelf.queue.map(\.addressInWords) == ["mail:@anna", "mail:@ben", "mail:@anna", "mail:eva@example.com"])
        #expect(world.breaches == [])
    }

    @Test func whatNamesNobodyIsSuppressedAndGoesToOtherwise() throws {
        var world = try Self.shop(["A": nil, "B": "bernd"], "mail:@item.buyer")
        for item in ["A", "B", "C"] { try world.post(stockEvent(.level, item, 0, previous: 9)) }
        #expect(
            world.shelf.suppressions.map { "\($0.reason.rawValue) \($0.address?.description ?? "")" }
                == Array(repeating: "no-address mail:@item.buyer", count: 3))
        #expect(world.shelf.queue.map(\.address.description) == Array(repeating: "mail:ops@example.com", count: 3))
        #expect(world.breaches == [])
    }

    @Test func otherwiseHearsNothingWhileSomebodyDoes() throws {
        var world = try Self.shop(["A": nil], "mail:@item.buyer", "chat")
        let record = try world.post(stockEvent(.level, "A", 0, previous: 9))
        #expect(world.shelf.queue.map(\.address.description) == ["chat"])
        #expect(world.shelf.suppressions.map(\.reason) == [.noAddress])
        let alert = try #require(world.alert(record))
        let verdict = try #require(world.ledger.settings.routing.desire(alert).verdicts.first)
        #expect(verdict.isMatch && verdict.reasons == ["mail:@item.buyer: the catalogue names no buyer for A"])
    }
}
