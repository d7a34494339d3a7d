import Glibc
import StockbellCore

extension StoreTrouble {
    /// The trouble that a failed system call means.
    init(errno code: Int32, _ what: String) {
        let reason: Reason =
            switch code {
            case ENOSPC, EDQUOT: .diskFull
            case EROFS, EACCES, EPERM: .readOnly
            case EIO: .inputOutput
            default: .other
            }
        self.init(reason, "\(what): \(String(cString: strerror(code)))")
    }
}
