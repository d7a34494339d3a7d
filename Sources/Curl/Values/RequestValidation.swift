extension CurlRequest {
    /// Throws if something in the request could be taken for more than it says, above all a line break in a header or an address.
    ///
    /// libcurl 7.88.1 checks none of it: `a@x>\r\nRSET` as a sender is sent as two commands.
    package func validate() throws(CurlRequestError) {
        guard !url.isEmpty, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .url }
        if tls == .off, url.hasPrefix(ignoringCase: "https:") || url.hasPrefix(ignoringCase: "smtps:") { throw .tlsIsOff }
        if let method, !method.isToken { throw .method }
        for (index, header) in headers.enumerated() where !header.name.isToken || header.value.hasControls(besides: 0x09) {
            throw .header(index)
        }
        for text in [username, password, bearer, awsSigV4, loginOptions, caFile] {
            if let text, text.hasControls() { throw .credentials }
        }
        guard timeout > .zero, connectTimeout > .zero, maxResponseBytes > 0 else { throw .limits }
        if case .mail(let sender, let recipient, let message) = payload {
            guard sender.isAddressText else { throw .sender }
            guard !recipient.isEmpty, recipient.isAddressText else { throw .recipient }
            guard message.hasOnlyWholeLineBreaks else { throw .message }
        }
    }
}

extension String {
    fileprivate func hasPrefix(ignoringCase prefix: String) -> Bool {
        self.prefix(prefix.count).lowercased() == prefix
    }

    fileprivate func hasControls(besides allowed: UInt8? = nil) -> Bool {
        utf8.contains { ($0 < 0x20 || $0 == 0x7F) && $0 != allowed }
    }

    /// RFC 9110 section 5.6.2.
    fileprivate var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    fileprivate var isAddressText: Bool {
        utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }
}

extension [UInt8] {
    fileprivate var hasOnlyWholeLineBreaks: Bool {
        var isAfterReturn = false
        for byte in self {
            if byte == 0 || isAfterReturn != (byte == 0x0A) { return false }
            isAfterReturn = byte == 0x0D
        }
        return !isAfterReturn
    }
}
