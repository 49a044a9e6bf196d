/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One-time initialization: data that the first of several threads makes, and that all of them get.
 */
#ifndef WINWORK_RTL_RUN_ONCE_H
#define WINWORK_RTL_RUN_ONCE_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

#define RTL_RUN_ONCE_CHECK_ONLY 0x00000001u
#define RTL_RUN_ONCE_ASYNC 0x00000002u
#define RTL_RUN_ONCE_INIT_FAILED 0x00000004u
/* The low bits of the data that must be 0. */
#define RTL_RUN_ONCE_CTX_RESERVED_BITS 2
/* The initial value of an RTL_RUN_ONCE, in place of RtlRunOnceInitialize. */
#define RTL_RUN_ONCE_INIT { 0 }

typedef union _RTL_RUN_ONCE {
	PVOID Ptr;
} RTL_RUN_ONCE, *PRTL_RUN_ONCE;

/**
 * RTL_RUN_ONCE_INIT_FN - make the data, for RtlRunOnceExecuteOnce
 * @RunOnce: the initialization
 * @Parameter: that of RtlRunOnceExecuteOnce
 * @Context: receives the data, whose low RTL_RUN_ONCE_CTX_RESERVED_BITS bits are 0; NULL if the caller of
 *	RtlRunOnceExecuteOnce has passed NULL
 *
 * IRQL: that of the call, <= APC_LEVEL.
 * Return: not 0 if the data is there; 0 if not. A later call then tries again.
 * Page: ntddk.h, RTL_RUN_ONCE_INIT_FN callback function
 */
typedef ULONG NTAPI RTL_RUN_ONCE_INIT_FN(_Inout_ PRTL_RUN_ONCE RunOnce,
					 _Inout_opt_ PVOID Parameter, _Inout_opt_ PVOID *Context);
typedef RTL_RUN_ONCE_INIT_FN *PRTL_RUN_ONCE_INIT_FN;

/**
 * RtlRunOnceInitialize - initialise the structure of a one-time initialization
 * @RunOnce: the structure, which no other function uses yet
 *
 * IRQL: any. On Windows: <= APC_LEVEL.
 * Page: ntddk.h, RtlRunOnceInitialize
 */
VOID NTAPI RtlRunOnceInitialize(_Out_ PRTL_RUN_ONCE RunOnce);

/**
 * RtlRunOnceBeginInitialize - begin to make the data, or get it
 * @RunOnce: the initialization
 * @Flags: 0, or one of the following
 * @Context: receives the data with STATUS_SUCCESS, and otherwise does not change; may be NULL
 *
 *	flags				what happens if there is no data yet
 *	0				the first caller gets STATUS_PENDING, makes the data and calls
 *					RtlRunOnceComplete; all others wait for that
 *	RTL_RUN_ONCE_ASYNC		each caller gets STATUS_PENDING and makes data. Those of the first
 *					RtlRunOnceComplete count
 *	RTL_RUN_ONCE_CHECK_ONLY		STATUS_UNSUCCESSFUL
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS if the data is there; STATUS_PENDING if the caller has to make it;
 *	STATUS_UNSUCCESSFUL as above, or at a higher IRQL; STATUS_INVALID_PARAMETER for other flags, or if
 *	it has begun with RTL_RUN_ONCE_ASYNC and this call has not, or the other way round.
 * Page: ntddk.h, RtlRunOnceBeginInitialize
 */
NTSTATUS NTAPI RtlRunOnceBeginInitialize(_Inout_ PRTL_RUN_ONCE RunOnce, _In_ ULONG Flags,
					 _Out_opt_ PVOID *Context);

/**
 * RtlRunOnceComplete - end what RtlRunOnceBeginInitialize has begun with STATUS_PENDING
 * @RunOnce: the initialization
 * @Flags: RTL_RUN_ONCE_ASYNC if it has begun with it; otherwise 0, or RTL_RUN_ONCE_INIT_FAILED if there is
 *	no data. Then one of the threads that wait begins again.
 * @Context: the data, whose low RTL_RUN_ONCE_CTX_RESERVED_BITS bits are 0; NULL with
 *	RTL_RUN_ONCE_INIT_FAILED
 *
 * An asynchronous initialization that fails is not completed at all.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL if it is complete already, has not begun, or the IRQL is
 *	higher; STATUS_INVALID_PARAMETER for other flags or data, or flags unlike those of its
 *	beginning. Unless it is STATUS_SUCCESS, the caller gives up its own data.
 * Page: ntddk.h, RtlRunOnceComplete
 */
NTSTATUS NTAPI RtlRunOnceComplete(_Inout_ PRTL_RUN_ONCE RunOnce, _In_ ULONG Flags,
				  _In_opt_ PVOID Context);

/**
 * RtlRunOnceExecuteOnce - get the data, made by the first call
 * @RunOnce: the initialization
 * @InitFn: makes the data, in one thread. All other callers wait for it.
 * @Parameter: any value, for @InitFn
 * @Context: receives the data; may be NULL
 *
 * Here: data with a reserved bit counts as a failure of @InitFn, and the log says so. On Windows: it
 * leaves all others waiting.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL if @InitFn has failed, or at a higher IRQL;
 *	STATUS_INVALID_PARAMETER for data with a reserved bit, or if it has begun with RTL_RUN_ONCE_ASYNC.
 * Page: ntddk.h, RtlRunOnceExecuteOnce
 */
NTSTATUS NTAPI RtlRunOnceExecuteOnce(_Inout_ PRTL_RUN_ONCE RunOnce,
				     _In_ PRTL_RUN_ONCE_INIT_FN InitFn,
				     _Inout_opt_ PVOID Parameter, _Out_opt_ PVOID *Context);

EXTERN_C_END

#endif /* WINWORK_RTL_RUN_ONCE_H */
