/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of the Filter Manager's objects, and annotations, which all flt_*.h headers share.
 */
#ifndef WINWORK_FLT_TYPES_H
#define WINWORK_FLT_TYPES_H

#include "../io/file.h"
#include "../rtl/debug.h"

EXTERN_C_START

/* Opaque. */
typedef struct _FLT_FILTER *PFLT_FILTER;
typedef struct _FLT_INSTANCE *PFLT_INSTANCE;
typedef struct _FLT_VOLUME *PFLT_VOLUME;
typedef PVOID PFLT_CONTEXT;

#define NULL_CONTEXT ((PFLT_CONTEXT)NULL)

typedef struct _KTRANSACTION *PKTRANSACTION;

#ifndef FLT_ASSERT
#define FLT_ASSERT(condition) NT_ASSERT(condition)
#define FLT_ASSERTMSG(message, condition) NT_ASSERTMSG(message, condition)
#endif

#ifndef _Flt_CompletionContext_Outptr_
#define _Flt_CompletionContext_Outptr_
#endif
#ifndef _Flt_ConnectionCookie_Outptr_
#define _Flt_ConnectionCookie_Outptr_
#endif

/**
 * struct _FLT_RELATED_OBJECTS - the objects that a callback is called for
 * @Size: the size of this structure in bytes
 * @TransactionContext: not used here
 * @Filter: the minifilter
 * @Volume: the volume
 * @Instance: the minifilter's instance on the volume
 * @FileObject: the file object of an operation; NULL in callbacks that are for no operation
 * @Transaction: always NULL here
 *
 * The structure is valid until the callback returns.
 *
 * Page: fltkernel.h, FLT_RELATED_OBJECTS
 */
typedef struct _FLT_RELATED_OBJECTS {
	USHORT const Size;
	USHORT const TransactionContext;
	PFLT_FILTER const Filter;
	PFLT_VOLUME const Volume;
	PFLT_INSTANCE const Instance;
	PFILE_OBJECT const FileObject;
	PKTRANSACTION const Transaction;
} FLT_RELATED_OBJECTS, *PFLT_RELATED_OBJECTS;
typedef CONST FLT_RELATED_OBJECTS *PCFLT_RELATED_OBJECTS;

EXTERN_C_END

#endif /* WINWORK_FLT_TYPES_H */
