import FoundationEssentials
import Logging
import StockbellChannels
import StockbellCore
import StockbellEngine
import StockbellServer
import StockbellSources
import StockbellStore
import StockbellTemplates
import Synchronization

/// What hangs on config.json while Stockbell runs: made at the start, and anew when config.json is another.
final class Arrangement: Sendable {
    private struct State {
        var settings: Settings
        /// Those that work, by source.
        var enrichers: [String: Enricher] = [:]
    }

    let reception: Reception
    let feedback: FeedbackReception
    let couriers: Couriers
    let crew: Crew
    private let clerk: Clerk
    private let wires: Wires
    private let work: Work
    private let state: Mutex<State>

    /// What its parts work with, whatever config.json says.
    struct Work: Sendable {
        var store: SQLiteStore
        var clock: SteadyClock
        var log: Logger
        /// Makes the links of messages.
        var signer: LinkSigner
        var now: @Sendable () -> Date
        /// What of the settings is another than config.json says: free ports, channels that lead to the catcher.
        var adjust: @Sendable (Settings) -> Settings
    }

    init(_ workplace: Workplace, _ wires: Wires, _ clerk: Clerk, _ work: Work) {
        let settings = work.adjust(workplace.settings)
        self.clerk = clerk
        self.wires = wires
        self.work = work
        state = Mutex(State(settings: settings))
        reception = Reception(Self.sources(settings), clerk: clerk, log: work.log)
        feedback = FeedbackReception(FeedbackDoors.readers(settings), clerk: clerk, log: work.log)
        couriers = Couriers(Self.couriers(settings, workplace, wires, clerk, work), note: clerk.note)
        crew = Crew([])
        crew.replace(members(settings))
    }

    /// What counts now.
    var settings: Settings { state.withLock { $0.settings } }

    /// How many questions each source's platform was asked.
    var readings: [(name: String, counts: ReadingCounts)] {
        state.withLock { $0.enrichers }.sorted { $0.key < $1.key }.map { ($0.key, $0.value.counts) }
    }

    /// Goes on with what was read anew.
    func replace(_ workplace: Workplace) {
        let settings = work.adjust(workplace.settings)
        state.withLock { state in
            state.settings = settings
            let names = Set(settings.sources.map(\.name))
            state.enrichers = state.enrichers.filter { names.contains($0.key) }
        }
        wires.replace(settings.channels)
        // A new channel has its courier before the clerk claims for it; what it claims for one that is gone comes back.
        couriers.replace(Self.couriers(settings, workplace, wires, clerk, work))
        clerk.replace(settings, couriers: CourierMachine.all(for: settings.channels))
        reception.replace(Self.sources(settings))
        feedback.replace(FeedbackDoors.readers(settings))
        crew.replace(members(settings))
    }

    private static func sources(_ settings: Settings) -> Reception.Sources {
        Reception.Sources(
            adapters: Dictionary(uniqueKeysWithValues: settings.sources.map { ($0.name, SourceAdapters.adapter(for: $0, zones: FoundationZones())) }),
            proofs: Dictionary(uniqueKeysWithValues: settings.sources.map { ($0.name, Set($0.expectedHeaders.map(\.name))) }))
    }

    private static func couriers(_ settings: Settings, _ workplace: Workplace, _ wires: Wires, _ clerk: Clerk, _ work: Work) -> [String: Courier] {
        let letters = workplace.letters.linked(by: MessageLinks.maker(settings.publicURL, work.signer))
        return Dictionary(
            uniqueKeysWithValues: settings.channels.map { channel in
                let carrier = WireCarrier(adapter: ChannelAdapters.adapter(for: channel), wire: wires.wire(for: channel))
                let courier = Courier(
                    channel: channel, carrier: carrier, renderer: letters, routing: settings.routing, log: work.log, now: work.now,
                    note: clerk.note)
                return (channel.name, courier)
            })
    }

    /// What looks at a platform, for each source whose platform can be asked.
    private func members(_ settings: Settings) -> [Crew.Member] {
        settings.sources.flatMap { source in
            let destination = settings.destination(of: source)
            let assignment = Crew.Assignment(source: source, destination: destination)
            let enricher = PlatformAPIs.api(for: source).map { api in
                Crew.Member(name: "readings of \(source.name)", assignment: assignment) { [self] in await enrich(source, api) }
            }
            let hooks = PlatformAPIs.hooks(for: source).flatMap { api in
                destination.map { destination in
                    let watch = HookWatch(source: source, api: api, destination: destination, clerk: clerk, log: work.log)
                    return Crew.Member(name: "webhooks of \(source.name)", assignment: assignment) { await watch.run() }
                }
            }
            return [enricher, hooks].compactMap(\.self)
        }
    }

    private func enrich(_ source: SourceSettings, _ api: any PlatformAPI) async {
        let line = APILine()
        let enricher = Enricher(
            source: source.name, sweep: source.sweep, records: work.store, inquirer: CurlInquirer(api: api, line: line), clock: work.clock,
            log: work.log, note: clerk.note, sleep: { try await Task.sleep(for: $0) })
        state.withLock { $0.enrichers[source.name] = enricher }
        await enricher.run()
        line.shutdown()
    }
}
