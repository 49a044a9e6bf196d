/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A HID minidriver of two devices without hardware: a keyboard with a part of the vendor's, whose reports have IDs, and
 * one of the vendor's alone, without IDs. hid_test.h has what a program makes them do.
 */
#include "device.h"

#include <winwork/pnp_port.h>

#include "hid_test.h"

#define QUEUED 32
#define VENDOR_BYTES 4
#define KEYBOARD_ID 1
#define VENDOR_ID 2

typedef struct _REPORT {
	ULONG Bytes;
	ULONG Claimed;
	NTSTATUS Status;
	UCHAR Data[16];
} REPORT, *PREPORT;

typedef struct _QUEUE {
	IO_CSQ Csq;			/* first */
	KSPIN_LOCK Lock;
	LIST_ENTRY Irps;
	LONG Count;
} QUEUE, *PQUEUE;

typedef struct _MINI_DEVICE {
	PDEVICE_OBJECT Pdo;
	BOOLEAN HasIds;
	BOOLEAN Lies;
	BOOLEAN IsLazy;
	BOOLEAN OnlyWrites;
	BOOLEAN Vanishes;		/* when it holds an output report */
	QUEUE Reads;
	QUEUE Held;
	FAST_MUTEX Mutex;		/* covers the next ones, and keeps reports in order */
	REPORT Reports[QUEUED];		/* that no read has taken */
	ULONG First, Count;
	LONG Flood;
	UCHAR Feature[HID_TEST_BYTES];
} MINI_DEVICE, *PMINI_DEVICE;

DRIVER_INITIALIZE DriverEntry;

static const UCHAR Numbered[] = {
	0x05,
	0x01,
	0x09,
	0x06,
	0xa1,
	0x01,
	0x85,
	KEYBOARD_ID,
	/* modifiers, a reserved byte */
	0x05,
	0x07,
	0x19,
	0xe0,
	0x29,
	0xe7,
	0x15,
	0x00,
	0x25,
	0x01,
	0x75,
	0x01,
	0x95,
	0x08,
	0x81,
	0x02,
	0x95,
	0x01,
	0x75,
	0x08,
	0x81,
	0x01,
	/* LEDs */
	0x05,
	0x08,
	0x19,
	0x01,
	0x29,
	0x05,
	0x95,
	0x05,
	0x75,
	0x01,
	0x91,
	0x02,
	0x95,
	0x01,
	0x75,
	0x03,
	0x91,
	0x01,
	/* keys */
	0x05,
	0x07,
	0x19,
	0x00,
	0x29,
	0x65,
	0x15,
	0x00,
	0x25,
	0x65,
	0x95,
	0x06,
	0x75,
	0x08,
	0x81,
	0x00,
	0xc0,
	0x06,
	0x00,
	0xff,
	0x09,
	0x01,
	0xa1,
	0x01,
	0x85,
	VENDOR_ID,
	0x15,
	0x00,
	0x26,
	0xff,
	0x00,
	0x75,
	0x08,
	0x09,
	0x02,
	0x95,
	VENDOR_BYTES,
	0x81,
	0x02,
	0x09,
	0x03,
	0x95,
	VENDOR_BYTES,
	0x91,
	0x02,
	0x09,
	0x04,
	0x95,
	HID_TEST_BYTES,
	0xb1,
	0x02,
	0xc0,
};

static const UCHAR Plain[] = {
	0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
	0x09, 0x02, 0x95, VENDOR_BYTES, 0x81, 0x02, 0x09, 0x03, 0x95, VENDOR_BYTES, 0x91, 0x02,
	0x09, 0x04, 0x95, HID_TEST_BYTES, 0xb1, 0x02, 0xc0,
};

static ULONG DevicesAdded;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
	Irp->IoStatus.Status = Status;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

/* ---- Queues of IRPs ------------------------------------------------------------------------------ */

static VOID NTAPI Insert(PIO_CSQ Csq, PIRP Irp)
{
	PQUEUE Queue = (PQUEUE)Csq;

	InsertTailList(&Queue->Irps, &Irp->Tail.Overlay.ListEntry);
	Queue->Count++;
}

static VOID NTAPI Remove(PIO_CSQ Csq, PIRP Irp)
{
	RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
	((PQUEUE)Csq)->Count--;
}

static PIRP NTAPI PeekNext(PIO_CSQ Csq, PIRP Irp, PVOID Context)
{
	PLIST_ENTRY Irps = &((PQUEUE)Csq)->Irps;
	PLIST_ENTRY Next = Irp ? Irp->Tail.Overlay.ListEntry.Flink : Irps->Flink;

	UNREFERENCED_PARAMETER(Context);
	return Next == Irps ? NULL : CONTAINING_RECORD(Next, IRP, Tail.Overlay.ListEntry);
}

static VOID NTAPI Acquire(PIO_CSQ Csq, PKIRQL Irql)
{
	KeAcquireSpinLock(&((PQUEUE)Csq)->Lock, Irql);
}

static VOID NTAPI Release(PIO_CSQ Csq, KIRQL Irql)
{
	KeReleaseSpinLock(&((PQUEUE)Csq)->Lock, Irql);
}

static VOID NTAPI Cancelled(PIO_CSQ Csq, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Csq);
	DbgPrint("hid_test: 0x%x is cancelled\n",
		 IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode);
	Complete(Irp, STATUS_CANCELLED);
}

static VOID InitializeQueue(PQUEUE Queue)
{
	KeInitializeSpinLock(&Queue->Lock);
	InitializeListHead(&Queue->Irps);
	IoCsqInitialize(&Queue->Csq, Insert, Remove, PeekNext, Acquire, Release, Cancelled);
}

/* ---- Reports ------------------------------------------------------------------------------------- */

static VOID Fulfil(PIRP Irp, const REPORT *Report)
{
	NTSTATUS Status = Answer(Irp, Report->Data, Report->Bytes, Report->Claimed);

	Complete(Irp, NT_SUCCESS(Status) ? Report->Status : Status);
}

static VOID Deliver(PMINI_DEVICE Mini)
{
	PIRP Irp;

	ExAcquireFastMutex(&Mini->Mutex);
	while (Mini->Count && (Irp = IoCsqRemoveNextIrp(&Mini->Reads.Csq, NULL))) {
		Fulfil(Irp, &Mini->Reports[Mini->First]);
		Mini->First = (Mini->First + 1) % QUEUED;
		Mini->Count--;
	}
	ExReleaseFastMutex(&Mini->Mutex);
}

static VOID Add(PMINI_DEVICE Mini, const REPORT *Report)
{
	ExAcquireFastMutex(&Mini->Mutex);
	if (Mini->Count < QUEUED)
		Mini->Reports[(Mini->First + Mini->Count++) % QUEUED] = *Report;
	else
		DbgPrint("hid_test: BUG: too many reports\n");
	ExReleaseFastMutex(&Mini->Mutex);
	Deliver(Mini);
}

/* Behind the ID, if there is one. */
static VOID AddVendor(PMINI_DEVICE Mini, const UCHAR *Data, ULONG Claimed, NTSTATUS Status)
{
	const ULONG Before = Mini->HasIds ? 1 : 0;
	REPORT Report = { 0 };

	Report.Data[0] = VENDOR_ID;
	RtlCopyMemory(Report.Data + Before, Data, VENDOR_BYTES);
	Report.Bytes = Before + VENDOR_BYTES;
	Report.Claimed = Claimed ? Claimed : Report.Bytes;
	Report.Status = Status;
	Add(Mini, &Report);
}

static VOID AddKey(PMINI_DEVICE Mini, UCHAR Key)
{
	REPORT Report = { 0 };

	Report.Bytes = Report.Claimed = 9;
	Report.Data[0] = KEYBOARD_ID;
	Report.Data[3] = Key;
	Add(Mini, &Report);
}

/* ---- What takes a while -------------------------------------------------------------------------- */

static struct {
	WORK_QUEUE_ITEM Item;
	PDEVICE_OBJECT Pdo;
	BOOLEAN Vanishes;
} Later;

static VOID NTAPI RunLater(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	if (Later.Vanishes) {
		WinworkPnpRemoveDevice(Later.Pdo, WinworkRemovalSurprise);
		return;
	}
	WinworkPnpSetSystemPower(Later.Pdo, PowerSystemSleeping3);
	WinworkPnpSetSystemPower(Later.Pdo, PowerSystemWorking);
}

static VOID StartLater(PMINI_DEVICE Mini, BOOLEAN Vanishes)
{
	Later.Pdo = Mini->Pdo;
	Later.Vanishes = Vanishes;
	ExInitializeWorkItem(&Later.Item, RunLater, NULL);
	ExQueueWorkItem(&Later.Item, DelayedWorkQueue);
}

/* ---- Output and features ------------------------------------------------------------------------- */

/* The data of a report of that many bytes; NULL for a wrong one. */
static PUCHAR DataOf(PMINI_DEVICE Mini, PIRP Irp, UCHAR Id, ULONG Bytes)
{
	PHID_XFER_PACKET Packet = Irp->UserBuffer;
	const ULONG Before = Mini->HasIds ? 1 : 0;

	if (Packet->reportId != (Mini->HasIds ? Id : 0) ||
	    Packet->reportBufferLen != Before + Bytes || (Before && Packet->reportBuffer[0] != Id))
		return NULL;
	return Packet->reportBuffer + Before;
}

static BOOLEAN HasPacket(PIRP Irp, BOOLEAN IsRead)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	return (IsRead ? Location->Parameters.DeviceIoControl.OutputBufferLength
		       : Location->Parameters.DeviceIoControl.InputBufferLength) ==
	       sizeof(HID_XFER_PACKET);
}

static NTSTATUS Command(PMINI_DEVICE Mini, const UCHAR *Data)
{
	const UCHAR Input[VENDOR_BYTES] = { Data[1], Data[2], Data[3], 0xee };

	switch (Data[0]) {
	case HID_TEST_INPUT:
		AddVendor(Mini, Input, 0, STATUS_SUCCESS);
		return STATUS_SUCCESS;
	case HID_TEST_KEY:
		AddKey(Mini, Data[1]);
		return STATUS_SUCCESS;
	case HID_TEST_LONG:
		AddVendor(Mini, Input, 500, STATUS_SUCCESS);
		return STATUS_SUCCESS;
	case HID_TEST_FAIL:
		AddVendor(Mini, Input, 0, STATUS_UNSUCCESSFUL);
		return STATUS_SUCCESS;
	case HID_TEST_SLEEP:
		StartLater(Mini, FALSE);
		return STATUS_SUCCESS;
	case HID_TEST_VANISH:
		Mini->Vanishes = TRUE;
		return STATUS_SUCCESS;
	case HID_TEST_LIE:
		Mini->Lies = TRUE;
		return STATUS_SUCCESS;
	case HID_TEST_LAZY:
		Mini->IsLazy = TRUE;
		return STATUS_SUCCESS;
	case HID_TEST_SHORT:
		AddVendor(Mini, Input, Mini->HasIds ? 2 : 1, STATUS_SUCCESS);
		return STATUS_SUCCESS;
	case HID_TEST_FLOOD:
		/* Those that are out now bring the first ones. */
		InterlockedExchange(&Mini->Flood, Data[1] - 2);
		AddVendor(Mini, Input, 0, STATUS_SUCCESS);
		AddVendor(Mini, Input, 0, STATUS_SUCCESS);
		return STATUS_SUCCESS;
	case HID_TEST_WRITES:
		Mini->OnlyWrites = TRUE;
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_PARAMETER;
	}
}

/* STATUS_PENDING, if the IRP is kept. */
static NTSTATUS Write(PMINI_DEVICE Mini, PIRP Irp)
{
	PUCHAR Data = HasPacket(Irp, FALSE) ? DataOf(Mini, Irp, VENDOR_ID, VENDOR_BYTES) : NULL;

	if (!Data)
		return STATUS_INVALID_PARAMETER;
	if (Data[0] != HID_TEST_HOLD)
		return Command(Mini, Data);
	IoCsqInsertIrp(&Mini->Held.Csq, Irp, NULL);
	DbgPrint("hid_test: an output report is held\n");
	if (Mini->Vanishes)
		StartLater(Mini, TRUE);
	return STATUS_PENDING;
}

/* LEDs come by either request. */
static NTSTATUS SetOutput(PMINI_DEVICE Mini, PIRP Irp)
{
	PUCHAR Leds = Mini->HasIds && HasPacket(Irp, FALSE) ? DataOf(Mini, Irp, KEYBOARD_ID, 1)
							    : NULL;

	if (!Leds)
		return Write(Mini, Irp);
	Mini->Feature[HID_TEST_LEDS] = *Leds;
	return STATUS_SUCCESS;
}

static NTSTATUS SetFeature(PMINI_DEVICE Mini, PIRP Irp)
{
	PUCHAR Data = HasPacket(Irp, FALSE) ? DataOf(Mini, Irp, VENDOR_ID, HID_TEST_BYTES) : NULL;

	if (!Data)
		return STATUS_INVALID_PARAMETER;
	RtlCopyMemory(Mini->Feature + HID_TEST_KEPT, Data + HID_TEST_KEPT,
		      HID_TEST_BYTES - HID_TEST_KEPT);
	return STATUS_SUCCESS;
}

static NTSTATUS GetFeature(PMINI_DEVICE Mini, PIRP Irp)
{
	PUCHAR Data = HasPacket(Irp, TRUE) ? DataOf(Mini, Irp, VENDOR_ID, HID_TEST_BYTES) : NULL;

	if (!Data)
		return STATUS_INVALID_PARAMETER;
	Mini->Feature[HID_TEST_READS] = (UCHAR)Mini->Reads.Count;
	if (!Mini->IsLazy)
		RtlCopyMemory(Data, Mini->Feature, HID_TEST_BYTES);
	Mini->IsLazy = FALSE;
	Irp->IoStatus.Information = ((PHID_XFER_PACKET)Irp->UserBuffer)->reportBufferLen +
				    (Mini->Lies ? 1 : 0);
	Mini->Lies = FALSE;
	return STATUS_SUCCESS;
}

static NTSTATUS GetInput(PMINI_DEVICE Mini, PIRP Irp)
{
	static const UCHAR Input[VENDOR_BYTES] = { 9, 8, 7, 6 };
	PUCHAR Data = HasPacket(Irp, TRUE) ? DataOf(Mini, Irp, VENDOR_ID, VENDOR_BYTES) : NULL;

	if (!Data)
		return STATUS_INVALID_PARAMETER;
	RtlCopyMemory(Data, Input, VENDOR_BYTES);
	Irp->IoStatus.Information = ((PHID_XFER_PACKET)Irp->UserBuffer)->reportBufferLen;
	return STATUS_SUCCESS;
}

/* ---- What the device is -------------------------------------------------------------------------- */

static NTSTATUS GetDescriptor(PMINI_DEVICE Mini, PIRP Irp)
{
	HID_DESCRIPTOR Descriptor = { 0 };

	Descriptor.bLength = sizeof(Descriptor);
	Descriptor.bDescriptorType = 0x21;
	Descriptor.bcdHID = 0x111;
	Descriptor.bNumDescriptors = 1;
	Descriptor.DescriptorList[0].bReportType = 0x22;
	Descriptor.DescriptorList[0].wReportLength = Mini->HasIds ? sizeof(Numbered)
								  : sizeof(Plain);
	return Answer(Irp, &Descriptor, sizeof(Descriptor), sizeof(Descriptor));
}

static NTSTATUS GetAttributes(PMINI_DEVICE Mini, PIRP Irp)
{
	HID_DEVICE_ATTRIBUTES Attributes = { 0 };

	Attributes.Size = sizeof(Attributes);
	Attributes.VendorID = HID_TEST_VENDOR;
	Attributes.ProductID = Mini->HasIds ? HID_TEST_NUMBERED : HID_TEST_PLAIN;
	Attributes.VersionNumber = 0x0203;
	return Answer(Irp, &Attributes, sizeof(Attributes), sizeof(Attributes));
}

static NTSTATUS GetString(PMINI_DEVICE Mini, PIRP Irp)
{
	static const WCHAR Product[] = L"Test K\x00e9yboard";
	static const WCHAR Serial[] = L"0815";
	const ULONG_PTR Which = (ULONG_PTR)IoGetCurrentIrpStackLocation(Irp)
					->Parameters.DeviceIoControl.Type3InputBuffer;

	if (!Mini->HasIds)
		return STATUS_NOT_SUPPORTED;
	if ((Which & 0xffff) == HID_STRING_ID_IPRODUCT)
		return Answer(Irp, Product, sizeof(Product), sizeof(Product));
	if ((Which & 0xffff) == HID_STRING_ID_ISERIALNUMBER)
		return Answer(Irp, Serial, sizeof(Serial), sizeof(Serial));
	return STATUS_INVALID_PARAMETER;
}

/* Two reads may do so at once. */
static BOOLEAN TakesFlood(PMINI_DEVICE Mini)
{
	LONG Left = ReadNoFence(&Mini->Flood);
	LONG Seen;

	while (Left > 0) {
		Seen = InterlockedCompareExchange(&Mini->Flood, Left - 1, Left);
		if (Seen == Left)
			return TRUE;
		Left = Seen;
	}
	return FALSE;
}

static NTSTATUS Read(PMINI_DEVICE Mini, PIRP Irp)
{
	static const UCHAR Flood[] = { VENDOR_ID, 0, 0, 0, 0xee };
	const ULONG Bytes = VENDOR_BYTES + (Mini->HasIds ? 1 : 0);

	if (TakesFlood(Mini))
		return Answer(Irp, Flood + sizeof(Flood) - Bytes, Bytes, Bytes);
	IoCsqInsertIrp(&Mini->Reads.Csq, Irp, NULL);
	Deliver(Mini);
	return STATUS_PENDING;
}

static NTSTATUS Control(PMINI_DEVICE Mini, PIRP Irp)
{
	switch (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode) {
	case IOCTL_HID_GET_DEVICE_DESCRIPTOR:
		return GetDescriptor(Mini, Irp);
	case IOCTL_HID_GET_DEVICE_ATTRIBUTES:
		return GetAttributes(Mini, Irp);
	case IOCTL_HID_GET_REPORT_DESCRIPTOR:
		return Mini->HasIds ? Answer(Irp, Numbered, sizeof(Numbered), sizeof(Numbered))
				    : Answer(Irp, Plain, sizeof(Plain), sizeof(Plain));
	case IOCTL_HID_GET_STRING:
		return GetString(Mini, Irp);
	case IOCTL_HID_READ_REPORT:
		return Read(Mini, Irp);
	case IOCTL_HID_WRITE_REPORT:
		/* The one with IDs has no such way at first. */
		return Mini->HasIds && !Mini->OnlyWrites ? STATUS_NOT_SUPPORTED : SetOutput(Mini, Irp);
	case IOCTL_HID_SET_OUTPUT_REPORT:
		return Mini->OnlyWrites ? STATUS_NOT_SUPPORTED : SetOutput(Mini, Irp);
	case IOCTL_HID_SET_FEATURE:
		return SetFeature(Mini, Irp);
	case IOCTL_HID_GET_FEATURE:
		return GetFeature(Mini, Irp);
	case IOCTL_HID_GET_INPUT_REPORT:
		return GetInput(Mini, Irp);
	default:
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS NTAPI InternalControl(PDEVICE_OBJECT Device, PIRP Irp)
{
	NTSTATUS Status = Control(MiniExtension(Device), Irp);

	return Status == STATUS_PENDING ? Status : Complete(Irp, Status);
}

/* ---- Plug and Play ------------------------------------------------------------------------------- */

static NTSTATUS NTAPI Power(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	PMINI_DEVICE Mini = MiniExtension(Device);

	if (Location->MinorFunction == IRP_MN_SET_POWER &&
	    Location->Parameters.Power.Type == DevicePowerState)
		Mini->Feature[Location->Parameters.Power.State.DeviceState == PowerDeviceD0
				      ? HID_TEST_D0
				      : HID_TEST_D3]++;
	return PassOn(Device, Irp);
}

/* The class has cancelled all of them before. */
static NTSTATUS NTAPI PnP(PDEVICE_OBJECT Device, PIRP Irp)
{
	PMINI_DEVICE Mini = MiniExtension(Device);
	const UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;

	if ((Minor == IRP_MN_REMOVE_DEVICE || Minor == IRP_MN_SURPRISE_REMOVAL) &&
	    (Mini->Reads.Count || Mini->Held.Count))
		DbgPrint("hid_test: BUG: %d reads and %d output reports are left\n",
			 Mini->Reads.Count, Mini->Held.Count);
	return PassOn(Device, Irp);
}

static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Device)
{
	PHID_DEVICE_EXTENSION Extension = Device->DeviceExtension;
	PMINI_DEVICE Mini = Extension->MiniDeviceExtension;

	if (Device->DriverObject != Driver || !Extension->NextDeviceObject ||
	    !Extension->PhysicalDeviceObject)
		DbgPrint("hid_test: BUG: the extension is wrong\n");
	Mini->Pdo = Extension->PhysicalDeviceObject;
	Mini->HasIds = !DevicesAdded++;
	ExInitializeFastMutex(&Mini->Mutex);
	InitializeQueue(&Mini->Reads);
	InitializeQueue(&Mini->Held);
	return STATUS_SUCCESS;
}

static VOID NTAPI AddSecond(PDRIVER_OBJECT Driver, PVOID Context, ULONG Count)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Count);
	WinworkPnpAddDevice(Driver, NULL);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
	Driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = InternalControl;
	Driver->MajorFunction[IRP_MJ_PNP] = PnP;
	Driver->MajorFunction[IRP_MJ_POWER] = Power;
	Driver->DriverExtension->AddDevice = AddDevice;
	return Register(Driver, RegistryPath, sizeof(MINI_DEVICE), AddSecond);
}
