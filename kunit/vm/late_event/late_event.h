/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A callback object, by which the drivers of this test call the owner of the device. With Argument1, which points to a
 * PDEVICE_OBJECT: the device's interface comes, and the PDO is stored there. Without: the routine that is told of that
 * goes on.
 */
#include <wdm.h>

static inline NTSTATUS OpenOwner(PCALLBACK_OBJECT *Object)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Callback\\LateOwner");
	OBJECT_ATTRIBUTES Attributes;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE, NULL, NULL);
	return ExCreateCallback(Object, &Attributes, TRUE, TRUE);
}

static inline NTSTATUS CallOwner(PDEVICE_OBJECT *Pdo)
{
	PCALLBACK_OBJECT Object;
	NTSTATUS Status = OpenOwner(&Object);

	if (!NT_SUCCESS(Status))
		return Status;
	ExNotifyCallback(Object, Pdo, NULL);
	ObDereferenceObject(Object);
	return STATUS_SUCCESS;
}
