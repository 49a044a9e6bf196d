/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network buffers and the lists that carry them.
 */
#ifndef WINWORK_NDIS_NET_BUFFER_H
#define WINWORK_NDIS_NET_BUFFER_H

#include <winwork/ndis/filter.h>
#include <winwork/ndis/miniport.h>
#include <winwork/ndis/protocol.h>
#include <winwork/ndis/types.h>
#include <guiddef.h>
#include <winwork/ex/lookaside.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/io/requests.h>
#include <winwork/io/resources.h>
#include <winwork/po/power.h>
#include "media.h"

EXTERN_C_START

struct _NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX;
struct _NDIS_NET_BUFFER_LIST_8021Q_INFO;
struct _NDIS_NET_BUFFER_LIST_FILTERING_INFO;
struct _NDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO;
struct _NDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO;
struct _NET_BUFFER;
struct _NET_BUFFER_DATA;
union _NET_BUFFER_DATA_LENGTH;
union _NET_BUFFER_HEADER;
struct _NET_BUFFER_LIST;
struct _NET_BUFFER_LIST_CONTEXT;
struct _NET_BUFFER_LIST_DATA;
union _NET_BUFFER_LIST_HEADER;
struct _NET_BUFFER_LIST_POOL_PARAMETERS;
struct _NET_BUFFER_POOL_PARAMETERS;
struct _NET_BUFFER_SHARED_MEMORY;
struct _SCATTER_GATHER_LIST;

struct _NET_BUFFER;
struct _NET_BUFFER_LIST;
struct _NET_BUFFER_SHARED_MEMORY;
struct _SCATTER_GATHER_LIST;

typedef struct _NET_BUFFER_LIST_CONTEXT {
	struct _NET_BUFFER_LIST_CONTEXT *Next;
	USHORT Size;
	USHORT Offset;
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) UCHAR ContextData[];
} NET_BUFFER_LIST_CONTEXT, *PNET_BUFFER_LIST_CONTEXT;

typedef union _NET_BUFFER_DATA_LENGTH {
	ULONG DataLength;
	SIZE_T stDataLength;
} NET_BUFFER_DATA_LENGTH, *PNET_BUFFER_DATA_LENGTH;

/* The beginning of a network buffer, under the name that the pages have for it. */
typedef struct _NET_BUFFER_DATA {
	struct _NET_BUFFER *Next;
	PMDL CurrentMdl;
	ULONG CurrentMdlOffset;
	union {
		NET_BUFFER_DATA_LENGTH NbDataLength;
		ULONG DataLength;
		SIZE_T stDataLength;
	};
	PMDL MdlChain;
	ULONG DataOffset;
} NET_BUFFER_DATA, *PNET_BUFFER_DATA;

typedef union _NET_BUFFER_HEADER {
	NET_BUFFER_DATA NetBufferData;
	SLIST_HEADER Link;
} NET_BUFFER_HEADER, *PNET_BUFFER_HEADER;

/**
 * struct _NET_BUFFER - a frame in the memory that a chain of descriptor lists describes
 *
 * Here: WinWork moves no frames. The members are there for a driver's own code.
 *
 * Page: ndis.h, NET_BUFFER
 */
typedef struct _NET_BUFFER {
	union {
		struct {
			struct _NET_BUFFER *Next;
			PMDL CurrentMdl;
			ULONG CurrentMdlOffset;
			union {
				ULONG DataLength;
				SIZE_T stDataLength;
			};
			PMDL MdlChain;
			ULONG DataOffset;
		};
		SLIST_HEADER Link;
		NET_BUFFER_HEADER NetBufferHeader;
	};
	USHORT ChecksumBias;
	USHORT Reserved;
	NDIS_HANDLE NdisPoolHandle;
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID NdisReserved[2];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID ProtocolReserved[6];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID MiniportReserved[4];
	PHYSICAL_ADDRESS DataPhysicalAddress;
	union {
		struct _NET_BUFFER_SHARED_MEMORY *SharedMemoryInfo;
		struct _SCATTER_GATHER_LIST *ScatterGatherList;
	};
} NET_BUFFER, *PNET_BUFFER;

typedef struct _NET_BUFFER_LIST_DATA {
	struct _NET_BUFFER_LIST *Next;
	PNET_BUFFER FirstNetBuffer;
} NET_BUFFER_LIST_DATA, *PNET_BUFFER_LIST_DATA;

typedef union _NET_BUFFER_LIST_HEADER {
	NET_BUFFER_LIST_DATA NetBufferListData;
	SLIST_HEADER Link;
} NET_BUFFER_LIST_HEADER, *PNET_BUFFER_LIST_HEADER;

/* Which entry of NetBufferListInfo tells what. Page: ndis.h, NDIS_NET_BUFFER_LIST_INFO */
typedef enum _NDIS_NET_BUFFER_LIST_INFO {
	TcpIpChecksumNetBufferListInfo,
	TcpOffloadBytesTransferred = TcpIpChecksumNetBufferListInfo,
	IPsecOffloadV1NetBufferListInfo,
#if NDIS_SUPPORT_NDIS61
	IPsecOffloadV2NetBufferListInfo = IPsecOffloadV1NetBufferListInfo,
#endif
	TcpLargeSendNetBufferListInfo,
	TcpReceiveNoPush = TcpLargeSendNetBufferListInfo,
	ClassificationHandleNetBufferListInfo,
	Ieee8021QNetBufferListInfo,
	NetBufferListCancelId,
	MediaSpecificInformation,
	NetBufferListFrameType,
	NetBufferListProtocolId = NetBufferListFrameType,
	NetBufferListHashValue,
	NetBufferListHashInfo,
	WfpNetBufferListInfo,
#if NDIS_SUPPORT_NDIS61
	IPsecOffloadV2TunnelNetBufferListInfo,
	IPsecOffloadV2HeaderNetBufferListInfo,
#endif
#if NDIS_SUPPORT_NDIS620
	NetBufferListCorrelationId,
	NetBufferListFilteringInfo,
	MediaSpecificInformationEx,
	NblOriginalInterfaceIfIndex,
	NblReAuthWfpFlowContext = NblOriginalInterfaceIfIndex,
	TcpReceiveBytesTransferred,
	NrtNameResolutionId = TcpReceiveBytesTransferred,
#endif
#if NDIS_SUPPORT_NDIS684
	UdpRecvSegCoalesceOffloadInfo = TcpReceiveBytesTransferred,
#endif
#if NDIS_SUPPORT_NDIS630
	SwitchForwardingReserved,
	SwitchForwardingDetail,
	VirtualSubnetInfo,
	IMReserved,
	TcpRecvSegCoalesceInfo,
	RscTcpTimestampDelta,
	TcpSendOffloadsSupplementalNetBufferListInfo = RscTcpTimestampDelta,
#endif
#if NDIS_SUPPORT_NDIS650
	GftOffloadInformation,
	GftFlowEntryId,
#endif
#if NDIS_SUPPORT_NDIS680
	NetBufferListInfoReserved3,
#endif
	MaxNetBufferListInfo,
#if NDIS_SUPPORT_NDIS683
	UdpSegmentationOffloadInfo = TcpRecvSegCoalesceInfo,
#endif
} NDIS_NET_BUFFER_LIST_INFO, *PNDIS_NET_BUFFER_LIST_INFO;

/**
 * struct _NET_BUFFER_LIST - network buffers that travel together
 *
 * Here: as NET_BUFFER.
 *
 * Page: ndis.h, NET_BUFFER_LIST
 */
typedef struct _NET_BUFFER_LIST {
	union {
		struct {
			struct _NET_BUFFER_LIST *Next;
			PNET_BUFFER FirstNetBuffer;
		};
		SLIST_HEADER Link;
		NET_BUFFER_LIST_HEADER NetBufferListHeader;
	};
	PNET_BUFFER_LIST_CONTEXT Context;
	struct _NET_BUFFER_LIST *ParentNetBufferList;
	NDIS_HANDLE NdisPoolHandle;
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID NdisReserved[2];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID ProtocolReserved[4];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID MiniportReserved[2];
	PVOID Scratch;
	NDIS_HANDLE SourceHandle;
	ULONG NblFlags;
	LONG ChildRefCount;
	ULONG Flags;
	union {
		NDIS_STATUS Status;
		ULONG NdisReserved2;
	};
	PVOID NetBufferListInfo[MaxNetBufferListInfo];
} NET_BUFFER_LIST, *PNET_BUFFER_LIST;

/* The owners of the bits of Flags. From NDIS 6.30 on, protocol drivers own the lowest two also. */
#if NDIS_SUPPORT_NDIS630
#define NBL_FLAGS_PROTOCOL_RESERVED 0xfff00003
#define NBL_FLAGS_NDIS_RESERVED 0x00000ffc
#else
#define NBL_FLAGS_PROTOCOL_RESERVED 0xfff00000
#define NBL_FLAGS_NDIS_RESERVED 0x00000fff
#endif
#define NBL_FLAGS_SCRATCH 0x000f0000
#define NBL_FLAGS_MINIPORT_RESERVED 0x0000f000

/* The bits of NblFlags. */
#define NDIS_NBL_FLAGS_SEND_READ_ONLY 0x00000001
#define NDIS_NBL_FLAGS_RECV_READ_ONLY 0x00000002
#define NDIS_NBL_FLAGS_HD_SPLIT 0x00000100
#define NDIS_NBL_FLAGS_IS_IPV4 0x00000200
#define NDIS_NBL_FLAGS_IS_IPV6 0x00000400
#define NDIS_NBL_FLAGS_IS_TCP 0x00000800
#define NDIS_NBL_FLAGS_IS_UDP 0x00001000
#define NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_HEADER 0x00002000
#define NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_PAYLOAD 0x00004000
#define NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET 0x00008000
#define NDIS_NBL_FLAGS_CAPTURE_TIMESTAMP_ON_TRANSMIT 0x00010000

typedef struct _NET_BUFFER_SHARED_MEMORY {
	struct _NET_BUFFER_SHARED_MEMORY *NextSharedMemorySegment;
	ULONG SharedMemoryFlags;
	NDIS_HANDLE SharedMemoryHandle;
	ULONG SharedMemoryOffset;
	ULONG SharedMemoryLength;
} NET_BUFFER_SHARED_MEMORY, *PNET_BUFFER_SHARED_MEMORY;

#define NDIS_RECEIVE_HASH_FLAG_ENABLE_HASH 0x00000001
#define NDIS_RECEIVE_HASH_FLAG_HASH_INFO_UNCHANGED 0x00000002
#define NDIS_RECEIVE_HASH_FLAG_HASH_KEY_UNCHANGED 0x00000004

typedef struct _NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX {
	NDIS_OBJECT_HEADER Header;
	struct _NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX *NextEntry;
	ULONG Tag;
	PVOID Data;
} NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX, *PNDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX;

#define NDIS_NBL_MEDIA_SPECIFIC_INFO_REVISION_1 1
#define NDIS_SIZEOF_NBL_MEDIA_SPECIFIC_INFO_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX, Data)

typedef struct _NDIS_NET_BUFFER_LIST_FILTERING_INFO {
	union {
		struct {
			USHORT FilterId;
			union {
				USHORT QueueId;
				USHORT VPortId;
			} QueueVPortInfo;
		} FilteringInfo;
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_FILTERING_INFO, *PNDIS_NET_BUFFER_LIST_FILTERING_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_8021Q_INFO {
	union {
		struct {
			UINT32 UserPriority : 3;
			UINT32 CanonicalFormatId : 1;
			UINT32 VlanId : 12;
			UINT32 Reserved : 16;
		} TagHeader;
		struct {
			UINT32 UserPriority : 3;
			UINT32 CanonicalFormatId : 1;
			UINT32 VlanId : 12;
			UINT32 WMMInfo : 4;
			UINT32 Reserved : 12;
		} WLanTagHeader;
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_8021Q_INFO, *PNDIS_NET_BUFFER_LIST_8021Q_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO {
	union {
		PVOID MediaSpecificInfo;
		PVOID NativeWifiSpecificInfo;
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO, *PNDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO {
	union {
		struct {
			UINT32 VirtualSubnetId : 24;
			UINT32 ReservedVsidBits : 8;
			UINT32 Reserved;
		};
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO, *PNDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO;

typedef struct _NET_BUFFER_LIST_POOL_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	UCHAR ProtocolId;
	BOOLEAN fAllocateNetBuffer;
	USHORT ContextSize;
	ULONG PoolTag;
	ULONG DataSize;
#if NDIS_SUPPORT_NDIS687
	ULONG Flags;
#endif
} NET_BUFFER_LIST_POOL_PARAMETERS, *PNET_BUFFER_LIST_POOL_PARAMETERS;

#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_LIST_POOL_PARAMETERS, DataSize)
#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_LIST_POOL_PARAMETERS, Flags)
#define NET_BUFFER_LIST_POOL_FLAG_VERIFY 0x00000001

typedef struct _NET_BUFFER_POOL_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG PoolTag;
	ULONG DataSize;
#if NDIS_SUPPORT_NDIS687
	ULONG Flags;
#endif
} NET_BUFFER_POOL_PARAMETERS, *PNET_BUFFER_POOL_PARAMETERS;

#define NET_BUFFER_POOL_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_POOL_PARAMETERS, DataSize)
#define NET_BUFFER_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_POOL_PARAMETERS, Flags)
#define NET_BUFFER_POOL_FLAG_VERIFY 0x00000001

/*
 * Members of network buffers and their lists, by the names that drivers read and set them with.
 * Page: ndis.h, each macro's own
 */
#define NET_BUFFER_NEXT_NB(NetBuffer) ((NetBuffer)->Next)
#define NET_BUFFER_FIRST_MDL(NetBuffer) ((NetBuffer)->MdlChain)
#define NET_BUFFER_DATA_LENGTH(NetBuffer) ((NetBuffer)->DataLength)
#define NET_BUFFER_DATA_OFFSET(NetBuffer) ((NetBuffer)->DataOffset)
#define NET_BUFFER_CURRENT_MDL(NetBuffer) ((NetBuffer)->CurrentMdl)
#define NET_BUFFER_CURRENT_MDL_OFFSET(NetBuffer) ((NetBuffer)->CurrentMdlOffset)
#define NET_BUFFER_PROTOCOL_RESERVED(NetBuffer) ((NetBuffer)->ProtocolReserved)
#define NET_BUFFER_MINIPORT_RESERVED(NetBuffer) ((NetBuffer)->MiniportReserved)
#define NET_BUFFER_CHECKSUM_BIAS(NetBuffer) ((NetBuffer)->ChecksumBias)

#define NET_BUFFER_DATA_PHYSICAL_ADDRESS(NetBuffer) ((NetBuffer)->DataPhysicalAddress)
#define NET_BUFFER_SCATTER_GATHER_LIST(NetBuffer) ((NetBuffer)->ScatterGatherList)
#define NET_BUFFER_FIRST_SHARED_MEM_INFO(NetBuffer) ((NetBuffer)->SharedMemoryInfo)
#define NET_BUFFER_SHARED_MEM_NEXT_SEGMENT(Memory) ((Memory)->NextSharedMemorySegment)
#define NET_BUFFER_SHARED_MEM_FLAGS(Memory) ((Memory)->SharedMemoryFlags)
#define NET_BUFFER_SHARED_MEM_HANDLE(Memory) ((Memory)->SharedMemoryHandle)
#define NET_BUFFER_SHARED_MEM_OFFSET(Memory) ((Memory)->SharedMemoryOffset)
#define NET_BUFFER_SHARED_MEM_LENGTH(Memory) ((Memory)->SharedMemoryLength)

#define NET_BUFFER_LIST_NEXT_NBL(List) ((List)->Next)
#define NET_BUFFER_LIST_FIRST_NB(List) ((List)->FirstNetBuffer)
#define NET_BUFFER_LIST_FLAGS(List) ((List)->Flags)
#define NET_BUFFER_LIST_NBL_FLAGS(List) ((List)->NblFlags)
#define NET_BUFFER_LIST_STATUS(List) ((List)->Status)
#define NET_BUFFER_LIST_INFO(List, Id) ((List)->NetBufferListInfo[(Id)])
#define NDIS_GET_NET_BUFFER_LIST_CANCEL_ID(List) NET_BUFFER_LIST_INFO(List, NetBufferListCancelId)
#define NDIS_SET_NET_BUFFER_LIST_CANCEL_ID(List, Id)					\
	(NET_BUFFER_LIST_INFO(List, NetBufferListCancelId) = (Id))
#define WINWORK_FILTERING_INFO(List)							\
	((PNDIS_NET_BUFFER_LIST_FILTERING_INFO)						\
	 &NET_BUFFER_LIST_INFO(List, NetBufferListFilteringInfo))->FilteringInfo
#define NET_BUFFER_LIST_RECEIVE_FILTER_ID(List) (WINWORK_FILTERING_INFO(List).FilterId)
#define NET_BUFFER_LIST_RECEIVE_QUEUE_ID(List)						\
	(WINWORK_FILTERING_INFO(List).QueueVPortInfo.QueueId)
#define NET_BUFFER_LIST_RECEIVE_FILTER_VPORT_ID(List)					\
	(WINWORK_FILTERING_INFO(List).QueueVPortInfo.VPortId)
#define NET_BUFFER_LIST_CONTEXT_DATA_START(List)	\
	((PUCHAR)((List)->Context + 1) + (List)->Context->Offset)
#define NET_BUFFER_LIST_CONTEXT_DATA_SIZE(List) ((List)->Context->Size)
#define NET_BUFFER_LIST_MINIPORT_RESERVED(List) ((List)->MiniportReserved)
#define NET_BUFFER_LIST_PROTOCOL_RESERVED(List) ((List)->ProtocolReserved)

/* Flags of NdisAllocateCloneNetBufferList and NdisFreeCloneNetBufferList. */
#define NDIS_CLONE_FLAGS_RESERVED 0x00000001
#define NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS 0x00000002
#define NDIS_TEST_CLONE_FLAG(Flags, Flag) (((Flags) & (Flag)) == (Flag))
#define NDIS_SET_CLONE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_CLEAR_CLONE_FLAG(Flags, Flag) ((Flags) &= ~(Flag))

/* Values of NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO: Type, and IPVersion. */
#define NDIS_TCP_LARGE_SEND_OFFLOAD_V1_TYPE 0
#define NDIS_TCP_LARGE_SEND_OFFLOAD_V2_TYPE 1
#define NDIS_TCP_LARGE_SEND_OFFLOAD_IPv4 0
#define NDIS_TCP_LARGE_SEND_OFFLOAD_IPv6 1

#define NDIS_TEST_SEND_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_SET_SEND_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_CLEAR_SEND_FLAG(Flags, Flag) ((Flags) &= ~(Flag))
#define NDIS_TEST_SEND_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_SEND_FLAG((Flags), NDIS_SEND_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_SEND_COMPLETE_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_SEND_FLAG((Flags), NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL)
#define NDIS_SET_SEND_COMPLETE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_TEST_RECEIVE_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_SET_RECEIVE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_CLEAR_RECEIVE_FLAG(Flags, Flag) ((Flags) &= ~(Flag))
#define NDIS_TEST_RECEIVE_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_RECEIVE_FLAG((Flags), NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) \
	NDIS_TEST_RECEIVE_FLAG((Flags), NDIS_RECEIVE_FLAGS_RESOURCES)
#define NDIS_TEST_RETURN_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_SET_RETURN_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_TEST_RETURN_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_RETURN_FLAG((Flags), NDIS_RETURN_FLAGS_DISPATCH_LEVEL)

WINWORK_ABSENT VOID NTAPI NdisAdjustNetBufferCurrentMdl(_In_ PNET_BUFFER NetBuffer);
WINWORK_ABSENT VOID NTAPI NdisAdvanceNetBufferDataStart(
	_In_ PNET_BUFFER NetBuffer, _In_ ULONG DataOffsetDelta, _In_ BOOLEAN FreeMdl,
	_In_opt_ NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler);
WINWORK_ABSENT VOID NTAPI NdisAdvanceNetBufferListDataStart(
	_In_ PNET_BUFFER_LIST NetBufferList, _In_ ULONG DataOffsetDelta, _In_ BOOLEAN FreeMdl,
	_In_opt_ NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler);
WINWORK_ABSENT PNET_BUFFER_LIST NTAPI NdisAllocateCloneNetBufferList(
	_In_ PNET_BUFFER_LIST OriginalNetBufferList, _In_opt_ NDIS_HANDLE NetBufferListPoolHandle,
	_In_opt_ NDIS_HANDLE NetBufferPoolHandle, _In_ ULONG AllocateCloneFlags);
WINWORK_ABSENT PNET_BUFFER_LIST NTAPI NdisAllocateFragmentNetBufferList(
	_In_ PNET_BUFFER_LIST OriginalNetBufferList, _In_opt_ NDIS_HANDLE NetBufferListPoolHandle,
	_In_opt_ NDIS_HANDLE NetBufferPoolHandle, _In_ ULONG StartOffset,
	_In_ ULONG MaximumLength, _In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill,
	_In_ ULONG AllocateFragmentFlags);
WINWORK_ABSENT PMDL NTAPI NdisAllocateMdl(_In_ NDIS_HANDLE NdisHandle, _In_ PVOID VirtualAddress,
					  _In_ UINT Length);
WINWORK_ABSENT PNET_BUFFER NTAPI NdisAllocateNetBuffer(_In_ NDIS_HANDLE PoolHandle,
						       _In_opt_ PMDL MdlChain,
						       _In_ ULONG DataOffset,
						       _In_ SIZE_T DataLength);
WINWORK_ABSENT PNET_BUFFER_LIST NTAPI NdisAllocateNetBufferAndNetBufferList(
	_In_ NDIS_HANDLE PoolHandle, _In_ USHORT ContextSize, _In_ USHORT ContextBackFill,
	_In_opt_ PMDL MdlChain, _In_ ULONG DataOffset, _In_ SIZE_T DataLength);
WINWORK_ABSENT PNET_BUFFER_LIST NTAPI NdisAllocateNetBufferList(
	_In_ NDIS_HANDLE PoolHandle, _In_ USHORT ContextSize, _In_ USHORT ContextBackFill);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisAllocateNetBufferListContext(
	_In_ PNET_BUFFER_LIST NetBufferList, _In_ USHORT ContextSize, _In_ USHORT ContextBackFill,
	_In_ ULONG PoolTag);
WINWORK_ABSENT NDIS_HANDLE NTAPI NdisAllocateNetBufferListPool(
	_In_opt_ NDIS_HANDLE NdisHandle, _In_ PNET_BUFFER_LIST_POOL_PARAMETERS Parameters);
WINWORK_ABSENT PNET_BUFFER NTAPI NdisAllocateNetBufferMdlAndData(
	_In_ NDIS_HANDLE PoolHandle);
WINWORK_ABSENT PNET_BUFFER_LIST NTAPI NdisAllocateReassembledNetBufferList(
	_In_ PNET_BUFFER_LIST FragmentedNetBufferList,
	_In_opt_ NDIS_HANDLE NetBufferAndNetBufferListPoolHandle, _In_ ULONG StartOffset,
	_In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill, _In_ ULONG AllocateReassembleFlags);
WINWORK_ABSENT VOID NTAPI NdisCancelSendNetBufferLists(_In_ NDIS_HANDLE NdisBindingHandle,
						       _In_ PVOID CancelId);
WINWORK_ABSENT VOID NTAPI NdisFCancelSendNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle,
							_In_ PVOID CancelId);
WINWORK_ABSENT VOID NTAPI NdisFIndicateReceiveNetBufferLists(
	_In_ NDIS_HANDLE NdisFilterHandle, _In_ PNET_BUFFER_LIST NetBufferLists,
	_In_ NDIS_PORT_NUMBER PortNumber, _In_ ULONG NumberOfNetBufferLists,
	_In_ ULONG ReceiveFlags);
WINWORK_ABSENT VOID NTAPI NdisFReturnNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle,
						    _In_ PNET_BUFFER_LIST NetBufferLists,
						    _In_ ULONG ReturnFlags);
WINWORK_ABSENT VOID NTAPI NdisFSendNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle,
						  _In_ PNET_BUFFER_LIST NetBufferLists,
						  _In_ NDIS_PORT_NUMBER PortNumber,
						  _In_ ULONG SendFlags);
WINWORK_ABSENT VOID NTAPI NdisFSendNetBufferListsComplete(_In_ NDIS_HANDLE NdisFilterHandle,
							  _In_ PNET_BUFFER_LIST NetBufferLists,
							  _In_ ULONG SendCompleteFlags);
WINWORK_ABSENT VOID NTAPI NdisFreeCloneNetBufferList(_In_ PNET_BUFFER_LIST CloneNetBufferList,
						     _In_ ULONG FreeCloneFlags);
WINWORK_ABSENT VOID NTAPI NdisFreeFragmentNetBufferList(_In_ PNET_BUFFER_LIST FragmentNetBufferList,
							_In_ ULONG DataOffsetDelta,
							_In_ ULONG FreeFragmentFlags);
WINWORK_ABSENT VOID NTAPI NdisFreeMdl(_In_ PMDL Mdl);
WINWORK_ABSENT VOID NTAPI NdisFreeNetBuffer(_In_ PNET_BUFFER NetBuffer);
WINWORK_ABSENT VOID NTAPI NdisFreeNetBufferList(_In_ PNET_BUFFER_LIST NetBufferList);
WINWORK_ABSENT VOID NTAPI NdisFreeNetBufferListContext(_In_ PNET_BUFFER_LIST NetBufferList,
						       _In_ USHORT ContextSize);
WINWORK_ABSENT VOID NTAPI NdisFreeNetBufferListPool(_In_ NDIS_HANDLE PoolHandle);
WINWORK_ABSENT NDIS_HANDLE NTAPI NdisAllocateNetBufferPool(
	_In_opt_ NDIS_HANDLE NdisHandle, _In_ PNET_BUFFER_POOL_PARAMETERS Parameters);
WINWORK_ABSENT VOID NTAPI NdisFreeNetBufferPool(_In_ NDIS_HANDLE PoolHandle);
WINWORK_ABSENT VOID NTAPI NdisFreeReassembledNetBufferList(
	_In_ PNET_BUFFER_LIST ReassembledNetBufferList, _In_ ULONG DataOffsetDelta,
	_In_ ULONG FreeReassembleFlags);
WINWORK_ABSENT UCHAR NTAPI NdisGetNetBufferListProtocolId(_In_ PNET_BUFFER_LIST NetBufferList);
WINWORK_ABSENT NDIS_HANDLE NTAPI NdisGetPoolFromNetBuffer(_In_ PNET_BUFFER NetBuffer);
WINWORK_ABSENT NDIS_HANDLE NTAPI NdisGetPoolFromNetBufferList(
	_In_ PNET_BUFFER_LIST NetBufferList);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMAllocateNetBufferSGList(
	_In_ NDIS_HANDLE NdisMiniportDmaHandle, _In_ PNET_BUFFER NetBuffer, _In_ PVOID Context,
	_In_ ULONG Flags, _In_opt_ PVOID ScatterGatherListBuffer,
	_In_ ULONG ScatterGatherListBufferSize);
WINWORK_ABSENT VOID NTAPI NdisMFreeNetBufferSGList(_In_ NDIS_HANDLE NdisMiniportDmaHandle,
						   _In_ PSCATTER_GATHER_LIST pSGL,
						   _In_ PNET_BUFFER NetBuffer);
WINWORK_ABSENT VOID NTAPI NdisMIndicateReceiveNetBufferLists(
	_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ PNET_BUFFER_LIST NetBufferLists,
	_In_ NDIS_PORT_NUMBER PortNumber, _In_ ULONG NumberOfNetBufferLists,
	_In_ ULONG ReceiveFlags);
WINWORK_ABSENT VOID NTAPI NdisMSendNetBufferListsComplete(_In_ NDIS_HANDLE MiniportAdapterHandle,
							  _In_ PNET_BUFFER_LIST NetBufferLists,
							  _In_ ULONG SendCompleteFlags);
WINWORK_ABSENT ULONG NTAPI NdisQueryNetBufferPhysicalCount(_In_ PNET_BUFFER NetBuffer);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisRetreatNetBufferDataStart(
	_In_ PNET_BUFFER NetBuffer, _In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill,
	_In_opt_ NET_BUFFER_ALLOCATE_MDL_HANDLER AllocateMdlHandler);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisRetreatNetBufferListDataStart(
	_In_ PNET_BUFFER_LIST NetBufferList, _In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill,
	_In_opt_ NET_BUFFER_ALLOCATE_MDL_HANDLER AllocateMdlHandler,
	_In_opt_ NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler);
WINWORK_ABSENT VOID NTAPI NdisReturnNetBufferLists(_In_ NDIS_HANDLE NdisBindingHandle,
						   _In_ PNET_BUFFER_LIST NetBufferLists,
						   _In_ ULONG ReturnFlags);
WINWORK_ABSENT VOID NTAPI NdisSendNetBufferLists(_In_ NDIS_HANDLE NdisBindingHandle,
						 _In_ PNET_BUFFER_LIST NetBufferLists,
						 _In_ NDIS_PORT_NUMBER PortNumber,
						 _In_ ULONG SendFlags);

EXTERN_C_END

#endif /* WINWORK_NDIS_NET_BUFFER_H */
