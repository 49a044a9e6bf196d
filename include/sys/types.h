/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <sys/types.h>: types for numbers of files, of the C library.
 */
#ifndef _INC_TYPES
#define _INC_TYPES

typedef unsigned short _ino_t;
typedef unsigned int _dev_t;
/* A long of Windows. */
typedef int _off_t;
typedef _ino_t ino_t;
typedef _dev_t dev_t;
typedef _off_t off_t;

#endif /* _INC_TYPES */
