/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stacks of devices: the links between them, and the device on top.
 *
 * Invariants, which the lock of stack.cpp keeps:
 *
 *  - DEVICE_OBJECT.AttachedDevice of a device and DeviceState::attached_to of the device above it
 *    change together.
 *  - The device above has a reference on the one below. So a device that is deleted stays in its
 *    stack until the device above is detached. If the two have different drivers, that also holds
 *    for the module of the driver below; but not for a device of a driver's AddDevice: the PnP
 *    manager ends such a stack before a module of it goes.
 *  - A device that is deleted is attached to nothing. Nothing is attached to it from then on. So a
 *    device that has another one below has the creator's reference.
 *
 * Code that finds a device under the lock takes its reference or its activity there.
 */
#pragma once

#include <winwork/image.h>

#include "device.hpp"

namespace ww {

/* The first parameters of DRIVER_VERIFIER_IOMANAGER_VIOLATION that concern stacks. */
enum StackViolation : uintptr_t {
	/* Behind each: an address in the driver, the device, and the one below. */
	kDeletesAttached = 0x201,
	kDetachesUnattached = 0x202,
};

/*
 * Puts @source on top of the stack that @target is in, and stores the device below it, before
 * others see @source there. Returns STATUS_NO_SUCH_DEVICE if the stack takes no device; and
 * STATUS_INVALID_PARAMETER if @source is in a stack, or the stack is too high. IRQL <=
 * DISPATCH_LEVEL.
 */
NTSTATUS stack_attach(PDEVICE_OBJECT source, PDEVICE_OBJECT target, PDEVICE_OBJECT *below);

/*
 * The driver of @device, which has none above it, uses one more location of an IRP. False if the stack is too high.
 * IRQL <= DISPATCH_LEVEL.
 */
bool stack_deepen(PDEVICE_OBJECT device);

/* Takes off the device above @lower. False if there is none. IRQL <= DISPATCH_LEVEL. */
bool stack_detach(PDEVICE_OBJECT lower);

/* Takes @device off the one below, which it returns for reports: it may be gone; or null. */
PDEVICE_OBJECT stack_leave_lower(PDEVICE_OBJECT device);

/* The end of a device, whatever references it has: no link leads to it any more. */
void stack_leave(PDEVICE_OBJECT device);

/* The device on top, without a reference. For results that drivers get so. */
PDEVICE_OBJECT stack_top(PDEVICE_OBJECT device);

/* The device on top, with a reference. */
PDEVICE_OBJECT stack_top_reference(PDEVICE_OBJECT device);

/* stack_top_enter() of a device that had one above it. */
PDEVICE_OBJECT stack_top_enter_above(PDEVICE_OBJECT device);

/*
 * The device on top. With an activity, unless it is @device itself, which the caller keeps. So the
 * caller may read its AttachedDevice without the lock, in order to see that there is none.
 */
inline PDEVICE_OBJECT stack_top_enter(PDEVICE_OBJECT device)
{
	return __atomic_load_n(&device->AttachedDevice, __ATOMIC_ACQUIRE)
		       ? stack_top_enter_above(device)
		       : device;
}

/* The device that is attached to @device, with a reference. Null if there is none. */
PDEVICE_OBJECT stack_upper_reference(PDEVICE_OBJECT device);

/*
 * The device below @device, or the lowest of its stack, with a reference. Null if there is none
 * below.
 */
PDEVICE_OBJECT stack_lower_reference(PDEVICE_OBJECT device);
PDEVICE_OBJECT stack_lowest_reference(PDEVICE_OBJECT device);

/*
 * Whether a device of the stack above @lowest, or itself, has its driver in the module @image. Null stands
 * for the modules without the driver glue; @lowest is none of theirs.
 */
bool stack_has_module(PDEVICE_OBJECT lowest, const _WINWORK_IMAGE *image);
/* The lowest driver in the stack whose code is in the module; null without one. */
PDRIVER_OBJECT stack_driver_of_module(PDEVICE_OBJECT lowest, const _WINWORK_IMAGE *image);

void stacks_init();

} /* namespace ww */
