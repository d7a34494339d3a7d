import CCurl

/// A libcurl multi handle: unique, and freed once.
struct MultiHandle: ~Copyable {
    private let pointer: UnsafeMutableRawPointer

    /// `connections` is how many idle ones are kept open.
    init?(connections: Int) {
        guard CurlLibrary.isReady, let pointer = curl_multi_init() else { return nil }
        self.pointer = pointer
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit { curl_multi_cleanup(pointer) }

    var waker: Waker { Waker(multi: pointer) }

    borrowing func add(_ handle: borrowing EasyHandle) -> CURLMcode { curl_multi_add_handle(pointer, handle.pointer) }
    borrowing func remove(_ handle: borrowing EasyHandle) { curl_multi_remove_handle(pointer, handle.pointer) }

    /// Moves all transfers on as far as they go without waiting.
    borrowing func perform() -> CURLMcode {
        var running: Int32 = 0
        return curl_multi_perform(pointer, &running)
    }

    /// Waits for sockets, libcurl's own timers, or a `Waker`.
    borrowing func poll() -> CURLMcode { curl_multi_poll(pointer, nil, 0, 60_000, nil) }

    /// The next finished transfer, by its easy handle; nil when there is no further one.
    borrowing func nextFinished() -> (handle: UnsafeMutableRawPointer, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            if message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle {
                return (handle, message.pointee.data.result)
            }
        }
        return nil
    }
}

/// Ends a `poll()` from another thread.
///
/// Unchecked, because it holds a pointer: curl_multi_wakeup is "the only function from the multi API that may be called from another thread"
/// (its manual), and the inbox sees to it that none comes after the multi handle's end.
struct Waker: @unchecked Sendable {  // curl_multi_wakeup may be called from any thread
    fileprivate let multi: UnsafeMutableRawPointer

    func wake() { curl_multi_wakeup(multi) }
}
