/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of the border between WinWork's C++ and Linux. The headers of this folder declare plain
 * C functions on types of fixed width, and no Windows type. The C files beside them implement these
 * functions; they alone include <linux/...>. Each header has one subject.
 */
#ifndef WINWORK_LINUX_TYPES_H
#define WINWORK_LINUX_TYPES_H

#ifdef __cplusplus
#define WW_C_BEGIN extern "C" {
#define WW_C_END }
#else
#include <linux/types.h>
#define WW_C_BEGIN
#define WW_C_END
#endif

typedef unsigned char ww_u8;
typedef unsigned short ww_u16;
typedef unsigned int ww_u32;
typedef int ww_s32;
typedef unsigned long long ww_u64;
typedef long long ww_s64;
typedef unsigned long ww_size;
typedef unsigned long ww_uptr;

/*
 * A local variable that code fills before it reads it. CONFIG_INIT_STACK_ALL_ZERO does not clear
 * it.
 */
#if __has_attribute(uninitialized)
#define WW_FILLED_LATER __attribute__((uninitialized))
#else
#define WW_FILLED_LATER
#endif

/* Linux's numbers, for functions that return a negative errno. */
#define WW_EPERM 1
#define WW_ENOMEM 12
#define WW_EFAULT 14
#define WW_EEXIST 17

#endif /* WINWORK_LINUX_TYPES_H */
