/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that writes events when it is loaded. At its unload it writes them again, or leaves its provider
 * registered if that is disabled.
 */
#include <linux/module.h>
#include <linux/sched.h>

#include <ntddk.h>
#include <evntprov.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static REGHANDLE Provider;

static const GUID Identity = { 0x0badcafe, 0x1234, 0x5678, { 0x9a, 0xbc, 0xde, 0xf0, 1, 2, 3, 4 } };
static const GUID Activity = { 0x11111111, 0x2222, 0x3333, { 0x44, 0x44, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55 } };
static const GUID Related = { 0x66666666, 0x7777, 0x8888, { 0x99, 0x99, 0, 0, 0, 0, 0, 1 } };

static UCHAR Large[4000];

static BOOLEAN IsTold;

static bool no_memory;
module_param(no_memory, bool, 0400);
MODULE_PARM_DESC(no_memory, "the provider's allocation fails");

static VOID NTAPI Enable(LPCGUID SourceId, ULONG ControlCode, UCHAR Level, ULONGLONG MatchAnyKeyword,
			 ULONGLONG MatchAllKeyword, PEVENT_FILTER_DESCRIPTOR FilterData,
			 PVOID CallbackContext)
{
	UNREFERENCED_PARAMETER(SourceId);
	UNREFERENCED_PARAMETER(Level);
	UNREFERENCED_PARAMETER(MatchAnyKeyword);
	UNREFERENCED_PARAMETER(MatchAllKeyword);
	UNREFERENCED_PARAMETER(FilterData);
	UNREFERENCED_PARAMETER(CallbackContext);
	IsTold = ControlCode != 0;
}

static VOID WriteEvents(VOID)
{
	EVENT_DESCRIPTOR Event;
	EVENT_DATA_DESCRIPTOR Data[3];
	USHORT Number = 0x0102;
	UCHAR Bytes[] = { 0xaa, 0xbb, 0xcc };

	EventDescCreate(&Event, 4711, 3, 16, 4, 700, 9, 0x8000000000000005ULL);
	EventDataDescCreate(&Data[0], &Number, sizeof(Number));
	EventDataDescCreate(&Data[1], NULL, 0);
	EventDataDescCreate(&Data[2], Bytes, sizeof(Bytes));
	EtwWrite(Provider, &Event, NULL, 3, Data);
	EventDescCreate(&Event, 2, 0, 0, 5, 0, 0, 0);
	EtwWriteTransfer(Provider, &Event, &Activity, &Related, 1, Data);
	EventDescCreate(&Event, 3, 0, 0, 1, 0, 0, 0);
	EventDataDescCreate(&Data[1], Large, sizeof(Large));
	EtwWriteEx(Provider, &Event, 0, 0, &Activity, NULL, 2, Data);
	EtwWriteString(Provider, 2, 0x10, NULL, L"gr\x00fc\x00df dich");
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	DbgPrint("etw: the provider is %s\n", IsTold ? "enabled" : "disabled");
	if (!IsTold)
		return;
	WriteEvents();
	EtwUnregister(Provider);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
#ifdef CONFIG_FAULT_INJECTION
	if (no_memory)
		current->fail_nth = 1;
#endif
	Status = EtwRegister(&Identity, Enable, NULL, &Provider);
	if (NT_SUCCESS(Status))
		WriteEvents();
	return Status;
}
