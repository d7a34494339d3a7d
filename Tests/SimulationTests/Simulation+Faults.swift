import FoundationEssentials
import StockbellCore
import StockbellStore
import StockbellTesting

/// What goes wrong, and when.
extension Simulation {
    func schedule() {
        if swarm.hasCrashes { times(world.number(1...5)) { [self] in crash() } }
        if swarm.hasStops { times(world.number(1...3)) { [self] in stop() } }
        if swarm.hasSuspensions { times(world.number(1...2)) { [self] in suspend() } }
        if swarm.hasDiskTrouble { times(world.number(1...3)) { [self] in troubleDisk() } }
        if swarm.hasOtherProcess { times(world.number(1...3)) { [self] in visit() } }
        if swarm.hasHands { times(world.number(1...4)) { [self] in handle() } }
        if swarm.clockStep > 0 { times(world.number(1...4)) { [self] in stepClock() } }
        for name in farSides.keys.sorted() { times(Int((swarm.farTrouble * 6).rounded())) { [self] in trouble(name) } }
    }

    private func times(_ count: Int, _ step: @escaping () -> Void) {
        for _ in 0..<count { world.after(world.seconds(0...swarm.storm)) { [self] in if isStorm { step() } } }
    }

    func crash() {
        guard let node else { return }
        let isPowerLoss = world.happens(0.5)
        world.tell(isPowerLoss ? "power loss" : "kill -9")
        node.end(isPowerLoss: isPowerLoss)
        self.node = nil
        if isPowerLoss {
            for visitor in visitors { visitor.end(isPowerLoss: true) }
            visitors = []
        }
        comeBack()
    }

    private func stop() {
        guard let node, node.isListening else { return }
        world.tell("stop")
        node.stop { [self] in
            world.tell("stopped")
            guard self.node === node else { return }
            self.node = nil
            comeBack()
        }
    }

    private func comeBack() {
        let channel = swarm.hasLostChannels && world.happens(0.5) ? world.one(of: ["mail", "chat", "hook", "sms"]) : nil
        world.after(world.seconds(0.01...30)) { [self] in
            if node == nil { start(without: isStorm ? channel : nil) }
        }
    }

    private func suspend() {
        let seconds = world.one(of: [1, 20, 100, 500])
        world.tell("the process stands still for \(seconds) s")
        node?.sleep(world.seconds(0...Double(seconds)))
    }

    private func troubleDisk() {
        disk.mood = world.one(of: [.full, .busy, .broken])
        world.tell("the disk is \(disk.mood)")
        world.after(world.seconds(0.1...20)) { [self] in disk.mood = .well }
    }

    private func stepClock() {
        world.skew = world.happens(0.3) ? 0 : world.seconds(-swarm.clockStep...swarm.clockStep)
        world.tell("the clock is \(world.skew) s off")
        oracle.isExcused()
    }

    private func trouble(_ name: String) {
        guard let farSide = farSides[name] else { return }
        farSide.mood = world.one(of: FarSide.Mood.allCases)
        world.tell("\(name) is \(farSide.mood)")
        world.after(world.seconds(1...max(2, swarm.storm / 3))) { farSide.mood = .well }
    }

    /// Another process posts a body straight into the store, as `stockbell post` does.
    private func visit() {
        let settings = Shop.settings(without: nil, isImpatient: swarm.isImpatient, isTight: swarm.hasTightLimits)
        let visitor = Node(world, oracle, store, disk, farSides, receipts, settings, swarm, faults, isServer: false)
        let post = platforms.extraPost()
        visitors.append(visitor)
        world.tell("another process posts \(post.number)")
        _ = visitor.take(post) { [self] _ in
            node?.othersWrote()
            visitor.stop { [self] in visitors.removeAll { $0 === visitor } }
        }
    }

    // MARK: - By hand

    private func handle() {
        let channel = world.one(of: ["mail", "chat", "hook", "sms"])
        let ended: Set<Delivery.State> = [.dead, .unknown, .suppressed]
        switch world.number(0...11) {
        case 0: command(.retry(DeliverySelection(states: ended, channel: world.happens(0.5) ? channel : nil)))
        case 1: command(.cancel(DeliverySelection(states: [.held, .gathering, .pending], channel: world.happens(0.7) ? channel : nil)))
        case 2: command(.resume(nil))
        case 3:
            let span = Silence.Span.until(world.now.addingTimeInterval(world.seconds(1...swarm.storm)))
            command(.silence(Silence(name: "quiet", where: .field(.sku, .matches([Glob("*\(world.number(0...5))")])), span: span, since: world.now)))
        case 4: command(.unsilence("quiet"))
        case 5, 6, 7: care()
        case 8: for key in store.committed.rows.suppressedAddresses.keys.sorted() { command(.allow(key)) }
        default:
            let scopes: [Pause.Scope] = [.all, .channel(channel), .department("office"), .address(Address(text: "mail:buyers@example.com"))]
            let since = world.now
            let until = world.happens(0.7) ? since.addingTimeInterval(world.seconds(0.1...swarm.storm / 2)) : nil
            command(.pause(Pause(scope: world.one(of: scopes), origin: .hand, since: since, until: until, reason: "by hand")))
        }
    }

    /// Somebody of a department has an incident, or wants peace from it.
    private func care() {
        let rows = store.committed.rows
        let open = rows.incidents.values.filter { $0.isOpen && $0.level != nil }.sorted { $0.id < $1.id }
        guard !open.isEmpty else { return }
        let incident = world.one(of: open)
        let department = world.one(of: ["purchasing", "office", "warehouse"])
        let acts: [CareOrder.Act] = [.own("Anna"), .own("Ben"), .snooze(.seconds(world.number(1...60))), .snoozeUntilRestock, .wake]
        let messages = rows.deliveries.values.filter { $0.incident == incident.id && $0.department == department && $0.alerts.count == 1 }
        let asked = messages.min { $0.id < $1.id }.flatMap { message in
            rows.alerts[message.alerts[0]].map { CareOrder.Asked(delivery: message.id, alert: $0.id, kind: $0.kind) }
        }
        command(.care(CareOrder(incident: incident.id, level: incident.level, department: department, act: world.one(of: acts), asked: asked)))
    }

    /// What somebody does by hand: a process of its own with one transaction.
    func command(_ input: Input) {
        if case .pause = input, !isStorm { return }
        if store.isLocked { return world.after(0.003) { [self] in command(input) } }
        let ledger = Ledger(settings: Shop.settings(without: nil, isImpatient: swarm.isImpatient, isTight: swarm.hasTightLimits))
        var version = store.committed
        var ids = ULIDSource(SeededGenerator(world.chance.next()))
        let process = Hatch(world)
        do {
            var judged = try version.rows.transact(ledger.keys(for: [input]), clock: world.now) { book in
                var (slots, chance) = ([String: Int](), SeededGenerator(0))
                let result = try ledger.apply([input], to: &book, slots: &slots, ids: &ids, chance: &chance)
                return Oracle.Commit(
                    inputs: [input], verdicts: result.verdicts, changes: book.changes, now: book.now, decidedAt: book.now,
                    before: store.committed.rows,
                    after: store.committed.rows)
            }
            judged.after = version.rows
            world.tell("by hand: \(judged.text)")
            oracle.judge(judged, &version.truth)
        } catch {
            return world.violate("what is done by hand fails: \(error)")
        }
        store.commit(version, by: process)
        world.after(disk.pause) { [self] in
            store.sync(by: process)
            node?.othersWrote()
        }
    }
}
