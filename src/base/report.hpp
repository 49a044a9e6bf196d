/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports: what WinWork prints where Windows would stop the machine. A report has the bug check
 * that Windows would stop with and its four parameters, and names the function, the item and its
 * owner.
 */
#pragma once

#include "address.hpp"
#include "call_site.hpp"
#include "cold.hpp"

namespace ww {

/* Windows's own numbers, in their order. */
enum class BugCheck : u32 {
	apc_index_mismatch = 0x01,
	invalid_affinity_set = 0x03,
	invalid_process_attach_attempt = 0x05,
	invalid_process_detach_attempt = 0x06,
	irql_not_dispatch_level = 0x08,
	irql_not_less_or_equal = 0x0a,
	maximum_wait_objects_exceeded = 0x0c,
	spin_lock_already_owned = 0x0f,
	spin_lock_not_owned = 0x10,
	thread_not_mutex_owner = 0x11,
	reference_by_pointer = 0x18,
	kmode_exception_not_handled = 0x1e,
	no_more_irp_stack_locations = 0x35,
	system_exit_owned_mutex = 0x39,
	target_mdl_too_small = 0x40,
	multiple_irp_complete_requests = 0x44,
	page_fault_in_nonpaged_area = 0x50,
	process_has_locked_pages = 0x76,
	bugcode_ndis_driver = 0x7c,
	driver_power_state_failure = 0x9f,
	attempted_write_to_readonly_memory = 0xbe,
	bad_pool_caller = 0xc2,
	driver_verifier_detected_violation = 0xc4,
	timer_or_dpc_invalid = 0xc7,
	irql_unexpected_value = 0xc8,
	driver_verifier_iomanager_violation = 0xc9,
	pnp_detected_fatal_error = 0xca,
	driver_left_locked_pages_in_process = 0xcb,
	driver_unloaded_without_cancelling_pending_operations = 0xce,
	system_pte_misuse = 0xda,
	impersonating_worker_thread = 0xdf,
	worker_thread_returned_at_bad_irql = 0xe1,
	resource_not_owned = 0xe3,
	worker_invalid = 0xe4,
	driver_verifier_dma_violation = 0xe6,
	active_ex_worker_thread_termination = 0xe9,
	fltmgr_file_system = 0xf5,
	wdf_violation = 0x10d,
	worker_thread_returned_with_bad_io_priority = 0x128,
	dpc_watchdog_violation = 0x133,
	bugcode_usb3_driver = 0x144,
	thread_terminate_held_mutex = 0x4000008a,
};

/* Parameter 1 of WORKER_INVALID. Behind each value: parameters 2 to 4. */
enum WorkerInvalid : uintptr_t {
	kActiveItemFreed = 0,		/* item, start and end of the memory */
	kActiveItemQueued = 1,		/* item, queue type */
	kQueuedItemFreed = 2,		/* item, routine */
	kBadObject = 3,			/* item, object */
	kBadQueueType = 6,		/* item, queue type */
	kBadRoutine = 7,		/* item, queue type */
};

/*
 * Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION for what a driver has not freed. Behind it: the memory, the
 * object that it is of, the call that made it.
 */
constexpr uintptr_t kLeak = 0x62;

/* Parameter 1 of PNP_DETECTED_FATAL_ERROR. Behind it: the device. */
enum PnpError : uintptr_t {
	kDuplicateChild = 1,
	kNoPdo = 2,
	kInvalidId = 3,
	kDeletedChild = 4,
	kNullChild = 8,
};

/* Parameter 1 of DRIVER_POWER_STATE_FAILURE. Behind it: the PDO, 0, the IRP. */
enum PowerError : uintptr_t {
	kIrpOverdue = 3,
};

struct Violation {
	BugCheck code;
	uintptr_t parameter[4];
	CallSite call;			/* or the kind of routine that WinWork called */
	const void *item = nullptr;	/* the work item or other thing at fault */
	const void *owner = nullptr;	/* its device or driver object, if known */
	const char *owner_name = nullptr;	/* or its module */
	const void *routine = nullptr;	/* the routine bound to it, if known */
	const char *caller_did = "called by";	/* what call.caller has done, in the report */
};

/*
 * The text of a value that a driver passed, for "%s". A kernel address is hashed, as Linux's %p does: the
 * log must not show where the memory of the kernel is, and programs can cause reports. Other values, such
 * as a handle or the pattern of freed memory, are shown as they are.
 */
struct Shown {
	explicit Shown(uintptr_t value);
	explicit Shown(const void *value) : Shown(address_of(value)) {}

	char text[24];
};

/*
 * The text of an address of code, for "%s": its symbol and module. An address that has no symbol is
 * hashed, as Shown does. It may be a pointer that a driver took for a routine, code of DriverEntry
 * that Linux has freed, or code of a driver that has gone. A kernel without CONFIG_KALLSYMS knows no
 * symbols.
 */
struct ShownCode {
	enum class Form : u8 {
		place,			/* with the offset in the function, as Linux's %pS */
		routine,		/* without, as %ps */
	};

	explicit ShownCode(const void *code, Form form = Form::place);

	char text[192];			/* a longer one is cut */
};

/*
 * ", the variable NAME+0x8", for "%s": the symbol that contains @address, with the offset in it. Empty for
 * memory without a symbol, such as pool, and in a kernel without CONFIG_KALLSYMS_ALL.
 */
struct ShownVariable {
	explicit ShownVariable(const void *address);

	char text[96];			/* a longer one is cut */
};

/* The text of a routine. */
template <typename Routine> ShownCode shown_routine(Routine *routine)
{
	return ShownCode(reinterpret_cast<const void *>(routine), ShownCode::Form::routine);
}

/* How a report finds the names of objects and drivers, which belong to a layer above. */
struct Naming {
	/* Describes a live object. False, and nothing written, for any other pointer. */
	bool (*describe)(const void *object, char *text, size_t room);
	/* The driver object whose code or data contains @address, or null. */
	const void *(*driver_of)(const void *address);
};

void report_init(const Naming &naming);

/*
 * Prints a report and counts it. Panics instead, if the module parameter panic_on_report is set. A
 * repetition within a second is only counted, and the count printed later: a report of the same
 * text but for its numbers, about the same call of a driver and an owner of the same name. Any context, under any
 * lock but those of the objects and the images. In an NMI the owner is not looked up.
 */
void report(const Violation &violation, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * A report whose text begins with a pointer that the driver passed: as with Shown, whose text is not in
 * the frame of the caller, which may be a fast path.
 */
void report_pointer(const Violation &violation, const void *pointer, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Prints why @function refuses a call for @owner that was no misuse. Repetitions and contexts as
 * for report().
 */
void explain_refusal(const char *function, const void *owner, const void *caller, const char *why);

/*
 * Prints which field or parameter makes a function refuse its arguments, and returns @status, so
 * that a check is one statement. Windows answers such a call with the status alone. So this is no
 * report, is not counted as one, and never panics. The text begins with the field as the driver
 * writes it: "Registration->Version is ...". @owner is an object of the driver; if it is null, the
 * driver that calls is named. Repetitions and contexts as for report().
 */
WW_COLD s32 refuse(const CallSite &call, const void *owner, s32 status, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* A field or parameter that must not be NULL. */
struct Required {
	bool is_given;
	const char *name;
};

/* The name of the first one that is NULL; null when all are given. */
template <size_t Count>
const char *first_missing(const Required (&required)[Count])
{
	for (const Required &each : required) {
		if (!each.is_given)
			return each.name;
	}
	return nullptr;
}

/*
 * Prints the counts of repetitions, and forgets what was printed. Called when a driver is unloaded,
 * because its addresses may then be used for other things.
 */
void reports_settle();

} /* namespace ww */
