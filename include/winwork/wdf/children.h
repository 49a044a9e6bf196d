/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bus and function drivers of the framework: children, physical and functional devices.
 */
#ifndef WINWORK_WDF_CHILDREN_H
#define WINWORK_WDF_CHILDREN_H

#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../po/power.h"
#include "devices.h"

EXTERN_C_START

struct _WDF_CHILD_ADDRESS_DESCRIPTION_HEADER;
struct _WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER;
struct _WDF_CHILD_LIST_CONFIG;
struct _WDF_CHILD_LIST_ITERATOR;
struct _WDF_CHILD_RETRIEVE_INFO;
struct _WDF_FDO_EVENT_CALLBACKS;
struct _WDF_PDO_EVENT_CALLBACKS;

/**
 * EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST - see, and change, an interface that is given
 * @Device: the device that gives it
 * @InterfaceType: which interface
 * @ExposedInterface: what the other driver gets; already a copy of WDF_QUERY_INTERFACE_CONFIG.Interface,
 *	unless ImportInterface is TRUE
 * @ExposedInterfaceSpecificData: what the other driver has passed, or NULL
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; an error, which the other driver gets; or STATUS_NOT_SUPPORTED, with which the
 *	drivers below are asked.
 * Page: wdfqueryinterface.h, EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST
 */
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST(
	WDFDEVICE Device, LPGUID InterfaceType, PINTERFACE ExposedInterface,
	PVOID ExposedInterfaceSpecificData);
typedef EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST
	*PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST;

/**
 * struct _WDF_QUERY_INTERFACE_CONFIG - an interface for other drivers of a device's stack
 * @Size: sizeof(WDF_QUERY_INTERFACE_CONFIG)
 * @Interface: an INTERFACE, with what follows it in Interface->Size bytes. The framework copies it. NULL
 *	only if @ImportInterface is TRUE.
 * @InterfaceType: which interface
 * @SendQueryToParentStack: TRUE for a PDO whose bus answers: the callback is called, and then the stack of the bus asked
 * @EvtDeviceProcessQueryInterfaceRequest: called before another driver gets the interface, or NULL
 * @ImportInterface: TRUE if the memory of the other driver has data for the callback, which then fills it in
 *
 * Page: wdfqueryinterface.h, WDF_QUERY_INTERFACE_CONFIG
 */
typedef struct _WDF_QUERY_INTERFACE_CONFIG {
	ULONG Size;
	PINTERFACE Interface;
	const GUID *InterfaceType;
	BOOLEAN SendQueryToParentStack;
	PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST EvtDeviceProcessQueryInterfaceRequest;
	BOOLEAN ImportInterface;
} WDF_QUERY_INTERFACE_CONFIG, *PWDF_QUERY_INTERFACE_CONFIG;

/**
 * enum _WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS - what has been found
 * @WdfChildListRetrieveDeviceUndefined: nothing was looked for
 * @WdfChildListRetrieveDeviceSuccess: a child with a device
 * @WdfChildListRetrieveDeviceNotYetCreated: one whose device the driver has not made yet
 * @WdfChildListRetrieveDeviceNoSuchDevice: none
 *
 * Page: wdfchildlist.h, WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS
 */
typedef enum _WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS {
	WdfChildListRetrieveDeviceUndefined = 0,
	WdfChildListRetrieveDeviceSuccess,
	WdfChildListRetrieveDeviceNotYetCreated,
	WdfChildListRetrieveDeviceNoSuchDevice,
} WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS, *PWDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS;

typedef enum _WDF_RETRIEVE_CHILD_FLAGS {
	WdfRetrieveUnspecified = 0x0000,
	WdfRetrievePresentChildren = 0x0001,
	WdfRetrieveMissingChildren = 0x0002,
	WdfRetrievePendingChildren = 0x0004,
	WdfRetrieveAddedChildren = (WdfRetrievePresentChildren | WdfRetrievePendingChildren),
	WdfRetrieveAllChildren = (WdfRetrievePresentChildren | WdfRetrievePendingChildren |
				  WdfRetrieveMissingChildren),
} WDF_RETRIEVE_CHILD_FLAGS;

/**
 * struct _WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER - the first member of what identifies a child
 * struct _WDF_CHILD_ADDRESS_DESCRIPTION_HEADER - the first member of what may change of a child
 * @IdentificationDescriptionSize: bytes of the driver's structure, as in the configuration of the list
 * @AddressDescriptionSize: likewise
 *
 * Page: wdfchildlist.h, the names of the structures
 */
typedef struct _WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER {
	ULONG IdentificationDescriptionSize;
} WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER, *PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER;

typedef struct _WDF_CHILD_ADDRESS_DESCRIPTION_HEADER {
	ULONG AddressDescriptionSize;
} WDF_CHILD_ADDRESS_DESCRIPTION_HEADER, *PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER;

/**
 * EVT_WDF_CHILD_LIST_CREATE_DEVICE - make the PDO of a child
 * @ChildList: the list
 * @IdentificationDescription: the child; the framework's memory, which the driver does not change
 * @ChildInit: properties for WdfPdoInit... functions and WdfDeviceCreate. The framework frees them.
 *
 * The framework adds the PDO to the children of the bus. The driver does not delete it.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS after WdfDeviceCreate; STATUS_RETRY to be called again when the PnP manager asks next, which it
 *	does soon; another error: the description goes, and a device that has been created is deleted.
 * Page: wdfchildlist.h, EVT_WDF_CHILD_LIST_CREATE_DEVICE
 */
typedef NTSTATUS NTAPI EVT_WDF_CHILD_LIST_CREATE_DEVICE(
	WDFCHILDLIST ChildList,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription,
	PWDFDEVICE_INIT ChildInit);
typedef EVT_WDF_CHILD_LIST_CREATE_DEVICE *PFN_WDF_CHILD_LIST_CREATE_DEVICE;
/**
 * EVT_WDF_CHILD_LIST_SCAN_FOR_CHILDREN - find the devices on the bus
 * @ChildList: the list
 *
 * Called each time that the device has entered D0, after its interrupts and DMA enablers, and before its power-managed
 * queues deliver.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfchildlist.h, EVT_WDF_CHILD_LIST_SCAN_FOR_CHILDREN
 */
typedef VOID NTAPI EVT_WDF_CHILD_LIST_SCAN_FOR_CHILDREN(WDFCHILDLIST ChildList);
typedef EVT_WDF_CHILD_LIST_SCAN_FOR_CHILDREN *PFN_WDF_CHILD_LIST_SCAN_FOR_CHILDREN;
/**
 * EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COPY - copy an identification description to the driver's memory
 * EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE - copy one to a new entry of the list
 * EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE - say whether two are of one child
 * EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP - free what the copy of an entry has
 * EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_COPY - copy an address description to the driver's memory, or over an entry's
 * EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_DUPLICATE, EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_CLEANUP - as the others
 * @ChildList: the list
 * @SourceIdentificationDescription: copied, as the other source
 * @DestinationIdentificationDescription: receives the copy; all zero but for its header when it is duplicated to, as the
 *	other one
 * @FirstIdentificationDescription: one of two: of an entry, or, for WdfChildListRetrieveNextDevice, the driver's
 * @SecondIdentificationDescription: the other one
 * @IdentificationDescription: of an entry that goes, or that could not be duplicated
 * @SourceAddressDescription, @DestinationAddressDescription, @AddressDescription: as those above
 *
 * For descriptions that have pointers. Without a callback the bytes are copied and compared. All but those that clean up
 * are called while the list is locked: they do not call a function for it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: of the duplicating ones STATUS_SUCCESS, or an error for the caller of
 *	WdfChildListAddOrUpdateChildDescriptionAsPresent, and then the entry's are cleaned up. Of the comparing one TRUE if
 *	they are alike.
 * Page: wdfchildlist.h, the names of the types
 */
typedef VOID NTAPI EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COPY(
	WDFCHILDLIST ChildList,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER SourceIdentificationDescription,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER DestinationIdentificationDescription);
typedef EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COPY
	*PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COPY;
typedef NTSTATUS NTAPI EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE(
	WDFCHILDLIST ChildList,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER SourceIdentificationDescription,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER DestinationIdentificationDescription);
typedef EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE
	*PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE;
typedef BOOLEAN NTAPI EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE(
	WDFCHILDLIST ChildList,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER FirstIdentificationDescription,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER SecondIdentificationDescription);
typedef EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE
	*PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE;
typedef VOID NTAPI EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP(
	WDFCHILDLIST ChildList,
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription);
typedef EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP
	*PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP;
typedef VOID NTAPI EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_COPY(
	WDFCHILDLIST ChildList, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER SourceAddressDescription,
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER DestinationAddressDescription);
typedef EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_COPY *PFN_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_COPY;
typedef NTSTATUS NTAPI EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_DUPLICATE(
	WDFCHILDLIST ChildList, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER SourceAddressDescription,
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER DestinationAddressDescription);
typedef EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_DUPLICATE
	*PFN_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_DUPLICATE;
typedef VOID NTAPI EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_CLEANUP(
	WDFCHILDLIST ChildList, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription);
typedef EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_CLEANUP
	*PFN_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_CLEANUP;
/**
 * EVT_WDF_CHILD_LIST_DEVICE_REENUMERATED - let a child be enumerated again, or not
 * @ChildList: the list
 * @OldDevice: the PDO
 * @OldAddressDescription: its address, or NULL
 * @NewAddressDescription: that of the new PDO, or NULL
 *
 * Never called here: no PDO has REENUMERATE_SELF_INTERFACE_STANDARD, by which a function driver asks for it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE to let it.
 * Page: wdfchildlist.h, EVT_WDF_CHILD_LIST_DEVICE_REENUMERATED
 */
typedef BOOLEAN NTAPI EVT_WDF_CHILD_LIST_DEVICE_REENUMERATED(
	WDFCHILDLIST ChildList, WDFDEVICE OldDevice,
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER OldAddressDescription,
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER NewAddressDescription);
typedef EVT_WDF_CHILD_LIST_DEVICE_REENUMERATED *PFN_WDF_CHILD_LIST_DEVICE_REENUMERATED;
/**
 * struct _WDF_CHILD_RETRIEVE_INFO - which child to look for, and what has been found
 * @Size: sizeof(WDF_CHILD_RETRIEVE_INFO)
 * @IdentificationDescription: for WdfChildListRetrievePdo the child; for WdfChildListRetrieveNextDevice it receives the
 *	description, and may be NULL without a callback
 * @AddressDescription: receives the address, or NULL
 * @Status: receives what has been found
 * @EvtChildListIdentificationDescriptionCompare: for WdfChildListRetrieveNextDevice: passes over a child if it returns
 *	FALSE, or NULL
 *
 * Page: wdfchildlist.h, WDF_CHILD_RETRIEVE_INFO
 */
typedef struct _WDF_CHILD_RETRIEVE_INFO {
	ULONG Size;
	PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription;
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription;
	WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS Status;
	PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE
		EvtChildListIdentificationDescriptionCompare;
} WDF_CHILD_RETRIEVE_INFO, *PWDF_CHILD_RETRIEVE_INFO;

/**
 * struct _WDF_CHILD_LIST_CONFIG - the configuration of a child list
 * @Size: sizeof(WDF_CHILD_LIST_CONFIG)
 * @IdentificationDescriptionSize: bytes of the driver's structure that identifies a child
 * @AddressDescriptionSize: bytes of the one with what may change, or 0 without one
 * @EvtChildListCreateDevice: makes the PDO of a child
 * @EvtChildListScanForChildren: finds the children, or NULL; as all of the next ones
 * @EvtChildListIdentificationDescriptionCopy: see the types of these
 * @EvtChildListIdentificationDescriptionDuplicate: likewise
 * @EvtChildListIdentificationDescriptionCleanup: likewise
 * @EvtChildListIdentificationDescriptionCompare: likewise; with it, finding a child takes a time that grows with their
 *	number
 * @EvtChildListAddressDescriptionCopy: likewise
 * @EvtChildListAddressDescriptionDuplicate: likewise
 * @EvtChildListAddressDescriptionCleanup: likewise
 * @EvtChildListDeviceReenumerated: never called here; the log says so when it is set
 *
 * Page: wdfchildlist.h, WDF_CHILD_LIST_CONFIG
 */
typedef struct _WDF_CHILD_LIST_CONFIG {
	ULONG Size;
	ULONG IdentificationDescriptionSize;
	ULONG AddressDescriptionSize;
	PFN_WDF_CHILD_LIST_CREATE_DEVICE EvtChildListCreateDevice;
	PFN_WDF_CHILD_LIST_SCAN_FOR_CHILDREN EvtChildListScanForChildren;
	PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COPY
		EvtChildListIdentificationDescriptionCopy;
	PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE
		EvtChildListIdentificationDescriptionDuplicate;
	PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP
		EvtChildListIdentificationDescriptionCleanup;
	PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE
		EvtChildListIdentificationDescriptionCompare;
	PFN_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_COPY EvtChildListAddressDescriptionCopy;
	PFN_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_DUPLICATE EvtChildListAddressDescriptionDuplicate;
	PFN_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_CLEANUP EvtChildListAddressDescriptionCleanup;
	PFN_WDF_CHILD_LIST_DEVICE_REENUMERATED EvtChildListDeviceReenumerated;
} WDF_CHILD_LIST_CONFIG, *PWDF_CHILD_LIST_CONFIG;

/**
 * struct _WDF_CHILD_LIST_ITERATOR - a look at the children of a list
 * @Size: sizeof(WDF_CHILD_LIST_ITERATOR)
 * @Flags: one or more WDF_RETRIEVE_CHILD_FLAGS: children with a device (WdfRetrievePresentChildren), those whose device the
 *	driver has not made yet (WdfRetrievePendingChildren), and missing ones that have not gone yet
 *	(WdfRetrieveMissingChildren)
 * @Reserved: the framework's
 *
 * Page: wdfchildlist.h, WDF_CHILD_LIST_ITERATOR
 */
typedef struct _WDF_CHILD_LIST_ITERATOR {
	ULONG Size;
	ULONG Flags;
	PVOID Reserved[4];
} WDF_CHILD_LIST_ITERATOR, *PWDF_CHILD_LIST_ITERATOR;

/**
 * EVT_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS - change the requirements of a device that is about to start
 * @Device: the device
 * @IoResourceRequirementsList: lists of requirements, each an alternative to the others; they end when this returns
 *
 * A device of WinWork's buses has one list: its ranges, its messages, and its line as an alternative. The device gets what
 * the first list that can be had says; if there is none, it does not start.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of IRP_MN_FILTER_RESOURCE_REQUIREMENTS. With a failure the requirements stay as they were.
 * Page: wdffdo.h, EVT_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS
 */
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS(
	WDFDEVICE Device, WDFIORESREQLIST IoResourceRequirementsList);
typedef EVT_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS *PFN_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS;
/**
 * EVT_WDF_DEVICE_REMOVE_ADDED_RESOURCES - take out the resources that the drivers below shall not get
 * @Device: the device, which is about to start
 * @ResourcesRaw: its resources as on its bus
 * @ResourcesTranslated: the same resources, in the same order, as the processor sees them
 *
 * It is not called for a device without resources.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; with a failure the device does not start, and the drivers below do not get the IRP.
 * Page: wdffdo.h, EVT_WDF_DEVICE_REMOVE_ADDED_RESOURCES
 */
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_REMOVE_ADDED_RESOURCES(
	WDFDEVICE Device, WDFCMRESLIST ResourcesRaw, WDFCMRESLIST ResourcesTranslated);
typedef EVT_WDF_DEVICE_REMOVE_ADDED_RESOURCES *PFN_WDF_DEVICE_REMOVE_ADDED_RESOURCES;
/**
 * struct _WDF_FDO_EVENT_CALLBACKS - callbacks of a device that arrives; each may be NULL
 * @Size: sizeof(WDF_FDO_EVENT_CALLBACKS)
 * @EvtDeviceFilterAddResourceRequirements: when the drivers below have had the requirements. It needs
 *	@EvtDeviceRemoveAddedResources
 * @EvtDeviceFilterRemoveResourceRequirements: before they get them
 * @EvtDeviceRemoveAddedResources: before they get the resources
 *
 * Page: wdffdo.h, WDF_FDO_EVENT_CALLBACKS
 */
typedef struct _WDF_FDO_EVENT_CALLBACKS {
	ULONG Size;
	PFN_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS EvtDeviceFilterAddResourceRequirements;
	PFN_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS EvtDeviceFilterRemoveResourceRequirements;
	PFN_WDF_DEVICE_REMOVE_ADDED_RESOURCES EvtDeviceRemoveAddedResources;
} WDF_FDO_EVENT_CALLBACKS, *PWDF_FDO_EVENT_CALLBACKS;

typedef NTSTATUS NTAPI EVT_WDF_DEVICE_RESOURCES_QUERY(WDFDEVICE Device, WDFCMRESLIST Resources);
typedef EVT_WDF_DEVICE_RESOURCES_QUERY *PFN_WDF_DEVICE_RESOURCES_QUERY;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_RESOURCE_REQUIREMENTS_QUERY(
	WDFDEVICE Device, WDFIORESREQLIST IoResourceRequirementsList);
typedef EVT_WDF_DEVICE_RESOURCE_REQUIREMENTS_QUERY *PFN_WDF_DEVICE_RESOURCE_REQUIREMENTS_QUERY;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_EJECT(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_EJECT *PFN_WDF_DEVICE_EJECT;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_SET_LOCK(WDFDEVICE Device, BOOLEAN IsLocked);
typedef EVT_WDF_DEVICE_SET_LOCK *PFN_WDF_DEVICE_SET_LOCK;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_ENABLE_WAKE_AT_BUS(WDFDEVICE Device,
							 SYSTEM_POWER_STATE PowerState);
typedef EVT_WDF_DEVICE_ENABLE_WAKE_AT_BUS *PFN_WDF_DEVICE_ENABLE_WAKE_AT_BUS;
typedef VOID NTAPI EVT_WDF_DEVICE_DISABLE_WAKE_AT_BUS(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_DISABLE_WAKE_AT_BUS *PFN_WDF_DEVICE_DISABLE_WAKE_AT_BUS;
/**
 * EVT_WDF_DEVICE_REPORTED_MISSING - the PnP manager has been told that a child is not there any more
 * @Device: the PDO
 *
 * IRP_MN_SURPRISE_REMOVAL or IRP_MN_REMOVE_DEVICE follows.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfpdo.h, EVT_WDF_DEVICE_REPORTED_MISSING
 */
typedef VOID NTAPI EVT_WDF_DEVICE_REPORTED_MISSING(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_REPORTED_MISSING *PFN_WDF_DEVICE_REPORTED_MISSING;
/**
 * struct _WDF_PDO_EVENT_CALLBACKS - callbacks of a PDO; each may be NULL
 * @Size: sizeof(WDF_PDO_EVENT_CALLBACKS)
 * @EvtDeviceResourcesQuery: never called, since a child gets no hardware resources here; the log says so when it is set
 * @EvtDeviceResourceRequirementsQuery: likewise
 * @EvtDeviceEject: after WdfPdoRequestEject or WdfChildListRequestChildEject, when the device's drivers have let it go:
 *	pushes the device out. With success it counts as missing from then on
 * @EvtDeviceSetLock: IRP_MN_SET_LOCK: its status is that of the IRP
 * @EvtDeviceEnableWakeAtBus: not called: no device is set to wake the machine, as the next one
 * @EvtDeviceDisableWakeAtBus: not called
 * @EvtDeviceReportedMissing: the PnP manager knows that the device is not there any more
 *
 * Page: wdfpdo.h, WDF_PDO_EVENT_CALLBACKS
 */
typedef struct _WDF_PDO_EVENT_CALLBACKS {
	ULONG Size;
	PFN_WDF_DEVICE_RESOURCES_QUERY EvtDeviceResourcesQuery;
	PFN_WDF_DEVICE_RESOURCE_REQUIREMENTS_QUERY EvtDeviceResourceRequirementsQuery;
	PFN_WDF_DEVICE_EJECT EvtDeviceEject;
	PFN_WDF_DEVICE_SET_LOCK EvtDeviceSetLock;
	PFN_WDF_DEVICE_ENABLE_WAKE_AT_BUS EvtDeviceEnableWakeAtBus;
	PFN_WDF_DEVICE_DISABLE_WAKE_AT_BUS EvtDeviceDisableWakeAtBus;
	PFN_WDF_DEVICE_REPORTED_MISSING EvtDeviceReportedMissing;
} WDF_PDO_EVENT_CALLBACKS, *PWDF_PDO_EVENT_CALLBACKS;

/**
 * WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER_INIT - initialise a description that identifies a child
 * WDF_CHILD_ADDRESS_DESCRIPTION_HEADER_INIT - initialise one of its address
 * @Header: the first member of the driver's structure, all of which is cleared
 * @IdentificationDescriptionSize: bytes of that structure, as the next one
 * @AddressDescriptionSize: likewise
 *
 * IRQL: any.
 * Page: wdfchildlist.h, the names of the functions
 */
WINWORK_OWN VOID WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER_INIT(
	_Out_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER Header,
	_In_ ULONG IdentificationDescriptionSize)
{
	RtlZeroMemory((PVOID)Header, IdentificationDescriptionSize);
	Header->IdentificationDescriptionSize = IdentificationDescriptionSize;
}

WINWORK_OWN VOID WDF_CHILD_ADDRESS_DESCRIPTION_HEADER_INIT(
	_Out_ PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER Header, _In_ ULONG AddressDescriptionSize)
{
	RtlZeroMemory((PVOID)Header, AddressDescriptionSize);
	Header->AddressDescriptionSize = AddressDescriptionSize;
}

/**
 * WDF_CHILD_LIST_CONFIG_INIT - initialise the configuration of a child list
 * @Config: receives its Size, the next ones, and nothing else
 * @IdentificationDescriptionSize: its member
 * @EvtChildListCreateDevice: its member
 *
 * IRQL: any.
 * Page: wdfchildlist.h, WDF_CHILD_LIST_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_CHILD_LIST_CONFIG_INIT(
	_Out_ PWDF_CHILD_LIST_CONFIG Config, _In_ ULONG IdentificationDescriptionSize,
	_In_ PFN_WDF_CHILD_LIST_CREATE_DEVICE EvtChildListCreateDevice)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_CHILD_LIST_CONFIG);
	Config->IdentificationDescriptionSize = IdentificationDescriptionSize;
	Config->EvtChildListCreateDevice = EvtChildListCreateDevice;
}

/**
 * WDF_CHILD_LIST_ITERATOR_INIT - initialise the structure for WdfChildListBeginIteration
 * @Iterator: receives its Size and the next one
 * @Flags: its member
 *
 * IRQL: any.
 * Page: wdfchildlist.h, WDF_CHILD_LIST_ITERATOR_INIT
 */
WINWORK_OWN VOID WDF_CHILD_LIST_ITERATOR_INIT(_Out_ PWDF_CHILD_LIST_ITERATOR Iterator,
					      _In_ ULONG Flags)
{
	RtlZeroMemory(Iterator, sizeof(*Iterator));
	Iterator->Size = WDF_STRUCTURE_SIZE(WDF_CHILD_LIST_ITERATOR);
	Iterator->Flags = Flags;
}

/**
 * WDF_CHILD_RETRIEVE_INFO_INIT - initialise the structure for WdfChildListRetrievePdo
 * @Info: receives its Size, the next one, and nothing else
 * @IdentificationDescription: its member
 *
 * IRQL: any.
 * Page: wdfchildlist.h, WDF_CHILD_RETRIEVE_INFO_INIT
 */
WINWORK_OWN VOID WDF_CHILD_RETRIEVE_INFO_INIT(
	_Out_ PWDF_CHILD_RETRIEVE_INFO Info,
	_In_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription)
{
	RtlZeroMemory(Info, sizeof(*Info));
	Info->Size = WDF_STRUCTURE_SIZE(WDF_CHILD_RETRIEVE_INFO);
	Info->IdentificationDescription = IdentificationDescription;
}

/**
 * WDF_FDO_EVENT_CALLBACKS_INIT - initialise the callbacks for WdfFdoInitSetEventCallbacks
 * @Callbacks: receives its Size, and no callback
 *
 * IRQL: any.
 * Page: wdffdo.h, WDF_FDO_EVENT_CALLBACKS_INIT
 */
WINWORK_OWN VOID WDF_FDO_EVENT_CALLBACKS_INIT(_Out_ PWDF_FDO_EVENT_CALLBACKS Callbacks)
{
	RtlZeroMemory(Callbacks, sizeof(*Callbacks));
	Callbacks->Size = WDF_STRUCTURE_SIZE(WDF_FDO_EVENT_CALLBACKS);
}

/**
 * WdfFdoInitSetDefaultChildListConfig - give a device that arrives a child list
 * WdfFdoGetDefaultChildList - return that list
 * @DeviceInit: the properties of a device that arrives; any other is reported (0x10D, parameter 5 or 7)
 * @Config: the configuration; copied
 * @DefaultChildListAttributes: attributes of the list, or NULL; copied
 * @Fdo: the device
 *
 * The list is the framework's, and ends with the device. A wrong @Config is explained in the log, and the device gets no
 * list. See docs/hardware.md for how the PDOs of its children come and go.
 *
 * IRQL: PASSIVE_LEVEL; the second one: <= DISPATCH_LEVEL.
 * Return: the list; NULL without one and, with a report, for a wrong handle or IRQL.
 * Page: wdffdo.h, the names of the functions
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfFdoInitSetDefaultChildListConfig(_Inout_ PWDFDEVICE_INIT DeviceInit,
					       _In_ PWDF_CHILD_LIST_CONFIG Config,
					       _In_opt_ PWDF_OBJECT_ATTRIBUTES DefaultChildListAttributes);
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFCHILDLIST NTAPI WdfFdoGetDefaultChildList(_In_ WDFDEVICE Fdo);

/**
 * WdfChildListCreate - give a device another child list
 * @Device: the bus: a device that has arrived
 * @Config: the configuration; copied
 * @ChildListAttributes: attributes of the list, or NULL. The device is its parent.
 * @ChildList: receives the list, which ends with the device
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for Size; STATUS_INVALID_PARAMETER for another wrong member, a PDO or
 *	a control device and, with a report, for a wrong handle or IRQL; a status of the attributes;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the device ends.
 * Page: wdfchildlist.h, WdfChildListCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfChildListCreate(_In_ WDFDEVICE Device, _In_ PWDF_CHILD_LIST_CONFIG Config,
				  _In_opt_ PWDF_OBJECT_ATTRIBUTES ChildListAttributes,
				  _Out_ WDFCHILDLIST *ChildList);

/**
 * WdfChildListGetDevice - return the device of a child list
 * @ChildList: the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the bus; NULL, with a report, for a wrong handle or IRQL.
 * Page: wdfchildlist.h, WdfChildListGetDevice
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfChildListGetDevice(_In_ WDFCHILDLIST ChildList);

/**
 * WdfChildListAddOrUpdateChildDescriptionAsPresent - say that a device is on the bus
 * @ChildList: the list
 * @IdentificationDescription: which one; duplicated if it is new
 * @AddressDescription: its address: duplicated if it is new, else copied over that of the entry. NULL if and only if the
 *	list has no addresses.
 *
 * The PnP manager asks for the children soon, and then EvtChildListCreateDevice is called for a new one; during a scan or
 * an iteration of the list this waits for its end. If a missing child with this description has not gone yet, the new one
 * comes after it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS for a new one; STATUS_OBJECT_NAME_EXISTS, which is a success, for one that is there;
 *	STATUS_INVALID_DEVICE_REQUEST for a description of another size, or an address without use or missing;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the bus ends; the status of a callback that duplicates;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL, or NULL.
 * Page: wdfchildlist.h, WdfChildListAddOrUpdateChildDescriptionAsPresent
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfChildListAddOrUpdateChildDescriptionAsPresent(
	_In_ WDFCHILDLIST ChildList,
	_In_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription,
	_In_opt_ PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription);

/**
 * WdfChildListUpdateChildDescriptionAsMissing - say that a device is not on the bus any more
 * @ChildList: the list
 * @IdentificationDescription: which one
 *
 * Its PDO goes as after WdfPdoMarkMissing. A description that has no PDO yet goes at once.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, for one that is missing already as well; STATUS_NO_SUCH_DEVICE; STATUS_INVALID_DEVICE_REQUEST
 *	for a description of another size; STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL, or NULL.
 * Page: wdfchildlist.h, WdfChildListUpdateChildDescriptionAsMissing
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfChildListUpdateChildDescriptionAsMissing(
	_In_ WDFCHILDLIST ChildList,
	_In_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription);

/**
 * WdfChildListBeginScan - begin to find all devices on the bus
 * WdfChildListUpdateAllChildDescriptionsAsPresent - say that all that were there before still are
 * WdfChildListEndScan - end it
 * @ChildList: the list
 *
 * Until the end the PnP manager is told of no change of the list. Then a child is missing that was there at the begin, and
 * that no WdfChildListAddOrUpdateChildDescriptionAsPresent has found since. Scans and iterations may overlap: the end of
 * the last one counts, and the scan that has begun last. An end without a begin is reported (0x10D, parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfchildlist.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfChildListBeginScan(_In_ WDFCHILDLIST ChildList);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfChildListUpdateAllChildDescriptionsAsPresent(_In_ WDFCHILDLIST ChildList);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfChildListEndScan(_In_ WDFCHILDLIST ChildList);

/**
 * WdfChildListBeginIteration - begin to look at the children of a list
 * WdfChildListRetrieveNextDevice - get the next one
 * WdfChildListEndIteration - end it
 * @ChildList: the list
 * @Iterator: which children; the same structure for all three. Another Size or wrong Flags are explained in the log, and
 *	nothing begins or ends.
 * @Device: receives the PDO, or NULL for a child without one
 * @Info: receives the descriptions and what the child is, or NULL
 *
 * Until the end the PnP manager is told of no change of the list, and no child leaves it. An end without a begin is
 * reported (0x10D, parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_MORE_ENTRIES at the end; STATUS_INVALID_DEVICE_STATE for an iterator that has not
 *	begun; STATUS_INFO_LENGTH_MISMATCH for a Size; STATUS_INVALID_DEVICE_REQUEST for an address of a list that has
 *	none; STATUS_INVALID_PARAMETER for a description of another size, wrong flags and, with a report, for a wrong handle
 *	or IRQL, or NULL.
 * Page: wdfchildlist.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfChildListBeginIteration(_In_ WDFCHILDLIST ChildList,
				      _In_ PWDF_CHILD_LIST_ITERATOR Iterator);
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfChildListRetrieveNextDevice(_In_ WDFCHILDLIST ChildList,
					      _In_ PWDF_CHILD_LIST_ITERATOR Iterator,
					      _Out_ WDFDEVICE *Device,
					      _Inout_opt_ PWDF_CHILD_RETRIEVE_INFO Info);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfChildListEndIteration(_In_ WDFCHILDLIST ChildList,
				    _In_ PWDF_CHILD_LIST_ITERATOR Iterator);

/**
 * WdfChildListRetrievePdo - return the PDO of a child
 * @ChildList: the list
 * @RetrieveInfo: which one; receives its address, if the pointer to it is not NULL, and what it is
 *
 * A missing child has its PDO until that has gone.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the PDO, which may end at any time; NULL without one, for a wrong structure or description, and, with a report,
 *	for a wrong handle or IRQL, or NULL.
 * Page: wdfchildlist.h, WdfChildListRetrievePdo
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfChildListRetrievePdo(_In_ WDFCHILDLIST ChildList,
					_Inout_ PWDF_CHILD_RETRIEVE_INFO RetrieveInfo);

/**
 * WdfChildListRetrieveAddressDescription - copy the address of a child
 * @ChildList: the list
 * @IdentificationDescription: which one
 * @AddressDescription: receives the address
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_SUCH_DEVICE; STATUS_INVALID_DEVICE_REQUEST for a description of another size, or a list
 *	without addresses; STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL, or NULL.
 * Page: wdfchildlist.h, WdfChildListRetrieveAddressDescription
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfChildListRetrieveAddressDescription(
	_In_ WDFCHILDLIST ChildList,
	_In_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription,
	_Inout_ PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription);

/**
 * WdfChildListRequestChildEject - have a child of a list ejected
 * @ChildList: the list
 * @IdentificationDescription: which one
 *
 * As WdfPdoRequestEject of its PDO.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE; FALSE if there is no such child, it has no PDO yet, it is missing, or the PnP manager has not been told of
 *	it; FALSE, explained in the log, for a description of another size; FALSE, with a report, for a wrong handle or IRQL,
 *	or NULL.
 * Page: wdfchildlist.h, WdfChildListRequestChildEject
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfChildListRequestChildEject(
	_In_ WDFCHILDLIST ChildList,
	_In_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription);

/**
 * WDF_QUERY_INTERFACE_CONFIG_INIT - prepare the structure for WdfDeviceAddQueryInterface
 * @InterfaceConfig: the structure
 * @Interface: its members, as the next ones; the others are FALSE
 * @InterfaceType: which interface
 * @EvtDeviceProcessQueryInterfaceRequest: the callback, or NULL
 *
 * IRQL: any.
 * Page: wdfqueryinterface.h, WDF_QUERY_INTERFACE_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_QUERY_INTERFACE_CONFIG_INIT(
	_Out_ PWDF_QUERY_INTERFACE_CONFIG InterfaceConfig, _In_opt_ PINTERFACE Interface,
	_In_ const GUID *InterfaceType,
	_In_opt_ PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST
		EvtDeviceProcessQueryInterfaceRequest)
{
	RtlZeroMemory(InterfaceConfig, sizeof(*InterfaceConfig));
	InterfaceConfig->Size = sizeof(*InterfaceConfig);
	InterfaceConfig->Interface = Interface;
	InterfaceConfig->InterfaceType = InterfaceType;
	InterfaceConfig->EvtDeviceProcessQueryInterfaceRequest =
		EvtDeviceProcessQueryInterfaceRequest;
}

/**
 * WdfDeviceAddQueryInterface - give an interface to the other drivers of the device's stack
 * @Device: a device other than a control device
 * @InterfaceConfig: the interface; copied
 *
 * Another driver gets it by WdfFdoQueryForInterface, or by IRP_MN_QUERY_INTERFACE. Its memory and its version
 * may be larger than those of the interface, but not smaller: then it gets STATUS_INVALID_BUFFER_SIZE. The
 * framework calls InterfaceReference, and asks the drivers below, which may change what it gets. If the
 * device gives a type twice, the first one counts. InterfaceReference and InterfaceDereference may be NULL.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a control device; STATUS_INFO_LENGTH_MISMATCH for
 *	Size; STATUS_INVALID_PARAMETER for another wrong member, or, with a report, a wrong argument;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfqueryinterface.h, WdfDeviceAddQueryInterface
 */
NTSTATUS NTAPI WdfDeviceAddQueryInterface(_In_ WDFDEVICE Device,
					  _In_ PWDF_QUERY_INTERFACE_CONFIG InterfaceConfig);

/**
 * WdfDeviceInterfaceReferenceNoOp - do nothing, for INTERFACE.InterfaceReference
 * WdfDeviceInterfaceDereferenceNoOp - do nothing, for INTERFACE.InterfaceDereference
 * @Context: without effect
 *
 * For an interface that may be used whether or not the device is still there.
 *
 * IRQL: any.
 * Page: wdfqueryinterface.h, the names of the functions
 */
WINWORK_OWN VOID NTAPI WdfDeviceInterfaceReferenceNoOp(_In_opt_ PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
}

WINWORK_OWN VOID NTAPI WdfDeviceInterfaceDereferenceNoOp(_In_opt_ PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
}

/**
 * WdfFdoInitWdmGetPhysicalDevice - return the PDO of a device that arrives
 * WdfFdoInitQueryProperty - return a property of a device that arrives
 * @DeviceInit: as EvtDriverDeviceAdd gets it
 * @DeviceProperty: as for IoGetDeviceProperty, as the next ones
 * @BufferLength: bytes of @PropertyBuffer
 * @PropertyBuffer: receives the value
 * @ResultLength: receives the bytes of the value
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the PDO, or NULL, after a report, for another pointer; the status of IoGetDeviceProperty.
 * Page: wdffdo.h, the names of the functions
 */
PDEVICE_OBJECT NTAPI WdfFdoInitWdmGetPhysicalDevice(_In_ PWDFDEVICE_INIT DeviceInit);
NTSTATUS NTAPI WdfFdoInitQueryProperty(_In_ PWDFDEVICE_INIT DeviceInit,
				       _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
				       _In_ ULONG BufferLength, _Out_opt_ PVOID PropertyBuffer,
				       _Out_ PULONG ResultLength);

/**
 * WdfFdoQueryForInterface - get an interface of the device's bus driver or another driver of its stack
 * @Fdo: a device other than a control device
 * @InterfaceType: which interface, as GUID_BUS_INTERFACE_STANDARD
 * @Interface: filled in, with a reference that the driver drops by InterfaceDereference
 * @Size: bytes of @Interface
 * @Version: the version that the driver knows
 * @InterfaceSpecificData: what the interface wants to know, or NULL
 *
 * Here: the bus drivers have GUID_BUS_INTERFACE_STANDARD, version 1, for functions of PCI.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED if no driver has the interface; STATUS_INVALID_PARAMETER for
 *	a @Size or @Version that is too small, or, with a report, another wrong argument.
 * Page: wdffdo.h, WdfFdoQueryForInterface
 */
NTSTATUS NTAPI WdfFdoQueryForInterface(_In_ WDFDEVICE Fdo, _In_ LPCGUID InterfaceType,
				       _Out_ PINTERFACE Interface, _In_ USHORT Size,
				       _In_ USHORT Version, _In_opt_ PVOID InterfaceSpecificData);

/**
 * WdfFdoAddStaticChild - add a PDO to the children of a bus
 * @Fdo: the bus: a device that has arrived
 * @Child: the PDO: created with the properties that WdfPdoInitAllocate has made for @Fdo
 *
 * The PnP manager asks for the children soon, and gives the PDO the driver that serves its IDs: docs/hardware.md. The
 * PDO belongs to the framework from now on: it ends after WdfPdoMarkMissing, or with the bus. It is started again
 * when another driver comes.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS for a child that has been added; STATUS_DELETE_PENDING if the bus
 *	ends; STATUS_INVALID_PARAMETER for another kind of device, a child of another bus and, with a report, a wrong
 *	handle or IRQL.
 * Page: wdffdo.h, WdfFdoAddStaticChild
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfFdoAddStaticChild(_In_ WDFDEVICE Fdo, _In_ WDFDEVICE Child);

/**
 * WdfFdoLockStaticChildListForIteration - begin to look at the static children of a bus
 * WdfFdoRetrieveNextStaticChild - return the next one
 * WdfFdoUnlockStaticChildListFromIteration - end it
 * @Fdo: the bus
 * @PreviousChild: the child that the call before has returned; NULL for the first one
 * @Flags: one or more of these, for children that the PnP manager has been told of (WdfRetrievePresentChildren), that
 *	it will be told of (WdfRetrievePendingChildren), and that are missing (WdfRetrieveMissingChildren)
 *
 * While the list is locked no child ends, and the PnP manager is not told of children that are added or missing. The
 * lock may be taken several times. A call without it is reported (0x10D, parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the child; NULL at the end, for wrong @Flags and, with a report, for a wrong handle or IRQL.
 * Page: wdffdo.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfFdoLockStaticChildListForIteration(_In_ WDFDEVICE Fdo);
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfFdoRetrieveNextStaticChild(_In_ WDFDEVICE Fdo, _In_opt_ WDFDEVICE PreviousChild,
					      _In_ ULONG Flags);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfFdoUnlockStaticChildListFromIteration(_In_ WDFDEVICE Fdo);

/**
 * WdfPdoInitAllocate - allocate the properties of a PDO, for a child of a bus
 * @ParentDevice: the bus: a device that has arrived
 *
 * Then call WdfPdoInit... and WdfDeviceInit... functions, WdfDeviceCreate and WdfFdoAddStaticChild. The caller owns
 * the structure until WdfDeviceCreate succeeds, and the device until WdfFdoAddStaticChild does. If one fails, the caller
 * must call WdfDeviceInitFree, or WdfObjectDelete with the device.
 *
 * The device is the lowest one of its stack. Its callbacks of Plug and Play and of power are called as those of other
 * devices. It has no local target.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the structure for WdfDeviceCreate; NULL without memory, for a PDO or a control device and, with a report, for
 *	a wrong handle or IRQL.
 * Page: wdfpdo.h, WdfPdoInitAllocate
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
PWDFDEVICE_INIT NTAPI WdfPdoInitAllocate(_In_ WDFDEVICE ParentDevice);

/**
 * WdfPdoInitAllowForwardingRequestToParent - let the driver pass requests of a PDO to queues of its parent
 * @DeviceInit: properties of WdfPdoInitAllocate; any other is reported (0x10D, parameter 5 or 7)
 *
 * IRPs for the device then have stack locations for the parent's stack as well. See
 * WdfRequestForwardToParentDeviceIoQueue.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfpdo.h, WdfPdoInitAllowForwardingRequestToParent
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfPdoInitAllowForwardingRequestToParent(_In_ PWDFDEVICE_INIT DeviceInit);

/**
 * WdfPdoInitAssignDeviceID, WdfPdoInitAssignInstanceID, WdfPdoInitAssignContainerID - set an ID of a PDO
 * WdfPdoInitAddHardwareID, WdfPdoInitAddCompatibleID - add one to its list, behind those that were added before
 * @DeviceInit: properties of WdfPdoInitAllocate; any other is reported (0x10D, parameter 5 or 7)
 * @DeviceID: the ID, which is copied, as the others; see docs/hardware.md for their meaning
 * @InstanceID: unique among the children of the bus; on the machine, if WDF_DEVICE_PNP_CAPABILITIES.UniqueID is
 *	WdfTrue
 * @ContainerID: a GUID as text, with braces; the PnP manager does not ask for it here
 * @HardwareID: the best one is added first, as of the next one
 * @CompatibleID: likewise
 *
 * The PnP manager reports a child without a device ID, or with a character that an ID may not have.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER for an empty string, or a wrong one;
 *	STATUS_INVALID_DEVICE_REQUEST, with a report, for a wrong @DeviceInit or IRQL.
 * Page: wdfpdo.h, the names of the functions
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAssignDeviceID(_In_ PWDFDEVICE_INIT DeviceInit, _In_ PCUNICODE_STRING DeviceID);
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAssignInstanceID(_In_ PWDFDEVICE_INIT DeviceInit, _In_ PCUNICODE_STRING InstanceID);
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAssignContainerID(_In_ PWDFDEVICE_INIT DeviceInit,
					   _In_ PCUNICODE_STRING ContainerID);
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAddHardwareID(_In_ PWDFDEVICE_INIT DeviceInit, _In_ PCUNICODE_STRING HardwareID);
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAddCompatibleID(_In_ PWDFDEVICE_INIT DeviceInit,
					 _In_ PCUNICODE_STRING CompatibleID);

/**
 * WdfPdoInitAddDeviceText - describe a PDO in one language
 * WdfPdoInitSetDefaultLocale - say which description serves a language that has none
 * @DeviceInit: properties of WdfPdoInitAllocate; any other is reported (0x10D, parameter 5 or 7)
 * @DeviceDescription: what the device is; copied, as the next one
 * @DeviceLocation: where it is on its bus
 * @LocaleId: the language, such as 0x409, for which the PnP manager asks here
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WdfPdoInitAddHardwareID.
 * Page: wdfpdo.h, WdfPdoInitAddDeviceText, WdfPdoInitSetDefaultLocale
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAddDeviceText(_In_ PWDFDEVICE_INIT DeviceInit,
				       _In_ PCUNICODE_STRING DeviceDescription,
				       _In_ PCUNICODE_STRING DeviceLocation, _In_ LCID LocaleId);
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfPdoInitSetDefaultLocale(_In_ PWDFDEVICE_INIT DeviceInit, _In_ LCID LocaleId);

/**
 * WdfPdoInitAssignRawDevice - say that a PDO needs no function driver
 * @DeviceInit: properties of WdfPdoInitAllocate; any other is reported (0x10D, parameter 5 or 7)
 * @DeviceClassGuid: the setup class, which no part of WinWork uses
 *
 * If no driver serves its IDs, the bus driver's device is started alone. It is the power policy owner then.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a report, for a NULL @DeviceClassGuid;
 *	STATUS_INVALID_DEVICE_REQUEST, with a report, for a wrong @DeviceInit or IRQL.
 * Page: wdfpdo.h, WdfPdoInitAssignRawDevice
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfPdoInitAssignRawDevice(_In_ PWDFDEVICE_INIT DeviceInit, _In_ const GUID *DeviceClassGuid);

/**
 * WdfPdoInitSetEventCallbacks - set the callbacks that only PDOs have
 * @DeviceInit: properties of WdfPdoInitAllocate; any other is reported (0x10D, parameter 5 or 7)
 * @DispatchTable: the callbacks, which are copied. A wrong Size is explained in the log, and nothing is set.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfpdo.h, WdfPdoInitSetEventCallbacks
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfPdoInitSetEventCallbacks(_In_ PWDFDEVICE_INIT DeviceInit,
				       _In_ PWDF_PDO_EVENT_CALLBACKS DispatchTable);

/**
 * WDF_PDO_EVENT_CALLBACKS_INIT - initialise the structure for WdfPdoInitSetEventCallbacks
 * @Callbacks: receives its Size, and no callbacks
 *
 * IRQL: any.
 * Page: wdfpdo.h, WDF_PDO_EVENT_CALLBACKS_INIT
 */
WINWORK_OWN VOID WDF_PDO_EVENT_CALLBACKS_INIT(_Out_ PWDF_PDO_EVENT_CALLBACKS Callbacks)
{
	RtlZeroMemory(Callbacks, sizeof(*Callbacks));
	Callbacks->Size = WDF_STRUCTURE_SIZE(WDF_PDO_EVENT_CALLBACKS);
}

/**
 * WdfPdoMarkMissing - say that a device on the bus is not there any more
 * @Device: its PDO, a static child or one of a child list
 *
 * The PnP manager asks for the children soon, and removes the PDO's stack. Then the framework deletes the device. A
 * second call changes nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_SUCH_DEVICE before WdfFdoAddStaticChild, or before EvtChildListCreateDevice has
 *	returned; STATUS_INVALID_PARAMETER for another kind of device and, with a report, for a wrong handle or IRQL.
 * Page: wdfpdo.h, WdfPdoMarkMissing
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfPdoMarkMissing(_In_ WDFDEVICE Device);

/**
 * WdfPdoGetParent - return the bus of a child
 * @Device: the PDO
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device for which WdfPdoInitAllocate was called; NULL for another kind of device and, with a report, for
 *	a wrong handle or IRQL.
 * Page: wdfpdo.h, WdfPdoGetParent
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfPdoGetParent(_In_ WDFDEVICE Device);

WINWORK_ABSENT NTSTATUS NTAPI WdfFdoInitAllocAndQueryProperty(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
	_In_ POOL_TYPE PoolType, _In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
	_Out_ WDFMEMORY *PropertyMemory);
WINWORK_ABSENT NTSTATUS NTAPI WdfFdoInitAllocAndQueryPropertyEx(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
	_In_ POOL_TYPE PoolType, _In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
	_Out_ WDFMEMORY *PropertyMemory, _Out_ PDEVPROPTYPE Type);

/**
 * WdfFdoInitOpenRegistryKey - open a key for a device that arrives
 * @DeviceInit: as EvtDriverDeviceAdd gets it
 * @DeviceInstanceKeyType: as for WdfDeviceOpenRegistryKey, as the others
 * @DesiredAccess: has no effect here
 * @KeyAttributes: the attributes, or NULL
 * @Key: receives the key
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WdfDeviceOpenRegistryKey.
 * Page: wdffdo.h, WdfFdoInitOpenRegistryKey
 */
NTSTATUS NTAPI WdfFdoInitOpenRegistryKey(_In_ PWDFDEVICE_INIT DeviceInit,
					 _In_ ULONG DeviceInstanceKeyType,
					 _In_ ACCESS_MASK DesiredAccess,
					 _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
					 _Out_ WDFKEY *Key);

WINWORK_ABSENT NTSTATUS NTAPI WdfFdoInitQueryPropertyEx(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
	_In_ ULONG BufferLength, _Out_ PVOID PropertyBuffer, _Out_ PULONG ResultLength,
	_Out_ PDEVPROPTYPE Type);

/**
 * WdfFdoInitSetEventCallbacks - set callbacks for the requirements and resources of a device
 * @DeviceInit: the properties of a device that arrives; any other is reported (0x10D, parameter 5 or 7)
 * @FdoEventCallbacks: the callbacks; copied, in the place of earlier ones
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: none. A wrong Size, and EvtDeviceFilterAddResourceRequirements without EvtDeviceRemoveAddedResources, have a
 *	line in the log, and change nothing. NULL and a wrong IRQL are reported (0x10D).
 * Page: wdffdo.h, WdfFdoInitSetEventCallbacks
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfFdoInitSetEventCallbacks(_In_ PWDFDEVICE_INIT DeviceInit,
				       _In_ PWDF_FDO_EVENT_CALLBACKS FdoEventCallbacks);

/**
 * WdfFdoInitSetFilter - make the device a filter
 * @DeviceInit: the properties of a device that arrives; any other is reported (0x10D, parameter 5 or 7)
 *
 * A filter passes to the driver below each request for which its driver has neither a queue, nor, in the
 * default queue, a handler: a create as well, if there is no EvtDeviceFileCreate. The end of a file goes
 * down, unless WDF_FILEOBJECT_CONFIG.AutoForwardCleanupClose says WdfFalse. The device has the type, the
 * characteristics, the kind of I/O and the power flags of the device below. It does not own the power policy
 * of its stack: EvtDeviceD0Entry and EvtDeviceD0Exit follow the owner. Its queues are not power-managed by
 * default.
 *
 * Here: the module parameter filters= says which devices the driver filters.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdffdo.h, WdfFdoInitSetFilter
 */
VOID NTAPI WdfFdoInitSetFilter(_In_ PWDFDEVICE_INIT DeviceInit);

WINWORK_ABSENT NTSTATUS NTAPI WdfPdoAddEjectionRelationsPhysicalDevice(
	_In_ WDFDEVICE Device, _In_ PDEVICE_OBJECT PhysicalDevice);
WINWORK_ABSENT VOID NTAPI WdfPdoClearEjectionRelationsDevices(
	_In_ WDFDEVICE Device);
WINWORK_ABSENT VOID NTAPI WdfPdoRemoveEjectionRelationsPhysicalDevice(
	_In_ WDFDEVICE Device, _In_ PDEVICE_OBJECT PhysicalDevice);

/**
 * WdfPdoRequestEject - have the device of a bus ejected
 * @Device: its PDO, which the PnP manager knows
 *
 * As IoRequestDeviceEject. EvtDeviceEject is called when the device's drivers have let it go; without it the device is
 * missing at once.
 *
 * IRQL: <= DISPATCH_LEVEL; above it, and for a wrong handle, the call is reported and does nothing. One for another kind
 *	of device, or before the PnP manager has been told of the PDO, is refused.
 * Page: wdfpdo.h, WdfPdoRequestEject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfPdoRequestEject(_In_ WDFDEVICE Device);

/**
 * WdfPdoRetrieveIdentificationDescription - copy the description of a child
 * WdfPdoRetrieveAddressDescription - copy its address
 * WdfPdoUpdateAddressDescription - change its address
 * @Device: a PDO that EvtChildListCreateDevice has made, from WdfDeviceCreate on
 * @IdentificationDescription: receives the description
 * @AddressDescription: receives, or is, the address
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a static child, a description of another size, or a list without
 *	addresses; STATUS_INVALID_PARAMETER for another kind of device and, with a report, for a wrong handle or IRQL, or
 *	NULL.
 * Page: wdfpdo.h, the names of the functions
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfPdoRetrieveIdentificationDescription(
	_In_ WDFDEVICE Device,
	_Inout_ PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription);
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfPdoRetrieveAddressDescription(
	_In_ WDFDEVICE Device, _Inout_ PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription);
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfPdoUpdateAddressDescription(
	_In_ WDFDEVICE Device, _Inout_ PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription);

EXTERN_C_END

#endif /* WINWORK_WDF_CHILDREN_H */
