/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Power of adapters and wake-up.
 */
#ifndef WINWORK_NDIS_POWER_H
#define WINWORK_NDIS_POWER_H

#include <winwork/ndis/oid_request.h>
#include <winwork/ndis/types.h>
#include <guiddef.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/po/power.h>
#include "media.h"

EXTERN_C_START

struct _DOT11_RSN_REKEY_PARAMETERS;
struct _DOT11_RSN_REKEY_PARAMETERS_V2;
struct _EAPOL_REQUEST_ID_MESSAGE_WOL_PACKET_PARAMETERS;
struct _IPV4_ARP_PARAMETERS;
struct _IPV4_TCP_SYN_WOL_PACKET_PARAMETERS;
struct _IPV6_NS_PARAMETERS;
struct _IPV6_TCP_SYN_WOL_PACKET_PARAMETERS;
struct _NDIS_PM_COUNTED_STRING;
struct _NDIS_PM_PACKET_PATTERN;
struct _NDIS_PM_PARAMETERS;
struct _NDIS_PM_PROTOCOL_OFFLOAD;
struct _NDIS_PM_WAKE_PACKET;
struct _NDIS_PM_WAKE_REASON;
struct _NDIS_PM_WAKE_UP_CAPABILITIES;
struct _NDIS_PM_WOL_PATTERN;
union _PROTOCOL_OFFLOAD_PARAMETERS;
struct _WOL_BITMAP_PATTERN;
union _WOL_PATTERN;

#define NDIS_PNP_WAKE_UP_MAGIC_PACKET 0x00000001
#define NDIS_PNP_WAKE_UP_PATTERN_MATCH 0x00000002
#define NDIS_PNP_WAKE_UP_LINK_CHANGE 0x00000004

typedef struct _NDIS_PM_PACKET_PATTERN {
	ULONG Priority;
	ULONG Reserved;
	ULONG MaskSize;
	ULONG PatternOffset;
	ULONG PatternSize;
	ULONG PatternFlags;
} NDIS_PM_PACKET_PATTERN, *PNDIS_PM_PACKET_PATTERN;

typedef struct _NDIS_PM_WAKE_UP_CAPABILITIES {
	NDIS_DEVICE_POWER_STATE MinMagicPacketWakeUp;
	NDIS_DEVICE_POWER_STATE MinPatternWakeUp;
	NDIS_DEVICE_POWER_STATE MinLinkChangeWakeUp;
} NDIS_PM_WAKE_UP_CAPABILITIES, *PNDIS_PM_WAKE_UP_CAPABILITIES;

typedef struct _NDIS_PNP_CAPABILITIES {
	ULONG Flags;
	NDIS_PM_WAKE_UP_CAPABILITIES WakeUpCapabilities;
} NDIS_PNP_CAPABILITIES, *PNDIS_PNP_CAPABILITIES;

#define NDIS_DEVICE_WAKE_UP_ENABLE 0x00000001
#define NDIS_DEVICE_WAKE_ON_PATTERN_MATCH_ENABLE 0x00000002
#define NDIS_DEVICE_WAKE_ON_MAGIC_PACKET_ENABLE 0x00000004

typedef enum _NDIS_PM_PROTOCOL_OFFLOAD_TYPE {
	NdisPMProtocolOffloadIdUnspecified,
	NdisPMProtocolOffloadIdIPv4ARP,
	NdisPMProtocolOffloadIdIPv6NS,
	NdisPMProtocolOffload80211RSNRekey,
	NdisPMProtocolOffload80211RSNRekeyV2,
	NdisPMProtocolOffloadIdMaximum,
} NDIS_PM_PROTOCOL_OFFLOAD_TYPE, *PNDIS_PM_PROTOCOL_OFFLOAD_TYPE;

typedef struct _NDIS_PM_COUNTED_STRING {
	USHORT Length;
	WCHAR String[NDIS_PM_MAX_STRING_SIZE + 1];
} NDIS_PM_COUNTED_STRING, *PNDIS_PM_COUNTED_STRING;

typedef struct _NDIS_PM_PROTOCOL_OFFLOAD {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG Priority;
	NDIS_PM_PROTOCOL_OFFLOAD_TYPE ProtocolOffloadType;
	NDIS_PM_COUNTED_STRING FriendlyName;
	ULONG ProtocolOffloadId;
	ULONG NextProtocolOffloadOffset;
	union _PROTOCOL_OFFLOAD_PARAMETERS {
		struct _IPV4_ARP_PARAMETERS {
			ULONG Flags;
			UCHAR RemoteIPv4Address[4];
			UCHAR HostIPv4Address[4];
			UCHAR MacAddress[6];
		} IPv4ARPParameters;
		struct _IPV6_NS_PARAMETERS {
			ULONG Flags;
			UCHAR RemoteIPv6Address[16];
			UCHAR SolicitedNodeIPv6Address[16];
			UCHAR MacAddress[6];
			UCHAR TargetIPv6Addresses[2][16];
		} IPv6NSParameters;
		struct _DOT11_RSN_REKEY_PARAMETERS {
			ULONG Flags;
			UCHAR KCK[DOT11_RSN_KCK_LENGTH];
			UCHAR KEK[DOT11_RSN_KEK_LENGTH];
			ULONGLONG KeyReplayCounter;
		} Dot11RSNRekeyParameters;
#if NDIS_SUPPORT_NDIS684
		struct _DOT11_RSN_REKEY_PARAMETERS_V2 {
			ULONG Flags;
			ULONGLONG KeyReplayCounter;
			ULONG AuthAlgo;
			ULONG KCKLength;
			ULONG KEKLength;
			UCHAR KCK[DOT11_RSN_MAX_CIPHER_KEY_LENGTH];
			UCHAR KEK[DOT11_RSN_MAX_CIPHER_KEY_LENGTH];
		} Dot11RSNRekeyParametersV2;
#endif
	} ProtocolOffloadParameters;
} NDIS_PM_PROTOCOL_OFFLOAD, *PNDIS_PM_PROTOCOL_OFFLOAD;

#define NDIS_PM_PROTOCOL_OFFLOAD_REVISION_2 2
#define NDIS_SIZEOF_NDIS_PM_PROTOCOL_OFFLOAD_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_PM_PROTOCOL_OFFLOAD, ProtocolOffloadParameters)

typedef enum _NDIS_PM_WAKE_REASON_TYPE {
	NdisWakeReasonUnspecified = 0x0000,
	NdisWakeReasonPacket = 0x0001,
	NdisWakeReasonMediaDisconnect = 0x0002,
	NdisWakeReasonMediaConnect = 0x0003,
	NdisWakeReasonWlanNLODiscovery = 0x1000,
	NdisWakeReasonWlanAPAssociationLost = 0x1001,
	NdisWakeReasonWlanGTKHandshakeError = 0x1002,
	NdisWakeReasonWlan4WayHandshakeRequest = 0x1003,
	NdisWakeReasonWwanRegisterState = 0x2000,
	NdisWakeReasonWwanSMSReceive = 0x2001,
	NdisWakeReasonWwanUSSDReceive = 0x2002,
#if NDIS_SUPPORT_NDIS684
	NdisWakeReasonWwanPacketState = 0x2004,
	NdisWakeReasonWwanUiccChange = 0x2005,
#endif
} NDIS_PM_WAKE_REASON_TYPE, *PNDIS_PM_WAKE_REASON_TYPE;

typedef enum _NDIS_PM_WOL_PACKET {
	NdisPMWoLPacketUnspecified,
	NdisPMWoLPacketBitmapPattern,
	NdisPMWoLPacketMagicPacket,
	NdisPMWoLPacketIPv4TcpSyn,
	NdisPMWoLPacketIPv6TcpSyn,
	NdisPMWoLPacketEapolRequestIdMessage,
	NdisPMWoLPacketMaximum,
} NDIS_PM_WOL_PACKET, *PNDIS_PM_WOL_PACKET;

typedef struct _NDIS_PM_WOL_PATTERN {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG Priority;
	NDIS_PM_WOL_PACKET WoLPacketType;
	NDIS_PM_COUNTED_STRING FriendlyName;
	ULONG PatternId;
	ULONG NextWoLPatternOffset;
	union _WOL_PATTERN {
		struct _IPV4_TCP_SYN_WOL_PACKET_PARAMETERS {
			ULONG Flags;
			UCHAR IPv4SourceAddress[4];
			UCHAR IPv4DestAddress[4];
			USHORT TCPSourcePortNumber;
			USHORT TCPDestPortNumber;
		} IPv4TcpSynParameters;
		struct _IPV6_TCP_SYN_WOL_PACKET_PARAMETERS {
			ULONG Flags;
			UCHAR IPv6SourceAddress[16];
			UCHAR IPv6DestAddress[16];
			USHORT TCPSourcePortNumber;
			USHORT TCPDestPortNumber;
		} IPv6TcpSynParameters;
		struct _EAPOL_REQUEST_ID_MESSAGE_WOL_PACKET_PARAMETERS {
			ULONG Flags;
		} EapolRequestIdMessageParameters;
		struct _WOL_BITMAP_PATTERN {
			ULONG Flags;
			ULONG MaskOffset;
			ULONG MaskSize;
			ULONG PatternOffset;
			ULONG PatternSize;
		} WoLBitMapPattern;
	} WoLPattern;
} NDIS_PM_WOL_PATTERN, *PNDIS_PM_WOL_PATTERN;

typedef struct _NDIS_PM_WAKE_REASON {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	NDIS_PM_WAKE_REASON_TYPE WakeReason;
	ULONG InfoBufferOffset;
	ULONG InfoBufferSize;
} NDIS_PM_WAKE_REASON, *PNDIS_PM_WAKE_REASON;

typedef struct _NDIS_PM_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG EnabledWoLPacketPatterns;
	ULONG EnabledProtocolOffloads;
	ULONG WakeUpFlags;
	ULONG MediaSpecificWakeUpEvents;
} NDIS_PM_PARAMETERS, *PNDIS_PM_PARAMETERS;

typedef struct _NDIS_PM_WAKE_PACKET {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG PatternId;
	NDIS_PM_COUNTED_STRING PatternFriendlyName;
	ULONG OriginalPacketSize;
	ULONG SavedPacketSize;
	ULONG SavedPacketOffset;
} NDIS_PM_WAKE_PACKET, *PNDIS_PM_WAKE_PACKET;

WINWORK_ABSENT VOID NTAPI NdisMIdleNotificationComplete(_In_ NDIS_HANDLE MiniportAdapterHandle);
WINWORK_ABSENT VOID NTAPI NdisMIdleNotificationConfirm(_In_ NDIS_HANDLE MiniportAdapterHandle,
						       _In_ NDIS_DEVICE_POWER_STATE IdlePowerState);

EXTERN_C_END

#endif /* WINWORK_NDIS_POWER_H */
