/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The devices of the volume of a mount: the Filter Manager's, and that of its disk. They say what the volume is, and
 * nothing else: each request to them fails, and no device can be attached to them. They are made when a driver asks
 * for the first of them.
 */
#include "volume_device.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "held.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

constinit PDRIVER_OBJECT volumes = nullptr;

NTSTATUS create(PFLT_VOLUME volume, DEVICE_TYPE type, PDEVICE_OBJECT *device)
{
	const NTSTATUS status = IoCreateDevice(volumes, 0, nullptr, type, 0, FALSE, device);

	if (!NT_SUCCESS(status))
		return status;
	(*device)->SectorSize = volume->sector_size;
	(*device)->AlignmentRequirement = volume->sector_size - 1u;
	(*device)->Flags &= ~DO_DEVICE_INITIALIZING;
	device_state(*device).is_of_volume = true;
	device_state(*device).letter = volume->letter;
	return status;
}

/* Two threads may make one at the same time. */
NTSTATUS have(PFLT_VOLUME volume, DEVICE_TYPE type, Atomic<PDEVICE_OBJECT> &place)
{
	PDEVICE_OBJECT made, expected = nullptr;
	NTSTATUS status;

	if (place.load(Order::acquire))
		return STATUS_SUCCESS;
	status = create(volume, type, &made);
	if (NT_SUCCESS(status) && !place.compare_exchange(expected, made))
		IoDeleteDevice(made);
	return status;
}

struct Wanted {
	CallSite call;
	const char *parameter;
	DEVICE_TYPE type;
	Atomic<PDEVICE_OBJECT> _FLT_VOLUME::*place;
};

NTSTATUS get(const Wanted &wanted, PFLT_VOLUME volume, PDEVICE_OBJECT *device)
{
	NTSTATUS status;

	if (!at_apc_or_below(wanted.call, volume) || !check_type(wanted.call, volume, volume_type))
		return STATUS_INVALID_PARAMETER;
	if (!device)
		return refuse(wanted.call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", wanted.parameter);
	*device = nullptr;
	if (!volume->mount)
		return STATUS_FLT_NO_DEVICE_OBJECT;
	status = have(volume, wanted.type, volume->*wanted.place);
	if (!NT_SUCCESS(status))
		return status;
	*device = (volume->*wanted.place).load(Order::acquire);
	object_reference(*device);
	return status;
}

void remove(Atomic<PDEVICE_OBJECT> &place)
{
	if (const PDEVICE_OBJECT device = place.exchange(nullptr))
		IoDeleteDevice(device);
}

bool is_device_of_volume(PDEVICE_OBJECT device)
{
	return device_state(device).is_of_volume && device->DeviceType == FILE_DEVICE_DISK_FILE_SYSTEM;
}

} /* namespace */

PFLT_VOLUME volume_of_device(PDEVICE_OBJECT device)
{
	return find_that(volume_next,
			 [device](PFLT_VOLUME volume) { return volume->device.load(Order::acquire) == device; });
}

void volume_devices_delete(PFLT_VOLUME volume)
{
	remove(volume->device);
	remove(volume->disk);
}

int volume_devices_init()
{
	bool taken;

	volumes = driver_create("volmgr", "\\Driver\\volmgr", nullptr, &taken);
	return volumes ? 0 : -WW_ENOMEM;
}

/* No volume is left. */
void volume_devices_exit()
{
	object_destroy(volumes);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetDeviceObject(PFLT_VOLUME Volume, PDEVICE_OBJECT *DeviceObject)
{
	return get({ WW_CALL_SITE, "DeviceObject", FILE_DEVICE_DISK_FILE_SYSTEM, &_FLT_VOLUME::device }, Volume,
		   DeviceObject);
}

NTSTATUS FLTAPI FltGetDiskDeviceObject(PFLT_VOLUME Volume, PDEVICE_OBJECT *DiskDeviceObject)
{
	return get({ WW_CALL_SITE, "DiskDeviceObject", FILE_DEVICE_DISK, &_FLT_VOLUME::disk }, Volume,
		   DiskDeviceObject);
}

NTSTATUS FLTAPI FltGetVolumeFromDeviceObject(PFLT_FILTER Filter, PDEVICE_OBJECT DeviceObject, PFLT_VOLUME *RetVolume)
{
	const CallSite call = WW_CALL_SITE;

	if (!RetVolume)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "RetVolume is NULL");
	*RetVolume = nullptr;
	if (!at_apc_or_below(call, DeviceObject) || !check_type(call, Filter, filter_type) ||
	    !check_type(call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!is_device_of_volume(DeviceObject))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "DeviceObject is not that of a volume");

	const PFLT_VOLUME volume = volume_of_device(DeviceObject);

	return volume ? give(volume, RetVolume) : STATUS_FLT_DELETING_OBJECT;
}

BOOLEAN FLTAPI FltIsFltMgrVolumeDeviceObject(PDEVICE_OBJECT DeviceObject)
{
	return check_type(WW_CALL_SITE, DeviceObject, device_type) && is_device_of_volume(DeviceObject);
}

} /* extern "C" */
