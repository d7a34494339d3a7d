import NIOCore
import NIOHTTP1

/// Carries one HTTP connection: collects a request, answers it, gives what arrived to the catcher.
final class GatewayHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// No webhook or chat message comes near it.
    private static let bodyLimit = 1 << 20

    private let catcher: Catcher
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooBig = false

    init(catcher: Catcher) {
        self.catcher = catcher
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            isTooBig = false
        case .body(let bytes):
            isTooBig = isTooBig || body.count + bytes.readableBytes > Self.bodyLimit
            if !isTooBig { body += bytes.readableBytesView }
        case .end:
            guard let head else { return }
            answer(head, context: context)
            self.head = nil
            body = []
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        var reply = GatewayReply(status: 413, body: "The body is larger than \(Self.bodyLimit) bytes.")
        if !isTooBig {
            let headers = head.headers.map { (name: $0.name, value: $0.value) }
            let request = GatewayRequest(method: head.method.rawValue, target: head.uri, headers: headers, body: body)
            reply = Gateway.answer(request, now: catcher.now)
        }
        for message in reply.messages { catcher.keep(message) }
        let isLast = !head.isKeepAlive
        var response = HTTPResponseHead(version: head.version, status: HTTPResponseStatus(statusCode: reply.status))
        response.headers.add(name: "content-type", value: "text/plain; charset=utf-8")
        response.headers.add(name: "content-length", value: String(reply.body.utf8.count))
        if isLast { response.headers.add(name: "connection", value: "close") }
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: reply.body)))), promise: nil)
        let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if isLast {
            let loopBound = context.loopBound
            sent.whenComplete { _ in loopBound.value.close(promise: nil) }
        }
    }
}
