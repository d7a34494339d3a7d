import StockbellCore

/// An envelope sender of its own for each message, so that what comes back says itself what it is about: `bounce+KEY.MARK@example.com`.
///
/// The same on every attempt: a server that greylists would begin anew otherwise.
struct BounceAddress: Sendable {
    private static let idLength = 26
    private static let markBytes = 6

    private let local: String
    private let domain: String
    private let channel: String
    private let mark: FeedbackMark?

    /// nil: `address` is no mail address.
    ///
    /// - Parameter key: what marks are made with; nil: addresses have none.
    init?(_ address: String, channel: String, key: Secret?) {
        let parts = address.split(separator: "@")
        guard parts.count == 2 else { return nil }
        (local, domain, self.channel) = (String(parts[0]), String(parts[1]), channel)
        mark = key.map(FeedbackMark.init)
    }

    /// In lower case, as some servers on the way make it so.
    func sender(of delivery: DeliveryKey) -> String { "\(name(of: delivery))@\(domain)" }

    /// The same as a `mailto:` has it (RFC 6068 section 2).
    func uri(of delivery: DeliveryKey) -> String { "\(PercentEncoding.encode(name(of: delivery)))@\(domain)" }

    /// What of that address nobody else may know: with it a bounce could be made up; nil: there is nothing.
    func secret(of delivery: DeliveryKey) -> Secret? {
        mark.map { Secret(text($0, delivery.description.lowercased())) }
    }

    private func name(of delivery: DeliveryKey) -> String {
        "\(local)+\(delivery.description.lowercased())\(secret(of: delivery).map { ".\($0.reveal())" } ?? "")"
    }

    /// The message whose sender an address is; nil: it was not made here.
    func delivery(of address: some StringProtocol) -> DeliveryKey? {
        let address = address.lowercased()
        let (start, end) = ("\(local.lowercased())+", "@\(domain.lowercased())")
        guard address.hasPrefix(start), address.hasSuffix(end), address.utf8.count > start.utf8.count + end.utf8.count else { return nil }
        let inner = address.dropFirst(start.count).dropLast(end.count)
        guard let mark else { return Self.key(inner) }
        guard let dot = inner.lastIndex(of: ".") else { return nil }
        let given = String(inner[inner.index(after: dot)...])
        return ConstantTime.isEqual(given, text(mark, String(inner[..<dot]))) ? Self.key(inner[..<dot]) : nil
    }

    private func text(_ mark: FeedbackMark, _ key: String) -> String { mark.bytes(Self.markBytes, "bounce", channel, key).hexadecimal }

    /// The key of a message as mail repeats it, in whatever case; nil: it has not the form of one.
    static func key(_ text: some StringProtocol) -> DeliveryKey? {
        guard let key = DeliveryKey(text.uppercased()) else { return nil }
        let id = key.delivery.string.utf8
        return id.count == idLength && id.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) } ? key : nil
    }
}
