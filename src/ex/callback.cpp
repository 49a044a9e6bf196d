/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback objects: named lists of routines, which ExNotifyCallback calls. src/ob/routine_list.hpp
 * has the lists. An object belongs to no driver. Registrations have a reference on their object.
 */
#include "callback.hpp"

#include <wdm.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "ob/paths.hpp"
#include "ob/routine_list.hpp"

namespace ww {
namespace {

struct CallbackObject {
	RoutineList registrations;
	bool allows_many;
};

struct Registration : ListedRoutine {
	CallbackObject *object;		/* referenced */
	PCALLBACK_FUNCTION callback;
	void *context;
};

Registration &registration_of(ListedRoutine &routine)
{
	return static_cast<Registration &>(routine);
}

void free_unlinked(ListedRoutine *routine)
{
	object_dereference_kept(registration_of(*routine).object);
	ww_free(&registration_of(*routine));
}

void report_left(const ListedRoutine &routine, const void *driver)
{
	const CallbackObject *object = static_cast<const Registration &>(routine).object;

	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(&routine), address_of(object), 0, 0 },
		 .call = { "DriverUnload" }, .item = &routine, .owner = driver,
		 .routine = routine.routine },
	       "the driver leaves a routine registered with the callback object %s",
	       object_header(object)->name);
}

constexpr RoutineFamily family{ .free = free_unlinked, .report_left = report_left };

constinit const ObjectType callback_type = { .name = "callback", .is_public = true,
					     .has_path = true };

CallbackObject *callback_object(PCALLBACK_OBJECT object)
{
	return reinterpret_cast<CallbackObject *>(object);
}

void init_object(void *body, const void *allows_many)
{
	auto *object = static_cast<CallbackObject *>(body);

	routine_list_init(object->registrations);
	object->allows_many = *static_cast<const bool *>(allows_many);
}

NTSTATUS open(CallSite call, const OBJECT_ATTRIBUTES *attributes, bool creates, bool allows_many,
	      void *&body)
{
	const NTSTATUS status = path_open({ .call = call, .attributes = attributes,
					    .type = callback_type,
					    .opening = creates ? Opening::either
							       : Opening::existing,
					    .bytes = sizeof(CallbackObject),
					    .init = init_object, .how = &allows_many }, body);

	/* Its first handle is never closed. So it has its name until it ends. */
	if (status == STATUS_OBJECT_NAME_EXISTS || (!creates && NT_SUCCESS(status)))
		object_handle_closed(body);
	if (!NT_SUCCESS(status))
		return status;
	object_give(body);
	return STATUS_SUCCESS;
}

/* False if the object takes no more. */
bool enter(Registration *registration)
{
	constexpr u32 kUnlimited = ~0u;
	CallbackObject *object = registration->object;

	return routine_enter(object->registrations, family, registration,
			     object->allows_many ? kUnlimited : 1, nullptr) == Admission::admitted;
}

struct Arguments {
	void *first;
	void *second;
};

void call(ListedRoutine &routine, void *argument)
{
	const Registration &registration = registration_of(routine);
	const auto *arguments = static_cast<const Arguments *>(argument);

	registration.callback(registration.context, arguments->first, arguments->second);
}

/* ---- The objects of the system ---------------------------------------------------------- */

NTSTATUS make_system_object(const UNICODE_STRING &name)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING path = name;
	void *body = nullptr;

	InitializeObjectAttributes(&attributes, &path, OBJ_CASE_INSENSITIVE | OBJ_PERMANENT,
				   nullptr, nullptr);

	const NTSTATUS status = open({ "ExCreateCallback" }, &attributes, true, true, body);

	if (NT_SUCCESS(status))
		object_dereference(body);
	return status;
}

} /* namespace */

int callbacks_init()
{
	static constexpr UNICODE_STRING names[] = {
		RTL_CONSTANT_STRING(L"\\Callback\\SetSystemTime"),
		RTL_CONSTANT_STRING(L"\\Callback\\PowerState"),
		RTL_CONSTANT_STRING(L"\\Callback\\ProcessorAdd"),
	};

	for (const UNICODE_STRING &name : names) {
		const NTSTATUS status = make_system_object(name);

		/* paths_exit() drops those that there are. */
		if (!NT_SUCCESS(status))
			return -errno_of(status);
	}
	return 0;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ExCreateCallback(PCALLBACK_OBJECT *CallbackObject,
				POBJECT_ATTRIBUTES ObjectAttributes, BOOLEAN Create,
				BOOLEAN AllowMultipleCallbacks)
{
	const CallSite call = WW_CALL_SITE;
	const void *const driver = driver_of_address(call.caller);
	void *body = nullptr;

	if (!at_apc_or_below(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!CallbackObject)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "CallbackObject is NULL");
	*CallbackObject = nullptr;
	if (!ObjectAttributes || !ObjectAttributes->ObjectName ||
	    !ObjectAttributes->ObjectName->Length)
		return refuse(call, driver, STATUS_UNSUCCESSFUL,
			      "ObjectAttributes has no name for the callback object");

	const NTSTATUS status = open(call, ObjectAttributes, Create, AllowMultipleCallbacks, body);

	*CallbackObject = static_cast<PCALLBACK_OBJECT>(body);
	return status;
}

PVOID NTAPI ExRegisterCallback(PCALLBACK_OBJECT CallbackObject,
			       PCALLBACK_FUNCTION CallbackFunction, PVOID CallbackContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, CallbackObject) ||
	    !check_type(call, CallbackObject, callback_type))
		return nullptr;
	if (!CallbackFunction) {
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "CallbackFunction is NULL");
		return nullptr;
	}

	auto *registration = static_cast<Registration *>(ww_zalloc_sleeping(sizeof(Registration)));

	if (!registration)
		return nullptr;
	registration->object = callback_object(CallbackObject);
	registration->callback = CallbackFunction;
	registration->context = CallbackContext;
	registration->routine = reinterpret_cast<const void *>(CallbackFunction);
	registration->image = image_of_address(registration->routine);
	object_reference_kept(registration->object);
	if (enter(registration))
		return registration;
	free_unlinked(registration);
	return nullptr;
}

VOID NTAPI ExUnregisterCallback(PVOID CbRegistration)
{
	constexpr uintptr_t kSelfDeadlock = 0x1000;
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, CbRegistration))
		return;
	switch (routine_remove(call, family, routine_is, CbRegistration)) {
	case RoutineRemoval::unknown:
		report_pointer({ .code = BugCheck::reference_by_pointer,
				 .parameter = { 0, address_of(CbRegistration), 0, 0 },
				 .call = call, .item = CbRegistration },
			       CbRegistration, "is no registration of a routine");
		break;
	case RoutineRemoval::own_routine:
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kSelfDeadlock, address_of(CbRegistration), 0, 0 },
			 .call = call, .item = CbRegistration },
		       "the routine unregisters itself, and the call waits for the routine to return");
		break;
	case RoutineRemoval::done:
		break;
	}
}

VOID NTAPI ExNotifyCallback(PVOID CallbackObject, PVOID Argument1, PVOID Argument2)
{
	const CallSite site = WW_CALL_SITE;
	Arguments arguments = { Argument1, Argument2 };

	if (at_dispatch_or_below(site, CallbackObject) &&
	    check_type(site, CallbackObject, callback_type))
		routines_call(static_cast<ww::CallbackObject *>(CallbackObject)->registrations, call,
			      &arguments);
}

} /* extern "C" */
