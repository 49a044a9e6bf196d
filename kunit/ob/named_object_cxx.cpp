/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ObReferenceObjectByName in C++, as a driver declares it.
 */
#include <ntddk.h>

#include "named_object.h"

extern "C" {

extern POBJECT_TYPE *IoDriverObjectType;

NTKERNELAPI NTSTATUS ObReferenceObjectByName(
	IN PUNICODE_STRING ObjectName, IN ULONG Attributes, IN PACCESS_STATE AccessState OPTIONAL,
	IN ACCESS_MASK DesiredAccess OPTIONAL, IN POBJECT_TYPE ObjectType,
	IN KPROCESSOR_MODE AccessMode, IN OUT PVOID ParseContext OPTIONAL, OUT PVOID *Object);

NTSTATUS DriverByNameInCxx(PUNICODE_STRING Name, PVOID *Object)
{
	return ObReferenceObjectByName(Name, OBJ_CASE_INSENSITIVE, nullptr, 0, *IoDriverObjectType,
				       KernelMode, nullptr, Object);
}
}
