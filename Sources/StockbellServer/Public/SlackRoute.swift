import Hummingbird
import NIOCore

/// `POST /slack/actions`: where Slack reports clicks on link buttons, and shows a warning beside them unless somebody answers.
///
/// What is clicked opens in the browser by itself, so nothing is done with the report; it is not even read as one.
struct SlackRoute {
    /// A report names the message that the button stands in, whose blocks may be as long as a letter.
    static let maximumBytes = 1 << 18

    var route: Route {
        Route(path: .exact("/slack/actions"), method: .post) { request, _ in
            if let length = request.headers[.contentLength], let bytes = Int(length), bytes > Self.maximumBytes {
                return Response(status: .contentTooLarge)
            }
            var request = request
            do {
                _ = try await request.collectBody(upTo: Self.maximumBytes)
            } catch is NIOTooManyBytesError {
                return Response(status: .contentTooLarge)
            }
            return Response(status: .ok)
        }
    }
}
