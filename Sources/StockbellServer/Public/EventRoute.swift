import FoundationEssentials
import Hummingbird
import NIOCore
import StockbellCore

/// `POST /events/{source}`: a platform's body, whole, to the intake; the intake's answer back, without a body.
struct EventRoute: Sendable {
    /// Far above any stock webhook; what is larger is a mistake or an attack.
    static let maximumBytes = 1 << 20

    let intake: any Intake
    let now: @Sendable () -> Date

    var route: Route {
        Route(path: .under("/events"), method: .post) { request, source in try await take(request, source: source) }
    }

    /// `OPTIONS /events/{source}`: a platform asks whether it may send.
    ///
    /// Where a source knows no such question, the method is not allowed.
    var handshake: Route {
        Route(path: .under("/events"), method: .options, isListed: false) { request, source in
            let question = SourceRequest(headers: request.headers.map { Arrival.Header(name: $0.name.rawName, value: $0.value) }, body: [])
            guard let consent = await intake.handshake(question, source: source) else {
                return Response(status: .methodNotAllowed, headers: [.allow: "POST"])
            }
            var headers = HTTPFields()
            for header in consent {
                if let name = HTTPFields.Element.Name(header.name) { headers[name] = header.value }
            }
            return Response(status: .ok, headers: headers)
        }
    }

    private func take(_ request: Request, source: String) async throws -> Response {
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
        let headers = request.headers.map { Arrival.Header(name: $0.name.rawName, value: $0.value) }
        let answer = await intake.take(SourceRequest(headers: headers, body: Array(body.readableBytesView)), source: source, at: now())
        return Response(status: Self.status(answer))
    }

    private static func status(_ answer: IntakeAnswer) -> HTTPResponse.Status {
        switch answer {
        case .kept: .ok
        case .refused: .unauthorized
        case .unsupported: .unsupportedMediaType
        case .unknownSource: .notFound
        case .unavailable: .serviceUnavailable
        }
    }
}
