/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of drivers that build and take apart stacks of devices.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "file.hpp"
#include "names.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"
#include "ob/stack.hpp"

namespace ww {
namespace {

bool check_device(CallSite call, PDEVICE_OBJECT device)
{
	return at_dispatch_or_below(call, device) && check_type(call, device, device_type);
}

NTSTATUS attach(CallSite call, PDEVICE_OBJECT source, PDEVICE_OBJECT target, PDEVICE_OBJECT *below)
{
	if (!check_device(call, source) || !check_type(call, target, device_type))
		return STATUS_INVALID_PARAMETER;

	if (device_state(target).is_of_volume)
		return refuse(call, source, STATUS_INVALID_DEVICE_REQUEST,
			      "TargetDevice is that of a volume, which only minifilters filter");

	const NTSTATUS status = stack_attach(source, target, below);

	if (status == STATUS_INVALID_PARAMETER)
		refuse(call, source, status,
		       "SourceDevice is attached already, or TargetDevice's stack is too high");
	return status;
}

/* The handle is closed at once: nothing but the attachment keeps the device. */
void close(FileState *file)
{
	file_close_handle(file);
	object_dereference_kept(file);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PDEVICE_OBJECT NTAPI IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
						 PDEVICE_OBJECT TargetDevice)
{
	PDEVICE_OBJECT below = nullptr;

	attach(WW_CALL_SITE, SourceDevice, TargetDevice, &below);
	return below;
}

NTSTATUS NTAPI IoAttachDeviceToDeviceStackSafe(PDEVICE_OBJECT SourceDevice,
					       PDEVICE_OBJECT TargetDevice,
					       PDEVICE_OBJECT *AttachedToDeviceObject)
{
	return attach(WW_CALL_SITE, SourceDevice, TargetDevice, AttachedToDeviceObject);
}

NTSTATUS NTAPI IoAttachDeviceByPointer(PDEVICE_OBJECT SourceDevice, PDEVICE_OBJECT TargetDevice)
{
	PDEVICE_OBJECT below;

	return attach(WW_CALL_SITE, SourceDevice, TargetDevice, &below);
}

NTSTATUS NTAPI IoAttachDevice(PDEVICE_OBJECT SourceDevice, PUNICODE_STRING TargetDevice,
			      PDEVICE_OBJECT *AttachedDevice)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];
	struct ww_target target;
	FileState *file = nullptr;

	*AttachedDevice = nullptr;
	if (!at_apc_or_below(call, SourceDevice) || !check_type(call, SourceDevice, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!name_from_unicode(name, TargetDevice))
		return refuse(call, SourceDevice, STATUS_OBJECT_NAME_INVALID,
			      "TargetDevice is too long, or no text");

	NTSTATUS status = target_find(name, target);

	if (!NT_SUCCESS(status))
		return status;

	Open open = {
		.device = static_cast<PDEVICE_OBJECT>(target.device),
		.rest = target.rest,
		.access = FILE_READ_ATTRIBUTES,
		.share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
		.options = FILE_NON_DIRECTORY_FILE,
		.disposition = FILE_OPEN,
		.attributes = 0,
		.reads = FALSE,
		.writes = FALSE,
		.mode = KernelMode,
		.operations = target.operations,
	};

	status = file_open(open, &file);
	if (NT_SUCCESS(status)) {
		status = attach(call, SourceDevice, open.device, AttachedDevice);
		close(file);
	}
	ww_target_put(&target);
	return status;
}

VOID NTAPI IoDetachDevice(PDEVICE_OBJECT TargetDevice)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_device(call, TargetDevice) || stack_detach(TargetDevice))
		return;
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kDetachesUnattached, address_of(call.caller),
				address_of(TargetDevice), 0 },
		 .call = call, .item = TargetDevice, .owner = TargetDevice },
	       "no device is attached to the device");
}

PDEVICE_OBJECT NTAPI IoGetAttachedDevice(PDEVICE_OBJECT DeviceObject)
{
	return check_device(WW_CALL_SITE, DeviceObject) ? stack_top(DeviceObject) : nullptr;
}

PDEVICE_OBJECT NTAPI IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject)
{
	return check_device(WW_CALL_SITE, DeviceObject) ? stack_top_reference(DeviceObject)
							: nullptr;
}

PDEVICE_OBJECT NTAPI IoGetLowerDeviceObject(PDEVICE_OBJECT DeviceObject)
{
	return check_device(WW_CALL_SITE, DeviceObject) ? stack_lower_reference(DeviceObject)
							: nullptr;
}

PDEVICE_OBJECT NTAPI IoGetDeviceAttachmentBaseRef(PDEVICE_OBJECT DeviceObject)
{
	return check_device(WW_CALL_SITE, DeviceObject) ? stack_lowest_reference(DeviceObject)
							: nullptr;
}

} /* extern "C" */
