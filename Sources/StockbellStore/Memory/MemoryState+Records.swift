import StockbellCore

extension MemoryState {
    /// The newest rows that fit the query's source and state, oldest first.
    func events(_ query: RecordQuery) -> [EventRecord] {
        let fitting = events.values.filter { event in
            (query.source == nil || event.source == query.source) && (query.state == nil || event.state.rawValue == query.state)
        }
        return fitting.sorted { $0.id < $1.id }.suffix(max(0, query.limit))
    }

    /// The newest rows that fit the query, oldest first.
    func deliveries(_ query: RecordQuery) -> [Delivery] {
        let fitting = deliveries.values.filter { delivery in
            (query.state == nil || delivery.state.rawValue == query.state)
                && (query.department == nil || delivery.department == query.department)
                && (query.channel == nil || delivery.address.channel == query.channel)
                && (query.source == nil || source(of: delivery) == query.source)
        }
        return fitting.sorted { $0.id < $1.id }.suffix(max(0, query.limit))
    }

    /// What of a source waits for a reading, in the order of items and events.
    func awaited(_ source: String, limit: Int) -> [Awaited] {
        let fitting = awaited.values.filter { $0.key.source == source }
        return Array(fitting.sorted { ($0.key.item, $0.id) < ($1.key.item, $1.id) }.prefix(max(0, limit)))
    }

    private func source(of delivery: Delivery) -> String? {
        delivery.gathersFor ?? (delivery.alerts.count == 1 ? alerts[delivery.alerts[0]]?.subject.source : nil)
    }

    /// All that belongs to an id; nil: there is no such id, or more than one that begins so.
    func trace(_ id: String) -> Trace? {
        let found = [matches { $0 == id }, id.count < 6 ? [] : matches { $0.hasPrefix(id) }].first { !$0.isEmpty }
        guard let found, found.count == 1 else { return nil }
        return found[0]
    }

    /// What each id that fits leads to.
    private func matches(_ fits: (String) -> Bool) -> [Trace] {
        let ofEvents = events.values.filter { fits($0.id.string) }.map { trace(events: [$0]) }
        let ofArrivals = arrivals.keys.filter { fits($0.string) }.map { arrival in trace(events: events.values.filter { $0.arrival == arrival }) }
        let ofAlerts = alerts.values.filter { fits($0.id.string) }.map { trace(alerts: [$0]) }
        let ofIncidents = incidents.keys.filter { fits($0.string) }.map { incident in trace(alerts: alerts.values.filter { $0.incident == incident })
        }
        let ofDeliveries = deliveries.values.filter { fits($0.id.string) }.map { delivery in
            var trace = trace(alerts: delivery.alerts.compactMap { alerts[$0] })
            if trace.deliveries.isEmpty { trace.deliveries = [delivery] }
            return trace
        }
        return ofEvents + ofArrivals + ofAlerts + ofIncidents + ofDeliveries
    }

    private func trace(events: [EventRecord]) -> Trace {
        let ids = Set(events.map(\.id))
        let derived = alerts.values.filter { $0.behind.map(ids.contains) ?? false }
        var trace = trace(alerts: events.compactMap { $0.alert.flatMap { alerts[$0] } } + derived)
        trace.events = events.sorted { $0.id < $1.id }
        return trace
    }

    private func trace(alerts: [Alert]) -> Trace {
        let ids = Set(alerts.map(\.id))
        let behind = Set(alerts.compactMap(\.behind))
        return Trace(
            events: events.values.filter { behind.contains($0.id) || $0.alert.map(ids.contains) ?? false }.sorted { $0.id < $1.id },
            alerts: alerts.sorted { $0.id < $1.id },
            deliveries: deliveries.values.filter { !ids.isDisjoint(with: $0.alerts) }.sorted { $0.id < $1.id },
            suppressions: suppressions.filter { ids.contains($0.alert) })
    }
}
