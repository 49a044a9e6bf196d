/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <errno.h>: the error values that the functions with _s in their names return. A kernel has no
 * variable errno, neither here nor on Windows.
 *
 * Pages: errno.h of the C run-time library, the constants.
 */
#ifndef _INC_ERRNO
#define _INC_ERRNO

#include "winwork/crt.h"

/* Linux's headers define these with the same values. */
#ifndef _LINUX_ERRNO_H
#ifndef EPERM
#define EPERM 1
#define ENOENT 2
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define E2BIG 7
#define EBADF 9
#define EAGAIN 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define ENODEV 19
#define EMFILE 24
#define EFBIG 27
#define ENOSPC 28
#define EPIPE 32
#define EDOM 33
#endif
#endif

#endif /* _INC_ERRNO */
