/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What libstdc++ asks of the operating system. The host's file of this name includes its C
 * library, of which a kernel has nothing.
 */
#ifndef _GLIBCXX_OS_DEFINES
#define _GLIBCXX_OS_DEFINES 1

#define __NO_CTYPE 1

#endif /* _GLIBCXX_OS_DEFINES */
