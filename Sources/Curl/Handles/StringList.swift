import CCurl

/// A libcurl list of strings: header lines, recipients.
struct StringList: ~Copyable {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    deinit { curl_slist_free_all(head) }

    mutating func append(_ text: String) throws(CurlFailure) {
        guard let longer = curl_slist_append(head, text) else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        head = longer
    }
}
