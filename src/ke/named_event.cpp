/* SPDX-License-Identifier: GPL-2.0 */
#include "named_event.hpp"

#include <ntifs.h>

#include "base/address.hpp"
#include "base/errno.hpp"
#include "base/text.hpp"
#include "dispatcher.hpp"
#include "event_body.hpp"
#include "linux/named_event.h"
#include "program_event.hpp"

namespace ww {
namespace {

constexpr char kFolder[] = "\\BaseNamedObjects\\";
constexpr CallSite kProgram = { "WINWORK_EVENT", nullptr };

static_assert(WINWORK_EVENT_NOTIFICATION == NotificationEvent);
static_assert(WINWORK_EVENT_SYNCHRONIZATION == SynchronizationEvent);

EventPrograms &programs_of(const void *event)
{
	return static_cast<EventBody *>(const_cast<void *>(event))->programs;
}

/* A null access control list lets everybody do everything, on Windows as well. */
bool is_for_all(const OBJECT_ATTRIBUTES *attributes)
{
	const auto *const descriptor =
		attributes ? static_cast<const SECURITY_DESCRIPTOR *>(attributes->SecurityDescriptor) : nullptr;

	return is_kernel_address(descriptor) && descriptor->Revision == SECURITY_DESCRIPTOR_REVISION &&
	       (descriptor->Control & (SE_DACL_PRESENT | SE_SELF_RELATIVE)) == SE_DACL_PRESENT && !descriptor->Dacl;
}

/* The whole name of the event in @path; false if it is too long. */
bool make_path(const char *name, char (&path)[kObjectName])
{
	if (text_length(name) > sizeof(path) - sizeof(kFolder))
		return false;
	text_copy(path, sizeof(path), kFolder);
	text_append(path, sizeof(path), name);
	return true;
}

/* The log shows the name. */
bool is_right(const char *name)
{
	for (; *name; name++) {
		if (static_cast<u8>(*name) < ' ' || *name == 0x7f || *name == '\\')
			return false;
	}
	return true;
}

/* The event, with a kept reference and a handle. */
NTSTATUS open(const winwork_event &record, const char *path, void *&event)
{
	const bool creates = record.operation == WINWORK_EVENT_CREATE;

	return event_open_for_program({ .call = kProgram, .attributes = nullptr,
					.opening = creates ? Opening::either : Opening::existing,
					.type = static_cast<EVENT_TYPE>(record.kind), .is_set = record.is_set != 0,
					.user = ww_program_user() },
				      path, event);
}

bool may_use(const void *event)
{
	const EventPrograms &programs = programs_of(event);

	return programs.is_for_all || ww_program_may_be(programs.user);
}

} /* namespace */

void named_event_init(KEVENT *event, const EventRequest &request)
{
	EventPrograms &programs = programs_of(event);

	ww_poll_init(&programs.poll);
	programs.user = request.user;
	programs.is_for_all = is_for_all(request.attributes);
	event->Header.Inserted = kNamed;
}

/* A driver may have the mark in an event of its own. */
NamedEvent::NamedEvent(KEVENT *event)
	: event_(event->Header.Inserted == kNamed && object_type(event) == &event_type &&
				 object_try_reference_kept(event)
			 ? event
			 : nullptr)
{
}

NamedEvent::~NamedEvent()
{
	if (event_)
		object_dereference_kept(event_);
}

void NamedEvent::changed() const
{
	if (KeReadStateEvent(event_))
		ww_poll_wake(&programs_of(event_).poll);
}

} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_named_event_open(struct winwork_event *record, const char *name, void **event)
{
	char path[kObjectName];

	if (!is_right(name))
		return -kInvalid;
	if (!make_path(name, path))
		return -kNameTooLong;

	const NTSTATUS status = open(*record, path, *event);

	if (!NT_SUCCESS(status))
		return status == STATUS_OBJECT_TYPE_MISMATCH ? -kWrongType : -errno_of(status);
	if (!may_use(*event)) {
		ww_named_event_close(*event);
		return -kNoAccess;
	}
	record->status = status;
	record->kind = static_cast<const KEVENT *>(*event)->Header.Type;
	return 0;
}

void ww_named_event_close(void *event)
{
	object_handle_closed(event);
	object_dereference_kept(event);
}

struct ww_poll *ww_named_event_poll(void *event)
{
	return &programs_of(event).poll;
}

bool ww_named_event_is_set(const void *event)
{
	return KeReadStateEvent(static_cast<KEVENT *>(const_cast<void *>(event)));
}

bool ww_named_event_take(void *event)
{
	return event_reset(kProgram, static_cast<KEVENT *>(event));
}

void ww_named_event_set(void *event)
{
	event_set(kProgram, static_cast<KEVENT *>(event));
}

} /* extern "C" */
