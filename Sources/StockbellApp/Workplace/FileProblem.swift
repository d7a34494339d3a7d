import FoundationEssentials

/// Says in a few words why a file cannot be read or written.
package enum FileProblem {
    /// "there is no such file", "permission denied", "it is a folder", or what the system says.
    package static func sentence(_ error: any Error, path: String) -> String {
        if isFolder(path) { return "it is a folder" }
        guard let cocoa = error as? CocoaError else { return "\(error)" }
        switch cocoa.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "there is no such file"
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "the disk is full"
        case .fileWriteVolumeReadOnly: return "the disk is read-only"
        default: return "the system refuses it (error \(cocoa.code.rawValue))"
        }
    }

    package static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
