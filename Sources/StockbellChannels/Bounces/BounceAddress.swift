import StockbellCore

/// An envelope sender of its own for each message, so that what comes back says itself what it is about: `bounce+ID.MARK@example.com`.
///
/// The same on every attempt: a server that greylists would begin anew otherwise.
struct BounceAddress: Sendable {
    private static let idLength = 26
    private static let markBytes = 6

    private let local: String
    private let domain: String
    private let channel: String
    private let mark: MailMark?

    /// nil: `address` is no mail address.
    ///
    /// - Parameter key: what marks are made with; nil: addresses have none.
    init?(_ address: String, channel: String, key: Secret?) {
        let parts = address.split(separator: "@")
        guard parts.count == 2 else { return nil }
        (local, domain, self.channel) = (String(parts[0]), String(parts[1]), channel)
        mark = key.map(MailMark.init)
    }

    /// In lower case, as some servers on the way make it so.
    func sender(of delivery: Delivery.ID) -> String {
        let id = delivery.string.lowercased()
        return "\(local)+\(id)\(mark.map { "." + text($0, id) } ?? "")@\(domain)"
    }

    /// The message whose sender an address is; nil: it was not made here.
    func delivery(of address: some StringProtocol) -> Delivery.ID? {
        let address = address.lowercased()
        let (start, end) = ("\(local.lowercased())+", "@\(domain.lowercased())")
        guard address.hasPrefix(start), address.hasSuffix(end), address.utf8.count > start.utf8.count + end.utf8.count else { return nil }
        let parts = address.dropFirst(start.count).dropLast(end.count).split(separator: ".", omittingEmptySubsequences: false)
        guard let id = parts.first, Self.isID(id) else { return nil }
        if let mark {
            guard parts.count == 2, ConstantTime.isEqual(String(parts[1]), text(mark, String(id))) else { return nil }
        } else if parts.count != 1 {
            return nil
        }
        return Delivery.ID(id.uppercased())
    }

    private func text(_ mark: MailMark, _ id: String) -> String { mark.text("bounce", channel, id, bytes: Self.markBytes) }

    /// Whether it has the form of a message's id.
    static func isID(_ text: some StringProtocol) -> Bool {
        text.utf8.count == idLength && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    }
}
