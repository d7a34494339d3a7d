#ifndef FAULTVFS_H
#define FAULTVFS_H

#include <stddef.h>
#include <stdint.h>

/*
 * A folder on a disk that loses its power, and fails, when a test says so: a VFS of SQLite that stands before the normal one.
 *
 * Files elsewhere go straight to the normal VFS. Files in such a folder are real files too, with real locks and real shared memory, so that any
 * number of connections work as ever. Beside them a log is kept of what happened, and from it comes what the disk would hold if the power had
 * been lost at any moment.
 *
 * What is modelled:
 *  - A write or a truncation is lost unless the file was synced after it. A torn image keeps some sectors of 512 bytes of it and loses others,
 *    in any order. Bytes beside the written ones are never touched, which is what SQLite asks of a disk (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
 *  - A file that was made or deleted is so for certain once its folder was synced, which SQLite's unix VFS does with the first sync of a log or
 *    a journal that it opened to make; before that the folder is as it was at its last sync, in a torn image perhaps as it is now. As with any
 *    file system that keeps a journal, entries of one folder change in their order.
 *  - A sync that failed is final: what was not synced by then is lost, even if a later sync succeeds. Linux is like that.
 *  - A write that fails may have written its first half.
 * What is not: shared memory (`-shm`) has no image, for SQLite makes it anew; nor have files that SQLite does not open.
 */
typedef struct faultdisk faultdisk;

/* Calls that can be made to fail. */
enum {
    FAULTDISK_WRITE = 1,
    FAULTDISK_SYNC = 2,
    FAULTDISK_TRUNCATE = 4,
    FAULTDISK_CREATE = 8,
    FAULTDISK_DELETE = 16,
    /* Taking the write lock of a database in WAL mode. */
    FAULTDISK_LOCK = 32,
    /* Enlarging the shared memory. */
    FAULTDISK_SHARE = 64
};

/* Makes a folder such a one; what is in it counts as synced. NULL: no memory, or the folder cannot be read. */
faultdisk *faultdisk_make(const char *folder);

/* Ends it. The folder stays, and so does what files are still open. */
void faultdisk_end(faultdisk *disk);

/* How many things have happened so far that a loss of power could stand before. */
size_t faultdisk_events(faultdisk *disk);

/*
 * Lets calls fail with a code of SQLite, after `skip` calls that still succeed: one, or all from then on.
 * SQLITE_BUSY on a lock costs no time: the sleep that follows is left out.
 */
void faultdisk_fail(faultdisk *disk, unsigned calls, size_t skip, int once, int code);

/* Ends the failing. */
void faultdisk_heal(faultdisk *disk);

/* How many calls have failed since the last faultdisk_fail. */
size_t faultdisk_failures(faultdisk *disk);

/*
 * Writes what the disk holds if the power is lost after so many events into another folder.
 * `torn` is a seed: part of what was not synced is kept. 0: nothing of it is.
 * Returns 0, or an errno.
 */
int faultdisk_image(faultdisk *disk, size_t events, uint64_t torn, const char *into);

#endif
