/* smtpsink PORT COUNTERS: a mail server that takes every message, keeps nothing, and counts the distinct ids in the messages. */
#include "common.h"

struct client {
    int fd, in_data, quits;
    struct buffer in;
};

static struct counters *counters;

static void forget(struct client *c) {
    close(c->fd);
    free(c->in.bytes);
    free(c);
}

/* The answer to one command line (RFC 5321). PIPELINING is offered: whoever can use it may. */
static const char *answer(struct client *c, const char *line) {
    if (!strncasecmp(line, "EHLO", 4)) return "250-sink\r\n250-PIPELINING\r\n250-SIZE 10485760\r\n250 8BITMIME\r\n";
    if (!strncasecmp(line, "DATA", 4)) {
        c->in_data = 1;
        return "354 go on\r\n";
    }
    if (!strncasecmp(line, "QUIT", 4)) {
        c->quits = 1;
        return "221 2.0.0 bye\r\n";
    }
    return "250 2.0.0 Ok\r\n";
}

/* Takes one message or one line from the front of `text`. Returns its length, or 0 while it is not complete. */
static size_t take_one(struct client *c, const char *text, size_t n, const char **reply) {
    const char *mark = c->in_data ? "\r\n.\r\n" : "\r\n";
    const char *end = memmem(text, n, mark, strlen(mark));
    if (!end) return 0;
    if (c->in_data) {
        count_arrival(counters, text, (size_t)(end - text));
        c->in_data = 0;
        *reply = "250 2.0.0 Ok: queued\r\n";
    } else {
        *reply = answer(c, text);
    }
    return (size_t)(end - text) + strlen(mark);
}

static void take(struct client *c) {
    if (read_more(c->fd, &c->in) < 0) return forget(c);
    char out[4096];
    size_t said = 0, at = 0, used;
    const char *reply;
    /* Answers to commands that came together leave together. */
    while (at < c->in.length && (used = take_one(c, c->in.bytes + at, c->in.length - at, &reply))) {
        at += used;
        if (said + strlen(reply) > sizeof out) {
            write_all(c->fd, out, said);
            said = 0;
        }
        memcpy(out + said, reply, strlen(reply));
        said += strlen(reply);
    }
    if (at) drop_front(&c->in, at);
    if (said) write_all(c->fd, out, said);
    if (c->quits) forget(c);
}

static void accept_all(int listener, int epoll) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        set_nodelay(fd);
        struct client *c = calloc(1, sizeof *c);
        c->fd = fd;
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
        counters->connections++;
        write_all(fd, "220 sink ESMTP\r\n", 16);
    }
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    counters = map_counters(argv[2], 1);
    stop_on_signals();
    int listener = listen_on(atoi(argv[1])), epoll = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN}, ready[256];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    while (!stopped) {
        int n = epoll_wait(epoll, ready, 256, -1);
        for (int i = 0; i < n; i++) {
            if (ready[i].data.ptr) take(ready[i].data.ptr);
            else accept_all(listener, epoll);
        }
    }
    return 0;
}
