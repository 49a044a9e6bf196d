/* SPDX-License-Identifier: MIT */
/*
 * <excpt.h>: blocks that run on each way out of a statement: __try { } __finally { }. winwork-cc rewrites them. There is
 * no __except: a signal ends a program. Without a handler no exception runs a __finally block on Windows, either.
 */
#ifndef WINWORK_USER_EXCPT_H
#define WINWORK_USER_EXCPT_H

#ifdef WINWORK_USER_FINALLY

#define try __try
#define finally __finally
#define leave __leave
#define abnormal_termination AbnormalTermination

/* What winwork-cc makes of a __try. No exception comes, so these do nothing. */
typedef struct _WINWORK_TRY {
	char Unused;
} WINWORK_TRY;

static inline __attribute__((unused)) int WinworkTryEnter(WINWORK_TRY *Try, int Finally)
{
	Try->Unused = (char)Finally;
	return 0;
}

static inline __attribute__((unused)) void WinworkTryLeave(WINWORK_TRY *Try)
{
	(void)Try;
}

static inline __attribute__((unused)) void WinworkTryFinally(WINWORK_TRY *Try)
{
	(void)Try;
}

static inline __attribute__((unused)) int WinworkTryUnwinding(const WINWORK_TRY *Try)
{
	(void)Try;
	return 0;
}

static inline __attribute__((unused)) void WinworkTrySearch(WINWORK_TRY *Try)
{
	(void)Try;
}

#elif !defined(__cplusplus) && !defined(__try)

#define __try _Pragma("GCC error \"winwork-cc compiles programs with __try\"") if (1)
#define __finally
#define __leave goto winwork_has_no_leave
#define AbnormalTermination() 0

#endif

#endif
