extension Address {
    /// The person or rota that it names: `anna` of `sms:@anna`; nil: it says itself where it goes, or a column of the catalogue does.
    package var name: String? {
        guard let recipient, recipient.first == "@", column == nil else { return nil }
        return String(recipient.dropFirst())
    }

    /// The column of the catalogue that says where it goes: `buyer` of `mail:@item.buyer`; nil: none does.
    package var column: String? {
        guard let recipient, recipient.hasPrefix("@item.") else { return nil }
        return String(recipient.dropFirst(6))
    }
}
