// Nothing is called by name: linked before the C library, it takes the place of malloc.
#include <jemalloc/jemalloc.h>
