import CCurl

/// One mail on its way; owns everything that libcurl borrows for it.
final class MailTransfer {
    private let request: CurlRequest
    private let sender: String
    private let recipient: String
    private let message: [UInt8]
    private let opener: SocketOpener
    private let sockets: OpenSockets
    private let wasAuthenticated: Bool
    private var recipients = StringList()
    private var dialogue: SMTPDialogue
    private var offset = 0
    private var isRefused = false

    /// Nil if the request is no mail; `wasAuthenticated` tells of the connection that is kept.
    init?(_ request: CurlRequest, wasAuthenticated: Bool, sockets: OpenSockets) {
        guard case .mail(let sender, let recipient, let message) = request.payload else { return nil }
        self.request = request
        self.sender = sender
        self.recipient = recipient
        self.message = message
        self.wasAuthenticated = wasAuthenticated
        self.sockets = sockets
        opener = SocketOpener(allowsPrivate: request.allowPrivateNetwork, sockets: sockets)
        dialogue = SMTPDialogue(username: request.username, secrets: [request.password, request.bearer].compactMap(\.self))
    }

    /// Sends it; blocks until the end, and leaves no pointer to this transfer in the handle.
    func run(on handle: borrowing EasyHandle, isFresh: Bool, idleSeconds: Int) -> CurlResponse {
        defer { handle.reset() }
        let code: CURLcode
        do throws(CurlFailure) {
            try prepare(handle)
            try handle.set(CURLOPT_FRESH_CONNECT, isFresh || request.freshConnection ? 1 : 0)
            try handle.set(CURLOPT_MAXAGE_CONN, idleSeconds)
            code = curl_easy_perform(handle.pointer)
        } catch {
            code = error.code
        }
        var response = CurlResponse(code: Int32(meaning(of: code)))
        response.status = handle.get(CURLINFO_RESPONSE_CODE)
        response.replies = dialogue.replies
        response.reusedConnection = dialogue.hasSpoken && !opener.hasOpened
        response.wasAuthenticated = isAuthenticated
        response.isPrivateAddressRefused = opener.hasRefused
        response.describeError(of: request, text: handle.errorText)
        if isRefused { response.error = "the server offers no log-in for these credentials; the mail was not sent" }
        return response
    }

    private var isAuthenticated: Bool { dialogue.isAuthenticated || wasAuthenticated && !opener.hasOpened }

    private func meaning(of code: CURLcode) -> CURLcode {
        if code == CURLE_OK { return code }
        if sockets.isCut { return CURLE_ABORTED_BY_CALLBACK }
        if opener.hasRefused, code == CURLE_ABORTED_BY_CALLBACK { return CURLE_COULDNT_CONNECT }
        return isRefused ? CURLE_LOGIN_DENIED : code
    }

    private func prepare(_ handle: borrowing EasyHandle) throws(CurlFailure) {
        try handle.setCommonOptions(request, protocols: "smtp,smtps")
        try handle.set(CURLOPT_USE_SSL, Int((request.tls == .required ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
        if let loginOptions = request.loginOptions { try handle.set(CURLOPT_LOGIN_OPTIONS, loginOptions) }
        if let bearer = request.bearer { try handle.set(CURLOPT_XOAUTH2_BEARER, bearer) }
        // Saves a round trip.
        try handle.set(CURLOPT_SASL_IR, 1)
        // Its own limit of two minutes a reply would undercut a longer time-out.
        try handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, Int(clamping: request.timeout.components.seconds + 1))
        try handle.set(CURLOPT_MAIL_FROM, "<\(sender)>")
        try recipients.append("<\(recipient)>")
        try handle.set(CURLOPT_MAIL_RCPT, list: recipients)
        // Never with INFILESIZE: libcurl 7.88.1 then counts the dots that it doubles, and may end the mail too early without an error.
        try handle.set(CURLOPT_UPLOAD, 1)
        // Room for a letter; libcurl allocates it, and twice as much beside it, anew for every message.
        try handle.set(CURLOPT_UPLOAD_BUFFERSIZE, 16_384)
        try opener.install(in: handle)
        try handle.check(ccurl_set_read(handle.pointer, CURLOPT_READFUNCTION, readMessage))
        try handle.set(CURLOPT_READDATA, unowned: self)
        try handle.check(ccurl_set_prereq(handle.pointer, CURLOPT_PREREQFUNCTION, admitConnection))
        try handle.set(CURLOPT_PREREQDATA, unowned: self)
        try handle.check(ccurl_set_progress(handle.pointer, CURLOPT_XFERINFOFUNCTION, checkProgress))
        try handle.set(CURLOPT_XFERINFODATA, unowned: self)
        try handle.set(CURLOPT_NOPROGRESS, 0)
        try handle.check(ccurl_set_debug(handle.pointer, CURLOPT_DEBUGFUNCTION, overhear))
        try handle.set(CURLOPT_DEBUGDATA, unowned: self)
        try handle.set(CURLOPT_VERBOSE, 1)
    }

    fileprivate var isCut: Bool { sockets.isCut }

    /// Whether MAIL may be said: libcurl goes on without a log-in if the server offers none.
    fileprivate func admits(_ address: String) -> Bool {
        guard opener.admits(address) else { return false }
        isRefused = !isAuthenticated && (request.username != nil || request.hasCredentialsInURL)
        return !isRefused
    }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, message.count - offset)
        message.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)])) }
        offset += count
        return count
    }

    fileprivate func hear(_ kind: curl_infotype, _ text: UnsafeRawBufferPointer) {
        if kind == CURLINFO_HEADER_OUT {
            dialogue.hear(command: String(decoding: text, as: UTF8.self))
        } else if kind == CURLINFO_HEADER_IN {
            dialogue.hear(reply: String(decoding: text, as: UTF8.self))
        }
    }
}

private func transfer(_ context: UnsafeMutableRawPointer) -> MailTransfer {
    Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
}

private let readMessage: curl_read_callback = { buffer, size, count, context in
    guard let context else { return Int(CURL_READFUNC_ABORT) }
    return transfer(context).read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private let admitConnection: curl_prereq_callback = { context, remote, _, _, _ in
    guard let context, let remote else { return CURL_PREREQFUNC_ABORT }
    return transfer(context).admits(String(cString: remote)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private let checkProgress: curl_xferinfo_callback = { context, _, _, _, _ in
    guard let context else { return 1 }
    return transfer(context).isCut ? 1 : 0
}

private let overhear: curl_debug_callback = { _, kind, text, count, context in
    guard let context else { return 0 }
    transfer(context).hear(kind, UnsafeRawBufferPointer(start: text, count: count))
    return 0
}
