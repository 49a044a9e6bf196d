/* SPDX-License-Identifier: GPL-2.0 */
#include "power_irp.hpp"

#include "base/irql.hpp"
#include "base/kcfi.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "io/call.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/pnp_device.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "ob/device.hpp"
#include "ob/object.hpp"
#include "ob/stack.hpp"

namespace ww {

struct PowerRequest {
	PowerRequest *next;		/* that waits for its turn behind this one */
	PIRP irp;
	PDEVICE_OBJECT lowest;		/* of the stack; referenced */
	PDEVICE_OBJECT top;		/* likewise */
	PDEVICE_OBJECT asker;		/* of PoRequestPowerIrp, with an activity; or null */
	PREQUEST_POWER_COMPLETE completion;
	PVOID context;
	UCHAR minor;
	bool is_system;
	POWER_STATE state;
	NTSTATUS status;
	Atomic<u32> users;		/* the IRP, and a thread that waits */
	struct ww_done done;
	struct ww_later later;
};

namespace {

constexpr CallSite kManager = { "the power manager" };

/* Covers DeviceState::power. */
constinit Lock lock;

/* "SET_POWER" and so on, for reports and the log. */
const char *minor_name(UCHAR minor)
{
	switch (minor) {
	case IRP_MN_SET_POWER: return "SET_POWER";
	case IRP_MN_QUERY_POWER: return "QUERY_POWER";
	default: return "WAIT_WAKE";
	}
}

/* Null for an IRP that needs no turn. */
PowerTurn *turn_of(const PowerRequest &request)
{
	PowerState &power = device_state(request.lowest).power;

	if (request.minor == IRP_MN_WAIT_WAKE)
		return nullptr;
	return request.is_system ? &power.system : &power.device;
}

/* ---- The way of a request ------------------------------------------------------------------- */

void put(PowerRequest *request)
{
	if (request->users.fetch_sub(1, Order::acq_rel) != 1)
		return;
	IoFreeIrp(request->irp);
	ww_free(request);
}

void send(struct ww_later *later)
{
	const SystemTask system;
	auto &request = *CONTAINING_RECORD(later, PowerRequest, later);

	call_driver(kManager, request.top, request.irp);
}

void send_soon(PowerRequest &request)
{
	ww_later_patiently(&request.later, send);
}

void begin(PowerRequest &request)
{
	if (PowerTurn *turn = turn_of(request)) {
		LockGuard guard(lock);
		PowerRequest *const before = turn->last;

		turn->last = &request;
		if (before) {
			before->next = &request;
			return;
		}
	}
	send_soon(request);
}

/* The next one, which has waited. */
PowerRequest *end_turn(PowerRequest &request)
{
	PowerTurn *const turn = turn_of(request);

	if (!turn)
		return nullptr;

	LockGuard guard(lock);

	if (turn->last == &request)
		turn->last = nullptr;
	return request.next;
}

WW_CALLS_UNCHECKED
void call_completion(PowerRequest &request)
{
	request.completion(request.asker, request.minor, request.state, request.context,
			   &request.irp->IoStatus);
}

/* Each location is complete: the IRP is WinWork's again. */
NTSTATUS NTAPI come_back(PDEVICE_OBJECT, PIRP irp, PVOID context)
{
	auto *const request = static_cast<PowerRequest *>(context);

	request->status = irp->IoStatus.Status;
	if (request->completion)
		call_completion(*request);
	if (request->asker)
		device_leave(request->asker);

	PowerRequest *const next = end_turn(*request);

	object_dereference(request->top);
	object_dereference(request->lowest);
	ww_done_set(&request->done);
	put(request);
	if (next)
		send_soon(*next);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

void fill(PowerRequest &request, POWER_ACTION action)
{
	const PIO_STACK_LOCATION location = next_location(request.irp);
	auto &power = location->Parameters.Power;

	location->MajorFunction = IRP_MJ_POWER;
	location->MinorFunction = request.minor;
	if (request.minor == IRP_MN_WAIT_WAKE) {
		location->Parameters.WaitWake.PowerState = request.state.SystemState;
	} else {
		power.Type = request.is_system ? SystemPowerState : DevicePowerState;
		power.State = request.state;
		power.ShutdownType = action;
		if (request.is_system) {
			auto &state = power.SystemPowerStateContext;

			state.TargetSystemState = request.state.SystemState;
			state.EffectiveSystemState = request.state.SystemState;
		}
	}
	request.irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	IoSetCompletionRoutine(request.irp, come_back, &request, TRUE, TRUE, TRUE);
}

/* Null without memory. Its irp has the locations for the stack of @device. */
PowerRequest *create(PDEVICE_OBJECT device, UCHAR minor, bool is_system, POWER_STATE state)
{
	auto *const request = static_cast<PowerRequest *>(ww_zalloc(sizeof(PowerRequest)));

	if (!request)
		return nullptr;
	request->top = stack_top_reference(device);
	request->irp = IoAllocateIrp(request->top->StackSize, FALSE);
	if (!request->irp) {
		object_dereference(request->top);
		ww_free(request);
		return nullptr;
	}
	request->lowest = stack_lowest_reference(device);
	request->minor = minor;
	request->is_system = is_system;
	request->state = state;
	request->users.store(1, Order::relaxed);
	ww_done_init(&request->done);
	return request;
}

/* ---- The system's power --------------------------------------------------------------------- */

/* The machine cannot do without one. */
PowerRequest *create_patiently(PDEVICE_OBJECT pdo, UCHAR minor, SYSTEM_POWER_STATE state)
{
	for (;;) {
		if (PowerRequest *request = create(pdo, minor, true, { .SystemState = state }))
			return request;
		ww_yield();
	}
}

void report_overdue(PowerRequest &request)
{
	const PDEVICE_OBJECT holder = holder_of(request.irp);

	report({ .code = BugCheck::driver_power_state_failure,
		 .parameter = { kIrpOverdue, address_of(request.lowest), 0,
				address_of(request.irp) },
		 .call = { minor_name(request.minor) }, .item = request.irp,
		 .owner = holder ? holder : request.top },
	       "the IRP for the system's state S%d has not come back in %u seconds",
	       request.state.SystemState - 1, ww_power_timeout);
}

/* True once the IRP has come back. */
bool wait(PowerRequest &request)
{
	constexpr u32 kStep = 10;	/* docs/scheduling.md, Constants */
	u32 waited = 0;

	while (waited < ww_power_timeout) {
		const u32 left = ww_power_timeout - waited;
		const u32 step = left < kStep ? left : kStep;

		if (ww_done_wait(&request.done, step))
			return true;
		waited += step;
		ww_print(WW_LEVEL_WARNING, "the power manager waits for IRP_MN_%s of %s",
			 minor_name(request.minor), object_header(request.top->DriverObject)->name);
	}
	report_overdue(request);
	return false;
}

NTSTATUS call_system(PDEVICE_OBJECT pdo, UCHAR minor, SYSTEM_POWER_STATE state, POWER_ACTION action)
{
	PowerRequest *const request = create_patiently(pdo, minor, state);

	request->users.store(2, Order::relaxed);
	fill(*request, action);
	begin(*request);

	const NTSTATUS status = wait(*request) ? request->status : STATUS_IO_TIMEOUT;

	put(request);
	return status;
}

} /* namespace */

NTSTATUS power_set_system(PDEVICE_OBJECT pdo, SYSTEM_POWER_STATE state, POWER_ACTION action)
{
	return call_system(pdo, IRP_MN_SET_POWER, state, action);
}

NTSTATUS power_query_system(PDEVICE_OBJECT pdo, SYSTEM_POWER_STATE state, POWER_ACTION action)
{
	return call_system(pdo, IRP_MN_QUERY_POWER, state, action);
}

void power_set_system_soon(PDEVICE_OBJECT pdo, SYSTEM_POWER_STATE state, POWER_ACTION action)
{
	PowerRequest *const request = create_patiently(pdo, IRP_MN_SET_POWER, state);

	fill(*request, action);
	begin(*request);
}

void power_irps_init()
{
	lock.init(WW_LOCK_POWER);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI PoCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	return call_driver(WW_CALL_SITE, DeviceObject, Irp);
}

VOID NTAPI PoStartNextPowerIrp(PIRP Irp)
{
	UNREFERENCED_PARAMETER(Irp);
}

NTSTATUS NTAPI PoRequestPowerIrp(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction,
				 POWER_STATE PowerState, PREQUEST_POWER_COMPLETE CompletionFunction,
				 PVOID Context, PIRP *Irp)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, DeviceObject) ||
	    !check_type(call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER_1;
	if (MinorFunction != IRP_MN_SET_POWER && MinorFunction != IRP_MN_QUERY_POWER &&
	    MinorFunction != IRP_MN_WAIT_WAKE)
		return refuse(call, DeviceObject, STATUS_INVALID_PARAMETER_2,
			      "MinorFunction is 0x%02x, not SET_POWER, QUERY_POWER or WAIT_WAKE",
			      MinorFunction);

	PowerRequest *const request = create(DeviceObject, MinorFunction, false, PowerState);

	if (!request)
		return STATUS_INSUFFICIENT_RESOURCES;
	device_enter(DeviceObject);
	request->asker = DeviceObject;
	request->completion = CompletionFunction;
	request->context = Context;
	fill(*request, PowerActionNone);
	if (MinorFunction == IRP_MN_WAIT_WAKE && Irp)
		*Irp = request->irp;
	begin(*request);
	return STATUS_PENDING;
}

POWER_STATE NTAPI PoSetPowerState(PDEVICE_OBJECT DeviceObject, POWER_STATE_TYPE Type,
				  POWER_STATE State)
{
	const CallSite call = WW_CALL_SITE;
	POWER_STATE before = State;

	if (!at_dispatch_or_below(call, DeviceObject) ||
	    !check_type(call, DeviceObject, device_type))
		return before;

	LockGuard guard(lock);
	PowerState &power = device_state(DeviceObject).power;

	if (Type == SystemPowerState) {
		before.SystemState = power.system_state;
		power.system_state = State.SystemState;
	} else {
		before.DeviceState = power.device_state;
		power.device_state = State.DeviceState;
	}
	return before;
}

} /* extern "C" */
