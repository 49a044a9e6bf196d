/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Transport Driver Interface as kernel drivers use it.
 */
#ifndef WINWORK_TDI_KERNEL_H
#define WINWORK_TDI_KERNEL_H

#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/io/requests.h>
#include <winwork/po/power.h>
#include "transport.h"
#include <winwork/ndis/pnp_event.h>

EXTERN_C_START

struct _TDI20_CLIENT_INTERFACE_INFO;
struct _TDI_PNP_CONTEXT;
struct _TDI_REQUEST_KERNEL;
struct _TDI_REQUEST_KERNEL_ACCEPT;
struct _TDI_REQUEST_KERNEL_ASSOCIATE;
struct _TDI_REQUEST_KERNEL_QUERY_INFO;
struct _TDI_REQUEST_KERNEL_RECEIVE;
struct _TDI_REQUEST_KERNEL_RECEIVEDG;
struct _TDI_REQUEST_KERNEL_SEND;
struct _TDI_REQUEST_KERNEL_SENDDG;
struct _TDI_REQUEST_KERNEL_SET_EVENT;
struct _TDI_REQUEST_KERNEL_SET_INFO;

#define TDI_CONNECT 0x03
#define TDI_LISTEN 0x04
#define TDI_ACCEPT 0x05
#define TDI_DISCONNECT 0x06
#define TDI_SEND 0x07
#define TDI_RECEIVE 0x08
#define TDI_ACTION 0x0e
#define TDI_ASSOCIATE_ADDRESS 0x01
#define TDI_CONNECTION_FILE 2
#define TDI_CONTROL_CHANNEL_FILE 3
#define TDI_CURRENT_MINOR_VERSION 0
#define TDI_CURRENT_MAJOR_VERSION 2
#define TDI_CURRENT_VERSION ((TDI_CURRENT_MINOR_VERSION) << 8 | (TDI_CURRENT_MAJOR_VERSION))
#define TDI_DIRECT_SEND 0x27
#define TDI_DIRECT_SEND_DATAGRAM 0x29
#define TDI_DISASSOCIATE_ADDRESS 0x02

#define TDI_EVENT_CONNECT 0
#define TDI_EVENT_DISCONNECT 1
#define TDI_EVENT_ERROR 2
#define TDI_EVENT_RECEIVE 3
#define TDI_EVENT_RECEIVE_DATAGRAM 4
#define TDI_EVENT_RECEIVE_EXPEDITED 5
#define TDI_EVENT_SEND_POSSIBLE 6
#define TDI_EVENT_CHAINED_RECEIVE 7
#define TDI_EVENT_CHAINED_RECEIVE_DATAGRAM 8
#define TDI_EVENT_CHAINED_RECEIVE_EXPEDITED 9
#define TDI_EVENT_ERROR_EX 10

#define TDI_PNP_CONTEXT_TYPE_IF_NAME 0x1
#define TDI_PNP_CONTEXT_TYPE_IF_ADDR 0x2
#define TDI_PNP_CONTEXT_TYPE_PDO 0x3
#define TDI_PNP_CONTEXT_TYPE_FIRST_OR_LAST_IF 0x4
#define TDI_QUERY_INFORMATION 0x0c
#define TDI_RECEIVE_DATAGRAM 0x0a
#define TDI_SEND_DATAGRAM 0x09
#define TDI_SET_EVENT_HANDLER 0x0b
#define TDI_SET_INFORMATION 0x0d
#define TDI_TRANSPORT_ADDRESS_FILE 1
#define TDI_VERSION_ONE 0x0001

typedef struct _TDI_REQUEST_KERNEL {
	ULONG RequestFlags;
	PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
	PTDI_CONNECTION_INFORMATION ReturnConnectionInformation;
	PVOID RequestSpecific;
} TDI_REQUEST_KERNEL, *PTDI_REQUEST_KERNEL;

typedef struct _TDI_REQUEST_KERNEL_ASSOCIATE {
	HANDLE AddressHandle;
} TDI_REQUEST_KERNEL_ASSOCIATE, *PTDI_REQUEST_KERNEL_ASSOCIATE;

typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_DISASSOCIATE, *PTDI_REQUEST_KERNEL_DISASSOCIATE;
typedef struct _TDI_REQUEST_KERNEL_ACCEPT {
	PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
	PTDI_CONNECTION_INFORMATION ReturnConnectionInformation;
} TDI_REQUEST_KERNEL_ACCEPT, *PTDI_REQUEST_KERNEL_ACCEPT;

typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_CONNECT, *PTDI_REQUEST_KERNEL_CONNECT;
typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_DISCONNECT, *PTDI_REQUEST_KERNEL_DISCONNECT;
typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_LISTEN, *PTDI_REQUEST_KERNEL_LISTEN;
typedef struct _TDI_REQUEST_KERNEL_RECEIVE {
	ULONG ReceiveLength;
	ULONG ReceiveFlags;
} TDI_REQUEST_KERNEL_RECEIVE, *PTDI_REQUEST_KERNEL_RECEIVE;

typedef struct _TDI_REQUEST_KERNEL_RECEIVEDG {
	ULONG ReceiveLength;
	PTDI_CONNECTION_INFORMATION ReceiveDatagramInformation;
	PTDI_CONNECTION_INFORMATION ReturnDatagramInformation;
	ULONG ReceiveFlags;
} TDI_REQUEST_KERNEL_RECEIVEDG, *PTDI_REQUEST_KERNEL_RECEIVEDG;

typedef struct _TDI_REQUEST_KERNEL_SEND {
	ULONG SendLength;
	ULONG SendFlags;
} TDI_REQUEST_KERNEL_SEND, *PTDI_REQUEST_KERNEL_SEND;

typedef struct _TDI_REQUEST_KERNEL_SENDDG {
	ULONG SendLength;
	PTDI_CONNECTION_INFORMATION SendDatagramInformation;
} TDI_REQUEST_KERNEL_SENDDG, *PTDI_REQUEST_KERNEL_SENDDG;

typedef struct _TDI_REQUEST_KERNEL_SET_EVENT {
	LONG EventType;
	PVOID EventHandler;
	PVOID EventContext;
} TDI_REQUEST_KERNEL_SET_EVENT, *PTDI_REQUEST_KERNEL_SET_EVENT;

typedef struct _TDI_REQUEST_KERNEL_QUERY_INFO {
	LONG QueryType;
	PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
} TDI_REQUEST_KERNEL_QUERY_INFORMATION, *PTDI_REQUEST_KERNEL_QUERY_INFORMATION;

typedef struct _TDI_REQUEST_KERNEL_SET_INFO {
	LONG SetType;
	PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
} TDI_REQUEST_KERNEL_SET_INFORMATION, *PTDI_REQUEST_KERNEL_SET_INFORMATION;

typedef NTSTATUS (NTAPI *PTDI_IND_CONNECT)(PVOID TdiEventContext, LONG RemoteAddressLength,
					   PVOID RemoteAddress, LONG UserDataLength,
					   PVOID UserData, LONG OptionsLength, PVOID Options,
					   CONNECTION_CONTEXT *ConnectionContext,
					   PIRP *AcceptIrp);
typedef NTSTATUS (NTAPI *PTDI_IND_DISCONNECT)(PVOID TdiEventContext,
					      CONNECTION_CONTEXT ConnectionContext,
					      LONG DisconnectDataLength, PVOID DisconnectData,
					      LONG DisconnectInformationLength,
					      PVOID DisconnectInformation, ULONG DisconnectFlags);
typedef NTSTATUS (NTAPI *PTDI_IND_ERROR)(PVOID TdiEventContext, NTSTATUS Status);
typedef NTSTATUS (NTAPI *PTDI_IND_ERROR_EX)(PVOID TdiEventContext, NTSTATUS Status, PVOID Buffer);
typedef NTSTATUS (NTAPI *PTDI_IND_RECEIVE)(PVOID TdiEventContext,
					   CONNECTION_CONTEXT ConnectionContext,
					   ULONG ReceiveFlags, ULONG BytesIndicated,
					   ULONG BytesAvailable, ULONG *BytesTaken, PVOID Tsdu,
					   PIRP *IoRequestPacket);
typedef NTSTATUS (NTAPI *PTDI_IND_RECEIVE_DATAGRAM)(PVOID TdiEventContext,
						    LONG SourceAddressLength, PVOID SourceAddress,
						    LONG OptionsLength, PVOID Options,
						    ULONG ReceiveDatagramFlags,
						    ULONG BytesIndicated, ULONG BytesAvailable,
						    ULONG *BytesTaken, PVOID Tsdu,
						    PIRP *IoRequestPacket);
typedef NTSTATUS (NTAPI *PTDI_IND_RECEIVE_EXPEDITED)(PVOID TdiEventContext,
						     CONNECTION_CONTEXT ConnectionContext,
						     ULONG ReceiveFlags, ULONG BytesIndicated,
						     ULONG BytesAvailable, ULONG *BytesTaken,
						     PVOID Tsdu, PIRP *IoRequestPacket);
typedef NTSTATUS (NTAPI *PTDI_IND_CHAINED_RECEIVE)(PVOID TdiEventContext,
						   CONNECTION_CONTEXT ConnectionContext,
						   ULONG ReceiveFlags, ULONG ReceiveLength,
						   ULONG StartingOffset, PMDL Tsdu,
						   PVOID TsduDescriptor);
typedef NTSTATUS (NTAPI *PTDI_IND_CHAINED_RECEIVE_DATAGRAM)(PVOID TdiEventContext,
							    LONG SourceAddressLength,
							    PVOID SourceAddress,
							    LONG OptionsLength, PVOID Options,
							    ULONG ReceiveDatagramFlags,
							    ULONG ReceiveDatagramLength,
							    ULONG StartingOffset, PMDL Tsdu,
							    PVOID TsduDescriptor);
typedef NTSTATUS (NTAPI *PTDI_IND_CHAINED_RECEIVE_EXPEDITED)(
	PVOID TdiEventContext, CONNECTION_CONTEXT ConnectionContext, ULONG ReceiveFlags,
	ULONG ReceiveLength, ULONG StartingOffset, PMDL Tsdu, PVOID TsduDescriptor);
typedef NTSTATUS (NTAPI *PTDI_IND_SEND_POSSIBLE)(PVOID TdiEventContext, PVOID ConnectionContext,
						 ULONG BytesAvailable);
typedef enum _TDI_PNP_OPCODE {
	TDI_PNP_OP_MIN,
	TDI_PNP_OP_ADD,
	TDI_PNP_OP_DEL,
	TDI_PNP_OP_UPDATE,
	TDI_PNP_OP_PROVIDERREADY,
	TDI_PNP_OP_NETREADY,
	TDI_PNP_OP_ADD_IGNORE_BINDING,
	TDI_PNP_OP_DELETE_IGNORE_BINDING,
	TDI_PNP_OP_MAX,
} TDI_PNP_OPCODE;

typedef struct _TDI_PNP_CONTEXT {
	USHORT ContextSize;
	USHORT ContextType;
	UCHAR ContextData[1];
} TDI_PNP_CONTEXT, *PTDI_PNP_CONTEXT;

typedef VOID (NTAPI *TDI_ADD_ADDRESS_HANDLER)(PTA_ADDRESS Address);
typedef VOID (NTAPI *TDI_ADD_ADDRESS_HANDLER_V2)(PTA_ADDRESS Address, PUNICODE_STRING DeviceName,
						 PTDI_PNP_CONTEXT Context);
typedef VOID (NTAPI *TDI_BINDING_HANDLER)(TDI_PNP_OPCODE PnPOpcode, PUNICODE_STRING DeviceName,
					  PWSTR MultiSZBindList);
typedef VOID (NTAPI *TDI_BIND_HANDLER)(PUNICODE_STRING DeviceName);
typedef VOID (NTAPI *TDI_DEL_ADDRESS_HANDLER)(PTA_ADDRESS Address);
typedef VOID (NTAPI *TDI_DEL_ADDRESS_HANDLER_V2)(PTA_ADDRESS Address, PUNICODE_STRING DeviceName,
						 PTDI_PNP_CONTEXT Context);
typedef NTSTATUS (NTAPI *TDI_PNP_POWER_HANDLER)(PUNICODE_STRING DeviceName,
						PNET_PNP_EVENT PowerEvent,
						PTDI_PNP_CONTEXT Context1,
						PTDI_PNP_CONTEXT Context2);
typedef VOID (NTAPI *TDI_UNBIND_HANDLER)(PUNICODE_STRING DeviceName);
typedef VOID (NTAPI *ProviderPnPPowerComplete)(PNET_PNP_EVENT NetEvent, NTSTATUS ProviderStatus);
typedef struct _TDI20_CLIENT_INTERFACE_INFO {
	union {
		struct {
			UCHAR MajorTdiVersion;
			UCHAR MinorTdiVersion;
		};
		USHORT TdiVersion;
	};
	USHORT Unused;
	PUNICODE_STRING ClientName;
	TDI_PNP_POWER_HANDLER PnPPowerHandler;
	union {
		TDI_BINDING_HANDLER BindingHandler;
		struct {
			TDI_BIND_HANDLER BindHandler;
			TDI_UNBIND_HANDLER UnBindHandler;
		};
	};
	union {
		struct {
			TDI_ADD_ADDRESS_HANDLER_V2 AddAddressHandlerV2;
			TDI_DEL_ADDRESS_HANDLER_V2 DelAddressHandlerV2;
		};
		struct {
			TDI_ADD_ADDRESS_HANDLER AddAddressHandler;
			TDI_DEL_ADDRESS_HANDLER DelAddressHandler;
		};
	};
} TDI20_CLIENT_INTERFACE_INFO, *PTDI20_CLIENT_INTERFACE_INFO;

typedef TDI20_CLIENT_INTERFACE_INFO TDI_CLIENT_INTERFACE_INFO;
typedef TDI_CLIENT_INTERFACE_INFO *PTDI_CLIENT_INTERFACE_INFO;

WINWORK_ABSENT VOID NTAPI TdiBuildNetbiosAddress(PUCHAR NetbiosName, BOOLEAN IsGroupName,
						 PTA_NETBIOS_ADDRESS NetworkName);
WINWORK_ABSENT NTSTATUS NTAPI TdiBuildNetbiosAddressEa(PUCHAR Buffer, BOOLEAN IsGroupName,
						       PUCHAR NetbiosName);
WINWORK_ABSENT NTSTATUS NTAPI TdiCopyBufferToMdl(PVOID SourceBuffer, ULONG SourceOffset,
						 ULONG SourceBytesToCopy,
						 PMDL DestinationMdlChain,
						 ULONG DestinationOffset, PULONG BytesCopied);
WINWORK_ABSENT NTSTATUS NTAPI TdiCopyMdlChainToMdlChain(PMDL SourceMdlChain, ULONG SourceOffset,
							PMDL DestinationMdlChain,
							ULONG DestinationOffset,
							PULONG BytesCopied);
WINWORK_ABSENT NTSTATUS NTAPI TdiCopyMdlToBuffer(PMDL SourceMdlChain, ULONG SourceOffset,
						 PVOID DestinationBuffer, ULONG DestinationOffset,
						 ULONG DestinationBufferSize, PULONG BytesCopied);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultChainedRcvDatagramHandler(
	PVOID TdiEventContext, LONG SourceAddressLength, PVOID SourceAddress, LONG OptionsLength,
	PVOID Options, ULONG ReceiveDatagramFlags, ULONG ReceiveDatagramLength,
	ULONG StartingOffset, PMDL Tsdu, PVOID TsduDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultChainedRcvExpeditedHandler(
	PVOID TdiEventContext, CONNECTION_CONTEXT ConnectionContext, ULONG ReceiveFlags,
	ULONG ReceiveLength, ULONG StartingOffset, PMDL Tsdu, PVOID TsduDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultChainedReceiveHandler(
	PVOID TdiEventContext, CONNECTION_CONTEXT ConnectionContext, ULONG ReceiveFlags,
	ULONG ReceiveLength, ULONG StartingOffset, PMDL Tsdu, PVOID TsduDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultConnectHandler(PVOID TdiEventContext,
						       LONG RemoteAddressLength,
						       PVOID RemoteAddress, LONG UserDataLength,
						       PVOID UserData, LONG OptionsLength,
						       PVOID Options,
						       CONNECTION_CONTEXT *ConnectionContext,
						       PIRP *AcceptIrp);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultDisconnectHandler(PVOID TdiEventContext,
							  CONNECTION_CONTEXT ConnectionContext,
							  LONG DisconnectDataLength,
							  PVOID DisconnectData,
							  LONG DisconnectInformationLength,
							  PVOID DisconnectInformation,
							  ULONG DisconnectFlags);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultErrorHandler(PVOID TdiEventContext, NTSTATUS Status);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultRcvDatagramHandler(PVOID TdiEventContext,
							   LONG SourceAddressLength,
							   PVOID SourceAddress,
							   LONG OptionsLength, PVOID Options,
							   ULONG ReceiveDatagramFlags,
							   ULONG BytesIndicated,
							   ULONG BytesAvailable,
							   ULONG *BytesTaken, PVOID Tsdu,
							   PIRP *IoRequestPacket);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultRcvExpeditedHandler(PVOID TdiEventContext,
							    CONNECTION_CONTEXT ConnectionContext,
							    ULONG ReceiveFlags,
							    ULONG BytesIndicated,
							    ULONG BytesAvailable,
							    ULONG *BytesTaken, PVOID Tsdu,
							    PIRP *IoRequestPacket);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultReceiveHandler(PVOID TdiEventContext,
						       CONNECTION_CONTEXT ConnectionContext,
						       ULONG ReceiveFlags, ULONG BytesIndicated,
						       ULONG BytesAvailable, ULONG *BytesTaken,
						       PVOID Tsdu, PIRP *IoRequestPacket);
WINWORK_ABSENT NTSTATUS NTAPI TdiDefaultSendPossibleHandler(PVOID TdiEventContext,
							    PVOID ConnectionContext,
							    ULONG BytesAvailable);
WINWORK_ABSENT NTSTATUS NTAPI TdiDeregisterAddressChangeHandler(
	HANDLE BindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiDeregisterDeviceObject(HANDLE DevRegistrationHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiDeregisterNetAddress(HANDLE AddrRegistrationHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiDeregisterPnPHandlers(HANDLE BindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiDeregisterProvider(HANDLE ProviderHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiEnumerateAddresses(HANDLE BindingHandle);
WINWORK_ABSENT VOID NTAPI TdiInitialize(VOID);
WINWORK_ABSENT VOID NTAPI TdiMapBuffer(PMDL MdlChain);
WINWORK_ABSENT NTSTATUS NTAPI TdiMapUserRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						PIO_STACK_LOCATION IrpSp);
WINWORK_ABSENT BOOLEAN NTAPI TdiMatchPdoWithChainedReceiveContext(
	PVOID TsduDescriptor, PVOID PDO);
WINWORK_ABSENT VOID NTAPI TdiPnPPowerComplete(HANDLE BindingHandle, PNET_PNP_EVENT PowerEvent,
					      NTSTATUS Status);
WINWORK_ABSENT NTSTATUS NTAPI TdiPnPPowerRequest(PUNICODE_STRING DeviceName,
						 PNET_PNP_EVENT PowerEvent,
						 PTDI_PNP_CONTEXT Context1,
						 PTDI_PNP_CONTEXT Context2,
						 ProviderPnPPowerComplete ProtocolCompletionHandler);
WINWORK_ABSENT NTSTATUS NTAPI TdiProviderReady(HANDLE ProviderHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiRegisterAddressChangeHandler(
	TDI_ADD_ADDRESS_HANDLER AddHandler, TDI_DEL_ADDRESS_HANDLER DeleteHandler,
	HANDLE *BindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiRegisterDeviceObject(PUNICODE_STRING DeviceName,
						      HANDLE *DevRegistrationHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiRegisterNetAddress(PTA_ADDRESS Address,
						    PUNICODE_STRING DeviceName,
						    PTDI_PNP_CONTEXT Context,
						    HANDLE *AddrRegistrationHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiRegisterNotificationHandler(
	TDI_BIND_HANDLER BindHandler, TDI_UNBIND_HANDLER UnbindHandler, HANDLE *BindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiRegisterPnPHandlers(PTDI_CLIENT_INTERFACE_INFO ClientInterfaceInfo,
						     ULONG InterfaceInfoSize,
						     HANDLE *BindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI TdiRegisterProvider(PUNICODE_STRING ProviderName,
						  HANDLE *ProviderHandle);
WINWORK_ABSENT VOID NTAPI TdiReturnChainedReceives(PVOID *TsduDescriptors, ULONG NumberOfTsdus);
WINWORK_ABSENT VOID NTAPI TdiUnmapBuffer(PMDL MdlChain);

EXTERN_C_END

#endif /* WINWORK_TDI_KERNEL_H */
