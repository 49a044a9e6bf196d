/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Framework objects: parents and children, contexts, references, deletion.
 *
 * The life of an object
 *
 *  1. A ...Create function makes it, a child of another object: of the driver object, or of the
 *     ParentObject in its attributes. It holds zeroed memory of the driver's: its contexts.
 *  2. It is deleted by WdfObjectDelete, or because its parent is. Its children go first, in the
 *     same way. Then the framework waits for what it must wait for: a work item's routine. Then
 *     it calls EvtCleanupCallback: the driver gives up what the object stands for, and drops
 *     references on it. The object is still valid then, and so are its ancestors.
 *  3. When all of the tree that is deleted has been through that, and the last reference on an
 *     object is gone, the framework calls its EvtDestroyCallback, the children's before the
 *     parent's, and frees the memory, contexts and all.
 *
 * The callbacks of work items, devices and the driver object, and of objects with
 * WdfExecutionLevelPassive, are called at PASSIVE_LEVEL: a deletion from DISPATCH_LEVEL that
 * would reach one of those is done by a worker thread, soon after the call has returned.
 *
 * Objects that a driver leaves when it unloads are deleted with the driver object; that is no
 * leak. An object that the driver still has references on then is: it is reported (0x18).
 */
#ifndef WINWORK_WDF_OBJECT_H
#define WINWORK_WDF_OBJECT_H

#include "rtl.h"
#include "wdf_types.h"

EXTERN_C_START

/**
 * enum _WDF_EXECUTION_LEVEL - up to which IRQL the framework calls the callbacks of an object
 *
 * May be given for the driver, for devices and for general objects. An object that inherits has
 * its parent's; the driver object has WdfExecutionLevelDispatch then.
 *
 * Page: wdfobject.h, WDF_EXECUTION_LEVEL
 */
typedef enum _WDF_EXECUTION_LEVEL {
	WdfExecutionLevelInvalid,
	WdfExecutionLevelInheritFromParent,
	WdfExecutionLevelPassive,
	WdfExecutionLevelDispatch
} WDF_EXECUTION_LEVEL;

/**
 * enum _WDF_SYNCHRONIZATION_SCOPE - whose callbacks the framework serialises with each other
 *
 * May be given for the driver and for devices, and None for any object; a device that inherits has
 * the driver's, and that is WdfSynchronizationScopeNone unless it was given. With Device the
 * framework holds the device's callback lock while it calls the routine of a work item below the
 * device whose AutomaticSerialization is TRUE. Queue means the same for work items; there are no
 * queues here.
 *
 * Page: wdfobject.h, WDF_SYNCHRONIZATION_SCOPE
 */
typedef enum _WDF_SYNCHRONIZATION_SCOPE {
	WdfSynchronizationScopeInvalid,
	WdfSynchronizationScopeInheritFromParent,
	WdfSynchronizationScopeDevice,
	WdfSynchronizationScopeQueue,
	WdfSynchronizationScopeNone
} WDF_SYNCHRONIZATION_SCOPE;

/**
 * EVT_WDF_OBJECT_CONTEXT_CLEANUP - the object is being deleted
 * @Object: it; with its contexts it is still valid
 *
 * Called once, after the object's children have had theirs. Here the driver frees what belongs to
 * the object, and drops the references that it has on it.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL for the objects named at the top of this file.
 * Page: wdfobject.h, EVT_WDF_OBJECT_CONTEXT_CLEANUP
 */
typedef VOID NTAPI EVT_WDF_OBJECT_CONTEXT_CLEANUP(_In_ WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP *PFN_WDF_OBJECT_CONTEXT_CLEANUP;

/**
 * EVT_WDF_OBJECT_CONTEXT_DESTROY - nobody references the object any more
 * @Object: it; for the last time. The only things to do with it are to use its contexts.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL for the objects named at the top of this file.
 * Page: wdfobject.h, EVT_WDF_OBJECT_CONTEXT_DESTROY
 */
typedef VOID NTAPI EVT_WDF_OBJECT_CONTEXT_DESTROY(_In_ WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY *PFN_WDF_OBJECT_CONTEXT_DESTROY;

/* A type of context. WDF_DECLARE_CONTEXT_TYPE makes one. */
typedef const struct _WDF_OBJECT_CONTEXT_TYPE_INFO *PCWDF_OBJECT_CONTEXT_TYPE_INFO;
typedef PCWDF_OBJECT_CONTEXT_TYPE_INFO (__cdecl *PFN_GET_UNIQUE_CONTEXT_TYPE)(VOID);

typedef struct _WDF_OBJECT_CONTEXT_TYPE_INFO {
	ULONG Size;			/* of this structure */
	LPCSTR ContextName;
	size_t ContextSize;
	PCWDF_OBJECT_CONTEXT_TYPE_INFO UniqueType;	/* tells the type from others */
	PFN_GET_UNIQUE_CONTEXT_TYPE EvtDriverGetUniqueContextType;	/* not called here */
} WDF_OBJECT_CONTEXT_TYPE_INFO, *PWDF_OBJECT_CONTEXT_TYPE_INFO;

/**
 * struct _WDF_OBJECT_ATTRIBUTES - what an object is to be like
 * @Size: of this structure
 * @EvtCleanupCallback: or NULL
 * @EvtDestroyCallback: or NULL
 * @ExecutionLevel: enum _WDF_EXECUTION_LEVEL
 * @SynchronizationScope: enum _WDF_SYNCHRONIZATION_SCOPE
 * @ParentObject: or NULL for the driver object; not for devices, which are its children, and
 *	required for work items
 * @ContextSizeOverride: bytes of the context, if more than those of its type; or 0
 * @ContextTypeInfo: the type of the first context, or NULL for none
 *
 * Page: wdfobject.h, WDF_OBJECT_ATTRIBUTES
 */
typedef struct _WDF_OBJECT_ATTRIBUTES {
	ULONG Size;
	PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback;
	PFN_WDF_OBJECT_CONTEXT_DESTROY EvtDestroyCallback;
	WDF_EXECUTION_LEVEL ExecutionLevel;
	WDF_SYNCHRONIZATION_SCOPE SynchronizationScope;
	WDFOBJECT ParentObject;
	size_t ContextSizeOverride;
	PCWDF_OBJECT_CONTEXT_TYPE_INFO ContextTypeInfo;
} WDF_OBJECT_ATTRIBUTES, *PWDF_OBJECT_ATTRIBUTES;

/**
 * WDF_OBJECT_ATTRIBUTES_INIT - attributes of an object that inherits and has no context
 * @Attributes: filled in
 *
 * IRQL: any.
 * Page: wdfobject.h, WDF_OBJECT_ATTRIBUTES_INIT
 */
WINWORK_OWN VOID WDF_OBJECT_ATTRIBUTES_INIT(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes)
{
	RtlZeroMemory(Attributes, sizeof(*Attributes));
	Attributes->Size = WDF_STRUCTURE_SIZE(WDF_OBJECT_ATTRIBUTES);
	Attributes->ExecutionLevel = WdfExecutionLevelInheritFromParent;
	Attributes->SynchronizationScope = WdfSynchronizationScopeInheritFromParent;
}

/* ---- Types of contexts -------------------------------------------------------------------- */

#define WDF_TYPE_NAME_TO_TYPE_INFO(type) _WDF_##type##_TYPE_INFO
#define WDF_GET_CONTEXT_TYPE_INFO(type) (&WDF_TYPE_NAME_TO_TYPE_INFO(type))
#define WDF_TYPE_NAME_POINTER_TYPE(type) WDF_POINTER_TYPE_##type

/**
 * WDF_DECLARE_CONTEXT_TYPE_WITH_NAME - make a structure a type of context
 * @type: its typedef name, one word
 * @function: name of the function that it defines: type *function(WDFOBJECT), any handle will do
 *
 * At file or namespace level, in a source or in a header of several; the definitions are merged.
 * With a semicolon behind it or without. The function returns NULL for an object that has no
 * context of that type; a wrong handle is reported, and gets NULL.
 *
 * WDF_DECLARE_CONTEXT_TYPE(type) calls the function WdfObjectGet_type.
 *
 * Page: wdfobject.h, WDF_DECLARE_CONTEXT_TYPE_WITH_NAME, WDF_DECLARE_CONTEXT_TYPE
 */
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, function)				\
	typedef type *WDF_TYPE_NAME_POINTER_TYPE(type);					\
	EXTERN_C const WDF_OBJECT_CONTEXT_TYPE_INFO					\
		WDF_TYPE_NAME_TO_TYPE_INFO(type) __attribute__((__weak__));		\
	const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) = {		\
		sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), #type, sizeof(type),		\
		WDF_GET_CONTEXT_TYPE_INFO(type), NULL					\
	};										\
	WINWORK_OWN WDF_TYPE_NAME_POINTER_TYPE(type) function(_In_ WDFOBJECT Handle)	\
	{										\
		return (WDF_TYPE_NAME_POINTER_TYPE(type))WdfObjectGetTypedContextWorker(	\
			Handle, WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType);		\
	}

#define WDF_DECLARE_CONTEXT_TYPE(type) \
	WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, WdfObjectGet_##type)

/**
 * WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE, WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE - give the
 *	object a context
 * @attributes: pointer to the attributes; INIT initialises them first
 * @type: name of a declared type
 *
 * Page: wdfobject.h, the names of the macros
 */
#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type) \
	((attributes)->ContextTypeInfo = WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType)
#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, type)	\
	(WDF_OBJECT_ATTRIBUTES_INIT(attributes),			\
	 WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type))

/**
 * WdfObjectGetTypedContext - an object's context of a type
 * @handle: a handle of any type
 * @type: name of a declared type
 *
 * The memory is aligned to 16 bytes, was zeroed when it was made, and is freed with the object.
 *
 * IRQL: <= DISPATCH_LEVEL + 1.
 * Return: it, or NULL if the object has none of that type.
 * Page: wdfobject.h, WdfObjectGetTypedContext
 */
#define WdfObjectGetTypedContext(handle, type) \
	((type *)WdfObjectGetTypedContextWorker((WDFOBJECT)(handle), \
						WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType))
PVOID FASTCALL WdfObjectGetTypedContextWorker(_In_ WDFOBJECT Handle,
					      _In_ PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo);

/**
 * WdfObjectAllocateContext - give an object one more context
 * @Handle: the object
 * @ContextAttributes: the type and the size of the context, and callbacks of its own
 * @Context: receives the context, or NULL
 *
 * An object has any number of contexts, one of each type; the callbacks that came with each are
 * called.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS, a success, if it has one of that type
 *	already, which @Context receives then; STATUS_OBJECT_NAME_INVALID without a type;
 *	STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED with a ParentObject; STATUS_DELETE_PENDING once the
 *	object is being deleted; STATUS_INSUFFICIENT_RESOURCES; the statuses of bad attributes, see
 *	WdfObjectCreate; or STATUS_INVALID_PARAMETER, with a report, for NULL or a wrong handle.
 * Page: wdfobject.h, WdfObjectAllocateContext
 */
NTSTATUS NTAPI WdfObjectAllocateContext(_In_ WDFOBJECT Handle,
					_In_ PWDF_OBJECT_ATTRIBUTES ContextAttributes,
					_Outptr_opt_ PVOID *Context);

/**
 * WdfObjectContextGetObject - the object that a context belongs to
 * @ContextPointer: what WdfObjectGetTypedContext or WdfObjectAllocateContext gave
 *
 * IRQL: any.
 * Return: the object; NULL, with a report (0x10D, parameter 5), for what is no context.
 * Page: wdfobject.h, WdfObjectContextGetObject
 */
WDFOBJECT FASTCALL WdfObjectContextGetObject(_In_ PVOID ContextPointer);

/* ---- Objects ------------------------------------------------------------------------------ */

NTSTATUS NTAPI WinworkWdfObjectCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				      _Out_ WDFOBJECT *Object, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfObjectCreate - make a general object: a context with a place in the tree
 * @Attributes: or NULL
 * @Object: receives it
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the parent is
 *	being deleted; STATUS_INVALID_PARAMETER, with a report, for @Object NULL, a wrong
 *	ParentObject, or no WDFDRIVER to be its parent. For bad attributes
 *	STATUS_INFO_LENGTH_MISMATCH (Size, here or in the type of the context),
 *	STATUS_WDF_OBJECT_ATTRIBUTES_INVALID (ContextSizeOverride without a type or smaller than its
 *	size, a size without a name, enumerators out of range), STATUS_WDF_EXECUTION_LEVEL_INVALID
 *	and STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID (one that may not be given for the object).
 * Page: wdfobject.h, WdfObjectCreate
 */
WINWORK_OWN NTSTATUS WdfObjectCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				     _Out_ WDFOBJECT *Object)
{
	return WinworkWdfObjectCreate(Attributes, Object, &WinworkImage);
}

/**
 * WdfObjectDelete - delete an object and its children
 * @Object: not the driver object, and no device but one of WdfControlDeviceInitAllocate
 *
 * See the top of this file for the order. A work item in the tree that is queued or runs is
 * waited for, and every ten seconds the log says for which; so at PASSIVE_LEVEL the call may last.
 * In the routine of a work item that belongs to the tree the call returns at once, and the
 * deletion is done after the routine has returned.
 *
 * Here: a second deletion, and an object that may not be deleted so, are reported (0x10D,
 * parameter 7) and do nothing. When the object's parent is being deleted the call is OK, and
 * leaves it to that.
 *
 * IRQL: <= DISPATCH_LEVEL; a control device at PASSIVE_LEVEL.
 * Page: wdfobject.h, WdfObjectDelete
 */
VOID NTAPI WdfObjectDelete(_In_ WDFOBJECT Object);

VOID NTAPI WdfObjectReferenceActual(_In_ WDFOBJECT Handle, _In_opt_ PVOID Tag, _In_ LONG Line,
				    _In_z_ const CHAR *File);
VOID NTAPI WdfObjectDereferenceActual(_In_ WDFOBJECT Handle, _In_opt_ PVOID Tag, _In_ LONG Line,
				      _In_z_ const CHAR *File);

/**
 * WdfObjectReference, WdfObjectReferenceWithTag - keep an object from being destroyed
 * WdfObjectDereference, WdfObjectDereferenceWithTag - and let it go
 * @Handle: the object
 * @Tag: for debugging on Windows
 *
 * A reference does not keep an object from being deleted, only its memory and its
 * EvtDestroyCallback from their end. EvtDestroyCallback is called by whoever drops the last one,
 * or, from DISPATCH_LEVEL for an object of PASSIVE_LEVEL, by a worker thread.
 *
 * Here: tags are not kept. A dereference without a reference of the driver's is reported (0x10D,
 * parameter 7), and does nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfobject.h, the names of the macros
 */
#define WdfObjectReference(Handle) WdfObjectReferenceWithTag(Handle, NULL)
#define WdfObjectReferenceWithTag(Handle, Tag) \
	WdfObjectReferenceActual(Handle, Tag, __LINE__, __FILE__)
#define WdfObjectDereference(Handle) WdfObjectDereferenceWithTag(Handle, NULL)
#define WdfObjectDereferenceWithTag(Handle, Tag) \
	WdfObjectDereferenceActual(Handle, Tag, __LINE__, __FILE__)

EXTERN_C_END

#endif /* WINWORK_WDF_OBJECT_H */
