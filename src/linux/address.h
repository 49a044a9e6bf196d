/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about an address that a driver passed.
 */
#ifndef WINWORK_LINUX_ADDRESS_H
#define WINWORK_LINUX_ADDRESS_H

#include "types.h"

WW_C_BEGIN

/*
 * How far to shift an address so that its sign tells a kernel's from others: every address of the
 * kernel has its top bit set, here and on the other 64-bit machines. With WW_HOST this is compiled
 * for a process, sim's, which is loaded where bit 46 is set.
 */
#ifdef WW_HOST
#define WW_ADDRESS_SHIFT 17
#else
#define WW_ADDRESS_SHIFT 0
#endif

/* True for virtually mapped memory and for the current stack: what Windows may page out. */
bool ww_is_pageable(const void *address);

/* Copies from an address that may be anything at all; false when it cannot be read. */
bool ww_read_any(void *to, const void *from, ww_size bytes);

WW_C_END

#endif /* WINWORK_LINUX_ADDRESS_H */
