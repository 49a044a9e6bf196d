/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ZwQuerySystemInformation. Drivers declare the structures themselves: these are theirs.
 */
#include "system_information.hpp"

#include <ntifs.h>
#include <winwork/ex/system_information.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ke/time.hpp"
#include "linux/memory_state.h"
#include "linux/system.h"
#include "linux/time.h"

namespace ww {
namespace {

enum SystemClass : ULONG {
	kBasic = 0,
	kTimeOfDay = 3,
	kProcesses = 5,
	kModules = 11,
	kKernelDebugger = 35,
	kCodeIntegrity = 103,
};

constexpr ULONG kAllocationGranularity = 0x10000;
constexpr ULONG_PTR kLowestUserAddress = 0x10000;	/* MM_LOWEST_USER_ADDRESS */
constexpr ULONG kOnlySignedModules = 1;		/* CODEINTEGRITY_OPTION_ENABLED */

struct BasicInformation {
	ULONG reserved;
	ULONG timer_resolution;		/* in 100 ns */
	ULONG page_size;
	ULONG physical_pages;
	ULONG lowest_page;
	ULONG highest_page;
	ULONG allocation_granularity;
	ULONG_PTR lowest_user_address;
	ULONG_PTR highest_user_address;
	ULONG_PTR active_processors;
	CCHAR processors;
};
static_assert(sizeof(BasicInformation) == 0x40);

struct TimeOfDayInformation {
	LONGLONG boot_time;
	LONGLONG current_time;
	LONGLONG time_zone_bias;	/* to add to local time */
	ULONG time_zone_id;
	ULONG reserved;
	ULONGLONG boot_time_bias;
	ULONGLONG sleep_time_bias;
};
static_assert(sizeof(TimeOfDayInformation) == 0x30);

struct KernelDebuggerInformation {
	BOOLEAN is_enabled;
	BOOLEAN is_not_present;
};

struct CodeIntegrityInformation {
	ULONG length;
	ULONG options;
};

ULONG pages_of(u64 bytes)
{
	return static_cast<ULONG>(bytes / PAGE_SIZE);
}

NTSTATUS give_basic(Answer &answer)
{
	u64 lowest, highest;

	ww_physical_pages(&lowest, &highest);
	return answer.give(BasicInformation{
		.reserved = 0,
		.timer_resolution = KeQueryTimeIncrement(),
		.page_size = PAGE_SIZE,
		.physical_pages = pages_of(ww_memory_now().total),
		.lowest_page = static_cast<ULONG>(lowest),
		.highest_page = static_cast<ULONG>(highest),
		.allocation_granularity = kAllocationGranularity,
		.lowest_user_address = kLowestUserAddress,
		.highest_user_address = reinterpret_cast<ULONG_PTR>(MmHighestUserAddress),
		.active_processors = KeQueryActiveProcessors(),
		.processors = static_cast<CCHAR>(KeQueryActiveProcessorCount(nullptr)),
	});
}

NTSTATUS give_time_of_day(Answer &answer)
{
	return answer.give_start(TimeOfDayInformation{
		.boot_time = system_time_of(ww_boot_time()),
		.current_time = system_time_of(ww_time(WW_CLOCK_REAL)),
		.time_zone_bias = ww_minutes_west() * kUnitsPerMinute,
		.time_zone_id = 0,
		.reserved = 0,
		.boot_time_bias = 0,
		.sleep_time_bias = static_cast<ULONGLONG>(ww_time_asleep() / kNanosecondsPerUnit),
	});
}

/* The driver has written the length of its structure. */
NTSTATUS give_code_integrity(Answer &answer)
{
	answer.bytes = sizeof(CodeIntegrityInformation);
	if (!answer.fits() || static_cast<CodeIntegrityInformation *>(answer.to)->length != answer.bytes)
		return STATUS_INFO_LENGTH_MISMATCH;
	static_cast<CodeIntegrityInformation *>(answer.to)->options =
		ww_modules_need_signatures() ? kOnlySignedModules : 0;
	return STATUS_SUCCESS;
}

NTSTATUS give_class(CallSite call, ULONG kind, Answer &answer)
{
	switch (kind) {
	case kBasic:
		return give_basic(answer);
	case kTimeOfDay:
		return give_time_of_day(answer);
	case kProcesses:
		return give_processes(answer);
	case kModules:
		return give_modules(answer);
	case kKernelDebugger:
		return answer.give_within(KernelDebuggerInformation{ KD_DEBUGGER_ENABLED, KD_DEBUGGER_NOT_PRESENT });
	case kCodeIntegrity:
		return give_code_integrity(answer);
	default:
		return refuse(call, nullptr, STATUS_INVALID_INFO_CLASS,
			      "SystemInformationClass is %u, which WinWork does not have", kind);
	}
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS NTAPI ZwQuerySystemInformation(ULONG SystemInformationClass, PVOID SystemInformation,
						   ULONG SystemInformationLength, PULONG ReturnLength)
{
	const CallSite call = WW_CALL_SITE;
	Answer answer{ SystemInformation, SystemInformationLength };

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = give_class(call, SystemInformationClass, answer);

	if (ReturnLength)
		*ReturnLength = answer.bytes;
	return status;
}
