import JSON5
import StockbellCore

extension TopSection {
    /// The settings that the file says, after the checks that need more than one value; nil when there is an error.
    func settings(at root: Place, _ reading: inout Reading) -> Settings? {
        let zone = defaults?.value.timeZone?.value ?? "UTC"
        let sources = (sources?.value ?? []).map { source in
            var settled = source.value.settings(named: source.name, publicURL: publicURL?.value, at: source.place, &reading)
            let hours = source.value.quietAfter?.value.during
            settled?.quietDuring = self.calendars?.value.first { $0.name == hours }.map { $0.value.hours(named: $0.name, timeZone: zone) }
            return settled
        }
        let places = settledPlaces(&reading)
        checkFollowing(&reading)
        let lines = settledThresholds(&reading)
        let catalogue = settledCatalogue(&reading)
        let channels = (channels?.value ?? []).map { $0.value.settings(named: $0.name, at: $0.place, &reading) }
        for channel in self.channels?.value ?? [] { channel.value.keys.checkPublicURL(publicURL?.value, &reading) }
        let people = settledPeople(channels.compactMap(\.self), zone: zone, &reading)
        let house = Department(
            name: Routing.house, locale: defaults?.value.locale?.value ?? "en", timeZone: defaults?.value.timeZone?.value ?? "UTC",
            outsideHours: defaults?.value.outsideHours?.value ?? .init(), rules: [])
        let calendars = calendars?.value ?? []
        var routing = routing(house, &reading)
        for calendar in calendars where calendar.value.open == nil && calendar.value.closed == nil && !reading.hasError(within: calendar.place) {
            reading.error("says neither when it is \"open\" nor when it is \"closed\"; add \"open\": [\"mon-fri 08:00-18:00\"]", at: calendar.place)
        }
        let hours = calendars.map { $0.value.hours(named: $0.name, timeZone: house.timeZone) }
        (routing.silences, routing.people) = (settledSilences(hours, &reading), people)
        let keep = keep?.value.settings(&reading) ?? Keep()
        checkDoors(&reading)
        if !reading.hasError(within: root) {
            warnOfWhatIsIdle(at: root, &reading)
            warnOfPeople(people, catalogue, &reading)
        }

        guard !reading.hasError(within: root), let listen, let store, let admin = admin?.value, let door = admin.listen else { return nil }
        let settings = Settings(
            listen: listen.value, publicURL: publicURL?.value, store: store.value, keep: keep, admin: door.value, adminToken: admin.token?.value,
            sources: sources.compactMap(\.self), places: places, thresholds: thresholds(lines, with: catalogue), catalogue: catalogue,
            lists: (lists?.value ?? []).map(\.value), channels: channels.compactMap(\.self),
            routing: routing,
            calendars: hours, folder: reading.folder)
        review(settings, &reading)
        reviewHours(settings, &reading)
        return settings
    }

    /// The silences, each under a name of its own.
    private func settledSilences(_ calendars: [OpeningHours], _ reading: inout Reading) -> [Silence] {
        var owners: [String: Place] = [:]
        return (silences?.value ?? []).compactMap { found in
            let silence = found.value
            guard let name = silence.name, let during = silence.during?.value, let hours = calendars.first(where: { $0.name == during }) else {
                return nil
            }
            if let owner = owners.updateValue(name.place, forKey: name.value) {
                reading.error(
                    "is named \(name.value.quoted) like \(owner.path) in line \(owner.position.line); give each silence a name of its own",
                    at: name.place)
            }
            return Silence(
                name: name.value, where: silence.where?.value ?? .always, span: .during(hours), then: silence.then?.value ?? .summary,
                because: silence.because?.value)
        }
    }

    /// The public door and the other one must be two, and the other one locked where strangers reach it.
    private func checkDoors(_ reading: inout Reading) {
        guard let admin, let door = admin.value.listen else { return }
        if let listen, Self.collide(listen.value, door.value) {
            let next = Settings.Endpoint(host: door.value.host, port: door.value.port % 65_535 + 1)
            reading.error(
                "is the same as \"listen\", which is open to the world; take another port, such as \"\(next)\"",
                at: door.place)
        }
        if let token = admin.value.token {
            if !door.value.isLoopback, token.value.reveal().utf8.count < 16 {
                reading.warn("is shorter than 16 characters, and other machines can try it; make one with: openssl rand -hex 24", at: token.place)
            }
        } else if !door.value.isLoopback, !reading.hasError(within: admin.place) {
            reading.error("\"\(door.value)\" is reached from other machines, so \"admin\" needs a \"token\"", at: door.place)
        }
    }

    private static func collide(_ one: Settings.Endpoint, _ other: Settings.Endpoint) -> Bool {
        guard one.port == other.port, one.port != 0 else { return false }
        let isEverywhere: (Settings.Endpoint) -> Bool = { $0.host == "0.0.0.0" || $0.host == "::" }
        return one.host.lowercased() == other.host.lowercased() || isEverywhere(one) || isEverywhere(other) || (one.isLoopback && other.isLoopback)
    }

    private func warnOfWhatIsIdle(at root: Place, _ reading: inout Reading) {
        if sources?.value.isEmpty ?? true { reading.warn("has no \"sources\", so nothing can come in", at: root) }
        if departments?.value.isEmpty ?? true, otherwise == nil {
            reading.warn("has neither \"departments\" nor \"otherwise\", so nobody is told anything", at: root)
        }
        for channel in channels?.value ?? [] where !reading.usedChannels.contains(channel.name) {
            reading.warn("no rule, operator or \"otherwise\" sends here", at: channel.place)
        }
    }
}
