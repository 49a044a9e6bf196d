/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wchar.h>: functions for text of WCHAR, also those that format text.
 */
#include "stdio.h"
#include "winwork/crt/functions.h"

/* Types of file systems, which the header also has on Windows. */
#ifndef _UAPI_LINUX_TYPES_H
#ifndef _INO_T_DEFINED
#define _INO_T_DEFINED
typedef unsigned short _ino_t;
typedef unsigned short ino_t;
#endif
#ifndef _DEV_T_DEFINED
#define _DEV_T_DEFINED
typedef unsigned int _dev_t;
typedef unsigned int dev_t;
#endif
#ifndef _OFF_T_DEFINED
#define _OFF_T_DEFINED
typedef LONG _off_t;
typedef LONG off_t;
#endif
#endif
