import StockbellCore
import StockbellServer
import StockbellTemplates

/// Makes the links of messages: to the page of an incident, or of what somebody may do about it.
enum MessageLinks {
    /// Links that look like real ones and lead nowhere, for previews and for trying letters.
    static let sample = LinkSigner(key: [UInt8](repeating: 0, count: 32))

    /// - Parameter publicURL: how people reach us; nil: nobody can follow a link, and there are none.
    static func maker(_ publicURL: String?, _ signer: LinkSigner) -> LetterLinks {
        guard let publicURL else { return { _, _ in nil } }
        return { link, order in
            guard let action = action(link.page), let alert = order.alerts.first else { return nil }
            let incident = order.alerts.count == 1 ? alert.incident : nil
            if link.isShort {
                // A short one leads to the message's own incident, and a summary has none.
                guard incident != nil, !order.kind.isSummary else { return nil }
                return signer.shortText(order.delivery).map { "\(publicURL)/\(LinkToken.Action.incident.path)/\($0)" }
            }
            guard incident != nil || action == .explain else { return nil }
            return signer.text(LinkToken(action, incident: incident, delivery: order.delivery)).map { "\(publicURL)/\(action.path)/\($0)" }
        }
    }

    private static func action(_ page: LetterLink.Page) -> LinkToken.Action? {
        switch page {
        case .acknowledge: .acknowledge
        case .assign: .assign
        case .snooze: .snooze
        case .snoozeUntilRestock: .snoozeUntilRestock
        case .explain: .explain
        case .incident: .incident
        case .open, .item, .settings: nil
        }
    }
}
