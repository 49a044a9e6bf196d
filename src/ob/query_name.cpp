/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ObQueryNameString.
 */
#include <ntifs.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "device.hpp"
#include "names.hpp"

namespace ww {
namespace {

/* The file may outlive the device. */
void put_file(const FILE_OBJECT &file, NameOut &to)
{
	void *const device = file.DeviceObject;

	if (object_try_reference_kept(device)) {
		to.add(object_header(device)->name);
		object_dereference_kept(device);
	}
	to.add(&file.FileName);
}

NTSTATUS put(void *object, const ObjectType &type, NameOut &to)
{
	if (type.put_name)
		return type.put_name(object, to);
	if (type.is_file)
		put_file(*static_cast<FILE_OBJECT *>(object), to);
	else if (!object_header(object)->is_nameless.load())
		to.add(object_header(object)->name);
	return STATUS_SUCCESS;
}

/* With a reference of the driver's, which is dropped. */
NTSTATUS query(void *object, NameOut &to, ULONG &needed)
{
	const ObjectType *const type = object_type(object);
	/* A process or another value has no name. */
	NTSTATUS status = type ? put(object, *type, to) : STATUS_SUCCESS;

	if (NT_SUCCESS(status))
		status = to.finish(needed);
	return status;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS NTAPI ObQueryNameString(PVOID Object, POBJECT_NAME_INFORMATION ObjectNameInfo, ULONG Length,
					    PULONG ReturnLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Object))
		return STATUS_UNSUCCESSFUL;
	if (!ReturnLength)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ReturnLength is NULL");
	*ReturnLength = 0;
	if (Length && !ObjectNameInfo)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ObjectNameInfo is NULL, and Length is %u", Length);

	NTSTATUS status = reference_of_type(call, Object, nullptr, KernelMode);

	if (!NT_SUCCESS(status))
		return status;

	NameOut to(ObjectNameInfo, Length);

	status = query(Object, to, *ReturnLength);
	ObDereferenceObject(Object);
	return status;
}
