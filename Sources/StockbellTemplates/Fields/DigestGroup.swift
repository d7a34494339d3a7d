import FoundationEssentials
import StockbellCore

/// The alerts of a digest under one heading.
struct DigestGroup: Sendable {
    /// nil: the digest has no headings.
    var name: String?
    /// All of them, the worst first.
    var alerts: [Alert]
    /// How many of them the message has room for.
    var room: Int

    /// What a digest tells anew, by supplier, place or category; first where most is out, last where nothing is known.
    ///
    /// - Parameter room: how many alerts the message has room for.
    static func groups(_ scope: Scope, room: Int) -> [DigestGroup] {
        let worst = ManyAlerts.worstFirst(scope, atMost: .max)
        guard let group = scope.order.digest?.group else {
            return worst.isEmpty ? [] : [DigestGroup(name: nil, alerts: worst, room: room)]
        }
        let named = Dictionary(grouping: worst) { Clean.line(name(of: $0, by: group, scope) ?? "") }
        let sorted = named.map { (name: $0.key, alerts: $0.value, out: $0.value.count { $0.to == .out }) }.sorted { one, other in
            if one.name.isEmpty != other.name.isEmpty { return other.name.isEmpty }
            return (other.out, other.alerts.count, one.name) < (one.out, one.alerts.count, other.name)
        }
        var left = room
        return sorted.map { found in
            defer { left = max(0, left - found.alerts.count) }
            return DigestGroup(name: found.name.isEmpty ? scope.words(.groupNone) : found.name, alerts: found.alerts, room: left)
        }
    }

    private static func name(of alert: Alert, by group: Digest.Group, _ scope: Scope) -> String? {
        switch group {
        case .supplier: alert.subject.catalogue?.supplier
        case .category: alert.subject.catalogue?.category
        case .place: alert.isEverywhere ? nil : alert.subject.place.map { FieldList.name(of: $0, in: scope) }
        }
    }
}
