/// Takes parcels of one channel to the far side.
package protocol Carrier: Sendable {
    /// Starts one attempt and reports its outcome exactly once, from any thread, perhaps before it returns.
    ///
    /// Never throws: whatever goes wrong is an outcome.
    func carry(_ parcel: Parcel, _ done: @escaping @Sendable (Outcome) -> Void)
}
