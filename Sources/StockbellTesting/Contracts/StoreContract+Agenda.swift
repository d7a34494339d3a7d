import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let agenda: [StoreContract] = [
        StoreContract("a row of the agenda comes when it is due, the oldest first, with the pulse of its source, until it is struck") { world in
            let now = world.time.now
            let (late, soon) = (
                AgendaItem(.quiet, "late", dueAt: now.addingTimeInterval(60)), AgendaItem(.quiet, "soon", dueAt: now.addingTimeInterval(30))
            )
            let pulse = Pulse(source: "soon", firstAt: now, lastAt: now, count: 1)
            try await world.store.put { book in
                book.put(late)
                book.put(soon)
                book.put(pulse)
            }
            let keys = BookKeys(isDue: true)
            try await expectEqual(world.store.look(keys) { $0.dueAgenda }, [])
            try await expectEqual(world.store.agenda().held, soon.dueAt)
            world.time.advance(by: 60)
            try await expectEqual(world.store.look(keys) { $0.dueAgenda }, [soon, late])
            try await expectEqual(world.store.look(keys) { $0.pulses }, ["soon": pulse])
            try await expectEqual(world.store.look(BookKeys()) { $0.dueAgenda }, [])
            let moved = AgendaItem(.quiet, "soon", dueAt: world.time.now.addingTimeInterval(5))
            try await world.store.put { book in
                book.put(moved)
                book.strike(late.key)
                book.strike(.init(.quiet, "nowhere"))
            }
            try await expectEqual(world.store.look(keys) { $0.dueAgenda }, [])
            try await expectEqual(world.store.agenda().held, moved.dueAt)
            try await world.store.put { $0.strike(moved.key) }
            try await expectEqual(world.store.agenda().held, nil)
        },
        StoreContract("what a batch makes due is due together with held deliveries") { world in
            let (_, alert) = try await world.incident()
            let held = try await world.delivery(of: alert, .held, dueIn: 60)
            try await world.store.put { [now = world.time.now] in $0.put(AgendaItem(.quiet, "shop", dueAt: now.addingTimeInterval(90))) }
            try await expectEqual(world.store.agenda().held, held.dueAt)
        },
        StoreContract("a pulse is kept whole and found by its source alone") { world in
            let now = world.time.now
            var pulse = Pulse(source: "shop", firstAt: now, lastAt: now.addingTimeInterval(7), count: 3, pauses: [20_459: 3600, 20_460: 90])
            pulse.skew = Pulse.Skew(quarters: -24, count: 7, since: now)
            pulse.zeros = [176_760_000: 12, 176_760_001: 188]
            try await world.store.put { [pulse] book in
                book.put(pulse)
                book.put(Pulse(source: "tills", firstAt: now, lastAt: now, count: 1))
            }
            try await expectEqual(world.store.look(BookKeys(pulses: ["shop", "nowhere"])) { $0.pulses }, ["shop": pulse])
            try await expectEqual(world.store.look(BookKeys()) { $0.pulses }, [:])
            (pulse.skew, pulse.pauses, pulse.zeros, pulse.count) = (nil, [:], [:], 4)
            try await world.store.put { [pulse] in $0.put(pulse) }
            try await expectEqual(world.store.look(BookKeys(pulses: ["shop"])) { $0.pulses["shop"] }, pulse)
        },
        StoreContract("an audit names a row of the agenda that is about nothing or never due") { world in
            try await world.store.put { book in
                book.put(Pulse(source: "heard", firstAt: book.now, lastAt: book.now, count: 1))
                book.put(AgendaItem(.quiet, "heard", dueAt: book.now))
                book.put(AgendaItem(.quiet, "never heard", dueAt: book.now))
                book.put(Pulse(source: "later", firstAt: book.now, lastAt: book.now, count: 1))
                book.put(AgendaItem(.quiet, "later", dueAt: book.now.addingTimeInterval(400 * 86_400)))
            }
            let report = try await world.store.audit(by: Law(), pageSize: 1)
            try expectEqual(report.breaches.map(\.id), ["quiet:later", "quiet:never heard"])
            try expectEqual(report.totals.agenda, 3)
        },
    ]
}
