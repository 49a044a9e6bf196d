/* SPDX-License-Identifier: MIT */
/* <stdlib.h>: Linux's, and Windows's additions. */
#include_next <stdlib.h>

#ifndef WINWORK_USER_STDLIB_H
#define WINWORK_USER_STDLIB_H

#include "winwork_compiler.h"

#define _MAX_PATH 260
#ifndef _countof
#define _countof(array) (sizeof(array) / sizeof((array)[0]))
#endif
#define _strtoui64 strtoull
#define _strtoi64 strtoll
#define _atoi64 atoll

/* On Windows this header also declares the functions for wide text. */
#include <wchar.h>

#endif
