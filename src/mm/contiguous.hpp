/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contiguous memory of drivers. A table lists it, so that a pointer to free is checked before it is
 * followed.
 */
#pragma once

#include "base/types.hpp"

struct _WINWORK_IMAGE;

namespace ww {

void contiguous_init();

/* The bytes of the pages of contiguous memory, or 0 for any other. The rest behind it is zero. */
size_t contiguous_bytes(const void *memory);

/*
 * At the end of a module, reports the memory that it allocated and that is not freed. It stays
 * allocated, since another driver may use it.
 */
void contiguous_report_leaks(const _WINWORK_IMAGE &image);

/* Reports the memory that is not reported yet, and frees all. */
void contiguous_exit();

} /* namespace ww */
