/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The links between the devices of a stack.
 */
#include "stack.hpp"

#include "base/lock.hpp"
#include "driver.hpp"
#include "linux/request.h"

namespace ww {
namespace {

/*
 * Covers DEVICE_OBJECT.AttachedDevice and DeviceState::attached_to of all devices: see stack.hpp.
 */
constinit Lock lock;

constexpr CCHAR kHighestStack = 126;	/* as the highest number of stack locations */

PDEVICE_OBJECT top_of(PDEVICE_OBJECT device) WW_REQUIRES(lock)
{
	lock.assert_held();
	while (device->AttachedDevice)
		device = device->AttachedDevice;
	return device;
}

PDEVICE_OBJECT lowest_of(PDEVICE_OBJECT device) WW_REQUIRES(lock)
{
	lock.assert_held();
	while (device_state(device).attached_to)
		device = device_state(device).attached_to;
	return device;
}

/*
 * The file operations of the module that has to stay while @upper is attached to @lower, or null.
 */
const void *module_below(PDEVICE_OBJECT upper, PDEVICE_OBJECT lower) WW_REQUIRES(lock)
{
	const void *operations = driver_operations(lower->DriverObject);

	if (device_state(lowest_of(lower)).adding.load() == upper->DriverObject)
		return nullptr;
	return driver_operations(upper->DriverObject) == operations ? nullptr : operations;
}

bool takes_devices(PDEVICE_OBJECT device)
{
	return !device_is_deleted(device) && !(device->Flags & DO_DEVICE_INITIALIZING) &&
	       !driver_state(device->DriverObject).ending.load();
}

/* The references to drop after an attachment, once the lock is released. */
struct Attachment {
	PDEVICE_OBJECT lower = nullptr;
	const void *module = nullptr;

	void drop() const
	{
		if (lower)
			object_dereference_kept(lower);
		ww_operations_put(module);
	}
};

Attachment cut(PDEVICE_OBJECT upper) WW_REQUIRES(lock)
{
	lock.assert_held();

	PDEVICE_OBJECT &attached_to = device_state(upper).attached_to;
	const Attachment attachment = { attached_to, device_state(upper).module_below };

	__atomic_store_n(&attached_to->AttachedDevice, nullptr, __ATOMIC_RELEASE);
	attached_to = nullptr;
	device_state(upper).module_below = nullptr;
	return attachment;
}

} /* namespace */

NTSTATUS stack_attach(PDEVICE_OBJECT source, PDEVICE_OBJECT target, PDEVICE_OBJECT *below)
{
	LockGuard guard(lock);
	const PDEVICE_OBJECT top = top_of(target);
	const void *module;

	if (top == source || source->AttachedDevice || device_state(source).attached_to ||
	    top->StackSize >= kHighestStack)
		return STATUS_INVALID_PARAMETER;
	if (device_is_deleted(source) || !takes_devices(target) || !takes_devices(top))
		return STATUS_NO_SUCH_DEVICE;
	module = module_below(source, top);
	if (!ww_operations_try_get(module))
		return STATUS_NO_SUCH_DEVICE;
	object_reference_kept(top);
	device_state(source).module_below = module;
	device_state(source).attached_to = top;
	source->StackSize = static_cast<CCHAR>(top->StackSize + 1);
	source->AlignmentRequirement = top->AlignmentRequirement;
	*below = top;
	__atomic_store_n(&top->AttachedDevice, source, __ATOMIC_RELEASE);
	return STATUS_SUCCESS;
}

bool stack_deepen(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	if (device->StackSize >= kHighestStack)
		return false;
	device->StackSize++;
	return true;
}

bool stack_detach(PDEVICE_OBJECT lower)
{
	Attachment attachment;

	{
		LockGuard guard(lock);

		if (!lower->AttachedDevice)
			return false;
		attachment = cut(lower->AttachedDevice);
	}
	attachment.drop();
	return true;
}

PDEVICE_OBJECT stack_leave_lower(PDEVICE_OBJECT device)
{
	Attachment attachment;

	{
		LockGuard guard(lock);

		if (device_state(device).attached_to)
			attachment = cut(device);
	}
	attachment.drop();
	return attachment.lower;
}

void stack_leave(PDEVICE_OBJECT device)
{
	const void *module = nullptr;

	stack_leave_lower(device);
	{
		LockGuard guard(lock);

		/* An unload destroys a device in spite of the reference of the one above. */
		if (device->AttachedDevice)
			module = cut(device->AttachedDevice).module;
	}
	ww_operations_put(module);
}

PDEVICE_OBJECT stack_top(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	return top_of(device);
}

PDEVICE_OBJECT stack_top_reference(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);
	const PDEVICE_OBJECT top = top_of(device);

	object_reference(top);
	return top;
}

PDEVICE_OBJECT stack_top_enter_above(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);
	const PDEVICE_OBJECT top = top_of(device);

	if (top != device)
		device_enter(top);
	return top;
}

PDEVICE_OBJECT stack_upper_reference(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);
	const PDEVICE_OBJECT upper = device->AttachedDevice;

	if (upper)
		object_reference(upper);
	return upper;
}

PDEVICE_OBJECT stack_lower_reference(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);
	const PDEVICE_OBJECT lower = device_state(device).attached_to;

	if (!lower || device_is_deleted(lower) || driver_state(lower->DriverObject).ending.load())
		return nullptr;
	object_reference(lower);
	return lower;
}

PDEVICE_OBJECT stack_lowest_reference(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);
	const PDEVICE_OBJECT lowest = lowest_of(device);

	object_reference(lowest);
	return lowest;
}

PDRIVER_OBJECT stack_driver_of_module(PDEVICE_OBJECT lowest, const _WINWORK_IMAGE *image)
{
	LockGuard guard(lock);

	for (PDEVICE_OBJECT device = image ? lowest : lowest->AttachedDevice; device;
	     device = device->AttachedDevice) {
		if (driver_state(device->DriverObject).code == image)
			return device->DriverObject;
	}
	return nullptr;
}

bool stack_has_module(PDEVICE_OBJECT lowest, const _WINWORK_IMAGE *image)
{
	return stack_driver_of_module(lowest, image);
}

void stacks_init()
{
	lock.init(WW_LOCK_DEVICE_STACKS);
}

} /* namespace ww */
