/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Offload of checksums, segmentation and encapsulation; receive-side scaling.
 */
#ifndef WINWORK_NDIS_OFFLOAD_H
#define WINWORK_NDIS_OFFLOAD_H

#include "filter.h"
#include "miniport.h"
#include "oid_request.h"
#include "protocol.h"
#include "support.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "media.h"
#include "net_buffer.h"

EXTERN_C_START

union _ENCAPSULATION_PROTOCOL_INFO;
union _ENCAPSULATION_PROTOCOL_PARAMETERS;
struct _NDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD;
struct _NDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD_V2;
struct _NDIS_HD_SPLIT_CURRENT_CONFIG;
struct _NDIS_HD_SPLIT_PARAMETERS;
struct _NDIS_IPSEC_OFFLOAD_V1;
struct _NDIS_IPSEC_OFFLOAD_V1_NET_BUFFER_LIST_INFO;
struct _NDIS_IPSEC_OFFLOAD_V2;
struct _NDIS_IPSEC_OFFLOAD_V2_HEADER_NET_BUFFER_LIST_INFO;
struct _NDIS_IPSEC_OFFLOAD_V2_NET_BUFFER_LIST_INFO;
struct _NDIS_IPSEC_OFFLOAD_V2_TUNNEL_NET_BUFFER_LIST_INFO;
struct _NDIS_IP_OPER_STATE;
struct _NDIS_IP_OPER_STATUS;
struct _NDIS_IP_OPER_STATUS_INFO;
struct _NDIS_OFFLOAD_ENCAPSULATION;
struct _NDIS_OFFLOAD_PARAMETERS;
struct _NDIS_RECEIVE_HASH_PARAMETERS;
struct _NDIS_RECEIVE_SCALE_PARAMETERS;
struct _NDIS_RECEIVE_SCALE_PARAMETERS_V2;
union _NDIS_RSC_NBL_INFO;
struct _NDIS_RFC6877_464XLAT_OFFLOAD;
struct _NDIS_RSC_STATISTICS_INFO;
struct _NDIS_RSS_PROCESSOR;
struct _NDIS_RSS_SET_INDIRECTION_ENTRIES;
struct _NDIS_RSS_SET_INDIRECTION_ENTRY;
struct _NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO;
struct _NDIS_TCP_IP_CHECKSUM_OFFLOAD;
struct _NDIS_TCP_IP_CHECKSUM_PACKET_INFO;
struct _NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO;
struct _NDIS_TCP_LARGE_SEND_OFFLOAD_V1;
struct _NDIS_TCP_LARGE_SEND_OFFLOAD_V2;
struct _NDIS_TCP_RECV_SEG_COALESCE_OFFLOAD;
struct _NDIS_TCP_SEND_OFFLOADS_SUPPLEMENTAL_NET_BUFFER_LIST_INFO;
struct _NDIS_UDP_SEGMENTATION_OFFLOAD;
struct _NDIS_WMI_TCP_IP_CHECKSUM_OFFLOAD;
struct _VXLAN_INFO;
struct _VXLAN_PARAMETERS;

#define NDIS_ENCAPSULATION_NOT_SUPPORTED 0x00000000
#define NDIS_ENCAPSULATION_NULL 0x00000001
#define NDIS_ENCAPSULATION_IEEE_802_3 0x00000002
#define NDIS_ENCAPSULATION_IEEE_802_3_P_AND_Q 0x00000004
#define NDIS_ENCAPSULATION_IEEE_802_3_P_AND_Q_IN_OOB 0x00000008
#define NDIS_ENCAPSULATION_IEEE_LLC_SNAP_ROUTED 0x00000010

#define NDIS_HASH_FUNCTION_MASK 0x000000ff
#define NDIS_HASH_IPV4 0x00000100
#define NDIS_HASH_TCP_IPV4 0x00000200
#define NDIS_HASH_IPV6 0x00000400
#define NDIS_HASH_IPV6_EX 0x00000800
#define NDIS_HASH_TCP_IPV6 0x00001000
#define NDIS_HASH_TCP_IPV6_EX 0x00002000
#define NDIS_HASH_UDP_IPV4 0x00004000
#define NDIS_HASH_UDP_IPV6 0x00008000
#define NDIS_HASH_UDP_IPV6_EX 0x00010000
#define NDIS_HASH_TYPE_MASK 0x00ffff00
#define NDIS_IP_OPER_STATE_REVISION_1 1
#define NDIS_IP_OPER_STATUS_INFO_REVISION_1 1

#define NDIS_OFFLOAD_NOT_SUPPORTED 0
#define NDIS_OFFLOAD_PARAMETERS_NO_CHANGE 0
#define NDIS_OFFLOAD_SET_NO_CHANGE 0
#define NDIS_OFFLOAD_FLAGS_GROUP_CHECKSUM_CAPABILITIES 0x1
#define NDIS_OFFLOAD_PARAMETERS_CONNECTION_OFFLOAD_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_IPSECV1_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_LSOV1_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_LSOV2_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_REVISION_1 1
#define NDIS_OFFLOAD_PARAMETERS_TX_RX_DISABLED 1
#define NDIS_OFFLOAD_REVISION_1 1
#define NDIS_OFFLOAD_SET_ON 1
#define NDIS_OFFLOAD_SUPPORTED 1
#define NDIS_OFFLOAD_PARAMETERS_CONNECTION_OFFLOAD_ENABLED 2
#define NDIS_OFFLOAD_PARAMETERS_IPSECV1_AH_ENABLED 2
#define NDIS_OFFLOAD_PARAMETERS_LSOV1_ENABLED 2
#define NDIS_OFFLOAD_PARAMETERS_LSOV2_ENABLED 2
#define NDIS_OFFLOAD_PARAMETERS_TX_ENABLED_RX_DISABLED 2
#define NDIS_OFFLOAD_SET_OFF 2
#define NDIS_OFFLOAD_PARAMETERS_IPSECV1_ESP_ENABLED 3
#define NDIS_OFFLOAD_PARAMETERS_RX_ENABLED_TX_DISABLED 3
#define NDIS_OFFLOAD_PARAMETERS_IPSECV1_AH_AND_ESP_ENABLED 4
#define NDIS_OFFLOAD_PARAMETERS_TX_RX_ENABLED 4
#define NDIS_RECEIVE_HASH_PARAMETERS_REVISION_1 1
#define NDIS_RECEIVE_SCALE_CAPABILITIES_REVISION_1 1
#define NDIS_RECEIVE_SCALE_PARAMETERS_REVISION_1 1

#define NDIS_RSS_PARAM_FLAG_BASE_CPU_UNCHANGED 0x0001
#define NDIS_RSS_PARAM_FLAG_HASH_INFO_UNCHANGED 0x0002
#define NDIS_RSS_PARAM_FLAG_ITABLE_UNCHANGED 0x0004
#define NDIS_RSS_PARAM_FLAG_HASH_KEY_UNCHANGED 0x0008
#define NDIS_RSS_PARAM_FLAG_DISABLE_RSS 0x0010
#define NDIS_RSS_PARAM_FLAG_DEFAULT_PROCESSOR_UNCHANGED 0x0020
#define NDIS_RSS_HASH_SECRET_KEY_MAX_SIZE_REVISION_1 40
#define NDIS_RSS_HASH_SECRET_KEY_SIZE_REVISION_1 40
#define NDIS_RSS_INDIRECTION_TABLE_MAX_SIZE_REVISION_1 128
#define NDIS_RSS_INDIRECTION_TABLE_SIZE_REVISION_1 128
#define NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV4 0x00000100
#define NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV6 0x00000200
#define NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV6_EX 0x00000400
#define NDIS_RSS_CAPS_HASH_TYPE_UDP_IPV4 0x00000800
#define NDIS_RSS_CAPS_HASH_TYPE_UDP_IPV6 0x00001000
#define NDIS_RSS_CAPS_HASH_TYPE_UDP_IPV6_EX 0x00002000
#define NDIS_RSS_CAPS_MESSAGE_SIGNALED_INTERRUPTS 0x01000000
#define NDIS_RSS_CAPS_CLASSIFICATION_AT_ISR 0x02000000
#define NDIS_RSS_CAPS_CLASSIFICATION_AT_DPC 0x04000000
#define NDIS_TASK_OFFLOAD_VERSION 1
#define NDIS_TCP_CONNECTION_OFFLOAD_REVISION_1 1

typedef struct _NDIS_IP_OPER_STATUS {
	ULONG AddressFamily;
	NET_IF_OPER_STATUS OperationalStatus;
	ULONG OperationalStatusFlags;
} NDIS_IP_OPER_STATUS, *PNDIS_IP_OPER_STATUS;

typedef struct _NDIS_IP_OPER_STATUS_INFO {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG NumberofAddressFamiliesReturned;
	NDIS_IP_OPER_STATUS IpOperationalStatus[32];
} NDIS_IP_OPER_STATUS_INFO, *PNDIS_IP_OPER_STATUS_INFO;

typedef struct _NDIS_IP_OPER_STATE {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	NDIS_IP_OPER_STATUS IpOperationalStatus;
} NDIS_IP_OPER_STATE, *PNDIS_IP_OPER_STATE;

typedef struct _NDIS_OFFLOAD_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	UCHAR IPv4Checksum;
	UCHAR TCPIPv4Checksum;
	UCHAR UDPIPv4Checksum;
	UCHAR TCPIPv6Checksum;
	UCHAR UDPIPv6Checksum;
	UCHAR LsoV1;
	UCHAR IPsecV1;
	UCHAR LsoV2IPv4;
	UCHAR LsoV2IPv6;
	UCHAR TcpConnectionIPv4;
	UCHAR TcpConnectionIPv6;
	ULONG Flags;
#if NDIS_SUPPORT_NDIS61
	UCHAR IPsecV2;
	UCHAR IPsecV2IPv4;
#endif
#if NDIS_SUPPORT_NDIS630
	struct {
		UCHAR RscIPv4;
		UCHAR RscIPv6;
	};
	struct {
		UCHAR EncapsulatedPacketTaskOffload;
		UCHAR EncapsulationTypes;
	};
#endif
#if NDIS_SUPPORT_NDIS650
	union _ENCAPSULATION_PROTOCOL_PARAMETERS {
		struct _VXLAN_PARAMETERS {
			USHORT VxlanUDPPortNumber;
		} VxlanParameters;
		ULONG Value;
	} EncapsulationProtocolParameters;
#endif
#if NDIS_SUPPORT_NDIS683
	struct {
		UCHAR IPv4;
		UCHAR IPv6;
	} UdpSegmentation;
#endif
} NDIS_OFFLOAD_PARAMETERS, *PNDIS_OFFLOAD_PARAMETERS;

#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_OFFLOAD_PARAMETERS, IPsecV2IPv4)
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_OFFLOAD_PARAMETERS, EncapsulationTypes)
#define NDIS_OFFLOAD_PARAMETERS_REVISION_4 4
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_4 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_OFFLOAD_PARAMETERS, EncapsulationProtocolParameters)
#define NDIS_OFFLOAD_PARAMETERS_REVISION_5 5
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_5 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_OFFLOAD_PARAMETERS, UdpSegmentation)

#define NDIS_OFFLOAD_PARAMETERS_USO_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_USO_ENABLED 2

typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_V1 {
	struct {
		ULONG Encapsulation;
		ULONG MaxOffLoadSize;
		ULONG MinSegmentCount;
		ULONG TcpOptions : 2;
		ULONG IpOptions : 2;
		ULONG : 28;
	} IPv4;
} NDIS_TCP_LARGE_SEND_OFFLOAD_V1, *PNDIS_TCP_LARGE_SEND_OFFLOAD_V1;

typedef struct _NDIS_TCP_IP_CHECKSUM_OFFLOAD {
	struct {
		ULONG Encapsulation;
		ULONG IpOptionsSupported : 2;
		ULONG TcpOptionsSupported : 2;
		ULONG TcpChecksum : 2;
		ULONG UdpChecksum : 2;
		ULONG IpChecksum : 2;
		ULONG : 22;
	} IPv4Transmit;
	struct {
		ULONG Encapsulation;
		ULONG IpOptionsSupported : 2;
		ULONG TcpOptionsSupported : 2;
		ULONG TcpChecksum : 2;
		ULONG UdpChecksum : 2;
		ULONG IpChecksum : 2;
		ULONG : 22;
	} IPv4Receive;
	struct {
		ULONG Encapsulation;
		ULONG IpExtensionHeadersSupported : 2;
		ULONG TcpOptionsSupported : 2;
		ULONG TcpChecksum : 2;
		ULONG UdpChecksum : 2;
		ULONG : 24;
	} IPv6Transmit;
	struct {
		ULONG Encapsulation;
		ULONG IpExtensionHeadersSupported : 2;
		ULONG TcpOptionsSupported : 2;
		ULONG TcpChecksum : 2;
		ULONG UdpChecksum : 2;
		ULONG : 24;
	} IPv6Receive;
} NDIS_TCP_IP_CHECKSUM_OFFLOAD, *PNDIS_TCP_IP_CHECKSUM_OFFLOAD;

typedef struct _NDIS_IPSEC_OFFLOAD_V1 {
	struct {
		ULONG Encapsulation;
		ULONG AhEspCombined;
		ULONG TransportTunnelCombined;
		ULONG IPv4Options;
		ULONG Flags;
	} Supported;
	struct {
		ULONG Md5 : 2;
		ULONG Sha_1 : 2;
		ULONG Transport : 2;
		ULONG Tunnel : 2;
		ULONG Send : 2;
		ULONG Receive : 2;
		ULONG : 20;
	} IPv4AH;
	struct {
		ULONG Des : 2;
		ULONG Reserved : 2;
		ULONG TripleDes : 2;
		ULONG NullEsp : 2;
		ULONG Transport : 2;
		ULONG Tunnel : 2;
		ULONG Send : 2;
		ULONG Receive : 2;
		ULONG : 16;
	} IPv4ESP;
} NDIS_IPSEC_OFFLOAD_V1, *PNDIS_IPSEC_OFFLOAD_V1;

typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_V2 {
	struct {
		ULONG Encapsulation;
		ULONG MaxOffLoadSize;
		ULONG MinSegmentCount;
	} IPv4;
	struct {
		ULONG Encapsulation;
		ULONG MaxOffLoadSize;
		ULONG MinSegmentCount;
		ULONG IpExtensionHeadersSupported : 2;
		ULONG TcpOptionsSupported : 2;
		ULONG : 28;
	} IPv6;
} NDIS_TCP_LARGE_SEND_OFFLOAD_V2, *PNDIS_TCP_LARGE_SEND_OFFLOAD_V2;

typedef struct _NDIS_WMI_TCP_IP_CHECKSUM_OFFLOAD {
	struct {
		ULONG Encapsulation;
		ULONG IpOptionsSupported;
		ULONG TcpOptionsSupported;
		ULONG TcpChecksum;
		ULONG UdpChecksum;
		ULONG IpChecksum;
	} IPv4Transmit;
	struct {
		ULONG Encapsulation;
		ULONG IpOptionsSupported;
		ULONG TcpOptionsSupported;
		ULONG TcpChecksum;
		ULONG UdpChecksum;
		ULONG IpChecksum;
	} IPv4Receive;
	struct {
		ULONG Encapsulation;
		ULONG IpExtensionHeadersSupported;
		ULONG TcpOptionsSupported;
		ULONG TcpChecksum;
		ULONG UdpChecksum;
	} IPv6Transmit;
	struct {
		ULONG Encapsulation;
		ULONG IpExtensionHeadersSupported;
		ULONG TcpOptionsSupported;
		ULONG TcpChecksum;
		ULONG UdpChecksum;
	} IPv6Receive;
} NDIS_WMI_TCP_IP_CHECKSUM_OFFLOAD, *PNDIS_WMI_TCP_IP_CHECKSUM_OFFLOAD;

typedef struct _NDIS_RECEIVE_SCALE_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	USHORT Flags;
	USHORT BaseCpuNumber;
	ULONG HashInformation;
	USHORT IndirectionTableSize;
	ULONG IndirectionTableOffset;
	USHORT HashSecretKeySize;
	ULONG HashSecretKeyOffset;
#if NDIS_SUPPORT_NDIS620
	ULONG ProcessorMasksOffset;
	ULONG NumberOfProcessorMasks;
	ULONG ProcessorMasksEntrySize;
#endif
#if NDIS_SUPPORT_NDIS660
	PROCESSOR_NUMBER DefaultProcessorNumber;
#endif
} NDIS_RECEIVE_SCALE_PARAMETERS, *PNDIS_RECEIVE_SCALE_PARAMETERS;

#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_RECEIVE_SCALE_PARAMETERS, ProcessorMasksEntrySize)
#define NDIS_RECEIVE_SCALE_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_RECEIVE_SCALE_PARAMETERS, DefaultProcessorNumber)

typedef struct _NDIS_RECEIVE_HASH_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG HashInformation;
	USHORT HashSecretKeySize;
	ULONG HashSecretKeyOffset;
} NDIS_RECEIVE_HASH_PARAMETERS, *PNDIS_RECEIVE_HASH_PARAMETERS;

typedef struct _NDIS_TCP_IP_CHECKSUM_PACKET_INFO {
	union {
		struct {
			ULONG NdisPacketChecksumV4 : 1;
			ULONG NdisPacketChecksumV6 : 1;
			ULONG NdisPacketTcpChecksum : 1;
			ULONG NdisPacketUdpChecksum : 1;
			ULONG NdisPacketIpChecksum : 1;
			ULONG : 27;
		} Transmit;
		struct {
			ULONG NdisPacketTcpChecksumFailed : 1;
			ULONG NdisPacketUdpChecksumFailed : 1;
			ULONG NdisPacketIpChecksumFailed : 1;
			ULONG NdisPacketTcpChecksumSucceeded : 1;
			ULONG NdisPacketUdpChecksumSucceeded : 1;
			ULONG NdisPacketIpChecksumSucceeded : 1;
			ULONG NdisPacketLoopback : 1;
			ULONG : 25;
		} Receive;
		ULONG Value;
	};
} NDIS_TCP_IP_CHECKSUM_PACKET_INFO, *PNDIS_TCP_IP_CHECKSUM_PACKET_INFO;

typedef union _NDIS_RSC_NBL_INFO {
	struct {
		USHORT CoalescedSegCount;
		USHORT DupAckCount;
	} Info;
	PVOID Value;
} NDIS_RSC_NBL_INFO, *PNDIS_RSC_NBL_INFO;

typedef struct _NDIS_IPSEC_OFFLOAD_V2_TUNNEL_NET_BUFFER_LIST_INFO {
	struct {
		NDIS_HANDLE TunnelHandle;
	} Transmit;
} NDIS_IPSEC_OFFLOAD_V2_TUNNEL_NET_BUFFER_LIST_INFO,
	*PNDIS_IPSEC_OFFLOAD_V2_TUNNEL_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_IPSEC_OFFLOAD_V2_HEADER_NET_BUFFER_LIST_INFO {
	union {
		struct {
			ULONG NextHeader : 8;
			ULONG PadLength : 8;
			ULONG AhHeaderOffset : 8;
			ULONG EspHeaderOffset : 8;
		} Transmit;
		struct {
			ULONG NextHeader : 8;
			ULONG PadLength : 8;
			ULONG HeaderInfoSet : 1;
			ULONG : 15;
		} Receive;
	};
} NDIS_IPSEC_OFFLOAD_V2_HEADER_NET_BUFFER_LIST_INFO,
	*PNDIS_IPSEC_OFFLOAD_V2_HEADER_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_TCP_SEND_OFFLOADS_SUPPLEMENTAL_NET_BUFFER_LIST_INFO {
	union {
		struct {
			ULONG IsEncapsulatedPacket : 1;
			ULONG EncapsulatedPacketOffsetsValid : 1;
			ULONG InnerFrameOffset : 8;
			ULONG TransportIpHeaderRelativeOffset : 6;
			ULONG TcpHeaderRelativeOffset : 10;
			ULONG IsInnerIPv6 : 1;
			ULONG TcpOptionsPresent : 1;
			ULONG Reserved : 4;
		} EncapsulatedPacketOffsets;
		PVOID Value;
	};
} NDIS_TCP_SEND_OFFLOADS_SUPPLEMENTAL_NET_BUFFER_LIST_INFO,
	*PNDIS_TCP_SEND_OFFLOADS_SUPPLEMENTAL_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_IPSEC_OFFLOAD_V2_NET_BUFFER_LIST_INFO {
	union {
		struct {
			PVOID OffloadHandle;
		} Transmit;
		struct {
			ULONG SaDeleteReq : 1;
			ULONG CryptoDone : 1;
			ULONG NextCryptoDone : 1;
			ULONG Reserved : 13;
			ULONG CryptoStatus : 16;
		} Receive;
	};
} NDIS_IPSEC_OFFLOAD_V2_NET_BUFFER_LIST_INFO, *PNDIS_IPSEC_OFFLOAD_V2_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_IPSEC_OFFLOAD_V1_NET_BUFFER_LIST_INFO {
	union {
		struct {
			NDIS_HANDLE OffloadHandle;
		} Transmit;
		struct {
			USHORT SaDeleteReq : 1;
			USHORT CryptoDone : 1;
			USHORT NextCryptoDone : 1;
			USHORT Pad : 13;
			USHORT CryptoStatus;
		} Receive;
	};
} NDIS_IPSEC_OFFLOAD_V1_NET_BUFFER_LIST_INFO, *PNDIS_IPSEC_OFFLOAD_V1_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO {
	union {
		struct {
			ULONG IsIPv4 : 1;
			ULONG IsIPv6 : 1;
			ULONG TcpChecksum : 1;
			ULONG UdpChecksum : 1;
			ULONG IpHeaderChecksum : 1;
			ULONG Reserved : 11;
			ULONG TcpHeaderOffset : 10;
			ULONG : 6;
		} Transmit;
		struct {
			ULONG TcpChecksumFailed : 1;
			ULONG UdpChecksumFailed : 1;
			ULONG IpChecksumFailed : 1;
			ULONG TcpChecksumSucceeded : 1;
			ULONG UdpChecksumSucceeded : 1;
			ULONG IpChecksumSucceeded : 1;
			ULONG Loopback : 1;
			ULONG TcpChecksumValueInvalid : 1;
			ULONG IpChecksumValueInvalid : 1;
			ULONG : 23;
		} Receive;
		PVOID Value;
	};
} NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO, *PNDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_OFFLOAD_ENCAPSULATION {
	NDIS_OBJECT_HEADER Header;
	struct {
		ULONG Enabled;
		ULONG EncapsulationType;
		ULONG HeaderSize;
	} IPv4;
	struct {
		ULONG Enabled;
		ULONG EncapsulationType;
		ULONG HeaderSize;
	} IPv6;
} NDIS_OFFLOAD_ENCAPSULATION, *PNDIS_OFFLOAD_ENCAPSULATION;

#define NDIS_OFFLOAD_ENCAPSULATION_REVISION_1 1
#define NDIS_SIZEOF_OFFLOAD_ENCAPSULATION_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_OFFLOAD_ENCAPSULATION, IPv6.HeaderSize)

typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO {
	union {
		struct {
			ULONG Unused : 30;
			ULONG Type : 1;
			ULONG Reserved2 : 1;
		} Transmit;
		struct {
			ULONG MSS : 20;
			ULONG TcpHeaderOffset : 10;
			ULONG Type : 1;
			ULONG Reserved2 : 1;
		} LsoV1Transmit;
		struct {
			ULONG TcpPayload : 30;
			ULONG Type : 1;
			ULONG Reserved2 : 1;
		} LsoV1TransmitComplete;
		struct {
			ULONG MSS : 20;
			ULONG TcpHeaderOffset : 10;
			ULONG Type : 1;
			ULONG IPVersion : 1;
		} LsoV2Transmit;
		struct {
			ULONG Reserved : 30;
			ULONG Type : 1;
			ULONG Reserved2 : 1;
		} LsoV2TransmitComplete;
		PVOID Value;
	};
} NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO,
	*PNDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO;

#define NDIS_UDP_SEGMENTATION_OFFLOAD_IPV4 0
#define NDIS_UDP_SEGMENTATION_OFFLOAD_IPV6 1

/* NET_BUFFER_LIST_INFO's UdpSegmentationOffloadInfo. IPVersion is one of NDIS_UDP_SEGMENTATION_OFFLOAD_IPV*. */
typedef struct _NDIS_UDP_SEGMENTATION_OFFLOAD_NET_BUFFER_LIST_INFO {
	union {
		struct {
			ULONG MSS : 20;
			ULONG UdpHeaderOffset : 10;
			ULONG Reserved : 1;
			ULONG IPVersion : 1;
		} Transmit;
		PVOID Value;
	};
} NDIS_UDP_SEGMENTATION_OFFLOAD_NET_BUFFER_LIST_INFO,
	*PNDIS_UDP_SEGMENTATION_OFFLOAD_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_TCP_RECV_SEG_COALESCE_OFFLOAD {
	struct {
		BOOLEAN Enabled;
	} IPv4;
	struct {
		BOOLEAN Enabled;
	} IPv6;
} NDIS_TCP_RECV_SEG_COALESCE_OFFLOAD, *PNDIS_TCP_RECV_SEG_COALESCE_OFFLOAD;

typedef enum _NDIS_UDP_HEADER_FIELD {
	NdisUdpHeaderFieldUndefined,
	NdisUdpHeaderFieldDestinationPort,
	NdisUdpHeaderFieldMaximum,
} NDIS_UDP_HEADER_FIELD, *PNDIS_UDP_HEADER_FIELD;

typedef struct _NDIS_RSS_SET_INDIRECTION_ENTRIES {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG RssEntrySize;
	ULONG RssEntryTableOffset;
	ULONG NumberOfRssEntries;
} NDIS_RSS_SET_INDIRECTION_ENTRIES, *PNDIS_RSS_SET_INDIRECTION_ENTRIES;

#define NDIS_RSS_SET_INDIRECTION_ENTRIES_REVISION_1 1
#define NDIS_SIZEOF_RSS_SET_INDIRECTION_ENTRIES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_RSS_SET_INDIRECTION_ENTRIES, NumberOfRssEntries)

typedef struct _NDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD {
	ULONG TransmitChecksumOffloadSupported : 4;
	ULONG ReceiveChecksumOffloadSupported : 4;
	ULONG LsoV2Supported : 4;
	ULONG RssSupported : 4;
	ULONG VmqSupported : 4;
#if NDIS_SUPPORT_NDIS685
	ULONG UsoSupported : 4;
	ULONG Reserved : 8;
#else
	ULONG : 12;
#endif
	ULONG MaxHeaderSizeSupported;
} NDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD, *PNDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD;

typedef struct _NDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD_V2 {
	ULONG TransmitChecksumOffloadSupported : 4;
	ULONG ReceiveChecksumOffloadSupported : 4;
	ULONG LsoV2Supported : 4;
	ULONG RssSupported : 4;
	ULONG VmqSupported : 4;
#if NDIS_SUPPORT_NDIS685
	ULONG UsoSupported : 4;
	ULONG Reserved : 8;
#else
	ULONG Reserved : 12;
#endif
	ULONG MaxHeaderSizeSupported;
	union _ENCAPSULATION_PROTOCOL_INFO {
		struct _VXLAN_INFO {
			USHORT VxlanUDPPortNumber;
			USHORT VxlanUDPPortNumberConfigurable : 1;
		} VxlanInfo;
		ULONG Value;
	} EncapsulationProtocolInfo;
	ULONG Reserved1;
	ULONG Reserved2;
} NDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD_V2, *PNDIS_ENCAPSULATED_PACKET_TASK_OFFLOAD_V2;

typedef enum _NDIS_RFC6877_464XLAT_OFFLOAD_OPTIONS {
	NDIS_RFC6877_464XLAT_OFFLOAD_NOT_SUPPORTED,
	NDIS_RFC6877_464XLAT_OFFLOAD_DISABLED,
	NDIS_RFC6877_464XLAT_OFFLOAD_ENABLED,
	NDIS_RFC6877_464XLAT_OFFLOAD_ON_DEMAND,
} NDIS_RFC6877_464XLAT_OFFLOAD_OPTIONS;

typedef struct _NDIS_RFC6877_464XLAT_OFFLOAD {
	NDIS_RFC6877_464XLAT_OFFLOAD_OPTIONS XlatOffload;
	ULONG Flags;
} NDIS_RFC6877_464XLAT_OFFLOAD, *PNDIS_RFC6877_464XLAT_OFFLOAD;

typedef struct _NDIS_UDP_SEGMENTATION_OFFLOAD {
	struct {
		ULONG Encapsulation;
		ULONG MaxOffLoadSize;
		ULONG MinSegmentCount : 6;
		ULONG SubMssFinalSegmentSupported : 1;
		ULONG Reserved : 25;
	} IPv4;
	struct {
		ULONG Encapsulation;
		ULONG MaxOffLoadSize;
		ULONG MinSegmentCount : 6;
		ULONG SubMssFinalSegmentSupported : 1;
		ULONG Reserved1 : 25;
		ULONG IpExtensionHeadersSupported : 2;
		ULONG Reserved2 : 30;
	} IPv6;
} NDIS_UDP_SEGMENTATION_OFFLOAD, *PNDIS_UDP_SEGMENTATION_OFFLOAD;

typedef struct _NDIS_HD_SPLIT_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG HDSplitCombineFlags;
} NDIS_HD_SPLIT_PARAMETERS, *PNDIS_HD_SPLIT_PARAMETERS;

typedef struct _NDIS_HD_SPLIT_CURRENT_CONFIG {
	NDIS_OBJECT_HEADER Header;
	ULONG HardwareCapabilities;
	ULONG CurrentCapabilities;
	ULONG HDSplitFlags;
	ULONG HDSplitCombineFlags;
	ULONG BackfillSize;
	ULONG MaxHeaderSize;
} NDIS_HD_SPLIT_CURRENT_CONFIG, *PNDIS_HD_SPLIT_CURRENT_CONFIG;

typedef struct _NDIS_IPSEC_OFFLOAD_V2 {
	ULONG Encapsulation;
	BOOLEAN IPv6Supported;
	BOOLEAN IPv4Options;
	BOOLEAN IPv6NonIPsecExtensionHeaders;
	BOOLEAN Ah;
	BOOLEAN Esp;
	BOOLEAN AhEspCombined;
	BOOLEAN Transport;
	BOOLEAN Tunnel;
	BOOLEAN TransportTunnelCombined;
	BOOLEAN LsoSupported;
	BOOLEAN ExtendedSequenceNumbers;
	ULONG UdpEsp;
	ULONG AuthenticationAlgorithms;
	ULONG EncryptionAlgorithms;
	ULONG SaOffloadCapacity;
} NDIS_IPSEC_OFFLOAD_V2, *PNDIS_IPSEC_OFFLOAD_V2;

typedef struct _NDIS_RSS_SET_INDIRECTION_ENTRY {
	NDIS_NIC_SWITCH_ID SwitchId;
	NDIS_NIC_SWITCH_VPORT_ID VPortId;
	ULONG Flags;
	USHORT IndirectionTableIndex;
	PROCESSOR_NUMBER TargetProcessorNumber;
	NDIS_STATUS EntryStatus;
} NDIS_RSS_SET_INDIRECTION_ENTRY, *PNDIS_RSS_SET_INDIRECTION_ENTRY;

#define NDIS_SIZEOF_RSS_SET_INDIRECTION_ENTRY_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_RSS_SET_INDIRECTION_ENTRY, EntryStatus)

#define NDIS_RSS_SET_INDIRECTION_ENTRY_FLAG_PRIMARY_PROCESSOR 0x00000001
#define NDIS_RSS_SET_INDIRECTION_ENTRY_FLAG_DEFAULT_PROCESSOR 0x00000002

typedef struct _NDIS_RSS_PROCESSOR {
	PROCESSOR_NUMBER ProcNum;
	USHORT PreferenceIndex;
	USHORT Reserved;
} NDIS_RSS_PROCESSOR, *PNDIS_RSS_PROCESSOR;

typedef struct _NDIS_RECEIVE_SCALE_PARAMETERS_V2 {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG HashInformation;
	ULONG HashSecretKeySize;
	ULONG HashSecretKeyOffset;
	ULONG NumberOfQueues;
	ULONG NumberOfIndirectionTableEntries;
} NDIS_RECEIVE_SCALE_PARAMETERS_V2, *PNDIS_RECEIVE_SCALE_PARAMETERS_V2;

#define NDIS_RECEIVE_SCALE_PARAMETERS_V2_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_V2_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_RECEIVE_SCALE_PARAMETERS_V2, NumberOfIndirectionTableEntries)

/* Flags of NDIS_RECEIVE_SCALE_PARAMETERS_V2. */
#define NDIS_RECEIVE_SCALE_PARAM_ENABLE_RSS 0x00000001
#define NDIS_RECEIVE_SCALE_PARAM_HASH_INFO_CHANGED 0x00000002
#define NDIS_RECEIVE_SCALE_PARAM_HASH_KEY_CHANGED 0x00000004
#define NDIS_RECEIVE_SCALE_PARAM_NUMBER_OF_QUEUES_CHANGED 0x00000008
#define NDIS_RECEIVE_SCALE_PARAM_NUMBER_OF_ENTRIES_CHANGED 0x00000010

typedef struct _NDIS_RSC_STATISTICS_INFO {
	NDIS_OBJECT_HEADER Header;
	ULONG64 CoalescedPkts;
	ULONG64 CoalescedOctets;
	ULONG64 CoalesceEvents;
	ULONG64 Aborts;
} NDIS_RSC_STATISTICS_INFO, *PNDIS_RSC_STATISTICS_INFO;

EXTERN_C_END

#endif /* WINWORK_NDIS_OFFLOAD_H */
