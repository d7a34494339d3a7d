import CCurl

extension EasyHandle {
    /// Sets what every transfer needs, whatever its protocol.
    borrowing func setCommonOptions(_ request: CurlRequest, protocols: String) throws(CurlFailure) {
        try collectErrors()
        try set(CURLOPT_URL, request.url)
        // A configured URL must not become file:// or gopher://.
        try set(CURLOPT_PROTOCOLS_STR, protocols)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        // The empty text keeps proxies of the environment out.
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NOSIGNAL, 1)
        // Without it, giving up on a name look-up waits for the resolver, and with it everything else on this thread.
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_TIMEOUT_MS, request.timeout.milliseconds)
        try set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = request.caFile {
            try set(CURLOPT_CAINFO, caFile)
            // Else the system's authorities would be trusted as well.
            try set(CURLOPT_CAPATH, nil as String?)
        }
        if let username = request.username { try set(CURLOPT_USERNAME, username) }
        if let password = request.password { try set(CURLOPT_PASSWORD, password) }
        if let scope = request.awsSigV4 { try set(CURLOPT_AWS_SIGV4, scope) }
    }
}

extension Duration {
    /// At least 1, because libcurl takes 0 for no limit at all.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        let longest: Int64 = 24 * 3600
        guard seconds < longest else { return Int(longest) * 1000 }
        return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
