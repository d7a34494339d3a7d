extension String {
    /// A number as gateways want it that know no plus sign; anything else as it is.
    var withoutPlus: String { hasPrefix("+") ? String(dropFirst()) : self }
}
