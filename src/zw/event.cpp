/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events by handle and name, and waits for handles.
 */
#include <ntifs.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "io/file.hpp"
#include "ke/memory_event.hpp"
#include "ke/program_event.hpp"
#include "linux/memory.h"
#include "ob/handle.hpp"

namespace ww {
namespace {

/* Makes or opens an event, and a handle of it. */
NTSTATUS open(const EventRequest &request, HANDLE *handle, void *&event)
{
	*handle = nullptr;

	const NTSTATUS status = event_open(request, event);

	if (!NT_SUCCESS(status))
		return status;
	*handle = handle_create(event);
	if (*handle)
		return status;
	object_handle_closed(event);
	object_dereference_kept(event);
	return STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS open_handle(const EventRequest &request, HANDLE *handle)
{
	void *event = nullptr;

	if (!at_passive(request.call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!handle)
		return refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
			      "EventHandle is NULL");
	return open(request, handle, event);
}

/* IoCreateNotificationEvent and IoCreateSynchronizationEvent. Without a name it makes an event. */
KEVENT *open_named(CallSite call, UNICODE_STRING *name, EVENT_TYPE type, HANDLE *handle)
{
	OBJECT_ATTRIBUTES attributes;
	void *event = nullptr;

	if (!at_passive(call, nullptr))
		return nullptr;
	if (!handle) {
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "EventHandle is NULL");
		return nullptr;
	}
	InitializeObjectAttributes(&attributes, name, OBJ_OPENIF | OBJ_KERNEL_HANDLE, nullptr,
				   nullptr);
	return NT_SUCCESS(open({ .call = call,
				 .attributes = name ? &attributes : nullptr,
				 .opening = name ? Opening::either : Opening::fresh,
				 .type = type,
				 .is_set = true },
			       handle, event))
		       ? static_cast<KEVENT *>(event)
		       : nullptr;
}

/* Applies a function of Ke to the event of a handle, and stores the state before. */
NTSTATUS change(CallSite call, HANDLE handle, LONG *before, LONG (*function)(KEVENT *event))
{
	void *event = nullptr;

	if (!at_passive(call, handle))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = handle_reference_from(call, handle, event_type, KernelMode, event);

	if (!NT_SUCCESS(status))
		return status;

	if (is_memory_event(static_cast<const KEVENT *>(event))) {
		object_dereference_kept(event);
		return refuse(call, nullptr, STATUS_ACCESS_DENIED,
			      "the event of the handle %s is the system's: it follows the memory of the machine",
			      Shown(handle).text);
	}

	const LONG state = function(static_cast<KEVENT *>(event));

	if (before)
		*before = state;
	object_dereference_kept(event);
	return STATUS_SUCCESS;
}

LONG set(KEVENT *event)
{
	return KeSetEvent(event, EVENT_INCREMENT, FALSE);
}

LONG pulse(KEVENT *event)
{
	return KePulseEvent(event, EVENT_INCREMENT, FALSE);
}

/* ---- Waits ------------------------------------------------------------------------------ */

/* The dispatcher object of @body, for a wait; null if no thread can wait for it. */
void *waitable_of(void *body)
{
	const ObjectType *const type = object_header(body)->type;

	if (type == &file_type)
		return &static_cast<FileState *>(body)->object.Event;
	return type->is_waitable ? body : nullptr;
}

/*
 * References the object of a handle, and finds its dispatcher object. No reference after a failure.
 */
NTSTATUS reference_waitable(CallSite call, HANDLE handle, void *&body, void *&object)
{
	body = handle_reference(handle);
	if (!body)
		return STATUS_INVALID_HANDLE;
	object = waitable_of(body);
	if (object)
		return STATUS_SUCCESS;

	const NTSTATUS status = refuse(call, nullptr, STATUS_OBJECT_TYPE_MISMATCH,
				       "the handle %s is one of a %s, which no thread can wait for",
				       Shown(handle).text, object_header(body)->type->name);

	object_dereference_kept(body);
	return status;
}

/* The objects of some handles, with references until the end of the scope. */
class Waitables {
public:
	~Waitables()
	{
		while (count_)
			object_dereference_kept(bodies_[--count_]);
	}

	Waitables() = default;
	Waitables(const Waitables &) = delete;
	Waitables &operator=(const Waitables &) = delete;

	NTSTATUS add(CallSite call, HANDLE handle)
	{
		const NTSTATUS status = reference_waitable(call, handle, bodies_[count_],
							   objects_[count_]);

		count_ += NT_SUCCESS(status);
		return status;
	}

	ULONG count() const { return count_; }
	void **objects() { return objects_; }

private:
	ULONG count_ = 0;
	void *bodies_[MAXIMUM_WAIT_OBJECTS];
	void *objects_[MAXIMUM_WAIT_OBJECTS];
};

/* The memory of a wait for several handles, which is too much for the stack. */
struct MultipleWait {
	Waitables waitables;
	KWAIT_BLOCK blocks[MAXIMUM_WAIT_OBJECTS];
};

NTSTATUS wait_multiple(CallSite call, MultipleWait &wait, ULONG count, const HANDLE *handles,
		       WAIT_TYPE type, LARGE_INTEGER *timeout)
{
	for (ULONG i = 0; i < count; i++) {
		const NTSTATUS status = wait.waitables.add(call, handles[i]);

		if (!NT_SUCCESS(status))
			return status;
	}
	return KeWaitForMultipleObjects(count, wait.waitables.objects(), type, UserRequest,
					KernelMode, FALSE, timeout, wait.blocks);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwCreateEvent(PHANDLE EventHandle, ACCESS_MASK, POBJECT_ATTRIBUTES ObjectAttributes,
			     EVENT_TYPE EventType, BOOLEAN InitialState)
{
	const CallSite call = WW_CALL_SITE;
	const bool opens = ObjectAttributes && ObjectAttributes->Attributes & OBJ_OPENIF;

	if (EventType != NotificationEvent && EventType != SynchronizationEvent)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER_4,
			      "EventType is %d", static_cast<int>(EventType));
	return open_handle({ .call = call, .attributes = ObjectAttributes,
			     .opening = opens ? Opening::either : Opening::fresh,
			     .type = EventType, .is_set = InitialState != FALSE }, EventHandle);
}

NTSTATUS NTAPI ZwOpenEvent(PHANDLE EventHandle, ACCESS_MASK, POBJECT_ATTRIBUTES ObjectAttributes)
{
	const CallSite call = WW_CALL_SITE;

	if (!ObjectAttributes)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ObjectAttributes is NULL");
	return open_handle({ .call = call, .attributes = ObjectAttributes,
			     .opening = Opening::existing }, EventHandle);
}

PKEVENT NTAPI IoCreateNotificationEvent(PUNICODE_STRING EventName, PHANDLE EventHandle)
{
	return open_named(WW_CALL_SITE, EventName, NotificationEvent, EventHandle);
}

PKEVENT NTAPI IoCreateSynchronizationEvent(PUNICODE_STRING EventName, PHANDLE EventHandle)
{
	return open_named(WW_CALL_SITE, EventName, SynchronizationEvent, EventHandle);
}

NTSTATUS NTAPI ZwSetEvent(HANDLE EventHandle, PLONG PreviousState)
{
	return change(WW_CALL_SITE, EventHandle, PreviousState, set);
}

NTSTATUS NTAPI ZwResetEvent(HANDLE EventHandle, PLONG PreviousState)
{
	return change(WW_CALL_SITE, EventHandle, PreviousState, KeResetEvent);
}

NTSTATUS NTAPI ZwClearEvent(HANDLE EventHandle)
{
	return change(WW_CALL_SITE, EventHandle, nullptr, KeResetEvent);
}

NTSTATUS NTAPI ZwPulseEvent(HANDLE EventHandle, PLONG PreviousState)
{
	return change(WW_CALL_SITE, EventHandle, PreviousState, pulse);
}

/* Alertable has no effect, as in KeWaitForSingleObject. */
NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle, BOOLEAN, PLARGE_INTEGER Timeout)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Handle))
		return STATUS_UNSUCCESSFUL;

	void *body = nullptr, *object = nullptr;
	NTSTATUS status = reference_waitable(call, Handle, body, object);

	if (!NT_SUCCESS(status))
		return status;
	status = KeWaitForSingleObject(object, UserRequest, KernelMode, FALSE, Timeout);
	object_dereference_kept(body);
	return status;
}

NTSTATUS NTAPI ZwWaitForMultipleObjects(ULONG HandleCount, PHANDLE Handles, WAIT_TYPE WaitType,
					BOOLEAN, PLARGE_INTEGER Timeout)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Handles))
		return STATUS_UNSUCCESSFUL;
	if (!HandleCount || HandleCount > MAXIMUM_WAIT_OBJECTS)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER_1,
			      "Count is %u", HandleCount);
	if (WaitType != WaitAll && WaitType != WaitAny)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER_3,
			      "WaitType is %d", static_cast<int>(WaitType));

	auto *wait = static_cast<MultipleWait *>(ww_zalloc_sleeping(sizeof(MultipleWait)));

	if (!wait)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = wait_multiple(call, *wait, HandleCount, Handles, WaitType, Timeout);

	wait->~MultipleWait();
	ww_free(wait);
	return status;
}

} /* extern "C" */
