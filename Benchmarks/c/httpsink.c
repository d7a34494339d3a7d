/* httpsink PORT COUNTERS [DELAY_MS]: answers 200 to every HTTP request, at once or DELAY_MS later, and counts the distinct ids in the bodies. */
#include "common.h"

struct client {
    int fd, owed; /* answers that wait for their time */
    struct buffer in;
};

/* All answers wait equally long, so they fall due in the order in which they were asked for. */
struct owed {
    uint64_t due;
    struct client *to;
};

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
static struct counters *counters;
static uint64_t delay_ns;
static struct owed *ring;
static size_t oldest, newest;
enum { ring_size = 1 << 17 };

static void forget(struct client *c) {
    if (c->fd >= 0) close(c->fd);
    c->fd = -1;
    if (c->owed) return;
    free(c->in.bytes);
    free(c);
}

static void take(struct client *c) {
    int got = read_more(c->fd, &c->in);
    if (got < 0) return forget(c);
    struct http_message m;
    while (http_complete(&c->in, &m)) {
        count_arrival(counters, m.body, m.body_length);
        if (!delay_ns) {
            write_all(c->fd, answer, sizeof answer - 1);
        } else {
            if (newest - oldest == ring_size) exit(1);
            ring[newest++ % ring_size] = (struct owed){now_ns() + delay_ns, c};
            c->owed++;
        }
        drop_front(&c->in, m.length);
    }
}

static void answer_what_is_due(void) {
    for (uint64_t now = now_ns(); oldest != newest && ring[oldest % ring_size].due <= now;) {
        struct client *c = ring[oldest++ % ring_size].to;
        c->owed--;
        if (c->fd >= 0) write_all(c->fd, answer, sizeof answer - 1);
        else forget(c);
    }
}

static void accept_all(int listener, int epoll) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        set_nodelay(fd);
        struct client *c = calloc(1, sizeof *c);
        c->fd = fd;
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
        counters->connections++;
    }
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    counters = map_counters(argv[2], 1);
    delay_ns = argc > 3 ? strtoull(argv[3], NULL, 10) * 1000000 : 0;
    ring = malloc(ring_size * sizeof *ring);
    stop_on_signals();
    int listener = listen_on(atoi(argv[1])), epoll = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN}, ready[256];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    while (!stopped) {
        int64_t wait = -1;
        if (oldest != newest) wait = ((int64_t)(ring[oldest % ring_size].due - now_ns()) + 999999) / 1000000;
        int n = epoll_wait(epoll, ready, 256, oldest != newest && wait < 0 ? 0 : (int)wait);
        for (int i = 0; i < n; i++) {
            if (ready[i].data.ptr) take(ready[i].data.ptr);
            else accept_all(listener, epoll);
        }
        answer_what_is_due();
    }
    return 0;
}
