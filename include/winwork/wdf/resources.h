/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of hardware resources of the framework.
 */
#ifndef WINWORK_WDF_RESOURCES_H
#define WINWORK_WDF_RESOURCES_H

#include "device.h"
#include "object.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/registers.h"
#include "../po/power.h"

EXTERN_C_START

#define WDF_INSERT_AT_END ((ULONG) - 1)

/**
 * WDF_READ_REGISTER_UCHAR, WDF_READ_REGISTER_BUFFER_UCHAR, WDF_WRITE_REGISTER_UCHAR,
 *	WDF_WRITE_REGISTER_BUFFER_UCHAR, WDF_READ_REGISTER_USHORT, WDF_READ_REGISTER_BUFFER_USHORT,
 *	WDF_WRITE_REGISTER_USHORT, WDF_WRITE_REGISTER_BUFFER_USHORT, WDF_READ_REGISTER_ULONG,
 *	WDF_READ_REGISTER_BUFFER_ULONG, WDF_WRITE_REGISTER_ULONG, WDF_WRITE_REGISTER_BUFFER_ULONG,
 *	WDF_READ_REGISTER_ULONG64, WDF_READ_REGISTER_BUFFER_ULONG64, WDF_WRITE_REGISTER_ULONG64,
 *	WDF_WRITE_REGISTER_BUFFER_ULONG64 - access registers
 * @Device: the device whose register it is; it is not used
 * @Register, @Value, @Buffer, @Count: as for the functions without WDF_
 *
 * These are the functions without WDF_.
 *
 * IRQL: any.
 * Return: the value.
 * Page: wdfdevice.h, WDF_READ_REGISTER_UCHAR and others
 */
WINWORK_OWN UCHAR WDF_READ_REGISTER_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Register)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_REGISTER_UCHAR(Register);
}

WINWORK_OWN VOID WDF_READ_REGISTER_BUFFER_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Register,
						_Out_ PUCHAR Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_REGISTER_BUFFER_UCHAR(Register, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Register,
					  _In_ UCHAR Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_UCHAR(Register, Value);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_BUFFER_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Register,
						 _In_ PUCHAR Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_BUFFER_UCHAR(Register, Buffer, Count);
}

WINWORK_OWN USHORT WDF_READ_REGISTER_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Register)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_REGISTER_USHORT(Register);
}

WINWORK_OWN VOID WDF_READ_REGISTER_BUFFER_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Register,
						 _Out_ PUSHORT Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_REGISTER_BUFFER_USHORT(Register, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Register,
					   _In_ USHORT Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_USHORT(Register, Value);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_BUFFER_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Register,
						  _In_ PUSHORT Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_BUFFER_USHORT(Register, Buffer, Count);
}

WINWORK_OWN ULONG WDF_READ_REGISTER_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Register)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_REGISTER_ULONG(Register);
}

WINWORK_OWN VOID WDF_READ_REGISTER_BUFFER_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Register,
						_Out_ PULONG Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_REGISTER_BUFFER_ULONG(Register, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Register,
					  _In_ ULONG Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_ULONG(Register, Value);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_BUFFER_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Register,
						 _In_ PULONG Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_BUFFER_ULONG(Register, Buffer, Count);
}

WINWORK_OWN ULONG64 WDF_READ_REGISTER_ULONG64(_In_ WDFDEVICE Device, _In_ PULONG64 Register)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_REGISTER_ULONG64(Register);
}

WINWORK_OWN VOID WDF_READ_REGISTER_BUFFER_ULONG64(_In_ WDFDEVICE Device, _In_ PULONG64 Register,
						  _Out_ PULONG64 Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_REGISTER_BUFFER_ULONG64(Register, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_ULONG64(_In_ WDFDEVICE Device, _In_ PULONG64 Register,
					    _In_ ULONG64 Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_ULONG64(Register, Value);
}

WINWORK_OWN VOID WDF_WRITE_REGISTER_BUFFER_ULONG64(_In_ WDFDEVICE Device, _In_ PULONG64 Register,
						   _In_ PULONG64 Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_REGISTER_BUFFER_ULONG64(Register, Buffer, Count);
}


/**
 * WDF_READ_PORT_UCHAR, WDF_READ_PORT_BUFFER_UCHAR, WDF_WRITE_PORT_UCHAR,
 *	WDF_WRITE_PORT_BUFFER_UCHAR, WDF_READ_PORT_USHORT, WDF_READ_PORT_BUFFER_USHORT,
 *	WDF_WRITE_PORT_USHORT, WDF_WRITE_PORT_BUFFER_USHORT, WDF_READ_PORT_ULONG,
 *	WDF_READ_PORT_BUFFER_ULONG, WDF_WRITE_PORT_ULONG, WDF_WRITE_PORT_BUFFER_ULONG - access ports
 * @Device: the device whose port it is; it is not used
 * @Port, @Value, @Buffer, @Count: as for the functions without WDF_
 *
 * These are the functions without WDF_.
 *
 * IRQL: any.
 * Return: the value.
 * Page: wdfdevice.h, WDF_READ_PORT_UCHAR and others
 */
WINWORK_OWN UCHAR WDF_READ_PORT_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Port)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_PORT_UCHAR(Port);
}

WINWORK_OWN VOID WDF_READ_PORT_BUFFER_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Port,
					    _Out_ PUCHAR Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_PORT_BUFFER_UCHAR(Port, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_PORT_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Port, _In_ UCHAR Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_PORT_UCHAR(Port, Value);
}

WINWORK_OWN VOID WDF_WRITE_PORT_BUFFER_UCHAR(_In_ WDFDEVICE Device, _In_ PUCHAR Port,
					     _In_ PUCHAR Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_PORT_BUFFER_UCHAR(Port, Buffer, Count);
}

WINWORK_OWN USHORT WDF_READ_PORT_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Port)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_PORT_USHORT(Port);
}

WINWORK_OWN VOID WDF_READ_PORT_BUFFER_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Port,
					     _Out_ PUSHORT Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_PORT_BUFFER_USHORT(Port, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_PORT_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Port, _In_ USHORT Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_PORT_USHORT(Port, Value);
}

WINWORK_OWN VOID WDF_WRITE_PORT_BUFFER_USHORT(_In_ WDFDEVICE Device, _In_ PUSHORT Port,
					      _In_ PUSHORT Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_PORT_BUFFER_USHORT(Port, Buffer, Count);
}

WINWORK_OWN ULONG WDF_READ_PORT_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Port)
{
	UNREFERENCED_PARAMETER(Device);
	return READ_PORT_ULONG(Port);
}

WINWORK_OWN VOID WDF_READ_PORT_BUFFER_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Port,
					    _Out_ PULONG Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	READ_PORT_BUFFER_ULONG(Port, Buffer, Count);
}

WINWORK_OWN VOID WDF_WRITE_PORT_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Port, _In_ ULONG Value)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_PORT_ULONG(Port, Value);
}

WINWORK_OWN VOID WDF_WRITE_PORT_BUFFER_ULONG(_In_ WDFDEVICE Device, _In_ PULONG Port,
					     _In_ PULONG Buffer, _In_ ULONG Count)
{
	UNREFERENCED_PARAMETER(Device);
	WRITE_PORT_BUFFER_ULONG(Port, Buffer, Count);
}


/**
 * WdfCmResourceListGetCount - the number of hardware resources of a device
 * WdfCmResourceListGetDescriptor - one of them
 * @List: a list that EvtDevicePrepareHardware, EvtDeviceReleaseHardware or EvtDeviceRemoveAddedResources got
 * @Index: the number of resources before it
 *
 * A function of PCI has its registers and ports in the order of its BARs, and then its interrupts, unless the list of
 * requirements that its drivers have left has another order.
 *
 * IRQL: <= DISPATCH_LEVEL. Above it, and for a wrong @List, the call is reported.
 * Return: the number, 0 for a device without resources; a copy of the resource, NULL behind the last one. It
 *	is valid until the callback returns, or the resource is removed.
 * Page: wdfresource.h, WdfCmResourceListGetCount, WdfCmResourceListGetDescriptor
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfCmResourceListGetCount(_In_ WDFCMRESLIST List);
_IRQL_requires_max_(DISPATCH_LEVEL)
PCM_PARTIAL_RESOURCE_DESCRIPTOR NTAPI WdfCmResourceListGetDescriptor(_In_ WDFCMRESLIST List,
								     _In_ ULONG Index);

/**
 * WdfCmResourceListInsertDescriptor - add a resource to a list
 * WdfCmResourceListAppendDescriptor - the same, at the end
 * @List: a list that EvtDeviceRemoveAddedResources got, while that runs
 * @Descriptor: the resource; copied
 * @Index: the number of resources before it; WDF_INSERT_AT_END for all
 *
 * The drivers below get the lists as EvtDeviceRemoveAddedResources leaves them. The later callbacks of the driver get
 * them as the PnP manager has assigned them.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_ACCESS_DENIED at another time; STATUS_ARRAY_BOUNDS_EXCEEDED for an @Index behind the
 *	end, as the former with a line in the log; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, with a
 *	report (0x10D), for a wrong @List or IRQL, and a NULL @Descriptor.
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfCmResourceListInsertDescriptor(_In_ WDFCMRESLIST List,
						 _In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor,
						 _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfCmResourceListAppendDescriptor(_In_ WDFCMRESLIST List,
						 _In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor);

/**
 * WdfCmResourceListRemove - take a resource out of a list
 * WdfCmResourceListRemoveByDescriptor - take out the first one that is equal to another
 * @List: as for WdfCmResourceListInsertDescriptor
 * @Index: the number of resources before it
 * @Descriptor: what it is compared with
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: none. At another time, and without such a resource, nothing changes, and the log says so. NULL, and a wrong
 *	@List or IRQL, are reported (0x10D).
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfCmResourceListRemove(_In_ WDFCMRESLIST List, _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfCmResourceListRemoveByDescriptor(_In_ WDFCMRESLIST List,
					       _In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor);

/**
 * WdfIoResourceListCreate - make a list of requirements
 * @RequirementsList: the lists that EvtDeviceFilterAddResourceRequirements or
 *	EvtDeviceFilterRemoveResourceRequirements got. They are the parent of the new one, which counts once
 *	WdfIoResourceRequirementsListInsertIoResList has put it in
 * @Attributes: the attributes, without a ParentObject; or NULL
 * @ResourceList: receives the list, which is empty. It ends when the callback returns
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong @RequirementsList or IRQL, and
 *	a NULL @ResourceList; the statuses of bad attributes, see WdfObjectCreate; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfresource.h, WdfIoResourceListCreate
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoResourceListCreate(_In_ WDFIORESREQLIST RequirementsList,
				       _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				       _Out_ WDFIORESLIST *ResourceList);

/**
 * WdfIoResourceListGetCount - the number of requirements in a list
 * WdfIoResourceListGetDescriptor - one of them
 * @ResourceList: the list
 * @Index: the number of requirements before it
 *
 * IRQL: <= DISPATCH_LEVEL. Above it, and for a wrong @ResourceList, the call is reported.
 * Return: the number; a copy of the requirement, NULL behind the last one. The copy is valid until the requirement is
 *	removed, or the list ends.
 * Page: wdfresource.h, WdfIoResourceListGetCount, WdfIoResourceListGetDescriptor
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfIoResourceListGetCount(_In_ WDFIORESLIST ResourceList);
_IRQL_requires_max_(DISPATCH_LEVEL)
PIO_RESOURCE_DESCRIPTOR NTAPI WdfIoResourceListGetDescriptor(_In_ WDFIORESLIST ResourceList,
							     _In_ ULONG Index);

/**
 * WdfIoResourceListInsertDescriptor - add a requirement to a list
 * WdfIoResourceListAppendDescriptor - the same, at the end
 * @ResourceList: the list, while the callback that got its lists runs
 * @Descriptor: the requirement; copied
 * @Index: the number of requirements before it; WDF_INSERT_AT_END for all
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfCmResourceListInsertDescriptor.
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoResourceListInsertDescriptor(_In_ WDFIORESLIST ResourceList,
						 _In_ PIO_RESOURCE_DESCRIPTOR Descriptor,
						 _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoResourceListAppendDescriptor(_In_ WDFIORESLIST ResourceList,
						 _In_ PIO_RESOURCE_DESCRIPTOR Descriptor);

/**
 * WdfIoResourceListUpdateDescriptor - change a requirement
 * WdfIoResourceListRemove - take one out
 * WdfIoResourceListRemoveByDescriptor - take out the first one that is equal to another
 * @ResourceList: as for WdfIoResourceListInsertDescriptor
 * @Descriptor: its new value; what it is compared with
 * @Index: the number of requirements before it
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: none, as WdfCmResourceListRemove.
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceListUpdateDescriptor(_In_ WDFIORESLIST ResourceList,
					     _In_ PIO_RESOURCE_DESCRIPTOR Descriptor,
					     _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceListRemove(_In_ WDFIORESLIST ResourceList, _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceListRemoveByDescriptor(_In_ WDFIORESLIST ResourceList,
					       _In_ PIO_RESOURCE_DESCRIPTOR Descriptor);

/**
 * WdfIoResourceRequirementsListGetCount - the number of lists of requirements, each an alternative to the others
 * WdfIoResourceRequirementsListGetIoResList - one of them
 * @RequirementsList: what EvtDeviceFilterAddResourceRequirements or EvtDeviceFilterRemoveResourceRequirements got
 * @Index: the number of lists before it
 *
 * The PnP manager takes the first list that it can satisfy.
 *
 * IRQL: <= DISPATCH_LEVEL. Above it, and for a wrong @RequirementsList, the call is reported.
 * Return: the number; the list, NULL behind the last one.
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfIoResourceRequirementsListGetCount(_In_ WDFIORESREQLIST RequirementsList);
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFIORESLIST NTAPI WdfIoResourceRequirementsListGetIoResList(_In_ WDFIORESREQLIST RequirementsList,
							     _In_ ULONG Index);

/**
 * WdfIoResourceRequirementsListInsertIoResList - add a list of requirements
 * WdfIoResourceRequirementsListAppendIoResList - the same, at the end
 * @RequirementsList: the lists, while the callback that got them runs
 * @IoResList: the list, which WdfIoResourceListCreate has made for them
 * @Index: the number of lists before it; WDF_INSERT_AT_END for all. With one behind the end @IoResList is deleted
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST if @IoResList is of other lists, or is in these already;
 *	STATUS_ACCESS_DENIED when the callback has returned; STATUS_ARRAY_BOUNDS_EXCEEDED for an @Index behind the end,
 *	as the former with a line in the log; STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle or IRQL.
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoResourceRequirementsListInsertIoResList(_In_ WDFIORESREQLIST RequirementsList,
							    _In_ WDFIORESLIST IoResList,
							    _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoResourceRequirementsListAppendIoResList(_In_ WDFIORESREQLIST RequirementsList,
							    _In_ WDFIORESLIST IoResList);

/**
 * WdfIoResourceRequirementsListRemove - take out a list of requirements, and delete it
 * WdfIoResourceRequirementsListRemoveByIoResList - the same
 * @RequirementsList: as for WdfIoResourceRequirementsListInsertIoResList
 * @Index: the number of lists before it
 * @IoResList: the list
 *
 * If no list is left, the callback fails with STATUS_INSUFFICIENT_RESOURCES.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: none. When the callback has returned, and without such a list, nothing changes, and the log says so. A wrong
 *	handle or IRQL is reported (0x10D).
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceRequirementsListRemove(_In_ WDFIORESREQLIST RequirementsList,
					       _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceRequirementsListRemoveByIoResList(_In_ WDFIORESREQLIST RequirementsList,
							  _In_ WDFIORESLIST IoResList);

/**
 * WdfIoResourceRequirementsListSetInterfaceType - change the bus of the requirements
 * WdfIoResourceRequirementsListSetSlotNumber - change the slot there
 * @RequirementsList: as for WdfIoResourceRequirementsListInsertIoResList
 * @InterfaceType: the kind of bus
 * @SlotNumber: the slot
 *
 * The drivers that get the requirements next see the values. Nothing else follows from them here.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: none. When the callback has returned, nothing changes, and the log says so. A wrong handle or IRQL is reported
 *	(0x10D).
 * Page: wdfresource.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceRequirementsListSetInterfaceType(_In_ WDFIORESREQLIST RequirementsList,
							 _In_ INTERFACE_TYPE InterfaceType);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoResourceRequirementsListSetSlotNumber(_In_ WDFIORESREQLIST RequirementsList,
						      _In_ ULONG SlotNumber);

EXTERN_C_END

#endif /* WINWORK_WDF_RESOURCES_H */
