import CCurl

/// A libcurl easy handle with its error buffer: unique, and freed once.
///
/// libcurl copies strings, but nothing else: lists, callback data and functions must live until the next `reset()`.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    private let errorBuffer: UnsafeMutablePointer<CChar>

    init?() {
        guard CurlLibrary.isReady, let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorBuffer.deallocate()
    }

    /// What libcurl wrote about the last failure; often empty.
    var errorText: String { String(cString: errorBuffer) }

    /// Forgets all options, and so all pointers; open connections stay.
    borrowing func reset() {
        curl_easy_reset(pointer)
        errorBuffer.pointee = 0
    }

    borrowing func collectErrors() throws(CurlFailure) {
        try check(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorBuffer))
    }

    borrowing func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try check(ccurl_set_long(pointer, option, value))
    }

    borrowing func set(_ option: CURLoption, size: Int) throws(CurlFailure) {
        try check(ccurl_set_size(pointer, option, curl_off_t(size)))
    }

    borrowing func set(_ option: CURLoption, _ value: String?) throws(CurlFailure) {
        try check(ccurl_set_string(pointer, option, value))
    }

    borrowing func set(_ option: CURLoption, list: borrowing StringList) throws(CurlFailure) {
        try check(ccurl_set_list(pointer, option, list.head))
    }

    /// The object is not kept alive.
    borrowing func set(_ option: CURLoption, unowned object: AnyObject) throws(CurlFailure) {
        try check(ccurl_set_pointer(pointer, option, Unmanaged.passUnretained(object).toOpaque()))
    }

    /// The bytes are copied, so that libcurl can send them once more when a kept connection turns out dead.
    borrowing func set(copiedBody body: [UInt8]) throws(CurlFailure) {
        try set(CURLOPT_POSTFIELDSIZE_LARGE, size: body.count)
        let code = body.withUnsafeBytes { bytes in
            // An empty array may have no address, and NULL would mean "no body at all".
            withUnsafePointer(to: 0 as UInt8) { ccurl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer($0)) }
        }
        try check(code)
    }

    borrowing func get(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    borrowing func get(size info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return ccurl_get_size(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }

    func check(_ code: CURLcode) throws(CurlFailure) {
        guard code == CURLE_OK else { throw CurlFailure(code: code) }
    }
}
