/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts: a minifilter's own memory, counted, and set on a volume, an instance, a stream or an
 * open file.
 *
 * A context begins with the reference of FltAllocateContext. A set context has one more, which it
 * loses when it is deleted or replaced, or when what it is set on goes. Each Get adds one for the
 * caller. FltReleaseContext drops one; with the last the cleanup callback is called and the memory
 * freed. A context is set on one object at most. FltUnregisterFilter waits for the filter's last
 * context, and says so in the log: one whose reference was forgotten keeps the module for ever.
 */
#ifndef WINWORK_FLT_CONTEXT_H
#define WINWORK_FLT_CONTEXT_H

#include "flt_context_registration.h"

EXTERN_C_START

typedef enum _FLT_SET_CONTEXT_OPERATION {
	FLT_SET_CONTEXT_REPLACE_IF_EXISTS,
	FLT_SET_CONTEXT_KEEP_IF_EXISTS
} FLT_SET_CONTEXT_OPERATION, *PFLT_SET_CONTEXT_OPERATION;

/**
 * FltAllocateContext - a new context, of a kind that the filter has registered
 * @Filter: the filter that has registered the context
 * @ContextType: one of FLT_*_CONTEXT
 * @ContextSize: 1 to 65535 bytes
 * @PoolType: volume contexts are nonpaged. Here every pool is.
 * @ReturnedContext: receives it; its contents are undefined
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, STATUS_FLT_DELETING_OBJECT,
 *	STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND for a type or size that is not registered,
 *	STATUS_INVALID_BUFFER_SIZE for more than 65535 bytes, or STATUS_INVALID_PARAMETER: for
 *	what is no type, for 0 bytes, and, with a report, for a bad filter or IRQL.
 * Page: fltkernel.h, FltAllocateContext
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltAllocateContext(_In_ PFLT_FILTER Filter, _In_ FLT_CONTEXT_TYPE ContextType,
		   _In_ SIZE_T ContextSize, _In_ POOL_TYPE PoolType,
		   _Outptr_ PFLT_CONTEXT *ReturnedContext);

/**
 * FltReferenceContext, FltReleaseContext - one reference more, one less
 * @Context: a context of FltAllocateContext
 *
 * Here: what is no live context, and a release of the reference that belongs to the object it is
 * set on, are reported (0xF5, parameters 0x6E and 0x6D), and nothing changes.
 *
 * IRQL: <= DISPATCH_LEVEL; on Windows: <= APC_LEVEL to release a paged context.
 * Page: fltkernel.h, FltReferenceContext, FltReleaseContext
 */
VOID FLTAPI FltReferenceContext(_In_ PFLT_CONTEXT Context);
VOID FLTAPI FltReleaseContext(_In_ PFLT_CONTEXT Context);

/**
 * FltSetVolumeContext, FltSetInstanceContext, FltSetStreamContext, FltSetStreamHandleContext -
 *	set a context
 * @Volume: the volume
 * @Operation: what to do if there is one already
 * @NewContext: of the matching type
 * @OldContext: NULL, or receives the one that was there, replaced or kept, with a reference for
 *	the caller; NULL when there was none
 * @Instance: the instance
 * @FileObject: an open file of the stream
 *
 * There is one context for each: filter and volume; instance; instance and stream, the file
 * object's FsContext; instance and file object.
 *
 * Here: contexts of streams and file objects go with their instance, with FltDelete..., or when
 * WinworkFltCloseFile or WinworkFltCloseStream says that it is closed.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_CONTEXT_ALREADY_DEFINED when it was kept;
 *	STATUS_FLT_CONTEXT_ALREADY_LINKED when @NewContext is set already;
 *	STATUS_FLT_DELETING_OBJECT; STATUS_NOT_SUPPORTED for a stream without FsContext;
 *	STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltSetVolumeContext and so on
 */
NTSTATUS FLTAPI FltSetVolumeContext(_In_ PFLT_VOLUME Volume,
				    _In_ FLT_SET_CONTEXT_OPERATION Operation,
				    _In_ PFLT_CONTEXT NewContext,
				    _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltSetInstanceContext(_In_ PFLT_INSTANCE Instance,
				      _In_ FLT_SET_CONTEXT_OPERATION Operation,
				      _In_ PFLT_CONTEXT NewContext,
				      _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltSetStreamContext(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
				    _In_ FLT_SET_CONTEXT_OPERATION Operation,
				    _In_ PFLT_CONTEXT NewContext,
				    _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltSetStreamHandleContext(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
					  _In_ FLT_SET_CONTEXT_OPERATION Operation,
					  _In_ PFLT_CONTEXT NewContext,
					  _Outptr_opt_ PFLT_CONTEXT *OldContext);

/**
 * FltGetVolumeContext, FltGetInstanceContext, FltGetStreamContext, FltGetStreamHandleContext - the
 *	context that is set, with a reference for the caller
 * @Filter: the filter that has registered the context
 * @Volume: the volume
 * @Context: receives the context, or NULL
 * @Instance: the instance
 * @FileObject: an open file of the stream
 *
 * IRQL: <= DISPATCH_LEVEL; on Windows: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, or STATUS_NOT_FOUND and NULL; STATUS_NOT_SUPPORTED for a stream without
 *	FsContext; STATUS_INVALID_PARAMETER, which the log explains.
 * Page: fltkernel.h, FltGetVolumeContext and so on
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetVolumeContext(_In_ PFLT_FILTER Filter,
							  _In_ PFLT_VOLUME Volume,
							  _Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetInstanceContext(_In_ PFLT_INSTANCE Instance,
							    _Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetStreamContext(_In_ PFLT_INSTANCE Instance,
							  _In_ PFILE_OBJECT FileObject,
							  _Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetStreamHandleContext(_In_ PFLT_INSTANCE Instance,
								_In_ PFILE_OBJECT FileObject,
								_Outptr_ PFLT_CONTEXT *Context);

/**
 * struct _FLT_RELATED_CONTEXTS - a minifilter's contexts of what a callback is about
 * @FileContext, @TransactionContext: always NULL here
 *
 * Page: fltkernel.h, FLT_RELATED_CONTEXTS
 */
typedef struct _FLT_RELATED_CONTEXTS {
	PFLT_CONTEXT VolumeContext;
	PFLT_CONTEXT InstanceContext;
	PFLT_CONTEXT FileContext;
	PFLT_CONTEXT StreamContext;
	PFLT_CONTEXT StreamHandleContext;
	PFLT_CONTEXT TransactionContext;
} FLT_RELATED_CONTEXTS, *PFLT_RELATED_CONTEXTS;

/**
 * FltGetContexts - the contexts that are set on what a callback is about
 * @FltObjects: as the callback got it
 * @DesiredContexts: those wanted, FLT_*_CONTEXT combined, or FLT_ALL_CONTEXTS
 * @Contexts: receives them, each with a reference for the caller; NULL for what is not wanted, or
 *	not set
 *
 * Give them back with FltReleaseContexts; or each with FltReleaseContext, and NULL in its field.
 *
 * Here: wrong objects are reported (0x18).
 *
 * IRQL: <= DISPATCH_LEVEL; on Windows: <= APC_LEVEL.
 * Page: fltkernel.h, FltGetContexts
 */
VOID FLTAPI FltGetContexts(_In_ PCFLT_RELATED_OBJECTS FltObjects,
			   _In_ FLT_CONTEXT_TYPE DesiredContexts,
			   _Out_ PFLT_RELATED_CONTEXTS Contexts);

/**
 * FltReleaseContexts - FltReleaseContext for each context, and NULL in its place
 * @Contexts: as FltGetContexts left it
 *
 * IRQL: as FltReleaseContext.
 * Page: fltkernel.h, FltReleaseContexts
 */
VOID FLTAPI FltReleaseContexts(_Inout_ PFLT_RELATED_CONTEXTS Contexts);

/**
 * FltDeleteVolumeContext, FltDeleteInstanceContext, FltDeleteStreamContext,
 *	FltDeleteStreamHandleContext - take the context that is set off
 * @Filter: the filter that has registered the context
 * @Volume: the volume
 * @OldContext: NULL, or receives it, with a reference for the caller
 * @Instance: the instance
 * @FileObject: an open file of the stream
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS or STATUS_NOT_FOUND.
 * Page: fltkernel.h, FltDeleteVolumeContext and so on
 */
NTSTATUS FLTAPI FltDeleteVolumeContext(_In_ PFLT_FILTER Filter, _In_ PFLT_VOLUME Volume,
				       _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteInstanceContext(_In_ PFLT_INSTANCE Instance,
					 _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteStreamContext(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
				       _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteStreamHandleContext(_In_ PFLT_INSTANCE Instance,
					     _In_ PFILE_OBJECT FileObject,
					     _Outptr_opt_ PFLT_CONTEXT *OldContext);

/**
 * FltDeleteContext - take a context off what it is set on, if it is
 * @Context: a context of FltAllocateContext
 *
 * The caller's reference stays.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, FltDeleteContext
 */
VOID FLTAPI FltDeleteContext(_In_ PFLT_CONTEXT Context);

EXTERN_C_END

#endif /* WINWORK_FLT_CONTEXT_H */
