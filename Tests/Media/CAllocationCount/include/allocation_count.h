#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Calls of malloc and its kin by this thread so far.
uint64_t allocation_count(void);

/// false where a sanitizer has an allocator of its own: nothing is counted then.
bool allocation_count_works(void);
