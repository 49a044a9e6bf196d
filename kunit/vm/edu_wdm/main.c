/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A WDM driver of QEMU's device edu, which computes factorials. The routine of the interrupt requests a DPC, the DPC
 * queues a work item, and that completes the request of the program. It also moves
 * memory of the program to the device and back, by each of the ways that a DMA adapter has.
 */
#include "../driver.h"

#include "edu_wdm.h"

#define REGISTER_FACTORIAL	0x08
#define REGISTER_STATUS		0x20
#define REGISTER_CAUSE		0x24
#define REGISTER_ACKNOWLEDGE	0x64
#define STATUS_INTERRUPT	0x80
#define CAUSE_FACTORIAL		0x001
#define REGISTER_SOURCE		0x80
#define REGISTER_TARGET		0x88
#define REGISTER_COUNT		0x90
#define REGISTER_COMMAND	0x98
#define CAUSE_DMA		0x100
#define COMMAND_START		0x1
#define COMMAND_TO_MEMORY	0x2
#define COMMAND_INTERRUPT	0x4
#define DEVICE_MEMORY		0x40000

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
	ULONG Taken;			/* by the DPC */
	PDMA_ADAPTER Adapter;
	ULONG MapRegisters;
	KEVENT Moved;			/* the device has done its part */
	KEVENT Got;			/* one of the next two has come */
	PSCATTER_GATHER_LIST List;
	PVOID MapRegisterBase;
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

	Edu->Taken = Edu->Causes;
	Edu->Causes = 0;
	return Edu->Taken != 0;
}

static VOID NTAPI Dpc(PKDPC Object, PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
	EDU *Edu = Device->DeviceExtension;

	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Irp);
	UNREFERENCED_PARAMETER(Context);
	if (!KeSynchronizeExecution(Edu->Interrupt, TakeCauses, Edu))
		return;
	if (Edu->Taken & CAUSE_FACTORIAL)
		IoQueueWorkItem(Edu->Item, Complete, DelayedWorkQueue, NULL);
	if (Edu->Taken & CAUSE_DMA)
		KeSetEvent(&Edu->Moved, IO_NO_INCREMENT, FALSE);
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

/* ---- DMA ---------------------------------------------------------------------------------- */

/* The device moves a piece between memory and its own, from Offset on. */
static VOID Move(EDU *Edu, PHYSICAL_ADDRESS Address, ULONG Offset, ULONG Length, BOOLEAN ToDevice)
{
	Write(Edu, REGISTER_SOURCE, ToDevice ? Address.LowPart : DEVICE_MEMORY + Offset);
	Write(Edu, REGISTER_TARGET, ToDevice ? DEVICE_MEMORY + Offset : Address.LowPart);
	Write(Edu, REGISTER_COUNT, Length);
	Write(Edu, REGISTER_COMMAND, COMMAND_START | COMMAND_INTERRUPT | (ToDevice ? 0 : COMMAND_TO_MEMORY));
	KeWaitForSingleObject(&Edu->Moved, Executive, KernelMode, FALSE, NULL);
}

static VOID NTAPI ListControl(PDEVICE_OBJECT Device, PIRP Irp, PSCATTER_GATHER_LIST List, PVOID Context)
{
	EDU *Edu = Context;

	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Irp);
	Edu->List = List;
	KeSetEvent(&Edu->Got, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS MoveByList(PDEVICE_OBJECT Device, PMDL Mdl, ULONG Length, BOOLEAN ToDevice)
{
	EDU *Edu = Device->DeviceExtension;
	PDMA_OPERATIONS Operations = Edu->Adapter->DmaOperations;
	ULONG i, Offset = 0;
	NTSTATUS Status;
	KIRQL Irql;

	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Status = Operations->GetScatterGatherList(Edu->Adapter, Device, Mdl, MmGetMdlVirtualAddress(Mdl), Length,
						  ListControl, Edu, ToDevice);
	KeLowerIrql(Irql);
	if (!NT_SUCCESS(Status))
		return Status;
	KeWaitForSingleObject(&Edu->Got, Executive, KernelMode, FALSE, NULL);
	for (i = 0; i < Edu->List->NumberOfElements; i++) {
		Move(Edu, Edu->List->Elements[i].Address, Offset, Edu->List->Elements[i].Length, ToDevice);
		Offset += Edu->List->Elements[i].Length;
	}
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Operations->PutScatterGatherList(Edu->Adapter, Edu->List, ToDevice);
	KeLowerIrql(Irql);
	return Offset == Length ? STATUS_SUCCESS : STATUS_DATA_ERROR;
}

static NTSTATUS MoveByCommonBuffer(EDU *Edu, PUCHAR Memory, ULONG Length, BOOLEAN ToDevice)
{
	PDMA_OPERATIONS Operations = Edu->Adapter->DmaOperations;
	PHYSICAL_ADDRESS Address;
	PVOID Buffer = Operations->AllocateCommonBuffer(Edu->Adapter, Length, &Address, TRUE);

	if (!Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (ToDevice)
		RtlCopyMemory(Buffer, Memory, Length);
	Move(Edu, Address, 0, Length, ToDevice);
	if (!ToDevice)
		RtlCopyMemory(Memory, Buffer, Length);
	Operations->FreeCommonBuffer(Edu->Adapter, Length, Address, Buffer, TRUE);
	return STATUS_SUCCESS;
}

static IO_ALLOCATION_ACTION NTAPI AdapterControl(PDEVICE_OBJECT Device, PIRP Irp, PVOID MapRegisterBase, PVOID Context)
{
	EDU *Edu = Context;

	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Irp);
	Edu->MapRegisterBase = MapRegisterBase;
	KeSetEvent(&Edu->Got, IO_NO_INCREMENT, FALSE);
	return DeallocateObjectKeepRegisters;
}

static NTSTATUS MoveByChannel(PDEVICE_OBJECT Device, PMDL Mdl, ULONG Length, BOOLEAN ToDevice)
{
	EDU *Edu = Device->DeviceExtension;
	PDMA_OPERATIONS Operations = Edu->Adapter->DmaOperations;
	PUCHAR Start = MmGetMdlVirtualAddress(Mdl);
	ULONG Registers = ADDRESS_AND_SIZE_TO_SPAN_PAGES(Start, Length), Offset = 0, Piece;
	PHYSICAL_ADDRESS Address;
	NTSTATUS Status;
	KIRQL Irql;

	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Status = Operations->AllocateAdapterChannel(Edu->Adapter, Device, Registers, AdapterControl, Edu);
	KeLowerIrql(Irql);
	if (!NT_SUCCESS(Status))
		return Status;
	KeWaitForSingleObject(&Edu->Got, Executive, KernelMode, FALSE, NULL);
	while (Offset < Length) {
		Piece = Length - Offset;
		Address = Operations->MapTransfer(Edu->Adapter, Mdl, Edu->MapRegisterBase, Start + Offset, &Piece,
						  ToDevice);
		if (!Piece)
			break;
		Move(Edu, Address, Offset, Piece, ToDevice);
		Offset += Piece;
	}
	Operations->FlushAdapterBuffers(Edu->Adapter, Mdl, Edu->MapRegisterBase, Start, Length, ToDevice);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Operations->FreeMapRegisters(Edu->Adapter, Edu->MapRegisterBase, Registers);
	KeLowerIrql(Irql);
	return Offset == Length ? STATUS_SUCCESS : STATUS_DATA_ERROR;
}

static NTSTATUS Echo(PDEVICE_OBJECT Device, PIRP Irp, ULONG Way, ULONG Length)
{
	EDU *Edu = Device->DeviceExtension;
	PMDL Mdl = Irp->MdlAddress;
	PUCHAR Memory = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
	NTSTATUS Status = Memory ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	int Step;

	for (Step = 0; NT_SUCCESS(Status) && Step < 2; Step++) {
		BOOLEAN ToDevice = Step == 0;

		Status = Way == BY_LIST ? MoveByList(Device, Mdl, Length, ToDevice)
			 : Way == BY_CHANNEL ? MoveByChannel(Device, Mdl, Length, ToDevice)
					     : MoveByCommonBuffer(Edu, Memory, Length, ToDevice);
		if (ToDevice)
			RtlZeroMemory(Memory, Length);
	}
	return Status;
}

/* One program at a time has the device echo. */
static NTSTATUS ControlEcho(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Length = Location->Parameters.DeviceIoControl.OutputBufferLength;

	if (Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(ULONG) || !Length || Length > DMA_BYTES)
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	return Finish(Irp, Echo(Device, Irp, *(PULONG)Irp->AssociatedIrp.SystemBuffer, Length), Length);
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	EDU *Edu = Device->DeviceExtension;
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Number;

	if (Location->Parameters.DeviceIoControl.IoControlCode == DMA_ECHO)
		return ControlEcho(Device, Irp);
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

static NTSTATUS GetAdapter(EDU *Edu)
{
	DEVICE_DESCRIPTION Description;

	RtlZeroMemory(&Description, sizeof(Description));
	Description.Version = DEVICE_DESCRIPTION_VERSION2;
	Description.Master = TRUE;
	Description.ScatterGather = TRUE;
	Description.InterfaceType = PCIBus;
	Description.MaximumLength = DMA_BYTES;
	Description.Dma32BitAddresses = TRUE;
	Edu->Adapter = IoGetDmaAdapter(Edu->Physical, &Description, &Edu->MapRegisters);
	return Edu->Adapter ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID Release(EDU *Edu)
{
	IO_DISCONNECT_INTERRUPT_PARAMETERS Connection;

	if (Edu->Adapter)
		Edu->Adapter->DmaOperations->PutDmaAdapter(Edu->Adapter);
	Edu->Adapter = NULL;

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
	if (NT_SUCCESS(Status))
		Status = GetAdapter(Edu);
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
	KeInitializeEvent(&Edu->Moved, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Edu->Got, SynchronizationEvent, FALSE);
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
