import CCurl

/// libcurl as a whole.
enum CurlLibrary {
    /// Whether libcurl could be set up: done once, before any thread of ours runs.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// libcurl's own sentence for a code; it never quotes a request.
    static func sentence(for code: Int32) -> String {
        String(cString: curl_easy_strerror(CURLcode(UInt32(bitPattern: code))))
    }
}

/// An option that libcurl would not take.
struct CurlFailure: Error {
    let code: CURLcode
}

extension Int32 {
    init(_ code: CURLcode) {
        self.init(bitPattern: code.rawValue)
    }
}
