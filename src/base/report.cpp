/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Printing and counting of reports. Repetitions within a second are counted and not printed: neither
 * a misuse in a DPC nor a program may keep the machine busy with its log.
 */
#include "report.hpp"

#include <stdarg.h>
#include <winwork.h>

#include "history.hpp"
#include "linux/irq_context.h"
#include "linux/module.h"
#include "linux/print.h"
#include "linux/time.h"
#include "linux/trace_point.h"
#include "lock.hpp"

namespace ww {
namespace {

constexpr size_t kLine = 256;
constexpr s64 kSecond = 1000000000;

constinit Lock lock;
constinit Naming naming{};
constinit WINWORK_REPORT last WW_GUARDED_BY(lock){};

const char *name_of(BugCheck code)
{
	switch (code) {
	case BugCheck::apc_index_mismatch: return "APC_INDEX_MISMATCH";
	case BugCheck::invalid_affinity_set: return "INVALID_AFFINITY_SET";
	case BugCheck::invalid_process_attach_attempt: return "INVALID_PROCESS_ATTACH_ATTEMPT";
	case BugCheck::invalid_process_detach_attempt: return "INVALID_PROCESS_DETACH_ATTEMPT";
	case BugCheck::irql_not_dispatch_level: return "IRQL_NOT_DISPATCH_LEVEL";
	case BugCheck::irql_not_less_or_equal: return "IRQL_NOT_LESS_OR_EQUAL";
	case BugCheck::maximum_wait_objects_exceeded: return "MAXIMUM_WAIT_OBJECTS_EXCEEDED";
	case BugCheck::spin_lock_already_owned: return "SPIN_LOCK_ALREADY_OWNED";
	case BugCheck::spin_lock_not_owned: return "SPIN_LOCK_NOT_OWNED";
	case BugCheck::thread_not_mutex_owner: return "THREAD_NOT_MUTEX_OWNER";
	case BugCheck::reference_by_pointer: return "REFERENCE_BY_POINTER";
	case BugCheck::kmode_exception_not_handled: return "KMODE_EXCEPTION_NOT_HANDLED";
	case BugCheck::no_more_irp_stack_locations: return "NO_MORE_IRP_STACK_LOCATIONS";
	case BugCheck::system_exit_owned_mutex: return "SYSTEM_EXIT_OWNED_MUTEX";
	case BugCheck::target_mdl_too_small: return "TARGET_MDL_TOO_SMALL";
	case BugCheck::multiple_irp_complete_requests: return "MULTIPLE_IRP_COMPLETE_REQUESTS";
	case BugCheck::page_fault_in_nonpaged_area: return "PAGE_FAULT_IN_NONPAGED_AREA";
	case BugCheck::process_has_locked_pages: return "PROCESS_HAS_LOCKED_PAGES";
	case BugCheck::bugcode_ndis_driver: return "BUGCODE_NDIS_DRIVER";
	case BugCheck::driver_power_state_failure: return "DRIVER_POWER_STATE_FAILURE";
	case BugCheck::attempted_write_to_readonly_memory: return "ATTEMPTED_WRITE_TO_READONLY_MEMORY";
	case BugCheck::bad_pool_caller: return "BAD_POOL_CALLER";
	case BugCheck::driver_verifier_detected_violation:
		return "DRIVER_VERIFIER_DETECTED_VIOLATION";
	case BugCheck::timer_or_dpc_invalid: return "TIMER_OR_DPC_INVALID";
	case BugCheck::irql_unexpected_value: return "IRQL_UNEXPECTED_VALUE";
	case BugCheck::driver_verifier_iomanager_violation:
		return "DRIVER_VERIFIER_IOMANAGER_VIOLATION";
	case BugCheck::pnp_detected_fatal_error: return "PNP_DETECTED_FATAL_ERROR";
	case BugCheck::driver_left_locked_pages_in_process:
		return "DRIVER_LEFT_LOCKED_PAGES_IN_PROCESS";
	case BugCheck::driver_unloaded_without_cancelling_pending_operations:
		return "DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS";
	case BugCheck::system_pte_misuse: return "SYSTEM_PTE_MISUSE";
	case BugCheck::impersonating_worker_thread: return "IMPERSONATING_WORKER_THREAD";
	case BugCheck::worker_thread_returned_at_bad_irql:
		return "WORKER_THREAD_RETURNED_AT_BAD_IRQL";
	case BugCheck::resource_not_owned: return "RESOURCE_NOT_OWNED";
	case BugCheck::worker_invalid: return "WORKER_INVALID";
	case BugCheck::driver_verifier_dma_violation:
		return "DRIVER_VERIFIER_DMA_VIOLATION";
	case BugCheck::active_ex_worker_thread_termination:
		return "ACTIVE_EX_WORKER_THREAD_TERMINATION";
	case BugCheck::fltmgr_file_system: return "FLTMGR_FILE_SYSTEM";
	case BugCheck::wdf_violation: return "WDF_VIOLATION";
	case BugCheck::worker_thread_returned_with_bad_io_priority:
		return "WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY";
	case BugCheck::dpc_watchdog_violation: return "DPC_WATCHDOG_VIOLATION";
	case BugCheck::bugcode_usb3_driver: return "BUGCODE_USB3_DRIVER";
	case BugCheck::thread_terminate_held_mutex: return "THREAD_TERMINATE_HELD_MUTEX";
	}
	return "BUG_CHECK";
}

/* ---- Repetition ----------------------------------------------------------------------- */

/*
 * Two reports are the same when these are equal: what is wrong, and where the code is that called.
 * Numbers and the item do not count: a program may choose those, and make many. But where no code of
 * the driver is known, as for what an unload finds, each item is another one. Zero for none.
 */
struct Identity {
	BugCheck code;			/* none for a refusal that is only explained */
	const char *function;
	u64 text;			/* a hash; of a report without the numbers */
	u64 owner;			/* a hash of how the report calls it */
	const void *caller;
	const void *routine;
	const void *item;		/* without a caller and a routine */
	const char *caller_did;

	bool operator==(const Identity &) const = default;
};

struct Said {
	Identity what;
	s64 when;			/* in full */
	u32 repeats;			/* since then */
};

/* Also the most different ones that are printed within a second. */
constexpr u32 kRemembered = 64;

/* The last ones that were printed. */
constinit Said remembered[kRemembered] WW_GUARDED_BY(lock){};
/* Those that were not, because too many others were. */
constinit u32 unsaid WW_GUARDED_BY(lock) = 0;

constexpr u64 kHash = 0xcbf29ce484222325;		/* FNV-1a */

void add_to_hash(u64 &hash, char byte)
{
	hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
}

u64 hash_of(const char *text)
{
	u64 hash = kHash;

	while (*text)
		add_to_hash(hash, *text++);
	return hash;
}

/* Without the digits of numbers, also of hexadecimal ones: the other letters tell texts apart. */
u64 hash_without_numbers(const char *text)
{
	u64 hash = kHash;

	for (; *text; text++) {
		const char lower = static_cast<char>(*text | 0x20);

		if (!(*text >= '0' && *text <= '9') && !(lower >= 'a' && lower <= 'f'))
			add_to_hash(hash, *text);
	}
	return hash;
}

struct Verdict {
	bool is_only_counted;		/* a repetition within a second, or one too many */
	u32 repeats;			/* of the same report, counted so far */
	Said forgotten;			/* another report, whose count is printed now */
	u32 unsaid;			/* others */
};

Verdict judge(const Identity &what)
{
	LockGuard guard(lock);
	const s64 now = ww_time(WW_CLOCK_MONOTONIC);
	Said *oldest = &remembered[0];

	for (Said &each : remembered) {
		if (each.what == what) {
			const Verdict verdict{ now - each.when < kSecond, each.repeats, {}, 0 };

			if (verdict.is_only_counted)
				each.repeats++;
			else
				each = { what, now, 0 };
			return verdict;
		}
		if (each.when < oldest->when)
			oldest = &each;
	}
	if (oldest->what.function && now - oldest->when < kSecond) {
		unsaid++;
		return { true, 0, {}, 0 };
	}

	const Verdict verdict{ false, 0, *oldest, unsaid };

	unsaid = 0;
	*oldest = { what, now, 0 };
	return verdict;
}

/* Of a line with the routine and the caller, as far as they are known. */
struct Code {
	const void *routine;
	const void *caller;
	const char *caller_did;
};

void describe_code(const Code &code, const char *lead, char *text, size_t room)
{
	text[0] = '\0';
	if (code.routine && code.caller)
		ww_format(text, room, "%sroutine %s; %s %s", lead, ShownCode(code.routine).text,
			  code.caller_did, ShownCode(code.caller).text);
	else if (code.routine)
		ww_format(text, room, "%sroutine %s", lead, ShownCode(code.routine).text);
	else if (code.caller)
		ww_format(text, room, "%s%s %s", lead, code.caller_did, ShownCode(code.caller).text);
}

constexpr size_t kCode = kLine + 64;		/* two symbols */

[[gnu::noinline]] void tell_repeats(const Said &said)
{
	char code[kCode];

	if (!said.repeats)
		return;
	describe_code({ said.what.routine, said.what.caller, said.what.caller_did }, ", ", code, sizeof(code));
	if (said.what.code == BugCheck{})
		ww_print(WW_LEVEL_INFO, "%s: refused %u times more%s", said.what.function,
			 said.repeats, code);
	else
		ww_print(WW_LEVEL_ERROR, "%s (0x%X): %s: said %u times more%s",
			 name_of(said.what.code), static_cast<u32>(said.what.code),
			 said.what.function, said.repeats, code);
}

void tell_unsaid(u32 count)
{
	if (count)
		ww_print(WW_LEVEL_WARNING, "%u other reports were too many, and are not printed",
			 count);
}

/* Prints what was counted so far. */
void tell_counted(const Verdict &verdict)
{
	tell_repeats(verdict.forgotten);
	tell_unsaid(verdict.unsaid);
}

/* ---- Printing ------------------------------------------------------------------------- */

/* The owner that the report names, else the driver that called. */
void describe_owner(const Violation &violation, char *text, size_t room)
{
	if (ww_in_nmi()) {
		ww_format(text, room, "unknown in an NMI");
		return;
	}

	const void *driver = violation.owner || violation.owner_name ? nullptr :
			     naming.driver_of(violation.call.caller);

	if (violation.owner) {
		if (!naming.describe(violation.owner, text, room))
			ww_format(text, room, "%s, which does not exist any more",
				  Shown(violation.owner).text);
	} else if (violation.owner_name) {
		ww_format(text, room, "module %s", violation.owner_name);
	} else if (!driver || !naming.describe(driver, text, room)) {
		ww_format(text, room, "unknown");
	}
}

/* One print, so that the lines of several CPUs do not mix. Not inline: the frame is large. */
[[gnu::noinline]] void print(const Violation &violation, const char *owner, const char *what,
			     u32 repeats)
{
	char code[kCode];
	char item[40] = "";
	char again[48] = "";

	describe_code({ violation.routine, violation.call.caller, violation.caller_did }, "\nwinwork:   ", code,
		      sizeof(code));
	if (violation.item)
		ww_format(item, sizeof(item), "item %s: ", Shown(violation.item).text);
	if (repeats)
		ww_format(again, sizeof(again), "; said %u times more since the last", repeats);
	ww_print(WW_LEVEL_ERROR,
		 "%s (0x%X): %s: %s%s\n"
		 "winwork:   parameters %s, %s, %s, %s; owner %s%s%s",
		 name_of(violation.code), static_cast<u32>(violation.code), violation.call.function,
		 item, what, Shown(violation.parameter[0]).text, Shown(violation.parameter[1]).text,
		 Shown(violation.parameter[2]).text, Shown(violation.parameter[3]).text, owner, code,
		 again);
}

void note_last(const Violation &violation) WW_REQUIRES(lock)
{
	last.Count++;
	last.BugCheckCode = static_cast<ULONG>(violation.code);
	for (int i = 0; i < 4; i++)
		last.Parameter[i] = violation.parameter[i];
	last.Function = violation.call.function;
	last.Item = const_cast<void *>(violation.item);
	last.Owner = const_cast<void *>(violation.owner);
}

void count(const Violation &violation)
{
	if (ww_in_nmi()) [[unlikely]] {
		TryLockGuard guard(lock);

		/*
		 * Otherwise the report is in the log, but not in the result of
		 * WinworkGetLastReport.
		 */
		if (guard.is_taken()) {
			lock.assert_held();
			note_last(violation);
		}
		return;
	}

	LockGuard guard(lock);

	note_last(violation);
}

} /* namespace */

void report_init(const Naming &of_objects)
{
	naming = of_objects;
	lock.init(WW_LOCK_REPORT);
	/* Before its first %p some kernels have no key to hash with, and that one shows nothing. */
	[[maybe_unused]] const Shown first(&last);
}

Shown::Shown(uintptr_t value)
{
	void *const pointer = reinterpret_cast<void *>(value);

	if (is_kernel_address(pointer))
		ww_format(text, sizeof(text), "0x%p", pointer);
	else
		ww_format(text, sizeof(text), "0x%lx", value);
}

ShownCode::ShownCode(const void *code, Form form)
{
	if (form == Form::place)
		ww_format(text, sizeof(text), "%pS", code);
	else
		ww_format(text, sizeof(text), "%ps", code);
	/* No symbol begins with a digit: this is the address itself. */
	if (text[0] == '0')
		ww_format(text, sizeof(text), "%s", Shown(code).text);
}

namespace {

/* Of "NAME+0x8/0x40 [module]": up to the size, and without an offset of 0. */
size_t length_of_name(const char *place)
{
	size_t length = 0;
	size_t plus = 0;

	for (; place[length] && place[length] != '/'; length++) {
		if (place[length] == '+')
			plus = length;
	}
	return length == plus + 4 && place[length - 1] == '0' ? plus : length;
}

} /* namespace */

ShownVariable::ShownVariable(const void *address)
{
	char place[192];

	text[0] = '\0';
	if (!ww_knows_variables())
		return;
	ww_format(place, sizeof(place), "%pS", address);
	/* No symbol begins with a digit. */
	if (place[0] != '0')
		ww_format(text, sizeof(text), ", the variable %.*s", static_cast<int>(length_of_name(place)), place);
}

namespace {

void tell(const Violation &violation, const char *what)
{
	char owner[kLine];

	if (WW_IS_TRACED(report)) [[unlikely]]
		ww_trace_report(static_cast<u32>(violation.code), name_of(violation.code),
				violation.call.function,
				violation.call.caller ? violation.call.caller : violation.routine,
				what);
	describe_owner(violation, owner, sizeof(owner));

	const bool has_code = violation.call.caller || violation.routine;
	/* An NMI must not wait for a lock, so each report is printed there. */
	const Verdict verdict = ww_in_nmi() ? Verdict{} :
				judge({ violation.code, violation.call.function,
					hash_without_numbers(what), hash_of(owner),
					violation.call.caller, violation.routine,
					has_code ? nullptr : violation.item, violation.caller_did });

	tell_counted(verdict);
	if (!verdict.is_only_counted) {
		print(violation, owner, what, verdict.repeats);
		print_history(violation);
	}
	count(violation);
	if (ww_panic_on_report)
		ww_panic("%s (0x%X): %s: %s", name_of(violation.code),
			 static_cast<u32>(violation.code), violation.call.function, what);
}

} /* namespace */

void report(const Violation &violation, const char *format, ...)
{
	char what[kLine];
	va_list arguments;

	va_start(arguments, format);
	ww_vformat(what, sizeof(what), format, arguments);
	va_end(arguments);
	tell(violation, what);
}

void report_pointer(const Violation &violation, const void *pointer, const char *format, ...)
{
	char what[kLine];
	va_list arguments;
	const int begun = ww_format(what, sizeof(what), "%s ", Shown(pointer).text);

	va_start(arguments, format);
	ww_vformat(what + begun, sizeof(what) - static_cast<size_t>(begun), format, arguments);
	va_end(arguments);
	tell(violation, what);
}

namespace {

/* Prints a refusal: for which object of the driver, or for which driver, and why. */
void tell_refusal(enum ww_level level, const CallSite &call, const void *owner, const char *status,
		  const char *why)
{
	char described[kLine];

	/* No lock: the interrupted code may hold it. */
	if (ww_in_nmi()) [[unlikely]] {
		ww_print(level, "%s: refused%s: %s; called by %s", call.function, status, why,
			 ShownCode(call.caller).text);
		return;
	}
	if (!owner)
		owner = naming.driver_of(call.caller);

	if (!owner || !naming.describe(owner, described, sizeof(described)))
		ww_format(described, sizeof(described), "%s", owner ? "nothing that exists"
								    : "an unknown driver");

	/* The numbers are mostly those of the driver's own structure, which each line explains. */
	const Verdict verdict = judge({ {}, call.function, hash_of(why), hash_of(described),
					call.caller, nullptr, nullptr, "called by" });

	tell_counted(verdict);
	if (verdict.is_only_counted)
		return;
	ww_print(level, "%s: refused for %s%s: %s; called by %s", call.function, described,
		 status, why, ShownCode(call.caller).text);
}

} /* namespace */

void explain_refusal(const char *function, const void *owner, const void *caller, const char *why)
{
	tell_refusal(WW_LEVEL_INFO, { function, caller }, owner, "", why);
}

s32 refuse(const CallSite &call, const void *owner, s32 status, const char *format, ...)
{
	char why[kLine];
	char with[32];
	va_list arguments;

	va_start(arguments, format);
	ww_vformat(why, sizeof(why), format, arguments);
	va_end(arguments);
	ww_format(with, sizeof(with), " with status 0x%08X", static_cast<u32>(status));
	tell_refusal(WW_LEVEL_WARNING, call, owner, with, why);
	return status;
}

void reports_settle()
{
	for (Said &each : remembered) {
		Said said;
		{
			LockGuard guard(lock);

			said = each;
			each = {};
		}
		tell_repeats(said);
	}

	u32 count;
	{
		LockGuard guard(lock);

		count = unsaid;
		unsaid = 0;
	}
	tell_unsaid(count);
}

} /* namespace ww */

extern "C" VOID NTAPI WinworkGetLastReport(PWINWORK_REPORT Report)
{
	ww::LockGuard guard(ww::lock);

	*Report = ww::last;
}
