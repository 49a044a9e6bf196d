/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver of two devices of QEMU's: it reads back what it has written to real memory and ports, and maps the
 * memory in each way. A start that fails names the line.
 */
#include <ntddk.h>
#include <conio.h>
#include <intrin.h>
#include <wdf.h>

#define MEMORY_BYTES 0x400000

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_DEVICE_PREPARE_HARDWARE EvtPrepare;
static EVT_WDF_DEVICE_RELEASE_HARDWARE EvtRelease;

/* Until the device is released. */
static PUCHAR Combined;

#define CHECK(condition)								\
	do {										\
		if (!(condition)) {							\
			DbgPrint("registers: line %d: %s\n", __LINE__, #condition);	\
			return STATUS_DEVICE_HARDWARE_ERROR;				\
		}									\
	} while (0)

/* Twice: the second access is that of a CPU that knows the mapping. */
#define CHECK_WIDTH(WIDTH)								\
	do {										\
		volatile WIDTH *At = (volatile WIDTH *)(Registers + 0x100);		\
		WIDTH Out[3] = { (WIDTH)0xfedcba9876543210ull, 1, 2 }, In[3], Value;	\
		int i;									\
											\
		for (i = 0; i < 2; i++) {						\
			Value = (WIDTH)(Out[0] + i);					\
			WRITE_REGISTER_##WIDTH(At, Value);				\
			CHECK(*At == Value && READ_REGISTER_##WIDTH(At) == Value);	\
			WRITE_REGISTER_NOFENCE_##WIDTH(At + 1, Value);			\
			CHECK(At[1] == Value && READ_REGISTER_NOFENCE_##WIDTH(At + 1) == Value); \
			WRITE_REGISTER_BUFFER_##WIDTH(At, Out, 3);			\
			READ_REGISTER_BUFFER_##WIDTH(At, In, 3);			\
			CHECK(RtlEqualMemory((PVOID)At, Out, sizeof(Out)));		\
			CHECK(RtlEqualMemory(In, Out, sizeof(Out)));			\
		}									\
	} while (0)

static NTSTATUS CheckWidths(PUCHAR Registers)
{
	CHECK(Registers);
	CHECK_WIDTH(UCHAR);
	CHECK_WIDTH(USHORT);
	CHECK_WIDTH(ULONG);
	CHECK_WIDTH(ULONG64);
	return STATUS_SUCCESS;
}

/* Maps all, checks the widths, and unmaps. */
static NTSTATUS CheckMapping(PHYSICAL_ADDRESS Start, MEMORY_CACHING_TYPE Caching)
{
	PUCHAR Registers = MmMapIoSpace(Start, MEMORY_BYTES, Caching);
	NTSTATUS Status = CheckWidths(Registers);

	if (Registers)
		MmUnmapIoSpace(Registers, MEMORY_BYTES);
	return Status;
}

static NTSTATUS CheckMemory(PHYSICAL_ADDRESS Start)
{
	PUCHAR ReadOnly;
	NTSTATUS Status;
	KIRQL Irql;

	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Status = CheckMapping(Start, MmNonCached);
	KeLowerIrql(Irql);
	CHECK(NT_SUCCESS(Status));
	CHECK(NT_SUCCESS(CheckMapping(Start, MmNonCached)));
	CHECK(NT_SUCCESS(CheckMapping(Start, MmCached)));
	CHECK(NT_SUCCESS(CheckMapping(Start, MmWriteCombined)));
	CHECK(NT_SUCCESS(CheckMapping(Start, MmNonCached)));

	ReadOnly = MmMapIoSpaceEx(Start, PAGE_SIZE, PAGE_READONLY | PAGE_NOCACHE);
	CHECK(ReadOnly && READ_REGISTER_ULONG((PULONG)(ReadOnly + 0x100)) == 0x76543210);
	WRITE_REGISTER_ULONG((PULONG)(ReadOnly + 0x100), 0);
	CHECK(READ_REGISTER_ULONG((PULONG)(ReadOnly + 0x100)) == 0x76543210);
	MmUnmapIoSpace(ReadOnly, PAGE_SIZE);

	Combined = MmMapIoSpace(Start, MEMORY_BYTES, MmWriteCombined);
	CHECK(Combined);
	DbgPrint("registers: memory at 0x%I64x\n", Start.QuadPart);
	return STATUS_SUCCESS;
}

#define COUNT(Port) __indword((USHORT)((Port) + 12))
/* Two values go to the byte that chooses the test, which begins the count again. */
#define CHECK_CHOICE(Write, ...)							\
	do {										\
		__outbyte(Counter, Value);						\
		CHECK(COUNT(Port) == 1);						\
		Write(Port, __VA_ARGS__);						\
		CHECK(COUNT(Port) == 0);						\
	} while (0)

/* The same device by the functions of Microsoft's compiler. The test is chosen. Three reads of a port give one value. */
static NTSTATUS CheckIntrinsics(USHORT Port, USHORT Counter, UCHAR Test, UCHAR Value)
{
	UCHAR Bytes[3] = { Test, Test };
	USHORT Words[3] = { Test, Test };
	ULONG Dwords[3] = { Test, Test };

	CHECK_CHOICE(__outbyte, Test);
	CHECK_CHOICE(__outword, Test);
	CHECK_CHOICE(__outdword, Test);
	CHECK_CHOICE(__outbytestring, Bytes, 2);
	CHECK_CHOICE(__outwordstring, Words, 2);
	CHECK_CHOICE(__outdwordstring, Dwords, 2);
	CHECK(_outp(Counter, 0x100 | Value) == (0x100 | Value) && COUNT(Port) == 1);
	CHECK(_outpw(Port, Test) == Test && COUNT(Port) == 0);
	CHECK(outp(Counter, Value) == Value && COUNT(Port) == 1);
	CHECK(_outpd(Port, Test) == Test && COUNT(Port) == 0);
	CHECK(outpw(Port, Test) == Test && outpd(Port, Test) == Test);
	Port += 16;
	__inbytestring(Port, Bytes, 3);
	__inwordstring(Port, Words, 3);
	__indwordstring(Port, Dwords, 3);
	CHECK(Bytes[0] == 'p' && Bytes[2] == 'p' && Words[0] == 0x6f70 && Words[2] == 0x6f70);
	CHECK(Dwords[0] == 0x74726f70 && Dwords[2] == 0x74726f70);
	CHECK(__inbyte(Port) == 'p' && _inp(Port) == 'p' && inp(Port) == 'p');
	CHECK(__inword(Port) == 0x6f70 && _inpw(Port) == 0x6f70 && inpw(Port) == 0x6f70);
	CHECK(_inpd(Port) == 0x74726f70 && inpd(Port) == 0x74726f70);
	/* That of a keyboard is no port of the device's. */
	Bytes[1] = 7;
	__inbytestring(0x60, Bytes, 1);
	CHECK(__inword(0x60) == 0xffff && Bytes[0] == 0xff && Bytes[1] == 7 && _outp(0x60, 1) == 1);
	__outdwordstring(0x60, Dwords, 1);
	return STATUS_SUCCESS;
}

/* The device's header: a byte chooses a test; behind it are its width, place, value, count and name. */
static NTSTATUS CheckPorts(PUCHAR Port)
{
	ULONG Offset, Value, Count;
	UCHAR Name[7] = "", Width, i;

	for (i = 0; i < 8; i++) {
		WRITE_PORT_UCHAR(Port, i);
		for (Count = 0; Count < 6; Count++)
			Name[Count] = READ_PORT_UCHAR(Port + 16 + Count);
		Width = READ_PORT_UCHAR(Port + 1);
		if (RtlEqualMemory(Name, "portio", 6) && Width == 1)
			break;
	}
	CHECK(i < 8);
	Offset = READ_PORT_ULONG((PULONG)(Port + 4));
	Value = READ_PORT_USHORT((PUSHORT)(Port + 6));
	CHECK(Offset == (Value << 16 | READ_PORT_USHORT((PUSHORT)(Port + 4))));
	Value = READ_PORT_ULONG((PULONG)(Port + 8));
	/* The device counts the writes of its value. */
	for (Count = 0; Count < 4; Count++) {
		CHECK(READ_PORT_ULONG((PULONG)(Port + 12)) == Count);
		WRITE_PORT_UCHAR(Port + Offset, (UCHAR)Value);
	}
	WRITE_PORT_UCHAR(Port, i);
	CHECK(NT_SUCCESS(CheckIntrinsics((USHORT)(ULONG_PTR)Port, (USHORT)((ULONG_PTR)Port + Offset), i, (UCHAR)Value)));
	DbgPrint("registers: ports at 0x%p\n", Port);
	return STATUS_SUCCESS;
}

static NTSTATUS EvtPrepare(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
	NTSTATUS Status = STATUS_SUCCESS;
	ULONG i;

	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Raw);
	for (i = 0; NT_SUCCESS(Status) && i < WdfCmResourceListGetCount(Translated); i++) {
		PCM_PARTIAL_RESOURCE_DESCRIPTOR Resource = WdfCmResourceListGetDescriptor(Translated, i);

		if (Resource->Type == CmResourceTypeMemory && Resource->u.Memory.Length == MEMORY_BYTES)
			Status = CheckMemory(Resource->u.Memory.Start);
		if (Resource->Type == CmResourceTypePort)
			Status = CheckPorts((PUCHAR)(ULONG_PTR)Resource->u.Port.Start.QuadPart);
	}
	return Status;
}

static NTSTATUS EvtRelease(WDFDEVICE Device, WDFCMRESLIST Translated)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Translated);
	if (Combined)
		MmUnmapIoSpace(Combined, MEMORY_BYTES);
	Combined = NULL;
	return STATUS_SUCCESS;
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDFDEVICE Device;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDevicePrepareHardware = EvtPrepare;
	Callbacks.EvtDeviceReleaseHardware = EvtRelease;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	return WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
}
