/* load [-H HEADER]... [-f FIRST_ID] [-r RATE -s COUNTERS] PORT PATH BODYFILE N CONNECTIONS
 *
 * Posts BODYFILE N times over CONNECTIONS kept connections: every %ID% in it is an eight-digit number that counts up from FIRST_ID, every %ITEM%
 * the same number modulo a thousand. BODYFILE "-" asks with GET.
 *
 * Without a rate it is a closed loop: each connection posts again as soon as it has its answer. With RATE events a second it is an open loop: an
 * event is posted when its time has come, whether or not earlier ones are answered, and the time from its POST to its arrival at the sink, as
 * COUNTERS has it, is told. */
#include "common.h"
#include <sys/prctl.h>

enum { most_connections = 1024, most_marks = 16 };

struct connection {
    int fd, busy;
    uint64_t posted;
    struct buffer in;
    char *request; /* its own copy, so that only the digits have to be written */
};

/* Where digits stand in the request. */
struct mark {
    size_t at;
    unsigned modulus;
};

static int port, epoll, connections, mark_count;
static size_t request_length;
static struct mark marks[most_marks];
static char *request;
static unsigned first, total, started, finished, ok, lost, last_refusal;
static struct connection all[most_connections];
static uint64_t *answer_times, *post_times;

/* ---- the request ---- */

static char *read_file(const char *path) {
    FILE *f = fopen(path, "r");
    if (!f) die(path);
    char *text = calloc(1, 1 << 16);
    size_t n = fread(text, 1, (1 << 16) - 1, f);
    fclose(f);
    while (n && text[n - 1] == '\n') text[--n] = 0;
    return text;
}

static unsigned modulus_of(const char *mark) {
    if (!strncmp(mark, "%ID%", 4)) return 100000000;
    return strncmp(mark, "%ITEM%", 6) ? 0 : 1000;
}

/* Every mark becomes eight zeros, whose place in the request is kept. */
static void build_request(const char *path, const char *body_file, const char *headers) {
    char *body = strcmp(body_file, "-") ? read_file(body_file) : NULL;
    char *filled = calloc(1, 1 << 17), *out = filled;
    for (char *in = body; in && *in;) {
        unsigned modulus = modulus_of(in);
        if (!modulus) {
            *out++ = *in++;
            continue;
        }
        if (mark_count == most_marks) exit(2);
        marks[mark_count++] = (struct mark){(size_t)(out - filled), modulus};
        out += sprintf(out, "00000000");
        in = strchr(in + 1, '%') + 1;
    }
    request = calloc(1, 1 << 18);
    int head = sprintf(request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s", body ? "POST" : "GET", path, port, headers);
    if (body) head += sprintf(request + head, "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(filled));
    head += sprintf(request + head, "\r\n");
    strcpy(request + head, filled);
    for (int i = 0; i < mark_count; i++) marks[i].at += (size_t)head;
    request_length = strlen(request);
    free(filled);
    free(body);
}

static void write_digits(char *at, unsigned id) {
    for (int i = 7; i >= 0; i--, id /= 10) at[i] = (char)('0' + id % 10);
}

/* ---- connections ---- */

static void dial(struct connection *c) {
    c->fd = connect_to(port);
    c->busy = 0;
    c->in.length = 0;
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &e);
}

static void redial(struct connection *c) {
    close(c->fd);
    dial(c);
}

static void post(struct connection *c, uint64_t since) {
    for (int i = 0; i < mark_count; i++) write_digits(c->request + marks[i].at, (first + started) % marks[i].modulus);
    post_times[started++] = since;
    c->busy = 1;
    c->posted = now_ns();
    write_all(c->fd, c->request, request_length);
}

/* Takes what came; says whether the connection may post again. An answer that was lost with its connection counts as one that was not good. */
static int take(struct connection *c) {
    int got = read_more(c->fd, &c->in);
    if (got < 0) {
        finished += (unsigned)c->busy;
        lost += (unsigned)c->busy;
        redial(c);
        return 1;
    }
    struct http_message m;
    if (!got || !http_complete(&c->in, &m)) return 0;
    if (m.status / 100 == 2) answer_times[ok++] = now_ns() - c->posted;
    else last_refusal = (unsigned)m.status;
    finished++;
    drop_front(&c->in, m.length);
    c->busy = 0;
    if (m.closes) redial(c);
    return 1;
}

/* ---- the two loops ---- */

static void closed_loop(void) {
    struct epoll_event ready[256];
    for (int i = 0; i < connections && started < total; i++) post(&all[i], now_ns());
    while (finished < total) {
        int n = epoll_wait(epoll, ready, 256, 30000);
        if (n <= 0) break; /* no answer for half a minute: tell how far it came */
        for (int i = 0; i < n; i++) {
            struct connection *c = ready[i].data.ptr;
            if (take(c) && started < total) post(c, now_ns());
        }
    }
}

static struct connection *idle_connection(void) {
    for (int i = 0; i < connections; i++)
        if (!all[i].busy) return &all[i];
    return NULL;
}

static void open_loop(double rate) {
    prctl(PR_SET_TIMERSLACK, 1ul);
    struct epoll_event ready[256];
    uint64_t start = now_ns(), last = start;
    while (finished < total) {
        uint64_t due = start + (uint64_t)(started * 1e9 / rate), now = now_ns();
        struct connection *c = started < total && due <= now ? idle_connection() : NULL;
        if (c) {
            /* An event that found all connections busy has been waiting since it was due; a late timer is not the server's fault. */
            post(c, now - due > 1000000 ? due : now_ns());
            continue;
        }
        uint64_t wait = started < total && due > now ? due - now : 1000000000;
        struct timespec t = {(time_t)(wait / 1000000000), (long)(wait % 1000000000)};
        int n = epoll_pwait2(epoll, ready, 256, &t, NULL);
        for (int i = 0; i < n; i++) take(ready[i].data.ptr);
        if (n > 0 || started < total) last = now_ns();
        if (now_ns() - last > 30000000000ull) break;
    }
}

/* ---- what is told ---- */

/* The times from POST to arrival, sorted; waits for stragglers, at most ten seconds. */
static unsigned arrivals(const struct counters *counters, uint64_t *times) {
    unsigned n = 0;
    for (int turn = 0; turn < 500 && n < total; turn++) {
        if (turn) usleep(20000);
        n = 0;
        for (unsigned i = 0; i < started; i++) {
            uint64_t at = counters->arrived_ns[first + i];
            if (at) times[n++] = at - post_times[i];
        }
    }
    qsort(times, n, sizeof *times, by_size);
    return n;
}

int main(int argc, char **argv) {
    double rate = 0;
    const char *counter_file = NULL;
    char headers[2048] = "";
    for (int option; (option = getopt(argc, argv, "H:f:r:s:")) > 0;) {
        if (option == 'H') strcat(strcat(headers, optarg), "\r\n");
        else if (option == 'f') first = (unsigned)strtoul(optarg, NULL, 10);
        else if (option == 'r') rate = atof(optarg);
        else if (option == 's') counter_file = optarg;
        else return 2;
    }
    if (argc - optind != 5) return 2;
    port = atoi(argv[optind]);
    total = (unsigned)strtoul(argv[optind + 3], NULL, 10);
    connections = atoi(argv[optind + 4]);
    if (connections < 1 || connections > most_connections) return 2;
    build_request(argv[optind + 1], argv[optind + 2], headers);
    answer_times = calloc(total, sizeof *answer_times);
    post_times = calloc(total, sizeof *post_times);
    signal(SIGPIPE, SIG_IGN);
    epoll = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        all[i].request = memcpy(malloc(request_length), request, request_length);
        dial(&all[i]);
    }
    double cpu = cpu_seconds();
    uint64_t start = now_ns();
    if (rate > 0) open_loop(rate);
    else closed_loop();
    double wall = (double)(now_ns() - start) / 1e9;
    cpu = cpu_seconds() - cpu;
    qsort(answer_times, ok, sizeof *answer_times, by_size);
    printf("{\"n\":%u,\"ok\":%u,\"lost\":%u,\"last_refusal\":%u,\"start_ns\":%llu,\"wall\":%.6f,\"cpu\":%.6f", total, ok, lost, last_refusal,
           (unsigned long long)start, wall, cpu);
    printf(",\"answer_p50_ms\":%.4f,\"answer_p99_ms\":%.4f", percentile_ms(answer_times, ok, .5), percentile_ms(answer_times, ok, .99));
    if (counter_file) {
        uint64_t *times = calloc(total, sizeof *times);
        unsigned n = arrivals(map_counters(counter_file, 0), times);
        printf(",\"arrived\":%u,\"p50_ms\":%.4f,\"p90_ms\":%.4f,\"p99_ms\":%.4f,\"max_ms\":%.4f", n, percentile_ms(times, n, .5),
               percentile_ms(times, n, .9), percentile_ms(times, n, .99), percentile_ms(times, n, 1));
    }
    printf("}\n");
    return 0;
}
