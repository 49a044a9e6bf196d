/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about an address that a driver passed.
 */
#ifndef WINWORK_LINUX_ADDRESS_H
#define WINWORK_LINUX_ADDRESS_H

#include "fast_call.h"
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

/*
 * Returns non-zero if the byte at @address can be read, and zero for an address that is not the
 * kernel's. Any context.
 */
ww_u32 ww_is_readable(const void *address) WW_KEEPS_REGISTERS;

/* Returns the word at @address; zero if it cannot be read. Any alignment, any context. */
ww_uptr ww_read_word(const void *address) WW_KEEPS_REGISTERS;

/*
 * Returns the routine of the WORK_QUEUE_ITEM at @item; NULL if the item or the routine is in no
 * memory.
 */
void *ww_readable_routine(const void *item) WW_KEEPS_REGISTERS;

/* Returns Linux's linear mapping of memory, with its present size. */
void ww_linear_mapping(ww_uptr *start, ww_uptr *bytes);

WW_C_END

#endif /* WINWORK_LINUX_ADDRESS_H */
