#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "faultdisk.h"

enum { SECTOR = 512 };

/* A file as the disk holds it. */
typedef struct {
    unsigned char *bytes;
    size_t size, room;
    /* What is not synced yet: numbers of events. */
    size_t *waiting;
    size_t waiting_count;
} content;

/* The folder as the disk holds it, and as it is. */
typedef struct {
    content *files;
    const char **stored, **now;
} replay;

/* splitmix64 */
static uint64_t chance(uint64_t *seed) {
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Whether a piece of what was not synced is there all the same: in some images most of it is, in others little. */
static int is_kept(uint64_t *seed, unsigned share) { return chance(seed) % 8 < share; }

static void resize(content *file, size_t size) {
    if (size > file->room) {
        file->room = size * 2;
        file->bytes = realloc(file->bytes, file->room);
        if (file->bytes == NULL) abort();
    }
    if (size > file->size) memset(file->bytes + file->size, 0, size - file->size);
    file->size = size;
}

static void put(content *file, const unsigned char *data, size_t offset, size_t size) {
    if (size == 0) return;
    if (offset + size > file->size) resize(file, offset + size);
    memcpy(file->bytes + offset, data, size);
}

static void store(content *file, const event *change) {
    if (change->kind == EVENT_TRUNCATE) resize(file, change->offset);
    else put(file, change->data, change->offset, change->size);
}

/* Keeps some sectors of what waits. */
static void tear(content *file, const event *events, uint64_t *seed) {
    unsigned share = (unsigned)(chance(seed) % 9);
    for (size_t i = 0; i < file->waiting_count; i++) {
        const event *change = &events[file->waiting[i]];
        if (change->kind == EVENT_TRUNCATE) {
            if (is_kept(seed, share)) store(file, change);
            continue;
        }
        for (size_t at = change->offset, end = change->offset + change->size; at < end;) {
            size_t next = (at / SECTOR + 1) * SECTOR < end ? (at / SECTOR + 1) * SECTOR : end;
            if (is_kept(seed, share)) put(file, change->data + (at - change->offset), at, next - at);
            at = next;
        }
    }
}

static void sync_file(content *file, const event *events) {
    for (size_t i = 0; i < file->waiting_count; i++) store(file, &events[file->waiting[i]]);
    file->waiting_count = 0;
}

/* Writes that were not synced by then never will be; sizes are the file system's own affair. */
static void fail_sync(content *file, const event *events, uint64_t *seed) {
    if (*seed != 0) tear(file, events, seed);
    size_t kept = 0;
    for (size_t i = 0; i < file->waiting_count; i++)
        if (events[file->waiting[i]].kind == EVENT_TRUNCATE) file->waiting[kept++] = file->waiting[i];
    file->waiting_count = kept;
}

static void step(replay *state, faultdisk *disk, size_t number, uint64_t *seed) {
    const event *happened = &disk->events[number];
    content *file = &state->files[happened->file];
    switch (happened->kind) {
        case EVENT_LINK: state->now[happened->file] = happened->name; break;
        case EVENT_UNLINK: state->now[happened->file] = NULL; break;
        case EVENT_WRITE:
        case EVENT_TRUNCATE:
            file->waiting = realloc(file->waiting, (file->waiting_count + 1) * sizeof(size_t));
            if (file->waiting == NULL) abort();
            file->waiting[file->waiting_count++] = number;
            break;
        case EVENT_SYNC: sync_file(file, disk->events); break;
        case EVENT_SYNC_FAILED: fail_sync(file, disk->events, seed); break;
        case EVENT_SYNC_FOLDER: memcpy(state->stored, state->now, disk->file_count * sizeof(char *)); break;
    }
}

static int write_file(const content *file, const char *into, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", into, name);
    FILE *stream = fopen(path, "wb");
    if (stream == NULL) return errno;
    int failed = fwrite(file->bytes, 1, file->size, stream) != file->size;
    return fclose(stream) != 0 || failed ? errno : 0;
}

int faultdisk_image(faultdisk *disk, size_t events, uint64_t torn, const char *into) {
    int result = 0;
    pthread_mutex_lock(&faultdisk_lock);
    size_t count = disk->file_count;
    replay state = {calloc(count + 1, sizeof(content)), calloc(count + 1, sizeof(char *)), calloc(count + 1, sizeof(char *))};
    if (state.files == NULL || state.stored == NULL || state.now == NULL) abort();
    uint64_t seed = torn;
    for (size_t i = 0; i < disk->event_count && i < disk->base + events; i++) step(&state, disk, i, &seed);
    const char **names = torn != 0 && chance(&seed) % 2 == 0 ? state.now : state.stored;
    for (size_t i = 0; i < count; i++) {
        if (torn != 0) tear(&state.files[i], disk->events, &seed);
        if (result == 0 && names[i] != NULL) result = write_file(&state.files[i], into, names[i]);
        free(state.files[i].bytes);
        free(state.files[i].waiting);
    }
    free(state.files);
    free(state.stored);
    free(state.now);
    pthread_mutex_unlock(&faultdisk_lock);
    return result;
}
