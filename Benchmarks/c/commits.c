/* commits DATABASE ROWS GROUP, or --version: what SQLite alone can do: inserts ROWS rows of 600 bytes, GROUP a transaction, WAL and
 * synchronous=FULL. */
#include "common.h"
#include <sqlite3.h>

static sqlite3 *database;

static void run(const char *sql) {
    char *error = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &error) == SQLITE_OK) return;
    fprintf(stderr, "%s: %s\n", sql, error);
    exit(1);
}

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

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "--version")) return puts(sqlite3_libversion()) < 0;
    if (argc < 4) return 2;
    int rows = atoi(argv[2]), group = atoi(argv[3]);
    if (sqlite3_open(argv[1], &database)) return 1;
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE outbox(id INTEGER PRIMARY KEY, due INTEGER, body BLOB)");
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT"), *insert = prepare("INSERT INTO outbox(due, body) VALUES(?, ?)");
    char body[600];
    memset(body, 'x', sizeof body);
    double cpu = cpu_seconds();
    uint64_t start = now_ns();
    for (int i = 0; i < rows;) {
        step(begin);
        for (int k = 0; k < group && i < rows; k++, i++) {
            sqlite3_bind_int(insert, 1, i);
            sqlite3_bind_blob(insert, 2, body, sizeof body, SQLITE_STATIC);
            step(insert);
        }
        step(commit);
    }
    printf("{\"n\":%d,\"ok\":%d,\"wall\":%.6f,\"cpu\":%.6f}\n", rows, rows, (double)(now_ns() - start) / 1e9, cpu_seconds() - cpu);
    return 0;
}
