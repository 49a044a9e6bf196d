/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A KMDF driver that is the source of two virtual HID devices: a keyboard with a part of the vendor's, whose reports have
 * IDs, and one of the vendor's alone, whose reports the driver keeps until it may submit them. hid_virtual.h has what a
 * program makes them do.
 */
#include <ntddk.h>
#include <wdf.h>
#include <vhf.h>

#include "hid_virtual.h"

#define KEYBOARD_ID 1
#define VENDOR_ID 2
#define KEPT 64

typedef struct _KEYBOARD {
	VHFHANDLE Handle;
	PDEVICE_OBJECT Device;
	KDPC Dpc;
	PIO_WORKITEM WorkItem;
	VHFOPERATIONHANDLE Operation;	/* of the DPC */
	UCHAR Report[4];		/* likewise */
	VHFOPERATIONHANDLE Held;
	BOOLEAN HoldsFeature;
	BOOLEAN Deletes;
	UCHAR Cut;			/* 0: the whole feature */
	UCHAR Feature[HID_VIRTUAL_BYTES];
} KEYBOARD, *PKEYBOARD;

typedef struct _TURNS {
	VHFHANDLE Handle;
	KDPC Dpc;			/* deletes it */
	KSPIN_LOCK Lock;		/* covers the next ones */
	BOOLEAN IsReady;
	BOOLEAN IsHasty;		/* submits two reports in the next turn */
	UCHAR Reports[KEPT][2];
	ULONG First, Count;
} TURNS, *PTURNS;

typedef struct _CONTEXT {
	KEYBOARD Keyboard;
	TURNS Turns;
} CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CONTEXT, ContextOf)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_OBJECT_CONTEXT_CLEANUP DeviceCleanup;

static UCHAR KeyboardReports[] = {
	0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x85, KEYBOARD_ID,
	/* one key */
	0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x15, 0x00, 0x25, 0x65, 0x75, 0x08, 0x95, 0x01, 0x81, 0x00,
	/* LEDs */
	0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x25, 0x01, 0x75, 0x01, 0x95, 0x05, 0x91, 0x02,
	0x75, 0x03, 0x95, 0x01, 0x91, 0x01, 0xc0,
	/* the vendor's: three bytes in and out, and a feature of four */
	0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x85, VENDOR_ID, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
	0x95, 0x03, 0x09, 0x02, 0x81, 0x02, 0x09, 0x03, 0x91, 0x02,
	0x95, HID_VIRTUAL_BYTES, 0x09, 0x04, 0xb1, 0x02, 0xc0,
};

static UCHAR TurnsReports[] = {
	0x06, 0x00, 0xff, 0x09, 0x11, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
	0x95, 0x02, 0x09, 0x12, 0x81, 0x02, 0x09, 0x13, 0x91, 0x02, 0x09, 0x14, 0xb1, 0x02, 0xc0,
};

/* ---- The keyboard -------------------------------------------------------------------------------- */

static NTSTATUS Submit(VHFHANDLE Handle, PUCHAR Report, ULONG Bytes)
{
	HID_XFER_PACKET Packet;
	NTSTATUS Status;

	Packet.reportBuffer = Report;
	Packet.reportBufferLen = Bytes;
	Packet.reportId = Report[0];
	Status = VhfReadReportSubmit(Handle, &Packet);
	/* It is the driver's again. */
	RtlFillMemory(Report, Bytes, 0x5a);
	return Status;
}

static VOID NTAPI RunDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	const PKEYBOARD Keyboard = Context;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	Keyboard->Feature[HID_VIRTUAL_IRQL] = KeGetCurrentIrql();
	if (Submit(Keyboard->Handle, Keyboard->Report, sizeof(Keyboard->Report)))
		DbgPrint("hid_virtual: the DPC submits no report\n");
	VhfAsyncOperationComplete(Keyboard->Operation, STATUS_SUCCESS);
}

static VOID NTAPI Delete(PDEVICE_OBJECT Device, PVOID Context)
{
	const PKEYBOARD Keyboard = Context;
	const VHFHANDLE Handle = Keyboard->Handle;

	UNREFERENCED_PARAMETER(Device);
	Keyboard->Handle = NULL;
	VhfDelete(Handle, TRUE);
	DbgPrint("hid_virtual: deleted, and again\n");
	VhfDelete(Handle, TRUE);
}

static VOID Hold(PKEYBOARD Keyboard, VHFOPERATIONHANDLE Operation)
{
	Keyboard->Held = Operation;
	DbgPrint("hid_virtual: held\n");
	if (Keyboard->Deletes)
		IoQueueWorkItem(Keyboard->WorkItem, Delete, DelayedWorkQueue, Keyboard);
}

static VOID CompleteHeld(PKEYBOARD Keyboard)
{
	const VHFOPERATIONHANDLE Held = Keyboard->Held;

	Keyboard->Held = NULL;
	if (Held)
		DbgPrint("hid_virtual: the held one is completed: 0x%x\n", VhfAsyncOperationComplete(Held, STATUS_SUCCESS));
}

static NTSTATUS CompleteTwice(VHFOPERATIONHANDLE Operation)
{
	DbgPrint("hid_virtual: pending: 0x%x\n", VhfAsyncOperationComplete(Operation, STATUS_PENDING));
	VhfAsyncOperationComplete(Operation, STATUS_SUCCESS);
	DbgPrint("hid_virtual: twice: 0x%x\n", VhfAsyncOperationComplete(Operation, STATUS_SUCCESS));
	return STATUS_PENDING;
}

static NTSTATUS SubmitLong(PKEYBOARD Keyboard)
{
	static UCHAR Report[500] = { VENDOR_ID };
	const NTSTATUS Status = Submit(Keyboard->Handle, Report, sizeof(Report));

	Report[0] = VENDOR_ID;
	DbgPrint("hid_virtual: long: 0x%x\n", Status);
	return STATUS_SUCCESS;
}

/* STATUS_PENDING: it completes the operation itself. */
static NTSTATUS Obey(PKEYBOARD Keyboard, VHFOPERATIONHANDLE Operation, const UCHAR *Order)
{
	UCHAR Report[4] = { VENDOR_ID, Order[1], Order[2], 0xee };
	UCHAR Key[2] = { KEYBOARD_ID, Order[1] };

	switch (Order[0]) {
	case HID_VIRTUAL_INPUT:
		return Submit(Keyboard->Handle, Report, sizeof(Report));
	case HID_VIRTUAL_KEY:
		return Submit(Keyboard->Handle, Key, sizeof(Key));
	case HID_VIRTUAL_SHORT:
		return Submit(Keyboard->Handle, Report, 2);
	case HID_VIRTUAL_LONG:
		return SubmitLong(Keyboard);
	case HID_VIRTUAL_DPC:
		Keyboard->Operation = Operation;
		RtlCopyMemory(Keyboard->Report, Report, sizeof(Report));
		KeInsertQueueDpc(&Keyboard->Dpc, NULL, NULL);
		return STATUS_PENDING;
	case HID_VIRTUAL_FAIL:
		return STATUS_ACCESS_DENIED;
	case HID_VIRTUAL_TWICE:
		return CompleteTwice(Operation);
	case HID_VIRTUAL_HOLD:
		Keyboard->HoldsFeature = Order[1];
		if (Order[1])
			return STATUS_SUCCESS;
		Hold(Keyboard, Operation);
		return STATUS_PENDING;
	case HID_VIRTUAL_COMPLETE:
		CompleteHeld(Keyboard);
		return STATUS_SUCCESS;
	case HID_VIRTUAL_CUT:
		Keyboard->Cut = Order[1];
		return STATUS_SUCCESS;
	case HID_VIRTUAL_DELETE:
		Keyboard->Deletes = TRUE;
		return STATUS_SUCCESS;
	case HID_VIRTUAL_START:
		DbgPrint("hid_virtual: started again: 0x%x\n", VhfStart(Keyboard->Handle));
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_PARAMETER;
	}
}

static VOID NTAPI KeyboardWrite(PVOID Context, VHFOPERATIONHANDLE Operation, PVOID OperationContext,
				PHID_XFER_PACKET Packet)
{
	const PKEYBOARD Keyboard = Context;
	NTSTATUS Status = STATUS_SUCCESS;

	UNREFERENCED_PARAMETER(OperationContext);
	if (Packet->reportId == VENDOR_ID)
		Status = Obey(Keyboard, Operation, Packet->reportBuffer + 1);
	else
		Keyboard->Feature[HID_VIRTUAL_LEDS] = Packet->reportBuffer[1];
	if (Status != STATUS_PENDING)
		VhfAsyncOperationComplete(Operation, Status);
}

static VOID NTAPI KeyboardGetFeature(PVOID Context, VHFOPERATIONHANDLE Operation, PVOID OperationContext,
				     PHID_XFER_PACKET Packet)
{
	const PKEYBOARD Keyboard = Context;
	const PULONGLONG Zeroes = OperationContext;

	Keyboard->Feature[HID_VIRTUAL_ZEROES] = !(Zeroes[0] | Zeroes[1]);
	RtlFillMemory(Zeroes, 16, 0xff);
	RtlCopyMemory(Packet->reportBuffer + 1, Keyboard->Feature, sizeof(Keyboard->Feature));
	if (Keyboard->Cut)
		Packet->reportBufferLen = Keyboard->Cut;
	Keyboard->Cut = 0;
	if (!Keyboard->HoldsFeature) {
		VhfAsyncOperationComplete(Operation, STATUS_SUCCESS);
		return;
	}
	Keyboard->HoldsFeature = FALSE;
	Hold(Keyboard, Operation);
}

static VOID NTAPI KeyboardSetFeature(PVOID Context, VHFOPERATIONHANDLE Operation, PVOID OperationContext,
				     PHID_XFER_PACKET Packet)
{
	const PKEYBOARD Keyboard = Context;

	UNREFERENCED_PARAMETER(OperationContext);
	Keyboard->Feature[HID_VIRTUAL_KEPT] = Packet->reportBuffer[1];
	VhfAsyncOperationComplete(Operation, STATUS_SUCCESS);
}

static VOID NTAPI KeyboardGetInput(PVOID Context, VHFOPERATIONHANDLE Operation, PVOID OperationContext,
				   PHID_XFER_PACKET Packet)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(OperationContext);
	Packet->reportBuffer[1] = 9;
	VhfAsyncOperationComplete(Operation, STATUS_SUCCESS);
}

static VOID NTAPI KeyboardCleanup(PVOID Context)
{
	DbgPrint("hid_virtual: cleanup\n");
	CompleteHeld(Context);
}

static NTSTATUS MakeKeyboard(PKEYBOARD Keyboard, WDFDEVICE Device)
{
	VHF_CONFIG Config;
	NTSTATUS Status;

	Keyboard->Device = WdfDeviceWdmGetDeviceObject(Device);
	Keyboard->WorkItem = IoAllocateWorkItem(Keyboard->Device);
	if (!Keyboard->WorkItem)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeDpc(&Keyboard->Dpc, RunDpc, Keyboard);
	VHF_CONFIG_INIT(&Config, Keyboard->Device, sizeof(KeyboardReports), KeyboardReports);
	Config.VhfClientContext = Keyboard;
	Config.OperationContextSize = 16;
	Config.VendorID = HID_VIRTUAL_VENDOR;
	Config.ProductID = HID_VIRTUAL_KEYBOARD;
	Config.VersionNumber = 0x0203;
	Config.ContainerID = (GUID){ 0x745a17a0, 0x74d3, 0x11d0, { 0xb6, 0xfe, 0x00, 0xa0, 0xc9, 0x0f, 0x57, 0xda } };
	Config.InstanceID = L"First keyboard";
	Config.InstanceIDLength = sizeof(L"First keyboard");
	Config.HardwareIDs = L"HID\\VirtualKeyboard\0";
	Config.HardwareIDsLength = sizeof(L"HID\\VirtualKeyboard\0");
	Config.EvtVhfAsyncOperationGetFeature = KeyboardGetFeature;
	Config.EvtVhfAsyncOperationSetFeature = KeyboardSetFeature;
	Config.EvtVhfAsyncOperationWriteReport = KeyboardWrite;
	Config.EvtVhfAsyncOperationGetInputReport = KeyboardGetInput;
	Config.EvtVhfCleanup = KeyboardCleanup;
	Status = VhfCreate(&Config, &Keyboard->Handle);
	return NT_SUCCESS(Status) ? VhfStart(Keyboard->Handle) : Status;
}

/* ---- The device with turns ----------------------------------------------------------------------- */

/* Takes the report that is next, if the turn has come. */
static BOOLEAN TakeReport(PTURNS Turns, PUCHAR Report)
{
	BOOLEAN Takes;
	KIRQL Irql;

	KeAcquireSpinLock(&Turns->Lock, &Irql);
	Takes = Turns->IsReady && Turns->Count;
	if (Takes) {
		Turns->IsReady = FALSE;
		RtlCopyMemory(Report, Turns->Reports[Turns->First % KEPT], 2);
		Turns->IsHasty = Report[0] == 0xfe;
		Turns->First++;
		Turns->Count--;
	}
	KeReleaseSpinLock(&Turns->Lock, Irql);
	return Takes;
}

static VOID SubmitNext(PTURNS Turns)
{
	UCHAR Report[2];

	if (TakeReport(Turns, Report) && Submit(Turns->Handle, Report, sizeof(Report)))
		DbgPrint("hid_virtual: a report is refused\n");
}

static VOID Keep(PTURNS Turns, const UCHAR *Report)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Turns->Lock, &Irql);
	RtlCopyMemory(Turns->Reports[(Turns->First + Turns->Count) % KEPT], Report, 2);
	Turns->Count++;
	KeReleaseSpinLock(&Turns->Lock, Irql);
}

/* The next turn does not begin before EvtVhfReadyForNextReadReport has returned. */
static VOID SubmitTwo(PTURNS Turns)
{
	UCHAR First[2] = { 0xfe, 1 }, Second[2] = { 0xfe, 2 };

	Turns->IsHasty = FALSE;
	if (Submit(Turns->Handle, First, sizeof(First)))
		DbgPrint("hid_virtual: a report is refused\n");
	DbgPrint("hid_virtual: early: 0x%x\n", Submit(Turns->Handle, Second, sizeof(Second)));
}

static VOID NTAPI TurnsReady(PVOID Context)
{
	const PTURNS Turns = Context;
	KIRQL Irql;

	if (Turns->IsHasty) {
		SubmitTwo(Turns);
		return;
	}
	KeAcquireSpinLock(&Turns->Lock, &Irql);
	Turns->IsReady = TRUE;
	KeReleaseSpinLock(&Turns->Lock, Irql);
	SubmitNext(Turns);
}

static VOID NTAPI DeleteTurns(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	const PTURNS Turns = Context;
	const VHFHANDLE Handle = Turns->Handle;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	Turns->Handle = NULL;
	VhfDelete(Handle, FALSE);
	DbgPrint("hid_virtual: turns: the delete returns at %u\n", KeGetCurrentIrql());
}

/* It would wait for the callback that calls it. */
static VOID DeleteWithin(PTURNS Turns)
{
	const VHFHANDLE Handle = Turns->Handle;

	Turns->Handle = NULL;
	VhfDelete(Handle, TRUE);
}

static VOID NTAPI TurnsWrite(PVOID Context, VHFOPERATIONHANDLE Operation, PVOID OperationContext, PHID_XFER_PACKET Packet)
{
	const PTURNS Turns = Context;

	if (OperationContext)
		DbgPrint("hid_virtual: a context without a size\n");
	if (Packet->reportBuffer[0] == 0xff) {
		KeInsertQueueDpc(&Turns->Dpc, NULL, NULL);
	} else if (Packet->reportBuffer[0] == 0xfd) {
		DeleteWithin(Turns);
	} else {
		Keep(Turns, Packet->reportBuffer);
		SubmitNext(Turns);
	}
	VhfAsyncOperationComplete(Operation, STATUS_SUCCESS);
}

static VOID NTAPI TurnsCleanup(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	DbgPrint("hid_virtual: turns: cleanup\n");
}

static NTSTATUS MakeTurns(PTURNS Turns, WDFDEVICE Device)
{
	VHF_CONFIG Config;
	NTSTATUS Status;

	KeInitializeDpc(&Turns->Dpc, DeleteTurns, Turns);
	KeInitializeSpinLock(&Turns->Lock);
	VHF_CONFIG_INIT(&Config, WdfDeviceWdmGetDeviceObject(Device), sizeof(TurnsReports), TurnsReports);
	Config.VhfClientContext = Turns;
	Config.VendorID = HID_VIRTUAL_VENDOR;
	Config.ProductID = HID_VIRTUAL_TURNS;
	Config.EvtVhfReadyForNextReadReport = TurnsReady;
	Config.EvtVhfAsyncOperationWriteReport = TurnsWrite;
	Config.EvtVhfCleanup = TurnsCleanup;
	Status = VhfCreate(&Config, &Turns->Handle);
	return NT_SUCCESS(Status) ? VhfStart(Turns->Handle) : Status;
}

/* ---- The driver ---------------------------------------------------------------------------------- */

static VOID DeviceCleanup(WDFOBJECT Device)
{
	CONTEXT *const Context = ContextOf(Device);

	if (Context->Keyboard.Handle)
		VhfDelete(Context->Keyboard.Handle, TRUE);
	if (Context->Turns.Handle)
		VhfDelete(Context->Turns.Handle, TRUE);
	if (Context->Keyboard.WorkItem)
		IoFreeWorkItem(Context->Keyboard.WorkItem);
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, CONTEXT);
	Attributes.EvtCleanupCallback = DeviceCleanup;
	Status = WdfDeviceCreate(&Init, &Attributes, &Device);
	if (NT_SUCCESS(Status))
		Status = MakeKeyboard(&ContextOf(Device)->Keyboard, Device);
	if (NT_SUCCESS(Status))
		Status = MakeTurns(&ContextOf(Device)->Turns, Device);
	return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
}
