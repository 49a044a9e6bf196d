/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ZwQueryInformationProcess.
 */
#include <ntifs.h>
#include <winwork/ps/process_information.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/process.h"
#include "answer.hpp"
#include "process.hpp"
#include "process_image.hpp"
#include "thread.hpp"

namespace ww {
namespace {

bool is_system(PEPROCESS process)
{
	return static_cast<void *>(process) == &system_process;
}

/* What Linux knows of it. The system process has no parent, and is in session 0. */
NTSTATUS read_facts(PEPROCESS process, ww_process_facts &facts)
{
	facts = {};
	return is_system(process) || !ww_process_read(process, &facts) ? STATUS_SUCCESS
									 : STATUS_PROCESS_IS_TERMINATING;
}

NTSTATUS give_basic(PEPROCESS process, const ww_process_facts &facts, Answer &answer)
{
	return answer.give(PROCESS_BASIC_INFORMATION{
		.ExitStatus = STATUS_PENDING,
		.PebBaseAddress = nullptr,
		.AffinityMask = KeQueryActiveProcessors(),
		.BasePriority = kNormalPriority,
		.UniqueProcessId = reinterpret_cast<ULONG_PTR>(PsGetProcessId(process)),
		.InheritedFromUniqueProcessId = facts.parent,
	});
}

/* The name follows the string. */
NTSTATUS give_image(PEPROCESS process, ImageName form, Answer &answer)
{
	ImagePath path;
	const NTSTATUS status = path.read(process);

	if (!NT_SUCCESS(status))
		return status;

	const USHORT bytes = path.bytes(form);
	auto *string = static_cast<UNICODE_STRING *>(answer.to);

	answer.bytes = sizeof(UNICODE_STRING) + bytes + sizeof(WCHAR);
	if (!answer.fits())
		return STATUS_INFO_LENGTH_MISMATCH;
	*string = { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), reinterpret_cast<WCHAR *>(string + 1) };
	path.write(form, string->Buffer);
	string->Buffer[bytes / sizeof(WCHAR)] = 0;
	return STATUS_SUCCESS;
}

NTSTATUS give_class(PEPROCESS process, PROCESSINFOCLASS kind, const ww_process_facts &facts, Answer &answer)
{
	switch (kind) {
	case ProcessBasicInformation:
		return give_basic(process, facts, answer);
	case ProcessSessionInformation:
		return answer.give(PROCESS_SESSION_INFORMATION{ facts.login });
	case ProcessWow64Information:
		return answer.give(ULONG_PTR{ facts.is_32bit });
	case ProcessDebugPort:
		return answer.give(ULONG_PTR{ 0 });
	case ProcessImageFileName:
		return give_image(process, ImageName::native, answer);
	case ProcessImageFileNameWin32:
		return give_image(process, ImageName::win32, answer);
	default:
		return STATUS_INVALID_INFO_CLASS;
	}
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS NTAPI ZwQueryInformationProcess(HANDLE ProcessHandle, PROCESSINFOCLASS ProcessInformationClass,
						    PVOID ProcessInformation, ULONG ProcessInformationLength,
						    PULONG ReturnLength)
{
	const CallSite call = WW_CALL_SITE;
	Answer answer{ ProcessInformation, ProcessInformationLength };
	ww_process_facts facts;
	PEPROCESS process = nullptr;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	NTSTATUS status = process_of_handle(ProcessHandle, process);

	if (NT_SUCCESS(status))
		status = read_facts(process, facts);
	if (NT_SUCCESS(status))
		status = give_class(process, ProcessInformationClass, facts, answer);
	if (ReturnLength)
		*ReturnLength = answer.bytes;
	return status;
}
