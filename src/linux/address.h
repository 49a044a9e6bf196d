/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about an address that a driver passed.
 */
#ifndef WINWORK_LINUX_ADDRESS_H
#define WINWORK_LINUX_ADDRESS_H

#include "types.h"

WW_C_BEGIN

/*
 * An address shifted left by this is negative if it is the kernel's: on all supported machines
 * every address of the kernel has its top bit set. With WW_HOST the code runs in the simulator's
 * process, which is loaded where bit 46 is set.
 */
#ifdef WW_HOST
#define WW_ADDRESS_SHIFT 17
#else
#define WW_ADDRESS_SHIFT 0
#endif

/* Returns true for virtually mapped memory and for the current stack. Windows may page out both. */
bool ww_is_pageable(const void *address);

/* Copies from any address, valid or not. Returns false if it cannot be read. */
bool ww_read_any(void *to, const void *from, ww_size bytes);

WW_C_END

#endif /* WINWORK_LINUX_ADDRESS_H */
