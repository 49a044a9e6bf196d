/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that filter the registry: CmRegisterCallbackEx and its relatives.
 *
 * A routine is known by its cookie. Each operation remembers the routines that it told of its begin, and tells these of
 * its end, unless they are removed meanwhile. The mutex of the registry covers the contexts that routines attach to key
 * objects. No routine is called with it.
 */
#include "callback.hpp"

#include <ntifs.h>

#include "base/altitude.hpp"
#include "base/atomic.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "key_object.hpp"
#include "linux/memory.h"
#include "mm/pool.hpp"
#include "ob/image.hpp"
#include "ob/notify_routine.hpp"
#include "store.hpp"

namespace ww {

/* A routine's own pointer for a key object; under the mutex of the registry. */
struct KeyContext {
	LIST_ENTRY link;		/* of all */
	KeyContext *next;		/* of the object */
	KeyObject *object;
	s64 cookie;
	void *value;
};

namespace {

constexpr char kType[] = "EX_CALLBACK_FUNCTION";
constexpr size_t kMostKeyPath = 32000;	/* characters, for a UNICODE_STRING */
constexpr ULONG kNameTag = 'n' << 24 | 'K' << 16 | 'm' << 8 | 'C';

struct RegistryRoutine : NotifyRoutine {
	s64 cookie;
	void *context;
	Altitude altitude;
	bool has_altitude;
};

constinit RoutineList routines{};
constinit Atomic<s64> last_cookie;

const RegistryRoutine &registry_routine(const ListedRoutine &routine)
{
	return static_cast<const RegistryRoutine &>(routine);
}

void free_routine(ListedRoutine *routine)
{
	ww_free(static_cast<RegistryRoutine *>(routine));
}

constexpr RoutineFamily family{ .free = free_routine, .report_left = notify_routine_report_left };

NTSTATUS call(const RegistryRoutine &routine, REG_NOTIFY_CLASS notice, void *information)
{
	const NotifyCall check(routine);

	return reinterpret_cast<PEX_CALLBACK_FUNCTION>(const_cast<void *>(routine.routine))(
		routine.context, reinterpret_cast<void *>(static_cast<uintptr_t>(notice)), information);
}

/* ---- Contexts of key objects ------------------------------------------------------------ */

constinit LIST_ENTRY contexts{};

KeyContext **find_context(KeyObject *object, s64 cookie)
{
	KeyContext **place = &object->contexts;

	while (*place && (*place)->cookie != cookie)
		place = &(*place)->next;
	return place;
}

void *context_of(KeyObject *object, s64 cookie)
{
	RegistryGuard guard;
	const KeyContext *const context = object ? *find_context(object, cookie) : nullptr;

	return context ? context->value : nullptr;
}

KeyContext *take(KeyContext **place)
{
	KeyContext *const context = *place;

	if (context) {
		*place = context->next;
		RemoveEntryList(&context->link);
	}
	return context;
}

/* Puts @made in the place of the routine's context, and returns that; null for none. */
KeyContext *swap_context(KeyObject *object, KeyContext *made)
{
	RegistryGuard guard;
	KeyContext *const before = take(find_context(object, made->cookie));

	made->object = object;
	made->next = object->contexts;
	object->contexts = made;
	InsertTailList(&contexts, &made->link);
	return before;
}

/* Any context of the object. */
KeyContext *take_context(KeyObject *object)
{
	RegistryGuard guard;

	return take(&object->contexts);
}

/* Any context of the routine. */
KeyContext *take_context(s64 cookie)
{
	RegistryGuard guard;

	for (LIST_ENTRY *entry = contexts.Flink; entry != &contexts; entry = entry->Flink) {
		KeyObject *const object = CONTAINING_RECORD(entry, KeyContext, link)->object;

		if (CONTAINING_RECORD(entry, KeyContext, link)->cookie == cookie)
			return take(find_context(object, cookie));
	}
	return nullptr;
}

/* Has its routine clean up the context. */
void clean_up(const RegistryRoutine &routine, const KeyContext &context)
{
	REG_CALLBACK_CONTEXT_CLEANUP_INFORMATION information = { context.object, context.value, nullptr };

	call(routine, RegNtCallbackObjectContextCleanup, &information);
}

void clean_up_own(ListedRoutine &listed, void *argument)
{
	const auto &context = *static_cast<const KeyContext *>(argument);

	if (registry_routine(listed).cookie == context.cookie)
		clean_up(registry_routine(listed), context);
}

/* The routine may have been removed. */
void end_context(KeyContext *context)
{
	routines_call(routines, clean_up_own, context);
	ww_free(context);
}

/* ---- Names ------------------------------------------------------------------------------ */

constexpr WCHAR kRegistry[] = { '\\', 'R', 'E', 'G', 'I', 'S', 'T', 'R', 'Y', '\\' };
constexpr size_t kRegistryUnits = sizeof(kRegistry) / sizeof(WCHAR);

size_t name_units(const RegKey *key)
{
	const size_t below = key_path_count(key);

	return kRegistryUnits + below - !below;
}

/* The string, its buffer and a zero. */
size_t name_bytes(const RegKey *key)
{
	return sizeof(UNICODE_STRING) + (name_units(key) + 2) * sizeof(WCHAR);
}

/* \REGISTRY\MACHINE\..., of a key that is in the tree, into memory of name_bytes(). Null into null. */
UNICODE_STRING *write_name(const RegKey *key, void *memory)
{
	auto *const name = static_cast<UNICODE_STRING *>(memory);
	const size_t bytes = name_units(key) * sizeof(WCHAR);

	if (!name)
		return nullptr;

	auto *const to = reinterpret_cast<WCHAR *>(name + 1);

	__builtin_memcpy(to, kRegistry, sizeof(kRegistry));
	key_path(key, reinterpret_cast<u16 *>(to) + kRegistryUnits);
	to[bytes / sizeof(WCHAR)] = 0;
	*name = { static_cast<USHORT>(bytes), static_cast<USHORT>(bytes + sizeof(WCHAR)), to };
	return name;
}

NTSTATUS name_status(const RegKey *key)
{
	if (key->is_deleted)
		return STATUS_KEY_DELETED;
	return key_path_count(key) > kMostKeyPath ? STATUS_NAME_TOO_LONG : STATUS_SUCCESS;
}

/* The name that stays with the object. Under the mutex. */
NTSTATUS keep_name(KeyObject *object)
{
	const NTSTATUS status = name_status(object->key);

	if (object->name || !NT_SUCCESS(status))
		return object->name ? STATUS_SUCCESS : status;
	object->name = write_name(object->key, ww_zalloc_large(name_bytes(object->key)));
	return object->name ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

/* The parameters that both functions share. */
NTSTATUS identify(CallSite call_site, void *object, ULONG_PTR *id)
{
	if (!at_passive(call_site, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (object_type(object) != &key_type)
		return refuse(call_site, nullptr, STATUS_INVALID_PARAMETER, "Object is no key");
	if (id)
		*id = reinterpret_cast<ULONG_PTR>(static_cast<KeyObject *>(object)->key);
	return STATUS_SUCCESS;
}

/* ---- Registration ----------------------------------------------------------------------- */

/* Only routines with an altitude have one that another may not have. */
bool is_same_altitude(const ListedRoutine &listed, const void *wanted)
{
	const RegistryRoutine &routine = registry_routine(listed);
	const auto &other = *static_cast<const RegistryRoutine *>(wanted);

	return routine.has_altitude && other.has_altitude && !routine.altitude.compare(other.altitude);
}

/* Those without an altitude are the lowest. */
bool is_below(const ListedRoutine &listed, const void *wanted)
{
	const RegistryRoutine &routine = registry_routine(listed);
	const auto &other = *static_cast<const RegistryRoutine *>(wanted);

	if (!routine.has_altitude || !other.has_altitude)
		return other.has_altitude;
	return routine.altitude.compare(other.altitude) < 0;
}

bool has_cookie(const ListedRoutine &listed, const void *cookie)
{
	return registry_routine(listed).cookie == *static_cast<const s64 *>(cookie);
}

NTSTATUS enter(CallSite call_site, const RegistryRoutine &wanted, LARGE_INTEGER *cookie)
{
	auto *routine = static_cast<RegistryRoutine *>(ww_zalloc_sleeping(sizeof(RegistryRoutine)));

	if (!routine)
		return STATUS_INSUFFICIENT_RESOURCES;
	*routine = wanted;
	routine->image = image_of_address(wanted.routine);
	routine->type = kType;
	routine->function = call_site.function;
	routine->cookie = last_cookie.fetch_add(1, Order::relaxed) + 1;
	cookie->QuadPart = routine->cookie;
	if (routine_enter_sorted(routines, family, routine, is_same_altitude, is_below) == Admission::admitted)
		return STATUS_SUCCESS;
	ww_free(routine);
	return refuse(call_site, driver_of_address(call_site.caller), STATUS_FLT_INSTANCE_ALTITUDE_COLLISION,
		      "another routine has this altitude");
}

/* The beginning of both functions. */
NTSTATUS prepare(CallSite call_site, PEX_CALLBACK_FUNCTION function, void *context, const void *cookie,
		 RegistryRoutine &wanted)
{
	if (!at_passive(call_site, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!function || !cookie)
		return refuse(call_site, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      function ? "Cookie" : "Function");
	wanted.routine = reinterpret_cast<const void *>(function);
	wanted.context = context;
	return STATUS_SUCCESS;
}

/* The routine is not called for operations any more. */
void end_contexts_of(const RegistryRoutine &routine)
{
	while (KeyContext *const context = take_context(routine.cookie)) {
		clean_up(routine, *context);
		ww_free(context);
	}
}

struct Copy {
	s64 cookie;
	RegistryRoutine routine;
	bool is_found;
};

void copy_routine(ListedRoutine &listed, void *argument)
{
	Copy &copy = *static_cast<Copy *>(argument);

	if (registry_routine(listed).cookie != copy.cookie)
		return;
	copy.routine = registry_routine(listed);
	copy.is_found = true;
}

} /* namespace */

/* ---- Operations ------------------------------------------------------------------------- */

struct RegistryCall::End {
	const RegistryCall &call;
	KeyObject *object;
	NTSTATUS status;
};

void RegistryCall::tell(ListedRoutine &listed, void *argument)
{
	RegistryCall &self = *static_cast<RegistryCall *>(argument);
	const RegistryRoutine &routine = registry_routine(listed);

	if (self.is_over_)
		return;

	ToldRoutine *const told = self.told_.enter(listed);

	self.status_ = STATUS_INSUFFICIENT_RESOURCES;
	if (told) {
		*self.notice_.call_context = nullptr;
		*self.notice_.object_context = context_of(self.notice_.object, routine.cookie);
		self.status_ = call(routine, self.notice_.before, self.notice_.information);
		told->call_context = *self.notice_.call_context;
	}
	self.is_over_ = !NT_SUCCESS(self.status_);
	if (self.is_over_ && told)
		self.told_.leave();
}

bool RegistryCall::begin()
{
	routines_call(routines, tell, this);
	is_bypassed_ = status_ == STATUS_CALLBACK_BYPASS;
	if (is_bypassed_)
		status_ = STATUS_SUCCESS;
	return !is_over_;
}

void RegistryCall::tell_end(ListedRoutine &listed, void *call_context, void *argument)
{
	End &end = *static_cast<End *>(argument);
	const RegistryRoutine &routine = registry_routine(listed);
	REG_POST_OPERATION_INFORMATION information = {
		.Object = end.object, .Status = end.status, .PreInformation = end.call.notice_.information,
		.ReturnStatus = end.status, .CallContext = call_context,
		.ObjectContext = context_of(end.object, routine.cookie), .Reserved = nullptr };

	if (call(routine, end.call.notice_.behind, &information) == STATUS_CALLBACK_BYPASS)
		end.status = information.ReturnStatus;
}

NTSTATUS RegistryCall::end(NTSTATUS status, KeyObject *object)
{
	End end{ *this, object, status };

	told_.call_again(tell_end, &end);
	return end.status;
}

bool registry_is_filtered()
{
	return routine_list_has_any(routines);
}

void registry_tell_close(KeyObject *object)
{
	REG_KEY_HANDLE_CLOSE_INFORMATION info = { object, nullptr, nullptr, nullptr };

	/* A handle is closed in any case. */
	filtered(registry_notice(RegNtPreKeyHandleClose, RegNtPostKeyHandleClose, info, object),
		 [] { return STATUS_SUCCESS; });
}

void key_object_contexts_end(KeyObject *object)
{
	while (KeyContext *const context = take_context(object))
		end_context(context);
	ww_free_large(object->name);
}

NTSTATUS key_object_name(KeyObject *object, PCUNICODE_STRING &name)
{
	RegistryGuard guard;
	const NTSTATUS status = keep_name(object);

	name = NT_SUCCESS(status) ? object->name : nullptr;
	return status;
}

void registry_routines_init()
{
	InitializeListHead(&contexts);
	routine_list_init(routines);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI CmRegisterCallbackEx(PEX_CALLBACK_FUNCTION Function, PCUNICODE_STRING Altitude, PVOID, PVOID Context,
				    PLARGE_INTEGER Cookie, PVOID)
{
	const CallSite call_site = WW_CALL_SITE;
	RegistryRoutine wanted = {};
	const NTSTATUS status = prepare(call_site, Function, Context, Cookie, wanted);

	if (!NT_SUCCESS(status))
		return status;
	if (!Altitude || !wanted.altitude.parse(Altitude))
		return refuse(call_site, nullptr, STATUS_INVALID_PARAMETER, "Altitude is no number");
	wanted.has_altitude = true;
	return enter(call_site, wanted, Cookie);
}

NTSTATUS NTAPI CmRegisterCallback(PEX_CALLBACK_FUNCTION Function, PVOID Context, PLARGE_INTEGER Cookie)
{
	const CallSite call_site = WW_CALL_SITE;
	RegistryRoutine wanted = {};
	const NTSTATUS status = prepare(call_site, Function, Context, Cookie, wanted);

	return NT_SUCCESS(status) ? enter(call_site, wanted, Cookie) : status;
}

NTSTATUS NTAPI CmUnRegisterCallback(LARGE_INTEGER Cookie)
{
	const CallSite call_site = WW_CALL_SITE;
	Copy copy = {};

	if (!at_passive(call_site, nullptr))
		return STATUS_UNSUCCESSFUL;
	copy.cookie = Cookie.QuadPart;
	routines_call(routines, copy_routine, &copy);
	switch (routine_remove(call_site, family, has_cookie, &copy.cookie)) {
	case RoutineRemoval::unknown:
		return refuse(call_site, nullptr, STATUS_INVALID_PARAMETER, "Cookie is of no routine");
	case RoutineRemoval::own_routine:
		notify_report_own_removal(call_site, copy.routine.routine);
		break;
	case RoutineRemoval::done:
		break;
	}
	if (copy.is_found)
		end_contexts_of(copy.routine);
	return STATUS_SUCCESS;
}

VOID NTAPI CmGetCallbackVersion(PULONG Major, PULONG Minor)
{
	if (Major)
		*Major = 1;
	if (Minor)
		*Minor = 0;
}

NTSTATUS NTAPI CmCallbackGetKeyObjectID(PLARGE_INTEGER, PVOID Object, PULONG_PTR ObjectID,
					PCUNICODE_STRING *ObjectName)
{
	auto *const object = static_cast<KeyObject *>(Object);
	NTSTATUS status = identify(WW_CALL_SITE, Object, ObjectID);

	if (!NT_SUCCESS(status) || !ObjectName)
		return status;

	return key_object_name(object, *ObjectName);
}

NTSTATUS NTAPI CmCallbackGetKeyObjectIDEx(PLARGE_INTEGER, PVOID Object, PULONG_PTR ObjectID,
					  PCUNICODE_STRING *ObjectName, ULONG Flags)
{
	const CallSite call_site = WW_CALL_SITE;
	NTSTATUS status = identify(call_site, Object, ObjectID);

	if (NT_SUCCESS(status) && Flags)
		return refuse(call_site, nullptr, STATUS_INVALID_PARAMETER, "Flags is 0x%X", Flags);
	if (!NT_SUCCESS(status) || !ObjectName)
		return status;

	RegistryGuard guard;
	const RegKey *const key = static_cast<KeyObject *>(Object)->key;

	*ObjectName = nullptr;
	status = name_status(key);
	if (!NT_SUCCESS(status))
		return status;
	*ObjectName = write_name(key, pool_allocate({ .call = call_site, .bytes = name_bytes(key), .tag = kNameTag }));
	return *ObjectName ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID NTAPI CmCallbackReleaseKeyObjectIDEx(PCUNICODE_STRING ObjectName)
{
	pool_free(WW_CALL_SITE, const_cast<UNICODE_STRING *>(ObjectName), kNameTag);
}

PVOID NTAPI CmGetBoundTransaction(PLARGE_INTEGER, PVOID)
{
	return nullptr;
}

NTSTATUS NTAPI CmSetCallbackObjectContext(PVOID Object, PLARGE_INTEGER Cookie, PVOID NewContext, PVOID *OldContext)
{
	const CallSite call_site = WW_CALL_SITE;

	if (OldContext)
		*OldContext = nullptr;
	if (!at_passive(call_site, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!Cookie || object_type(Object) != &key_type)
		return refuse(call_site, nullptr, STATUS_INVALID_PARAMETER, "%s",
			      Cookie ? "Object is no key" : "Cookie is NULL");

	auto *made = static_cast<KeyContext *>(ww_zalloc_sleeping(sizeof(KeyContext)));

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->cookie = Cookie->QuadPart;
	made->value = NewContext;

	KeyContext *const before = swap_context(static_cast<KeyObject *>(Object), made);

	if (before && OldContext)
		*OldContext = before->value;
	ww_free(before);
	return STATUS_SUCCESS;
}

} /* extern "C" */
