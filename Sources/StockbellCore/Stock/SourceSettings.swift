/// A configured connection to a platform, as config.json's `sources` has it.
package struct SourceSettings: Hashable, Sendable {
    /// What becomes of events that the platform marks as test.
    package enum TestEvents: String, Hashable, Sendable, CaseIterable {
        case mark, drop, live
    }

    /// How the first level of an item is told, when nothing said what it was before.
    package enum FirstSight: String, Hashable, Sendable, CaseIterable {
        case summary, quiet, alert
    }

    /// What the number of an Enad delta means: two contracts are published.
    package enum Delta: String, Hashable, Sendable, CaseIterable {
        /// With a `delta` beside it the quantity is the new total, without one it is the change.
        case auto
        case change, total
    }

    /// After how long a silence somebody should look.
    package enum QuietAfter: Hashable, Sendable {
        /// By what it did in the last two weeks.
        case learned
        case never
        case after(Duration)
    }

    package struct ExpectedHeader: Hashable, Sendable {
        package var name: String
        package var value: Secret

        package init(name: String, value: Secret) {
            self.name = name
            self.value = value
        }
    }

    /// The name in config.json and in the URL `/events/{source}`.
    package var name: String
    package var platform: Platform
    /// Secrets that sign bodies, any of which may have been used; empty where the platform signs nothing.
    package var secrets: [Secret]
    /// Headers that every request must carry, all of them.
    package var expectedHeaders: [ExpectedHeader]
    /// True when the shop has said that this source proves nothing.
    package var isUnsigned: Bool
    package var testEvents: TestEvents
    package var firstSight: FirstSight
    /// The source that knows the same shelves better; nil: none.
    package var follows: String?
    /// For how long it must tell something else than the source that it follows before that is told.
    package var mismatchAfter: Duration
    package var delta: Delta
    package var quietAfter: QuietAfter
    /// The hours in which its silence counts; nil: always.
    package var quietDuring: OpeningHours?
    /// So many zeros within a minute look like a synchronisation; nil: nothing is guessed from that.
    package var burst: Int?
    /// Where in a body what is found; nil for every platform but `mapping`.
    package var mapping: StockMapping?
    /// The path of a body to try the source on; nil: none is named.
    package var sample: String?
    /// The URL that the platform posts to, as it is registered there; nil: not told.
    ///
    /// Square signs it with the body.
    package var notificationURL: String?
    /// BigCommerce: the store whose events these are; nil: any store's.
    package var storeHash: String?
    /// The way to the platform's API; nil: there is no token.
    package var access: PlatformAccess?
    /// How often all levels are compared with the platform's.
    package var sweep: Duration
    /// True where the platform is not asked, token or not: nothing may leave this machine.
    package var isCutOff: Bool
    /// The way to the platform's API, if it may be asked.
    package var reach: PlatformAccess? { isCutOff ? nil : access }

    package init(
        name: String, platform: Platform, secrets: [Secret] = [], expectedHeaders: [ExpectedHeader] = [], isUnsigned: Bool = false,
        testEvents: TestEvents = .mark, firstSight: FirstSight = .summary, follows: String? = nil, mismatchAfter: Duration = .seconds(1800),
        delta: Delta = .auto, quietAfter: QuietAfter = .learned, burst: Int? = nil,
        mapping: StockMapping? = nil, sample: String? = nil, notificationURL: String? = nil, storeHash: String? = nil, access: PlatformAccess? = nil,
        sweep: Duration = .seconds(86400), isCutOff: Bool = false
    ) {
        self.name = name
        self.platform = platform
        self.secrets = secrets
        self.expectedHeaders = expectedHeaders
        self.isUnsigned = isUnsigned
        self.testEvents = testEvents
        self.firstSight = firstSight
        self.follows = follows
        self.mismatchAfter = mismatchAfter
        self.delta = delta
        self.quietAfter = quietAfter
        self.burst = burst
        self.mapping = mapping
        self.sample = sample
        self.notificationURL = notificationURL
        self.storeHash = storeHash
        self.access = access
        self.sweep = sweep
        self.isCutOff = isCutOff
    }
}
