/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <time.h>: the types. A kernel driver has none of the functions, as on Windows: KeQuerySystemTime and
 * RtlTimeToTimeFields take their place.
 *
 * Page: time.h of the C run-time library.
 */
#ifndef _INC_TIME
#define _INC_TIME

#include "winwork/crt/functions.h"

/* A source with Linux's headers has these types from there. */
#ifndef _UAPI_LINUX_TYPES_H
typedef int clock_t;
typedef long long time_t;
#endif
typedef int __time32_t;
typedef long long __time64_t;

struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	int tm_year;
	int tm_wday;
	int tm_yday;
	int tm_isdst;
};

#endif /* _INC_TIME */
