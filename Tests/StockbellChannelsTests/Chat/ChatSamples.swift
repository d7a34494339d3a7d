import Curl
import StockbellChannels
import StockbellCore

extension AdapterUnderTest {
    /// The steps of one attempt: what is sent after each answer, and at last what came of it.
    func play(_ parcel: Parcel, _ answers: [CurlResponse]) throws -> (requests: [CurlRequest], outcome: Outcome?) {
        var exchanges: [Exchange] = []
        var requests: [CurlRequest] = []
        while case .send(let request) = try adapter.next(parcel, after: exchanges) {
            try request.validate()
            requests.append(request)
            guard requests.count <= answers.count else { return (requests, nil) }
            exchanges.append(Exchange(request: request, response: answers[requests.count - 1]))
        }
        guard case .done(let outcome) = try adapter.next(parcel, after: exchanges) else { return (requests, nil) }
        return (requests, outcome)
    }

    /// Itself with another way for messages of one incident to hang together.
    func with(_ incidents: IncidentStyle) -> AdapterUnderTest {
        var changed = self
        changed.channel.incidents = incidents
        return changed
    }

    func outcome(_ status: Int, _ body: String, retryAfter: String? = nil) throws -> Outcome {
        try AdapterContract.outcome(self, Samples.response(status, body, retryAfter: retryAfter))
    }
}

extension Samples {
    /// A parcel with a usual letter.
    static func chatParcel(
        thread: String? = nil, kind: LetterKind? = .outOfStock, to recipient: String? = nil, attempt: Int = 1, _ letter: Message? = nil
    ) -> Parcel {
        var parcel = parcel(.message(letter ?? self.letter(named: "Espresso")), to: recipient, attempt: attempt)
        parcel.thread = thread
        parcel.letterKind = kind
        return parcel
    }
}

extension Outcome {
    var receipt: Receipt? {
        guard case .delivered(let receipt) = self else { return nil }
        return receipt
    }
}
