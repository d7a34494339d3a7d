#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "faultdisk.h"

/* An open file of such a folder. The normal VFS's own file lies behind it in memory. */
typedef struct {
    sqlite3_file base;
    faultdisk *disk;
    size_t file;
    /* Whether the next sync of the file syncs its folder too. */
    int syncs_folder;
} faultfile;

static sqlite3_vfs *normal;
static sqlite3_vfs own;
/* The last lock of this thread was refused on purpose: nobody holds it, so waiting is no use. */
static _Thread_local int is_refused;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((faultfile *)file + 1); }

static faultdisk *disk(sqlite3_file *file) { return ((faultfile *)file)->disk; }

static int fault(sqlite3_file *file, unsigned call) {
    pthread_mutex_lock(&faultdisk_lock);
    int code = faultdisk_fault(disk(file), call);
    pthread_mutex_unlock(&faultdisk_lock);
    return code;
}

static void note(sqlite3_file *file, int kind, size_t offset, const void *data, size_t size) {
    pthread_mutex_lock(&faultdisk_lock);
    faultdisk_note(disk(file), kind, ((faultfile *)file)->file, offset, data, size);
    pthread_mutex_unlock(&faultdisk_lock);
}

static int close_file(sqlite3_file *file) {
    int code = real(file)->pMethods->xClose(real(file));
    pthread_mutex_lock(&faultdisk_lock);
    disk(file)->open_files--;
    faultdisk_release(disk(file));
    pthread_mutex_unlock(&faultdisk_lock);
    return code;
}

static int read_file(sqlite3_file *file, void *data, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), data, size, offset);
}

static int write_file(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset) {
    int failure = fault(file, FAULTDISK_WRITE);
    if (failure) size /= 2;
    int code = real(file)->pMethods->xWrite(real(file), data, size, offset);
    if (code == SQLITE_OK) note(file, EVENT_WRITE, (size_t)offset, data, (size_t)size);
    return failure ? failure : code;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    int code = fault(file, FAULTDISK_TRUNCATE);
    if (code == SQLITE_OK) code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK) note(file, EVENT_TRUNCATE, (size_t)size, NULL, 0);
    return code;
}

/* The real file is not synced: what the disk holds is kept here, and a real sync would only take time. */
static int sync_file(sqlite3_file *file, int flags) {
    (void)flags;
    int code = fault(file, FAULTDISK_SYNC);
    note(file, code == SQLITE_OK ? EVENT_SYNC : EVENT_SYNC_FAILED, 0, NULL, 0);
    if (code == SQLITE_OK && ((faultfile *)file)->syncs_folder) {
        ((faultfile *)file)->syncs_folder = 0;
        note(file, EVENT_SYNC_FOLDER, 0, NULL, 0);
    }
    return code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) { return real(file)->pMethods->xFileSize(real(file), size); }

static int lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }

static int unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int check_lock(sqlite3_file *file, int *held) { return real(file)->pMethods->xCheckReservedLock(real(file), held); }

static int control(sqlite3_file *file, int what, void *with) { return real(file)->pMethods->xFileControl(real(file), what, with); }

static int sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int characteristics(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

static int map_shared(sqlite3_file *file, int page, int size, int extends, void volatile **memory) {
    int code = extends ? fault(file, FAULTDISK_SHARE) : SQLITE_OK;
    return code != SQLITE_OK ? code : real(file)->pMethods->xShmMap(real(file), page, size, extends, memory);
}

static int lock_shared(sqlite3_file *file, int offset, int count, int flags) {
    // Byte 0 is the write lock of the log.
    int code = offset == 0 && flags == (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE) ? fault(file, FAULTDISK_LOCK) : SQLITE_OK;
    is_refused = code == SQLITE_BUSY;
    return code != SQLITE_OK ? code : real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

static int unmap_shared(sqlite3_file *file, int deletes) { return real(file)->pMethods->xShmUnmap(real(file), deletes); }

/* Version 2: no memory-mapped files, whose changes nobody would see. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_lock,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
};

/* A file that somebody made without SQLite: neither it nor its content is synced. */
static size_t take_in(faultdisk *disk, const char *name, sqlite3_file *real_file) {
    size_t file = faultdisk_link(disk, name);
    sqlite3_int64 size = 0;
    if (real_file->pMethods->xFileSize(real_file, &size) != SQLITE_OK || size == 0) return file;
    void *bytes = malloc((size_t)size);
    if (bytes == NULL) abort();
    if (real_file->pMethods->xRead(real_file, bytes, (int)size, 0) == SQLITE_OK) faultdisk_note(disk, EVENT_WRITE, file, 0, bytes, (size_t)size);
    free(bytes);
    return file;
}

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *given) {
    (void)vfs;
    const char *name;
    faultdisk *disk = faultdisk_of(path, &name);
    // A file elsewhere is the normal VFS's alone.
    if (disk == NULL) return normal->xOpen(normal, path, file, flags, given);
    faultfile *opened = (faultfile *)file;
    memset(opened, 0, sizeof *opened);
    struct stat about;
    int is_new = stat(path, &about) != 0, code = SQLITE_OK;
    pthread_mutex_lock(&faultdisk_lock);
    if (is_new && (flags & SQLITE_OPEN_CREATE)) code = faultdisk_fault(disk, FAULTDISK_CREATE);
    if (code == SQLITE_OK) code = normal->xOpen(normal, path, real(file), flags, given);
    if (code == SQLITE_OK) {
        long known = faultdisk_find(disk, name);
        opened->base.pMethods = &methods;
        opened->disk = disk;
        opened->file = known >= 0 ? (size_t)known : take_in(disk, name, real(file));
        opened->syncs_folder = (flags & SQLITE_OPEN_CREATE) && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL));
        disk->open_files++;
    }
    pthread_mutex_unlock(&faultdisk_lock);
    return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    (void)vfs;
    const char *name;
    faultdisk *disk = faultdisk_of(path, &name);
    if (disk == NULL) return normal->xDelete(normal, path, syncs_folder);
    pthread_mutex_lock(&faultdisk_lock);
    int code = faultdisk_fault(disk, FAULTDISK_DELETE);
    if (code == SQLITE_OK) code = normal->xDelete(normal, path, 0);
    if (code == SQLITE_OK) faultdisk_unlink(disk, name);
    if (code == SQLITE_OK && syncs_folder) faultdisk_note(disk, EVENT_SYNC_FOLDER, 0, 0, NULL, 0);
    pthread_mutex_unlock(&faultdisk_lock);
    return code;
}

static int sleep_on(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    if (!is_refused) return normal->xSleep(normal, microseconds);
    is_refused = 0;
    return microseconds;
}

/* Makes it the normal way to open files, once; called with the disks' lock held. */
void faultvfs_register(void) {
    if (normal != NULL) return;
    normal = sqlite3_vfs_find(NULL);
    own = *normal;
    own.pNext = NULL;
    own.zName = "fault";
    own.szOsFile = normal->szOsFile + (int)sizeof(faultfile);
    own.xOpen = open_file;
    own.xDelete = delete_file;
    own.xSleep = sleep_on;
    sqlite3_vfs_register(&own, 1);
}
