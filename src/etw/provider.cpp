/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Providers of events. An event that a driver writes becomes Linux's trace event winwork:etw. A
 * tracer that switches it on enables all providers, with all levels and keywords; the tracer's
 * filter chooses among them.
 *
 * A provider is an object, so that a write of any handle finds it without a lock. Its handle is its
 * address. A turn orders the calls of the enable callbacks: they see each change once, and none
 * comes after EtwUnregister. A callback may itself register and unregister.
 */
#include "provider.hpp"

#include <wdm.h>
#include <evntrace.h>
#include <winwork/etw/provider.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/preemption.hpp"
#include "base/report.hpp"
#include "base/unicode.hpp"
#include "linux/done.h"
#include "linux/request.h"
#include "linux/thread.h"
#include "linux/trace.h"
#include "ob/device.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

struct Provider {
	Provider *next;			/* in the list */
	struct ww_guid_text name;
	PETWENABLECALLBACK callback;
	void *context;
	_WINWORK_IMAGE *image;		/* the module that registered it, or null */
	bool was_told;			/* the state that the callback knows; in the turn */
};

constinit const ObjectType provider_type = { .name = "event provider" };

constinit Lock lock;
constinit Provider *providers WW_GUARDED_BY(lock) = nullptr;

/* Whether a tracer takes events. */
constinit Atomic<bool> is_enabled{};

constinit struct ww_turn turn{};
/* The task that has the turn. */
constinit Atomic<const void *> teller{};
constinit struct ww_delayed telling{};

class Turn {
public:
	Turn()
	{
		ww_turn_wait(&turn);
		teller.store(ww_current_task());
	}
	~Turn()
	{
		teller.store(nullptr);
		ww_turn_end(&turn);
	}
	Turn(const Turn &) = delete;
	Turn &operator=(const Turn &) = delete;
};

/* In an enable callback, whose caller has the turn. */
bool has_turn()
{
	return teller.load() == ww_current_task();
}

/* ---- The list --------------------------------------------------------------------------- */

void enter(Provider *provider)
{
	LockGuard guard(lock);

	provider->next = providers;
	providers = provider;
}

/* Takes the first provider out for which matches(provider) is true; null if there is none. */
template <typename Matches>
Provider *take(Matches matches)
{
	LockGuard guard(lock);

	for (Provider **place = &providers; *place; place = &(*place)->next) {
		Provider *provider = *place;

		if (matches(*provider)) {
			*place = provider->next;
			return provider;
		}
	}
	return nullptr;
}

/* A provider whose callback does not know the state, with a reference; or null. */
Provider *next_untold(bool state)
{
	LockGuard guard(lock);

	for (Provider *provider = providers; provider; provider = provider->next) {
		if (provider->callback && provider->was_told != state) {
			object_reference(provider);
			return provider;
		}
	}
	return nullptr;
}

/* ---- Enabling --------------------------------------------------------------------------- */

void tell(Provider &provider, bool state)
{
	constexpr UCHAR kAllLevels = 0xff;
	constexpr ULONGLONG kAllKeywords = ~0ULL;
	static constexpr GUID no_session{};

	provider.was_told = state;
	provider.callback(&no_session,
			  state ? EVENT_CONTROL_CODE_ENABLE_PROVIDER
				: EVENT_CONTROL_CODE_DISABLE_PROVIDER,
			  state ? kAllLevels : 0, state ? kAllKeywords : 0, 0, nullptr,
			  provider.context);
}

/* In the turn. The state may change, and providers come and go, during a callback. */
void tell_all()
{
	for (;;) {
		const bool state = is_enabled.load();
		Provider *provider = next_untold(state);

		if (!provider)
			return;
		tell(*provider, state);
		object_dereference(provider);
	}
}

void tell_later(struct ww_delayed *)
{
	Turn turn;

	tell_all();
}

/* Linux has a lock of its own here. So the callbacks are called elsewhere. */
void switched(bool is_on)
{
	is_enabled.store(is_on);
	ww_delayed_start(&telling, 0);
}

/* ---- Handles ----------------------------------------------------------------------------- */

REGHANDLE handle_of(const Provider *provider)
{
	return reinterpret_cast<uintptr_t>(provider);
}

/* The provider of any handle, or null. It stays while preemption is off. */
const Provider *find(REGHANDLE handle)
{
	auto *body = reinterpret_cast<void *>(static_cast<uintptr_t>(handle));
	const ObjectHeader *header = object_find_live(body);

	return header && header->type == &provider_type ? static_cast<const Provider *>(body)
							: nullptr;
}

NTSTATUS refuse_handle(CallSite call, REGHANDLE handle)
{
	return refuse(call, nullptr, STATUS_INVALID_HANDLE,
		      "RegHandle 0x%llX is no registered provider", handle);
}

/* ---- Registering ------------------------------------------------------------------------ */

NTSTATUS unregister(CallSite call, REGHANDLE handle)
{
	const auto matches = [handle](const Provider &each) { return handle_of(&each) == handle; };
	Provider *provider;

	if (has_turn()) {
		provider = take(matches);
	} else {
		Turn turn;

		provider = take(matches);
	}
	if (!provider)
		return refuse_handle(call, handle);
	object_dereference(provider);
	return STATUS_SUCCESS;
}

/* ---- Writing ---------------------------------------------------------------------------- */

constexpr ULONG kMostPieces = MAX_EVENT_DATA_DESCRIPTORS;

struct DataEvent : ww_trace_event {
	const EVENT_DATA_DESCRIPTOR *pieces;
	u32 piece_count;
};

struct TextEvent : ww_trace_event {
	const WCHAR *string;
};

void copy_data(const ww_trace_event *event, char *to, u32 room)
{
	const auto &data = *static_cast<const DataEvent *>(event);

	for (u32 i = 0; i < data.piece_count && room; i++) {
		const EVENT_DATA_DESCRIPTOR &piece = data.pieces[i];
		const u32 count = piece.Size < room ? piece.Size : room;

		__builtin_memcpy(to, reinterpret_cast<const void *>(piece.Ptr), count);
		to += count;
		room -= count;
	}
}

/* Calls take(units, count) with the UTF-8 units of each character, until it returns false. */
template <typename Take>
void for_each_character(const WCHAR *string, Take take)
{
	auto *at = reinterpret_cast<const u16 *>(string);
	const u16 *end = at;
	char units[kMostUtf8];

	while (*end)
		end++;
	while (at != end) {
		const u32 count = encode(next_code_point(at, end), units);

		if (!take(units, count))
			return;
	}
}

/* Whole characters only. The rest of the room is zero. */
void copy_text(const ww_trace_event *event, char *to, u32 room)
{
	const auto &text = *static_cast<const TextEvent *>(event);

	for_each_character(text.string, [&](const char *units, u32 count) {
		if (count > room)
			return false;
		__builtin_memcpy(to, units, count);
		to += count;
		room -= count;
		return true;
	});
	__builtin_memset(to, 0, room);
}

/* Any IRQL, so without a lock. */
NTSTATUS write(CallSite call, REGHANDLE handle, ww_trace_event &event)
{
	PreemptionGuard guard;
	const Provider *provider = find(handle);

	if (!provider)
		return refuse_handle(call, handle);
	event.provider = &provider->name;
	ww_trace(&event);
	return STATUS_SUCCESS;
}

/* The common part of the functions that write data. */
struct Activities {
	const GUID *own;
	const GUID *related;
};

NTSTATUS write_data(CallSite call, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor,
		    Activities activities, ULONG count, const EVENT_DATA_DESCRIPTOR *pieces)
{
	DataEvent event{};
	u64 bytes = 0;

	if (!descriptor)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "EventDescriptor is NULL");
	if (count > kMostPieces)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "UserDataCount is %u, and at most %u descriptors are allowed", count,
			      kMostPieces);
	if (count && !pieces)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "UserData is NULL, and UserDataCount is %u", count);
	for (ULONG i = 0; i < count; i++)
		bytes += pieces[i].Size;
	event.activity = activities.own;
	event.related = activities.related;
	event.keyword = descriptor->Keyword;
	event.id = descriptor->Id;
	event.task = descriptor->Task;
	event.version = descriptor->Version;
	event.channel = descriptor->Channel;
	event.level = descriptor->Level;
	event.opcode = descriptor->Opcode;
	event.bytes = bytes < ~0U ? static_cast<u32>(bytes) : ~0U;
	event.copy = copy_data;
	event.pieces = pieces;
	event.piece_count = count;
	return write(call, handle, event);
}

bool is_enabled_for(CallSite call, REGHANDLE handle)
{
	PreemptionGuard guard;

	if (find(handle))
		return is_enabled.load();
	refuse_handle(call, handle);
	return false;
}

} /* namespace */

void providers_report_left(const _WINWORK_IMAGE &image)
{
	/* Also waits for a callback of the module that has unregistered its own provider. */
	Turn turn;

	while (Provider *provider = take([&image](const Provider &each) {
		return each.image == &image;
	})) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { handle_of(provider), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = provider,
			 .owner = image.DriverObject,
			 .routine = reinterpret_cast<const void *>(provider->callback) },
		       "the driver leaves the event provider {%s} registered", provider->name.text);
		object_dereference(provider);
	}
}

void providers_init()
{
	lock.init(WW_LOCK_PROVIDERS);
	ww_turn_init(&turn, WW_TURN_TRACE);
	ww_delayed_init(&telling, tell_later);
	ww_trace_watch(switched);
}

void providers_exit()
{
	ww_trace_unwatch();
	ww_delayed_stop(&telling);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI EtwRegister(LPCGUID ProviderId, PETWENABLECALLBACK EnableCallback,
			   PVOID CallbackContext, PREGHANDLE RegHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!ProviderId || !RegHandle)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      ProviderId ? "RegHandle" : "ProviderId");
	*RegHandle = 0;

	auto *provider = static_cast<Provider *>(object_create(provider_type, sizeof(Provider)));

	if (!provider)
		return STATUS_NO_MEMORY;
	provider->callback = EnableCallback;
	provider->context = CallbackContext;
	provider->image = image_of_address(call.caller);
	ww_guid_format(&provider->name, ProviderId);
	*RegHandle = handle_of(provider);
	enter(provider);
	/* In a callback its caller does that next. */
	if (EnableCallback && is_enabled.load() && !has_turn()) {
		Turn turn;

		tell_all();
	}
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI EtwUnregister(REGHANDLE RegHandle)
{
	const CallSite call = WW_CALL_SITE;

	return at_passive(call, nullptr) ? unregister(call, RegHandle) : STATUS_UNSUCCESSFUL;
}

BOOLEAN NTAPI EtwEventEnabled(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR)
{
	return is_enabled_for(WW_CALL_SITE, RegHandle);
}

BOOLEAN NTAPI EtwProviderEnabled(REGHANDLE RegHandle, UCHAR, ULONGLONG)
{
	return is_enabled_for(WW_CALL_SITE, RegHandle);
}

NTSTATUS NTAPI EtwWrite(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor, LPCGUID ActivityId,
			ULONG UserDataCount, PEVENT_DATA_DESCRIPTOR UserData)
{
	return write_data(WW_CALL_SITE, RegHandle, EventDescriptor, { ActivityId, nullptr },
			  UserDataCount, UserData);
}

NTSTATUS NTAPI EtwWriteEx(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor, ULONG64, ULONG,
			  LPCGUID ActivityId, LPCGUID RelatedActivityId, ULONG UserDataCount,
			  PEVENT_DATA_DESCRIPTOR UserData)
{
	return write_data(WW_CALL_SITE, RegHandle, EventDescriptor,
			  { ActivityId, RelatedActivityId }, UserDataCount, UserData);
}

NTSTATUS NTAPI EtwWriteTransfer(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor,
				LPCGUID ActivityId, LPCGUID RelatedActivityId, ULONG UserDataCount,
				PEVENT_DATA_DESCRIPTOR UserData)
{
	return write_data(WW_CALL_SITE, RegHandle, EventDescriptor,
			  { ActivityId, RelatedActivityId }, UserDataCount, UserData);
}

NTSTATUS NTAPI EtwWriteString(REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword,
			      LPCGUID ActivityId, PCWSTR String)
{
	const CallSite call = WW_CALL_SITE;
	TextEvent event{};

	if (!String)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "String is NULL");
	event.activity = ActivityId;
	event.keyword = Keyword;
	event.level = Level;
	event.is_text = true;
	event.copy = copy_text;
	event.string = String;
	for_each_character(String, [&event](const char *, u32 count) {
		event.bytes += count;
		return true;
	});
	return write(call, RegHandle, event);
}

} /* extern "C" */
