/// All that is known at the end of a crash test, from three sides: the platform, the store, and the far sides.
struct CrashEvidence: Sendable {
    /// What was answered with 200, each once.
    var acknowledged: [StockChange]
    var events: [EventRow]
    var deliveries: [DeliveryRow]
    /// What the far sides took, in the order in which they read it.
    var taken: [Journal.Taken]
    /// The deliveries that were `sending` when the program was gone, for each time that it was ended.
    var inFlight: [Set<String>]
}
