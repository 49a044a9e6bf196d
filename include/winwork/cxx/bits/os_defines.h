/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The part of libstdc++ that describes the operating system. The host's file of this name includes
 * the host's C library, which a kernel lacks.
 */
#ifndef _GLIBCXX_OS_DEFINES
#define _GLIBCXX_OS_DEFINES 1

#define __NO_CTYPE 1

#endif /* _GLIBCXX_OS_DEFINES */
