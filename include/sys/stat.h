/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <sys/stat.h>: bits of a file's mode, of the C library. A kernel has no function of it.
 */
#ifndef _INC_STAT
#define _INC_STAT

#include "types.h"

#define _S_IFMT		0xf000		/* the kind: */
#define _S_IFDIR	0x4000		/* a folder */
#define _S_IFCHR	0x2000		/* a device for characters */
#define _S_IFIFO	0x1000		/* a pipe */
#define _S_IFREG	0x8000		/* a regular file */
#define _S_IREAD	0x0100
#define _S_IWRITE	0x0080
#define _S_IEXEC	0x0040		/* or search, in a folder */
#define S_IFMT		_S_IFMT
#define S_IFDIR		_S_IFDIR
#define S_IFCHR		_S_IFCHR
#define S_IFREG		_S_IFREG
#define S_IREAD		_S_IREAD
#define S_IWRITE	_S_IWRITE
#define S_IEXEC		_S_IEXEC

#endif /* _INC_STAT */
