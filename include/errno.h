/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <errno.h>: the error values that the functions with _s in their names return. A kernel has no
 * variable errno, neither here nor on Windows.
 *
 * Pages: errno.h of the C run-time library, the constants.
 */
#ifndef _INC_ERRNO
#define _INC_ERRNO

#include "winwork/crt/functions.h"

/*
 * A source that includes Linux's headers has these names from there: up to ERANGE with the same values,
 * and beyond with Linux's own.
 */
#ifndef _UAPI_LINUX_TYPES_H
#define EPERM 1
#define ENOENT 2
#define ESRCH 3
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define E2BIG 7
#define ENOEXEC 8
#define EBADF 9
#define ECHILD 10
#define EAGAIN 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define EXDEV 18
#define ENODEV 19
#define ENOTDIR 20
#define EISDIR 21
#define EINVAL WINWORK_EINVAL
#define ENFILE 23
#define EMFILE 24
#define ENOTTY 25
#define EFBIG 27
#define ENOSPC 28
#define ESPIPE 29
#define EROFS 30
#define EMLINK 31
#define EPIPE 32
#define EDOM 33
#define ERANGE WINWORK_ERANGE
#define EDEADLK 36
#define EDEADLOCK EDEADLK
#define ENAMETOOLONG 38
#define ENOLCK 39
#define ENOSYS 40
#define ENOTEMPTY 41
#define EILSEQ 42
#endif
#define STRUNCATE WINWORK_STRUNCATE

#endif /* _INC_ERRNO */
