#ifndef FAULTDISK_H
#define FAULTDISK_H

#include <pthread.h>
#include <stdlib.h>

#include "faultvfs.h"

/* One thing that happened. */
typedef struct {
    enum { EVENT_LINK, EVENT_UNLINK, EVENT_WRITE, EVENT_TRUNCATE, EVENT_SYNC, EVENT_SYNC_FAILED, EVENT_SYNC_FOLDER } kind;
    /* The file's number: a name that is deleted and made again is another file. */
    size_t file;
    /* Of a link or an unlink; owned. */
    char *name;
    /* Of a write: where it begins; of a truncation: the new size. */
    size_t offset;
    /* Of a write; owned. */
    unsigned char *data;
    size_t size;
} event;

/* A name in the folder as it is now. */
typedef struct {
    char *name;
    size_t file;
} entry;

struct faultdisk {
    faultdisk *next;
    char *folder;
    event *events;
    size_t event_count, event_room;
    entry *entries;
    size_t entry_count;
    size_t file_count;
    /* Events that were there from the beginning. */
    size_t base;
    int open_files, ended;
    unsigned failing;
    size_t skip, failures;
    int once, code;
};

/* Guards every disk. */
extern pthread_mutex_t faultdisk_lock;

/* The file that a path names, if it lies in such a folder; else NULL. Takes no lock. */
faultdisk *faultdisk_of(const char *path, const char **name);

/* The functions below are called with the lock held. */

/* The number of the file of that name; -1: there is none. */
long faultdisk_find(faultdisk *disk, const char *name);

/* A new file; returns its number. */
size_t faultdisk_link(faultdisk *disk, const char *name);

void faultdisk_unlink(faultdisk *disk, const char *name);

/* Adds an event; `data` is copied. */
void faultdisk_note(faultdisk *disk, int kind, size_t file, size_t offset, const void *data, size_t size);

/* The code with which a call is to fail now; 0: it is not. */
int faultdisk_fault(faultdisk *disk, unsigned call);

/* Puts the VFS before the normal one, once. */
void faultvfs_register(void);

/* Frees the disk if it has ended and nothing of it is open. */
void faultdisk_release(faultdisk *disk);

#endif
