/// An HTTP response as it comes in, within its bounds.
struct IncomingResponse {
    /// libcurl bounds one header line only, not all of them.
    private static let maxHeaderBytes = 65_536
    private static let statusLine = Array("HTTP/".utf8)

    private(set) var headers: [Header] = []
    private(set) var body: [UInt8] = []
    private(set) var isTruncated = false
    private var headerBytes = 0
    private let maxBytes: Int

    init(maxBytes: Int) { self.maxBytes = maxBytes }

    /// False: too much.
    mutating func receive(header bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.maxHeaderBytes else { return false }
        if bytes.starts(with: Self.statusLine) {
            // A status line: what came before belongs to an interim response.
            headers = []
        } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            headers.append(Header(name: Self.text(bytes[..<colon]), value: Self.text(bytes[(colon + 1)...])))
        }
        return true
    }

    /// False: enough; what fits is kept.
    mutating func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        let room = maxBytes - body.count
        body.append(contentsOf: bytes.prefix(room))
        isTruncated = bytes.count > room
        return !isTruncated
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        let rest = bytes.drop(while: isBlank)
        let end = rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? rest.startIndex
        return String(decoding: rest[..<end], as: UTF8.self)
    }
}
