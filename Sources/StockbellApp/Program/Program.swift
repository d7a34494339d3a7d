import Curl
import FoundationEssentials
import Logging
import ServiceLifecycle
import StockbellCatcher
import StockbellChannels
import StockbellCore
import StockbellEngine
import StockbellServer
import StockbellSources
import StockbellStore
import StockbellTemplates
import UnixSignals

/// `serve` and all that runs in it, wired together.
package enum Program {
    /// How it is run.
    package struct Options: Sendable {
        /// Divert every channel to the built-in catcher.
        package var isCatching = false
        /// Listen on free ports of this machine, whatever config.json says.
        package var usesFreePorts = false
        /// Log only what went wrong.
        package var isQuiet = false
        /// The store stays the demo's: a later demo may begin it anew.
        package var isDemo = false

        package init() {}
    }

    /// What to do once everything listens.
    package enum AfterReady: Sendable {
        /// Go on until a signal to stop.
        case goOn
        case stop
    }

    /// Runs until a signal to stop; then drains: first intake, then what waits to be written, then what is under way.
    ///
    /// - Parameter whenReady: called once everything listens.
    /// - Throws: an error with a sentence for the one who starts it.
    package static func serve(
        _ workplace: Workplace, options: Options, whenReady: @escaping @Sendable (Doors) async throws -> AfterReady
    ) async throws {
        var log = Logger(label: "stockbell") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = options.isQuiet ? .error : .notice
        var services: [any Service] = []
        var catcher: Catcher?
        var doors: (smtp: Int, http: Int)?
        if options.isCatching {
            let caught = Catcher()
            let service = try await CatcherService.bind(catcher: caught, logger: log)
            doors = (service.smtpPort, service.httpPort)
            services.append(service)
            catcher = caught
        }
        let clock = SteadyClock(now)
        let store = try openStore(workplace.settings.store, isDemo: options.isDemo, clock: clock)
        // What is diverted to the catcher has no far side that could call back.
        let feedback = doors == nil ? FeedbackDoors(key: try store.secret("receipts")) : nil
        let adjust = { @Sendable [doors] (settings: Settings) in
            let adjusted = adjusted(settings, options, doors)
            return feedback?.opened(adjusted) ?? adjusted
        }
        let settings = adjust(workplace.settings)
        let clerk = Clerk(
            store: store, ledger: Ledger(settings: settings, zones: FoundationZones()),
            couriers: CourierMachine.all(for: settings.channels),
            isStart: true, log: log, clock: clock, sleep: { try await Task.sleep(for: $0) })
        let wires = Wires(settings.channels)
        let signer = LinkSigner(key: try store.secret("links"))
        let arrangement = Arrangement(
            workplace, wires, clerk, .init(store: store, clock: clock, log: log, signer: signer, now: now, adjust: adjust))
        services.append(StoreService(store: store, clerk: clerk, log: log))
        services.append(RetentionService(store: store, clerk: clerk, keep: { arrangement.settings.keep }, log: log))
        services.append(
            ReloadService(workplace: workplace, clerk: clerk, records: store, log: log, takeOver: { arrangement.replace($0) }))
        services.append(wires)
        services.append(arrangement.couriers)
        services.append(ClerkService(clerk: clerk, couriers: arrangement.couriers, wires: wires))
        services.append(arrangement.crew)
        services.append(BounceWatch(settings: { arrangement.settings }, take: { await clerk.take($0, from: $1) }, log: log))
        let ready = ReadyBoard()
        let metrics = Page(path: "/metrics", contentType: "text/plain; version=0.0.4; charset=utf-8") {
            Array((ReadingMetrics.text(arrangement.readings, missed: clerk.missed) + FeedbackMetrics.text(arrangement.feedback.counts)).utf8)
        }
        let links = LinkDesk(signer: signer, records: store, routing: { arrangement.settings.routing }, zones: FoundationZones()) {
            await clerk.order($0)
        }
        services += servers(arrangement, links, store, catcher, [metrics], ready, log)
        try await run(services, log) { [hasCatcher = catcher != nil] in
            let (publicPort, adminPort) = try await ready.ports()
            return try await whenReady(
                Doors(settings: settings, publicPort: publicPort, adminPort: adminPort, hasCatcher: hasCatcher, records: store))
        }
    }

    /// The settings as this run has them.
    private static func adjusted(_ settings: Settings, _ options: Options, _ doors: (smtp: Int, http: Int)?) -> Settings {
        var settings = settings
        if options.usesFreePorts {
            settings.listen = .init(host: "127.0.0.1", port: 0)
            settings.admin = .init(host: "127.0.0.1", port: 0)
        }
        return doors.map { Diversion.divert(settings, smtpPort: $0.smtp, httpPort: $0.http) } ?? settings
    }

    private static func now() -> Date { Date() }

    private static func openStore(_ path: String, isDemo: Bool, clock: SteadyClock) throws -> SQLiteStore {
        let demoStore = DemoStore(path: path)
        do {
            return try SQLiteStore.open(path: path, mode: .serve, now: { clock.now }) {
                if isDemo { try demoStore.startAfresh() } else { try demoStore.becomeReal() }
            }
        } catch let trouble as StoreTrouble where trouble.reason == .corrupt {
            throw StoreTrouble(.corrupt, "\(trouble.description)\n\(Workplace.advice(for: path))")
        }
    }

    private static func servers(
        _ arrangement: Arrangement, _ links: LinkDesk, _ store: SQLiteStore, _ catcher: Catcher?, _ further: [Page], _ ready: ReadyBoard,
        _ log: Logger
    ) -> [any Service] {
        let settings = arrangement.settings
        let source = settings.sources.first?.name ?? "SOURCE"
        let pages = catcher.map { catcher in
            [
                Page(path: "/catcher", contentType: "text/html; charset=utf-8", policy: .selfContained) {
                    Array(catcher.pageHTML(firstCommand: "stockbell post --source \(source) event.json").utf8)
                },
                Page(path: "/catcher/messages.json", contentType: "application/json") { catcher.messagesJSON() },
            ]
        }
        let forms = RecordForms(
            events: { Array(try ReportJSON.encode($0)) }, deliveries: { Array(try ReportJSON.encode($0.map(DeliveryRow.init))) },
            trace: { Array(try ReportJSON.encode(try await Story($0, routing: arrangement.settings.routing, records: store))) })
        let admin = AdminServer(
            endpoint: settings.admin, token: settings.adminToken, records: store, forms: forms, pages: (pages ?? []) + further, logger: log,
            onListening: { ready.admin($0) })
        // Behind a proxy everybody comes from this machine: what needs no token is for a machine that nobody else reaches.
        let isPrivate = settings.adminToken == nil && settings.publicURL == nil
        let main = PublicServer(
            endpoint: settings.listen, intake: arrangement.reception, pages: isPrivate ? pages ?? [] : [], links: links,
            feedback: arrangement.feedback, now: now,
            logger: log
        ) {
            ready.main($0)
        }
        return [admin, main]
    }

    /// Services stop in the reverse of this order, each only when the one after it has ended.
    private static func run(_ services: [any Service], _ log: Logger, whenReady: @escaping @Sendable () async throws -> AfterReady) async throws {
        var quiet = log
        // What ended the group is thrown, and told by the one who started it.
        quiet.logLevel = .critical
        let last = ServiceGroupConfiguration.ServiceConfiguration(
            service: ReadyService(whenReady: whenReady), successTerminationBehavior: .gracefullyShutdownGroup)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) } + [last], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(25)
        configuration.maximumCancellationDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }
}
