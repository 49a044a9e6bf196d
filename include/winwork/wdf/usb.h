/* SPDX-License-Identifier: GPL-2.0 */
/*
 * USB targets of the framework.
 */
#ifndef WINWORK_WDF_USB_H
#define WINWORK_WDF_USB_H

#include "device.h"
#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../po/power.h"
#include "../usb/library.h"
#include "memory.h"
#include "requests.h"

EXTERN_C_START

struct _WDF_USB_CONTINUOUS_READER_CONFIG;
union _WDF_USB_CONTROL_SETUP_PACKET;
struct _WDF_USB_DEVICE_CREATE_CONFIG;
struct _WDF_USB_DEVICE_INFORMATION;
struct _WDF_USB_DEVICE_SELECT_CONFIG_PARAMS;
struct _WDF_USB_INTERFACE_SELECT_SETTING_PARAMS;
struct _WDF_USB_INTERFACE_SETTING_PAIR;
struct _WDF_USB_PIPE_INFORMATION;
struct _WDF_USB_REQUEST_COMPLETION_PARAMS;

typedef enum _WDF_USB_REQUEST_TYPE {
	WdfUsbRequestTypeInvalid = 0,
	WdfUsbRequestTypeNoFormat,
	WdfUsbRequestTypeDeviceString,
	WdfUsbRequestTypeDeviceControlTransfer,
	WdfUsbRequestTypeDeviceUrb,
	WdfUsbRequestTypePipeWrite,
	WdfUsbRequestTypePipeRead,
	WdfUsbRequestTypePipeAbort,
	WdfUsbRequestTypePipeReset,
	WdfUsbRequestTypePipeUrb,
} WDF_USB_REQUEST_TYPE, *PWDF_USB_REQUEST_TYPE;

typedef enum _WDF_USB_BMREQUEST_DIRECTION {
	BmRequestHostToDevice = 0,
	BmRequestDeviceToHost = 1,
} WDF_USB_BMREQUEST_DIRECTION;

typedef enum _WDF_USB_BMREQUEST_TYPE {
	BmRequestStandard = 0,
	BmRequestClass = 1,
	BmRequestVendor = 2,
} WDF_USB_BMREQUEST_TYPE;

typedef enum _WDF_USB_BMREQUEST_RECIPIENT {
	BmRequestToDevice = 0,
	BmRequestToInterface = 1,
	BmRequestToEndpoint = 2,
	BmRequestToOther = 3,
} WDF_USB_BMREQUEST_RECIPIENT;

typedef enum _WDF_USB_PIPE_TYPE {
	WdfUsbPipeTypeInvalid = 0,
	WdfUsbPipeTypeControl,
	WdfUsbPipeTypeIsochronous,
	WdfUsbPipeTypeBulk,
	WdfUsbPipeTypeInterrupt,
} WDF_USB_PIPE_TYPE;

typedef enum _WdfUsbTargetDeviceSelectConfigType {
	WdfUsbTargetDeviceSelectConfigTypeInvalid = 0,
	WdfUsbTargetDeviceSelectConfigTypeDeconfig = 1,
	WdfUsbTargetDeviceSelectConfigTypeSingleInterface = 2,
	WdfUsbTargetDeviceSelectConfigTypeMultiInterface = 3,
	WdfUsbTargetDeviceSelectConfigTypeInterfacesPairs = 4,
	WdfUsbTargetDeviceSelectConfigTypeInterfacesDescriptor = 5,
	WdfUsbTargetDeviceSelectConfigTypeUrb = 6,
} WdfUsbTargetDeviceSelectConfigType;

typedef enum _WdfUsbTargetDeviceSelectSettingType {
	WdfUsbInterfaceSelectSettingTypeDescriptor = 0x10,
	WdfUsbInterfaceSelectSettingTypeSetting = 0x11,
	WdfUsbInterfaceSelectSettingTypeUrb = 0x12,
} WdfUsbTargetDeviceSelectSettingType;

typedef enum _WDF_USB_DEVICE_TRAITS {
	WDF_USB_DEVICE_TRAIT_SELF_POWERED = 0x00000001,
	WDF_USB_DEVICE_TRAIT_REMOTE_WAKE_CAPABLE = 0x00000002,
	WDF_USB_DEVICE_TRAIT_AT_HIGH_SPEED = 0x00000004,
} WDF_USB_DEVICE_TRAITS;

typedef union _WDF_USB_CONTROL_SETUP_PACKET {
	struct {
		union {
			struct {
				BYTE Recipient : 2;
				BYTE Reserved : 3;
				BYTE Type : 2;
				BYTE Dir : 1;
			} Request;
			BYTE Byte;
		} bm;
		BYTE bRequest;
		union {
			struct {
				BYTE LowByte;
				BYTE HiByte;
			} Bytes;
			USHORT Value;
		} wValue;
		union {
			struct {
				BYTE LowByte;
				BYTE HiByte;
			} Bytes;
			USHORT Value;
		} wIndex;
		USHORT wLength;
	} Packet;
	struct {
		BYTE Bytes[8];
	} Generic;
} WDF_USB_CONTROL_SETUP_PACKET, *PWDF_USB_CONTROL_SETUP_PACKET;

typedef VOID NTAPI EVT_WDF_USB_READER_COMPLETION_ROUTINE(WDFUSBPIPE Pipe, WDFMEMORY Buffer,
							 size_t NumBytesTransferred,
							 WDFCONTEXT Context);
typedef EVT_WDF_USB_READER_COMPLETION_ROUTINE *PFN_WDF_USB_READER_COMPLETION_ROUTINE;
typedef BOOLEAN NTAPI EVT_WDF_USB_READERS_FAILED(WDFUSBPIPE Pipe, NTSTATUS Status,
						 USBD_STATUS UsbdStatus);
typedef EVT_WDF_USB_READERS_FAILED *PFN_WDF_USB_READERS_FAILED;
typedef struct _WDF_USB_CONTINUOUS_READER_CONFIG {
	ULONG Size;
	size_t TransferLength;
	size_t HeaderLength;
	size_t TrailerLength;
	UCHAR NumPendingReads;
	PWDF_OBJECT_ATTRIBUTES BufferAttributes;
	PFN_WDF_USB_READER_COMPLETION_ROUTINE EvtUsbTargetPipeReadComplete;
	WDFCONTEXT EvtUsbTargetPipeReadCompleteContext;
	PFN_WDF_USB_READERS_FAILED EvtUsbTargetPipeReadersFailed;
} WDF_USB_CONTINUOUS_READER_CONFIG, *PWDF_USB_CONTINUOUS_READER_CONFIG;

typedef struct _WDF_USB_DEVICE_INFORMATION {
	ULONG Size;
	USBD_VERSION_INFORMATION UsbdVersionInformation;
	ULONG HcdPortCapabilities;
	ULONG Traits;
} WDF_USB_DEVICE_INFORMATION, *PWDF_USB_DEVICE_INFORMATION;

typedef struct _WDF_USB_INTERFACE_SETTING_PAIR {
	WDFUSBINTERFACE UsbInterface;
	UCHAR SettingIndex;
} WDF_USB_INTERFACE_SETTING_PAIR, *PWDF_USB_INTERFACE_SETTING_PAIR;

typedef struct _WDF_USB_DEVICE_SELECT_CONFIG_PARAMS {
	ULONG Size;
	WdfUsbTargetDeviceSelectConfigType Type;
	union {
		struct {
			PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor;
			PUSB_INTERFACE_DESCRIPTOR *InterfaceDescriptors;
			ULONG NumInterfaceDescriptors;
		} Descriptor;
		struct {
			PURB Urb;
		} Urb;
		struct {
			UCHAR NumberConfiguredPipes;
			WDFUSBINTERFACE ConfiguredUsbInterface;
		} SingleInterface;
		struct {
			UCHAR NumberInterfaces;
			PWDF_USB_INTERFACE_SETTING_PAIR Pairs;
			UCHAR NumberOfConfiguredInterfaces;
		} MultiInterface;
	} Types;
} WDF_USB_DEVICE_SELECT_CONFIG_PARAMS, *PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS;

typedef struct _WDF_USB_INTERFACE_SELECT_SETTING_PARAMS {
	ULONG Size;
	WdfUsbTargetDeviceSelectSettingType Type;
	union {
		struct {
			PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor;
		} Descriptor;
		struct {
			UCHAR SettingIndex;
		} Interface;
		struct {
			PURB Urb;
		} Urb;
	} Types;
} WDF_USB_INTERFACE_SELECT_SETTING_PARAMS, *PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS;

typedef struct _WDF_USB_PIPE_INFORMATION {
	ULONG Size;
	ULONG MaximumPacketSize;
	UCHAR EndpointAddress;
	UCHAR Interval;
	UCHAR SettingIndex;
	WDF_USB_PIPE_TYPE PipeType;
	ULONG MaximumTransferSize;
} WDF_USB_PIPE_INFORMATION, *PWDF_USB_PIPE_INFORMATION;

typedef struct _WDF_USB_DEVICE_CREATE_CONFIG {
	ULONG Size;
	ULONG USBDClientContractVersion;
} WDF_USB_DEVICE_CREATE_CONFIG, *PWDF_USB_DEVICE_CREATE_CONFIG;

typedef struct _WDF_USB_REQUEST_COMPLETION_PARAMS {
	USBD_STATUS UsbdStatus;
	WDF_USB_REQUEST_TYPE Type;
	union {
		struct {
			WDFMEMORY Buffer;
			USHORT LangID;
			UCHAR StringIndex;
			UCHAR RequiredSize;
		} DeviceString;
		struct {
			WDFMEMORY Buffer;
			WDF_USB_CONTROL_SETUP_PACKET SetupPacket;
			ULONG Length;
		} DeviceControlTransfer;
		struct {
			WDFMEMORY Buffer;
		} DeviceUrb;
		struct {
			WDFMEMORY Buffer;
			size_t Length;
			size_t Offset;
		} PipeWrite;
		struct {
			WDFMEMORY Buffer;
			size_t Length;
			size_t Offset;
		} PipeRead;
		struct {
			WDFMEMORY Buffer;
		} PipeUrb;
	} Parameters;
} WDF_USB_REQUEST_COMPLETION_PARAMS, *PWDF_USB_REQUEST_COMPLETION_PARAMS;

/**
 * WDF_USB_CONTINUOUS_READER_CONFIG_INIT - describe a continuous reader
 * @Config: is cleared and filled in; the other members may be set afterwards
 * @EvtUsbTargetPipeReadComplete: is called with the data of each read
 * @EvtUsbTargetPipeReadCompleteContext: for that callback
 * @TransferLength: the bytes of each read: a multiple of the pipe's packets
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_CONTINUOUS_READER_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_USB_CONTINUOUS_READER_CONFIG_INIT(
	_Out_ PWDF_USB_CONTINUOUS_READER_CONFIG Config,
	_In_ PFN_WDF_USB_READER_COMPLETION_ROUTINE EvtUsbTargetPipeReadComplete,
	_In_ WDFCONTEXT EvtUsbTargetPipeReadCompleteContext, _In_ size_t TransferLength)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = sizeof(*Config);
	Config->EvtUsbTargetPipeReadComplete = EvtUsbTargetPipeReadComplete;
	Config->EvtUsbTargetPipeReadCompleteContext = EvtUsbTargetPipeReadCompleteContext;
	Config->TransferLength = TransferLength;
}

/**
 * WDF_USB_CONTROL_SETUP_PACKET_INIT - describe a standard request of a control transfer
 * @Packet: is cleared and filled in
 * @Direction: BmRequestHostToDevice or BmRequestDeviceToHost
 * @Recipient: what the request is for
 * @Request: its number
 * @Value: its value
 * @Index: its index
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_CONTROL_SETUP_PACKET_INIT
 */
WINWORK_OWN VOID WDF_USB_CONTROL_SETUP_PACKET_INIT(_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet,
						   _In_ WDF_USB_BMREQUEST_DIRECTION Direction,
						   _In_ WDF_USB_BMREQUEST_RECIPIENT Recipient,
						   _In_ BYTE Request, _In_ USHORT Value,
						   _In_ USHORT Index)
{
	RtlZeroMemory(Packet, sizeof(*Packet));
	Packet->Packet.bm.Request.Dir = (BYTE)Direction;
	Packet->Packet.bm.Request.Type = (BYTE)BmRequestStandard;
	Packet->Packet.bm.Request.Recipient = (BYTE)Recipient;
	Packet->Packet.bRequest = Request;
	Packet->Packet.wValue.Value = Value;
	Packet->Packet.wIndex.Value = Index;
}

/**
 * WDF_USB_CONTROL_SETUP_PACKET_INIT_CLASS - describe a request of the device's class
 * @Packet: is cleared and filled in
 * @Direction: BmRequestHostToDevice or BmRequestDeviceToHost
 * @Recipient: what the request is for
 * @Request: its number
 * @Value: its value
 * @Index: its index
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_CONTROL_SETUP_PACKET_INIT_CLASS
 */
WINWORK_OWN VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_CLASS(_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet,
							 _In_ WDF_USB_BMREQUEST_DIRECTION Direction,
							 _In_ WDF_USB_BMREQUEST_RECIPIENT Recipient,
							 _In_ BYTE Request, _In_ USHORT Value,
							 _In_ USHORT Index)
{
	RtlZeroMemory(Packet, sizeof(*Packet));
	Packet->Packet.bm.Request.Dir = (BYTE)Direction;
	Packet->Packet.bm.Request.Type = (BYTE)BmRequestClass;
	Packet->Packet.bm.Request.Recipient = (BYTE)Recipient;
	Packet->Packet.bRequest = Request;
	Packet->Packet.wValue.Value = Value;
	Packet->Packet.wIndex.Value = Index;
}

/**
 * WDF_USB_CONTROL_SETUP_PACKET_INIT_FEATURE - describe a request that sets or clears a feature
 * @Packet: is cleared and filled in
 * @BmRequestRecipient: what the request is for
 * @FeatureSelector: the feature
 * @Index: its index
 * @SetFeature: TRUE to set it, FALSE to clear it
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_CONTROL_SETUP_PACKET_INIT_FEATURE
 */
WINWORK_OWN VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_FEATURE(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet,
	_In_ WDF_USB_BMREQUEST_RECIPIENT BmRequestRecipient, _In_ USHORT FeatureSelector,
	_In_ USHORT Index, _In_ BOOLEAN SetFeature)
{
	RtlZeroMemory(Packet, sizeof(*Packet));
	Packet->Packet.bm.Request.Dir = (BYTE)BmRequestHostToDevice;
	Packet->Packet.bm.Request.Type = (BYTE)BmRequestStandard;
	Packet->Packet.bm.Request.Recipient = (BYTE)BmRequestRecipient;
	Packet->Packet.bRequest = SetFeature ? USB_REQUEST_SET_FEATURE : USB_REQUEST_CLEAR_FEATURE;
	Packet->Packet.wValue.Value = FeatureSelector;
	Packet->Packet.wIndex.Value = Index;
}

/**
 * WDF_USB_CONTROL_SETUP_PACKET_INIT_GET_STATUS - describe a request for the status
 * @Packet: is cleared and filled in
 * @BmRequestRecipient: what the request is for
 * @Index: its index
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_CONTROL_SETUP_PACKET_INIT_GET_STATUS
 */
WINWORK_OWN VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_GET_STATUS(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet,
	_In_ WDF_USB_BMREQUEST_RECIPIENT BmRequestRecipient, _In_ USHORT Index)
{
	RtlZeroMemory(Packet, sizeof(*Packet));
	Packet->Packet.bm.Request.Dir = (BYTE)BmRequestDeviceToHost;
	Packet->Packet.bm.Request.Type = (BYTE)BmRequestStandard;
	Packet->Packet.bm.Request.Recipient = (BYTE)BmRequestRecipient;
	Packet->Packet.bRequest = USB_REQUEST_GET_STATUS;
	Packet->Packet.wIndex.Value = Index;
	Packet->Packet.wLength = sizeof(USHORT);
}

/**
 * WDF_USB_CONTROL_SETUP_PACKET_INIT_VENDOR - describe a request of the device's vendor
 * @Packet: is cleared and filled in
 * @Direction: BmRequestHostToDevice or BmRequestDeviceToHost
 * @Recipient: what the request is for
 * @Request: its number
 * @Value: its value
 * @Index: its index
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_CONTROL_SETUP_PACKET_INIT_VENDOR
 */
WINWORK_OWN VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_VENDOR(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet, _In_ WDF_USB_BMREQUEST_DIRECTION Direction,
	_In_ WDF_USB_BMREQUEST_RECIPIENT Recipient, _In_ BYTE Request, _In_ USHORT Value,
	_In_ USHORT Index)
{
	RtlZeroMemory(Packet, sizeof(*Packet));
	Packet->Packet.bm.Request.Dir = (BYTE)Direction;
	Packet->Packet.bm.Request.Type = (BYTE)BmRequestVendor;
	Packet->Packet.bm.Request.Recipient = (BYTE)Recipient;
	Packet->Packet.bRequest = Request;
	Packet->Packet.wValue.Value = Value;
	Packet->Packet.wIndex.Value = Index;
}

/**
 * WDF_USB_DEVICE_CREATE_CONFIG_INIT - name the version of a driver's USB functions
 * @Config: is cleared and filled in
 * @USBDClientContractVersion: USBD_CLIENT_CONTRACT_VERSION_602; it has no effect here
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_CREATE_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_USB_DEVICE_CREATE_CONFIG_INIT(_Out_ PWDF_USB_DEVICE_CREATE_CONFIG Config,
						   _In_ ULONG USBDClientContractVersion)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = sizeof(*Config);
	Config->USBDClientContractVersion = USBDClientContractVersion;
}

/**
 * WDF_USB_DEVICE_INFORMATION_INIT - prepare a structure for WdfUsbTargetDeviceRetrieveInformation
 * @Udi: is cleared and filled in
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_INFORMATION_INIT
 */
WINWORK_OWN VOID WDF_USB_DEVICE_INFORMATION_INIT(_Out_ PWDF_USB_DEVICE_INFORMATION Udi)
{
	RtlZeroMemory(Udi, sizeof(*Udi));
	Udi->Size = sizeof(*Udi);
}

/**
 * WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_DECONFIG - take a device's pipes away
 * @Params: is cleared and filled in
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_DECONFIG
 */
WINWORK_OWN VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_DECONFIG(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbTargetDeviceSelectConfigTypeDeconfig;
}

/**
 * WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_INTERFACES_DESCRIPTORS - select settings of interfaces by their descriptors
 * @Params: is cleared and filled in
 * @ConfigDescriptor: the descriptor of the configuration
 * @InterfaceDescriptors: those of the settings
 * @NumInterfaceDescriptors: how many these are
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_INTERFACES_DESCRIPTORS
 */
WINWORK_OWN VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_INTERFACES_DESCRIPTORS(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params,
	_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigDescriptor,
	_In_ PUSB_INTERFACE_DESCRIPTOR *InterfaceDescriptors, _In_ ULONG NumInterfaceDescriptors)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbTargetDeviceSelectConfigTypeInterfacesDescriptor;
	Params->Types.Descriptor.ConfigurationDescriptor = ConfigDescriptor;
	Params->Types.Descriptor.InterfaceDescriptors = InterfaceDescriptors;
	Params->Types.Descriptor.NumInterfaceDescriptors = NumInterfaceDescriptors;
}

/**
 * WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES - select settings of several interfaces
 * @Params: is cleared and filled in
 * @NumberInterfaces: how many @SettingPairs has; 0: setting 0 of each interface
 * @SettingPairs: interfaces with their settings, or NULL
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES
 */
WINWORK_OWN VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES(
	_Inout_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params, _In_opt_ UCHAR NumberInterfaces,
	_In_opt_ PWDF_USB_INTERFACE_SETTING_PAIR SettingPairs)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbTargetDeviceSelectConfigTypeMultiInterface;
	if (!SettingPairs || !NumberInterfaces)
		return;
	Params->Type = WdfUsbTargetDeviceSelectConfigTypeInterfacesPairs;
	Params->Types.MultiInterface.NumberInterfaces = NumberInterfaces;
	Params->Types.MultiInterface.Pairs = SettingPairs;
}

/**
 * WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE - select setting 0 of a device's first interface
 * @Params: is cleared and filled in
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE
 */
WINWORK_OWN VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbTargetDeviceSelectConfigTypeSingleInterface;
}

/**
 * WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_URB - select a configuration by an URB
 * @Params: is cleared and filled in
 * @Urb: the URB, of URB_FUNCTION_SELECT_CONFIGURATION
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_URB
 */
WINWORK_OWN VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_URB(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params, _In_ PURB Urb)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbTargetDeviceSelectConfigTypeUrb;
	Params->Types.Urb.Urb = Urb;
}

/**
 * WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_DESCRIPTOR - select a setting by its descriptor
 * @Params: is cleared and filled in
 * @Interface: the descriptor of the setting
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_DESCRIPTOR
 */
WINWORK_OWN VOID WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_DESCRIPTOR(
	_Out_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params,
	_In_ PUSB_INTERFACE_DESCRIPTOR Interface)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbInterfaceSelectSettingTypeDescriptor;
	Params->Types.Descriptor.InterfaceDescriptor = Interface;
}

/**
 * WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING - select a setting by its number
 * @Params: is cleared and filled in
 * @SettingIndex: the number
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING
 */
WINWORK_OWN VOID WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING(
	_Out_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params, _In_ UCHAR SettingIndex)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbInterfaceSelectSettingTypeSetting;
	Params->Types.Interface.SettingIndex = SettingIndex;
}

/**
 * WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_URB - select a setting by an URB
 * @Params: is cleared and filled in
 * @Urb: the URB, of URB_FUNCTION_SELECT_INTERFACE
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_URB
 */
WINWORK_OWN VOID WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_URB(
	_Out_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params, _In_ PURB Urb)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfUsbInterfaceSelectSettingTypeUrb;
	Params->Types.Urb.Urb = Urb;
}

/**
 * WDF_USB_PIPE_DIRECTION_IN - say whether an endpoint is read from
 * @EndpointAddress: its address
 *
 * IRQL: any.
 * Return: TRUE for one from the device to the host.
 * Page: wdfusb.h, WDF_USB_PIPE_DIRECTION_IN
 */
WINWORK_OWN BOOLEAN WDF_USB_PIPE_DIRECTION_IN(_In_ UCHAR EndpointAddress)
{
	return USB_ENDPOINT_DIRECTION_IN(EndpointAddress) != 0;
}

/**
 * WDF_USB_PIPE_DIRECTION_OUT - say whether an endpoint is written to
 * @EndpointAddress: its address
 *
 * IRQL: any.
 * Return: TRUE for one from the host to the device.
 * Page: wdfusb.h, WDF_USB_PIPE_DIRECTION_OUT
 */
WINWORK_OWN BOOLEAN WDF_USB_PIPE_DIRECTION_OUT(_In_ UCHAR EndpointAddress)
{
	return USB_ENDPOINT_DIRECTION_OUT(EndpointAddress) != 0;
}

/**
 * WDF_USB_PIPE_INFORMATION_INIT - prepare a structure for information about a pipe
 * @Info: is cleared and filled in
 *
 * IRQL: any.
 * Page: wdfusb.h, WDF_USB_PIPE_INFORMATION_INIT
 */
WINWORK_OWN VOID WDF_USB_PIPE_INFORMATION_INIT(_Out_ PWDF_USB_PIPE_INFORMATION Info)
{
	RtlZeroMemory(Info, sizeof(*Info));
	Info->Size = sizeof(*Info);
}

/**
 * WdfUsbInterfaceGetConfiguredPipe - return a pipe of an interface
 * @UsbInterface: the interface
 * @PipeIndex: which one, from 0 up, in the order of the endpoints
 * @PipeInfo: receives what the pipe is, or NULL; its Size is set
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the pipe, which lives until another setting is selected; NULL if there is none.
 * Page: wdfusb.h, WdfUsbInterfaceGetConfiguredPipe
 */
WDFUSBPIPE NTAPI WdfUsbInterfaceGetConfiguredPipe(_In_ WDFUSBINTERFACE UsbInterface,
						  _In_ UCHAR PipeIndex,
						  _Out_opt_ PWDF_USB_PIPE_INFORMATION PipeInfo);

/**
 * WdfUsbInterfaceGetConfiguredSettingIndex - return the selected setting
 * @Interface: the interface
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the number of the setting; 0, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbInterfaceGetConfiguredSettingIndex
 */
BYTE NTAPI WdfUsbInterfaceGetConfiguredSettingIndex(_In_ WDFUSBINTERFACE Interface);

/**
 * WdfUsbInterfaceGetDescriptor - return the descriptor of a setting
 * @UsbInterface: the interface
 * @SettingIndex: the number of the setting
 * @InterfaceDescriptor: receives the descriptor; zeroes if there is no such setting
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfusb.h, WdfUsbInterfaceGetDescriptor
 */
VOID NTAPI WdfUsbInterfaceGetDescriptor(_In_ WDFUSBINTERFACE UsbInterface, _In_ UCHAR SettingIndex,
					_Out_ PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor);

/**
 * WdfUsbInterfaceGetEndpointInformation - describe an endpoint of a setting that may not be selected
 * @UsbInterface: the interface
 * @SettingIndex: the number of the setting
 * @EndpointIndex: which endpoint, from 0 up
 * @EndpointInfo: receives what the endpoint is; its Size is set. Unchanged if there is none
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfusb.h, WdfUsbInterfaceGetEndpointInformation
 */
VOID NTAPI WdfUsbInterfaceGetEndpointInformation(_In_ WDFUSBINTERFACE UsbInterface,
						 _In_ UCHAR SettingIndex, _In_ UCHAR EndpointIndex,
						 _Out_ PWDF_USB_PIPE_INFORMATION EndpointInfo);

/**
 * WdfUsbInterfaceGetInterfaceNumber - return the number of an interface
 * @UsbInterface: the interface
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: its bInterfaceNumber; 0, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbInterfaceGetInterfaceNumber
 */
BYTE NTAPI WdfUsbInterfaceGetInterfaceNumber(_In_ WDFUSBINTERFACE UsbInterface);

/**
 * WdfUsbInterfaceGetNumConfiguredPipes - count the pipes of an interface
 * @UsbInterface: the interface
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: how many there are: 0 before the configuration is selected.
 * Page: wdfusb.h, WdfUsbInterfaceGetNumConfiguredPipes
 */
BYTE NTAPI WdfUsbInterfaceGetNumConfiguredPipes(_In_ WDFUSBINTERFACE UsbInterface);

/**
 * WdfUsbInterfaceGetNumEndpoints - count the endpoints of a setting
 * @UsbInterface: the interface
 * @SettingIndex: the number of the setting
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: how many it has, without the default one; 0 if there is no such setting.
 * Page: wdfusb.h, WdfUsbInterfaceGetNumEndpoints
 */
BYTE NTAPI WdfUsbInterfaceGetNumEndpoints(_In_ WDFUSBINTERFACE UsbInterface,
					  _In_ UCHAR SettingIndex);

/**
 * WdfUsbInterfaceGetNumSettings - count the settings of an interface
 * @UsbInterface: the interface
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: how many it has; 0, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbInterfaceGetNumSettings
 */
BYTE NTAPI WdfUsbInterfaceGetNumSettings(_In_ WDFUSBINTERFACE UsbInterface);

/**
 * WdfUsbInterfaceSelectSetting - select another setting of an interface
 * @UsbInterface: the interface
 * @PipesAttributes: for the new pipes, without a ParentObject; or NULL
 * @Params: which setting
 *
 * The interface's pipes are deleted, and those of the setting are made, children of the interface.
 * Requests for the old pipes are cancelled. Here: a setting cannot be selected by an URB.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if there is no such setting, or, with a report, for a
 *	wrong handle or IRQL; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_NOT_SUPPORTED for an URB;
 *	STATUS_DEVICE_NOT_CONNECTED; STATUS_UNSUCCESSFUL if the device refuses; or
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfusb.h, WdfUsbInterfaceSelectSetting
 */
NTSTATUS NTAPI WdfUsbInterfaceSelectSetting(_In_ WDFUSBINTERFACE UsbInterface,
					    _In_opt_ PWDF_OBJECT_ATTRIBUTES PipesAttributes,
					    _In_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params);

/**
 * WdfUsbTargetDeviceAllocAndQueryString - read a string descriptor into a new memory object
 * @UsbDevice: the device
 * @StringMemoryAttributes: for the memory object, whose parent is @UsbDevice if they name none; or NULL
 * @StringMemory: receives the memory object, which the driver deletes
 * @NumCharacters: receives the characters of the string, or NULL
 * @StringIndex: the index of the string in a descriptor
 * @LangID: its language
 *
 * The text has no zero at its end, unless the device sends one.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WdfUsbTargetDeviceQueryString.
 * Page: wdfusb.h, WdfUsbTargetDeviceAllocAndQueryString
 */
NTSTATUS NTAPI WdfUsbTargetDeviceAllocAndQueryString(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ PWDF_OBJECT_ATTRIBUTES StringMemoryAttributes,
	_Out_ WDFMEMORY *StringMemory, _Out_opt_ PUSHORT NumCharacters, _In_ UCHAR StringIndex,
	_In_opt_ USHORT LangID);

/**
 * WdfUsbTargetDeviceCreate - create a USB device object
 * @Device: a device of the driver's, whose lowest driver is that of USB
 * @Attributes: for the object, or NULL
 * @UsbDevice: receives the object
 *
 * The device becomes a target of the driver's. Its descriptors are read here. Call it in
 * EvtDevicePrepareHardware. The object is a child of @Device unless @Attributes name another parent. Its
 * WDFUSBINTERFACEs exist at once, and its pipes when the configuration has been selected.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST if the device is not one of USB;
 *	STATUS_DEVICE_NOT_CONNECTED if it has gone; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceCreate
 */
NTSTATUS NTAPI WdfUsbTargetDeviceCreate(_In_ WDFDEVICE Device,
					_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
					_Out_ WDFUSBDEVICE *UsbDevice);

/**
 * WdfUsbTargetDeviceCreateIsochUrb - create a memory object with an URB for an isochronous transfer
 * @UsbDevice: a device of WdfUsbTargetDeviceCreateWithParameters
 * @Attributes: for the memory object, whose parent is @UsbDevice if they name none; or NULL
 * @NumberOfIsochPackets: the packets that the URB has room for, from 1 to 1,024
 * @UrbMemory: receives the memory object, which the driver deletes
 * @Urb: receives the address of the URB, or NULL
 *
 * The URB is cleared. Its size is GET_ISO_URB_SIZE(@NumberOfIsochPackets).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfUsbTargetDeviceCreateUrb; STATUS_INVALID_PARAMETER, with a line in the log, for a wrong number.
 * Page: wdfusb.h, WdfUsbTargetDeviceCreateIsochUrb
 */
NTSTATUS NTAPI WdfUsbTargetDeviceCreateIsochUrb(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
	_In_ ULONG NumberOfIsochPackets, _Out_ WDFMEMORY *UrbMemory, _Out_opt_ PURB *Urb);

/**
 * WdfUsbTargetDeviceCreateUrb - create a memory object with an URB
 * @UsbDevice: a device of WdfUsbTargetDeviceCreateWithParameters
 * @Attributes: for the memory object, whose parent is @UsbDevice if they name none; or NULL
 * @UrbMemory: receives the memory object, which the driver deletes
 * @Urb: receives the address of the URB, or NULL
 *
 * The URB is cleared.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_STATE for a device of WdfUsbTargetDeviceCreate;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceCreateUrb
 */
NTSTATUS NTAPI WdfUsbTargetDeviceCreateUrb(_In_ WDFUSBDEVICE UsbDevice,
					   _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
					   _Out_ WDFMEMORY *UrbMemory, _Out_opt_ PURB *Urb);

/**
 * WdfUsbTargetDeviceCreateWithParameters - create a USB device object
 * @Device: a device of the driver's, whose lowest driver is that of USB
 * @Config: the version of the driver's USB functions
 * @Attributes: for the object, or NULL
 * @UsbDevice: receives the object
 *
 * As WdfUsbTargetDeviceCreate. Here: the version has no effect.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST if the device is not one of USB;
 *	STATUS_DEVICE_NOT_CONNECTED if it has gone; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL; STATUS_INFO_LENGTH_MISMATCH for a
 *	wrong Size.
 * Page: wdfusb.h, WdfUsbTargetDeviceCreateWithParameters
 */
NTSTATUS NTAPI WdfUsbTargetDeviceCreateWithParameters(_In_ WDFDEVICE Device,
						      _In_ PWDF_USB_DEVICE_CREATE_CONFIG Config,
						      _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						      _Out_ WDFUSBDEVICE *UsbDevice);

/**
 * WdfUsbTargetDeviceCyclePortSynchronously - let a device go and come again
 * @UsbDevice: the device
 *
 * Here: Linux configures the device again. The driver's device is removed, by surprise, soon after the
 * function returns, and a new one arrives.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_SUCH_DEVICE if the device has gone; or STATUS_INVALID_PARAMETER,
 *	with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceCyclePortSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetDeviceCyclePortSynchronously(_In_ WDFUSBDEVICE UsbDevice);

/**
 * WdfUsbTargetDeviceFormatRequestForControlTransfer - format a request for a control transfer
 * @UsbDevice: the device
 * @Request: an idle request of the driver's
 * @SetupPacket: the request to the device; its wLength becomes the length of the buffer
 * @TransferMemory: the data, or NULL
 * @TransferOffset: the part of it, or NULL for all
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_BUFFER_SIZE for more than 65535
 *	bytes; STATUS_REQUEST_NOT_ACCEPTED for an IRP without a stack location; or STATUS_INVALID_PARAMETER,
 *	with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceFormatRequestForControlTransfer
 */
NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForControlTransfer(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request,
	_In_ PWDF_USB_CONTROL_SETUP_PACKET SetupPacket, _In_opt_ WDFMEMORY TransferMemory,
	_In_opt_ PWDFMEMORY_OFFSET TransferOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForCyclePort(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request);

/**
 * WdfUsbTargetDeviceFormatRequestForString - format a request for a string descriptor
 * @UsbDevice: the device
 * @Request: an idle request of the driver's
 * @Memory: receives the USB_STRING_DESCRIPTOR
 * @Offset: the part of it, or NULL for all
 * @StringIndex: the index of the string in a descriptor
 * @LangID: its language
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfUsbTargetDeviceFormatRequestForControlTransfer.
 * Page: wdfusb.h, WdfUsbTargetDeviceFormatRequestForString
 */
NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForString(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request, _In_ WDFMEMORY Memory,
	_In_opt_ PWDFMEMORY_OFFSET Offset, _In_ UCHAR StringIndex, _In_opt_ USHORT LangID);

/**
 * WdfUsbTargetDeviceFormatRequestForUrb - format a request for an URB of the driver's
 * @UsbDevice: the device
 * @Request: an idle request
 * @UrbMemory: the memory object with the URB, whose header has the function and the length
 * @UrbMemoryOffset: where the URB is in it, or NULL
 *
 * The memory object is referenced until the request is completed. The buffers that the URB names
 * must stay until then. docs/hardware.md has the functions that a device takes.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfUsbTargetDeviceFormatRequestForControlTransfer; STATUS_INVALID_PARAMETER, with a line in the
 *	log, if the header's length is not one within the memory.
 * Page: wdfusb.h, WdfUsbTargetDeviceFormatRequestForUrb
 */
NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForUrb(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request, _In_ WDFMEMORY UrbMemory,
	_In_opt_ PWDFMEMORY_OFFSET UrbMemoryOffset);

/**
 * WdfUsbTargetDeviceGetDeviceDescriptor - return the device descriptor
 * @UsbDevice: the device
 * @UsbDeviceDescriptor: receives it
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfusb.h, WdfUsbTargetDeviceGetDeviceDescriptor
 */
VOID NTAPI WdfUsbTargetDeviceGetDeviceDescriptor(_In_ WDFUSBDEVICE UsbDevice,
						 _Out_ PUSB_DEVICE_DESCRIPTOR UsbDeviceDescriptor);

/**
 * WdfUsbTargetDeviceGetInterface - return an interface of a device
 * @UsbDevice: the device
 * @InterfaceIndex: which one, from 0 up, in the order of the descriptors
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the interface, which lives as long as @UsbDevice; NULL if there is none.
 * Page: wdfusb.h, WdfUsbTargetDeviceGetInterface
 */
WDFUSBINTERFACE NTAPI WdfUsbTargetDeviceGetInterface(_In_ WDFUSBDEVICE UsbDevice,
						     _In_ UCHAR InterfaceIndex);

/**
 * WdfUsbTargetDeviceGetIoTarget - return the target that a USB device object is
 * @UsbDevice: the device
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the target; NULL, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceGetIoTarget
 */
WDFIOTARGET NTAPI WdfUsbTargetDeviceGetIoTarget(_In_ WDFUSBDEVICE UsbDevice);

/**
 * WdfUsbTargetDeviceGetNumInterfaces - count the interfaces of a device
 * @UsbDevice: the device
 *
 * A function of a composite device has its own interfaces only.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: how many there are; 0, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceGetNumInterfaces
 */
UCHAR NTAPI WdfUsbTargetDeviceGetNumInterfaces(_In_ WDFUSBDEVICE UsbDevice);

/**
 * WdfUsbTargetDeviceIsConnectedSynchronous - say whether a device is there
 * @UsbDevice: the device
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_DEVICE_DOES_NOT_EXIST or STATUS_NO_SUCH_DEVICE if it has gone; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceIsConnectedSynchronous
 */
NTSTATUS NTAPI WdfUsbTargetDeviceIsConnectedSynchronous(_In_ WDFUSBDEVICE UsbDevice);

/**
 * WdfUsbTargetDeviceQueryString - read a string descriptor
 * @UsbDevice: the device
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 * @String: receives the characters, or NULL
 * @NumCharacters: the characters that @String has room for; receives those of the string
 * @StringIndex: the index of the string in a descriptor
 * @LangID: its language
 *
 * The text has no zero at its end, unless the device sends one.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of the request, as of WdfUsbTargetPipeReadSynchronously; STATUS_BUFFER_OVERFLOW if
 *	@String got the beginning; STATUS_DEVICE_DATA_ERROR if the device sends another descriptor.
 * Page: wdfusb.h, WdfUsbTargetDeviceQueryString
 */
NTSTATUS NTAPI WdfUsbTargetDeviceQueryString(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PUSHORT String,
	_Inout_ PUSHORT NumCharacters, _In_ UCHAR StringIndex, _In_opt_ USHORT LangID);

/**
 * WdfUsbTargetDeviceQueryUsbCapability - return whether the bus has a capability
 * @UsbDevice: the device, of WdfUsbTargetDeviceCreateWithParameters
 * @CapabilityType: one of GUID_USB_CAPABILITY_...
 * @CapabilityBufferLength: the bytes of @CapabilityBuffer; 0 if that is NULL
 * @CapabilityBuffer: for what a capability says of itself. Here: none that the bus has says anything
 * @ResultLength: receives the bytes that are written there; or NULL
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as USBD_QueryUsbCapability; STATUS_INVALID_DEVICE_STATE for another WDFUSBDEVICE, and
 *	STATUS_DEVICE_NOT_CONNECTED for a device that has gone.
 * Page: wdfusb.h, WdfUsbTargetDeviceQueryUsbCapability
 */
NTSTATUS NTAPI WdfUsbTargetDeviceQueryUsbCapability(
	_In_ WDFUSBDEVICE UsbDevice, _In_ const GUID *CapabilityType,
	_In_ ULONG CapabilityBufferLength, _Out_opt_ PVOID CapabilityBuffer,
	_Out_opt_ PULONG ResultLength);

/**
 * WdfUsbTargetDeviceResetPortSynchronously - reset a device
 * @UsbDevice: the device
 *
 * The requests for the device are cancelled. Its configuration and settings stay as they are. A device
 * that comes back as another one is removed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_DEVICE_NOT_CONNECTED or STATUS_NO_SUCH_DEVICE if the device has gone;
 *	STATUS_UNSUCCESSFUL; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceResetPortSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetDeviceResetPortSynchronously(_In_ WDFUSBDEVICE UsbDevice);

/**
 * WdfUsbTargetDeviceRetrieveConfigDescriptor - return the configuration descriptor with those behind it
 * @UsbDevice: the device
 * @ConfigDescriptor: receives them, or NULL
 * @ConfigDescriptorLength: the bytes that @ConfigDescriptor has room for; receives the bytes of the
 *	descriptors
 *
 * Here: the configuration is the one that Linux has chosen, mostly the first. A function of a composite
 * device gets the descriptors of its own interfaces only.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL if @ConfigDescriptor is NULL or got the beginning; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceRetrieveConfigDescriptor
 */
NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveConfigDescriptor(_In_ WDFUSBDEVICE UsbDevice,
							  _Out_ PVOID ConfigDescriptor,
							  _Inout_ PUSHORT ConfigDescriptorLength);

/**
 * WdfUsbTargetDeviceRetrieveCurrentFrameNumber - return the number of the present frame
 * @UsbDevice: the device
 * @CurrentFrameNumber: receives it, as the host controller counts
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_DEVICE_NOT_CONNECTED; or STATUS_INVALID_PARAMETER, with a report, for a
 *	wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceRetrieveCurrentFrameNumber
 */
NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveCurrentFrameNumber(_In_ WDFUSBDEVICE UsbDevice,
							    _Out_ PULONG CurrentFrameNumber);

/**
 * WdfUsbTargetDeviceRetrieveInformation - say what a device can do
 * @UsbDevice: the device
 * @Information: receives the version of USB and the traits; its Size is set
 *
 * Here: HcdPortCapabilities is 0.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_DEVICE_NOT_CONNECTED; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceRetrieveInformation
 */
NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveInformation(_In_ WDFUSBDEVICE UsbDevice,
						     _Out_ PWDF_USB_DEVICE_INFORMATION Information);

/**
 * WdfUsbTargetDeviceSelectConfig - select settings of a device's interfaces
 * @UsbDevice: the device
 * @PipeAttributes: for the pipes, without a ParentObject; or NULL
 * @Params: which interfaces and settings; receives the numbers of those that are configured
 *
 * All pipes of the device are deleted, and those of the settings are made, children of their interfaces.
 * Here: the device stays in the configuration that Linux has chosen, also after a deconfiguration; and
 * no URB selects a configuration.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WdfUsbInterfaceSelectSetting.
 * Page: wdfusb.h, WdfUsbTargetDeviceSelectConfig
 */
NTSTATUS NTAPI WdfUsbTargetDeviceSelectConfig(_In_ WDFUSBDEVICE UsbDevice,
					      _In_opt_ PWDF_OBJECT_ATTRIBUTES PipeAttributes,
					      _Inout_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params);

/**
 * WdfUsbTargetDeviceSendControlTransferSynchronously - make a control transfer, and wait for it
 * @UsbDevice: the device
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 * @SetupPacket: the request to the device; its wLength becomes the length of the buffer
 * @MemoryDescriptor: the data, or NULL
 * @BytesTransferred: receives the bytes of data, or NULL
 *
 * The buffer may be of any memory of the kernel's.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as of WdfUsbTargetPipeReadSynchronously.
 * Page: wdfusb.h, WdfUsbTargetDeviceSendControlTransferSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetDeviceSendControlTransferSynchronously(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions,
	_In_ PWDF_USB_CONTROL_SETUP_PACKET SetupPacket,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR MemoryDescriptor, _Out_opt_ PULONG BytesTransferred);

/**
 * WdfUsbTargetDeviceSendUrbSynchronously - send an URB of the driver's, and wait
 * @UsbDevice: the device
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 * @Urb: the URB, whose header has the function and the length
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of the request, which the URB's USBD_STATUS explains; STATUS_NOT_SUPPORTED for a function
 *	that WinWork does not have; otherwise as of WdfUsbTargetPipeReadSynchronously.
 * Page: wdfusb.h, WdfUsbTargetDeviceSendUrbSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetDeviceSendUrbSynchronously(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _In_ PURB Urb);

/**
 * WdfUsbTargetDeviceWdmGetConfigurationHandle - return the handle of the configuration, for URBs
 * @UsbDevice: the device
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the handle; NULL, after a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetDeviceWdmGetConfigurationHandle
 */
USBD_CONFIGURATION_HANDLE NTAPI WdfUsbTargetDeviceWdmGetConfigurationHandle(_In_ WDFUSBDEVICE UsbDevice);

/**
 * WdfUsbTargetPipeAbortSynchronously - cancel all requests for a pipe
 * @Pipe: the pipe
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 *
 * The transfers of the pipe have ended when the function returns; completion routines may run later. The
 * request is also sent if the target is stopped.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as of WdfUsbTargetPipeReadSynchronously.
 * Page: wdfusb.h, WdfUsbTargetPipeAbortSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetPipeAbortSynchronously(_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
						  _In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions);

/**
 * WdfUsbTargetPipeConfigContinuousReader - have the framework read a pipe without end
 * @Pipe: the pipe
 * @Config: what is read, and what is called
 *
 * The reads begin with WdfIoTargetStart, and end with WdfIoTargetStop. EvtUsbTargetPipeReadComplete gets
 * the data of each read, at <= DISPATCH_LEVEL. After a read that failed the others are cancelled. Then
 * EvtUsbTargetPipeReadersFailed is called at PASSIVE_LEVEL. If it returns TRUE, or there is none, the
 * pipe is reset and the reads go on, unless the reset fails.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_DEVICE_REQUEST
 *	for a pipe that is not read from by bulk or interrupt transfers; STATUS_INVALID_BUFFER_SIZE;
 *	STATUS_INTEGER_OVERFLOW; STATUS_INVALID_DEVICE_STATE if the pipe has a reader;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL,
 *	or without a callback.
 * Page: wdfusb.h, WdfUsbTargetPipeConfigContinuousReader
 */
NTSTATUS NTAPI WdfUsbTargetPipeConfigContinuousReader(
	_In_ WDFUSBPIPE Pipe, _In_ PWDF_USB_CONTINUOUS_READER_CONFIG Config);

/**
 * WdfUsbTargetPipeFormatRequestForAbort - format a request that cancels all others for a pipe
 * @Pipe: the pipe
 * @Request: an idle request of the driver's
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a pipe of the other direction, or one of
 *	other transfers than bulk and interrupt; STATUS_INSUFFICIENT_RESOURCES; STATUS_REQUEST_NOT_ACCEPTED
 *	for an IRP without a stack location; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or
 *	IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeFormatRequestForAbort
 */
NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForAbort(_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request);

/**
 * WdfUsbTargetPipeFormatRequestForRead - format a request that reads a pipe
 * @Pipe: the pipe
 * @Request: an idle request of the driver's
 * @ReadMemory: receives the data
 * @ReadOffset: the part of it, or NULL for all
 *
 * The bytes must be a multiple of the pipe's packet, unless WdfUsbTargetPipeSetNoMaximumPacketSizeCheck
 * was called. Less may come.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a pipe of the other direction, or one of
 *	other transfers than bulk and interrupt; STATUS_INSUFFICIENT_RESOURCES; STATUS_REQUEST_NOT_ACCEPTED
 *	for an IRP without a stack location; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or
 *	IRQL; STATUS_INVALID_BUFFER_SIZE.
 * Page: wdfusb.h, WdfUsbTargetPipeFormatRequestForRead
 */
NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForRead(_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request,
						    _In_opt_ WDFMEMORY ReadMemory,
						    _In_opt_ PWDFMEMORY_OFFSET ReadOffset);

/**
 * WdfUsbTargetPipeFormatRequestForReset - format a request that resets a pipe
 * @Pipe: the pipe
 * @Request: an idle request of the driver's
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a pipe of the other direction, or one of
 *	other transfers than bulk and interrupt; STATUS_INSUFFICIENT_RESOURCES; STATUS_REQUEST_NOT_ACCEPTED
 *	for an IRP without a stack location; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or
 *	IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeFormatRequestForReset
 */
NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForReset(_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request);

/**
 * WdfUsbTargetPipeFormatRequestForUrb - format a request for an URB of the driver's
 * @Pipe: the pipe; the URB has the handle of WdfUsbTargetPipeWdmGetPipeHandle
 * @Request: an idle request
 * @UrbMemory: the memory object with the URB, whose header has the function and the length
 * @UrbMemoryOffset: where the URB is in it, or NULL
 *
 * As WdfUsbTargetDeviceFormatRequestForUrb. The request is sent to the pipe's target.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfUsbTargetDeviceFormatRequestForUrb.
 * Page: wdfusb.h, WdfUsbTargetPipeFormatRequestForUrb
 */
NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForUrb(
	_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request, _In_ WDFMEMORY UrbMemory,
	_In_opt_ PWDFMEMORY_OFFSET UrbMemoryOffset);

/**
 * WdfUsbTargetPipeFormatRequestForWrite - format a request that writes to a pipe
 * @Pipe: the pipe
 * @Request: an idle request of the driver's
 * @WriteMemory: the data, or NULL for a packet without data
 * @WriteOffset: the part of it, or NULL for all
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a pipe of the other direction, or one of
 *	other transfers than bulk and interrupt; STATUS_INSUFFICIENT_RESOURCES; STATUS_REQUEST_NOT_ACCEPTED
 *	for an IRP without a stack location; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or
 *	IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeFormatRequestForWrite
 */
NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForWrite(_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request,
						     _In_opt_ WDFMEMORY WriteMemory,
						     _In_opt_ PWDFMEMORY_OFFSET WriteOffset);

/**
 * WdfUsbTargetPipeGetInformation - say what a pipe is
 * @Pipe: the pipe
 * @PipeInformation: receives that; its Size is set
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfusb.h, WdfUsbTargetPipeGetInformation
 */
VOID NTAPI WdfUsbTargetPipeGetInformation(_In_ WDFUSBPIPE Pipe,
					  _Out_ PWDF_USB_PIPE_INFORMATION PipeInformation);

/**
 * WdfUsbTargetPipeGetIoTarget - return the target that a pipe is
 * @Pipe: the pipe
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the target; NULL, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeGetIoTarget
 */
WDFIOTARGET NTAPI WdfUsbTargetPipeGetIoTarget(_In_ WDFUSBPIPE Pipe);

/**
 * WdfUsbTargetPipeGetType - return the type of a pipe
 * @Pipe: the pipe
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the type; WdfUsbPipeTypeInvalid, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeGetType
 */
WDF_USB_PIPE_TYPE NTAPI WdfUsbTargetPipeGetType(_In_ WDFUSBPIPE Pipe);

/**
 * WdfUsbTargetPipeIsInEndpoint - say whether a pipe is read from
 * @Pipe: the pipe
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if it is.
 * Page: wdfusb.h, WdfUsbTargetPipeIsInEndpoint
 */
BOOLEAN NTAPI WdfUsbTargetPipeIsInEndpoint(_In_ WDFUSBPIPE Pipe);

/**
 * WdfUsbTargetPipeIsOutEndpoint - say whether a pipe is written to
 * @Pipe: the pipe
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if it is.
 * Page: wdfusb.h, WdfUsbTargetPipeIsOutEndpoint
 */
BOOLEAN NTAPI WdfUsbTargetPipeIsOutEndpoint(_In_ WDFUSBPIPE Pipe);

/**
 * WdfUsbTargetPipeReadSynchronously - read a pipe, and wait for the data
 * @Pipe: the pipe
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 * @MemoryDescriptor: receives the data: a buffer of any memory of the kernel's
 * @BytesRead: receives the bytes that came, or NULL
 *
 * The bytes must be a multiple of the pipe's packet, unless WdfUsbTargetPipeSetNoMaximumPacketSizeCheck
 * was called. A short packet ends the read.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of the request: STATUS_SUCCESS, STATUS_CANCELLED, STATUS_DEVICE_NOT_CONNECTED, or
 *	STATUS_UNSUCCESSFUL if the device stalls the endpoint or does not answer; STATUS_NO_SUCH_DEVICE if the
 *	device has gone; STATUS_IO_TIMEOUT; STATUS_INVALID_DEVICE_STATE if the target takes no requests;
 *	STATUS_INVALID_BUFFER_SIZE; STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report,
 *	for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeReadSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetPipeReadSynchronously(_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
						 _In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						 _In_opt_ PWDF_MEMORY_DESCRIPTOR MemoryDescriptor,
						 _Out_opt_ PULONG BytesRead);

/**
 * WdfUsbTargetPipeResetSynchronously - clear a stall of a pipe
 * @Pipe: the pipe
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 *
 * The driver stops the target before, so that no request is on its way. The request is also sent if the
 * target is stopped.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as of WdfUsbTargetPipeReadSynchronously.
 * Page: wdfusb.h, WdfUsbTargetPipeResetSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetPipeResetSynchronously(_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
						  _In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions);

/**
 * WdfUsbTargetPipeSendUrbSynchronously - send an URB of the driver's to a pipe, and wait
 * @Pipe: the pipe; the URB has the handle of WdfUsbTargetPipeWdmGetPipeHandle
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 * @Urb: the URB, whose header has the function and the length
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WdfUsbTargetDeviceSendUrbSynchronously.
 * Page: wdfusb.h, WdfUsbTargetPipeSendUrbSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetPipeSendUrbSynchronously(
	_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _In_ PURB Urb);

/**
 * WdfUsbTargetPipeSetNoMaximumPacketSizeCheck - allow reads of any number of bytes
 * @Pipe: the pipe
 *
 * Without this the bytes of a read must be a multiple of the pipe's packet. Call it before a continuous
 * reader is configured.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfusb.h, WdfUsbTargetPipeSetNoMaximumPacketSizeCheck
 */
VOID NTAPI WdfUsbTargetPipeSetNoMaximumPacketSizeCheck(_In_ WDFUSBPIPE Pipe);

/**
 * WdfUsbTargetPipeWdmGetPipeHandle - return the handle of a pipe for URBs
 * @UsbPipe: the pipe
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the handle; NULL, with a report, for a wrong handle or IRQL.
 * Page: wdfusb.h, WdfUsbTargetPipeWdmGetPipeHandle
 */
USBD_PIPE_HANDLE NTAPI WdfUsbTargetPipeWdmGetPipeHandle(_In_ WDFUSBPIPE UsbPipe);

/**
 * WdfUsbTargetPipeWriteSynchronously - write to a pipe, and wait until the data are out
 * @Pipe: the pipe
 * @Request: an idle request of the driver's, or NULL: then the framework uses one of its own, which
 *	cannot be cancelled
 * @RequestOptions: a timeout and others, or NULL
 * @MemoryDescriptor: the data: a buffer of any memory of the kernel's; NULL for a packet without data
 * @BytesWritten: receives the bytes that went out, or NULL
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WdfUsbTargetPipeReadSynchronously.
 * Page: wdfusb.h, WdfUsbTargetPipeWriteSynchronously
 */
NTSTATUS NTAPI WdfUsbTargetPipeWriteSynchronously(_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
						  _In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						  _In_opt_ PWDF_MEMORY_DESCRIPTOR MemoryDescriptor,
						  _Out_opt_ PULONG BytesWritten);

EXTERN_C_END

#endif /* WINWORK_WDF_USB_H */
