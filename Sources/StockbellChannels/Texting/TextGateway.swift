import Curl
import StockbellCore

/// An adapter for a gateway that takes a text in one request.
protocol TextGateway: ChannelAdapter {
    var channel: ChannelSettings { get }
    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest
    func judge(_ response: CurlResponse, of message: TextMessage, _ parcel: Parcel) -> Outcome
}

extension TextGateway {
    func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let message = try TextMessage(parcel, channel: channel)
        guard let last = exchanges.last else { return .send(request(message, parcel)) }
        return .done(judge(last.response, of: message, parcel))
    }
}
