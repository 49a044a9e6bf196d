/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Framework objects: parents and children, contexts, references, deletion.
 *
 * The life of an object
 *
 *  1. A ...Create function makes the object, as a child of the driver object or of the
 *     ParentObject in its attributes. The object holds zeroed memory for the driver: its
 *     contexts.
 *  2. WdfObjectDelete, or the deletion of its parent, deletes the object. The framework deletes
 *     the children first, in the same way. For a work item it then waits until the routine has
 *     returned. Then it calls EvtCleanupCallback, in which the driver frees the resources of the
 *     object, and drops its references on it. The object and its ancestors are still valid then.
 *  3. When step 2 is done for the whole tree, the framework drops its own references. The drop of
 *     the last reference on an object calls the object's EvtDestroyCallback, and frees the object
 *     with its contexts. The callbacks of children are called before that of their parent.
 *
 * The callbacks of work items, devices and the driver object, and of objects with
 * WdfExecutionLevelPassive, are called at PASSIVE_LEVEL. If a call at DISPATCH_LEVEL deletes such
 * an object, a worker thread does the deletion soon after the call has returned.
 *
 * Objects that remain when the driver unloads are deleted with the driver object; this is no
 * leak. An object that the driver still references then is a leak, and is reported (0x18).
 */
#ifndef WINWORK_WDF_OBJECT_H
#define WINWORK_WDF_OBJECT_H

#include "../rtl/strings.h"
#include "types.h"
#include "../image.h"

EXTERN_C_START

/**
 * enum _WDF_EXECUTION_LEVEL - the highest IRQL at which the framework calls the callbacks of an
 *	object
 *
 * The driver object, devices and general objects may have an execution level. An object that
 * inherits gets the level of its parent. A driver object that inherits gets
 * WdfExecutionLevelDispatch.
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
 * enum _WDF_SYNCHRONIZATION_SCOPE - the callbacks that the framework serialises with each other
 *
 * The driver object and devices may have a scope. Any object may have WdfSynchronizationScopeNone.
 * A device that inherits gets the scope of the driver object, which is WdfSynchronizationScopeNone
 * by default.
 *
 * With WdfSynchronizationScopeDevice the framework serialises the routines of work items below the
 * device that have AutomaticSerialization: it holds the device's callback lock while it calls them.
 * WdfSynchronizationScopeQueue has the same effect for work items. There are no queues here.
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
 * EVT_WDF_OBJECT_CONTEXT_CLEANUP - clean up an object that is being deleted
 * @Object: the object, which is still valid with its contexts
 *
 * The framework calls this once, after the callbacks of the object's children. In the callback the
 * driver frees the resources of the object, and drops its references on it.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL for the objects named at the top of this file.
 * Page: wdfobject.h, EVT_WDF_OBJECT_CONTEXT_CLEANUP
 */
typedef VOID NTAPI EVT_WDF_OBJECT_CONTEXT_CLEANUP(_In_ WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP *PFN_WDF_OBJECT_CONTEXT_CLEANUP;

/**
 * EVT_WDF_OBJECT_CONTEXT_DESTROY - handle the end of an object after its last reference was
 *	dropped
 * @Object: the object. The callback may access only its contexts.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL for the objects named at the top of this file.
 * Page: wdfobject.h, EVT_WDF_OBJECT_CONTEXT_DESTROY
 */
typedef VOID NTAPI EVT_WDF_OBJECT_CONTEXT_DESTROY(_In_ WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY *PFN_WDF_OBJECT_CONTEXT_DESTROY;

/* A type of context, which WDF_DECLARE_CONTEXT_TYPE defines. */
typedef const struct _WDF_OBJECT_CONTEXT_TYPE_INFO *PCWDF_OBJECT_CONTEXT_TYPE_INFO;
typedef PCWDF_OBJECT_CONTEXT_TYPE_INFO (__cdecl *PFN_GET_UNIQUE_CONTEXT_TYPE)(VOID);

typedef struct _WDF_OBJECT_CONTEXT_TYPE_INFO {
	ULONG Size;			/* of this structure, in bytes */
	LPCSTR ContextName;
	size_t ContextSize;		/* bytes */
	PCWDF_OBJECT_CONTEXT_TYPE_INFO UniqueType;	/* identifies the type */
	PFN_GET_UNIQUE_CONTEXT_TYPE EvtDriverGetUniqueContextType;	/* not called here */
} WDF_OBJECT_CONTEXT_TYPE_INFO, *PWDF_OBJECT_CONTEXT_TYPE_INFO;

/**
 * struct _WDF_OBJECT_ATTRIBUTES - the attributes of a new object
 * @Size: the size of this structure, in bytes
 * @EvtCleanupCallback: the callback, or NULL
 * @EvtDestroyCallback: the callback, or NULL
 * @ExecutionLevel: enum _WDF_EXECUTION_LEVEL
 * @SynchronizationScope: enum _WDF_SYNCHRONIZATION_SCOPE
 * @ParentObject: the parent, or NULL for the driver object. Must be NULL for a device, and is
 *	required for a work item.
 * @ContextSizeOverride: the size of the context in bytes, if larger than that of its type; or 0
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
 * WDF_OBJECT_ATTRIBUTES_INIT - initialise the attributes of an object without a context, which
 *	inherits execution level and synchronization scope
 * @Attributes: receives the values
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
 * WDF_DECLARE_CONTEXT_TYPE_WITH_NAME - declare a structure as a type of context
 * @type: the typedef name of the structure, one word
 * @function: the name of the function that the macro defines: type *function(WDFOBJECT). It accepts
 *	a handle of any type.
 *
 * Use the macro at file or namespace level, with or without a semicolon. A header of several
 * sources may contain it: the definitions are merged. The function returns NULL for an object
 * without a context of that type. It reports a wrong handle, and returns NULL.
 *
 * WDF_DECLARE_CONTEXT_TYPE(type) names the function WdfObjectGet_type.
 *
 * Page: wdfobject.h, WDF_DECLARE_CONTEXT_TYPE_WITH_NAME, WDF_DECLARE_CONTEXT_TYPE
 */
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, function)				\
	typedef type *WDF_TYPE_NAME_POINTER_TYPE(type);					\
	EXTERN_C const WDF_OBJECT_CONTEXT_TYPE_INFO					\
		WDF_TYPE_NAME_TO_TYPE_INFO(type) __attribute((__weak__));		\
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
 * WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE, WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE - set the type of
 *	an object's first context
 * @attributes: a pointer to the attributes. The second macro initialises them first.
 * @type: the name of a declared type
 *
 * Page: wdfobject.h, the names of the macros
 */
#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type) \
	((attributes)->ContextTypeInfo = WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType)
#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, type)	\
	(WDF_OBJECT_ATTRIBUTES_INIT(attributes),			\
	 WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type))

/**
 * WdfObjectGetTypedContext - return the context of an object that has a given type
 * @handle: a handle of any type
 * @type: the name of a declared type
 *
 * The memory is aligned to 16 bytes and zeroed at first. The framework frees it with the object.
 *
 * IRQL: <= DISPATCH_LEVEL + 1.
 * Return: the context, or NULL if the object has none of that type.
 * Page: wdfobject.h, WdfObjectGetTypedContext
 */
#define WdfObjectGetTypedContext(handle, type) \
	((type *)WdfObjectGetTypedContextWorker((WDFOBJECT)(handle), \
						WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType))
PVOID FASTCALL WdfObjectGetTypedContextWorker(_In_ WDFOBJECT Handle,
					      _In_ PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo);

/**
 * WdfObjectAllocateContext - add a context to an object
 * @Handle: the object
 * @ContextAttributes: the type and the size of the context, and callbacks of its own
 * @Context: receives the context; or NULL
 *
 * An object may have any number of contexts, but only one of each type. The framework calls the
 * callbacks of all contexts, and frees the contexts with the object.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS, which is a success, if the object already has
 *	a context of that type, which @Context then receives; STATUS_OBJECT_NAME_INVALID without a
 *	type;
 *	STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED with a ParentObject; STATUS_DELETE_PENDING once
 *	the object is being deleted; STATUS_INSUFFICIENT_RESOURCES; the statuses of bad
 *	attributes, see WdfObjectCreate; or STATUS_INVALID_PARAMETER, with a report, for NULL or a
 *	wrong handle.
 * Page: wdfobject.h, WdfObjectAllocateContext
 */
NTSTATUS NTAPI WdfObjectAllocateContext(_In_ WDFOBJECT Handle,
					_In_ PWDF_OBJECT_ATTRIBUTES ContextAttributes,
					_Outptr_opt_ PVOID *Context);

/**
 * WdfObjectContextGetObject - return the object that a context belongs to
 * @ContextPointer: a context of WdfObjectGetTypedContext or WdfObjectAllocateContext
 *
 * IRQL: any.
 * Return: the object; NULL, with a report (0x10D, parameter 5), for a pointer to something other
 *	than a context.
 * Page: wdfobject.h, WdfObjectContextGetObject
 */
WDFOBJECT FASTCALL WdfObjectContextGetObject(_In_ PVOID ContextPointer);

/* ---- Custom types ------------------------------------------------------------------------- */

/* The context that an object has for each of its custom types. */
typedef struct _WDF_CUSTOM_TYPE_CONTEXT {
	ULONG Size;			/* of this structure, in bytes */
	ULONG_PTR Data;			/* the driver's own */
} WDF_CUSTOM_TYPE_CONTEXT, *PWDF_CUSTOM_TYPE_CONTEXT;

#define WDF_CUSTOM_TYPE_CONTEXT_NAME(type) WdfCustomType_##type
#define WDF_GET_CUSTOM_TYPE_FUNCTION_NAME(type) WdfObjectGetCustomType_##type
#define WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME(type) WdfObjectAddCustomType_##type

WINWORK_OWN NTSTATUS WinworkWdfObjectAddCustomType(_In_ WDFOBJECT Handle,
	_In_ PCWDF_OBJECT_CONTEXT_TYPE_INFO Type, _In_ ULONG_PTR Data,
	_In_opt_ PFN_WDF_OBJECT_CONTEXT_CLEANUP Cleanup,
	_In_opt_ PFN_WDF_OBJECT_CONTEXT_DESTROY Destroy)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	PVOID Context;
	NTSTATUS Status;

	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ContextTypeInfo = Type;
	Attributes.EvtCleanupCallback = Cleanup;
	Attributes.EvtDestroyCallback = Destroy;
	Status = WdfObjectAllocateContext(Handle, &Attributes, &Context);
	if (NT_SUCCESS(Status)) {
		PWDF_CUSTOM_TYPE_CONTEXT Added = (PWDF_CUSTOM_TYPE_CONTEXT)Context;

		Added->Size = sizeof(*Added);
		Added->Data = Data;
	}
	return Status;
}

/**
 * WDF_DECLARE_CUSTOM_TYPE - declare a custom type, by which a driver recognises its objects
 * @type: the name of the type, one word. It is no type of C.
 *
 * Use the macro at file level, with or without a semicolon. A header of several sources may contain
 * it. An object may have any number of custom types.
 *
 * Page: wdfobject.h, WDF_DECLARE_CUSTOM_TYPE
 */
#define WDF_DECLARE_CUSTOM_TYPE(type)							\
	typedef WDF_CUSTOM_TYPE_CONTEXT WDF_CUSTOM_TYPE_CONTEXT_NAME(type);		\
	WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(WDF_CUSTOM_TYPE_CONTEXT_NAME(type),		\
					   WDF_GET_CUSTOM_TYPE_FUNCTION_NAME(type))	\
	WINWORK_OWN NTSTATUS WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME(type)(			\
		_In_ WDFOBJECT Handle, _In_opt_ ULONG_PTR Data,				\
		_In_opt_ PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback,		\
		_In_opt_ PFN_WDF_OBJECT_CONTEXT_DESTROY EvtDestroyCallback)		\
	{										\
		return WinworkWdfObjectAddCustomType(					\
			Handle,								\
			WDF_GET_CONTEXT_TYPE_INFO(					\
				WDF_CUSTOM_TYPE_CONTEXT_NAME(type))->UniqueType,	\
			Data, EvtCleanupCallback, EvtDestroyCallback);			\
	}

/**
 * WdfObjectAddCustomTypeWithData, WdfObjectAddCustomType - give a custom type to an object
 * @handle: the object
 * @type: the name of a declared custom type
 * @data: a value of the driver's own, often a pointer. The second macro stores 0.
 * @cleanup: an EVT_WDF_OBJECT_CONTEXT_CLEANUP of this type; or NULL, as in the second macro
 * @destroy: an EVT_WDF_OBJECT_CONTEXT_DESTROY of this type; or NULL, as in the second macro
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS, which is a success, if the object already has
 *	the type, whose data is then replaced; STATUS_DELETE_PENDING once the object is being
 *	deleted; STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report, for a
 *	wrong handle.
 * Page: wdfobject.h, WdfObjectAddCustomTypeWithData, WdfObjectAddCustomType
 */
#define WdfObjectAddCustomTypeWithData(handle, type, data, cleanup, destroy) \
	WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME(type)(handle, data, cleanup, destroy)
#define WdfObjectAddCustomType(handle, type) \
	WdfObjectAddCustomTypeWithData(handle, type, 0, NULL, NULL)

/**
 * WdfObjectIsCustomType - does an object have a custom type?
 * @handle: a handle of any type
 * @type: the name of a declared custom type
 *
 * IRQL: <= DISPATCH_LEVEL + 1.
 * Return: TRUE or FALSE.
 * Page: wdfobject.h, WdfObjectIsCustomType
 */
#define WdfObjectIsCustomType(handle, type) \
	(WdfObjectGetTypedContext(handle, WDF_CUSTOM_TYPE_CONTEXT_NAME(type)) != NULL ? TRUE : FALSE)

/**
 * WdfObjectGetCustomTypeData - return the data that came with an object's custom type
 * @handle: an object that has the type. Another one leads to a NULL pointer, as on Windows.
 * @type: the name of the custom type
 *
 * IRQL: <= DISPATCH_LEVEL + 1.
 * Return: the data.
 * Page: wdfobject.h, WdfObjectGetCustomTypeData
 */
#define WdfObjectGetCustomTypeData(handle, type) \
	(WDF_GET_CUSTOM_TYPE_FUNCTION_NAME(type)(handle)->Data)

/* ---- Objects ------------------------------------------------------------------------------ */

NTSTATUS NTAPI WinworkWdfObjectCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				      _Out_ WDFOBJECT *Object, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfObjectCreate - create a general object, which has contexts and a place in the tree
 * @Attributes: the attributes, or NULL
 * @Object: receives the object
 *
 * The object is deleted with its parent, or by WdfObjectDelete. Bad attributes have these statuses
 * in all ...Create functions:
 *
 *	STATUS_INFO_LENGTH_MISMATCH			a wrong Size, also in the type of the
 *							context
 *	STATUS_WDF_OBJECT_ATTRIBUTES_INVALID		a ContextSizeOverride without a type, or
 *							smaller than the size of the type; a type
 *							with a size and no name; an enumerator
 *							that is out of range
 *	STATUS_INTEGER_OVERFLOW				a context that is larger than any memory
 *	STATUS_WDF_EXECUTION_LEVEL_INVALID		an execution level, for an object that may
 *							not have one
 *	STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID	a synchronization scope, for an object
 *							that may not have one
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the parent is
 *	being deleted; STATUS_INVALID_PARAMETER, with a report, for a NULL @Object, a wrong
 *	ParentObject, or if there is no ParentObject and no WDFDRIVER; the statuses above.
 * Page: wdfobject.h, WdfObjectCreate
 */
WINWORK_OWN NTSTATUS WdfObjectCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				     _Out_ WDFOBJECT *Object)
{
	return WinworkWdfObjectCreate(Attributes, Object, &WinworkImage);
}

/**
 * WdfObjectDelete - delete an object and its children
 * @Object: an object other than the driver object; of devices, only a control device of
 *	WdfControlDeviceInitAllocate
 *
 * The top of this file states the order. At PASSIVE_LEVEL the call waits for the work items of the
 * tree that are queued or run, so it may take long. Every ten seconds the log names the item that
 * it waits for. In the routine of a work item of the tree the call returns at once. The objects are
 * then deleted after the routine has returned.
 *
 * Here: a second deletion, and an object that may not be deleted by this function, are reported
 * (0x10D, parameter 7), and the call does nothing. If the object's parent is being deleted, the
 * call is OK and does nothing: the deletion of the parent deletes the object.
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
 * WdfObjectReference, WdfObjectReferenceWithTag - take a reference on an object
 * WdfObjectDereference, WdfObjectDereferenceWithTag - drop a reference on an object
 * @Handle: the object
 * @Tag: a pointer for debugging; has no effect here
 *
 * Each reference requires one dereference. A reference does not prevent the deletion of the object.
 * It only delays the EvtDestroyCallback and the freeing of the memory. The call that drops the last
 * reference calls EvtDestroyCallback. If that call is at DISPATCH_LEVEL, and the callback must run
 * at PASSIVE_LEVEL, a worker thread calls it.
 *
 * Here: a reference on an object whose EvtDestroyCallback has begun, and a dereference without a
 * reference of the driver's, are reported (0x10D, parameter 7), and do nothing.
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
