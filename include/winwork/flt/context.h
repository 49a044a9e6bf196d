/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts: reference-counted memory of a minifilter, which is set on a volume, an instance, a
 * stream or an open file.
 *
 * FltAllocateContext gives its caller one reference. A set context has one more reference, until
 * it is deleted or replaced, or until its object is deleted. Each Get adds a reference for the
 * caller. FltReleaseContext drops one; the last one calls the cleanup callback and frees the
 * memory. A context is set on one object at most. FltUnregisterFilter waits for the filter's last
 * context, and the log names that wait. A reference that is never dropped keeps the module loaded
 * for ever.
 */
#ifndef WINWORK_FLT_CONTEXT_H
#define WINWORK_FLT_CONTEXT_H

#include "context_registration.h"
#include "../ex/pool.h"

EXTERN_C_START

typedef enum _FLT_SET_CONTEXT_OPERATION {
	FLT_SET_CONTEXT_REPLACE_IF_EXISTS,
	FLT_SET_CONTEXT_KEEP_IF_EXISTS
} FLT_SET_CONTEXT_OPERATION, *PFLT_SET_CONTEXT_OPERATION;

/**
 * FltAllocateContext - allocate a context of a type that the filter has registered
 * @Filter: the filter that has registered the context
 * @ContextType: one of FLT_*_CONTEXT
 * @ContextSize: 1 to 65535 bytes
 * @PoolType: the pool of the memory, which must be nonpaged for a volume context. It has no effect
 *	here: no pool is paged.
 * @ReturnedContext: receives the context, with a reference for the caller; its contents are
 *	undefined
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND for a type or size that is not registered;
 *	STATUS_INVALID_BUFFER_SIZE for more than 65535 bytes; STATUS_INVALID_PARAMETER for an
 *	invalid type, for 0 bytes and, with a report, for a bad filter or IRQL.
 * Page: fltkernel.h, FltAllocateContext
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltAllocateContext(_In_ PFLT_FILTER Filter, _In_ FLT_CONTEXT_TYPE ContextType,
		   _In_ SIZE_T ContextSize, _In_ POOL_TYPE PoolType,
		   _Outptr_ PFLT_CONTEXT *ReturnedContext);

/**
 * FltReferenceContext, FltReleaseContext - take, drop a reference on a context
 * @Context: a context of FltAllocateContext
 *
 * The release of the last reference calls the cleanup callback and frees the context.
 *
 * Here: a pointer to something other than a live context is reported (0xF5, parameter 0x6E). A
 * release of the reference that belongs to the object on which the context is set is reported
 * (0xF5, parameter 0x6D). In both cases nothing changes.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing. On Windows:
 *	<= APC_LEVEL to release a paged context.
 * Page: fltkernel.h, FltReferenceContext, FltReleaseContext
 */
VOID FLTAPI FltReferenceContext(_In_ PFLT_CONTEXT Context);
VOID FLTAPI FltReleaseContext(_In_ PFLT_CONTEXT Context);

/**
 * FltSetVolumeContext, FltSetInstanceContext, FltSetFileContext, FltSetStreamContext,
 *	FltSetStreamHandleContext - set a context
 * @Volume: the volume
 * @Operation: FLT_SET_CONTEXT_*: keep or replace a context that is already set
 * @NewContext: a context of the type that the function's name states
 * @OldContext: NULL, or receives the context that was already set, whether it is replaced or kept.
 *	The caller gets a reference on it. Receives NULL when none was set.
 * @Instance: the instance
 * @FileObject: an open file of the stream
 *
 * The object takes a reference of its own on @NewContext. The caller keeps its reference, also
 * after a failure, and must release it. At most one context is set for each
 *
 *	filter and volume,
 *	instance,
 *	instance and file (the file object's FsContext),
 *	instance and stream (the same, as a file has one stream),
 *	instance and file object.
 *
 * Here: a context of a file, stream or file object stays set until one of these: the instance is torn
 * down, the minifilter deletes the context, or its object ends. On a mount, a file object ends after
 * IRP_MJ_CLOSE; a file and its stream when Linux drops the inode, which no one has open. A port calls
 * WinworkFltCloseFile and WinworkFltCloseStream.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_CONTEXT_ALREADY_DEFINED when the old context was kept;
 *	STATUS_FLT_CONTEXT_ALREADY_LINKED when @NewContext is already set;
 *	STATUS_FLT_DELETING_OBJECT; STATUS_NOT_SUPPORTED for a file that is not open;
 *	STATUS_INVALID_PARAMETER, which the log explains, for a wrong argument or IRQL.
 * Page: fltkernel.h, FltSetVolumeContext and the pages of the others
 */
NTSTATUS FLTAPI FltSetVolumeContext(_In_ PFLT_VOLUME Volume,
				    _In_ FLT_SET_CONTEXT_OPERATION Operation,
				    _In_ PFLT_CONTEXT NewContext,
				    _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltSetInstanceContext(_In_ PFLT_INSTANCE Instance,
				      _In_ FLT_SET_CONTEXT_OPERATION Operation,
				      _In_ PFLT_CONTEXT NewContext,
				      _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltSetFileContext(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
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
 * FltGetVolumeContext, FltGetInstanceContext, FltGetFileContext, FltGetStreamContext,
 *	FltGetStreamHandleContext - return the context that is set, with a reference for the caller
 * @Filter: the filter that has registered the context
 * @Volume: the volume
 * @Context: receives the context, or NULL
 * @Instance: the instance
 * @FileObject: an open file of the stream
 *
 * The caller releases the reference with FltReleaseContext.
 *
 * IRQL: <= DISPATCH_LEVEL; on Windows: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_FOUND when no context is set; STATUS_NOT_SUPPORTED for a
 *	file that is not open; STATUS_INVALID_PARAMETER, which the log explains, for a wrong
 *	argument or IRQL.
 * Page: fltkernel.h, FltGetVolumeContext and the pages of the others
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetVolumeContext(_In_ PFLT_FILTER Filter,
							  _In_ PFLT_VOLUME Volume,
							  _Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetInstanceContext(_In_ PFLT_INSTANCE Instance,
							    _Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetFileContext(_In_ PFLT_INSTANCE Instance,
							_In_ PFILE_OBJECT FileObject,
							_Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetStreamContext(_In_ PFLT_INSTANCE Instance,
							  _In_ PFILE_OBJECT FileObject,
							  _Outptr_ PFLT_CONTEXT *Context);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetStreamHandleContext(_In_ PFLT_INSTANCE Instance,
								_In_ PFILE_OBJECT FileObject,
								_Outptr_ PFLT_CONTEXT *Context);

/**
 * struct _FLT_RELATED_CONTEXTS - a minifilter's contexts that are set on the objects of a callback
 * @TransactionContext: always NULL here
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
 * FltGetContexts - return the contexts that are set on the objects of a callback
 * @FltObjects: the objects, as passed to the callback
 * @DesiredContexts: the desired types: FLT_*_CONTEXT combined, or FLT_ALL_CONTEXTS
 * @Contexts: receives the contexts, each with a reference for the caller; NULL for a type that is
 *	not desired or not set
 *
 * Release all of them with FltReleaseContexts. To release one earlier, call FltReleaseContext and
 * set its field to NULL.
 *
 * Here: a wrong object is reported (0x18), and its contexts stay NULL.
 *
 * IRQL: <= DISPATCH_LEVEL; on Windows: <= APC_LEVEL.
 * Page: fltkernel.h, FltGetContexts
 */
VOID FLTAPI FltGetContexts(_In_ PCFLT_RELATED_OBJECTS FltObjects,
			   _In_ FLT_CONTEXT_TYPE DesiredContexts,
			   _Out_ PFLT_RELATED_CONTEXTS Contexts);

/**
 * FltReleaseContexts - release each context, and set its field to NULL
 * @Contexts: as filled in by FltGetContexts
 *
 * IRQL: as FltReleaseContext.
 * Page: fltkernel.h, FltReleaseContexts
 */
VOID FLTAPI FltReleaseContexts(_Inout_ PFLT_RELATED_CONTEXTS Contexts);

/**
 * struct _FLT_RELATED_CONTEXTS_EX - the same, with that of a section
 * @TransactionContext, @SectionContext: always NULL here
 *
 * Page: fltkernel.h, FLT_RELATED_CONTEXTS_EX
 */
typedef struct _FLT_RELATED_CONTEXTS_EX {
	PFLT_CONTEXT VolumeContext;
	PFLT_CONTEXT InstanceContext;
	PFLT_CONTEXT FileContext;
	PFLT_CONTEXT StreamContext;
	PFLT_CONTEXT StreamHandleContext;
	PFLT_CONTEXT TransactionContext;
	PFLT_CONTEXT SectionContext;
} FLT_RELATED_CONTEXTS_EX, *PFLT_RELATED_CONTEXTS_EX;

/**
 * FltGetContextsEx, FltReleaseContextsEx - do what FltGetContexts and FltReleaseContexts do, for the larger
 *	structure
 * @FltObjects: the objects, as passed to the callback
 * @DesiredContexts: the desired types: FLT_*_CONTEXT combined, or FLT_ALL_CONTEXTS
 * @ContextsSize: sizeof(FLT_RELATED_CONTEXTS_EX). Here: another size is a line of the log, and the call
 *	does nothing
 * @Contexts: receives the contexts, or has them
 *
 * IRQL: <= DISPATCH_LEVEL; on Windows: <= APC_LEVEL to get, and to release a paged context.
 * Page: fltkernel.h, FltGetContextsEx, FltReleaseContextsEx
 */
VOID FLTAPI FltGetContextsEx(_In_ PCFLT_RELATED_OBJECTS FltObjects, _In_ FLT_CONTEXT_TYPE DesiredContexts,
			     _In_ SIZE_T ContextsSize,
			     _Out_writes_bytes_(ContextsSize) PFLT_RELATED_CONTEXTS_EX Contexts);
VOID FLTAPI FltReleaseContextsEx(_In_ SIZE_T ContextsSize,
				 _Inout_updates_bytes_(ContextsSize) PFLT_RELATED_CONTEXTS_EX Contexts);

/**
 * FltDeleteVolumeContext, FltDeleteInstanceContext, FltDeleteFileContext, FltDeleteStreamContext,
 *	FltDeleteStreamHandleContext - remove the context that is set
 * @Filter: the filter that has registered the context
 * @Volume: the volume
 * @OldContext: NULL, or receives the context, with a reference for the caller
 * @Instance: the instance
 * @FileObject: an open file of the stream
 *
 * The call drops the reference of the object. If @OldContext is not NULL, it passes that reference
 * to the caller instead.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_FOUND when no context is set; STATUS_NOT_SUPPORTED for a
 *	file that is not open; STATUS_INVALID_PARAMETER, which the log explains, for a wrong
 *	argument or IRQL.
 * Page: fltkernel.h, FltDeleteVolumeContext and the pages of the others
 */
NTSTATUS FLTAPI FltDeleteVolumeContext(_In_ PFLT_FILTER Filter, _In_ PFLT_VOLUME Volume,
				       _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteInstanceContext(_In_ PFLT_INSTANCE Instance,
					 _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteFileContext(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
				     _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteStreamContext(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
				       _Outptr_opt_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltDeleteStreamHandleContext(_In_ PFLT_INSTANCE Instance,
					     _In_ PFILE_OBJECT FileObject,
					     _Outptr_opt_ PFLT_CONTEXT *OldContext);

/**
 * FltDeleteContext - remove a context from the object on which it is set
 * @Context: a context of FltAllocateContext
 *
 * The call drops the reference of the object. The caller keeps its own. If the context is not set,
 * the call does nothing.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, FltDeleteContext
 */
VOID FLTAPI FltDeleteContext(_In_ PFLT_CONTEXT Context);

/**
 * FltSupportsFileContexts, FltSupportsFileContextsEx - whether contexts can be set on a file
 * @FileObject: a file object
 * @Instance: NULL, or the instance whose context it would be
 *
 * Here: no file system keeps contexts of files itself, so the first function returns FALSE. The Filter
 * Manager keeps them for an instance, of files that are open.
 *
 * IRQL: <= APC_LEVEL.
 * Return: TRUE if FltSetFileContext can succeed; FALSE also, with a report, for a wrong instance.
 * Page: fltkernel.h, FltSupportsFileContexts, FltSupportsFileContextsEx
 */
_Must_inspect_result_ BOOLEAN FLTAPI FltSupportsFileContexts(_In_ PFILE_OBJECT FileObject);
_Must_inspect_result_ BOOLEAN FLTAPI FltSupportsFileContextsEx(_In_ PFILE_OBJECT FileObject,
							       _In_opt_ PFLT_INSTANCE Instance);

/**
 * FltSupportsStreamContexts, FltSupportsStreamHandleContexts - whether contexts can be set on a stream, on a
 *	file object
 * @FileObject: a file object
 *
 * IRQL: <= APC_LEVEL.
 * Return: TRUE if FltSetStreamContext, FltSetStreamHandleContext can succeed: from the post-operation
 *	callback of its CREATE, where that has succeeded, until its close. FALSE also after a report.
 * Page: fltkernel.h, FltSupportsStreamContexts, FltSupportsStreamHandleContexts
 */
_Must_inspect_result_ BOOLEAN FLTAPI FltSupportsStreamContexts(_In_ PFILE_OBJECT FileObject);
_Must_inspect_result_ BOOLEAN FLTAPI FltSupportsStreamHandleContexts(_In_ PFILE_OBJECT FileObject);

EXTERN_C_END

#endif /* WINWORK_FLT_CONTEXT_H */
