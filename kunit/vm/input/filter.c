/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter between the port and the class, of keyboards and of mice. It says each packet, and changes some:
 *
 *	A	becomes B
 *	C	is kept
 *	W	is passed on with a device that is not the class's
 *	Q	from now on nothing is passed on
 *	a mouse	moves the other way from left to right
 */
#include <ntddk.h>
#include <kbdmou.h>
#include <wdf.h>

#define SCAN_A 0x1e
#define SCAN_B 0x30
#define SCAN_C 0x2e
#define SCAN_Q 0x10
#define SCAN_W 0x11

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_D0_ENTRY D0Entry;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL InternalControl;

typedef struct _FILTER {
	CONNECT_DATA Upper;
	BOOLEAN KeepsAll;
} FILTER, *PFILTER;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(FILTER, GetFilter)

static VOID CallUpper(PFILTER Filter, PDEVICE_OBJECT Device, PVOID Start, PVOID End, PULONG Consumed)
{
	((PSERVICE_CALLBACK_ROUTINE)(ULONG_PTR)Filter->Upper.ClassService)(Device, Start, End, Consumed);
}

/* Returns whether the packet goes on. */
static BOOLEAN FilterKey(PFILTER Filter, PDEVICE_OBJECT Own, PKEYBOARD_INPUT_DATA Key)
{
	ULONG Consumed = 0;

	DbgPrint("input_filter: key %02x %x at %u\n", Key->MakeCode, Key->Flags, KeGetCurrentIrql());
	if (Key->Flags & KEY_E0)
		return !Filter->KeepsAll;
	switch (Key->MakeCode) {
	case SCAN_A:
		Key->MakeCode = SCAN_B;
		break;
	case SCAN_C:
		return FALSE;
	case SCAN_W:
		CallUpper(Filter, Own, Key, Key + 1, &Consumed);
		return FALSE;
	case SCAN_Q:
		Filter->KeepsAll = TRUE;
		break;
	}
	return !Filter->KeepsAll;
}

static VOID KeyboardCallback(PDEVICE_OBJECT Device, PKEYBOARD_INPUT_DATA Start, PKEYBOARD_INPUT_DATA End,
			     PULONG Consumed)
{
	PFILTER Filter = GetFilter(WdfWdmDeviceGetWdfDeviceHandle(Device));
	PKEYBOARD_INPUT_DATA Key;
	ULONG One;

	for (Key = Start; Key < End; Key++) {
		if (FilterKey(Filter, Device, Key))
			CallUpper(Filter, Filter->Upper.ClassDeviceObject, Key, Key + 1, &One);
	}
	*Consumed = (ULONG)(End - Start);
}

static VOID MouseCallback(PDEVICE_OBJECT Device, PMOUSE_INPUT_DATA Start, PMOUSE_INPUT_DATA End,
			  PULONG Consumed)
{
	PFILTER Filter = GetFilter(WdfWdmDeviceGetWdfDeviceHandle(Device));
	PMOUSE_INPUT_DATA Motion;

	for (Motion = Start; Motion < End; Motion++) {
		DbgPrint("input_filter: mouse %d %d buttons %x data %d\n", Motion->LastX, Motion->LastY,
			 Motion->ButtonFlags, (SHORT)Motion->ButtonData);
		Motion->LastX = -Motion->LastX;
	}
	CallUpper(Filter, Filter->Upper.ClassDeviceObject, Start, End, Consumed);
}

static NTSTATUS Connect(WDFDEVICE Device, WDFREQUEST Request, PVOID Callback)
{
	PFILTER Filter = GetFilter(Device);
	PCONNECT_DATA Data;
	NTSTATUS Status;

	if (Filter->Upper.ClassService)
		return STATUS_SHARING_VIOLATION;
	Status = WdfRequestRetrieveInputBuffer(Request, sizeof(*Data), (PVOID *)&Data, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	Filter->Upper = *Data;
	Data->ClassDeviceObject = WdfDeviceWdmGetDeviceObject(Device);
	Data->ClassService = Callback;
	return STATUS_SUCCESS;
}

static VOID InternalControl(WDFQUEUE Queue, WDFREQUEST Request, size_t Out, size_t In, ULONG Code)
{
	WDFDEVICE Device = WdfIoQueueGetDevice(Queue);
	WDF_REQUEST_SEND_OPTIONS Options;
	PKEYBOARD_INDICATOR_PARAMETERS Indicators;
	NTSTATUS Status = STATUS_SUCCESS;

	UNREFERENCED_PARAMETER(Out);
	UNREFERENCED_PARAMETER(In);
	if (Code == IOCTL_INTERNAL_KEYBOARD_CONNECT)
		Status = Connect(Device, Request, (PVOID)(ULONG_PTR)KeyboardCallback);
	else if (Code == IOCTL_INTERNAL_MOUSE_CONNECT)
		Status = Connect(Device, Request, (PVOID)(ULONG_PTR)MouseCallback);
	else if (Code == IOCTL_KEYBOARD_SET_INDICATORS &&
		 NT_SUCCESS(WdfRequestRetrieveInputBuffer(Request, sizeof(*Indicators), (PVOID *)&Indicators, NULL)))
		DbgPrint("input_filter: indicators %x\n", Indicators->LedFlags);
	if (!NT_SUCCESS(Status)) {
		WdfRequestComplete(Request, Status);
		return;
	}
	WDF_REQUEST_SEND_OPTIONS_INIT(&Options, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
	if (!WdfRequestSend(Request, WdfDeviceGetIoTarget(Device), &Options))
		WdfRequestComplete(Request, WdfRequestGetStatus(Request));
}

/* ---- Questions to the port ----------------------------------------------------------------------- */

static NTSTATUS Ask(WDFDEVICE Device, ULONG Code, PVOID In, ULONG InBytes, PVOID Out, ULONG OutBytes)
{
	WDF_MEMORY_DESCRIPTOR Input, Output;

	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Input, In, InBytes);
	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Output, Out, OutBytes);
	return WdfIoTargetSendInternalIoctlSynchronously(WdfDeviceGetIoTarget(Device), NULL, Code,
							 In ? &Input : NULL, Out ? &Output : NULL, NULL, NULL);
}

static VOID AskKeyboard(WDFDEVICE Device)
{
	KEYBOARD_ATTRIBUTES Attributes = { 0 };
	KEYBOARD_TYPEMATIC_PARAMETERS Typematic = { 0 };
	struct {
		USHORT Count;
		INDICATOR_LIST Keys[3];
	} Translation = { 0 };
	NTSTATUS Status = Ask(Device, IOCTL_KEYBOARD_QUERY_ATTRIBUTES, NULL, 0, &Attributes, sizeof(Attributes));

	DbgPrint("input_filter: attributes %x: type %x, mode %u, %u keys\n", Status,
		 Attributes.KeyboardIdentifier.Type, Attributes.KeyboardMode, Attributes.NumberOfKeysTotal);
	Status = Ask(Device, IOCTL_KEYBOARD_QUERY_ATTRIBUTES, NULL, 0, &Attributes, sizeof(Attributes) - 1);
	DbgPrint("input_filter: short attributes %x\n", Status);
	Status = Ask(Device, IOCTL_KEYBOARD_QUERY_INDICATOR_TRANSLATION, NULL, 0, &Translation, sizeof(Translation));
	DbgPrint("input_filter: translation %x: %u, %x is %x\n", Status, Translation.Count, Translation.Keys[2].MakeCode,
		 Translation.Keys[2].IndicatorFlags);
	Status = Ask(Device, IOCTL_KEYBOARD_SET_TYPEMATIC, &Typematic, sizeof(Typematic) - 1, NULL, 0);
	DbgPrint("input_filter: short typematic %x\n", Status);
	/* No key repeats by itself in the test. */
	Typematic.Rate = 1;
	Typematic.Delay = 60000;
	Status = Ask(Device, IOCTL_KEYBOARD_SET_TYPEMATIC, &Typematic, sizeof(Typematic), NULL, 0);
	Typematic.Rate = 0;
	Ask(Device, IOCTL_KEYBOARD_QUERY_TYPEMATIC, NULL, 0, &Typematic, sizeof(Typematic));
	DbgPrint("input_filter: typematic %x: %u %u\n", Status, Typematic.Rate, Typematic.Delay);
	Status = Ask(Device, IOCTL_MOUSE_QUERY_ATTRIBUTES, NULL, 0, &Attributes, sizeof(Attributes));
	DbgPrint("input_filter: a mouse's code %x\n", Status);
}

static VOID AskMouse(WDFDEVICE Device)
{
	MOUSE_ATTRIBUTES Attributes = { 0 };
	NTSTATUS Status = Ask(Device, IOCTL_MOUSE_QUERY_ATTRIBUTES, NULL, 0, &Attributes, sizeof(Attributes));

	DbgPrint("input_filter: mouse attributes %x: %x, %u buttons\n", Status, Attributes.MouseIdentifier,
		 Attributes.NumberOfButtons);
}

static NTSTATUS D0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Previous)
{
	UNREFERENCED_PARAMETER(Previous);
	DbgPrint("input_filter: entry\n");
	if (WdfDeviceWdmGetDeviceObject(Device)->DeviceType == FILE_DEVICE_KEYBOARD)
		AskKeyboard(Device);
	else
		AskMouse(Device);
	return STATUS_SUCCESS;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Target);
	DbgPrint("input_filter: exit\n");
	return STATUS_SUCCESS;
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_IO_QUEUE_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WdfFdoInitSetFilter(Init);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Entry = D0Entry;
	Callbacks.EvtDeviceD0Exit = D0Exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, FILTER);
	Status = WdfDeviceCreate(&Init, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoInternalDeviceControl = InternalControl;
	return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, NULL);
}
