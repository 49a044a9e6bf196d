/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events that are objects. One that a driver made by handle, or that the system has, is a KEVENT and no more;
 * named_event.hpp is about those with names. The rest of this comment is about the eventfds of programs.
 *
 * The eventfd has the state. The KEVENT mirrors it, for KeWaitForSingleObject and KeReadStateEvent:
 * the eventfd calls mirror() for each change of its count, by whomever. mirror() reads the count
 * under the event's guard, so after the last of several changes the mirror is right.
 *
 * The eventfd's lock is outside the event's guard. So KeSetEvent changes the eventfd without the
 * guard.
 *
 * All events are in one table, by the eventfd's open file: descriptors that were duplicated or
 * inherited lead to the same KEVENT. An event leaves the table in destroy(). So a lookup may find
 * one whose last reference is gone, and passes over it.
 */
#include "program_event.hpp"

#include <ntddk.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/mixed.hpp"
#include "base/report.hpp"
#include "dispatcher.hpp"
#include "event_body.hpp"
#include "linux/named_event.h"
#include "linux/print.h"
#include "memory_event.hpp"
#include "named_event.hpp"
#include "ob/object.hpp"

namespace ww {
namespace {

/* Programs make tens of thousands of events, and a driver looks one up for each request. */
constexpr u32 kBucketsShift = 12;
constexpr u32 kBuckets = 1u << kBucketsShift;

constinit Lock lock;
/* By their file. */
constinit EventBody *events[kBuckets] WW_GUARDED_BY(lock){};
constinit POBJECT_TYPE event_object_type = nullptr;	/* ExEventObjectType points to it */

/* Gives the event the eventfd's state. */
void mirror(EventBody *event)
{
	DISPATCHER_HEADER &header = event->event.Header;
	DispatcherGuard guard(&header);

	header.SignalState = ww_event_source_is_set(&event->source);
	if (header.SignalState)
		wake_waiters(header);
}

void changed(struct ww_event_source *source)
{
	mirror(reinterpret_cast<EventBody *>(reinterpret_cast<char *>(source) -
						__builtin_offsetof(EventBody, source)));
}

EventBody *&bucket_of(const struct ww_event_file *file) WW_REQUIRES(lock)
{
	return events[mixed(address_of(file)) >> (64 - kBucketsShift)];
}

/* The event of an eventfd, with a reference, or null. */
EventBody *find_in_bucket(const struct ww_event_file *file) WW_REQUIRES(lock)
{
	for (EventBody *event = bucket_of(file); event; event = event->next) {
		if (event->file == file && object_try_reference(event))
			return event;
	}
	return nullptr;
}

EventBody *find(const struct ww_event_file *file)
{
	LockGuard guard(lock);

	return find_in_bucket(file);
}

void destroy(void *body)
{
	auto *event = static_cast<EventBody *>(body);

	if (!event->file)
		return;
	{
		LockGuard guard(lock);
		EventBody **link = &bucket_of(event->file);

		while (*link != event)
			link = &(*link)->next;
		*link = event->next;
	}
	ww_event_source_exit(&event->source);
}

void destroy_later(struct ww_later *later)
{
	object_destroy(reinterpret_cast<char *>(later) - __builtin_offsetof(EventBody, later));
}

/* Drivers may drop the last reference at DISPATCH_LEVEL. */
void last(void *body)
{
	if (current_irql() == kPassiveLevel || !static_cast<EventBody *>(body)->file)
		object_destroy(body);
	else
		ww_later(&static_cast<EventBody *>(body)->later, destroy_later);
}

NTSTATUS event_of_program(HANDLE handle, void **object);

} /* namespace */

constinit const ObjectType event_type = { .name = "event", .destroy = destroy, .is_public = true,
					  .last = last, .of_program = event_of_program,
					  .has_path = true, .is_waitable = true };

namespace {

/*
 * Makes the event of an eventfd. Two threads may do that at once: then one of the events is
 * dropped.
 */
EventBody *make(struct ww_event_file *file)
{
	auto *event = static_cast<EventBody *>(object_create(event_type, sizeof(EventBody)));

	if (!event)
		return nullptr;
	KeInitializeEvent(&event->event, NotificationEvent, FALSE);
	event->event.Header.Inserted = kOfProgram;
	event->file = file;
	ww_event_source_init(&event->source, file, changed);
	mirror(event);

	EventBody *other = nullptr;

	{
		LockGuard guard(lock);

		other = find_in_bucket(file);

		/* In the table in any case, for destroy(); behind the other, so it is not found. */
		EventBody *&link = other ? other->next : bucket_of(file);

		event->next = link;
		link = event;
	}
	if (other) {
		object_dereference(event);
		return other;
	}
	return event;
}

/* ObReferenceObjectByHandle for a descriptor of the current process: an eventfd, or a file of WINWORK_EVENT. */
NTSTATUS event_of_program(HANDLE handle, void **object)
{
	const auto value = reinterpret_cast<intptr_t>(handle);
	const auto fd = static_cast<s32>(value);
	const bool may_be = fd == value && fd >= 0;
	s32 error = -WW_EBADF;

	*object = may_be ? ww_named_event_of(fd, object_reference_kept) : nullptr;
	if (*object)
		return STATUS_SUCCESS;

	struct ww_event_file *file = may_be ? ww_event_file_get(fd, &error) : nullptr;

	/* No line of the log: a driver calls the function to check what a program gave it. */
	if (!file)
		return error == -WW_EINVAL ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;

	EventBody *event = find(file);

	if (!event)
		event = make(file);
	ww_event_file_put(file);
	if (event)
		object_keep(event);
	*object = event;
	return event ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

EventBody *program_event(KEVENT *event)
{
	return reinterpret_cast<EventBody *>(event);
}

void init_event(void *body, const void *how)
{
	const EventRequest &wanted = *static_cast<const EventRequest *>(how);

	KeInitializeEvent(static_cast<KEVENT *>(body), wanted.type, wanted.is_set);
	if (object_header(body)->name[0])
		named_event_init(static_cast<KEVENT *>(body), wanted);
}

PathRequest path_request(const EventRequest &request)
{
	return { .call = request.call, .attributes = request.attributes, .type = event_type,
		 .opening = request.opening, .bytes = sizeof(EventBody), .init = init_event, .how = &request };
}

EventBody *first_of(u32 bucket)
{
	LockGuard guard(lock);

	return events[bucket];
}

} /* namespace */

NTSTATUS event_open(const EventRequest &request, void *&event)
{
	const NTSTATUS status = path_open(path_request(request), event);

	if (NT_SUCCESS(status))
		memory_event_opened(event);
	return status;
}

NTSTATUS event_open_for_program(const EventRequest &request, const char *path, void *&event)
{
	return path_open_for_program(path_request(request), path, event);
}

void *event_create(const char *path)
{
	const EventRequest wanted = { .call = WW_CALL_SITE, .attributes = nullptr,
				      .opening = Opening::fresh };
	bool taken = false;
	void *const event = object_create({ .type = event_type, .bytes = sizeof(EventBody),
					    .name = path, .taken = &taken, .init = init_event,
					    .how = &wanted });

	if (event)
		object_keep(event);
	return event;
}

/* A driver may have the mark in an event of its own. */
bool is_program_event(const KEVENT *event)
{
	return object_type(event) == &event_type &&
	       reinterpret_cast<const EventBody *>(event)->file;
}

void program_event_set(KEVENT *event)
{
	ww_event_source_set(&program_event(event)->source);
}

void program_event_reset(KEVENT *event)
{
	ww_event_source_clear(&program_event(event)->source);
}

void program_events_init()
{
	lock.init(WW_LOCK_PROGRAM_EVENTS);
	event_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&event_type));
	ExEventObjectType = &event_object_type;
}

void program_events_exit()
{
	for (u32 i = 0; i < kBuckets; i++) {
		while (EventBody *event = first_of(i)) {
			ww_print(WW_LEVEL_WARNING,
				 "an event %p of a program was never dereferenced", &event->event);
			object_destroy(event);
		}
	}
}

} /* namespace ww */

extern "C" {

POBJECT_TYPE *ExEventObjectType;

} /* extern "C" */
