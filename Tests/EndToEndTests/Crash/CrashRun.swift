import Foundation
import StockbellTesting

/// Ends the program again and again under load, and starts it anew on the same store and ports; then settles the accounts.
struct CrashRun {
    /// Keep-alive connections of the platform, and the items that each of them tells of.
    private static let connections = 6
    private static let items = 25
    /// A moment that does not come by then is given up, and the program is killed all the same.
    private static let patience = Duration.seconds(3)
    /// For everything to be told at the end; the retries' pauses are seconds.
    private static let lastWait = Duration.seconds(60)

    private let plan: CrashPlan
    private let shop: Shop
    private let trap = Trap()
    private let journal: Journal
    private let posted = PostedChanges()
    private let web: FarSide
    private let mail: FarSide
    private var chance: SeededGenerator
    private var endings: [String: Int] = [:]
    private var inFlight: [Set<String>] = []
    private var breaches: [String] = []

    private init(_ plan: CrashPlan) async throws {
        self.plan = plan
        chance = SeededGenerator(plan.seed)
        journal = Journal(seed: chance.next(), trap: trap)
        (web, mail) = (try await FarSide.http(journal), try await FarSide.smtp(journal))
        shop = try Self.shop(web: web.port, mail: mail.port)
    }

    /// Carries a plan out.
    static func report(of plan: CrashPlan) async throws -> CrashReport {
        var run = try await CrashRun(plan)
        return try await run.all()
    }

    private mutating func all() async throws -> CrashReport {
        let start = ContinuousClock.now
        let seeds = (0..<Self.connections).map { _ in chance.next() }
        return try await withThrowingTaskGroup(of: Void.self) { [shop, posted, trap] tasks in
            for (place, seed) in seeds.enumerated() {
                let skus = (0..<Self.items).map { "item-\(place)-\($0)" + ($0.isMultiple(of: 5) ? StockChange.textedEnding : "") }
                tasks.addTask {
                    var poster = Poster(port: shop.publicPort, skus: skus, seed: seed, posted: posted, trap: trap)
                    try await poster.run()
                }
            }
            for round in 0..<plan.rounds { try await play(round) }
            let server = try await Server.start(shop)
            posted.end()
            try await tasks.waitForAll()
            journal.beKind()
            try await drain(server)
            let duration = ContinuousClock.now - start
            return try await report(duration)
        }
    }

    /// One life of the program.
    private mutating func play(_ round: Int) async throws {
        let ending = Ending.next(round: round, using: &chance)
        endings[ending.name, default: 0] += 1
        let server = try Server.launch(shop)
        if case .killedStarting(let time) = ending {
            try await Task.sleep(for: time)
        } else {
            try await server.ready()
        }
        switch ending {
        case .killed(let time): try await Task.sleep(for: time)
        case .killedAt(let bait, let count):
            trap.arm(bait, count: count) { server.kill() }
            let deadline = ContinuousClock.now + Self.patience
            try await eventually("the moment has come, or was waited for long enough") { trap.isOff || ContinuousClock.now > deadline }
            trap.disarm()
        case .killedStopping(let time):
            server.askToStop()
            try await Task.sleep(for: time)
        case .stopped:
            let end = try await server.stop()
            if end != .exit(0) { breaches.append("round \(round): a stop ended with \(end): \(server.log.suffix(500))") }
        case .killedStarting: break
        }
        server.kill()
        try await look(round, ending)
    }

    /// What a dead program left behind.
    private mutating func look(_ round: Int, _ ending: Ending) async throws {
        guard FileManager.default.fileExists(atPath: shop.folder + "/stockbell.sqlite") else { return }
        let sending = try await rows(in: "sending")
        inFlight.append(Set(sending.map(\.id)))
        let audit = try await Program.run("audit", in: shop)
        if audit.end != .exit(0) { breaches.append("round \(round): the audit says \((audit.output + audit.errors).suffix(1000))") }
        if case .stopped = ending, !sending.isEmpty { breaches.append("round \(round): a stop left \(sending.count) messages under way") }
    }

    private func rows(in state: String) async throws -> [DeliveryRow] {
        try await Program.run("deliveries", "--json", "--state", state, "--limit", "100000", in: shop).json()
    }

    /// Waits until nothing is left to do, and ends the program for good.
    ///
    /// What is not told by then is counted as lost.
    private func drain(_ server: Server) async throws {
        let deadline = ContinuousClock.now + Self.lastWait
        try await eventually("everything is told, or was waited for long enough", within: Self.lastWait * 2) {
            for state in ["pending", "sending", "held", "gathering"] where !(try await rows(in: state).isEmpty) {
                return ContinuousClock.now > deadline
            }
            return true
        }
        guard try await server.stop() == .exit(0) else { throw Stuck("the last stop failed: \(server.log)") }
    }

    private func report(_ duration: Duration) async throws -> CrashReport {
        let all = "100000000"
        let evidence = CrashEvidence(
            acknowledged: posted.counts.acknowledged, events: try await Program.run("events", "--json", "--limit", all, in: shop).json(),
            deliveries: try await Program.run("deliveries", "--json", "--limit", all, in: shop).json(), taken: journal.taken, inFlight: inFlight)
        return CrashReport(
            plan: plan, endings: endings, posted: posted.counts, refused: journal.refused, judgement: CrashJudgement(evidence),
            breaches: breaches + journal.odd, duration: duration)
    }

    private static func shop(web: Int, mail: Int) throws -> Shop {
        let patience = #""timeout": "60s", "retry": { "first": "1s", "longest": "2s" }"#
        let letter = "Subject: {{item.sku}} {{quantity.raw}}\nSMS: {{item.sku}} {{quantity.raw}}\n\n{{item.sku}}: {{quantity.raw}}\n"
        return try Shop(
            """
            "sources": { "shop": { "platform": "digital-river", "unsigned": true, "firstSight": "alert" } },
            "channels": {
              \(Snippet.webhook("hook", port: web, ", \(patience)")),
              "mail": { "type": "smtp", "url": "smtp://127.0.0.1:\(mail)", "from": "stock@example.com", \(patience) },
              "text": {
                "type": "kannel", "url": "http://127.0.0.1:\(web)/cgi-bin/sendsms", "username": "shop", "password": "x",
                "allowPrivateNetwork": true, \(patience)
              }
            },
            "departments": { "buyers": { "rules": [
              { "name": "all", "on": "*", "limit": "none", "send": ["hook", "mail:buyers@example.com"] },
              { "name": "gone", "on": "out-of-stock", "where": { "sku": "*\(StockChange.textedEnding)" }, "limit": "none", "send": "text:+4915112345678" }
            ] } }
            """, files: ["templates/out-of-stock.md": letter, "templates/restock.md": letter])
    }
}
