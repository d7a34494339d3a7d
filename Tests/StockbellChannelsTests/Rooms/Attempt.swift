import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// Plays an attempt: what is sent, step by step, as these answers come.
struct Attempt {
    var requests: [CurlRequest] = []
    var outcome: Outcome?

    init(
        _ kind: ChannelSettings.Kind, _ answers: [CurlResponse], incidents: IncidentStyle? = nil, letter: Message = Samples.letter(named: "Espresso"),
        to recipient: String? = nil, thread: String? = nil, matter: String? = nil
    ) throws {
        let adapter = ChannelAdapters.adapter(for: ChannelSettings(name: "c", kind: kind, incidents: incidents))
        var parcel = Samples.parcel(.message(letter), to: recipient)
        parcel.thread = thread
        parcel.matter = matter
        var exchanges: [Exchange] = []
        for answer in answers {
            guard case .send(let request) = try adapter.next(parcel, after: exchanges) else { break }
            requests.append(request)
            exchanges.append(Exchange(request: request, response: answer))
        }
        switch try adapter.next(parcel, after: exchanges) {
        case .done(let outcome): self.outcome = outcome
        case .send(let request): requests.append(request)
        }
    }

    var last: ReadJSON { get throws { try ReadJSON(#require(requests.last)) } }
    var receipt: Receipt? { if case .delivered(let receipt) = outcome { receipt } else { nil } }
}
