/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <excpt.h>: the words of structured exception handling.
 *
 * scripts/lib/exceptions.py rewrites __try, __except, __finally, __leave, GetExceptionCode,
 * GetExceptionInformation and AbnormalTermination, and their forms with an underscore.
 */
#ifndef _INC_EXCPT
#define _INC_EXCPT

/* Values of a filter. */
#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)

#ifdef WINWORK_DIALECT
#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif
#define exception_code GetExceptionCode
#define exception_info GetExceptionInformation
#define abnormal_termination AbnormalTermination
#elif !defined(__try)
/* A source with Linux's headers is not rewritten. */
#define __try \
	_Pragma("GCC error \"a source that includes Linux's headers cannot have __try\"") if (1)
#define __except(filter) else if (0)
#define __finally
#define __leave goto winwork_has_no_leave
#define GetExceptionCode() ((NTSTATUS)0)
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)0)
#define AbnormalTermination() 0
#endif

#endif /* _INC_EXCPT */
