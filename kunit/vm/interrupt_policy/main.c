/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Each device of the driver asks for other processors for its interrupt.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_INTERRUPT_ISR EvtIsr;
static EVT_WDF_DEVICE_D0_ENTRY EvtD0Entry;
static EVT_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS EvtAddRequirements;
static EVT_WDF_DEVICE_REMOVE_ADDED_RESOURCES EvtRemoveAdded;

#define BY_LIST 6	/* the list of requirements has the policy */
#define SPREAD 7	/* with two messages */
#define BY_INF 8	/* the INF has it: the driver's comes too late */

static ULONG Devices;
static WDFINTERRUPT Late;	/* whose policy comes when the device has started */

static BOOLEAN EvtIsr(WDFINTERRUPT Interrupt, ULONG MessageID)
{
	UNREFERENCED_PARAMETER(Interrupt);
	UNREFERENCED_PARAMETER(MessageID);
	return FALSE;
}

static VOID SetGroup(WDFINTERRUPT Interrupt, KAFFINITY Mask, USHORT Group)
{
	WDF_INTERRUPT_EXTENDED_POLICY Policy;

	WDF_INTERRUPT_EXTENDED_POLICY_INIT(&Policy);
	Policy.Policy = WdfIrqPolicySpecifiedProcessors;
	Policy.Priority = WdfIrqPriorityHigh;
	Policy.TargetProcessorSetAndGroup.Mask = Mask;
	Policy.TargetProcessorSetAndGroup.Group = Group;
	WdfInterruptSetExtendedPolicy(Interrupt, &Policy);
}

static VOID SetWrong(WDFINTERRUPT Interrupt)
{
	WDF_INTERRUPT_EXTENDED_POLICY Policy = { 0 };

	WdfInterruptSetPolicy(Interrupt, (WDF_INTERRUPT_POLICY)6, WdfIrqPriorityNormal, 1);
	WdfInterruptSetPolicy(Interrupt, WdfIrqPolicySpecifiedProcessors, (WDF_INTERRUPT_PRIORITY)4, 1);
	WdfInterruptSetPolicy(Interrupt, WdfIrqPolicySpecifiedProcessors, WdfIrqPriorityNormal, 0);
	WdfInterruptSetExtendedPolicy(Interrupt, &Policy);
	WdfInterruptSetExtendedPolicy(Interrupt, NULL);
}

/* The number of a device is that of its turn. */
static VOID SetPolicy(ULONG Number, WDFINTERRUPT Interrupt)
{
	switch (Number) {
	case 0:
		WdfInterruptSetPolicy(Interrupt, WdfIrqPolicySpecifiedProcessors, WdfIrqPriorityLow, 2);
		break;
	case 1:
		SetGroup(Interrupt, 1, 0);
		break;
	case 2:
		/* There is one message. */
	case SPREAD:
		WdfInterruptSetPolicy(Interrupt, WdfIrqPolicySpreadMessagesAcrossAllProcessors,
				      WdfIrqPriorityUndefined, 0);
		break;
	case 3:
		/* None of the group is online. */
		SetGroup(Interrupt, 1, 1);
		break;
	case 4:
		/* The last one counts. */
		WdfInterruptSetPolicy(Interrupt, WdfIrqPolicySpecifiedProcessors, WdfIrqPriorityLow, 2);
		WdfInterruptSetPolicy(Interrupt, WdfIrqPolicyAllProcessorsInMachine, WdfIrqPriorityLow, 2);
		break;
	case BY_LIST:
		break;
	case BY_INF:
		WdfInterruptSetPolicy(Interrupt, WdfIrqPolicySpecifiedProcessors, WdfIrqPriorityLow, 1);
		break;
	default:
		SetWrong(Interrupt);
		Late = Interrupt;
	}
}

static NTSTATUS EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(PreviousState);
	if (Late)
		WdfInterruptSetPolicy(Late, WdfIrqPolicySpecifiedProcessors, WdfIrqPriorityLow, 2);
	Late = NULL;
	return STATUS_SUCCESS;
}

static NTSTATUS EvtAddRequirements(WDFDEVICE Device, WDFIORESREQLIST Lists)
{
	WDFIORESLIST List = WdfIoResourceRequirementsListGetIoResList(Lists, 0);
	ULONG i;

	UNREFERENCED_PARAMETER(Device);
	for (i = 0; i < WdfIoResourceListGetCount(List); i++) {
		IO_RESOURCE_DESCRIPTOR Descriptor = *WdfIoResourceListGetDescriptor(List, i);

		if (Descriptor.Type != CmResourceTypeInterrupt)
			continue;
		Descriptor.Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
		Descriptor.u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
		Descriptor.u.Interrupt.TargetedProcessors = 1;
		WdfIoResourceListUpdateDescriptor(List, &Descriptor, i);
	}
	return STATUS_SUCCESS;
}

static NTSTATUS EvtRemoveAdded(WDFDEVICE Device, WDFCMRESLIST ResourcesRaw, WDFCMRESLIST ResourcesTranslated)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(ResourcesRaw);
	UNREFERENCED_PARAMETER(ResourcesTranslated);
	return STATUS_SUCCESS;
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_FDO_EVENT_CALLBACKS Filters;
	WDF_INTERRUPT_CONFIG Config;
	const ULONG Number = Devices++;
	ULONG Left = Number == SPREAD ? 2 : 1;
	WDFINTERRUPT Interrupt;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Entry = EvtD0Entry;
	WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &Callbacks);
	WDF_FDO_EVENT_CALLBACKS_INIT(&Filters);
	Filters.EvtDeviceFilterAddResourceRequirements = EvtAddRequirements;
	Filters.EvtDeviceRemoveAddedResources = EvtRemoveAdded;
	if (Number == BY_LIST)
		WdfFdoInitSetEventCallbacks(DeviceInit, &Filters);
	Status = WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_INTERRUPT_CONFIG_INIT(&Config, EvtIsr, NULL);
	while (NT_SUCCESS(Status) && Left--) {
		Status = WdfInterruptCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Interrupt);
		if (NT_SUCCESS(Status))
			SetPolicy(Number, Interrupt);
	}
	return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
}
