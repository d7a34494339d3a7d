/* sender URL N CONNECTIONS, or --version: the limit of sending: N deliveries with libcurl's multi interface and nothing before it. http:// gets JSON
 * of 600 bytes, smtp:// gets mail. */
#include "delivery.h"

struct slot {
    struct delivery delivery;
    char json[640];
};

static CURLM *multi;
static unsigned started, finished, ok, total;

static void set_event(struct slot *s, unsigned id) {
    int n = sprintf(s->json, "{\"id\":\"evt-%08u\",\"type\":\"stock.low\",\"place\":\"Hamburg\",\"text\":\"", id);
    memset(s->json + n, 'x', 598 - (size_t)n);
    strcpy(s->json + 598, "\"}");
    set_webhook(&s->delivery, s->json, 600);
}

static void begin(struct slot *s) {
    if (s->delivery.is_mail) set_mail(&s->delivery, started);
    else set_event(s, started);
    started++;
    curl_multi_add_handle(multi, s->delivery.easy);
}

static void reap(void) {
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(multi, &left));) {
        struct slot *s;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &s);
        ok += (unsigned)was_delivered(m);
        finished++;
        curl_multi_remove_handle(multi, s->delivery.easy);
        if (started < total) begin(s);
    }
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "--version")) return puts(curl_version_info(CURLVERSION_NOW)->version) < 0;
    if (argc < 4) return 2;
    total = (unsigned)strtoul(argv[2], NULL, 10);
    int connections = atoi(argv[3]), running;
    signal(SIGPIPE, SIG_IGN);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)connections);
    struct slot *slots = calloc((size_t)connections, sizeof *slots);
    for (int i = 0; i < connections; i++) prepare_delivery(&slots[i].delivery, argv[1], &slots[i]);
    double cpu = cpu_seconds();
    uint64_t start = now_ns();
    for (int i = 0; i < connections && started < total; i++) begin(&slots[i]);
    while (finished < total) {
        /* curl_multi_poll is faster here than socket callbacks with epoll: fewer calls for a transfer. */
        curl_multi_perform(multi, &running);
        if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
        reap();
    }
    printf("{\"n\":%u,\"ok\":%u,\"wall\":%.6f,\"cpu\":%.6f}\n", total, ok, (double)(now_ns() - start) / 1e9, cpu_seconds() - cpu);
    return ok == total ? 0 : 1;
}
