/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are told of handles of processes and threads: ObRegisterCallbacks.
 *
 * One registration has routines for several kinds of objects, and is one entry of the list.
 */
#include "handle_filter.hpp"

#include <ntifs.h>

#include "base/altitude.hpp"
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
	Altitude altitude;
	void *context;
	USHORT count;
	OB_OPERATION_REGISTRATION operations[kMostOperations];	/* their ObjectType is the driver's memory */
	POBJECT_TYPE types[kMostOperations];
};

constinit RoutineList routines{};

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

struct Open {
	const HandleOpen &handle;
	OB_PRE_CREATE_HANDLE_INFORMATION access;
	ToldRoutines told;
	bool is_out_of_memory;
};

struct End {
	const Open &open;
	NTSTATUS status;
};

POBJECT_TYPE shown_type(const ObjectType *type)
{
	return reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(type));
}

bool concerns(const HandleRoutine &routine, USHORT operation, const HandleOpen &handle)
{
	return routine.operations[operation].Operations & OB_OPERATION_HANDLE_CREATE &&
	       routine.types[operation] == shown_type(handle.type);
}

/* Rights can be taken away only. */
void call_before(const HandleRoutine &routine, const OB_OPERATION_REGISTRATION &operation, Open &open,
		 ToldRoutine &told)
{
	OB_PRE_OPERATION_PARAMETERS parameters = { .CreateHandleInformation = open.access };
	OB_PRE_OPERATION_INFORMATION info = {};

	info.Operation = OB_OPERATION_HANDLE_CREATE;
	info.KernelHandle = 1;
	info.Object = open.handle.object;
	info.ObjectType = shown_type(open.handle.type);
	info.Parameters = &parameters;

	const NotifyCall call(routine);

	operation.PreOperation(routine.context, &info);
	told.call_context = info.CallContext;
	open.access.DesiredAccess &= parameters.CreateHandleInformation.DesiredAccess;
}

void tell(ListedRoutine &listed, void *argument)
{
	const HandleRoutine &routine = handle_routine(listed);
	Open &open = *static_cast<Open *>(argument);
	ToldRoutine *const told = open.told.enter(listed);

	if (!told) {
		open.is_out_of_memory = true;
		return;
	}
	for (USHORT i = 0; i < routine.count; i++) {
		if (routine.operations[i].PreOperation && concerns(routine, i, open.handle))
			call_before(routine, routine.operations[i], open, *told);
	}
}

void call_behind(const HandleRoutine &routine, const OB_OPERATION_REGISTRATION &operation, void *call_context,
		 const End &end)
{
	OB_POST_OPERATION_PARAMETERS parameters = {
		.CreateHandleInformation = { end.open.access.DesiredAccess } };
	OB_POST_OPERATION_INFORMATION info = {};

	info.Operation = OB_OPERATION_HANDLE_CREATE;
	info.KernelHandle = 1;
	info.Object = end.open.handle.object;
	info.ObjectType = shown_type(end.open.handle.type);
	info.CallContext = call_context;
	info.ReturnStatus = end.status;
	info.Parameters = &parameters;

	const NotifyCall call(routine);

	operation.PostOperation(routine.context, &info);
}

void tell_end(ListedRoutine &listed, void *call_context, void *argument)
{
	const HandleRoutine &routine = handle_routine(listed);
	const End &end = *static_cast<const End *>(argument);

	for (USHORT i = 0; i < routine.count; i++) {
		if (routine.operations[i].PostOperation && concerns(routine, i, end.open.handle))
			call_behind(routine, routine.operations[i], call_context, end);
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
	for (USHORT i = 0; i < routine.count; i++) {
		routine.operations[i] = registration.OperationRegistration[i];
		routine.types[i] = *routine.operations[i].ObjectType;
	}
	routine.context = registration.RegistrationContext;
	routine.routine = first_code(routine.operations[0]);
	routine.image = image_of_address(routine.routine);
	routine.type = "OB_OPERATION_REGISTRATION";
	routine.function = "ObRegisterCallbacks";
}

} /* namespace */

bool handles_are_filtered()
{
	return routine_list_has_any(routines);
}

NTSTATUS handle_open_told(const HandleOpen &handle, NTSTATUS (*make)(void *argument), void *argument)
{
	Open open{ handle, { handle.access, handle.access }, {}, false };

	routines_call(routines, tell, &open);

	End end{ open, open.is_out_of_memory ? STATUS_INSUFFICIENT_RESOURCES : make(argument) };

	open.told.call_again(tell_end, &end);
	return end.status;
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
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr))
		return;
	switch (routine_remove(call, family, routine_is, RegistrationHandle)) {
	case RoutineRemoval::unknown:
		refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
		       "RegistrationHandle is of no registration");
		break;
	case RoutineRemoval::own_routine:
		/* It stays until the calling routine returns. */
		notify_report_own_removal(call, static_cast<const HandleRoutine *>(RegistrationHandle)->routine);
		break;
	case RoutineRemoval::done:
		break;
	}
}

USHORT NTAPI ObGetFilterVersion()
{
	return OB_FLT_REGISTRATION_VERSION;
}

} /* extern "C" */
