/* SPDX-License-Identifier: MIT */
/* <io.h>: descriptors of files. Those of Linux have no mode of text. */
#ifndef WINWORK_USER_IO_H
#define WINWORK_USER_IO_H

#include <unistd.h>

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

#define _O_TEXT 0x4000
#define _O_BINARY 0x8000
#define _O_WTEXT 0x10000
#define _O_U16TEXT 0x20000
#define _O_U8TEXT 0x40000

/*
 * Accepts _O_TEXT, _O_BINARY and _O_U8TEXT, without effect: wide text is written as UTF-8. Returns the mode before,
 * _O_BINARY; -1 and EINVAL for others, -1 and EBADF without such a descriptor.
 */
WINWORK_USER_API int _setmode(int fd, int mode);
#define _isatty isatty
#define _access access
#define _unlink unlink

#ifdef __cplusplus
}
#endif

#endif
