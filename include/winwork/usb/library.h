/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions for USB request blocks and descriptors.
 */
#ifndef WINWORK_USB_LIBRARY_H
#define WINWORK_USB_LIBRARY_H

#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../etw/trace.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../po/power.h"
#include "requests.h"
#include "specification.h"

EXTERN_C_START

struct _COMPOSITE_DEVICE_CAPABILITIES;
struct _URB_ISOCH_TRANSFER;
struct _URB_SELECT_CONFIGURATION;
struct _URB_SELECT_INTERFACE;
struct _USBD_INTERFACE_LIST_ENTRY;

#define USBD_CLIENT_CONTRACT_VERSION_INVALID 0xFFFFFFFF
#define USBD_CLIENT_CONTRACT_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_600 0x600
#define USBD_INTERFACE_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_603 0x603

#define URB_STATUS(urb) ((urb)->UrbHeader.Status)
#define GET_ISO_URB_SIZE(n) \
	(sizeof(struct _URB_ISOCH_TRANSFER) + sizeof(USBD_ISO_PACKET_DESCRIPTOR) * n)
#define GET_SELECT_CONFIGURATION_REQUEST_SIZE(totalInterfaces, totalPipes) \
	(sizeof(struct _URB_SELECT_CONFIGURATION) + \
	 ((totalInterfaces - 1) * sizeof(USBD_INTERFACE_INFORMATION)) + \
	 ((totalPipes - totalInterfaces) * sizeof(USBD_PIPE_INFORMATION)))
#define GET_SELECT_INTERFACE_REQUEST_SIZE(totalPipes) \
	(sizeof(struct _URB_SELECT_INTERFACE) + ((totalPipes - 1) * sizeof(USBD_PIPE_INFORMATION)))
#define GET_USBD_INTERFACE_SIZE(numEndpoints) \
	(sizeof(USBD_INTERFACE_INFORMATION) + (sizeof(USBD_PIPE_INFORMATION) * (numEndpoints)) - \
	 sizeof(USBD_PIPE_INFORMATION))

typedef struct _USBD_INTERFACE_LIST_ENTRY {
	PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor;
	PUSBD_INTERFACE_INFORMATION Interface;
} USBD_INTERFACE_LIST_ENTRY, *PUSBD_INTERFACE_LIST_ENTRY;

typedef struct _COMPOSITE_DEVICE_CAPABILITIES {
	ULONG CapabilityFunctionSuspend : 1;
	ULONG Reserved : 31;
} COMPOSITE_DEVICE_CAPABILITIES, *PCOMPOSITE_DEVICE_CAPABILITIES;

WINWORK_ABSENT VOID NTAPI COMPOSITE_DEVICE_CAPABILITIES_INIT(
	PCOMPOSITE_DEVICE_CAPABILITIES CapabilityFlags);

/**
 * USBD_AssignUrbToIoStackLocation - put an URB into the next location of an IRP
 * @USBDHandle: a handle that is open
 * @IoStackLocation: the location: IoGetNextIrpStackLocation
 * @Urb: an URB of the handle's
 *
 * The driver writes MajorFunction and the control code itself. An URB of no function of these goes into
 * Parameters.Others.Argument1. Here: FileObject stays.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: usbdlib.h, USBD_AssignUrbToIoStackLocation
 */
VOID NTAPI USBD_AssignUrbToIoStackLocation(_In_ USBD_HANDLE USBDHandle,
					   _In_ PIO_STACK_LOCATION IoStackLocation, _In_ PURB Urb);
WINWORK_ABSENT ULONG NTAPI USBD_CalculateUsbBandwidth(_In_ ULONG MaxPacketSize,
						      _In_ UCHAR EndpointType,
						      _In_ BOOLEAN LowSpeed);

/**
 * USBD_CloseHandle - end the use of the USB bus
 * @USBDHandle: a handle that is open
 *
 * The driver frees the URBs of the handle before. Here: a handle with URBs is reported, and closed; they can be freed
 * later.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: usbdlib.h, USBD_CloseHandle
 */
VOID NTAPI USBD_CloseHandle(_In_ USBD_HANDLE USBDHandle);

/**
 * USBD_CreateConfigurationRequest - make an URB that selects setting 0 of all interfaces
 * @ConfigurationDescriptor: the configuration descriptor, with those behind it
 * @Siz: receives the bytes of the URB
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the URB, which the driver frees by ExFreePool; NULL without memory.
 * Page: usbdlib.h, USBD_CreateConfigurationRequest
 */
PURB NTAPI USBD_CreateConfigurationRequest(
	_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, _Inout_ PUSHORT Siz);

/**
 * USBD_CreateConfigurationRequestEx - make an URB that selects settings of interfaces
 * @ConfigurationDescriptor: the configuration descriptor
 * @InterfaceList: the settings, behind which is an element with an InterfaceDescriptor of NULL. Interface of each is
 *	set to its place in the URB.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the URB, which the driver frees by ExFreePool; NULL without memory.
 * Page: usbdlib.h, USBD_CreateConfigurationRequestEx
 */
PURB NTAPI USBD_CreateConfigurationRequestEx(
	_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
	_In_ PUSBD_INTERFACE_LIST_ENTRY InterfaceList);

/**
 * USBD_CreateHandle - begin the use of the USB bus
 * @DeviceObject: the driver's device
 * @TargetDeviceObject: the device below it, in the stack of a device of USB
 * @USBDClientContractVersion: USBD_CLIENT_CONTRACT_VERSION_602
 * @PoolTag: not 0. Here: without effect
 * @USBDHandle: receives the handle, which the driver ends by USBD_CloseHandle
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_LEVEL above PASSIVE_LEVEL; STATUS_INVALID_PARAMETER for another version, a tag
 *	of 0, NULL, or a device of another bus; STATUS_INSUFFICIENT_RESOURCES.
 * Page: usbdlib.h, USBD_CreateHandle
 */
NTSTATUS NTAPI USBD_CreateHandle(_In_ PDEVICE_OBJECT DeviceObject,
				 _In_ PDEVICE_OBJECT TargetDeviceObject,
				 _In_ ULONG USBDClientContractVersion, _In_ ULONG PoolTag,
				 _Out_ USBD_HANDLE *USBDHandle);

/**
 * USBD_GetInterfaceLength - return the bytes of a setting's descriptors
 * @InterfaceDescriptor: the descriptor of the setting
 * @BufferEnd: the end of the descriptors, or the place where to stop
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the bytes up to the next descriptor of an interface, or to the last one that ends within the buffer.
 * Page: usbdlib.h, USBD_GetInterfaceLength
 */
ULONG NTAPI USBD_GetInterfaceLength(_In_ PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor,
				    _In_ PUCHAR BufferEnd);
WINWORK_ABSENT NTSTATUS NTAPI USBD_GetPdoRegistryParameter(_In_ PDEVICE_OBJECT PhysicalDeviceObject,
							   _Inout_ PVOID Parameter,
							   _In_ ULONG ParameterLength,
							   _In_ PWSTR KeyName,
							   _In_ ULONG KeyNameLength);

/**
 * USBD_GetUSBDIVersion - return the versions of the USB functions
 * @VersionInformation: receives USBDI_VERSION, and the version of USB that each device is served by, 2.0
 *
 * IRQL: any.
 * Page: usbdlib.h, USBD_GetUSBDIVersion
 */
WINWORK_OWN VOID USBD_GetUSBDIVersion(_Out_ PUSBD_VERSION_INFORMATION VersionInformation)
{
	VersionInformation->USBDI_Version = USBDI_VERSION;
	VersionInformation->Supported_USB_Version = 0x200;
}

/**
 * USBD_IsInterfaceVersionSupported - return whether the bus has a version of the USB functions
 * @USBDHandle: a handle that is open
 * @USBDInterfaceVersion: the version
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: TRUE for USBD_INTERFACE_VERSION_600 and _602.
 * Page: usbdlib.h, USBD_IsInterfaceVersionSupported
 */
BOOLEAN NTAPI USBD_IsInterfaceVersionSupported(_In_ USBD_HANDLE USBDHandle,
					       _In_ ULONG USBDInterfaceVersion);

/**
 * USBD_IsochUrbAllocate - allocate an URB for an isochronous transfer
 * @USBDHandle: a handle that is open
 * @NumberOfIsochPacket: the packets that it has room for, from 1 to 1,024
 * @Urb: receives the URB, of zeroes, which the driver frees by USBD_UrbFree; or NULL
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for NULL or another number; STATUS_INSUFFICIENT_RESOURCES.
 * Page: usbdlib.h, USBD_IsochUrbAllocate
 */
NTSTATUS NTAPI USBD_IsochUrbAllocate(_In_ USBD_HANDLE USBDHandle, _In_ ULONG NumberOfIsochPacket,
				     _Out_ PURB *Urb);

/**
 * USBD_ParseConfigurationDescriptor - find the descriptor of an interface
 * @ConfigurationDescriptor: the configuration descriptor, with those behind it
 * @InterfaceNumber: the bInterfaceNumber
 * @AlternateSetting: the bAlternateSetting
 *
 * IRQL: any.
 * Return: the descriptor; NULL if there is none.
 * Page: usbdlib.h, USBD_ParseConfigurationDescriptor
 */
PUSB_INTERFACE_DESCRIPTOR NTAPI USBD_ParseConfigurationDescriptor(
	_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, _In_ UCHAR InterfaceNumber,
	_In_ UCHAR AlternateSetting);

/**
 * USBD_ParseConfigurationDescriptorEx - find the descriptor of an interface by any of its values
 * @ConfigurationDescriptor: the configuration descriptor, with those behind it
 * @StartPosition: where to begin: the configuration descriptor, or one behind it
 * @InterfaceNumber: the bInterfaceNumber, or -1 for any
 * @AlternateSetting: the bAlternateSetting, or -1
 * @InterfaceClass: the bInterfaceClass, or -1
 * @InterfaceSubClass: the bInterfaceSubClass, or -1
 * @InterfaceProtocol: the bInterfaceProtocol, or -1
 *
 * The search ends at a descriptor without a length, or one that is longer than the configuration.
 *
 * IRQL: any.
 * Return: the first descriptor that has the values; NULL if there is none.
 * Page: usbdlib.h, USBD_ParseConfigurationDescriptorEx
 */
PUSB_INTERFACE_DESCRIPTOR NTAPI USBD_ParseConfigurationDescriptorEx(
	_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, _In_ PVOID StartPosition,
	_In_ LONG InterfaceNumber, _In_ LONG AlternateSetting, _In_ LONG InterfaceClass,
	_In_ LONG InterfaceSubClass, _In_ LONG InterfaceProtocol);

/**
 * USBD_ParseDescriptors - find a descriptor by its type
 * @DescriptorBuffer: descriptors, one behind the other
 * @TotalLength: their bytes
 * @StartPosition: where to begin: one of the descriptors
 * @DescriptorType: the bDescriptorType
 *
 * The search ends at a descriptor without a length, or one that is longer than what is left.
 *
 * IRQL: any.
 * Return: the first descriptor of the type; NULL if there is none, or @StartPosition is not in the buffer.
 * Page: usbdlib.h, USBD_ParseDescriptors
 */
PUSB_COMMON_DESCRIPTOR NTAPI USBD_ParseDescriptors(_In_ PVOID DescriptorBuffer, _In_ ULONG TotalLength,
						   _In_ PVOID StartPosition, _In_ LONG DescriptorType);
WINWORK_ABSENT NTSTATUS NTAPI USBD_QueryBusTime(_In_ PDEVICE_OBJECT RootHubPdo,
						_Out_ PULONG CurrentFrame);
WINWORK_ABSENT VOID NTAPI USBD_RegisterHcFilter(_In_ PDEVICE_OBJECT DeviceObject,
						_In_ PDEVICE_OBJECT FilterDeviceObject);

/**
 * USBD_QueryUsbCapability - return whether the bus has a capability
 * @USBDHandle: a handle that is open
 * @CapabilityType: one of GUID_USB_CAPABILITY_...
 * @OutputBufferLength: the bytes of @OutputBuffer; 0 if that is NULL
 * @OutputBuffer: for what a capability says of itself. Here: none that the bus has says anything
 * @ResultLength: receives the bytes that are written there; or NULL
 *
 * Here: the bus has neither chained MDLs nor streams, no selective suspend, and no synchronised time.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS for the speeds that the device has; STATUS_NOT_SUPPORTED for other capabilities;
 *	STATUS_NOT_IMPLEMENTED for an unknown one; STATUS_INVALID_PARAMETER for NULL, or a buffer without bytes.
 * Page: usbdlib.h, USBD_QueryUsbCapability
 */
NTSTATUS NTAPI USBD_QueryUsbCapability(_In_ USBD_HANDLE USBDHandle, _In_ const GUID *CapabilityType,
				       _In_ ULONG OutputBufferLength, _Out_opt_ PUCHAR OutputBuffer,
				       _Out_opt_ PULONG ResultLength);

/**
 * USBD_SelectConfigUrbAllocateAndBuild - allocate an URB that selects settings of interfaces
 * @USBDHandle: a handle that is open
 * @ConfigurationDescriptor: the configuration descriptor, with those behind it; until the URB is sent
 * @InterfaceList: the settings, behind which is an element with an InterfaceDescriptor of NULL. Interface of each is
 *	set to its place in the URB.
 * @Urb: receives the URB, which the driver frees by USBD_UrbFree; or NULL
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for NULL; STATUS_INSUFFICIENT_RESOURCES.
 * Page: usbdlib.h, USBD_SelectConfigUrbAllocateAndBuild
 */
NTSTATUS NTAPI USBD_SelectConfigUrbAllocateAndBuild(
	_In_ USBD_HANDLE USBDHandle, _In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
	_In_ PUSBD_INTERFACE_LIST_ENTRY InterfaceList, _Out_ PURB *Urb);

/**
 * USBD_SelectInterfaceUrbAllocateAndBuild - allocate an URB that selects a setting of one interface
 * @USBDHandle: a handle that is open
 * @ConfigurationHandle: the ConfigurationHandle of an URB that has selected the configuration
 * @InterfaceListEntry: the setting. Its Interface is set to its place in the URB.
 * @Urb: receives the URB, which the driver frees by USBD_UrbFree; or NULL
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for NULL; STATUS_INSUFFICIENT_RESOURCES.
 * Page: usbdlib.h, USBD_SelectInterfaceUrbAllocateAndBuild
 */
NTSTATUS NTAPI USBD_SelectInterfaceUrbAllocateAndBuild(
	_In_ USBD_HANDLE USBDHandle, _In_ USBD_CONFIGURATION_HANDLE ConfigurationHandle,
	_In_ PUSBD_INTERFACE_LIST_ENTRY InterfaceListEntry, _Out_ PURB *Urb);

/**
 * USBD_UrbAllocate - allocate an URB of any function without packets
 * @USBDHandle: a handle that is open
 * @Urb: receives the URB, of zeroes, which the driver frees by USBD_UrbFree; or NULL
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for NULL; STATUS_INSUFFICIENT_RESOURCES.
 * Page: usbdlib.h, USBD_UrbAllocate
 */
NTSTATUS NTAPI USBD_UrbAllocate(_In_ USBD_HANDLE USBDHandle, _Out_ PURB *Urb);

/**
 * USBD_UrbFree - free an URB
 * @USBDHandle: the handle that it was allocated with
 * @Urb: the URB, which the bus does not have
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: usbdlib.h, USBD_UrbFree
 */
VOID NTAPI USBD_UrbFree(_In_ USBD_HANDLE USBDHandle, _In_ PURB Urb);

/**
 * USBD_ValidateConfigurationDescriptor - check the descriptors of a configuration
 * @ConfigDesc: the configuration descriptor, with those behind it
 * @BufferLength: the bytes that are there
 * @Level: 1: the lengths; 2: also each descriptor of an interface, an endpoint and an association; 3: also how many
 *	there are
 * @Offset: receives the place of the descriptor that is wrong, or NULL
 * @Tag: without effect
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: USBD_STATUS_SUCCESS; or USBD_STATUS_BAD_CONFIG_DESC_LENGTH, USBD_STATUS_BAD_DESCRIPTOR_TYPE,
 *	USBD_STATUS_BAD_DESCRIPTOR_BLEN, USBD_STATUS_BAD_INTERFACE_DESCRIPTOR,
 *	USBD_STATUS_BAD_INTERFACE_ASSOC_DESCRIPTOR, USBD_STATUS_BAD_ENDPOINT_DESCRIPTOR,
 *	USBD_STATUS_BAD_ENDPOINT_ADDRESS, USBD_STATUS_BAD_NUMBER_OF_ENDPOINTS or
 *	USBD_STATUS_BAD_NUMBER_OF_INTERFACES.
 * Page: usbdlib.h, USBD_ValidateConfigurationDescriptor
 */
USBD_STATUS NTAPI USBD_ValidateConfigurationDescriptor(_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigDesc,
						       _In_ ULONG BufferLength, _In_ USHORT Level,
						       _Out_ PUCHAR *Offset, _In_opt_ ULONG Tag);

WINWORK_ABSENT VOID NTAPI UsbBuildOpenStaticStreamsRequest(
	_Inout_ PURB Urb, _In_ USBD_PIPE_HANDLE PipeHandle, _In_ USHORT NumberOfStreams,
	_In_ PUSBD_STREAM_INFORMATION StreamInfoArray);

EXTERN_C_END

#endif /* WINWORK_USB_LIBRARY_H */
