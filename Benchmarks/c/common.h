/* What the measuring programs share: clocks, sockets, the length of an HTTP message, and the counters that a sink keeps. */
#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static inline void die(const char *what) {
    perror(what);
    exit(1);
}

/* ---- clocks ---- */

/* CLOCK_MONOTONIC is one clock for all processes, so a time taken here can be held against one taken in a sink. */
static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}

static inline double cpu_seconds(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) + (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static inline int by_size(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The percentile of sorted nanoseconds, in milliseconds. */
static inline double percentile_ms(const uint64_t *sorted, size_t n, double p) {
    return n ? (double)sorted[(size_t)(p * (double)(n - 1) + 0.5)] / 1e6 : 0;
}

/* ---- sockets ---- */

static inline struct sockaddr_in loopback(int port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

static inline void set_nodelay(int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static inline int listen_on(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    struct sockaddr_in a = loopback(port);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&a, sizeof a) || listen(fd, 4096)) die("listen");
    return fd;
}

static inline int connect_to(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in a = loopback(port);
    if (connect(fd, (struct sockaddr *)&a, sizeof a)) die("connect");
    set_nodelay(fd);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

/* What is written here is small beside a socket's buffer: it waits only where the other side has stopped reading. */
static inline void write_all(int fd, const char *bytes, size_t n) {
    while (n) {
        ssize_t done = write(fd, bytes, n);
        if (done >= 0) {
            bytes += done;
            n -= (size_t)done;
        } else if (errno == EAGAIN) {
            usleep(50);
        } else {
            return; /* the reader notices that the connection is gone */
        }
    }
}

/* ---- a connection's input ---- */

struct buffer {
    char *bytes;
    size_t length, capacity;
};

/* Reads once. Returns 0 when there is nothing more to read for now, 1 when something came, -1 when the other side is gone. */
static inline int read_more(int fd, struct buffer *b) {
    if (b->capacity - b->length < 8192) {
        b->capacity = b->capacity ? b->capacity * 2 : 16384;
        b->bytes = realloc(b->bytes, b->capacity);
        if (!b->bytes) die("realloc");
    }
    ssize_t n = read(fd, b->bytes + b->length, b->capacity - b->length - 1);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (n <= 0) return -1;
    b->length += (size_t)n;
    b->bytes[b->length] = 0;
    return 1;
}

static inline void drop_front(struct buffer *b, size_t n) {
    memmove(b->bytes, b->bytes + n, b->length - n);
    b->length -= n;
}

/* ---- HTTP ---- */

struct http_message {
    size_t length; /* of head and body */
    const char *body;
    size_t body_length;
    int status; /* of a response */
    int closes;
};

/* The length of a chunked body that begins at `bytes`, or 0 while it is not complete. */
static inline size_t chunked_length(const char *bytes, size_t n) {
    size_t at = 0;
    for (;;) {
        const char *line = memmem(bytes + at, n - at, "\r\n", 2);
        if (!line) return 0;
        size_t chunk = strtoul(bytes + at, NULL, 16);
        at = (size_t)(line - bytes) + 2 + chunk + 2;
        if (at > n) return 0;
        if (!chunk) return at;
    }
}

/* Whether one complete HTTP/1.1 message stands at the front of `b`. */
static inline int http_complete(const struct buffer *b, struct http_message *m) {
    if (!b->length) return 0;
    const char *end = memmem(b->bytes, b->length, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = (size_t)(end - b->bytes) + 4, content = 0;
    int chunked = 0;
    *m = (struct http_message){.body = b->bytes + head, .status = b->length > 12 ? atoi(b->bytes + 9) : 0};
    for (const char *line = b->bytes; line < end;) {
        const char *next = memmem(line, (size_t)(end + 2 - line), "\r\n", 2);
        if (!next) break;
        if (!strncasecmp(line, "content-length:", 15)) content = strtoul(line + 15, NULL, 10);
        if (!strncasecmp(line, "transfer-encoding: chunked", 26)) chunked = 1;
        if (!strncasecmp(line, "connection: close", 17)) m->closes = 1;
        line = next + 2;
    }
    if (m->status == 204) content = 0;
    if (chunked) content = chunked_length(m->body, b->length - head);
    if ((chunked && !content) || head + content > b->length) return 0;
    m->body_length = content;
    m->length = head + content;
    return 1;
}

/* ---- what a sink counts, in a file that the harness and the load generator map as well ---- */

#define MOST_IDS (1u << 21)

struct counters {
    uint64_t requests, distinct, without_id, connections, bytes, first_ns, last_ns;
    uint64_t arrived_ns[MOST_IDS]; /* when each id came for the first time; 0: not yet */
};

static inline struct counters *map_counters(const char *path, int create) {
    int fd = open(path, create ? O_RDWR | O_CREAT | O_TRUNC : O_RDWR, 0666);
    if (fd < 0) die(path);
    if (create && ftruncate(fd, sizeof(struct counters))) die("ftruncate");
    struct counters *c = mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (c == MAP_FAILED) die("mmap");
    close(fd);
    return c;
}

/* The eight digits behind the next "evt-" of a text, or -1 where there is none; `*at` is moved behind it. */
static inline int64_t next_id(const char **at, const char *end) {
    const char *p = *at;
    while ((p = memmem(p, (size_t)(end - p), "evt-", 4))) {
        p += 4;
        int digits = 0;
        int64_t id = 0;
        for (; digits < 8 && p + digits < end && p[digits] >= '0' && p[digits] <= '9'; digits++) id = id * 10 + (p[digits] - '0');
        if (digits < 8 || id >= MOST_IDS) continue;
        *at = p + 8;
        return id;
    }
    return -1;
}

/* One request or mail: its ids, each counted once however often it stands there. */
static inline void count_arrival(struct counters *c, const char *text, size_t n) {
    uint64_t now = now_ns();
    const char *at = text;
    int found = 0;
    for (int64_t id; (id = next_id(&at, text + n)) >= 0; found = 1) {
        if (c->arrived_ns[id]) continue;
        c->arrived_ns[id] = now;
        c->distinct++;
    }
    if (!found) c->without_id++;
    if (!c->first_ns) c->first_ns = now;
    c->last_ns = now;
    c->bytes += n;
    c->requests++;
}

/* ---- ending ---- */

static volatile sig_atomic_t stopped;
static inline void on_stop(int signal_number) {
    (void)signal_number;
    stopped = 1;
}
static inline void stop_on_signals(void) {
    struct sigaction a = {.sa_handler = on_stop}; /* without SA_RESTART: the wait has to end */
    sigaction(SIGTERM, &a, NULL);
    sigaction(SIGINT, &a, NULL);
    signal(SIGPIPE, SIG_IGN);
}
#endif
