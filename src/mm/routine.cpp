/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The address of a function by its name, and the questions for Driver Verifier.
 */
#include <ntddk.h>

#include "base/irql.hpp"
#include "linux/routine.h"
#include "ob/device.hpp"

namespace ww {
namespace {

constexpr size_t kMostCharacters = 128;

/* False for what no name of a function is. */
bool narrow(const UNICODE_STRING &string, char (&name)[kMostCharacters])
{
	const size_t count = string.Length / sizeof(WCHAR);

	if (count >= kMostCharacters)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (string.Buffer[i] <= ' ' || string.Buffer[i] > '~')
			return false;
		name[i] = static_cast<char>(string.Buffer[i]);
	}
	name[count] = '\0';
	return true;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI MmGetSystemRoutineAddress(PUNICODE_STRING SystemRoutineName)
{
	char name[kMostCharacters];

	if (!at_passive(WW_CALL_SITE, SystemRoutineName) || !SystemRoutineName ||
	    !narrow(*SystemRoutineName, name))
		return nullptr;
	return ww_find_routine(name);
}

/* There is no Driver Verifier. WinWork always makes its checks. */
LOGICAL NTAPI MmIsDriverVerifying(PDRIVER_OBJECT DriverObject)
{
	const CallSite call = WW_CALL_SITE;

	if (at_apc_or_below(call, DriverObject))
		check_type(call, DriverObject, driver_type);
	return FALSE;
}

LOGICAL NTAPI MmIsDriverVerifyingByAddress(PVOID)
{
	return FALSE;
}

} /* extern "C" */
