/// config.json after every check: what it names exists, what it needs is there.
package struct Settings: Hashable, Sendable {
    package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
        package var host: String
        /// 0: any free port.
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
        package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    package var listen: Endpoint
    /// How the world reaches us, without a slash at the end; nil: only links to this machine can be made.
    package var publicURL: String?
    /// The SQLite file, as an absolute path.
    package var store: String
    package var keep: Keep
    package var admin: Endpoint
    /// Asked for on `admin` as a bearer token; nil only while that is loopback.
    package var adminToken: Secret?
    package var sources: [SourceSettings]
    /// Places with one name over all sources.
    package var places: [NamedPlace]
    package var thresholds: Thresholds
    /// The shop's own list of items; nil: there is none.
    package var catalogue: Catalogue?
    /// Named sets of items, as conditions have them.
    package var lists: [ItemList]
    package var channels: [ChannelSettings]
    package var routing: Routing
    /// All of them, whether a department keeps to them or not; in the house's zone where they name none.
    package var calendars: [OpeningHours]
    /// The folder of config.json, to which paths are relative.
    package var folder: String

    package init(
        listen: Endpoint, publicURL: String? = nil, store: String, keep: Keep = .init(), admin: Endpoint, adminToken: Secret? = nil,
        sources: [SourceSettings] = [], places: [NamedPlace] = [],
        thresholds: Thresholds = .init(), catalogue: Catalogue? = nil, lists: [ItemList] = [], channels: [ChannelSettings] = [],
        routing: Routing = .init(),
        calendars: [OpeningHours] = [], folder: String
    ) {
        self.listen = listen
        self.publicURL = publicURL
        self.store = store
        self.keep = keep
        self.admin = admin
        self.adminToken = adminToken
        self.sources = sources
        self.places = places
        self.thresholds = thresholds
        self.catalogue = catalogue
        self.lists = lists
        self.channels = channels
        self.routing = routing
        self.calendars = calendars
        self.folder = folder
    }

    /// What the sources have in common.
    package var shelves: Shelves { Shelves(places: places, sources: sources) }

    package func source(_ name: String) -> SourceSettings? { sources.first { $0.name == name } }
    package func channel(_ name: String) -> ChannelSettings? { channels.first { $0.name == name } }
}
