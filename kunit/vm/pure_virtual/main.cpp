/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver in C++ that calls a pure virtual function: the object is not whole yet.
 */
#include <ntddk.h>

extern "C" DRIVER_INITIALIZE DriverEntry;

struct Shape {
	Shape() { Describe(); }
	virtual ULONG Sides() = 0;
	/* Not in the constructor itself: there a compiler sees what the call is. */
	__declspec(noinline) void Describe() { DbgPrint("a shape with %u sides\n", Sides()); }
};

struct Square final : Shape {
	ULONG Sides() override { return 4; }
};

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
	Square square;

	square.Describe();
	UNREFERENCED_PARAMETER(DriverObject);
	return STATUS_SUCCESS;
}
