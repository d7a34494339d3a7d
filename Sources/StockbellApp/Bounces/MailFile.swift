import Glibc

/// A file that others write while it is read.
struct MailFile: ~Copyable {
    private let descriptor: Int32
    /// Which file it is: one that was put in its place has another number.
    let number: UInt64
    let size: Int

    /// nil: it cannot be opened, or is no file.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        number = UInt64(status.st_ino)
        size = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// Asks that nobody writes until it is closed; false: somebody does, or another program reads it in the same way.
    func lock() -> Bool {
        var lock = flock()
        lock.l_type = Int16(F_RDLCK)
        lock.l_whence = Int16(SEEK_SET)
        return fcntl(descriptor, F_SETLK, &lock) == 0
    }

    /// At most so many bytes from a place on.
    func read(from start: Int, atMost count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, min(count, size - start)))
        var used = 0
        while used < bytes.count {
            let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress.map { $0 + used }, $0.count - used, off_t(start + used)) }
            if got <= 0 { break }
            used += got
        }
        return Array(bytes.prefix(used))
    }
}
