import StockbellCore

extension ChannelKeys {
    /// The URL of a server, checked as `service` does it, and without the path that Stockbell writes itself.
    func server(_ url: Found<SecretAddress>, without path: String? = nil, _ reading: inout Reading) -> Secret {
        if url.value.address.hasQuery {
            reading.error("ends in a \"?…\" part, which Stockbell writes itself; leave it out", at: url.place)
        } else if let path, url.value.address.path.hasPrefix(path) {
            reading.error("ends in \(path), which Stockbell writes itself; leave it out", at: url.place)
        }
        return service(url, usual: "", &reading)
    }
}
