import Glibc
import StockbellCore
import Testing

@testable import StockbellStore

@Suite struct FileSystemTests {
    @Test(arguments: [
        (flags: UInt(0), blocks: UInt(100), free: UInt(16), StoreTrouble.Reason?.none),
        (0, 100, 0, .diskFull),
        (0, 100, 9, .diskFull),
        (1, 100, 10, .readOnly),
        (1, 100, 0, .readOnly),
        (0, 0, 0, nil),
    ]) func itSaysWhyNothingCanBeWritten(_ flags: UInt, _ blocks: UInt, _ free: UInt, _ reason: StoreTrouble.Reason?) {
        var about = statvfs()
        (about.f_flag, about.f_frsize, about.f_blocks, about.f_bavail) = (flags, 4096, fsblkcnt_t(blocks), fsblkcnt_t(free))
        #expect(FileSystem(about).trouble == reason)
    }

    @Test func theOneOfAFileIsAsked() {
        #expect(FileSystem(of: "/") != nil)
        #expect(FileSystem(of: "/nowhere/at/all") == nil)
    }
}
