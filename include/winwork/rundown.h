/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rundown protection: many users, and one who waits for the last of them.
 */
#ifndef WINWORK_RUNDOWN_H
#define WINWORK_RUNDOWN_H

#include "sal.h"
#include "types.h"

EXTERN_C_START

typedef struct _EX_RUNDOWN_REF {
	union {
		ULONG_PTR Count;
		PVOID Ptr;
	};
} EX_RUNDOWN_REF, *PEX_RUNDOWN_REF;

VOID FASTCALL ExInitializeRundownProtection(_Out_ PEX_RUNDOWN_REF RunRef);
VOID FASTCALL ExReInitializeRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
BOOLEAN FASTCALL ExAcquireRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
BOOLEAN FASTCALL ExAcquireRundownProtectionEx(_Inout_ PEX_RUNDOWN_REF RunRef, _In_ ULONG Count);
VOID FASTCALL ExReleaseRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
VOID FASTCALL ExReleaseRundownProtectionEx(_Inout_ PEX_RUNDOWN_REF RunRef, _In_ ULONG Count);
VOID FASTCALL ExRundownCompleted(_Out_ PEX_RUNDOWN_REF RunRef);
VOID FASTCALL ExWaitForRundownProtectionRelease(_Inout_ PEX_RUNDOWN_REF RunRef);

EXTERN_C_END

#endif /* WINWORK_RUNDOWN_H */
