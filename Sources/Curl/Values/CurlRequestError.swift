/// Why a request is not sent.
///
/// It names the place, never the value, which may be a secret.
package enum CurlRequestError: Error, Sendable, Hashable {
    /// The URL is empty or has blanks or control characters.
    case url
    /// `off`, and the URL wants TLS.
    case tlsIsOff
    /// Not a token of HTTP.
    case method
    /// The name is not a token of HTTP (RFC 9110 section 5.1), or the value has control characters. Counted from 0.
    case header(Int)
    /// Blanks, control characters or angle brackets.
    case sender
    /// Empty, or blanks, control characters or angle brackets.
    case recipient
    /// NUL, or a CR or LF that stands alone: a server may take what follows for a command.
    case message
    /// Control characters in the user name, password, token, scope of a signature, login options or the path of the CA file.
    case credentials
    /// Not above zero.
    case limits
    /// Mail given to the HTTP loop, or the other way round.
    case payload
}

extension CurlRequestError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .url: "the URL is empty, or holds blanks or control characters"
        case .tlsIsOff: "TLS is off, but the URL asks for it"
        case .method: "the method holds a character that HTTP does not allow"
        case .header(let index): "header \(index + 1) holds a line break or another character that HTTP does not allow"
        case .sender: "the sender's address holds blanks, control characters or angle brackets"
        case .recipient: "the recipient's address is empty, or holds blanks, control characters or angle brackets"
        case .message: "the message holds NUL, or a line break that is not CRLF"
        case .credentials: "the user name, password, token, login options or path of the CA file holds control characters"
        case .limits: "the time-outs and the size of the response must be above zero"
        case .payload: "this kind of payload is not carried here"
        }
    }
}
