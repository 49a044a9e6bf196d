/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The structure that describes a minifilter's contexts to FltRegisterFilter.
 */
#ifndef WINWORK_FLT_CONTEXT_REGISTRATION_H
#define WINWORK_FLT_CONTEXT_REGISTRATION_H

#include "types.h"
#include "../ex/pool.h"

EXTERN_C_START

typedef USHORT FLT_CONTEXT_TYPE;
typedef USHORT FLT_CONTEXT_REGISTRATION_FLAGS;

#define FLT_VOLUME_CONTEXT 0x0001
#define FLT_INSTANCE_CONTEXT 0x0002
#define FLT_FILE_CONTEXT 0x0004
#define FLT_STREAM_CONTEXT 0x0008
#define FLT_STREAMHANDLE_CONTEXT 0x0010
#define FLT_TRANSACTION_CONTEXT 0x0020
#define FLT_SECTION_CONTEXT 0x0040
#define FLT_ALL_CONTEXTS                                                                \
	((FLT_CONTEXT_TYPE)(FLT_VOLUME_CONTEXT | FLT_INSTANCE_CONTEXT | FLT_FILE_CONTEXT |      \
			    FLT_STREAM_CONTEXT | FLT_STREAMHANDLE_CONTEXT |                     \
			    FLT_TRANSACTION_CONTEXT | FLT_SECTION_CONTEXT))
/* Ends an array of FLT_CONTEXT_REGISTRATION. */
#define FLT_CONTEXT_END 0xffff

#define FLT_VARIABLE_SIZED_CONTEXTS ((SIZE_T)-1)
#define FLTFL_CONTEXT_REGISTRATION_NO_EXACT_SIZE_MATCH 0x0001

/**
 * PFLT_CONTEXT_CLEANUP_CALLBACK - clean up a context before it is freed, after its last reference
 *	was dropped
 * @Context: the context
 * @ContextType: its type, one of FLT_*_CONTEXT
 *
 * If the last reference was dropped at DISPATCH_LEVEL, a worker thread calls this later.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, PFLT_CONTEXT_CLEANUP_CALLBACK
 */
typedef VOID(FLTAPI *PFLT_CONTEXT_CLEANUP_CALLBACK)(_In_ PFLT_CONTEXT Context,
						    _In_ FLT_CONTEXT_TYPE ContextType);

/*
 * PFLT_CONTEXT_ALLOCATE_CALLBACK, PFLT_CONTEXT_FREE_CALLBACK - allocate, free the memory of
 *	contexts. Here: FltRegisterFilter refuses a registration with such callbacks.
 */
typedef PVOID(FLTAPI *PFLT_CONTEXT_ALLOCATE_CALLBACK)(_In_ POOL_TYPE PoolType, _In_ SIZE_T Size,
						      _In_ FLT_CONTEXT_TYPE ContextType);
typedef VOID(FLTAPI *PFLT_CONTEXT_FREE_CALLBACK)(_In_ PVOID Pool,
						 _In_ FLT_CONTEXT_TYPE ContextType);

/**
 * struct _FLT_CONTEXT_REGISTRATION - contexts of one type and size
 * @ContextType: FLT_*_CONTEXT; FLT_CONTEXT_END ends the array
 * @Flags: 0, or FLTFL_CONTEXT_REGISTRATION_NO_EXACT_SIZE_MATCH to allow contexts of up to @Size
 *	bytes
 * @ContextCleanupCallback: the callback, or NULL
 * @Size: the size of a context in bytes, or FLT_VARIABLE_SIZED_CONTEXTS for any size
 * @PoolTag: the tag of the memory; has no effect here
 * @ContextAllocateCallback: must be NULL here
 * @ContextFreeCallback: must be NULL here
 * @Reserved1: NULL
 *
 * Page: fltkernel.h, FLT_CONTEXT_REGISTRATION
 */
typedef struct _FLT_CONTEXT_REGISTRATION {
	FLT_CONTEXT_TYPE ContextType;
	FLT_CONTEXT_REGISTRATION_FLAGS Flags;
	PFLT_CONTEXT_CLEANUP_CALLBACK ContextCleanupCallback;
	SIZE_T Size;
	ULONG PoolTag;
	PFLT_CONTEXT_ALLOCATE_CALLBACK ContextAllocateCallback;
	PFLT_CONTEXT_FREE_CALLBACK ContextFreeCallback;
	PVOID Reserved1;
} FLT_CONTEXT_REGISTRATION, *PFLT_CONTEXT_REGISTRATION;

EXTERN_C_END

#endif /* WINWORK_FLT_CONTEXT_REGISTRATION_H */
