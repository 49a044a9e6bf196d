/* SPDX-License-Identifier: MIT */
/*
 * edu: QEMU's device for education, by the Kernel-Mode Driver Framework. A write moves its bytes to the
 * device's memory by DMA, and a read moves them back. The interrupt's DPC ends each transfer, and a work
 * item completes the request. A control lets the device compute a factorial.
 */
#include <ntddk.h>
#include <wdf.h>

#include "edu.h"

#define REGISTER_LIVENESS	0x04
#define REGISTER_FACTORIAL	0x08
#define REGISTER_STATUS		0x20
#define REGISTER_CAUSE		0x24
#define REGISTER_ACKNOWLEDGE	0x64
#define REGISTER_SOURCE		0x80
#define REGISTER_DESTINATION	0x88
#define REGISTER_COUNT		0x90
#define REGISTER_COMMAND	0x98

#define STATUS_INTERRUPT	0x80	/* when a factorial is ready */
#define CAUSE_FACTORIAL		0x001
#define CAUSE_TRANSFER		0x100
#define COMMAND_START		0x1
#define COMMAND_FROM_DEVICE	0x2
#define COMMAND_INTERRUPT	0x4

#define DEVICE_MEMORY		0x40000	/* its address for transfers */
#define ADDRESS_BITS		28

typedef struct _EDU {
	PUCHAR Registers;
	size_t Length;
	WDFINTERRUPT Interrupt;
	WDFDMAENABLER Enabler;
	WDFDMATRANSACTION Transaction;
	WDFWORKITEM Finisher;
	WDFQUEUE Queue;			/* sequential: one request at a time */
	WDFREQUEST Request;		/* that the device works on */
	NTSTATUS Status;		/* of the request */
	ULONG_PTR Information;
	ULONG Causes;			/* that the DPC has to handle; under the interrupt's lock */
	ULONG Transfers;
	ULONG Factorials;
} EDU;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(EDU, Edu)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_DEVICE_PREPARE_HARDWARE EvtPrepareHardware;
static EVT_WDF_DEVICE_RELEASE_HARDWARE EvtReleaseHardware;
static EVT_WDF_INTERRUPT_ISR EvtIsr;
static EVT_WDF_INTERRUPT_DPC EvtDpc;
static EVT_WDF_PROGRAM_DMA EvtProgramDma;
static EVT_WDF_WORKITEM EvtFinish;
static EVT_WDF_IO_QUEUE_IO_READ EvtRead;
static EVT_WDF_IO_QUEUE_IO_WRITE EvtWrite;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtControl;

static ULONG Read(EDU *Device, ULONG Offset)
{
	return READ_REGISTER_ULONG((PULONG)(Device->Registers + Offset));
}

static VOID Write(EDU *Device, ULONG Offset, ULONG Value)
{
	WRITE_REGISTER_ULONG((PULONG)(Device->Registers + Offset), Value);
}

/* ---- The interrupt -------------------------------------------------------------------------- */

static BOOLEAN EvtIsr(WDFINTERRUPT Interrupt, ULONG Message)
{
	EDU *Device = Edu(WdfInterruptGetDevice(Interrupt));
	ULONG Causes = Read(Device, REGISTER_CAUSE);

	UNREFERENCED_PARAMETER(Message);
	if (!Causes)
		return FALSE;
	Write(Device, REGISTER_ACKNOWLEDGE, Causes);
	Device->Causes |= Causes;
	WdfInterruptQueueDpcForIsr(Interrupt);
	return TRUE;
}

static VOID Finish(EDU *Device, NTSTATUS Status, ULONG_PTR Information)
{
	Device->Status = Status;
	Device->Information = Information;
	WdfWorkItemEnqueue(Device->Finisher);
}

static VOID EvtDpc(WDFINTERRUPT Interrupt, WDFOBJECT Object)
{
	EDU *Device = Edu(Object);
	NTSTATUS Status;
	ULONG Causes;

	WdfInterruptAcquireLock(Interrupt);
	Causes = Device->Causes;
	Device->Causes = 0;
	WdfInterruptReleaseLock(Interrupt);

	if (Causes & CAUSE_FACTORIAL) {
		PULONG Result;

		Status = WdfRequestRetrieveOutputBuffer(Device->Request, sizeof(*Result),
							(PVOID *)&Result, NULL);
		if (NT_SUCCESS(Status))
			*Result = Read(Device, REGISTER_FACTORIAL);
		Device->Factorials++;
		Finish(Device, Status, NT_SUCCESS(Status) ? sizeof(*Result) : 0);
	}
	if ((Causes & CAUSE_TRANSFER) &&
	    WdfDmaTransactionDmaCompleted(Device->Transaction, &Status)) {
		Device->Transfers++;
		Finish(Device, Status, WdfDmaTransactionGetBytesTransferred(Device->Transaction));
	}
}

/* The last step of a request, at PASSIVE_LEVEL. */
static VOID EvtFinish(WDFWORKITEM Item)
{
	EDU *Device = Edu(WdfWorkItemGetParentObject(Item));
	WDFREQUEST Request = Device->Request;

	WdfDmaTransactionRelease(Device->Transaction);
	Device->Request = NULL;
	WdfRequestCompleteWithInformation(Request, Device->Status, Device->Information);
}

/* ---- Requests ------------------------------------------------------------------------------- */

static BOOLEAN EvtProgramDma(WDFDMATRANSACTION Transaction, WDFDEVICE Object, WDFCONTEXT Context,
			     WDF_DMA_DIRECTION Direction, PSCATTER_GATHER_LIST List)
{
	EDU *Device = Edu(Object);
	ULONG At = DEVICE_MEMORY + (ULONG)WdfDmaTransactionGetBytesTransferred(Transaction);
	ULONG Memory = List->Elements[0].Address.LowPart;
	BOOLEAN FromDevice = Direction == WdfDmaDirectionReadFromDevice;

	UNREFERENCED_PARAMETER(Context);
	Write(Device, REGISTER_SOURCE, FromDevice ? At : Memory);
	Write(Device, REGISTER_DESTINATION, FromDevice ? Memory : At);
	Write(Device, REGISTER_COUNT, List->Elements[0].Length);
	Write(Device, REGISTER_COMMAND, COMMAND_START | COMMAND_INTERRUPT |
					(FromDevice ? COMMAND_FROM_DEVICE : 0));
	return TRUE;
}

static VOID Move(EDU *Device, WDFREQUEST Request, size_t Length, WDF_DMA_DIRECTION Direction)
{
	NTSTATUS Status;

	if (Length > EDU_MEMORY) {
		WdfRequestComplete(Request, STATUS_INVALID_BUFFER_SIZE);
		return;
	}
	Device->Request = Request;
	Status = WdfDmaTransactionInitializeUsingRequest(Device->Transaction, Request, EvtProgramDma,
							 Direction);
	if (NT_SUCCESS(Status))
		Status = WdfDmaTransactionExecute(Device->Transaction, NULL);
	if (!NT_SUCCESS(Status)) {
		WdfDmaTransactionRelease(Device->Transaction);
		WdfRequestComplete(Request, Status);
	}
}

static VOID EvtRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	Move(Edu(WdfIoQueueGetDevice(Queue)), Request, Length, WdfDmaDirectionReadFromDevice);
}

static VOID EvtWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	Move(Edu(WdfIoQueueGetDevice(Queue)), Request, Length, WdfDmaDirectionWriteToDevice);
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
		       ULONG Code)
{
	EDU *Device = Edu(WdfIoQueueGetDevice(Queue));
	NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
	PULONG Number;

	UNREFERENCED_PARAMETER(OutputLength);
	UNREFERENCED_PARAMETER(InputLength);
	if (Code == IOCTL_EDU_FACTORIAL)
		Status = WdfRequestRetrieveInputBuffer(Request, sizeof(*Number), (PVOID *)&Number,
						       NULL);
	if (!NT_SUCCESS(Status)) {
		WdfRequestComplete(Request, Status);
		return;
	}
	Device->Request = Request;
	Write(Device, REGISTER_STATUS, STATUS_INTERRUPT);
	Write(Device, REGISTER_FACTORIAL, *Number);
}

/* ---- The device ----------------------------------------------------------------------------- */

static NTSTATUS EvtPrepareHardware(WDFDEVICE Object, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
	EDU *Device = Edu(Object);
	ULONG i;

	UNREFERENCED_PARAMETER(Raw);
	for (i = 0; i < WdfCmResourceListGetCount(Translated); i++) {
		PCM_PARTIAL_RESOURCE_DESCRIPTOR Resource =
			WdfCmResourceListGetDescriptor(Translated, i);

		if (Resource->Type == CmResourceTypeMemory && !Device->Registers) {
			Device->Length = Resource->u.Memory.Length;
			Device->Registers = MmMapIoSpace(Resource->u.Memory.Start, Device->Length,
							 MmNonCached);
		}
	}
	if (!Device->Registers)
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	/* The register returns the inverse of what is written. */
	Write(Device, REGISTER_LIVENESS, 0x12345678);
	return Read(Device, REGISTER_LIVENESS) == ~0x12345678u ? STATUS_SUCCESS
							       : STATUS_DEVICE_HARDWARE_ERROR;
}

static NTSTATUS EvtReleaseHardware(WDFDEVICE Object, WDFCMRESLIST Translated)
{
	EDU *Device = Edu(Object);

	UNREFERENCED_PARAMETER(Translated);
	if (Device->Registers)
		MmUnmapIoSpace(Device->Registers, Device->Length);
	Device->Registers = NULL;
	DbgPrint("edu: %u transfers, %u factorials\n", Device->Transfers, Device->Factorials);
	return STATUS_SUCCESS;
}

static NTSTATUS MakeQueue(WDFDEVICE Object)
{
	WDF_IO_QUEUE_CONFIG Config;

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchSequential);
	Config.EvtIoRead = EvtRead;
	Config.EvtIoWrite = EvtWrite;
	Config.EvtIoDeviceControl = EvtControl;
	return WdfIoQueueCreate(Object, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Edu(Object)->Queue);
}

static NTSTATUS MakeInterrupt(WDFDEVICE Object)
{
	WDF_INTERRUPT_CONFIG Config;

	WDF_INTERRUPT_CONFIG_INIT(&Config, EvtIsr, EvtDpc);
	return WdfInterruptCreate(Object, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Edu(Object)->Interrupt);
}

static NTSTATUS MakeFinisher(WDFDEVICE Object)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;

	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Object;
	WDF_WORKITEM_CONFIG_INIT(&Config, EvtFinish);
	return WdfWorkItemCreate(&Config, &Attributes, &Edu(Object)->Finisher);
}

static NTSTATUS MakeTransaction(WDFDEVICE Object)
{
	EDU *Device = Edu(Object);
	WDF_DMA_ENABLER_CONFIG Config;
	NTSTATUS Status;

	WDF_DMA_ENABLER_CONFIG_INIT(&Config, WdfDmaProfilePacket, EDU_MEMORY);
	Config.AddressWidthOverride = ADDRESS_BITS;
	Status = WdfDmaEnablerCreate(Object, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Device->Enabler);
	return NT_SUCCESS(Status) ? WdfDmaTransactionCreate(Device->Enabler, WDF_NO_OBJECT_ATTRIBUTES,
							    &Device->Transaction)
				  : Status;
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\Edu");
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDFDEVICE Object;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDevicePrepareHardware = EvtPrepareHardware;
	Callbacks.EvtDeviceReleaseHardware = EvtReleaseHardware;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	WdfDeviceInitSetIoType(Init, WdfDeviceIoDirect);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, EDU);
	Status = WdfDeviceCreate(&Init, &Attributes, &Object);
	if (NT_SUCCESS(Status))
		Status = MakeQueue(Object);
	if (NT_SUCCESS(Status))
		Status = MakeFinisher(Object);
	if (NT_SUCCESS(Status))
		Status = MakeInterrupt(Object);
	if (NT_SUCCESS(Status))
		Status = MakeTransaction(Object);
	return NT_SUCCESS(Status) ? WdfDeviceCreateSymbolicLink(Object, &Link) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	return WdfDriverCreate(Driver, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
}
