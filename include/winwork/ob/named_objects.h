/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects by their names.
 */
#ifndef WINWORK_OB_NAMED_OBJECTS_H
#define WINWORK_OB_NAMED_OBJECTS_H

#include "objects.h"

EXTERN_C_START

extern POBJECT_TYPE *IoDriverObjectType;
extern POBJECT_TYPE *IoDeviceObjectType;

/**
 * ObReferenceObjectByName - return the object that has a name, with a reference
 * @ObjectName: \Driver\Name of a driver, \Device\Name of a device, \DosDevices\Name of a link to a device, or
 *	\BaseNamedObjects\Name and the like of an event
 * @Attributes: has no effect here: names compare without case
 * @PassedAccessState: has no effect here: there are no access checks
 * @DesiredAccess: has no effect here
 * @ObjectType: *IoDriverObjectType, *IoDeviceObjectType or *ExEventObjectType
 * @AccessMode: has no effect here
 * @ParseContext: has no effect here
 * @Object: receives the object; NULL after a failure. ObDereferenceObject drops the reference
 *
 * The reference is that of ObReferenceObject. It keeps the object until its driver is unloaded: that does not wait
 * for it, reports it (0x18), and ends the object. IoGetDeviceObjectPointer keeps the driver as well.
 *
 * Here: the driver object of a module is \Driver\Name, also that of a file system or a filter. There are no driver
 * objects of Windows's own drivers, such as \Driver\Disk. A driver whose unload has begun is not found, nor are its
 * devices.
 *
 * No header of the WDK declares this function and the two types. A driver declares them, or looks them up by
 * MmGetSystemRoutineAddress. So no header here includes this one.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_OBJECT_TYPE_MISMATCH if an object of another type, or a
 *	folder, has the name. With a line in the log: STATUS_OBJECT_PATH_SYNTAX_BAD for a name that does not begin with
 *	a backslash; STATUS_OBJECT_NAME_INVALID for one that is too long, no text, or has an empty part;
 *	STATUS_OBJECT_PATH_NOT_FOUND for a folder that there is not; STATUS_INVALID_PARAMETER for a NULL @Object or
 *	@ObjectType.
 * Page: none
 */
NTSTATUS NTAPI ObReferenceObjectByName(_In_ PUNICODE_STRING ObjectName, _In_ ULONG Attributes,
				       _In_opt_ struct _ACCESS_STATE *PassedAccessState,
				       _In_opt_ ACCESS_MASK DesiredAccess,
				       _In_ POBJECT_TYPE ObjectType,
				       _In_ KPROCESSOR_MODE AccessMode,
				       _Inout_opt_ PVOID ParseContext, _Out_ PVOID *Object);

EXTERN_C_END

#endif /* WINWORK_OB_NAMED_OBJECTS_H */
