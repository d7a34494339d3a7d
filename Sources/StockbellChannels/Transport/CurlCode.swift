/// The CURLcodes that mean something to the judgement of an attempt (curl/curl.h); all others are a broken connection.
enum CurlCode: Int32 {
    case unsupportedProtocol = 1
    case urlMalformed = 3
    case notBuiltIn = 4
    case noProxy = 5
    case noHost = 6
    case noConnection = 7
    case weirdReply = 8
    case accessDenied = 9
    case timedOut = 28
    case tlsConnect = 35
    case aborted = 42
    case badArgument = 43
    case tlsEngineMissing = 53
    case tlsEngineFailed = 54
    case tlsClientCertificate = 58
    case tlsCipher = 59
    case tlsPeer = 60
    case tlsUnavailable = 64
    case tlsEngineInit = 66
    case logIn = 67
    case tlsCAFile = 77
    case tlsRevocationList = 82
    case tlsIssuer = 83
    case tlsPinnedKey = 90
    case tlsStatus = 91
    case tlsClientCertificateWanted = 98

    /// Whether it says that trust or encryption is set up wrongly, here or there, and stays so until somebody acts.
    var isTLSSetup: Bool {
        switch self {
        case .tlsEngineMissing, .tlsEngineFailed, .tlsClientCertificate, .tlsCipher, .tlsPeer, .tlsUnavailable, .tlsEngineInit, .tlsCAFile,
            .tlsRevocationList, .tlsIssuer, .tlsPinnedKey, .tlsStatus, .tlsClientCertificateWanted:
            true
        default: false
        }
    }
}
