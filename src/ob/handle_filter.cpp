/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are told of handles of processes and threads: ObRegisterCallbacks.
 *
 * One registration has routines for several kinds of objects, and is one entry of the list. An open remembers the
 * registrations that it told of its begin, and tells these of its end, unless they are removed meanwhile.
 */
#include "handle_filter.hpp"

#include <ntifs.h>

#include "base/altitude.hpp"
#include "base/atomic.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "image.hpp"
#include "linux/memory.h"
#include "notify_routine.hpp"

namespace ww {
namespace {

constexpr USHORT kMostOperations = 16;
constexpr OB_OPERATION kOperations = OB_OPERATION_HANDLE_CREATE | OB_OPERATION_HANDLE_DUPLICATE;

struct HandleRoutine : NotifyRoutine {
	u64 number;
	Altitude altitude;
	void *context;
	USHORT count;
	OB_OPERATION_REGISTRATION operations[kMostOperations];
};

constinit RoutineList routines{};
constinit Atomic<u64> last_number;

const HandleRoutine &handle_routine(const ListedRoutine &routine)
{
	return static_cast<const HandleRoutine &>(routine);
}

void free_routine(ListedRoutine *routine)
{
	ww_free(static_cast<HandleRoutine *>(routine));
}

constexpr RoutineFamily family{ .free = free_routine, .report_left = notify_routine_report_left };

bool is_same_altitude(const ListedRoutine &listed, const void *wanted)
{
	return !handle_routine(listed).altitude.compare(static_cast<const HandleRoutine *>(wanted)->altitude);
}

bool is_below(const ListedRoutine &listed, const void *wanted)
{
	return handle_routine(listed).altitude.compare(static_cast<const HandleRoutine *>(wanted)->altitude) < 0;
}

/* ---- Opens ------------------------------------------------------------------------------ */

struct Told {
	Told *next;
	u64 number;
	void *call_context;
};

struct Open {
	const HandleOpen &handle;
	OB_PRE_CREATE_HANDLE_INFORMATION access;
	Told *told;			/* the last one first */
	bool is_out_of_memory;
};

struct End {
	const Open &open;
	const Told &told;
	NTSTATUS status;
};

POBJECT_TYPE shown_type(const ObjectType *type)
{
	return reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(type));
}

bool concerns(const OB_OPERATION_REGISTRATION &operation, const HandleOpen &handle)
{
	return operation.Operations & OB_OPERATION_HANDLE_CREATE && *operation.ObjectType == shown_type(handle.type);
}

/* Rights can be taken away only. */
void call_before(const HandleRoutine &routine, const OB_OPERATION_REGISTRATION &operation, Open &open, Told &told)
{
	OB_PRE_OPERATION_PARAMETERS parameters = { .CreateHandleInformation = open.access };
	OB_PRE_OPERATION_INFORMATION info = {};

	info.Operation = OB_OPERATION_HANDLE_CREATE;
	info.KernelHandle = 1;
	info.Object = open.handle.object;
	info.ObjectType = shown_type(open.handle.type);
	info.Parameters = &parameters;
	operation.PreOperation(routine.context, &info);
	told.call_context = info.CallContext;
	open.access.DesiredAccess &= parameters.CreateHandleInformation.DesiredAccess;
	notify_check_return(routine);
}

void tell(ListedRoutine &listed, void *argument)
{
	const HandleRoutine &routine = handle_routine(listed);
	Open &open = *static_cast<Open *>(argument);
	auto *told = static_cast<Told *>(ww_zalloc_sleeping(sizeof(Told)));

	if (!told) {
		open.is_out_of_memory = true;
		return;
	}
	told->next = open.told;
	told->number = routine.number;
	open.told = told;
	for (USHORT i = 0; i < routine.count; i++) {
		if (routine.operations[i].PreOperation && concerns(routine.operations[i], open.handle))
			call_before(routine, routine.operations[i], open, *told);
	}
}

void call_behind(const HandleRoutine &routine, const OB_OPERATION_REGISTRATION &operation, const End &end)
{
	OB_POST_OPERATION_PARAMETERS parameters = {
		.CreateHandleInformation = { end.open.access.DesiredAccess } };
	OB_POST_OPERATION_INFORMATION info = {};

	info.Operation = OB_OPERATION_HANDLE_CREATE;
	info.KernelHandle = 1;
	info.Object = end.open.handle.object;
	info.ObjectType = shown_type(end.open.handle.type);
	info.CallContext = end.told.call_context;
	info.ReturnStatus = end.status;
	info.Parameters = &parameters;
	operation.PostOperation(routine.context, &info);
	notify_check_return(routine);
}

void tell_end(ListedRoutine &listed, void *argument)
{
	const HandleRoutine &routine = handle_routine(listed);
	const End &end = *static_cast<const End *>(argument);

	if (routine.number != end.told.number)
		return;
	for (USHORT i = 0; i < routine.count; i++) {
		if (routine.operations[i].PostOperation && concerns(routine.operations[i], end.open.handle))
			call_behind(routine, routine.operations[i], end);
	}
}

/* ---- Registration ----------------------------------------------------------------------- */

bool is_valid(const OB_OPERATION_REGISTRATION &operation)
{
	if (!operation.ObjectType || !*operation.ObjectType || !(operation.Operations & kOperations) ||
	    operation.Operations & ~kOperations || (!operation.PreOperation && !operation.PostOperation))
		return false;
	return reinterpret_cast<const ObjectType *>(*operation.ObjectType)->has_handle_routines;
}

/* Why a registration is refused; null if it is not. */
const char *what_is_wrong(const OB_CALLBACK_REGISTRATION *registration, void **handle)
{
	if (!registration || !handle)
		return "a parameter is NULL";
	if ((registration->Version & 0xff00) != OB_FLT_REGISTRATION_VERSION_0100)
		return "Version is another one";
	if (!registration->OperationRegistrationCount || !registration->OperationRegistration)
		return "there is no operation";
	if (registration->OperationRegistrationCount > kMostOperations)
		return "there are more than 16 operations";
	for (USHORT i = 0; i < registration->OperationRegistrationCount; i++) {
		if (!is_valid(registration->OperationRegistration[i]))
			return "an operation has no routine, or is none of handles of processes or threads";
	}
	return nullptr;
}

const void *first_code(const OB_OPERATION_REGISTRATION &operation)
{
	return operation.PreOperation ? reinterpret_cast<const void *>(operation.PreOperation)
				      : reinterpret_cast<const void *>(operation.PostOperation);
}

void fill(HandleRoutine &routine, const OB_CALLBACK_REGISTRATION &registration)
{
	routine.count = registration.OperationRegistrationCount;
	for (USHORT i = 0; i < routine.count; i++)
		routine.operations[i] = registration.OperationRegistration[i];
	routine.context = registration.RegistrationContext;
	routine.routine = first_code(routine.operations[0]);
	routine.image = image_of_address(routine.routine);
	routine.type = "OB_OPERATION_REGISTRATION";
	routine.function = "ObRegisterCallbacks";
	routine.number = last_number.fetch_add(1, Order::relaxed) + 1;
}

} /* namespace */

bool handles_are_filtered()
{
	return routine_list_has_any(routines);
}

NTSTATUS handle_open_told(const HandleOpen &handle, NTSTATUS (*make)(void *argument), void *argument)
{
	Open open{ handle, { handle.access, handle.access }, nullptr, false };

	routines_call(routines, tell, &open);

	const NTSTATUS status = open.is_out_of_memory ? STATUS_INSUFFICIENT_RESOURCES : make(argument);

	while (Told *const told = open.told) {
		End end{ open, *told, status };

		routines_call(routines, tell_end, &end);
		open.told = told->next;
		ww_free(told);
	}
	return status;
}

void handle_routines_init()
{
	routine_list_init(routines);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ObRegisterCallbacks(POB_CALLBACK_REGISTRATION CallbackRegistration, PVOID *RegistrationHandle)
{
	const CallSite call = WW_CALL_SITE;
	const void *const driver = driver_of_address(call.caller);

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (const char *wrong = what_is_wrong(CallbackRegistration, RegistrationHandle))
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "%s", wrong);
	*RegistrationHandle = nullptr;

	auto *routine = static_cast<HandleRoutine *>(ww_zalloc_sleeping(sizeof(HandleRoutine)));

	if (!routine)
		return STATUS_INSUFFICIENT_RESOURCES;
	fill(*routine, *CallbackRegistration);
	if (!routine->altitude.parse(&CallbackRegistration->Altitude)) {
		ww_free(routine);
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "Altitude is no number");
	}
	*RegistrationHandle = routine;
	if (routine_enter_sorted(routines, family, routine, is_same_altitude, is_below) == Admission::admitted)
		return STATUS_SUCCESS;
	*RegistrationHandle = nullptr;
	ww_free(routine);
	return refuse(call, driver, STATUS_FLT_INSTANCE_ALTITUDE_COLLISION, "another registration has this altitude");
}

VOID NTAPI ObUnRegisterCallbacks(PVOID RegistrationHandle)
{
	constexpr uintptr_t kSelfDeadlock = 0x1000;
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr))
		return;

	const RoutineRemoval removal = routine_remove(call, family, routine_is, RegistrationHandle);

	if (removal == RoutineRemoval::unknown)
		refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
		       "RegistrationHandle is of no registration");
	if (removal == RoutineRemoval::own_routine)
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kSelfDeadlock, 0, 0, 0 }, .call = call },
		       "a routine removes itself, and the call waits for the routine to return");
}

USHORT NTAPI ObGetFilterVersion()
{
	return OB_FLT_REGISTRATION_VERSION;
}

} /* extern "C" */
