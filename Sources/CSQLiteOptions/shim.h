// Swift cannot call C's variadic functions.
#ifndef CSQLITE_OPTIONS_SHIM_H
#define CSQLITE_OPTIONS_SHIM_H

#include <sqlite3.h>

// Counts memory no more: SQLite takes a lock for it at every allocation. Before anything else is done with SQLite, or it has no effect.
static inline int csqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
