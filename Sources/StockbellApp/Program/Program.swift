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
        var settings = workplace.settings
        if options.usesFreePorts {
            settings.listen = .init(host: "127.0.0.1", port: 0)
            settings.admin = .init(host: "127.0.0.1", port: 0)
        }
        var services: [any Service] = []
        var catcher: Catcher?
        if options.isCatching {
            let caught = Catcher()
            let doors = try await CatcherService.bind(catcher: caught, logger: log)
            settings = Diversion.divert(settings, smtpPort: doors.smtpPort, httpPort: doors.httpPort)
            services.append(doors)
            catcher = caught
        }
        let clock = SteadyClock(now)
        let store = try openStore(settings.store, isDemo: options.isDemo, clock: clock)
        let clerk = Clerk(
            store: store, ledger: Ledger(settings: settings, zones: FoundationZones()),
            couriers: CourierMachine.all(for: settings.channels),
            isStart: true, log: log, clock: clock, sleep: { try await Task.sleep(for: $0) })
        let wires = Wires(settings.channels)
        let couriers = couriers(settings, wires, workplace, clerk, log)
        services.append(StoreService(store: store, clerk: clerk, log: log))
        services.append(RetentionService(store: store, clerk: clerk, keep: settings.keep, log: log))
        services.append(TablesService(tables: workplace.tables, clerk: clerk, settings: settings, log: log))
        services.append(wires)
        services += couriers.values.map(CourierService.init)
        services.append(ClerkService(clerk: clerk, couriers: couriers))
        let enrichers = enrichers(settings, store, clerk, clock, log)
        services += enrichers.map { EnricherService(enricher: $0.enricher, line: $0.line) as any Service }
        services += hookServices(settings, clerk, log)
        let ready = ReadyBoard()
        let adapters = Dictionary(uniqueKeysWithValues: settings.sources.map { ($0.name, SourceAdapters.adapter(for: $0, zones: FoundationZones())) })
        let proofs = Dictionary(uniqueKeysWithValues: settings.sources.map { ($0.name, Set($0.expectedHeaders.map(\.name))) })
        let metrics = Page(path: "/metrics", contentType: "text/plain; version=0.0.4; charset=utf-8") {
            Array(ReadingMetrics.text(enrichers.map { ($0.enricher.source, $0.enricher.counts) }, missed: clerk.missed).utf8)
        }
        services += servers(
            settings, Reception(adapters: adapters, proofs: proofs, clerk: clerk, log: log), store, catcher, [metrics], ready, log)
        try await run(services, log) { [settings, hasCatcher = catcher != nil] in
            let (publicPort, adminPort) = try await ready.ports()
            return try await whenReady(
                Doors(settings: settings, publicPort: publicPort, adminPort: adminPort, hasCatcher: hasCatcher, records: store))
        }
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

    private static func couriers(_ settings: Settings, _ wires: Wires, _ workplace: Workplace, _ clerk: Clerk, _ log: Logger) -> [String: Courier] {
        Dictionary(
            uniqueKeysWithValues: settings.channels.map { channel in
                let carrier = WireCarrier(adapter: ChannelAdapters.adapter(for: channel), wire: wires.wire(for: channel))
                let courier = Courier(
                    channel: channel, carrier: carrier, renderer: workplace.letters, routing: settings.routing, log: log, now: now, note: clerk.note)
                return (channel.name, courier)
            })
    }

    /// One for each source whose platform can be asked.
    private static func enrichers(
        _ settings: Settings, _ store: SQLiteStore, _ clerk: Clerk, _ clock: SteadyClock, _ log: Logger
    ) -> [(enricher: Enricher, line: APILine)] {
        settings.sources.compactMap { source in
            guard let api = PlatformAPIs.api(for: source) else { return nil }
            let line = APILine()
            let enricher = Enricher(
                source: source.name, sweep: source.sweep, records: store, inquirer: CurlInquirer(api: api, line: line), clock: clock, log: log,
                note: clerk.note,
                sleep: { try await Task.sleep(for: $0) })
            return (enricher, line)
        }
    }

    /// One for each source whose platform's webhooks can be seen, where it is known to which URL they lead.
    private static func hookServices(_ settings: Settings, _ clerk: Clerk, _ log: Logger) -> [any Service] {
        settings.sources.compactMap { source in
            guard let api = PlatformAPIs.hooks(for: source), let destination = settings.destination(of: source) else { return nil }
            return HookService(source: source, api: api, destination: destination, clerk: clerk, log: log)
        }
    }

    private static func servers(
        _ settings: Settings, _ intake: Reception, _ store: SQLiteStore, _ catcher: Catcher?, _ further: [Page], _ ready: ReadyBoard, _ log: Logger
    ) -> [any Service] {
        let source = settings.sources.first?.name ?? "SOURCE"
        let pages = catcher.map { catcher in
            [
                Page(path: "/catcher", contentType: "text/html; charset=utf-8", policy: .selfContained) {
                    Array(catcher.pageHTML(firstCommand: "stockbell post --source \(source) event.json").utf8)
                },
                Page(path: "/catcher/messages.json", contentType: "application/json") { catcher.messagesJSON() },
            ]
        }
        let routing = settings.routing
        let forms = RecordForms(
            events: { Array(try ReportJSON.encode($0)) }, deliveries: { Array(try ReportJSON.encode($0.map(DeliveryRow.init))) },
            trace: { Array(try ReportJSON.encode(Story($0, routing: routing))) })
        let admin = AdminServer(
            endpoint: settings.admin, token: settings.adminToken, records: store, forms: forms, pages: (pages ?? []) + further, logger: log,
            onListening: { ready.admin($0) })
        // Behind a proxy everybody comes from this machine: what needs no token is for a machine that nobody else reaches.
        let isPrivate = settings.adminToken == nil && settings.publicURL == nil
        let main = PublicServer(endpoint: settings.listen, intake: intake, pages: isPrivate ? pages ?? [] : [], now: now, logger: log) {
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
