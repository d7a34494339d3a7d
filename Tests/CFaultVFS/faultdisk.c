#include "faultdisk.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

pthread_mutex_t faultdisk_lock = PTHREAD_MUTEX_INITIALIZER;
static faultdisk *disks;


/* A test without memory is over. */
static void *must(void *memory) {
    if (memory == NULL) abort();
    return memory;
}

static event *add(faultdisk *disk, int kind, size_t file) {
    if (disk->event_count == disk->event_room) {
        disk->event_room = disk->event_room * 2 + 64;
        disk->events = must(realloc(disk->events, disk->event_room * sizeof(event)));
    }
    event *added = &disk->events[disk->event_count++];
    *added = (event){.kind = kind, .file = file};
    return added;
}

void faultdisk_note(faultdisk *disk, int kind, size_t file, size_t offset, const void *data, size_t size) {
    event *added = add(disk, kind, file);
    added->offset = offset;
    added->size = size;
    if (size == 0) return;
    added->data = must(malloc(size));
    memcpy(added->data, data, size);
}

long faultdisk_find(faultdisk *disk, const char *name) {
    for (size_t i = 0; i < disk->entry_count; i++)
        if (strcmp(disk->entries[i].name, name) == 0) return (long)disk->entries[i].file;
    return -1;
}

size_t faultdisk_link(faultdisk *disk, const char *name) {
    size_t file = disk->file_count++;
    disk->entries = must(realloc(disk->entries, (disk->entry_count + 1) * sizeof(entry)));
    disk->entries[disk->entry_count++] = (entry){.name = must(strdup(name)), .file = file};
    add(disk, EVENT_LINK, file)->name = must(strdup(name));
    return file;
}

void faultdisk_unlink(faultdisk *disk, const char *name) {
    for (size_t i = 0; i < disk->entry_count; i++) {
        if (strcmp(disk->entries[i].name, name) != 0) continue;
        add(disk, EVENT_UNLINK, disk->entries[i].file)->name = disk->entries[i].name;
        disk->entries[i] = disk->entries[--disk->entry_count];
        return;
    }
}

int faultdisk_fault(faultdisk *disk, unsigned call) {
    if (!(disk->failing & call)) return 0;
    if (disk->skip > 0) {
        disk->skip--;
        return 0;
    }
    if (disk->once) disk->failing = 0;
    disk->failures++;
    return disk->code;
}

faultdisk *faultdisk_of(const char *path, const char **name) {
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    if (slash == NULL) return NULL;
    size_t length = (size_t)(slash - path);
    pthread_mutex_lock(&faultdisk_lock);
    faultdisk *disk = disks;
    while (disk != NULL && (strncmp(disk->folder, path, length) != 0 || disk->folder[length] != 0)) disk = disk->next;
    pthread_mutex_unlock(&faultdisk_lock);
    *name = slash + 1;
    return disk;
}

/* What is in the folder at the beginning. */
static int take_in(faultdisk *disk) {
    DIR *folder = opendir(disk->folder);
    if (folder == NULL) return -1;
    for (struct dirent *found; (found = readdir(folder)) != NULL;) {
        char path[4096];
        struct stat about;
        snprintf(path, sizeof path, "%s/%s", disk->folder, found->d_name);
        if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) continue;
        size_t file = faultdisk_link(disk, found->d_name), size = (size_t)about.st_size;
        void *bytes = must(malloc(size + 1));
        FILE *stream = fopen(path, "rb");
        if (stream != NULL && fread(bytes, 1, size, stream) == size) faultdisk_note(disk, EVENT_WRITE, file, 0, bytes, size);
        if (stream != NULL) fclose(stream);
        free(bytes);
        add(disk, EVENT_SYNC, file);
    }
    closedir(folder);
    add(disk, EVENT_SYNC_FOLDER, 0);
    disk->base = disk->event_count;
    return 0;
}

faultdisk *faultdisk_make(const char *folder) {
    faultdisk *disk = must(calloc(1, sizeof(faultdisk)));
    // SQLite names files by their true path.
    disk->folder = realpath(folder, NULL);
    if (disk->folder == NULL || take_in(disk) != 0) {
        free(disk->folder);
        free(disk);
        return NULL;
    }
    pthread_mutex_lock(&faultdisk_lock);
    faultvfs_register();
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&faultdisk_lock);
    return disk;
}

void faultdisk_release(faultdisk *disk) {
    if (!disk->ended || disk->open_files > 0) return;
    for (size_t i = 0; i < disk->event_count; i++) {
        free(disk->events[i].name);
        free(disk->events[i].data);
    }
    for (size_t i = 0; i < disk->entry_count; i++) free(disk->entries[i].name);
    free(disk->events);
    free(disk->entries);
    free(disk->folder);
    free(disk);
}

void faultdisk_end(faultdisk *disk) {
    pthread_mutex_lock(&faultdisk_lock);
    faultdisk **link = &disks;
    while (*link != disk) link = &(*link)->next;
    *link = disk->next;
    disk->ended = 1;
    disk->failing = 0;
    faultdisk_release(disk);
    pthread_mutex_unlock(&faultdisk_lock);
}

size_t faultdisk_events(faultdisk *disk) {
    pthread_mutex_lock(&faultdisk_lock);
    size_t count = disk->event_count - disk->base;
    pthread_mutex_unlock(&faultdisk_lock);
    return count;
}

void faultdisk_fail(faultdisk *disk, unsigned calls, size_t skip, int once, int code) {
    pthread_mutex_lock(&faultdisk_lock);
    disk->failing = calls;
    disk->skip = skip;
    disk->once = once;
    disk->code = code;
    disk->failures = 0;
    pthread_mutex_unlock(&faultdisk_lock);
}

void faultdisk_heal(faultdisk *disk) {
    pthread_mutex_lock(&faultdisk_lock);
    disk->failing = 0;
    pthread_mutex_unlock(&faultdisk_lock);
}

size_t faultdisk_failures(faultdisk *disk) {
    pthread_mutex_lock(&faultdisk_lock);
    size_t failures = disk->failures;
    pthread_mutex_unlock(&faultdisk_lock);
    return failures;
}
