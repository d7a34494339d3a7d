import FoundationEssentials
import StockbellCore
import StockbellServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct LinkRoutesTests {
    private struct Trial {
        let client: RawClient
        let records: FakeRecords
        let orders: Orders
        let signer: LinkSigner
        let delivery: Delivery

        func link(_ action: LinkToken.Action) -> String {
            "/\(action.path)/\(signer.text(LinkToken(action, incident: delivery.incident, delivery: delivery.id)) ?? "")"
        }

        func post(_ path: String, _ form: String, cookie: String = "") async throws -> RawClient.Answer? {
            let head =
                "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(form.utf8.count)\r\n\(cookie.isEmpty ? "" : "Cookie: \(cookie)\r\n")\r\n"
            return try await client.exchange(Array((head + form).utf8)).first
        }

        func get(_ path: String, cookie: String = "") async throws -> RawClient.Answer? {
            try await client.exchange(Array("GET \(path) HTTP/1.1\r\nHost: x\r\n\(cookie.isEmpty ? "" : "Cookie: \(cookie)\r\n")\r\n".utf8)).first
        }
    }

    private final class Orders: Sendable {
        let taken = Mutex<[CareOrder]>([])
    }

    // 2026-01-06 08:14 UTC.
    private static let made = Date(timeIntervalSince1970: 1_767_687_240)

    private func serve(
        locale: String = "en", name: String = "Kettle", after seconds: TimeInterval = 60, isClosed: Bool = false, works: Bool = true,
        fails: Bool = false, _ body: @Sendable (Trial) async throws -> Void
    ) async throws {
        let subject = Subject(
            source: "shop", platform: .enad, item: Item(id: "127", sku: "ESP-900", name: name), place: Place(id: "2", name: "Hamburg"))
        var incident = Incident(id: .init("01KE8TJ0M000000000000004GQ"), level: subject.key, openedAt: Self.made, told: .out, toldAt: Self.made)
        if isClosed { (incident.closedAt, incident.closed, incident.told) = (Self.made.addingTimeInterval(30), .ok, .none) }
        let alert = Alert(
            id: .init("01KE8TJ0M00000000000000001"), incident: incident.id, kind: .outOfStock, subject: subject, from: .ok, to: .out,
            since: Self.made,
            decidedAt: Self.made)
        let delivery = Delivery(
            id: .init("01KE8TJ0M7Z3XQ9W5V8R2T4YB6"), alerts: [alert.id], incident: incident.id, letter: .outOfStock, department: "purchasing",
            rule: "purchasing/VIP", address: Address(text: "mail:buyers@example.com"), state: .delivered, createdAt: Self.made, dueAt: Self.made)
        let records = FakeRecords(fails: fails, keeping: (delivery, incident, alert))
        let (signer, orders, now) = (LinkSigner(key: Array(0..<32)), Orders(), Self.made.addingTimeInterval(seconds))
        let routing = Routing(departments: [Department(name: "purchasing", locale: locale, timeZone: "UTC", rules: [])])
        let desk = LinkDesk(signer: signer, records: records, routing: { routing }, zones: Greenwich()) { order in
            orders.taken.withLock { $0.append(order) }
            guard works else { return false }
            await records.change { incident in
                var care = Care()
                switch order.act {
                case .own(let name): care = (try? JSONDecoder().decode(Care.self, from: Self.owned(name, now))) ?? care
                case .snooze(let length): care.snooze = Care.Snooze(until: now.addingTimeInterval(length.inSeconds), by: order.by, at: now)
                case .snoozeUntil, .snoozeUntilRestock: care.snooze = Care.Snooze(until: nil, by: order.by, at: now)
                case .wake: break
                }
                incident.cares[order.department] = care
            }
            return true
        }
        _ = try await serving({ listening in
            PublicServer(endpoint: loopback, intake: FakeIntake(), links: desk, now: { now }, logger: silent, onListening: listening)
        }) { try await body(Trial(client: $0.client, records: records, orders: orders, signer: signer, delivery: delivery)) }
    }

    private static func owned(_ name: String, _ at: Date) -> Data {
        Data("{\"owners\":[{\"name\":\"\(name)\",\"at\":\(at.timeIntervalSinceReferenceDate)}],\"standIns\":[]}".utf8)
    }

    /// Mail scanners and chats' previews look at links.
    @Test func lookingAtALinkDoesNothing() async throws {
        try await serve { trial async throws in
            for action in LinkToken.Action.allCases {
                for _ in 0..<2 {
                    let answer = try #require(try await trial.get(trial.link(action)))
                    #expect(answer.status == 200 && answer.header("content-type") == "text/html; charset=utf-8")
                    #expect(
                        answer.text.contains("<h1>Kettle<small> (ESP-900)</small></h1>") && answer.text.contains("Hamburg")
                            && answer.text.contains("6 Jan, 08:14"))
                    #expect(answer.text.contains("Nobody in purchasing has it yet."))
                    #expect(answer.text.contains("<form method=\"post\">") == (action != .explain))
                }
            }
            let head = try await trial.client.exchange(
                Array("HEAD \(trial.link(.acknowledge)) HTTP/1.1\r\nHost: x\r\n\r\n".utf8), noBody: true)
            #expect(head.first?.status == 200)
            #expect(trial.orders.taken.withLock { $0.isEmpty })
        }
    }

    @Test func thePageIsClosedToAllElse() async throws {
        try await serve { trial async throws in
            let answer = try #require(try await trial.get(trial.link(.acknowledge)))
            #expect(answer.header("referrer-policy") == "no-referrer" && answer.header("cache-control") == "no-store")
            #expect(answer.header("x-frame-options") == "DENY" && answer.header("x-content-type-options") == "nosniff")
            #expect(
                answer.header("content-security-policy")
                    == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; style-src 'unsafe-inline'")
            #expect(!answer.text.contains("<script") && !answer.text.contains("http"))
        }
    }

    @Test func theButtonGivesItToWhomTheFormNames() async throws {
        try await serve { trial async throws in
            let answer = try #require(try await trial.post(trial.link(.acknowledge), "name=Anna+M%C3%BCller&remember=on&do=own"))
            #expect(answer.status == 200 && answer.text.contains("Anna Müller has it, since 6 Jan, 08:15."))
            #expect(answer.header("location") == nil)
            let order = try #require(trial.orders.taken.withLock { $0.first })
            #expect(order.act == .own("Anna Müller") && order.department == "purchasing" && order.incident == trial.delivery.incident)
            #expect(order.asked?.delivery == trial.delivery.id && order.level?.item == "127")
            let cookie = try #require(answer.header("set-cookie"))
            #expect(cookie == "stockbell-name=Anna%20M%C3%BCller; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
            let next = try #require(try await trial.get(trial.link(.acknowledge), cookie: "a=b; stockbell-name=Anna%20M%C3%BCller"))
            #expect(next.text.contains("value=\"Anna Müller\"") && next.text.contains("I take it over"))
        }
    }

    @Test func withoutANameTheDepartmentHasIt() async throws {
        try await serve { trial async throws in
            let answer = try #require(try await trial.post(trial.link(.incident), "name=++&do=own"))
            #expect(answer.status == 200 && answer.header("set-cookie")?.contains("Max-Age=0") == true)
            #expect(trial.orders.taken.withLock { $0.map(\.act) } == [.own("purchasing")])
        }
    }

    @Test(arguments: [("snooze", CareOrder.Act.snooze(.seconds(14_400))), ("restock", .snoozeUntilRestock)])
    func aDepartmentGetsPeace(button: String, act: CareOrder.Act) async throws {
        try await serve { trial async throws in
            let answer = try #require(try await trial.post(trial.link(.snooze), "name=Ben&do=\(button)"))
            #expect(answer.status == 200 && answer.text.contains("purchasing hears no more of it until") && answer.text.contains("(Ben)"))
            #expect(trial.orders.taken.withLock { $0.map(\.act) } == [act])
            #expect(answer.text.contains("value=\"wake\""))
        }
    }

    @Test func thePageSpeaksGermanToAGermanDepartment() async throws {
        try await serve(locale: "de-AT") { trial async throws in
            let answer = try #require(try await trial.get(trial.link(.acknowledge)))
            #expect(answer.text.contains("lang=\"de\"") && answer.text.contains("Übernehmen") && answer.text.contains("6. Januar, 08:14 Uhr"))
        }
    }

    @Test func aShortLinkLeadsToTheSamePage() async throws {
        try await serve { trial async throws in
            let short = "/i/\(try #require(trial.signer.shortText(trial.delivery.id)))"
            let page = try #require(try await trial.get(short))
            #expect(page.status == 200 && page.text.contains("Kettle"))
            #expect(try await trial.post(short, "name=Anna&do=own")?.status == 200)
            #expect(try await trial.get(String(short.dropLast()) + "_")?.status == 404)
        }
    }

    @Test func aForgedLinkIsNotFound() async throws {
        try await serve { trial async throws in
            let forged = trial.link(.acknowledge).dropLast() + "_"
            for path in [String(forged), "/ack/x", "/snooze/" + trial.link(.acknowledge).dropFirst(5), "/i/AAAAAAAAAAAA", "/explain/%00"] {
                let answer = try #require(try await trial.get(path))
                #expect(answer.status == 404 && answer.text.contains("leads nowhere"), "\(path)")
                #expect(!answer.text.contains("Kettle"))
            }
            #expect(try await trial.post(String(forged), "do=own")?.status == 404)
            #expect(try await trial.post(trial.link(.explain), "do=own")?.status == 405)
            #expect(trial.orders.taken.withLock { $0.isEmpty })
        }
    }

    @Test func anOldLinkIsGone() async throws {
        try await serve(after: 31 * 86_400) { trial async throws in
            #expect(try await trial.get(trial.link(.acknowledge))?.status == 410)
            #expect(try await trial.post(trial.link(.acknowledge), "do=own")?.status == 410)
            #expect(trial.orders.taken.withLock { $0.isEmpty })
        }
    }

    @Test func whatIsOverSaysSo() async throws {
        try await serve(isClosed: true) { trial async throws in
            let page = try #require(try await trial.get(trial.link(.acknowledge)))
            #expect(page.status == 200 && page.text.contains("It is over since 6 Jan, 08:14") && !page.text.contains("<form"))
            #expect(try await trial.post(trial.link(.acknowledge), "do=own")?.status == 409)
            #expect(trial.orders.taken.withLock { $0.isEmpty })
        }
    }

    @Test func aFormThatSaysNothingDoesNothing() async throws {
        try await serve { trial async throws in
            for form in ["", "do=delete", "name=Anna", "do=%zz", "%%%&&==", String(repeating: "&", count: 4000)] {
                #expect(try await trial.post(trial.link(.acknowledge), form)?.status == 400)
            }
            #expect(try await trial.post(trial.link(.acknowledge), String(repeating: "x", count: 5000))?.status == 413)
            #expect(trial.orders.taken.withLock { $0.isEmpty })
        }
    }

    @Test func namesAndItemsAreOnlyText() async throws {
        let hostile = "<script>alert(1)</script>\"'&"
        try await serve(name: hostile) { trial async throws in
            let form = "name=\(hostile.utf8.map { "%" + (String($0, radix: 16).count < 2 ? "0" : "") + String($0, radix: 16) }.joined())&do=snooze"
            let answer = try #require(try await trial.post(trial.link(.snooze), form, cookie: "stockbell-name=%3Cb%3E"))
            #expect(answer.status == 200 && !answer.text.contains("<script") && !answer.text.contains("<b>"))
            #expect(answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
        }
    }

    @Test func ourOwnTroubleIsToldWithoutItsWords() async throws {
        try await serve(works: false) { trial async throws in
            #expect(try await trial.post(trial.link(.acknowledge), "do=own")?.status == 503)
        }
        try await serve(fails: true) { trial async throws in
            let answer = try #require(try await trial.get(trial.link(.acknowledge)))
            #expect(answer.status == 503 && !answer.text.contains("SELECT"))
        }
    }
}
