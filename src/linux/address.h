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
 * every address of the kernel has its top bit set. With WW_TAGGED, KASAN keeps a tag in the top
 * byte of a pointer to allocated memory, and bit 55 decides. With WW_HOST the code runs in the
 * simulator's process, which is loaded where bit 46 is set.
 */
#ifdef WW_HOST
#define WW_ADDRESS_SHIFT 17
#elif defined(WW_TAGGED)
#define WW_ADDRESS_SHIFT 8
#else
#define WW_ADDRESS_SHIFT 0
#endif

/* Returns the address without a tag: bit 55 is that of all bits above. */
static inline ww_uptr ww_without_tag(ww_uptr address)
{
	return (ww_uptr)((ww_s64)(address << 8) >> 8);
}

/* Returns the address of memory without the tag that a pointer to it may have. */
static inline ww_uptr ww_untagged(const void *pointer)
{
#ifdef WW_TAGGED
	return ww_without_tag((ww_uptr)pointer);
#else
	return (ww_uptr)pointer;
#endif
}

/* Returns the stack pointer of the caller. */
static inline ww_uptr ww_stack_pointer(void)
{
	ww_uptr pointer;

#ifdef __x86_64__
	__asm__("movq %%rsp, %0" : "=r"(pointer));
#else
	__asm__("mov %0, sp" : "=r"(pointer));
#endif
	return pointer;
}

/*
 * Returns true for virtually mapped memory, but for pages of linux/pages.h, and for the current stack.
 * Windows may page out both.
 */
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

/* Returns the part of Linux's linear mapping that has memory now. */
void ww_linear_mapping(ww_uptr *start, ww_uptr *bytes);
/*
 * From now on until ww_linear_mapping_unwatch(): calls ww_linear_mapping_grows() before memory is
 * added. Returns 0 or a negative errno.
 */
int ww_linear_mapping_watch(void);
void ww_linear_mapping_unwatch(void);
/* Memory is about to be added, up to the address @end. May sleep. The engine implements it. */
void ww_linear_mapping_grows(ww_uptr end);

WW_C_END

#endif /* WINWORK_LINUX_ADDRESS_H */
