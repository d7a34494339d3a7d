import FoundationEssentials
import Hummingbird
import NIOCore
import StockbellCore

/// `GET` and `POST /receipts/{channel}`: what a far side says of messages that it took; answered when it is written.
struct FeedbackRoute: Sendable {
    /// Far above any gateway's receipt, and room for a bounce with its mail.
    static let maximumBytes = 256 << 10

    let intake: any FeedbackIntake
    let now: @Sendable () -> Date

    var routes: [Route] {
        [
            // Some gateways tell by GET; a HEAD is a look at the URL, and tells nothing.
            Route(path: .under("/receipts"), method: .get, takesHead: false) { request, channel in await take(request, body: [], channel: channel) },
            Route(path: .under("/receipts"), method: .post) { request, channel in try await read(request, channel: channel) },
        ]
    }

    private func read(_ request: Request, channel: String) async throws -> Response {
        if let length = request.headers[.contentLength], let bytes = Int(length), bytes > Self.maximumBytes {
            return Response(status: .contentTooLarge)
        }
        var request = request
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: Self.maximumBytes)
        } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge)
        }
        return await take(request, body: Array(body.readableBytesView), channel: channel)
    }

    private func take(_ request: Request, body: [UInt8], channel: String) async -> Response {
        let call = FeedbackCall(
            method: request.method.rawValue, query: request.uri.query ?? "",
            headers: request.headers.map { Arrival.Header(name: $0.name.rawName, value: $0.value) }, body: body)
        switch await intake.take(call, channel: channel, at: now()) {
        case .taken(let answer): return Response.content(Array(answer.body.utf8), type: answer.contentType, status: .ok)
        case .refused: return Response(status: .forbidden)
        case .nonsense: return Response(status: .badRequest)
        case .unknownChannel: return Response(status: .notFound)
        case .unavailable: return Response(status: .serviceUnavailable)
        }
    }
}
