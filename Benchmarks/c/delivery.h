/* One delivery with libcurl, by webhook or by mail: what the bare sender and the reference dispatcher have in common. */
#ifndef BENCH_DELIVERY_H
#define BENCH_DELIVERY_H
#include "common.h"
#include <curl/curl.h>

/* A mail as large as the one that Stockbell makes of the same event (HTML and plain text together). */
enum { mail_bytes = 2660 };

struct delivery {
    CURL *easy;
    const char *url;
    int is_mail;
    char *content; /* owned by the delivery when it is a mail */
    size_t length, offset;
};

static inline size_t ignore_answer(char *bytes, size_t size, size_t n, void *context) {
    (void)bytes, (void)context;
    return size * n;
}

static inline size_t read_mail(char *into, size_t size, size_t n, void *context) {
    struct delivery *d = context;
    size_t some = d->length - d->offset;
    if (some > size * n) some = size * n;
    memcpy(into, d->content + d->offset, some);
    d->offset += some;
    return some;
}

/* Sets what is the same for every delivery that this handle will make. `owner` comes back as CURLINFO_PRIVATE. */
static inline void prepare_delivery(struct delivery *d, const char *url, void *owner) {
    static struct curl_slist *headers, *recipients;
    if (!headers) headers = curl_slist_append(curl_slist_append(NULL, "Content-Type: application/json"), "Expect:");
    if (!recipients) recipients = curl_slist_append(NULL, "<ops@sink.test>");
    *d = (struct delivery){.easy = curl_easy_init(), .url = url, .is_mail = !strncmp(url, "smtp", 4)};
    curl_easy_setopt(d->easy, CURLOPT_URL, url);
    curl_easy_setopt(d->easy, CURLOPT_PRIVATE, owner);
    curl_easy_setopt(d->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(d->easy, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(d->easy, CURLOPT_WRITEFUNCTION, ignore_answer);
    if (!d->is_mail) {
        curl_easy_setopt(d->easy, CURLOPT_POST, 1L);
        curl_easy_setopt(d->easy, CURLOPT_HTTPHEADER, headers);
        return;
    }
    d->content = malloc(mail_bytes + 256);
    curl_easy_setopt(d->easy, CURLOPT_MAIL_FROM, "<stock@bench.test>");
    curl_easy_setopt(d->easy, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(d->easy, CURLOPT_UPLOAD, 1L);
    /* The default of 64 KiB is allocated anew for every message. */
    curl_easy_setopt(d->easy, CURLOPT_UPLOAD_BUFFERSIZE, 16384L);
    curl_easy_setopt(d->easy, CURLOPT_READFUNCTION, read_mail);
    curl_easy_setopt(d->easy, CURLOPT_READDATA, d);
}

/* `json` must stay where it is until the delivery has ended. */
static inline void set_webhook(struct delivery *d, const char *json, size_t length) {
    curl_easy_setopt(d->easy, CURLOPT_POSTFIELDS, json);
    curl_easy_setopt(d->easy, CURLOPT_POSTFIELDSIZE, (long)length);
}

static inline void set_mail(struct delivery *d, unsigned id) {
    int n = sprintf(d->content,
                    "Date: Thu, 15 Jan 2026 10:22:33 +0000\r\nFrom: Stock <stock@bench.test>\r\nTo: <ops@sink.test>\r\n"
                    "Message-ID: <%08u@bench.test>\r\n"
                    "Subject: Stock low: evt-%08u\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n",
                    id, id);
    while (n < mail_bytes) n += sprintf(d->content + n, "Stock low: SKU-%08u in the warehouse Hamburg has few left, reorder it now.\r\n", id);
    d->length = (size_t)n;
    d->offset = 0;
}

/* Whether the other side took it. */
static inline int was_delivered(const CURLMsg *message) {
    long status = 0;
    curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
    return message->data.result == CURLE_OK && status / 100 == 2;
}
#endif
