/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A source in C++ that declares the function as such drivers do.
 */
#include <ntifs.h>

extern "C" NTSYSAPI NTSTATUS NTAPI ZwQuerySystemInformation(ULONG InfoClass, PVOID Buffer, ULONG Length,
							     PULONG ReturnLength);
extern "C" BOOLEAN NoDebugger();

BOOLEAN NoDebugger()
{
	struct {
		BOOLEAN KernelDebuggerEnabled;
		BOOLEAN KernelDebuggerNotPresent;
	} Debugger = { TRUE, FALSE };
	ULONG Length = 0;

	return ZwQuerySystemInformation(35, &Debugger, sizeof(Debugger), &Length) == STATUS_SUCCESS &&
	       Length == sizeof(Debugger) && !Debugger.KernelDebuggerEnabled && Debugger.KernelDebuggerNotPresent &&
	       ZwQuerySystemInformation(35, &Debugger, 1, &Length) == STATUS_INFO_LENGTH_MISMATCH;
}
