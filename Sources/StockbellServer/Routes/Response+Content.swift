import Hummingbird
import NIOCore

extension Response {
    /// A sentence or two for people.
    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        content(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    static func content(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
