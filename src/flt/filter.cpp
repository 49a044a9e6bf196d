/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters: registration, the start of filtering, and unregistration by the minifilter or at the
 * unload of its driver.
 */
#include "file_system.hpp"

#include <winwork.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "create_parameters.hpp"
#include "ex/push_lock.hpp"
#include "linux/routine.h"
#include "ob/driver.hpp"
#include "port.hpp"

namespace ww {
namespace {

constexpr u32 kFirstAltitude = 400000;		/* filters without one get the numbers above */
constinit Atomic<u32> filters_without_altitude;

u32 count_operations(const FLT_OPERATION_REGISTRATION *operations)
{
	u32 count = 0;

	while (operations && operations[count].MajorFunction != IRP_MJ_OPERATION_END)
		count++;
	return count;
}

u32 count_contexts(const FLT_CONTEXT_REGISTRATION *contexts)
{
	u32 count = 0;

	while (contexts && contexts[count].ContextType != FLT_CONTEXT_END)
		count++;
	return count;
}

/* Refuses allocation routines of the driver: the Filter Manager allocates all contexts. */
NTSTATUS check_contexts(CallSite call, const FLT_CONTEXT_REGISTRATION *contexts,
			PDRIVER_OBJECT driver)
{
	for (u32 i = 0; i < count_contexts(contexts); i++) {
		if (!is_context_type(contexts[i].ContextType))
			return refuse(call, driver, STATUS_FLT_INVALID_CONTEXT_REGISTRATION,
				      "Registration->ContextRegistration[%u].ContextType is 0x%x, "
				      "not one of FLT_*_CONTEXT", i, contexts[i].ContextType);

		const char *const own_routine = first_missing({
			{ !contexts[i].ContextAllocateCallback, "ContextAllocateCallback" },
			{ !contexts[i].ContextFreeCallback, "ContextFreeCallback" },
		});

		if (own_routine)
			return refuse(call, driver, STATUS_NOT_SUPPORTED,
				      "Registration->ContextRegistration[%u].%s is not NULL: "
				      "WinWork allocates the memory of contexts", i, own_routine);
	}
	return STATUS_SUCCESS;
}

/* Returns the name provider callback that is not the address of a function, or null. */
const char *bad_name_callback(const FLT_REGISTRATION &registration)
{
	const auto is_fine = [](auto callback) {
		return !callback || is_kernel_address(reinterpret_cast<const void *>(callback));
	};

	return first_missing({
		{ is_fine(registration.GenerateFileNameCallback), "GenerateFileNameCallback" },
		{ is_fine(registration.NormalizeNameComponentCallback),
		  "NormalizeNameComponentCallback" },
		{ is_fine(registration.NormalizeNameComponentExCallback),
		  "NormalizeNameComponentExCallback" },
	});
}

NTSTATUS check_registration(CallSite call, const FLT_REGISTRATION *registration,
			    PDRIVER_OBJECT driver)
{
	constexpr USHORT major = 0xff00;

	if (!registration)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "Registration is NULL");
	if ((registration->Version & major) != (FLT_REGISTRATION_VERSION & major) ||
	    registration->Version > FLT_REGISTRATION_VERSION)
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "Registration->Version is 0x%04x, not 0x%04x to 0x%04x",
			      registration->Version, FLT_REGISTRATION_VERSION & major,
			      FLT_REGISTRATION_VERSION);
	if (const char *field = bad_name_callback(*registration))
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "Registration->%s is not the address of a function", field);
	return check_contexts(call, registration->ContextRegistration, driver);
}

void set_altitude(PFLT_FILTER filter)
{
	const char *altitude = driver_altitude(filter->driver);

	if (!altitude || !filter->altitude.parse(altitude))
		filter->altitude.set(kFirstAltitude + filters_without_altitude.fetch_add(1) + 1);
}

/*
 * The name by which programs know the filter: that of the module. kbuild makes no module with the name of one of its
 * sources, so scripts/port appends a suffix, which the name of the service does not have.
 */
void service_name(char (&name)[kObjectName], PDRIVER_OBJECT driver)
{
	constexpr char kSuffix[] = "_driver";
	constexpr size_t kLength = sizeof(kSuffix) - 1;

	text_copy(name, sizeof(name), text_last_part(object_header(driver)->name));

	const size_t length = text_length(name);

	if (length > kLength && text_begins_with(name + length - kLength, kSuffix))
		name[length - kLength] = '\0';
}

PFLT_FILTER create(PDRIVER_OBJECT driver, const FLT_REGISTRATION &registration)
{
	char name[kObjectName];

	service_name(name, driver);

	const size_t operations = count_operations(registration.OperationRegistration) + 1;
	const size_t contexts = count_contexts(registration.ContextRegistration) + 1;
	const size_t operation_bytes = operations * sizeof(FLT_OPERATION_REGISTRATION);
	const size_t context_bytes = contexts * sizeof(FLT_CONTEXT_REGISTRATION);
	auto *filter = static_cast<PFLT_FILTER>(
		object_create(filter_type, sizeof(_FLT_FILTER) + operation_bytes + context_bytes,
			      driver, name));

	if (!filter)
		return nullptr;

	auto *own_operations = reinterpret_cast<FLT_OPERATION_REGISTRATION *>(filter + 1);
	auto *own_contexts =
		reinterpret_cast<FLT_CONTEXT_REGISTRATION *>(own_operations + operations);

	for (size_t i = 0; i + 1 < operations; i++)
		own_operations[i] = registration.OperationRegistration[i];
	own_operations[operations - 1].MajorFunction = IRP_MJ_OPERATION_END;
	for (size_t i = 0; i + 1 < contexts; i++)
		own_contexts[i] = registration.ContextRegistration[i];
	own_contexts[contexts - 1].ContextType = FLT_CONTEXT_END;

	/* A structure of an older version is shorter. Callbacks behind its end are not called. */
	filter->registration = registration;
	filter->registration.OperationRegistration = own_operations;
	filter->registration.ContextRegistration = own_contexts;
	filter->driver = driver;
	object_reference_kept(driver);
	set_altitude(filter);
	return filter;
}

/*
 * Returns the driver's next filter after @serial, with rundown protection; null at the end. Skips
 * filters that are being deleted.
 */
PFLT_FILTER filter_of(PDRIVER_OBJECT driver, u64 serial = 0)
{
	PFLT_FILTER filter;

	while ((filter = filter_after(serial)) != nullptr && filter->driver != driver) {
		serial = filter->serial;
		object_dereference_kept(filter);
	}
	return filter;
}

/*
 * Serialises hooking and unhooking of DRIVER_OBJECT.DriverUnload. While it is held no filter is
 * added to the list, and none leaves it, not even one that is being deleted.
 */
class UnloadGuard {
public:
	UnloadGuard() { push_lock_acquire({ kFunction, nullptr }, &lock, Ownership::exclusive); }
	~UnloadGuard() { push_lock_release({ kFunction, nullptr }, &lock, Ownership::exclusive); }
	UnloadGuard(const UnloadGuard &) = delete;
	UnloadGuard &operator=(const UnloadGuard &) = delete;

private:
	static constexpr const char *kFunction = "FltRegisterFilter";
	static constinit EX_PUSH_LOCK lock;
};

constinit EX_PUSH_LOCK UnloadGuard::lock{};

/* The driver's newest filter, and the newest with a saved DriverUnload. Under UnloadGuard. */
struct Newest {
	explicit Newest(PDRIVER_OBJECT driver)
	{
		PFLT_FILTER each;

		for (u64 serial = 0; (each = listed_filter_after(serial)) != nullptr;
		     serial = each->serial) {
			if (each->driver != driver)
				continue;
			filter = each;
			if (each->saved_unload)
				with_saved_unload = each;
		}
	}

	PFLT_FILTER filter = nullptr;
	PFLT_FILTER with_saved_unload = nullptr;
};

VOID NTAPI unload(PDRIVER_OBJECT driver);

/*
 * Returns the DriverUnload from before the hook, or null. The last filter may have restored it
 * since the unload began.
 */
PDRIVER_UNLOAD saved_unload_of(PDRIVER_OBJECT driver)
{
	const UnloadGuard guard;
	const Newest newest(driver);

	if (newest.with_saved_unload)
		return newest.with_saved_unload->saved_unload;
	return driver->DriverUnload == unload ? nullptr : driver->DriverUnload;
}

/* The hook in DRIVER_OBJECT.DriverUnload: calls the filters' callbacks, then the driver's own. */
VOID NTAPI unload(PDRIVER_OBJECT driver)
{
	const PDRIVER_UNLOAD before = saved_unload_of(driver);
	PFLT_FILTER filter;

	for (u64 serial = 0; (filter = filter_of(driver, serial)) != nullptr;) {
		const PFLT_FILTER_UNLOAD_CALLBACK callback =
			filter->registration.FilterUnloadCallback;

		serial = filter->serial;
		object_dereference_kept(filter);
		if (callback)
			callback(FLTFL_FILTER_UNLOAD_MANDATORY);
	}
	if (before)
		before(driver);
}

bool may_unload(const FLT_REGISTRATION &registration)
{
	return registration.FilterUnloadCallback &&
	       !(registration.Flags & FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP);
}

/* Returns the DriverUnload of a driver with filters. The newest filter decides. */
PDRIVER_UNLOAD managed_unload(const Newest &newest)
{
	return newest.filter && may_unload(newest.filter->registration) ? unload : nullptr;
}

/* Saves a DriverUnload that another class library or the driver has set: the hook calls it. */
void add_and_hook_unload(PFLT_FILTER filter)
{
	const UnloadGuard guard;
	PDRIVER_OBJECT driver = filter->driver;
	const Newest before(driver);

	if (!before.filter || driver->DriverUnload != managed_unload(before))
		filter->saved_unload = driver->DriverUnload;
	filter_list_add(filter);
	driver->DriverUnload = managed_unload(Newest(driver));
}

/*
 * With the driver's last filter, restores the DriverUnload from before the hook. One that the
 * driver has set since then stays.
 */
void remove_and_restore_unload(PFLT_FILTER filter)
{
	const UnloadGuard guard;
	PDRIVER_OBJECT driver = filter->driver;
	const bool is_managed = driver->DriverUnload == managed_unload(Newest(driver));

	filter_list_remove(filter);

	const Newest newest(driver);

	if (is_managed)
		driver->DriverUnload = newest.filter ? managed_unload(newest)
						     : filter->saved_unload;
	if (newest.filter && filter->saved_unload &&
	    (!newest.with_saved_unload || filter->serial > newest.with_saved_unload->serial))
		newest.filter->saved_unload = filter->saved_unload;
}

/* Ends a filter whose rundown the caller has begun. */
void unregister(CallSite call, PFLT_FILTER filter, FLT_INSTANCE_TEARDOWN_FLAGS reason)
{
	ports_end(call, filter);
	for_each_volume([&](PFLT_VOLUME volume) {
		instances_tear_down(volume, filter, reason);
		files_close_left(call, volume->own_files, volume, filter);
		contexts_detach(volume->contexts, FLT_VOLUME_CONTEXT, filter);
	});
	object_rundown(filter);
	ports_forget(call, filter);
	parameters_forget(filter);
	remove_and_restore_unload(filter);
	object_dereference(filter);
}

/* Unregisters the filters that an unloaded driver has left, and reports them. */
void unregister_remaining(PDRIVER_OBJECT driver)
{
	while (PFLT_FILTER filter = filter_of(driver)) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(filter), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = filter, .owner = driver,
			 .routine = reinterpret_cast<const void *>(
				 filter->registration.FilterUnloadCallback) },
		       "the driver has unloaded without unregistering its filter");

		const bool first = object_begin_rundown(filter);

		object_dereference_kept(filter);
		if (first)
			unregister({ "DriverUnload" }, filter,
				   FLTFL_INSTANCE_TEARDOWN_MANDATORY_FILTER_UNLOAD);
	}
}

constinit const ClassLibrary library = { nullptr, unregister_remaining };

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltRegisterFilter(PDRIVER_OBJECT Driver, const FLT_REGISTRATION *Registration,
				  PFLT_FILTER *RetFilter)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Driver) || !check_type(call, Driver, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (!RetFilter)
		return refuse(call, Driver, STATUS_INVALID_PARAMETER, "RetFilter is NULL");
	*RetFilter = nullptr;

	const NTSTATUS status = check_registration(call, Registration, Driver);

	if (!NT_SUCCESS(status))
		return status;

	PFLT_FILTER filter = create(Driver, *Registration);

	if (!filter)
		return STATUS_INSUFFICIENT_RESOURCES;

	driver_uses(Driver, library);
	*RetFilter = filter;
	add_and_hook_unload(filter);
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltStartFiltering(PFLT_FILTER Filter)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status;

	if (!at_apc_or_below(call, Filter))
		return STATUS_INVALID_PARAMETER;
	if (!check_and_keep(call, Filter, filter_type, status))
		return status;
	if (Filter->started.exchange(true)) {
		status = refuse(call, Filter, STATUS_INVALID_PARAMETER,
				"Filter has been started already");
		object_dereference_kept(Filter);
		return status;
	}
	for_each_volume([&](PFLT_VOLUME volume) {
		instance_attach_automatically(Filter, volume,
					      FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT);
	});
	object_dereference_kept(Filter);
	return STATUS_SUCCESS;
}

VOID FLTAPI FltUnregisterFilter(PFLT_FILTER Filter)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Filter) || !check_type(call, Filter, filter_type))
		return;
	if (object_begin_rundown(Filter))
		unregister(call, Filter, FLTFL_INSTANCE_TEARDOWN_FILTER_UNLOAD);
	else
		report_object(call, Filter, "the filter is already being unregistered");
}

NTSTATUS FLTAPI FltUnloadFilter(PCUNICODE_STRING FilterName)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, FilterName))
		return STATUS_INVALID_PARAMETER;
	return FilterName ? refuse(call, nullptr, STATUS_NOT_SUPPORTED,
				   "FilterName: a module cannot remove another one, only a program can")
			  : refuse(call, nullptr, STATUS_INVALID_PARAMETER, "FilterName is NULL");
}

PVOID FLTAPI FltGetRoutineAddress(PCSTR FltMgrRoutineName)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, FltMgrRoutineName))
		return nullptr;
	if (FltMgrRoutineName)
		return ww_find_filter_routine(FltMgrRoutineName);
	refuse(call, nullptr, STATUS_INVALID_PARAMETER, "FltMgrRoutineName is NULL");
	return nullptr;
}

} /* extern "C" */
