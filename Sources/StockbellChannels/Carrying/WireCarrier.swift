import Curl
package import StockbellCore

/// Takes parcels of one channel to the far side: lets the adapter say each step, and the wire carry it out.
package struct WireCarrier: Carrier {
    /// How many requests an attempt may take.
    package static let mostSteps = 4

    private let adapter: any ChannelAdapter
    private let wire: any Wire

    /// Joins an adapter with the wire that speaks its protocol.
    package init(adapter: any ChannelAdapter, wire: any Wire) {
        self.adapter = adapter
        self.wire = wire
    }

    package func carry(_ parcel: Parcel, _ done: @escaping @Sendable (Outcome) -> Void) {
        proceed(parcel, after: [], done)
    }

    private func proceed(_ parcel: Parcel, after exchanges: [Exchange], _ done: @escaping @Sendable (Outcome) -> Void) {
        switch step(parcel, after: exchanges) {
        case .done(let outcome): done(outcome)
        case .send(let request):
            wire.start(request) { response in
                proceed(parcel, after: exchanges + [Exchange(request: request, response: response)], done)
            }
        }
    }

    private func step(_ parcel: Parcel, after exchanges: [Exchange]) -> Step {
        do {
            let step = try adapter.next(parcel, after: exchanges)
            guard case .send = step, exchanges.count >= Self.mostSteps else { return step }
            return .done(.rejected(Failure(.other, "came to no end within \(Self.mostSteps) requests"), suppress: false))
        } catch let error as ContentError {
            return .done(.rejected(error.failure, suppress: false))
        } catch {
            // Its text is left out: nobody has made sure that it names no secret.
            return .done(.rejected(Failure(.refusedContent, "cannot be put into a request (\(type(of: error)))"), suppress: false))
        }
    }
}
