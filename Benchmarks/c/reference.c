/* reference PORT DATABASE [URL CONNECTIONS]: the smallest durable dispatcher there can be, as the limit that can be reached: one thread, HTTP intake
 * with epoll, an outbox in SQLite (WAL, synchronous=FULL), one commit a turn of the loop for all that came and all that was delivered, before any
 * answer leaves; deliveries with libcurl over kept connections. It decodes nothing, keeps no levels, routes nothing, renders nothing and retries
 * nothing. Without URL it only stores. http:// gets the event's bytes as they came, smtp:// a mail about it. */
#include "delivery.h"
#include <sqlite3.h>

/* What epoll points at: which of the three it is stands first in each. */
enum kind { the_listener, a_client, a_transfer };

struct client {
    enum kind kind;
    int fd, unanswered;
    struct buffer in;
};

struct transfer {
    enum kind kind;
    int fd;
};

struct job {
    sqlite3_int64 row;
    char *body;
    size_t length;
};

struct slot {
    struct delivery delivery;
    struct job job;
    struct slot *next;
};

/* A list that grows; used from its front by `taken`. */
struct jobs {
    struct job *all;
    size_t count, taken, capacity;
};

static int epoll;
static enum kind listener_kind = the_listener;
static uint64_t curl_due; /* when libcurl wants to be called; 0: it does not */
static CURLM *multi;
static struct slot *idle;
static struct jobs arrived, waiting; /* of this turn's transaction; committed, and not yet begun */
static sqlite3_int64 *delivered;     /* to be deleted with the next commit */
static size_t delivered_count, delivered_capacity;
static struct client *to_answer[65536];
static size_t to_answer_count;

/* ---- the outbox ---- */

static sqlite3 *database;
static sqlite3_stmt *begin_statement, *commit_statement, *insert_statement, *delete_statement;

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) exit(1);
    return statement;
}

static void step(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(database));
        exit(1);
    }
    sqlite3_reset(statement);
}

static void open_outbox(const char *path) {
    if (sqlite3_open(path, &database)) exit(1);
    const char *schema = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE outbox(id INTEGER PRIMARY KEY, body BLOB)";
    if (sqlite3_exec(database, schema, NULL, NULL, NULL) != SQLITE_OK) exit(1);
    begin_statement = prepare("BEGIN IMMEDIATE");
    commit_statement = prepare("COMMIT");
    insert_statement = prepare("INSERT INTO outbox(body) VALUES(?)");
    delete_statement = prepare("DELETE FROM outbox WHERE id = ?");
}

static void append(struct jobs *list, struct job job) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 1024;
        list->all = realloc(list->all, list->capacity * sizeof *list->all);
    }
    list->all[list->count++] = job;
}

static void store(const char *body, size_t length) {
    if (sqlite3_get_autocommit(database)) step(begin_statement);
    sqlite3_bind_blob(insert_statement, 1, body, (int)length, SQLITE_STATIC);
    step(insert_statement);
    append(&arrived, (struct job){sqlite3_last_insert_rowid(database), memcpy(malloc(length), body, length), length});
}

/* Deliveries alone wait for company, for 64 of them, or for a turn in which nothing came. */
static void commit(int was_quiet) {
    if (!arrived.count && delivered_count < 64 && !(delivered_count && was_quiet)) return;
    if (sqlite3_get_autocommit(database)) step(begin_statement);
    for (size_t i = 0; i < delivered_count; i++) {
        sqlite3_bind_int64(delete_statement, 1, delivered[i]);
        step(delete_statement);
    }
    delivered_count = 0;
    step(commit_statement);
}

/* ---- intake ---- */

static void accept_all(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        set_nodelay(fd);
        struct client *c = calloc(1, sizeof *c);
        c->kind = a_client;
        c->fd = fd;
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
    }
}

static void take(struct client *c) {
    if (read_more(c->fd, &c->in) < 0) {
        close(c->fd);
        free(c->in.bytes);
        free(c);
        return;
    }
    struct http_message m;
    while (http_complete(&c->in, &m)) {
        if (m.body_length) store(m.body, m.body_length);
        if (!c->unanswered++) to_answer[to_answer_count++] = c;
        drop_front(&c->in, m.length);
    }
}

static void answer_all(void) {
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    for (size_t i = 0; i < to_answer_count; i++)
        for (; to_answer[i]->unanswered; to_answer[i]->unanswered--) write_all(to_answer[i]->fd, answer, sizeof answer - 1);
    to_answer_count = 0;
}

/* ---- sending ---- */

static int on_timer(CURLM *m, long ms, void *context) {
    (void)m, (void)context;
    curl_due = ms < 0 ? 0 : now_ns() + (uint64_t)ms * 1000000;
    return 0;
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *context, void *known) {
    (void)easy, (void)context;
    struct transfer *t = known;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
        curl_multi_assign(multi, fd, NULL);
        free(t);
        return 0;
    }
    int operation = t ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (!t) {
        t = malloc(sizeof *t);
        *t = (struct transfer){a_transfer, fd};
        curl_multi_assign(multi, fd, t);
    }
    struct epoll_event e = {.data.ptr = t};
    if (what & CURL_POLL_IN) e.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) e.events |= EPOLLOUT;
    epoll_ctl(epoll, operation, fd, &e);
    return 0;
}

static void open_sender(const char *url, int connections) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)connections);
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
    for (int i = 0; i < connections; i++) {
        struct slot *s = calloc(1, sizeof *s);
        prepare_delivery(&s->delivery, url, s);
        s->next = idle;
        idle = s;
    }
}

static void go_on(struct transfer *t, uint32_t events) {
    int what = 0, running;
    if (events & (EPOLLIN | EPOLLHUP)) what |= CURL_CSELECT_IN;
    if (events & EPOLLOUT) what |= CURL_CSELECT_OUT;
    if (events & EPOLLERR) what |= CURL_CSELECT_ERR;
    curl_multi_socket_action(multi, t->fd, what, &running);
}

/* What was not delivered stays in the outbox, where a retry would find it. */
static void reap(void) {
    int left, running;
    if (curl_due && curl_due <= now_ns()) {
        curl_due = 0;
        curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
    for (CURLMsg *m; (m = curl_multi_info_read(multi, &left));) {
        struct slot *s;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &s);
        int ok = was_delivered(m);
        curl_multi_remove_handle(multi, s->delivery.easy);
        if (ok && delivered_count == delivered_capacity) {
            delivered_capacity = delivered_capacity ? delivered_capacity * 2 : 1024;
            delivered = realloc(delivered, delivered_capacity * sizeof *delivered);
        }
        if (ok) delivered[delivered_count++] = s->job.row;
        free(s->job.body);
        s->next = idle;
        idle = s;
    }
}

/* What this turn's commit made durable may be sent, as far as there are idle connections. */
static void send_waiting(void) {
    for (size_t i = 0; i < arrived.count; i++) {
        if (multi) append(&waiting, arrived.all[i]);
        else free(arrived.all[i].body);
    }
    arrived.count = 0;
    while (idle && waiting.taken < waiting.count) {
        struct slot *s = idle;
        idle = s->next;
        s->job = waiting.all[waiting.taken++];
        const char *at = s->job.body;
        if (s->delivery.is_mail) set_mail(&s->delivery, (unsigned)next_id(&at, s->job.body + s->job.length));
        else set_webhook(&s->delivery, s->job.body, s->job.length);
        curl_multi_add_handle(multi, s->delivery.easy);
    }
    if (waiting.taken == waiting.count) waiting.taken = waiting.count = 0;
}

/* ---- the loop ---- */

static int patience(void) {
    if (delivered_count || (idle && waiting.taken < waiting.count)) return 0;
    if (!curl_due) return 1000;
    uint64_t now = now_ns();
    return curl_due <= now ? 0 : (int)((curl_due - now) / 1000000) + 1;
}

static void turn(int listener) {
    struct epoll_event ready[512];
    int n = epoll_wait(epoll, ready, 512, patience());
    for (int i = 0; i < n; i++) {
        void *what = ready[i].data.ptr;
        switch (*(enum kind *)what) {
        case the_listener: accept_all(listener); break;
        case a_client: take(what); break;
        case a_transfer: go_on(what, ready[i].events); break;
        }
    }
    if (multi) reap();
    commit(n <= 0);
    answer_all();
    send_waiting();
}

int main(int argc, char **argv) {
    if (argc != 3 && argc != 5) return 2;
    stop_on_signals();
    open_outbox(argv[2]);
    epoll = epoll_create1(0);
    if (argc == 5) open_sender(argv[3], atoi(argv[4]));
    int listener = listen_on(atoi(argv[1]));
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = &listener_kind};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    while (!stopped) turn(listener);
    return 0;
}
