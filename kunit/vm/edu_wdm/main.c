/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A WDM driver of QEMU's device edu, which computes factorials. The routine of the interrupt requests a DPC, the DPC
 * queues a work item, and that completes the request of the program.
 */
#include "../driver.h"

#include "edu_wdm.h"

#define REGISTER_FACTORIAL	0x08
#define REGISTER_STATUS		0x20
#define REGISTER_CAUSE		0x24
#define REGISTER_ACKNOWLEDGE	0x64
#define STATUS_INTERRUPT	0x80
#define CAUSE_FACTORIAL		0x001

typedef struct _EDU {
	PDEVICE_OBJECT Lower;
	PDEVICE_OBJECT Physical;
	PUCHAR Registers;
	ULONG Length;
	IO_CONNECT_INTERRUPT_PARAMETERS Connection;
	PVOID Connected;		/* the interrupt or the table */
	PKINTERRUPT Interrupt;
	PIO_WORKITEM Item;
	KSPIN_LOCK Lock;		/* covers the next one */
	PIRP Pending;			/* that the device works on, or NULL */
	ULONG Causes;			/* that the DPC has to handle; under the interrupt's lock */
	ULONG Interrupts;
} EDU;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_ADD_DEVICE AddDevice;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Pnp, Power, Open, Control;
static IO_DPC_ROUTINE Dpc;
static IO_WORKITEM_ROUTINE Complete;
static KSYNCHRONIZE_ROUTINE TakeCauses;

#ifdef EDU_LINE
static KSERVICE_ROUTINE Isr;
DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\EduLine");
DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\EduLine");
#else
static KMESSAGE_SERVICE_ROUTINE MessageIsr;
DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\EduWdm");
DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\EduWdm");
#endif

static ULONG Read(EDU *Edu, ULONG Offset)
{
	return READ_REGISTER_ULONG((PULONG)(Edu->Registers + Offset));
}

static VOID Write(EDU *Edu, ULONG Offset, ULONG Value)
{
	WRITE_REGISTER_ULONG((PULONG)(Edu->Registers + Offset), Value);
}

/* ---- From the interrupt to the end of the request ---------------------------------------- */

static BOOLEAN Take(PDEVICE_OBJECT Device)
{
	EDU *Edu = Device->DeviceExtension;
	ULONG Causes = Read(Edu, REGISTER_CAUSE);

	if (!Causes)
		return FALSE;
	Write(Edu, REGISTER_ACKNOWLEDGE, Causes);
	Edu->Causes |= Causes;
	Edu->Interrupts++;
	IoRequestDpc(Device, NULL, NULL);
	return TRUE;
}

#ifdef EDU_LINE
static BOOLEAN NTAPI Isr(PKINTERRUPT Interrupt, PVOID Context)
{
	UNREFERENCED_PARAMETER(Interrupt);
	return Take(Context);
}
#else
static BOOLEAN NTAPI MessageIsr(PKINTERRUPT Interrupt, PVOID Context, ULONG Message)
{
	UNREFERENCED_PARAMETER(Interrupt);
	return Message == 0 && Take(Context);
}
#endif

static BOOLEAN NTAPI TakeCauses(PVOID Context)
{
	EDU *Edu = Context;
	BOOLEAN Ready = (Edu->Causes & CAUSE_FACTORIAL) != 0;

	Edu->Causes = 0;
	return Ready;
}

static VOID NTAPI Dpc(PKDPC Object, PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
	EDU *Edu = Device->DeviceExtension;

	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Irp);
	UNREFERENCED_PARAMETER(Context);
	if (KeSynchronizeExecution(Edu->Interrupt, TakeCauses, Edu))
		IoQueueWorkItem(Edu->Item, Complete, DelayedWorkQueue, NULL);
}

static PIRP ExchangePending(EDU *Edu, PIRP Irp)
{
	PIRP Before;
	KIRQL Irql;

	KeAcquireSpinLock(&Edu->Lock, &Irql);
	Before = Edu->Pending;
	if (!Before || !Irp)
		Edu->Pending = Irp;
	KeReleaseSpinLock(&Edu->Lock, Irql);
	return Before;
}

static VOID NTAPI Complete(PDEVICE_OBJECT Device, PVOID Context)
{
	EDU *Edu = Device->DeviceExtension;
	ULONG Result = Read(Edu, REGISTER_FACTORIAL);
	PIRP Irp = ExchangePending(Edu, NULL);

	UNREFERENCED_PARAMETER(Context);
	if (!Irp)
		return;
	*(PULONG)Irp->AssociatedIrp.SystemBuffer = Result;
	Finish(Irp, STATUS_SUCCESS, sizeof(Result));
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	EDU *Edu = Device->DeviceExtension;
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Number;

	if (Location->Parameters.DeviceIoControl.IoControlCode != FACTORIAL ||
	    Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(Number) ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(Number))
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	Number = *(PULONG)Irp->AssociatedIrp.SystemBuffer;
	IoMarkIrpPending(Irp);
	if (ExchangePending(Edu, Irp)) {
		Finish(Irp, STATUS_DEVICE_BUSY, 0);
		return STATUS_PENDING;
	}
	Write(Edu, REGISTER_STATUS, STATUS_INTERRUPT);
	Write(Edu, REGISTER_FACTORIAL, Number);
	return STATUS_PENDING;
}

/* ---- Plug and Play ------------------------------------------------------------------------ */

static NTSTATUS Connect(PDEVICE_OBJECT Device)
{
	EDU *Edu = Device->DeviceExtension;
	PIO_CONNECT_INTERRUPT_PARAMETERS Connection = &Edu->Connection;
	NTSTATUS Status;

	RtlZeroMemory(Connection, sizeof(*Connection));
#ifdef EDU_LINE
	Connection->Version = CONNECT_LINE_BASED;
	Connection->LineBased.PhysicalDeviceObject = Edu->Physical;
	Connection->LineBased.InterruptObject = (PKINTERRUPT *)&Edu->Connected;
	Connection->LineBased.ServiceRoutine = Isr;
	Connection->LineBased.ServiceContext = Device;
#else
	Connection->Version = CONNECT_MESSAGE_BASED;
	Connection->MessageBased.PhysicalDeviceObject = Edu->Physical;
	Connection->MessageBased.ConnectionContext.Generic = &Edu->Connected;
	Connection->MessageBased.MessageServiceRoutine = MessageIsr;
	Connection->MessageBased.ServiceContext = Device;
#endif
	Status = IoConnectInterruptEx(Connection);
	if (!NT_SUCCESS(Status))
		return Status;
	Edu->Interrupt = Edu->Connected;
	if (Connection->Version == CONNECT_MESSAGE_BASED) {
		PIO_INTERRUPT_MESSAGE_INFO Table = Edu->Connected;

		Edu->Interrupt = Table->MessageInfo[0].InterruptObject;
		DbgPrint("edu: %lu messages, data 0x%lx at 0x%I64x\n", Table->MessageCount,
			 Table->MessageInfo[0].MessageData, Table->MessageInfo[0].MessageAddress.QuadPart);
	} else {
		DbgPrint("edu: a line\n");
	}
	return STATUS_SUCCESS;
}

static VOID Release(EDU *Edu)
{
	IO_DISCONNECT_INTERRUPT_PARAMETERS Connection;

	if (Edu->Connected) {
		Write(Edu, REGISTER_STATUS, 0);
		Connection.Version = Edu->Connection.Version;
		Connection.ConnectionContext.Generic = Edu->Connected;
		IoDisconnectInterruptEx(&Connection);
		DbgPrint("edu: %s interrupts\n", Edu->Interrupts ? "some" : "no");
	}
	Edu->Connected = NULL;
	KeFlushQueuedDpcs();
	if (Edu->Registers)
		MmUnmapIoSpace(Edu->Registers, Edu->Length);
	Edu->Registers = NULL;
}

static NTSTATUS Start(PDEVICE_OBJECT Device, PIRP Irp)
{
	EDU *Edu = Device->DeviceExtension;
	PCM_RESOURCE_LIST List =
		IoGetCurrentIrpStackLocation(Irp)->Parameters.StartDevice.AllocatedResourcesTranslated;
	PCM_PARTIAL_RESOURCE_DESCRIPTOR Memory = List->List[0].PartialResourceList.PartialDescriptors;
	NTSTATUS Status;

	IoForwardIrpSynchronously(Edu->Lower, Irp);
	Status = Irp->IoStatus.Status;
	if (!NT_SUCCESS(Status))
		return Status;
	if (Memory->Type != CmResourceTypeMemory)
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	Edu->Length = Memory->u.Memory.Length;
	Edu->Registers = MmMapIoSpace(Memory->u.Memory.Start, Edu->Length, MmNonCached);
	Status = Edu->Registers ? Connect(Device) : STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(Status))
		Release(Edu);
	return Status;
}

static NTSTATUS Remove(PDEVICE_OBJECT Device, PIRP Irp)
{
	EDU *Edu = Device->DeviceExtension;
	NTSTATUS Status;

	Release(Edu);
	IoDeleteSymbolicLink((PUNICODE_STRING)&Link);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	IoSkipCurrentIrpStackLocation(Irp);
	Status = IoCallDriver(Edu->Lower, Irp);
	IoDetachDevice(Edu->Lower);
	IoFreeWorkItem(Edu->Item);
	IoDeleteDevice(Device);
	return Status;
}

static NTSTATUS NTAPI Pnp(PDEVICE_OBJECT Device, PIRP Irp)
{
	EDU *Edu = Device->DeviceExtension;

	switch (IoGetCurrentIrpStackLocation(Irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return Finish(Irp, Start(Device, Irp), 0);
	case IRP_MN_REMOVE_DEVICE:
		return Remove(Device, Irp);
	case IRP_MN_SURPRISE_REMOVAL:
		Release(Edu);
		Irp->IoStatus.Status = STATUS_SUCCESS;
		break;
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
		Irp->IoStatus.Status = STATUS_SUCCESS;
		break;
	}
	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Edu->Lower, Irp);
}

static NTSTATUS NTAPI Power(PDEVICE_OBJECT Device, PIRP Irp)
{
	EDU *Edu = Device->DeviceExtension;

	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Edu->Lower, Irp);
}

static NTSTATUS NTAPI Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical)
{
	PDEVICE_OBJECT Device;
	EDU *Edu;
	NTSTATUS Status = IoCreateDevice(Driver, sizeof(EDU), (PUNICODE_STRING)&Name, FILE_DEVICE_UNKNOWN, 0, FALSE,
					 &Device);

	if (!NT_SUCCESS(Status))
		return Status;
	Edu = Device->DeviceExtension;
	KeInitializeSpinLock(&Edu->Lock);
	Edu->Physical = Physical;
	Edu->Item = IoAllocateWorkItem(Device);
	IoInitializeDpcRequest(Device, Dpc);
	Status = Edu->Item ? IoCreateSymbolicLink((PUNICODE_STRING)&Link, (PUNICODE_STRING)&Name)
			   : STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(Status)) {
		if (Edu->Item)
			IoFreeWorkItem(Edu->Item);
		IoDeleteDevice(Device);
		return Status;
	}
	Edu->Lower = IoAttachDeviceToDeviceStack(Device, Physical);
	Device->Flags |= DO_POWER_PAGABLE;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver)
{
	UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	UNREFERENCED_PARAMETER(Path);
	Driver->DriverExtension->AddDevice = AddDevice;
	Driver->DriverUnload = Unload;
	Driver->MajorFunction[IRP_MJ_PNP] = Pnp;
	Driver->MajorFunction[IRP_MJ_POWER] = Power;
	Driver->MajorFunction[IRP_MJ_CREATE] = Open;
	Driver->MajorFunction[IRP_MJ_CLOSE] = Open;
	Driver->MajorFunction[IRP_MJ_CLEANUP] = Open;
	Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	return STATUS_SUCCESS;
}
