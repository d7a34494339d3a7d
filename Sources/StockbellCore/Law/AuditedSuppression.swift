/// A suppression with its alert.
package struct AuditedSuppression: Hashable, Sendable {
    /// The row's number.
    package var number: Int64
    package var suppression: Suppression
    package var hasAlert: Bool

    package init(number: Int64, suppression: Suppression, hasAlert: Bool) {
        self.number = number
        self.suppression = suppression
        self.hasAlert = hasAlert
    }
}
