import NIOCore

/// Carries one SMTP connection: bytes to lines, lines to the session, its mails to the catcher.
final class SMTPHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Sixteen times what RFC 5321 §4.5.3.1 asks for.
    private static let lineLimit = 16_000
    /// Larger than any mail of ours by far.
    private static let sizeLimit = 10 << 20

    private let catcher: Catcher
    private var session = SMTPSession(sizeLimit: sizeLimit)
    private var unread = ByteBuffer()
    private var isClosing = false

    init(catcher: Catcher) {
        self.catcher = catcher
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: SMTPSession.greeting + "\r\n")), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        unread.writeImmutableBuffer(unwrapInboundIn(data))
        var replies = ByteBuffer()
        while !isClosing, let line = nextLine() {
            switch session.receive(line.bytes, endsInCRLF: line.endsInCRLF) {
            case .reply(let text): replies.writeString(text + "\r\n")
            case .keep(let mail): replies.writeString("250 2.0.0 Ok: queued as \(keep(mail))\r\n")
            case .close(let text):
                replies.writeString(text + "\r\n")
                isClosing = true
            case nil: break
            }
        }
        if !isClosing, unread.readableBytes > Self.lineLimit {
            replies.writeString("500 5.5.2 line too long\r\n")
            isClosing = true
        }
        unread.discardReadBytes()
        if isClosing {
            let loopBound = context.loopBound
            context.writeAndFlush(wrapOutboundOut(replies)).whenComplete { _ in loopBound.value.close(promise: nil) }
        } else if replies.readableBytes > 0 {
            context.writeAndFlush(wrapOutboundOut(replies), promise: nil)
        }
    }

    /// A peer that goes away in the middle of a mail is its own affair.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func nextLine() -> (bytes: [UInt8], endsInCRLF: Bool)? {
        let view = unread.readableBytesView
        guard let end = view.firstIndex(of: 10), var line = unread.readBytes(length: end - view.startIndex + 1) else { return nil }
        line.removeLast()
        let endsInCRLF = line.last == 13
        if endsInCRLF { line.removeLast() }
        return (line, endsInCRLF)
    }

    private func keep(_ mail: SMTPSession.Mail) -> Int {
        catcher.keep(CaughtMessage(mail, receivedAt: catcher.now))
    }
}
