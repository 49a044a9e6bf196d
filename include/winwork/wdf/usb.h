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

WINWORK_ABSENT VOID NTAPI WDF_USB_CONTINUOUS_READER_CONFIG_INIT(
	_Out_ PWDF_USB_CONTINUOUS_READER_CONFIG Config,
	_In_ PFN_WDF_USB_READER_COMPLETION_ROUTINE EvtUsbTargetPipeReadComplete,
	_In_ WDFCONTEXT EvtUsbTargetPipeReadCompleteContext, _In_ size_t TransferLength);
WINWORK_ABSENT VOID NTAPI WDF_USB_CONTROL_SETUP_PACKET_INIT(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet, _In_ WDF_USB_BMREQUEST_DIRECTION Direction,
	_In_ WDF_USB_BMREQUEST_RECIPIENT Recipient, _In_ BYTE Request, _In_ USHORT Value,
	_In_ USHORT Index);
WINWORK_ABSENT VOID NTAPI WDF_USB_CONTROL_SETUP_PACKET_INIT_CLASS(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet, _In_ WDF_USB_BMREQUEST_DIRECTION Direction,
	_In_ WDF_USB_BMREQUEST_RECIPIENT Recipient, _In_ BYTE Request, _In_ USHORT Value,
	_In_ USHORT Index);
WINWORK_ABSENT VOID NTAPI WDF_USB_CONTROL_SETUP_PACKET_INIT_FEATURE(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet,
	_In_ WDF_USB_BMREQUEST_RECIPIENT BmRequestRecipient, _In_ USHORT FeatureSelector,
	_In_ USHORT Index, _In_ BOOLEAN SetFeature);
WINWORK_ABSENT VOID NTAPI WDF_USB_CONTROL_SETUP_PACKET_INIT_GET_STATUS(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet,
	_In_ WDF_USB_BMREQUEST_RECIPIENT BmRequestRecipient, _In_ USHORT Index);
WINWORK_ABSENT VOID NTAPI WDF_USB_CONTROL_SETUP_PACKET_INIT_VENDOR(
	_Out_ PWDF_USB_CONTROL_SETUP_PACKET Packet, _In_ WDF_USB_BMREQUEST_DIRECTION Direction,
	_In_ WDF_USB_BMREQUEST_RECIPIENT Recipient, _In_ BYTE Request, _In_ USHORT Value,
	_In_ USHORT Index);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_CREATE_CONFIG_INIT(
	_Out_ PWDF_USB_DEVICE_CREATE_CONFIG Config, _In_ ULONG USBDClientContractVersion);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_INFORMATION_INIT(_Out_ PWDF_USB_DEVICE_INFORMATION Udi);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_DECONFIG(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_INTERFACES_DESCRIPTORS(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params,
	_In_ PUSB_CONFIGURATION_DESCRIPTOR ConfigDescriptor,
	_In_ PUSB_INTERFACE_DESCRIPTOR *InterfaceDescriptors, _In_ ULONG NumInterfaceDescriptors);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES(
	_Inout_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params, _In_opt_ UCHAR NumberInterfaces,
	_In_opt_ PWDF_USB_INTERFACE_SETTING_PAIR SettingPairs);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params);
WINWORK_ABSENT VOID NTAPI WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_URB(
	_Out_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params, _In_ PURB Urb);
WINWORK_ABSENT VOID NTAPI WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_DESCRIPTOR(
	_Out_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params,
	_In_ PUSB_INTERFACE_DESCRIPTOR Interface);
WINWORK_ABSENT VOID NTAPI WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING(
	_Out_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params, _In_ UCHAR SettingIndex);
WINWORK_ABSENT VOID NTAPI WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_URB(
	_Out_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params, _In_ PURB Urb);
WINWORK_ABSENT BOOLEAN NTAPI WDF_USB_PIPE_DIRECTION_IN(_In_ UCHAR EndpointAddress);
WINWORK_ABSENT BOOLEAN NTAPI WDF_USB_PIPE_DIRECTION_OUT(_In_ UCHAR EndpointAddress);
WINWORK_ABSENT VOID NTAPI WDF_USB_PIPE_INFORMATION_INIT(_Out_ PWDF_USB_PIPE_INFORMATION Info);
WINWORK_ABSENT WDFUSBPIPE NTAPI WdfUsbInterfaceGetConfiguredPipe(
	_In_ WDFUSBINTERFACE UsbInterface, _In_ UCHAR PipeIndex,
	_Out_opt_ PWDF_USB_PIPE_INFORMATION PipeInfo);
WINWORK_ABSENT BYTE NTAPI WdfUsbInterfaceGetConfiguredSettingIndex(
	_In_ WDFUSBINTERFACE Interface);
WINWORK_ABSENT VOID NTAPI WdfUsbInterfaceGetDescriptor(
	_In_ WDFUSBINTERFACE UsbInterface, _In_ UCHAR SettingIndex,
	_Out_ PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor);
WINWORK_ABSENT VOID NTAPI WdfUsbInterfaceGetEndpointInformation(
	_In_ WDFUSBINTERFACE UsbInterface, _In_ UCHAR SettingIndex, _In_ UCHAR EndpointIndex,
	_Out_ PWDF_USB_PIPE_INFORMATION EndpointInfo);
WINWORK_ABSENT BYTE NTAPI WdfUsbInterfaceGetInterfaceNumber(_In_ WDFUSBINTERFACE UsbInterface);
WINWORK_ABSENT BYTE NTAPI WdfUsbInterfaceGetNumConfiguredPipes(
	_In_ WDFUSBINTERFACE UsbInterface);
WINWORK_ABSENT BYTE NTAPI WdfUsbInterfaceGetNumEndpoints(_In_ WDFUSBINTERFACE UsbInterface,
							 _In_ UCHAR SettingIndex);
WINWORK_ABSENT BYTE NTAPI WdfUsbInterfaceGetNumSettings(_In_ WDFUSBINTERFACE UsbInterface);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbInterfaceSelectSetting(
	_In_ WDFUSBINTERFACE UsbInterface, _In_opt_ PWDF_OBJECT_ATTRIBUTES PipesAttributes,
	_In_ PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceAllocAndQueryString(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ PWDF_OBJECT_ATTRIBUTES StringMemoryAttributes,
	_Out_ WDFMEMORY *StringMemory, _Out_opt_ PUSHORT NumCharacters, _In_ UCHAR StringIndex,
	_In_opt_ USHORT LangID);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceCreate(_In_ WDFDEVICE Device,
						       _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						       _Out_ WDFUSBDEVICE *UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceCreateIsochUrb(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
	_In_ ULONG NumberOfIsochPackets, _Out_ WDFMEMORY *UrbMemory, _Out_opt_ PURB *Urb);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceCreateUrb(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
	_Out_ WDFMEMORY *UrbMemory, _Out_opt_ PURB *Urb);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceCreateWithParameters(
	_In_ WDFDEVICE Device, _In_ PWDF_USB_DEVICE_CREATE_CONFIG Config,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes, _Out_ WDFUSBDEVICE *UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceCyclePortSynchronously(
	_In_ WDFUSBDEVICE UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForControlTransfer(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request,
	_In_ PWDF_USB_CONTROL_SETUP_PACKET SetupPacket, _In_opt_ WDFMEMORY TransferMemory,
	_In_opt_ PWDFMEMORY_OFFSET TransferOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForCyclePort(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForString(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request, _In_ WDFMEMORY Memory,
	_In_opt_ PWDFMEMORY_OFFSET Offset, _In_ UCHAR StringIndex, _In_opt_ USHORT LangID);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForUrb(
	_In_ WDFUSBDEVICE UsbDevice, _In_ WDFREQUEST Request, _In_ WDFMEMORY UrbMemory,
	_In_opt_ PWDFMEMORY_OFFSET UrbMemoryOffset);
WINWORK_ABSENT VOID NTAPI WdfUsbTargetDeviceGetDeviceDescriptor(
	_In_ WDFUSBDEVICE UsbDevice, _Out_ PUSB_DEVICE_DESCRIPTOR UsbDeviceDescriptor);
WINWORK_ABSENT WDFUSBINTERFACE NTAPI WdfUsbTargetDeviceGetInterface(
	_In_ WDFUSBDEVICE UsbDevice, _In_ UCHAR InterfaceIndex);
WINWORK_ABSENT WDFIOTARGET NTAPI WdfUsbTargetDeviceGetIoTarget(
	_In_ WDFUSBDEVICE UsbDevice);
WINWORK_ABSENT UCHAR NTAPI WdfUsbTargetDeviceGetNumInterfaces(
	_In_ WDFUSBDEVICE UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceIsConnectedSynchronous(
	_In_ WDFUSBDEVICE UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceQueryString(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PUSHORT String,
	_Inout_ PUSHORT NumCharacters, _In_ UCHAR StringIndex, _In_opt_ USHORT LangID);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceQueryUsbCapability(
	_In_ WDFUSBDEVICE UsbDevice, _In_ const GUID *CapabilityType,
	_In_ ULONG CapabilityBufferLength, _Out_opt_ PVOID CapabilityBuffer,
	_Out_opt_ PULONG ResultLength);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceResetPortSynchronously(
	_In_ WDFUSBDEVICE UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveConfigDescriptor(
	_In_ WDFUSBDEVICE UsbDevice, _Out_ PVOID ConfigDescriptor,
	_Inout_ PUSHORT ConfigDescriptorLength);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveCurrentFrameNumber(
	_In_ WDFUSBDEVICE UsbDevice, _Out_ PULONG CurrentFrameNumber);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveInformation(
	_In_ WDFUSBDEVICE UsbDevice, _Out_ PWDF_USB_DEVICE_INFORMATION Information);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceSelectConfig(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ PWDF_OBJECT_ATTRIBUTES PipeAttributes,
	_Inout_ PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceSendControlTransferSynchronously(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions,
	_In_ PWDF_USB_CONTROL_SETUP_PACKET SetupPacket,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR MemoryDescriptor, _Out_opt_ PULONG BytesTransferred);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetDeviceSendUrbSynchronously(
	_In_ WDFUSBDEVICE UsbDevice, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _In_ PURB Urb);
WINWORK_ABSENT USBD_CONFIGURATION_HANDLE NTAPI WdfUsbTargetDeviceWdmGetConfigurationHandle(
	_In_ WDFUSBDEVICE UsbDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeAbortSynchronously(
	_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeConfigContinuousReader(
	_In_ WDFUSBPIPE Pipe, _In_ PWDF_USB_CONTINUOUS_READER_CONFIG Config);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForAbort(
	_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForRead(
	_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request, _In_opt_ WDFMEMORY ReadMemory,
	_In_opt_ PWDFMEMORY_OFFSET ReadOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForReset(
	_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForUrb(
	_In_ WDFUSBPIPE PIPE, _In_ WDFREQUEST Request, _In_ WDFMEMORY UrbMemory,
	_In_opt_ PWDFMEMORY_OFFSET UrbMemoryOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForWrite(
	_In_ WDFUSBPIPE Pipe, _In_ WDFREQUEST Request, _In_opt_ WDFMEMORY WriteMemory,
	_In_opt_ PWDFMEMORY_OFFSET WriteOffset);
WINWORK_ABSENT VOID NTAPI WdfUsbTargetPipeGetInformation(
	_In_ WDFUSBPIPE Pipe, _Out_ PWDF_USB_PIPE_INFORMATION PipeInformation);
WINWORK_ABSENT WDFIOTARGET NTAPI WdfUsbTargetPipeGetIoTarget(
	_In_ WDFUSBPIPE Pipe);
WINWORK_ABSENT WDF_USB_PIPE_TYPE NTAPI WdfUsbTargetPipeGetType(
	_In_ WDFUSBPIPE Pipe);
WINWORK_ABSENT BOOLEAN NTAPI WdfUsbTargetPipeIsInEndpoint(_In_ WDFUSBPIPE Pipe);
WINWORK_ABSENT BOOLEAN NTAPI WdfUsbTargetPipeIsOutEndpoint(_In_ WDFUSBPIPE Pipe);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeReadSynchronously(
	_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR MemoryDescriptor, _Out_opt_ PULONG BytesRead);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeResetSynchronously(
	_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeSendUrbSynchronously(
	_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _In_ PURB Urb);
WINWORK_ABSENT VOID NTAPI WdfUsbTargetPipeSetNoMaximumPacketSizeCheck(
	_In_ WDFUSBPIPE Pipe);
WINWORK_ABSENT USBD_PIPE_HANDLE NTAPI WdfUsbTargetPipeWdmGetPipeHandle(
	_In_ WDFUSBPIPE UsbPipe);
WINWORK_ABSENT NTSTATUS NTAPI WdfUsbTargetPipeWriteSynchronously(
	_In_ WDFUSBPIPE Pipe, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR MemoryDescriptor, _Out_opt_ PULONG BytesWritten);

EXTERN_C_END

#endif /* WINWORK_WDF_USB_H */
