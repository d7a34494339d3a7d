import CCurl

/// One running HTTP request; owns everything that libcurl borrows for it.
///
/// Used again and again, on the loop's thread only.
final class Transfer {
    let handle: EasyHandle
    private(set) var ticket: UInt64 = 0
    private var request: CurlRequest?
    private var completion: LoopInbox.Completion?
    private var lines = StringList()
    private var opener = SocketOpener(allowsPrivate: false)
    private var incoming = IncomingResponse(maxBytes: 0)

    init?() {
        guard let handle = EasyHandle() else { return nil }
        self.handle = handle
    }

    /// Makes the handle ready to be added.
    func prepare(_ request: CurlRequest, ticket: UInt64, userAgent: String, then completion: @escaping LoopInbox.Completion) throws(CurlFailure) {
        self.ticket = ticket
        self.request = request
        self.completion = completion
        incoming = IncomingResponse(maxBytes: request.maxResponseBytes)
        opener = SocketOpener(allowsPrivate: request.allowPrivateNetwork)
        try handle.setCommonOptions(request, protocols: request.tls == .required ? "https" : "http,https")
        try handle.set(CURLOPT_USERAGENT, userAgent)
        // Over HTTP/2 all requests to a host share one connection, and its fate.
        try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try handle.set(CURLOPT_FRESH_CONNECT, request.freshConnection ? 1 : 0)
        try handle.set(CURLOPT_FORBID_REUSE, request.freshConnection ? 1 : 0)
        try setMethod(request)
        lines = try StringList(request)
        try handle.set(CURLOPT_HTTPHEADER, list: lines)
        try opener.install(in: handle)
        try handle.check(ccurl_set_prereq(handle.pointer, CURLOPT_PREREQFUNCTION, admitConnection))
        try handle.set(CURLOPT_PREREQDATA, unowned: self)
        try handle.check(ccurl_set_write(handle.pointer, CURLOPT_HEADERFUNCTION, receiveHeader))
        try handle.set(CURLOPT_HEADERDATA, unowned: self)
        try handle.check(ccurl_set_write(handle.pointer, CURLOPT_WRITEFUNCTION, receiveBody))
        try handle.set(CURLOPT_WRITEDATA, unowned: self)
    }

    /// What came of it, and who wants to know.
    ///
    /// The handle must not be in a multi handle any more; the transfer can be used again.
    func finish(_ code: CURLcode) -> (CurlResponse, LoopInbox.Completion)? {
        defer {
            handle.reset()
            (request, completion) = (nil, nil)
            lines = StringList()
            incoming = IncomingResponse(maxBytes: 0)
        }
        guard let request, let completion else { return nil }
        var response = CurlResponse(code: Int32(meaning(of: code)))
        response.status = handle.get(CURLINFO_RESPONSE_CODE)
        response.headers = incoming.headers
        response.body = incoming.body
        response.isBodyTruncated = incoming.isTruncated
        response.isPrivateAddressRefused = opener.hasRefused
        let hasSent = handle.get(CURLINFO_REQUEST_SIZE) > 0
        response.isRequestSent = hasSent && handle.get(size: CURLINFO_SIZE_UPLOAD_T) >= request.bodySize
        response.reusedConnection = hasSent && handle.get(CURLINFO_NUM_CONNECTS) == 0
        response.describeError(of: request, text: handle.errorText)
        return (response, completion)
    }

    /// Our own callbacks ended some transfers: their codes say no more than that.
    private func meaning(of code: CURLcode) -> CURLcode {
        if incoming.isTruncated, code == CURLE_WRITE_ERROR { return CURLE_OK }
        if opener.hasRefused, code == CURLE_ABORTED_BY_CALLBACK { return CURLE_COULDNT_CONNECT }
        return code
    }

    private func setMethod(_ request: CurlRequest) throws(CurlFailure) {
        switch (request.payload, request.method) {
        case (.body(let bytes), let method):
            try handle.set(CURLOPT_POST, 1)
            try handle.set(copiedBody: bytes)
            if let method, method != "POST" { try handle.set(CURLOPT_CUSTOMREQUEST, method) }
        case (_, "HEAD"): try handle.set(CURLOPT_NOBODY, 1)
        case (_, let method?) where ["POST", "PUT", "PATCH"].contains(method):
            // Without a body they still want a Content-Length.
            try handle.set(CURLOPT_POST, 1)
            try handle.set(copiedBody: [])
            try handle.set(CURLOPT_CUSTOMREQUEST, method)
        case (_, let method):
            try handle.set(CURLOPT_HTTPGET, 1)
            if let method, method != "GET" { try handle.set(CURLOPT_CUSTOMREQUEST, method) }
        }
    }

    fileprivate func admits(_ address: String) -> Bool { opener.admits(address) }
    fileprivate func receive(header line: UnsafeRawBufferPointer) -> Bool { incoming.receive(header: line) }
    fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool { incoming.receive(body: bytes) }
}

extension CurlRequest {
    fileprivate var bodySize: Int {
        if case .body(let bytes) = payload { bytes.count } else { 0 }
    }
}

extension StringList {
    /// HTTP header lines as libcurl wants them.
    fileprivate init(_ request: CurlRequest) throws(CurlFailure) {
        self.init()
        // Else libcurl asks "100-continue?" before a large body, and waits a second for the answer.
        // Not beside a signature of AWS: libcurl 7.88.1 signs this header, and does not send it.
        if request.awsSigV4 == nil { try append("Expect:") }
        for header in request.headers {
            // "Name:" would take the header away.
            try append(header.value.contains { $0 != " " && $0 != "\t" } ? "\(header.name): \(header.value)" : "\(header.name);")
        }
    }
}

private let admitConnection: curl_prereq_callback = { context, remote, _, _, _ in
    guard let context, let remote else { return CURL_PREREQFUNC_ABORT }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.admits(String(cString: remote)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private let receiveHeader: curl_write_callback = { data, size, count, context in
    guard let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: data, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().receive(header: line) ? line.count : 0
}

private let receiveBody: curl_write_callback = { data, size, count, context in
    guard let context else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().receive(body: bytes) ? bytes.count : 0
}
