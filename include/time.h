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

/*
 * A source with Linux's headers has these types from there. A driver that defines one of them defines
 * the macro of its name, too.
 */
#ifndef _UAPI_LINUX_TYPES_H
#ifndef _CLOCK_T_DEFINED
#define _CLOCK_T_DEFINED
typedef int clock_t;
#endif
#ifndef _TIME_T_DEFINED
#define _TIME_T_DEFINED
typedef long long time_t;
#endif
#endif
#ifndef _TIME32_T_DEFINED
#define _TIME32_T_DEFINED
typedef int __time32_t;
#endif
#ifndef _TIME64_T_DEFINED
#define _TIME64_T_DEFINED
typedef long long __time64_t;
#endif

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
