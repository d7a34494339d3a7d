/* disk FILE COUNT: how long this disk takes to append 4 KiB and make it durable with fdatasync. */
#include "common.h"

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    size_t n = strtoul(argv[2], NULL, 10);
    uint64_t *times = calloc(n, sizeof *times);
    char page[4096];
    memset(page, 'x', sizeof page);
    int fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd < 0) die(argv[1]);
    for (size_t i = 0; i < n; i++) {
        uint64_t start = now_ns();
        if (pwrite(fd, page, sizeof page, (off_t)(i * sizeof page)) < 0 || fdatasync(fd)) die("fdatasync");
        times[i] = now_ns() - start;
    }
    unlink(argv[1]);
    qsort(times, n, sizeof *times, by_size);
    printf("{\"p50_ms\":%.4f,\"p99_ms\":%.4f}\n", percentile_ms(times, n, .5), percentile_ms(times, n, .99));
    return 0;
}
