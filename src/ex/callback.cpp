/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback objects: named lists of routines, which ExNotifyCallback calls.
 *
 * An object belongs to no driver. Registrations have a reference on their object. One lock covers
 * all lists. A routine is called without it:
 *
 *  - Running stands for one call of a routine, on the stack of its caller. While a registration has
 *    one, it stays in its list, so the caller finds the next one from there. The call is also an
 *    activity of the routine's module.
 *  - A registration that is removed has no new call. Whichever comes last frees it: its removal, or
 *    the last of its calls. A removal waits for calls by other threads.
 */
#include "callback.hpp"

#include <wdm.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "ob/paths.hpp"

namespace ww {
namespace {

struct CallbackObject {
	LIST_ENTRY registrations;	/* in the order in which routines are called */
	bool allows_many;
};

/* A call of a routine. */
struct Running {
	const void *task;
	Running *next;
};

struct Registration {
	LIST_ENTRY link;		/* of the object */
	Registration *next_of_all;
	CallbackObject *object;		/* referenced */
	PCALLBACK_FUNCTION routine;
	void *context;
	_WINWORK_IMAGE *image;		/* the module that contains the routine, or null */
	Running *running;
	struct ww_done *last_call;	/* set when a removed one has no call any more */
	bool is_removed;
	bool is_orphan;			/* removed by its own routine: the last call frees it */
};

/* Covers the lists, and all of a registration that changes. */
constinit Lock lock;
constinit Registration *all WW_GUARDED_BY(lock) = nullptr;

constinit const ObjectType callback_type = { .name = "callback", .is_public = true,
					     .has_path = true };

CallbackObject *callback_object(PCALLBACK_OBJECT object)
{
	return reinterpret_cast<CallbackObject *>(object);
}

void init_object(void *body, const void *allows_many)
{
	auto *object = static_cast<CallbackObject *>(body);

	InitializeListHead(&object->registrations);
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

const void *address_of_routine(const Registration &registration)
{
	return reinterpret_cast<const void *>(registration.routine);
}

/* False if the object takes no more. */
bool enter(Registration *registration)
{
	LockGuard guard(lock);
	LIST_ENTRY *head = &registration->object->registrations;

	for (LIST_ENTRY *entry = head->Flink; entry != head && !registration->object->allows_many;
	     entry = entry->Flink) {
		if (!CONTAINING_RECORD(entry, Registration, link)->is_removed)
			return false;
	}
	InsertTailList(head, &registration->link);
	registration->next_of_all = all;
	all = registration;
	return true;
}

void unlink(Registration *registration) WW_REQUIRES(lock)
{
	Registration **place = &all;

	lock.assert_held();
	RemoveEntryList(&registration->link);
	while (*place != registration)
		place = &(*place)->next_of_all;
	*place = registration->next_of_all;
}

void free_unlinked(Registration *registration)
{
	object_dereference_kept(registration->object);
	ww_free(registration);
}

/* ---- Calls ------------------------------------------------------------------------------ */

/*
 * Begins a call of the next routine behind @previous, or of the first one for null; null at the
 * end.
 */
Registration *begin_next(CallbackObject *object, Registration *previous, Running &running)
{
	LockGuard guard(lock);
	LIST_ENTRY *const head = &object->registrations;
	LIST_ENTRY *entry = previous ? previous->link.Flink : head->Flink;

	while (entry != head && CONTAINING_RECORD(entry, Registration, link)->is_removed)
		entry = entry->Flink;
	if (entry == head)
		return nullptr;

	Registration *registration = CONTAINING_RECORD(entry, Registration, link);

	running.next = registration->running;
	registration->running = &running;
	image_reference(registration->image);
	return registration;
}

void end_call(Registration *registration, Running &running)
{
	_WINWORK_IMAGE *const image = registration->image;
	struct ww_done *last_call = nullptr;
	bool is_free = false;

	{
		LockGuard guard(lock);
		Running **place = &registration->running;

		while (*place != &running)
			place = &(*place)->next;
		*place = running.next;
		if (!registration->running && registration->is_removed) {
			last_call = registration->last_call;
			is_free = registration->is_orphan;
			unlink(registration);
		}
	}
	if (last_call)
		ww_done_set(last_call);
	if (is_free)
		free_unlinked(registration);
	image_dereference(image);
}

void notify(CallbackObject *object, void *argument1, void *argument2)
{
	const void *const task = ww_current_task();
	Running running[2] = { { task, nullptr }, { task, nullptr } };
	Registration *previous = nullptr;
	u32 turn = 0;

	/* The next call begins before the last one ends: so the place in the list is not lost. */
	while (Registration *registration = begin_next(object, previous, running[turn])) {
		if (previous)
			end_call(previous, running[1 - turn]);
		registration->routine(registration->context, argument1, argument2);
		previous = registration;
		turn = 1 - turn;
	}
	if (previous)
		end_call(previous, running[1 - turn]);
}

/* ---- Removal ---------------------------------------------------------------------------- */

bool runs_here(const Registration &registration) WW_REQUIRES(lock)
{
	const void *const task = ww_current_task();

	for (const Running *running = registration.running; running; running = running->next) {
		if (running->task == task)
			return true;
	}
	return false;
}

enum class Removal {
	unknown,			/* nothing is registered there */
	done,				/* the caller frees it */
	waits,				/* the same, when its calls have ended */
	own_routine,			/* the last call frees it */
};

/* @candidate may be any pointer. */
Removal remove(Registration *candidate, struct ww_done *last_call)
{
	LockGuard guard(lock);
	Registration *registration = all;

	while (registration && registration != candidate)
		registration = registration->next_of_all;
	if (!registration || registration->is_removed)
		return Removal::unknown;
	registration->is_removed = true;
	if (!registration->running) {
		unlink(registration);
		return Removal::done;
	}
	if (runs_here(*registration)) {
		registration->is_orphan = true;
		return Removal::own_routine;
	}
	registration->last_call = last_call;
	return Removal::waits;
}

/* Removes it, and waits for its calls. */
Removal remove_and_wait(CallSite call, Registration *registration)
{
	struct ww_done last_call;

	ww_done_init(&last_call);

	const Removal removal = remove(registration, &last_call);

	if (removal == Removal::waits) {
		while (!ww_done_wait(&last_call, 10))
			ww_print(WW_LEVEL_WARNING, "%s waits for the routine %s", call.function,
				 shown_routine(address_of_routine(*registration)).text);
	}
	if (removal == Removal::waits || removal == Removal::done)
		free_unlinked(registration);
	return removal;
}

Registration *any_of(const _WINWORK_IMAGE &image)
{
	LockGuard guard(lock);
	Registration *registration = all;

	while (registration && (registration->image != &image || registration->is_removed))
		registration = registration->next_of_all;
	return registration;
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

void callbacks_report_left(const _WINWORK_IMAGE &image)
{
	while (Registration *registration = any_of(image)) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(registration), address_of(registration->object),
					0, 0 },
			 .call = { "DriverUnload" },
			 .item = registration,
			 .owner = image.DriverObject,
			 .routine = address_of_routine(*registration) },
		       "the driver leaves a routine registered with the callback object %s",
		       object_header(registration->object)->name);
		remove_and_wait({ "DriverUnload" }, registration);
	}
}

int callbacks_init()
{
	static constexpr UNICODE_STRING names[] = {
		RTL_CONSTANT_STRING(L"\\Callback\\SetSystemTime"),
		RTL_CONSTANT_STRING(L"\\Callback\\PowerState"),
		RTL_CONSTANT_STRING(L"\\Callback\\ProcessorAdd"),
	};

	lock.init(WW_LOCK_CALLBACKS);
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
	registration->routine = CallbackFunction;
	registration->context = CallbackContext;
	registration->image = image_of_address(reinterpret_cast<const void *>(CallbackFunction));
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
	switch (remove_and_wait(call, static_cast<Registration *>(CbRegistration))) {
	case Removal::unknown:
		report_pointer({ .code = BugCheck::reference_by_pointer,
				 .parameter = { 0, address_of(CbRegistration), 0, 0 },
				 .call = call, .item = CbRegistration },
			       CbRegistration, "is no registration of a routine");
		break;
	case Removal::own_routine:
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kSelfDeadlock, address_of(CbRegistration), 0, 0 },
			 .call = call, .item = CbRegistration },
		       "the routine unregisters itself, and the call waits for the routine to return");
		break;
	case Removal::done:
	case Removal::waits:
		break;
	}
}

VOID NTAPI ExNotifyCallback(PVOID CallbackObject, PVOID Argument1, PVOID Argument2)
{
	const CallSite call = WW_CALL_SITE;

	if (at_dispatch_or_below(call, CallbackObject) &&
	    check_type(call, CallbackObject, callback_type))
		notify(static_cast<ww::CallbackObject *>(CallbackObject), Argument1, Argument2);
}

} /* extern "C" */
