import FoundationEssentials

/// One truth where several sources tell of one shelf: the source that leads speaks for it, and the others where it cannot.
extension Ledger {
    /// The shelf that a level is of; nil: no other source could know it.
    func shelf(of subject: Subject) -> LevelKey? {
        guard !shelves.isEmpty, let sku = subject.sku else { return nil }
        return shelves.shelf(of: sku, at: subject.place, of: subject.source)
    }

    /// What every source tells of a shelf.
    func members(of shelf: LevelKey, _ book: Book) -> [Level] {
        book.levels(of: SKU(text: shelf.item, isTest: shelf.isTest)).filter { self.shelf(of: $0.subject) == shelf }
    }

    /// The one of several levels of a shelf that counts: of a source that follows none of the others, unless that one is in trouble; then the latest word.
    ///
    /// - Parameter telling: the source that tells something just now, and so is no silent one.
    func speaker(of levels: [Level], telling: String? = nil, _ book: Book) -> Level? {
        let known = levels.filter { $0.condition != .unknown }
        guard known.count > 1 else { return known.first }
        return known.map { ($0, rank($0, telling, book)) }.min { $0.1 < $1.1 }?.0
    }

    private func rank(_ level: Level, _ telling: String?, _ book: Book) -> (Int, Int, TimeInterval, Int) {
        let source = level.subject.source
        let age = -(level.asOf ?? .distantPast).timeIntervalSinceReferenceDate
        return (source == telling || isHeard(source, book) ? 0 : 1, shelves.leaders(of: source).count, age, shelves.position(of: source))
    }

    /// Whether a source is not in trouble, so that what it told last still holds.
    func isHeard(_ source: String, _ book: Book) -> Bool {
        !book.isInTrouble(source: source) && book.trouble(Trouble.key(reading: source)) == nil
    }

    /// What is believed of a shelf: as it was decided last, else by who speaks for it.
    func standing(_ shelf: LevelKey, _ book: Book) -> Level? {
        if let level = book.level(shelf), level.condition != .unknown { return level }
        return speaker(of: members(of: shelf, book), book)
    }

    /// What is believed before a level is put into the book.
    func outlook(for level: Level, _ book: Book) -> Outlook {
        let shelf = shelf(of: level.subject)
        return Outlook(
            shelf: shelf, standing: shelf.flatMap { standing($0, book) }, total: asksAcrossPlaces ? total(of: level.subject, book) : nil)
    }

    /// Writes a changed level and tells what follows from it: at its place or for its shelf, for all places, and where two sources differ.
    ///
    /// - Parameters:
    ///   - change: how long the condition before it lasted is found here.
    ///   - isRemoval: whether the platform keeps no such record any more.
    func follow(
        _ change: Crossing, isRemoval: Bool = false, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> (reason: String, alert: Alert.ID?) {
        var change = change
        let level = change.level
        change.duration = book.level(level.key).flatMap { known in
            known.condition == .unknown ? nil : level.since.timeIntervalSince(known.since)
        }
        let before = outlook(for: level, book)
        book.put(level)
        let told: (reason: String, alert: Alert.ID?)
        if let shelf = before.shelf {
            told = try cross(change, onto: shelf, from: before.standing, &book, &slots, &ids, &claimed)
            if asksForMismatches { try compare(shelf, after: level, behind: change.behind, &book, &slots, &ids, &claimed) }
        } else {
            told = isRemoval ? (remove(level, &book), nil) : try cross(change, &book, &slots, &ids, &claimed)
        }
        if asksAcrossPlaces { try crossEverywhere(change, before: before.total, told: told.alert, &book, &slots, &ids, &claimed) }
        return told
    }

    /// Tells what follows from a level for its shelf, after it was put into the book.
    ///
    /// - Parameter own: what the event did to the level of its source.
    /// - Returns: as `cross`.
    func cross(
        _ own: Crossing, onto shelf: LevelKey, from standing: Level?, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> (reason: String, alert: Alert.ID?) {
        let hasJoined = join(own.level, to: shelf, from: standing, &book, &ids)
        guard var speaker = speaker(of: members(of: shelf, book), telling: own.level.subject.source, book) else {
            return (vacate(shelf, own.level, &book), nil)
        }
        // Who spoke in its place goes on until the one that leads says something newer of this shelf.
        if let standing, standing.subject.source == own.level.subject.source, own.level.condition != .unknown,
            speaker.asOf ?? .distantPast <= standing.asOf ?? .distantPast
        {
            speaker = own.level
        }
        let isOwn = speaker.key == own.level.key
        let threshold = isOwn ? own.threshold : decide(speaker.subject, book)
        if !isOwn, !hasJoined, let standing, standing.quantity == speaker.quantity,
            standing.condition(low: threshold.low) == speaker.condition(low: threshold.low)
        {
            return ("kept and compared: \(speaker.subject.source) leads here and says \(Self.word(speaker))", nil)
        }
        var crossing = crossing(to: speaker, onto: shelf, from: standing, threshold, book)
        crossing.isRenewed = isOwn && own.isRenewed
        if standing == nil {
            (crossing.from, crossing.previous) = (own.from, own.previous)
            crossing.isFirstSight = own.isFirstSight
            crossing.duration = own.duration
        }
        // An event that changes nothing has nothing to write.
        let isNoted = book.level(shelf) != nil || book.incident(shelf) != nil
        if isNoted || crossing.from != crossing.level.condition { book.put(crossing.level) }
        let (reason, alert) = try cross(crossing, &book, &slots, &ids, &claimed)
        return (isOwn ? reason : "\(speaker.subject.source) speaks here now: \(reason)", alert)
    }

    /// What a source that speaks for a shelf makes of what was believed of it.
    func crossing(to speaker: Level, onto shelf: LevelKey, from standing: Level?, _ threshold: Thresholds.Decision, _ book: Book) -> Crossing {
        var level = speaker
        level.subject.home = shelf
        level.subject.place = shelves.named(speaker.subject.place, of: speaker.subject.source)
        level.condition = speaker.condition(low: threshold.low)
        let from = standing?.condition(low: threshold.low) ?? .unknown
        if let standing, from == level.condition { level.since = standing.since }
        return Crossing(
            level: level, from: from, previous: standing?.quantity, isFirstSight: false, threshold: threshold,
            duration: standing.flatMap { level.since > $0.since ? level.since.timeIntervalSince($0.since) : nil }, isRenewed: false,
            catalogue: entry(for: speaker.subject, book))
    }

    /// When something counts as low, by all that is known of it.
    func decide(_ subject: Subject, _ book: Book) -> Thresholds.Decision {
        var subject = subject
        subject.catalogue = entry(for: subject, book)
        return settings.thresholds.decide(subject)
    }

    /// What was told of a level before it was known to be of a shelf goes on as told of the shelf.
    ///
    /// - Returns: whether there was something told.
    private func join(_ level: Level, to shelf: LevelKey, from standing: Level?, _ book: inout Book, _ ids: inout some IDSource) -> Bool {
        guard var incident = book.incident(level.subject.own) else { return false }
        if book.incident(shelf) == nil {
            var home = standing ?? level
            home.subject.home = shelf
            book.put(home)
            var going = Incident(
                id: ids.next(at: book.now), level: shelf, openedAt: incident.openedAt, told: incident.told, toldAt: incident.toldAt)
            going.cares = incident.cares
            book.put(going)
        }
        incident.closedAt = book.now
        incident.closed = .joined
        incident.told = .none
        book.put(incident)
        return true
    }

    /// No source knows the shelf any more.
    private func vacate(_ shelf: LevelKey, _ last: Level, _ book: inout Book) -> String {
        var level = last
        level.subject.home = shelf
        if book.level(shelf) != nil { book.put(level) }
        return remove(level, &book)
    }

    /// What the addresses were told of a level, or of the shelf that it is of.
    func told(at key: LevelKey, _ book: Book) -> Incident.Told {
        if let incident = book.incident(key) { return incident.told }
        guard key.aspect == .stock, let level = book.level(key), let shelf = shelf(of: level.subject) else { return .none }
        return book.incident(shelf)?.told ?? .none
    }

    /// A level in a word: its number, else its condition.
    static func word(_ level: Level) -> String { level.quantity.map { "\($0)" } ?? level.condition.rawValue }
}
