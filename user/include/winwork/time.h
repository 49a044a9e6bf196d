/* SPDX-License-Identifier: MIT */
/* <time.h>: Linux's, and Windows's additions. */
#include_next <time.h>

#if !defined(WINWORK_USER_TIME_H) && (defined(CLOCKS_PER_SEC) || defined(_TIME_H))
#define WINWORK_USER_TIME_H

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

/* As localtime_r() and gmtime_r(), with the result first. 0, or EINVAL. */
WINWORK_USER_API int localtime_s(struct tm *parts, const time_t *time);
WINWORK_USER_API int gmtime_s(struct tm *parts, const time_t *time);

#ifdef __cplusplus
}
#endif

#endif
