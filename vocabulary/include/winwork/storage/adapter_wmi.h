/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The WMI classes of host bus adapters.
 */
#ifndef WINWORK_STORAGE_ADAPTER_WMI_H
#define WINWORK_STORAGE_ADAPTER_WMI_H

#include <winwork/base/types.h>
#include <guiddef.h>

EXTERN_C_START

#define AddLink 30

#define AddLink_OUT_HBAStatus_SIZE sizeof(ULONG)
#define AddLink_OUT_HBAStatus_ID 1
#define AddLink_OUT_SIZE (FIELD_OFFSET(AddLink_OUT, HBAStatus) + AddLink_OUT_HBAStatus_SIZE)

#define AddPort 20

#define AddPort_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define AddPort_IN_PortWWN_ID 1
#define AddPort_IN_SIZE (FIELD_OFFSET(AddPort_IN, PortWWN) + AddPort_IN_PortWWN_SIZE)

#define AddPort_OUT_HBAStatus_SIZE sizeof(ULONG)
#define AddPort_OUT_HBAStatus_ID 2
#define AddPort_OUT_SIZE (FIELD_OFFSET(AddPort_OUT, HBAStatus) + AddPort_OUT_HBAStatus_SIZE)

#define AddTarget 10

#define AddTarget_IN_HbaPortWWN_SIZE sizeof(UCHAR[8])
#define AddTarget_IN_HbaPortWWN_ID 1
#define AddTarget_IN_DiscoveredPortWWN_SIZE sizeof(UCHAR[8])
#define AddTarget_IN_DiscoveredPortWWN_ID 2
#define AddTarget_IN_AllTargets_SIZE sizeof(ULONG)
#define AddTarget_IN_AllTargets_ID 3
#define AddTarget_IN_SIZE (FIELD_OFFSET(AddTarget_IN, AllTargets) + AddTarget_IN_AllTargets_SIZE)

#define AddTarget_OUT_HBAStatus_SIZE sizeof(ULONG)
#define AddTarget_OUT_HBAStatus_ID 4
#define AddTarget_OUT_SIZE (FIELD_OFFSET(AddTarget_OUT, HBAStatus) + AddTarget_OUT_HBAStatus_SIZE)

#define GetBindingCapability 3

#define GetBindingCapability_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define GetBindingCapability_IN_PortWWN_ID 1
#define GetBindingCapability_IN_SIZE \
	(FIELD_OFFSET(GetBindingCapability_IN, PortWWN) + GetBindingCapability_IN_PortWWN_SIZE)

#define GetBindingCapability_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetBindingCapability_OUT_HBAStatus_ID 2
#define GetBindingCapability_OUT_BindType_SIZE sizeof(ULONG)
#define GetBindingCapability_OUT_BindType_ID 3
#define GetBindingCapability_OUT_SIZE \
	(FIELD_OFFSET(GetBindingCapability_OUT, BindType) + GetBindingCapability_OUT_BindType_SIZE)

#define GetBindingSupport 4

#define GetBindingSupport_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define GetBindingSupport_IN_PortWWN_ID 1
#define GetBindingSupport_IN_SIZE \
	(FIELD_OFFSET(GetBindingSupport_IN, PortWWN) + GetBindingSupport_IN_PortWWN_SIZE)

#define GetBindingSupport_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetBindingSupport_OUT_HBAStatus_ID 2
#define GetBindingSupport_OUT_BindType_SIZE sizeof(ULONG)
#define GetBindingSupport_OUT_BindType_ID 3
#define GetBindingSupport_OUT_SIZE \
	(FIELD_OFFSET(GetBindingSupport_OUT, BindType) + GetBindingSupport_OUT_BindType_SIZE)

#define GetDiscoveredPortAttributes 1

#define GetDiscoveredPortAttributes_IN_PortIndex_SIZE sizeof(ULONG)
#define GetDiscoveredPortAttributes_IN_PortIndex_ID 1
#define GetDiscoveredPortAttributes_IN_DiscoveredPortIndex_SIZE sizeof(ULONG)
#define GetDiscoveredPortAttributes_IN_DiscoveredPortIndex_ID 2
#define GetDiscoveredPortAttributes_IN_SIZE \
	(FIELD_OFFSET(GetDiscoveredPortAttributes_IN, DiscoveredPortIndex) + GetDiscoveredPortAttributes_IN_DiscoveredPortIndex_SIZE)

#define GetDiscoveredPortAttributes_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetDiscoveredPortAttributes_OUT_HBAStatus_ID 3
#define GetDiscoveredPortAttributes_OUT_PortAttributes_SIZE sizeof(MSFC_HBAPortAttributesResults)
#define GetDiscoveredPortAttributes_OUT_PortAttributes_ID 4
#define GetDiscoveredPortAttributes_OUT_SIZE \
	(FIELD_OFFSET(GetDiscoveredPortAttributes_OUT, PortAttributes) + GetDiscoveredPortAttributes_OUT_PortAttributes_SIZE)

#define GetEventBuffer 18

#define GetEventBuffer_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetEventBuffer_OUT_HBAStatus_ID 1
#define GetEventBuffer_OUT_EventCount_SIZE sizeof(ULONG)
#define GetEventBuffer_OUT_EventCount_ID 2
#define GetEventBuffer_OUT_Events_ID 3

#define GetFC3MgmtInfo 7

#define GetFC3MgmtInfo_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetFC3MgmtInfo_OUT_HBAStatus_ID 1
#define GetFC3MgmtInfo_OUT_MgmtInfo_SIZE sizeof(HBAFC3MgmtInfo)
#define GetFC3MgmtInfo_OUT_MgmtInfo_ID 2
#define GetFC3MgmtInfo_OUT_SIZE \
	(FIELD_OFFSET(GetFC3MgmtInfo_OUT, MgmtInfo) + GetFC3MgmtInfo_OUT_MgmtInfo_SIZE)

#define GetFC4Statistics 13

#define GetFC4Statistics_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define GetFC4Statistics_IN_PortWWN_ID 1
#define GetFC4Statistics_IN_FC4Type_SIZE sizeof(UCHAR)
#define GetFC4Statistics_IN_FC4Type_ID 2
#define GetFC4Statistics_IN_SIZE \
	(FIELD_OFFSET(GetFC4Statistics_IN, FC4Type) + GetFC4Statistics_IN_FC4Type_SIZE)

#define GetFC4Statistics_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetFC4Statistics_OUT_HBAStatus_ID 3
#define GetFC4Statistics_OUT_FC4Statistics_SIZE sizeof(MSFC_FC4STATISTICS)
#define GetFC4Statistics_OUT_FC4Statistics_ID 4
#define GetFC4Statistics_OUT_SIZE \
	(FIELD_OFFSET(GetFC4Statistics_OUT, FC4Statistics) + GetFC4Statistics_OUT_FC4Statistics_SIZE)

#define GetFCPStatistics 14

#define GetFCPStatistics_IN_ScsiId_SIZE sizeof(HBAScsiID)
#define GetFCPStatistics_IN_ScsiId_ID 1
#define GetFCPStatistics_IN_SIZE \
	(FIELD_OFFSET(GetFCPStatistics_IN, ScsiId) + GetFCPStatistics_IN_ScsiId_SIZE)

#define GetFCPStatistics_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetFCPStatistics_OUT_HBAStatus_ID 2
#define GetFCPStatistics_OUT_FC4Statistics_SIZE sizeof(MSFC_FC4STATISTICS)
#define GetFCPStatistics_OUT_FC4Statistics_ID 3
#define GetFCPStatistics_OUT_SIZE \
	(FIELD_OFFSET(GetFCPStatistics_OUT, FC4Statistics) + GetFCPStatistics_OUT_FC4Statistics_SIZE)

#define GetFcpPersistentBinding 2

#define GetFcpPersistentBinding_IN_InEntryCount_SIZE sizeof(ULONG)
#define GetFcpPersistentBinding_IN_InEntryCount_ID 1
#define GetFcpPersistentBinding_IN_SIZE \
	(FIELD_OFFSET(GetFcpPersistentBinding_IN, InEntryCount) + GetFcpPersistentBinding_IN_InEntryCount_SIZE)

#define GetFcpPersistentBinding_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetFcpPersistentBinding_OUT_HBAStatus_ID 2
#define GetFcpPersistentBinding_OUT_TotalEntryCount_SIZE sizeof(ULONG)
#define GetFcpPersistentBinding_OUT_TotalEntryCount_ID 3
#define GetFcpPersistentBinding_OUT_OutEntryCount_SIZE sizeof(ULONG)
#define GetFcpPersistentBinding_OUT_OutEntryCount_ID 4
#define GetFcpPersistentBinding_OUT_Entry_ID 5

#define GetFcpTargetMapping 1

#define GetFcpTargetMapping_IN_HbaPortWWN_SIZE sizeof(UCHAR[8])
#define GetFcpTargetMapping_IN_HbaPortWWN_ID 1
#define GetFcpTargetMapping_IN_InEntryCount_SIZE sizeof(ULONG)
#define GetFcpTargetMapping_IN_InEntryCount_ID 2
#define GetFcpTargetMapping_IN_SIZE \
	(FIELD_OFFSET(GetFcpTargetMapping_IN, InEntryCount) + GetFcpTargetMapping_IN_InEntryCount_SIZE)

#define GetFcpTargetMapping_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetFcpTargetMapping_OUT_HBAStatus_ID 3
#define GetFcpTargetMapping_OUT_TotalEntryCount_SIZE sizeof(ULONG)
#define GetFcpTargetMapping_OUT_TotalEntryCount_ID 4
#define GetFcpTargetMapping_OUT_OutEntryCount_SIZE sizeof(ULONG)
#define GetFcpTargetMapping_OUT_OutEntryCount_ID 5
#define GetFcpTargetMapping_OUT_Entry_ID 6

#define GetPersistentBinding2 6

#define GetPersistentBinding2_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define GetPersistentBinding2_IN_PortWWN_ID 1
#define GetPersistentBinding2_IN_InEntryCount_SIZE sizeof(ULONG)
#define GetPersistentBinding2_IN_InEntryCount_ID 2
#define GetPersistentBinding2_IN_SIZE \
	(FIELD_OFFSET(GetPersistentBinding2_IN, InEntryCount) + GetPersistentBinding2_IN_InEntryCount_SIZE)

#define GetPersistentBinding2_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetPersistentBinding2_OUT_HBAStatus_ID 3
#define GetPersistentBinding2_OUT_TotalEntryCount_SIZE sizeof(ULONG)
#define GetPersistentBinding2_OUT_TotalEntryCount_ID 4
#define GetPersistentBinding2_OUT_OutEntryCount_SIZE sizeof(ULONG)
#define GetPersistentBinding2_OUT_OutEntryCount_ID 5
#define GetPersistentBinding2_OUT_Bindings_ID 6

#define GetPortAttributesByWWN 2

#define GetPortAttributesByWWN_IN_wwn_SIZE sizeof(UCHAR[8])
#define GetPortAttributesByWWN_IN_wwn_ID 1
#define GetPortAttributesByWWN_IN_SIZE \
	(FIELD_OFFSET(GetPortAttributesByWWN_IN, wwn) + GetPortAttributesByWWN_IN_wwn_SIZE)

#define GetPortAttributesByWWN_OUT_HBAStatus_SIZE sizeof(ULONG)
#define GetPortAttributesByWWN_OUT_HBAStatus_ID 2
#define GetPortAttributesByWWN_OUT_PortAttributes_SIZE sizeof(MSFC_HBAPortAttributesResults)
#define GetPortAttributesByWWN_OUT_PortAttributes_ID 3
#define GetPortAttributesByWWN_OUT_SIZE \
	(FIELD_OFFSET(GetPortAttributesByWWN_OUT, PortAttributes) + GetPortAttributesByWWN_OUT_PortAttributes_SIZE)

#define HBAFC3MgmtInfo_UniqueAdapterId_SIZE sizeof(ULONGLONG)
#define HBAFC3MgmtInfo_UniqueAdapterId_ID 1
#define HBAFC3MgmtInfo_SIZE \
	(FIELD_OFFSET(HBAFC3MgmtInfo, reserved1) + HBAFC3MgmtInfo_reserved1_SIZE)
#define HBAFC3MgmtInfo_wwn_SIZE sizeof(UCHAR[8])
#define HBAFC3MgmtInfo_wwn_ID 2
#define HBAFC3MgmtInfo_unittype_SIZE sizeof(ULONG)
#define HBAFC3MgmtInfo_unittype_ID 3
#define HBAFC3MgmtInfo_PortId_SIZE sizeof(ULONG)
#define HBAFC3MgmtInfo_PortId_ID 4
#define HBAFC3MgmtInfo_NumberOfAttachedNodes_SIZE sizeof(ULONG)
#define HBAFC3MgmtInfo_NumberOfAttachedNodes_ID 5
#define HBAFC3MgmtInfo_IPVersion_SIZE sizeof(USHORT)
#define HBAFC3MgmtInfo_IPVersion_ID 6
#define HBAFC3MgmtInfo_UDPPort_SIZE sizeof(USHORT)
#define HBAFC3MgmtInfo_UDPPort_ID 7
#define HBAFC3MgmtInfo_IPAddress_SIZE sizeof(UCHAR[16])
#define HBAFC3MgmtInfo_IPAddress_ID 8
#define HBAFC3MgmtInfo_reserved_SIZE sizeof(USHORT)
#define HBAFC3MgmtInfo_reserved_ID 9
#define HBAFC3MgmtInfo_TopologyDiscoveryFlags_SIZE sizeof(USHORT)
#define HBAFC3MgmtInfo_TopologyDiscoveryFlags_ID 10
#define HBAFC3MgmtInfo_reserved1_SIZE sizeof(ULONG)
#define HBAFC3MgmtInfo_reserved1_ID 11

#define HBAFC3MgmtInfoGuid \
	{ 0x5966a24f, 0x6aa5, 0x418e, { 0xb7, 0x5c, 0x2f, 0x21, 0x4d, 0xfb, 0x4b, 0x18 } }

#define HBAFCPBindingEntry_Type_SIZE sizeof(ULONG)
#define HBAFCPBindingEntry_Type_ID 1
#define HBAFCPBindingEntry_SIZE \
	(FIELD_OFFSET(HBAFCPBindingEntry, ScsiId) + HBAFCPBindingEntry_ScsiId_SIZE)
#define HBAFCPBindingEntry_FCPId_SIZE sizeof(HBAFCPID)
#define HBAFCPBindingEntry_FCPId_ID 2
#define HBAFCPBindingEntry_ScsiId_SIZE sizeof(HBAScsiID)
#define HBAFCPBindingEntry_ScsiId_ID 3

#define HBAFCPBindingEntry2_Type_SIZE sizeof(ULONG)
#define HBAFCPBindingEntry2_Type_ID 1
#define HBAFCPBindingEntry2_SIZE \
	(FIELD_OFFSET(HBAFCPBindingEntry2, ScsiId) + HBAFCPBindingEntry2_ScsiId_SIZE)
#define HBAFCPBindingEntry2_FCPId_SIZE sizeof(HBAFCPID)
#define HBAFCPBindingEntry2_FCPId_ID 2
#define HBAFCPBindingEntry2_Luid_SIZE sizeof(UCHAR[256])
#define HBAFCPBindingEntry2_Luid_ID 3
#define HBAFCPBindingEntry2_ScsiId_SIZE sizeof(HBAScsiID)
#define HBAFCPBindingEntry2_ScsiId_ID 4

#define HBAFCPBindingEntry2Guid \
	{ 0x3a1e7679, 0x4b1f, 0x4f31, { 0xa8, 0xae, 0xfe, 0x92, 0x78, 0x73, 0x09, 0x24 } }

#define HBAFCPBindingEntryGuid \
	{ 0xfceff8b7, 0x9d6b, 0x4115, { 0x84, 0x22, 0x05, 0x99, 0x24, 0x51, 0xa6, 0x29 } }

#define HBAFCPID_Fcid_SIZE sizeof(ULONG)
#define HBAFCPID_Fcid_ID 1
#define HBAFCPID_SIZE (FIELD_OFFSET(HBAFCPID, FcpLun) + HBAFCPID_FcpLun_SIZE)
#define HBAFCPID_NodeWWN_SIZE sizeof(UCHAR[8])
#define HBAFCPID_NodeWWN_ID 2
#define HBAFCPID_PortWWN_SIZE sizeof(UCHAR[8])
#define HBAFCPID_PortWWN_ID 3
#define HBAFCPID_FcpLun_SIZE sizeof(ULONGLONG)
#define HBAFCPID_FcpLun_ID 4

#define HBAFCPIDGuid \
	{ 0xff02bc96, 0x7fb0, 0x4bac, { 0x8f, 0x97, 0xc7, 0x1e, 0x49, 0x5f, 0xa6, 0x98 } }

#define HBAFCPScsiEntry_FCPId_SIZE sizeof(HBAFCPID)
#define HBAFCPScsiEntry_FCPId_ID 1
#define HBAFCPScsiEntry_SIZE (FIELD_OFFSET(HBAFCPScsiEntry, ScsiId) + HBAFCPScsiEntry_ScsiId_SIZE)
#define HBAFCPScsiEntry_Luid_SIZE sizeof(UCHAR[256])
#define HBAFCPScsiEntry_Luid_ID 2
#define HBAFCPScsiEntry_ScsiId_SIZE sizeof(HBAScsiID)
#define HBAFCPScsiEntry_ScsiId_ID 3

#define HBAFCPScsiEntryGuid \
	{ 0x77ca1248, 0x1505, 0x4221, { 0x8e, 0xb6, 0xbb, 0xb6, 0xec, 0x77, 0x1a, 0x87 } }

#define HBAScsiID_ScsiBusNumber_SIZE sizeof(ULONG)
#define HBAScsiID_ScsiBusNumber_ID 1
#define HBAScsiID_SIZE (FIELD_OFFSET(HBAScsiID, OSDeviceName) + HBAScsiID_OSDeviceName_SIZE)
#define HBAScsiID_ScsiTargetNumber_SIZE sizeof(ULONG)
#define HBAScsiID_ScsiTargetNumber_ID 2
#define HBAScsiID_ScsiOSLun_SIZE sizeof(ULONG)
#define HBAScsiID_ScsiOSLun_ID 3
#define HBAScsiID_OSDeviceName_SIZE sizeof(USHORT[257])
#define HBAScsiID_OSDeviceName_ID 4

#define HBAScsiIDGuid \
	{ 0xa76f5058, 0xb1f0, 0x4622, { 0x9e, 0x88, 0x5c, 0xc4, 0x1e, 0x34, 0x45, 0x4a } }

#define HBA_EVENT_ADAPTER_UNKNOWN 0x100
#define HBA_EVENT_ADAPTER_ADD 0x101
#define HBA_EVENT_ADAPTER_REMOVE 0x102
#define HBA_EVENT_ADAPTER_CHANGE 0x103
#define HBA_EVENT_PORT_UNKNOWN 0x200
#define HBA_EVENT_PORT_OFFLINE 0x201
#define HBA_EVENT_PORT_ONLINE 0x202
#define HBA_EVENT_PORT_NEW_TARGETS 0x203
#define HBA_EVENT_PORT_FABRIC 0x204
#define HBA_EVENT_PORT_BROADCAST_CHANGE 0x205
#define HBA_EVENT_PORT_BROADCAST_D24_0 0x206
#define HBA_EVENT_PORT_BROADCAST_D27_4 0x207
#define HBA_EVENT_PORT_BROADCAST_SES 0x208
#define HBA_EVENT_PORT_BROADCAST_D01_4 0x209
#define HBA_EVENT_PORT_BROADCAST_D04_7 0x20a
#define HBA_EVENT_PORT_BROADCAST_D16_7 0x20b
#define HBA_EVENT_PORT_BROADCAST_D29_7 0x20c
#define HBA_EVENT_PORT_ALL 0x2ff
#define HBA_EVENT_PORT_STAT_THRESHOLD 0x301
#define HBA_EVENT_PORT_STAT_GROWTH 0x302
#define HBA_EVENT_PHY_STAT_THRESHOLD 0x351
#define HBA_EVENT_PHY_STAT_GROWTH 0x352
#define HBA_EVENT_TARGET_UNKNOWN 0x400
#define HBA_EVENT_TARGET_OFFLINE 0x401
#define HBA_EVENT_TARGET_ONLINE 0x402
#define HBA_EVENT_TARGET_REMOVED 0x403
#define HBA_EVENT_LINK_UNKNOWN 0x500
#define HBA_EVENT_LINK_INCIDENT 0x501

#define HBA_REGISTRY_BINDING_VERSION 1
#define HBA_REGISTRY_BINDING_RELATIVE_PATH L"System\\CurrentControlSet\\Control\\Storage\\FC"
#define HBA_REGISTRY_BINDING_KEY L"Bindings"

#define MSFC_HBAPortStatisticsGuid \
	{ 0x3ce7904f, 0x459f, 0x480d, { 0x9a, 0x3c, 0x01, 0x3e, 0xde, 0x3b, 0xdd, 0xe8 } }
#define MSFC_LinkEventGuid \
	{ 0xc66015ee, 0x014b, 0x498a, { 0x94, 0x51, 0x99, 0xfe, 0xad, 0x0a, 0xb4, 0x51 } }
#define MSFC_FCAdapterHBAAttributesGuid \
	{ 0xf8f3ea26, 0xab2c, 0x4593, { 0x8b, 0x84, 0xc5, 0x64, 0x28, 0xe6, 0xbe, 0xdb } }
#define MSFC_HBAPortAttributesResultsGuid \
	{ 0xa76bd4e3, 0x9961, 0x4d9b, { 0xb6, 0xbe, 0x86, 0xe6, 0x98, 0x26, 0x0f, 0x68 } }
#define MSFC_FibrePortHBAAttributesGuid \
	{ 0x61b397fd, 0xf5ae, 0x4950, { 0x97, 0x58, 0x0e, 0xe5, 0x98, 0xe3, 0xc6, 0xe6 } }
#define MSFC_FibrePortHBAStatisticsGuid \
	{ 0x27efaba4, 0x362a, 0x4f20, { 0x92, 0x0b, 0xed, 0x66, 0xe2, 0x80, 0xfc, 0xf5 } }
#define MSFC_FibrePortHBAMethodsGuid \
	{ 0xe693553e, 0xedf6, 0x4d57, { 0xbf, 0x08, 0xef, 0xca, 0xae, 0x1a, 0x2e, 0x1c } }
#define MSFC_FC4STATISTICSGuid \
	{ 0xca8e7fe6, 0xb85e, 0x497f, { 0x88, 0x58, 0x9b, 0x5d, 0x93, 0xa6, 0x6f, 0xe1 } }
#define MSFC_EventBufferGuid \
	{ 0x623f4588, 0xcf01, 0x4f0e, { 0xb1, 0x97, 0xab, 0xbe, 0xe5, 0xe0, 0xcf, 0xf3 } }
#define MSFC_HBAAdapterMethodsGuid \
	{ 0xdf87d4ed, 0x4612, 0x4d12, { 0x85, 0xfb, 0x83, 0x57, 0x4e, 0xc3, 0x4b, 0x7c } }
#define MSFC_HBAFCPInfoGuid \
	{ 0x7a1fc391, 0x5b23, 0x4c19, { 0xb0, 0xeb, 0xb1, 0xae, 0xf5, 0x90, 0x50, 0xc3 } }
#define MSFC_AdapterEventGuid \
	{ 0xe9e47403, 0xd1d7, 0x43f8, { 0x8e, 0xe3, 0x53, 0xcd, 0xbf, 0xff, 0x56, 0x46 } }
#define MSFC_PortEventGuid \
	{ 0x095fbe97, 0x3876, 0x48ef, { 0x8a, 0x04, 0x1c, 0x55, 0x93, 0x5d, 0x0d, 0xf5 } }
#define MSFC_TargetEventGuid \
	{ 0xcfa6ef26, 0x8675, 0x4e27, { 0x9a, 0x0b, 0xb4, 0xa8, 0x60, 0xdd, 0xd0, 0xf3 } }
#define MSFC_EventControlGuid \
	{ 0xa251ccb3, 0x5ab0, 0x411b, { 0x87, 0x71, 0x54, 0x30, 0xef, 0x53, 0xa2, 0x6c } }
#define MSFC_TMGuid \
	{ 0x8cf4c7eb, 0xa286, 0x409d, { 0x9e, 0xb9, 0x29, 0xd7, 0xe0, 0xe9, 0xf4, 0xfa } }

#define MSFC_AdapterEvent_EventType_SIZE sizeof(ULONG)
#define MSFC_AdapterEvent_EventType_ID 1
#define MSFC_AdapterEvent_PortWWN_SIZE sizeof(UCHAR[8])
#define MSFC_AdapterEvent_PortWWN_ID 2
#define MSFC_AdapterEvent_SIZE \
	(FIELD_OFFSET(MSFC_AdapterEvent, PortWWN) + MSFC_AdapterEvent_PortWWN_SIZE)

#define MSFC_EventBuffer_EventType_SIZE sizeof(ULONG)
#define MSFC_EventBuffer_EventType_ID 1
#define MSFC_EventBuffer_EventInfo_SIZE sizeof(ULONG[4])
#define MSFC_EventBuffer_EventInfo_ID 2
#define MSFC_EventBuffer_SIZE \
	(FIELD_OFFSET(MSFC_EventBuffer, EventInfo) + MSFC_EventBuffer_EventInfo_SIZE)

#define MSFC_FC4STATISTICS_InputRequests_SIZE sizeof(ULONGLONG)
#define MSFC_FC4STATISTICS_InputRequests_ID 1
#define MSFC_FC4STATISTICS_OutputRequests_SIZE sizeof(ULONGLONG)
#define MSFC_FC4STATISTICS_OutputRequests_ID 2
#define MSFC_FC4STATISTICS_ControlRequests_SIZE sizeof(ULONGLONG)
#define MSFC_FC4STATISTICS_ControlRequests_ID 3
#define MSFC_FC4STATISTICS_InputMegabytes_SIZE sizeof(ULONGLONG)
#define MSFC_FC4STATISTICS_InputMegabytes_ID 4
#define MSFC_FC4STATISTICS_OutputMegabytes_SIZE sizeof(ULONGLONG)
#define MSFC_FC4STATISTICS_OutputMegabytes_ID 5
#define MSFC_FC4STATISTICS_SIZE \
	(FIELD_OFFSET(MSFC_FC4STATISTICS, OutputMegabytes) + MSFC_FC4STATISTICS_OutputMegabytes_SIZE)

#define MSFC_FCAdapterHBAAttributes_UniqueAdapterId_SIZE sizeof(ULONGLONG)
#define MSFC_FCAdapterHBAAttributes_UniqueAdapterId_ID 1
#define MSFC_FCAdapterHBAAttributes_HBAStatus_SIZE sizeof(ULONG)
#define MSFC_FCAdapterHBAAttributes_HBAStatus_ID 2
#define MSFC_FCAdapterHBAAttributes_NodeWWN_SIZE sizeof(UCHAR[8])
#define MSFC_FCAdapterHBAAttributes_NodeWWN_ID 3
#define MSFC_FCAdapterHBAAttributes_VendorSpecificID_SIZE sizeof(ULONG)
#define MSFC_FCAdapterHBAAttributes_VendorSpecificID_ID 4
#define MSFC_FCAdapterHBAAttributes_NumberOfPorts_SIZE sizeof(ULONG)
#define MSFC_FCAdapterHBAAttributes_NumberOfPorts_ID 5
#define MSFC_FCAdapterHBAAttributes_Manufacturer_ID 6
#define MSFC_FCAdapterHBAAttributes_SerialNumber_ID 7
#define MSFC_FCAdapterHBAAttributes_Model_ID 8
#define MSFC_FCAdapterHBAAttributes_ModelDescription_ID 9
#define MSFC_FCAdapterHBAAttributes_NodeSymbolicName_ID 10
#define MSFC_FCAdapterHBAAttributes_HardwareVersion_ID 11
#define MSFC_FCAdapterHBAAttributes_DriverVersion_ID 12
#define MSFC_FCAdapterHBAAttributes_OptionROMVersion_ID 13
#define MSFC_FCAdapterHBAAttributes_FirmwareVersion_ID 14
#define MSFC_FCAdapterHBAAttributes_DriverName_ID 15
#define MSFC_FCAdapterHBAAttributes_MfgDomain_ID 16

#define MSFC_FibrePortHBAAttributes_UniquePortId_SIZE sizeof(ULONGLONG)
#define MSFC_FibrePortHBAAttributes_UniquePortId_ID 1
#define MSFC_FibrePortHBAAttributes_HBAStatus_SIZE sizeof(ULONG)
#define MSFC_FibrePortHBAAttributes_HBAStatus_ID 2
#define MSFC_FibrePortHBAAttributes_Attributes_SIZE sizeof(MSFC_HBAPortAttributesResults)
#define MSFC_FibrePortHBAAttributes_Attributes_ID 3
#define MSFC_FibrePortHBAAttributes_SIZE \
	(FIELD_OFFSET(MSFC_FibrePortHBAAttributes, Attributes) + MSFC_FibrePortHBAAttributes_Attributes_SIZE)

#define MSFC_FibrePortHBAStatistics_UniquePortId_SIZE sizeof(ULONGLONG)
#define MSFC_FibrePortHBAStatistics_UniquePortId_ID 1
#define MSFC_FibrePortHBAStatistics_HBAStatus_SIZE sizeof(ULONG)
#define MSFC_FibrePortHBAStatistics_HBAStatus_ID 2
#define MSFC_FibrePortHBAStatistics_Statistics_SIZE sizeof(MSFC_HBAPortStatistics)
#define MSFC_FibrePortHBAStatistics_Statistics_ID 3
#define MSFC_FibrePortHBAStatistics_SIZE \
	(FIELD_OFFSET(MSFC_FibrePortHBAStatistics, Statistics) + MSFC_FibrePortHBAStatistics_Statistics_SIZE)

#define MSFC_HBAPortAttributesResults_NodeWWN_SIZE sizeof(UCHAR[8])
#define MSFC_HBAPortAttributesResults_NodeWWN_ID 1
#define MSFC_HBAPortAttributesResults_PortWWN_SIZE sizeof(UCHAR[8])
#define MSFC_HBAPortAttributesResults_PortWWN_ID 2
#define MSFC_HBAPortAttributesResults_PortFcId_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortFcId_ID 3
#define MSFC_HBAPortAttributesResults_PortType_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortType_ID 4
#define MSFC_HBAPortAttributesResults_PortState_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortState_ID 5
#define MSFC_HBAPortAttributesResults_PortSupportedClassofService_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortSupportedClassofService_ID 6
#define MSFC_HBAPortAttributesResults_PortSupportedFc4Types_SIZE sizeof(UCHAR[32])
#define MSFC_HBAPortAttributesResults_PortSupportedFc4Types_ID 7
#define MSFC_HBAPortAttributesResults_PortActiveFc4Types_SIZE sizeof(UCHAR[32])
#define MSFC_HBAPortAttributesResults_PortActiveFc4Types_ID 8
#define MSFC_HBAPortAttributesResults_PortSupportedSpeed_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortSupportedSpeed_ID 9
#define MSFC_HBAPortAttributesResults_PortSpeed_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortSpeed_ID 10
#define MSFC_HBAPortAttributesResults_PortMaxFrameSize_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_PortMaxFrameSize_ID 11
#define MSFC_HBAPortAttributesResults_FabricName_SIZE sizeof(UCHAR[8])
#define MSFC_HBAPortAttributesResults_FabricName_ID 12
#define MSFC_HBAPortAttributesResults_NumberofDiscoveredPorts_SIZE sizeof(ULONG)
#define MSFC_HBAPortAttributesResults_NumberofDiscoveredPorts_ID 13
#define MSFC_HBAPortAttributesResults_SIZE \
	(FIELD_OFFSET(MSFC_HBAPortAttributesResults, NumberofDiscoveredPorts) + MSFC_HBAPortAttributesResults_NumberofDiscoveredPorts_SIZE)

#define MSFC_HBAPortStatistics_SecondsSinceLastReset_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_SecondsSinceLastReset_ID 1
#define MSFC_HBAPortStatistics_TxFrames_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_TxFrames_ID 2
#define MSFC_HBAPortStatistics_TxWords_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_TxWords_ID 3
#define MSFC_HBAPortStatistics_RxFrames_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_RxFrames_ID 4
#define MSFC_HBAPortStatistics_RxWords_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_RxWords_ID 5
#define MSFC_HBAPortStatistics_LIPCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_LIPCount_ID 6
#define MSFC_HBAPortStatistics_NOSCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_NOSCount_ID 7
#define MSFC_HBAPortStatistics_ErrorFrames_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_ErrorFrames_ID 8
#define MSFC_HBAPortStatistics_DumpedFrames_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_DumpedFrames_ID 9
#define MSFC_HBAPortStatistics_LinkFailureCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_LinkFailureCount_ID 10
#define MSFC_HBAPortStatistics_LossOfSyncCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_LossOfSyncCount_ID 11
#define MSFC_HBAPortStatistics_LossOfSignalCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_LossOfSignalCount_ID 12
#define MSFC_HBAPortStatistics_PrimitiveSeqProtocolErrCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_PrimitiveSeqProtocolErrCount_ID 13
#define MSFC_HBAPortStatistics_InvalidTxWordCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_InvalidTxWordCount_ID 14
#define MSFC_HBAPortStatistics_InvalidCRCCount_SIZE sizeof(LONGLONG)
#define MSFC_HBAPortStatistics_InvalidCRCCount_ID 15
#define MSFC_HBAPortStatistics_SIZE \
	(FIELD_OFFSET(MSFC_HBAPortStatistics, InvalidCRCCount) + MSFC_HBAPortStatistics_InvalidCRCCount_SIZE)

#define MSFC_LinkEvent_EventType_SIZE sizeof(ULONG)
#define MSFC_LinkEvent_EventType_ID 1
#define MSFC_LinkEvent_AdapterWWN_SIZE sizeof(UCHAR[8])
#define MSFC_LinkEvent_AdapterWWN_ID 2
#define MSFC_LinkEvent_RLIRBufferSize_SIZE sizeof(ULONG)
#define MSFC_LinkEvent_RLIRBufferSize_ID 3
#define MSFC_LinkEvent_RLIRBuffer_ID 4

#define MSFC_PortEvent_EventType_SIZE sizeof(ULONG)
#define MSFC_PortEvent_EventType_ID 1
#define MSFC_PortEvent_FabricPortId_SIZE sizeof(ULONG)
#define MSFC_PortEvent_FabricPortId_ID 2
#define MSFC_PortEvent_PortWWN_SIZE sizeof(UCHAR[8])
#define MSFC_PortEvent_PortWWN_ID 3
#define MSFC_PortEvent_SIZE (FIELD_OFFSET(MSFC_PortEvent, PortWWN) + MSFC_PortEvent_PortWWN_SIZE)

#define MSFC_TM_tm_sec_SIZE sizeof(ULONG)
#define MSFC_TM_tm_sec_ID 1
#define MSFC_TM_tm_min_SIZE sizeof(ULONG)
#define MSFC_TM_tm_min_ID 2
#define MSFC_TM_tm_hour_SIZE sizeof(ULONG)
#define MSFC_TM_tm_hour_ID 3
#define MSFC_TM_tm_mday_SIZE sizeof(ULONG)
#define MSFC_TM_tm_mday_ID 4
#define MSFC_TM_tm_mon_SIZE sizeof(ULONG)
#define MSFC_TM_tm_mon_ID 5
#define MSFC_TM_tm_year_SIZE sizeof(ULONG)
#define MSFC_TM_tm_year_ID 6
#define MSFC_TM_tm_wday_SIZE sizeof(ULONG)
#define MSFC_TM_tm_wday_ID 7
#define MSFC_TM_tm_yday_SIZE sizeof(ULONG)
#define MSFC_TM_tm_yday_ID 8
#define MSFC_TM_tm_isdst_SIZE sizeof(ULONG)
#define MSFC_TM_tm_isdst_ID 9
#define MSFC_TM_SIZE (FIELD_OFFSET(MSFC_TM, tm_isdst) + MSFC_TM_tm_isdst_SIZE)

#define MSFC_TargetEvent_EventType_SIZE sizeof(ULONG)
#define MSFC_TargetEvent_EventType_ID 1
#define MSFC_TargetEvent_PortWWN_SIZE sizeof(UCHAR[8])
#define MSFC_TargetEvent_PortWWN_ID 2
#define MSFC_TargetEvent_DiscoveredPortWWN_SIZE sizeof(UCHAR[8])
#define MSFC_TargetEvent_DiscoveredPortWWN_ID 3
#define MSFC_TargetEvent_SIZE \
	(FIELD_OFFSET(MSFC_TargetEvent, DiscoveredPortWWN) + MSFC_TargetEvent_DiscoveredPortWWN_SIZE)

#define RefreshInformation 3

#define RemoveLink 31

#define RemoveLink_OUT_HBAStatus_SIZE sizeof(ULONG)
#define RemoveLink_OUT_HBAStatus_ID 1
#define RemoveLink_OUT_SIZE \
	(FIELD_OFFSET(RemoveLink_OUT, HBAStatus) + RemoveLink_OUT_HBAStatus_SIZE)

#define RemovePersistentEntry 8

#define RemovePersistentEntry_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define RemovePersistentEntry_IN_PortWWN_ID 1
#define RemovePersistentEntry_IN_Binding_SIZE sizeof(HBAFCPBindingEntry2)
#define RemovePersistentEntry_IN_Binding_ID 2
#define RemovePersistentEntry_IN_SIZE \
	(FIELD_OFFSET(RemovePersistentEntry_IN, Binding) + RemovePersistentEntry_IN_Binding_SIZE)

#define RemovePersistentEntry_OUT_HBAStatus_SIZE sizeof(ULONG)
#define RemovePersistentEntry_OUT_HBAStatus_ID 3
#define RemovePersistentEntry_OUT_SIZE \
	(FIELD_OFFSET(RemovePersistentEntry_OUT, HBAStatus) + RemovePersistentEntry_OUT_HBAStatus_SIZE)

#define RemovePort 21

#define RemovePort_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define RemovePort_IN_PortWWN_ID 1
#define RemovePort_IN_SIZE (FIELD_OFFSET(RemovePort_IN, PortWWN) + RemovePort_IN_PortWWN_SIZE)

#define RemovePort_OUT_HBAStatus_SIZE sizeof(ULONG)
#define RemovePort_OUT_HBAStatus_ID 2
#define RemovePort_OUT_SIZE \
	(FIELD_OFFSET(RemovePort_OUT, HBAStatus) + RemovePort_OUT_HBAStatus_SIZE)

#define RemoveTarget 11

#define RemoveTarget_IN_HbaPortWWN_SIZE sizeof(UCHAR[8])
#define RemoveTarget_IN_HbaPortWWN_ID 1
#define RemoveTarget_IN_DiscoveredPortWWN_SIZE sizeof(UCHAR[8])
#define RemoveTarget_IN_DiscoveredPortWWN_ID 2
#define RemoveTarget_IN_AllTargets_SIZE sizeof(ULONG)
#define RemoveTarget_IN_AllTargets_ID 3
#define RemoveTarget_IN_SIZE \
	(FIELD_OFFSET(RemoveTarget_IN, AllTargets) + RemoveTarget_IN_AllTargets_SIZE)

#define RemoveTarget_OUT_HBAStatus_SIZE sizeof(ULONG)
#define RemoveTarget_OUT_HBAStatus_ID 4
#define RemoveTarget_OUT_SIZE \
	(FIELD_OFFSET(RemoveTarget_OUT, HBAStatus) + RemoveTarget_OUT_HBAStatus_SIZE)

#define ResetStatistics 1

#define ScsiInquiry 15

#define ScsiInquiry_IN_Cdb_SIZE sizeof(UCHAR[6])
#define ScsiInquiry_IN_Cdb_ID 1
#define ScsiInquiry_IN_HbaPortWWN_SIZE sizeof(UCHAR[8])
#define ScsiInquiry_IN_HbaPortWWN_ID 2
#define ScsiInquiry_IN_DiscoveredPortWWN_SIZE sizeof(UCHAR[8])
#define ScsiInquiry_IN_DiscoveredPortWWN_ID 3
#define ScsiInquiry_IN_FcLun_SIZE sizeof(ULONGLONG)
#define ScsiInquiry_IN_FcLun_ID 4
#define ScsiInquiry_IN_SIZE (FIELD_OFFSET(ScsiInquiry_IN, FcLun) + ScsiInquiry_IN_FcLun_SIZE)

#define ScsiInquiry_OUT_HBAStatus_SIZE sizeof(ULONG)
#define ScsiInquiry_OUT_HBAStatus_ID 5
#define ScsiInquiry_OUT_ResponseBufferSize_SIZE sizeof(ULONG)
#define ScsiInquiry_OUT_ResponseBufferSize_ID 6
#define ScsiInquiry_OUT_SenseBufferSize_SIZE sizeof(ULONG)
#define ScsiInquiry_OUT_SenseBufferSize_ID 7
#define ScsiInquiry_OUT_ScsiStatus_SIZE sizeof(UCHAR)
#define ScsiInquiry_OUT_ScsiStatus_ID 8
#define ScsiInquiry_OUT_ResponseBuffer_SIZE_HINT 96
#define ScsiInquiry_OUT_ResponseBuffer_ID 9
#define ScsiInquiry_OUT_SenseBuffer_ID 10

#define ScsiReadCapacity 16

#define ScsiReadCapacity_IN_Cdb_SIZE sizeof(UCHAR[10])
#define ScsiReadCapacity_IN_Cdb_ID 1
#define ScsiReadCapacity_IN_HbaPortWWN_SIZE sizeof(UCHAR[8])
#define ScsiReadCapacity_IN_HbaPortWWN_ID 2
#define ScsiReadCapacity_IN_DiscoveredPortWWN_SIZE sizeof(UCHAR[8])
#define ScsiReadCapacity_IN_DiscoveredPortWWN_ID 3
#define ScsiReadCapacity_IN_FcLun_SIZE sizeof(ULONGLONG)
#define ScsiReadCapacity_IN_FcLun_ID 4
#define ScsiReadCapacity_IN_SIZE \
	(FIELD_OFFSET(ScsiReadCapacity_IN, FcLun) + ScsiReadCapacity_IN_FcLun_SIZE)

#define ScsiReadCapacity_OUT_HBAStatus_SIZE sizeof(ULONG)
#define ScsiReadCapacity_OUT_HBAStatus_ID 5
#define ScsiReadCapacity_OUT_ResponseBufferSize_SIZE sizeof(ULONG)
#define ScsiReadCapacity_OUT_ResponseBufferSize_ID 6
#define ScsiReadCapacity_OUT_SenseBufferSize_SIZE sizeof(ULONG)
#define ScsiReadCapacity_OUT_SenseBufferSize_ID 7
#define ScsiReadCapacity_OUT_ScsiStatus_SIZE sizeof(UCHAR)
#define ScsiReadCapacity_OUT_ScsiStatus_ID 8
#define ScsiReadCapacity_OUT_ResponseBuffer_SIZE_HINT 16
#define ScsiReadCapacity_OUT_ResponseBuffer_ID 9
#define ScsiReadCapacity_OUT_SenseBuffer_ID 10

#define ScsiReportLuns 17

#define ScsiReportLuns_IN_Cdb_SIZE sizeof(UCHAR[12])
#define ScsiReportLuns_IN_Cdb_ID 1
#define ScsiReportLuns_IN_HbaPortWWN_SIZE sizeof(UCHAR[8])
#define ScsiReportLuns_IN_HbaPortWWN_ID 2
#define ScsiReportLuns_IN_DiscoveredPortWWN_SIZE sizeof(UCHAR[8])
#define ScsiReportLuns_IN_DiscoveredPortWWN_ID 3
#define ScsiReportLuns_IN_SIZE \
	(FIELD_OFFSET(ScsiReportLuns_IN, DiscoveredPortWWN) + ScsiReportLuns_IN_DiscoveredPortWWN_SIZE)

#define ScsiReportLuns_OUT_HBAStatus_SIZE sizeof(ULONG)
#define ScsiReportLuns_OUT_HBAStatus_ID 4
#define ScsiReportLuns_OUT_ResponseBufferSize_SIZE sizeof(ULONG)
#define ScsiReportLuns_OUT_ResponseBufferSize_ID 5
#define ScsiReportLuns_OUT_SenseBufferSize_SIZE sizeof(ULONG)
#define ScsiReportLuns_OUT_SenseBufferSize_ID 6
#define ScsiReportLuns_OUT_ScsiStatus_SIZE sizeof(UCHAR)
#define ScsiReportLuns_OUT_ScsiStatus_ID 7
#define ScsiReportLuns_OUT_ResponseBuffer_SIZE_HINT 16
#define ScsiReportLuns_OUT_ResponseBuffer_ID 8
#define ScsiReportLuns_OUT_SenseBuffer_ID 9

#define SendCTPassThru 4

#define SendCTPassThru_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SendCTPassThru_IN_PortWWN_ID 1
#define SendCTPassThru_IN_RequestBufferCount_SIZE sizeof(ULONG)
#define SendCTPassThru_IN_RequestBufferCount_ID 2
#define SendCTPassThru_IN_RequestBuffer_ID 3

#define SendCTPassThru_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendCTPassThru_OUT_HBAStatus_ID 4
#define SendCTPassThru_OUT_TotalResponseBufferCount_SIZE sizeof(ULONG)
#define SendCTPassThru_OUT_TotalResponseBufferCount_ID 5
#define SendCTPassThru_OUT_ActualResponseBufferCount_SIZE sizeof(ULONG)
#define SendCTPassThru_OUT_ActualResponseBufferCount_ID 6
#define SendCTPassThru_OUT_ResponseBuffer_SIZE_HINT 768
#define SendCTPassThru_OUT_ResponseBuffer_ID 7

#define SendLIRR 12

#define SendLIRR_IN_SourceWWN_SIZE sizeof(UCHAR[8])
#define SendLIRR_IN_SourceWWN_ID 1
#define SendLIRR_IN_DestWWN_SIZE sizeof(UCHAR[8])
#define SendLIRR_IN_DestWWN_ID 2
#define SendLIRR_IN_Function_SIZE sizeof(UCHAR)
#define SendLIRR_IN_Function_ID 3
#define SendLIRR_IN_Type_SIZE sizeof(UCHAR)
#define SendLIRR_IN_Type_ID 4
#define SendLIRR_IN_SIZE (FIELD_OFFSET(SendLIRR_IN, Type) + SendLIRR_IN_Type_SIZE)

#define SendLIRR_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendLIRR_OUT_HBAStatus_ID 5
#define SendLIRR_OUT_TotalRspBufferSize_SIZE sizeof(ULONG)
#define SendLIRR_OUT_TotalRspBufferSize_ID 6
#define SendLIRR_OUT_ActualRspBufferSize_SIZE sizeof(ULONG)
#define SendLIRR_OUT_ActualRspBufferSize_ID 7
#define SendLIRR_OUT_RspBuffer_SIZE_HINT 8
#define SendLIRR_OUT_RspBuffer_ID 8

#define SendRLS 19

#define SendRLS_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SendRLS_IN_PortWWN_ID 1
#define SendRLS_IN_DestWWN_SIZE sizeof(UCHAR[8])
#define SendRLS_IN_DestWWN_ID 2
#define SendRLS_IN_SIZE (FIELD_OFFSET(SendRLS_IN, DestWWN) + SendRLS_IN_DestWWN_SIZE)

#define SendRLS_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendRLS_OUT_HBAStatus_ID 3
#define SendRLS_OUT_TotalRspBufferSize_SIZE sizeof(ULONG)
#define SendRLS_OUT_TotalRspBufferSize_ID 4
#define SendRLS_OUT_ActualRspBufferSize_SIZE sizeof(ULONG)
#define SendRLS_OUT_ActualRspBufferSize_ID 5
#define SendRLS_OUT_RspBuffer_SIZE_HINT 28
#define SendRLS_OUT_RspBuffer_ID 6

#define SendRNID 5

#define SendRNIDV2 6

#define SendRNIDV2_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SendRNIDV2_IN_PortWWN_ID 1
#define SendRNIDV2_IN_DestWWN_SIZE sizeof(UCHAR[8])
#define SendRNIDV2_IN_DestWWN_ID 2
#define SendRNIDV2_IN_DestFCID_SIZE sizeof(ULONG)
#define SendRNIDV2_IN_DestFCID_ID 3
#define SendRNIDV2_IN_NodeIdDataFormat_SIZE sizeof(ULONG)
#define SendRNIDV2_IN_NodeIdDataFormat_ID 4
#define SendRNIDV2_IN_SIZE \
	(FIELD_OFFSET(SendRNIDV2_IN, NodeIdDataFormat) + SendRNIDV2_IN_NodeIdDataFormat_SIZE)

#define SendRNIDV2_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendRNIDV2_OUT_HBAStatus_ID 5
#define SendRNIDV2_OUT_TotalRspBufferSize_SIZE sizeof(ULONG)
#define SendRNIDV2_OUT_TotalRspBufferSize_ID 6
#define SendRNIDV2_OUT_ActualRspBufferSize_SIZE sizeof(ULONG)
#define SendRNIDV2_OUT_ActualRspBufferSize_ID 7
#define SendRNIDV2_OUT_RspBuffer_SIZE_HINT 76
#define SendRNIDV2_OUT_RspBuffer_ID 8

#define SendRNID_IN_wwn_SIZE sizeof(UCHAR[8])
#define SendRNID_IN_wwn_ID 1
#define SendRNID_IN_wwntype_SIZE sizeof(ULONG)
#define SendRNID_IN_wwntype_ID 2
#define SendRNID_IN_SIZE (FIELD_OFFSET(SendRNID_IN, wwntype) + SendRNID_IN_wwntype_SIZE)

#define SendRNID_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendRNID_OUT_HBAStatus_ID 3
#define SendRNID_OUT_ResponseBufferCount_SIZE sizeof(ULONG)
#define SendRNID_OUT_ResponseBufferCount_ID 4
#define SendRNID_OUT_ResponseBuffer_SIZE_HINT 76
#define SendRNID_OUT_ResponseBuffer_ID 5

#define SendRPL 9

#define SendRPL_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SendRPL_IN_PortWWN_ID 1
#define SendRPL_IN_AgentWWN_SIZE sizeof(UCHAR[8])
#define SendRPL_IN_AgentWWN_ID 2
#define SendRPL_IN_agent_domain_SIZE sizeof(ULONG)
#define SendRPL_IN_agent_domain_ID 3
#define SendRPL_IN_portIndex_SIZE sizeof(ULONG)
#define SendRPL_IN_portIndex_ID 4
#define SendRPL_IN_SIZE (FIELD_OFFSET(SendRPL_IN, portIndex) + SendRPL_IN_portIndex_SIZE)

#define SendRPL_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendRPL_OUT_HBAStatus_ID 5
#define SendRPL_OUT_TotalRspBufferSize_SIZE sizeof(ULONG)
#define SendRPL_OUT_TotalRspBufferSize_ID 6
#define SendRPL_OUT_ActualRspBufferSize_SIZE sizeof(ULONG)
#define SendRPL_OUT_ActualRspBufferSize_ID 7
#define SendRPL_OUT_RspBuffer_SIZE_HINT 28
#define SendRPL_OUT_RspBuffer_ID 8

#define SendRPS 10

#define SendRPS_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SendRPS_IN_PortWWN_ID 1
#define SendRPS_IN_AgentWWN_SIZE sizeof(UCHAR[8])
#define SendRPS_IN_AgentWWN_ID 2
#define SendRPS_IN_ObjectWWN_SIZE sizeof(UCHAR[8])
#define SendRPS_IN_ObjectWWN_ID 3
#define SendRPS_IN_AgentDomain_SIZE sizeof(ULONG)
#define SendRPS_IN_AgentDomain_ID 4
#define SendRPS_IN_ObjectPortNumber_SIZE sizeof(ULONG)
#define SendRPS_IN_ObjectPortNumber_ID 5
#define SendRPS_IN_SIZE \
	(FIELD_OFFSET(SendRPS_IN, ObjectPortNumber) + SendRPS_IN_ObjectPortNumber_SIZE)

#define SendRPS_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendRPS_OUT_HBAStatus_ID 6
#define SendRPS_OUT_TotalRspBufferSize_SIZE sizeof(ULONG)
#define SendRPS_OUT_TotalRspBufferSize_ID 7
#define SendRPS_OUT_ActualRspBufferSize_SIZE sizeof(ULONG)
#define SendRPS_OUT_ActualRspBufferSize_ID 8
#define SendRPS_OUT_RspBuffer_SIZE_HINT 64
#define SendRPS_OUT_RspBuffer_ID 9

#define SendSRL 11

#define SendSRL_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SendSRL_IN_PortWWN_ID 1
#define SendSRL_IN_WWN_SIZE sizeof(UCHAR[8])
#define SendSRL_IN_WWN_ID 2
#define SendSRL_IN_Domain_SIZE sizeof(ULONG)
#define SendSRL_IN_Domain_ID 3
#define SendSRL_IN_SIZE (FIELD_OFFSET(SendSRL_IN, Domain) + SendSRL_IN_Domain_SIZE)

#define SendSRL_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SendSRL_OUT_HBAStatus_ID 4
#define SendSRL_OUT_TotalRspBufferSize_SIZE sizeof(ULONG)
#define SendSRL_OUT_TotalRspBufferSize_ID 5
#define SendSRL_OUT_ActualRspBufferSize_SIZE sizeof(ULONG)
#define SendSRL_OUT_ActualRspBufferSize_ID 6
#define SendSRL_OUT_RspBuffer_SIZE_HINT 8
#define SendSRL_OUT_RspBuffer_ID 7

#define SetBindingSupport 5

#define SetBindingSupport_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SetBindingSupport_IN_PortWWN_ID 1
#define SetBindingSupport_IN_BindType_SIZE sizeof(ULONG)
#define SetBindingSupport_IN_BindType_ID 2
#define SetBindingSupport_IN_SIZE \
	(FIELD_OFFSET(SetBindingSupport_IN, BindType) + SetBindingSupport_IN_BindType_SIZE)

#define SetBindingSupport_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SetBindingSupport_OUT_HBAStatus_ID 3
#define SetBindingSupport_OUT_SIZE \
	(FIELD_OFFSET(SetBindingSupport_OUT, HBAStatus) + SetBindingSupport_OUT_HBAStatus_SIZE)

#define SetFC3MgmtInfo 8

#define SetFC3MgmtInfo_IN_MgmtInfo_SIZE sizeof(HBAFC3MgmtInfo)
#define SetFC3MgmtInfo_IN_MgmtInfo_ID 1
#define SetFC3MgmtInfo_IN_SIZE \
	(FIELD_OFFSET(SetFC3MgmtInfo_IN, MgmtInfo) + SetFC3MgmtInfo_IN_MgmtInfo_SIZE)

#define SetFC3MgmtInfo_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SetFC3MgmtInfo_OUT_HBAStatus_ID 2
#define SetFC3MgmtInfo_OUT_SIZE \
	(FIELD_OFFSET(SetFC3MgmtInfo_OUT, HBAStatus) + SetFC3MgmtInfo_OUT_HBAStatus_SIZE)

#define SetPersistentEntry 7

#define SetPersistentEntry_IN_PortWWN_SIZE sizeof(UCHAR[8])
#define SetPersistentEntry_IN_PortWWN_ID 1
#define SetPersistentEntry_IN_Binding_SIZE sizeof(HBAFCPBindingEntry2)
#define SetPersistentEntry_IN_Binding_ID 2
#define SetPersistentEntry_IN_SIZE \
	(FIELD_OFFSET(SetPersistentEntry_IN, Binding) + SetPersistentEntry_IN_Binding_SIZE)

#define SetPersistentEntry_OUT_HBAStatus_SIZE sizeof(ULONG)
#define SetPersistentEntry_OUT_HBAStatus_ID 3
#define SetPersistentEntry_OUT_SIZE \
	(FIELD_OFFSET(SetPersistentEntry_OUT, HBAStatus) + SetPersistentEntry_OUT_HBAStatus_SIZE)

typedef struct _MSFC_HBAPortStatistics {
	LONGLONG SecondsSinceLastReset;
	LONGLONG TxFrames;
	LONGLONG TxWords;
	LONGLONG RxFrames;
	LONGLONG RxWords;
	LONGLONG LIPCount;
	LONGLONG NOSCount;
	LONGLONG ErrorFrames;
	LONGLONG DumpedFrames;
	LONGLONG LinkFailureCount;
	LONGLONG LossOfSyncCount;
	LONGLONG LossOfSignalCount;
	LONGLONG PrimitiveSeqProtocolErrCount;
	LONGLONG InvalidTxWordCount;
	LONGLONG InvalidCRCCount;
} MSFC_HBAPortStatistics, *PMSFC_HBAPortStatistics;

typedef struct _HBAFC3MgmtInfo {
	ULONGLONG UniqueAdapterId;
	UCHAR wwn[8];
	ULONG unittype;
	ULONG PortId;
	ULONG NumberOfAttachedNodes;
	USHORT IPVersion;
	USHORT UDPPort;
	UCHAR IPAddress[16];
	USHORT reserved;
	USHORT TopologyDiscoveryFlags;
	ULONG reserved1;
} HBAFC3MgmtInfo, *PHBAFC3MgmtInfo;

typedef struct _HBAScsiID {
	ULONG ScsiBusNumber;
	ULONG ScsiTargetNumber;
	ULONG ScsiOSLun;
	USHORT OSDeviceName[257];
} HBAScsiID, *PHBAScsiID;

typedef struct _MSFC_LinkEvent {
	ULONG EventType;
	UCHAR AdapterWWN[8];
	ULONG RLIRBufferSize;
	UCHAR RLIRBuffer[1];
} MSFC_LinkEvent, *PMSFC_LinkEvent;

typedef struct _MSFC_FCAdapterHBAAttributes {
	ULONGLONG UniqueAdapterId;
	ULONG HBAStatus;
	UCHAR NodeWWN[8];
	ULONG VendorSpecificID;
	ULONG NumberOfPorts;
	WCHAR Manufacturer[64 + 1];
	WCHAR SerialNumber[64 + 1];
	WCHAR Model[256 + 1];
	WCHAR ModelDescription[256 + 1];
	WCHAR NodeSymbolicName[256 + 1];
	WCHAR HardwareVersion[256 + 1];
	WCHAR DriverVersion[256 + 1];
	WCHAR OptionROMVersion[256 + 1];
	WCHAR FirmwareVersion[256 + 1];
	WCHAR DriverName[256 + 1];
	WCHAR MfgDomain[256 + 1];
} MSFC_FCAdapterHBAAttributes, *PMSFC_FCAdapterHBAAttributes;

typedef struct _MSFC_HBAPortAttributesResults {
	UCHAR NodeWWN[8];
	UCHAR PortWWN[8];
	ULONG PortFcId;
	ULONG PortType;
	ULONG PortState;
	ULONG PortSupportedClassofService;
	UCHAR PortSupportedFc4Types[32];
	UCHAR PortActiveFc4Types[32];
	ULONG PortSupportedSpeed;
	ULONG PortSpeed;
	ULONG PortMaxFrameSize;
	UCHAR FabricName[8];
	ULONG NumberofDiscoveredPorts;
} MSFC_HBAPortAttributesResults, *PMSFC_HBAPortAttributesResults;

typedef struct _MSFC_FibrePortHBAAttributes {
	ULONGLONG UniquePortId;
	ULONG HBAStatus;
	MSFC_HBAPortAttributesResults Attributes;
} MSFC_FibrePortHBAAttributes, *PMSFC_FibrePortHBAAttributes;

typedef struct _MSFC_FibrePortHBAStatistics {
	ULONGLONG UniquePortId;
	ULONG HBAStatus;
	MSFC_HBAPortStatistics Statistics;
} MSFC_FibrePortHBAStatistics, *PMSFC_FibrePortHBAStatistics;

typedef struct _MSFC_FC4STATISTICS {
	ULONGLONG InputRequests;
	ULONGLONG OutputRequests;
	ULONGLONG ControlRequests;
	ULONGLONG InputMegabytes;
	ULONGLONG OutputMegabytes;
} MSFC_FC4STATISTICS, *PMSFC_FC4STATISTICS;

typedef struct _MSFC_EventBuffer {
	ULONG EventType;
	ULONG EventInfo[4];
} MSFC_EventBuffer, *PMSFC_EventBuffer;

typedef struct _GetDiscoveredPortAttributes_IN {
	ULONG PortIndex;
	ULONG DiscoveredPortIndex;
} GetDiscoveredPortAttributes_IN, *PGetDiscoveredPortAttributes_IN;

typedef struct _GetDiscoveredPortAttributes_OUT {
	ULONG HBAStatus;
	MSFC_HBAPortAttributesResults PortAttributes;
} GetDiscoveredPortAttributes_OUT, *PGetDiscoveredPortAttributes_OUT;

typedef struct _GetPortAttributesByWWN_IN {
	UCHAR wwn[8];
} GetPortAttributesByWWN_IN, *PGetPortAttributesByWWN_IN;

typedef struct _GetPortAttributesByWWN_OUT {
	ULONG HBAStatus;
	MSFC_HBAPortAttributesResults PortAttributes;
} GetPortAttributesByWWN_OUT, *PGetPortAttributesByWWN_OUT;

typedef struct _SendCTPassThru_IN {
	UCHAR PortWWN[8];
	ULONG RequestBufferCount;
	UCHAR RequestBuffer[1];
} SendCTPassThru_IN, *PSendCTPassThru_IN;

typedef struct _SendCTPassThru_OUT {
	ULONG HBAStatus;
	ULONG TotalResponseBufferCount;
	ULONG ActualResponseBufferCount;
	UCHAR ResponseBuffer[1];
} SendCTPassThru_OUT, *PSendCTPassThru_OUT;

typedef struct _SendRNID_IN {
	UCHAR wwn[8];
	ULONG wwntype;
} SendRNID_IN, *PSendRNID_IN;

typedef struct _SendRNID_OUT {
	ULONG HBAStatus;
	ULONG ResponseBufferCount;
	UCHAR ResponseBuffer[1];
} SendRNID_OUT, *PSendRNID_OUT;

typedef struct _SendRNIDV2_IN {
	UCHAR PortWWN[8];
	UCHAR DestWWN[8];
	ULONG DestFCID;
	ULONG NodeIdDataFormat;
} SendRNIDV2_IN, *PSendRNIDV2_IN;

typedef struct _SendRNIDV2_OUT {
	ULONG HBAStatus;
	ULONG TotalRspBufferSize;
	ULONG ActualRspBufferSize;
	UCHAR RspBuffer[1];
} SendRNIDV2_OUT, *PSendRNIDV2_OUT;

typedef struct _GetFC3MgmtInfo_OUT {
	ULONG HBAStatus;
	HBAFC3MgmtInfo MgmtInfo;
} GetFC3MgmtInfo_OUT, *PGetFC3MgmtInfo_OUT;

typedef struct _SetFC3MgmtInfo_IN {
	HBAFC3MgmtInfo MgmtInfo;
} SetFC3MgmtInfo_IN, *PSetFC3MgmtInfo_IN;

typedef struct _SetFC3MgmtInfo_OUT {
	ULONG HBAStatus;
} SetFC3MgmtInfo_OUT, *PSetFC3MgmtInfo_OUT;

typedef struct _SendRPL_IN {
	UCHAR PortWWN[8];
	UCHAR AgentWWN[8];
	ULONG agent_domain;
	ULONG portIndex;
} SendRPL_IN, *PSendRPL_IN;

typedef struct _SendRPL_OUT {
	ULONG HBAStatus;
	ULONG TotalRspBufferSize;
	ULONG ActualRspBufferSize;
	UCHAR RspBuffer[1];
} SendRPL_OUT, *PSendRPL_OUT;

typedef struct _SendRPS_IN {
	UCHAR PortWWN[8];
	UCHAR AgentWWN[8];
	UCHAR ObjectWWN[8];
	ULONG AgentDomain;
	ULONG ObjectPortNumber;
} SendRPS_IN, *PSendRPS_IN;

typedef struct _SendRPS_OUT {
	ULONG HBAStatus;
	ULONG TotalRspBufferSize;
	ULONG ActualRspBufferSize;
	UCHAR RspBuffer[1];
} SendRPS_OUT, *PSendRPS_OUT;

typedef struct _SendSRL_IN {
	UCHAR PortWWN[8];
	UCHAR WWN[8];
	ULONG Domain;
} SendSRL_IN, *PSendSRL_IN;

typedef struct _SendSRL_OUT {
	ULONG HBAStatus;
	ULONG TotalRspBufferSize;
	ULONG ActualRspBufferSize;
	UCHAR RspBuffer[1];
} SendSRL_OUT, *PSendSRL_OUT;

typedef struct _SendLIRR_IN {
	UCHAR SourceWWN[8];
	UCHAR DestWWN[8];
	UCHAR Function;
	UCHAR Type;
} SendLIRR_IN, *PSendLIRR_IN;

typedef struct _SendLIRR_OUT {
	ULONG HBAStatus;
	ULONG TotalRspBufferSize;
	ULONG ActualRspBufferSize;
	UCHAR RspBuffer[1];
} SendLIRR_OUT, *PSendLIRR_OUT;

typedef struct _GetFC4Statistics_IN {
	UCHAR PortWWN[8];
	UCHAR FC4Type;
} GetFC4Statistics_IN, *PGetFC4Statistics_IN;

typedef struct _GetFC4Statistics_OUT {
	ULONG HBAStatus;
	MSFC_FC4STATISTICS FC4Statistics;
} GetFC4Statistics_OUT, *PGetFC4Statistics_OUT;

typedef struct _GetFCPStatistics_IN {
	HBAScsiID ScsiId;
} GetFCPStatistics_IN, *PGetFCPStatistics_IN;

typedef struct _GetFCPStatistics_OUT {
	ULONG HBAStatus;
	MSFC_FC4STATISTICS FC4Statistics;
} GetFCPStatistics_OUT, *PGetFCPStatistics_OUT;

typedef struct _ScsiInquiry_IN {
	UCHAR Cdb[6];
	UCHAR HbaPortWWN[8];
	UCHAR DiscoveredPortWWN[8];
	ULONGLONG FcLun;
} ScsiInquiry_IN, *PScsiInquiry_IN;

typedef struct _ScsiInquiry_OUT {
	ULONG HBAStatus;
	ULONG ResponseBufferSize;
	ULONG SenseBufferSize;
	UCHAR ScsiStatus;
	UCHAR ResponseBuffer[1];
} ScsiInquiry_OUT, *PScsiInquiry_OUT;

typedef struct _ScsiReadCapacity_IN {
	UCHAR Cdb[10];
	UCHAR HbaPortWWN[8];
	UCHAR DiscoveredPortWWN[8];
	ULONGLONG FcLun;
} ScsiReadCapacity_IN, *PScsiReadCapacity_IN;

typedef struct _ScsiReadCapacity_OUT {
	ULONG HBAStatus;
	ULONG ResponseBufferSize;
	ULONG SenseBufferSize;
	UCHAR ScsiStatus;
	UCHAR ResponseBuffer[1];
} ScsiReadCapacity_OUT, *PScsiReadCapacity_OUT;

typedef struct _ScsiReportLuns_IN {
	UCHAR Cdb[12];
	UCHAR HbaPortWWN[8];
	UCHAR DiscoveredPortWWN[8];
} ScsiReportLuns_IN, *PScsiReportLuns_IN;

typedef struct _ScsiReportLuns_OUT {
	ULONG HBAStatus;
	ULONG ResponseBufferSize;
	ULONG SenseBufferSize;
	UCHAR ScsiStatus;
	UCHAR ResponseBuffer[1];
} ScsiReportLuns_OUT, *PScsiReportLuns_OUT;

typedef struct _GetEventBuffer_OUT {
	ULONG HBAStatus;
	ULONG EventCount;
	MSFC_EventBuffer Events[1];
} GetEventBuffer_OUT, *PGetEventBuffer_OUT;

typedef struct _SendRLS_IN {
	UCHAR PortWWN[8];
	UCHAR DestWWN[8];
} SendRLS_IN, *PSendRLS_IN;

typedef struct _SendRLS_OUT {
	ULONG HBAStatus;
	ULONG TotalRspBufferSize;
	ULONG ActualRspBufferSize;
	UCHAR RspBuffer[1];
} SendRLS_OUT, *PSendRLS_OUT;

typedef struct _HBAFCPID {
	ULONG Fcid;
	UCHAR NodeWWN[8];
	UCHAR PortWWN[8];
	ULONGLONG FcpLun;
} HBAFCPID, *PHBAFCPID;

typedef struct _HBAFCPScsiEntry {
	HBAFCPID FCPId;
	UCHAR Luid[256];
	HBAScsiID ScsiId;
} HBAFCPScsiEntry, *PHBAFCPScsiEntry;

typedef struct _HBAFCPBindingEntry {
	ULONG Type;
	HBAFCPID FCPId;
	HBAScsiID ScsiId;
} HBAFCPBindingEntry, *PHBAFCPBindingEntry;

typedef struct _HBAFCPBindingEntry2 {
	ULONG Type;
	HBAFCPID FCPId;
	UCHAR Luid[256];
	HBAScsiID ScsiId;
} HBAFCPBindingEntry2, *PHBAFCPBindingEntry2;

typedef struct _GetFcpTargetMapping_IN {
	UCHAR HbaPortWWN[8];
	ULONG InEntryCount;
} GetFcpTargetMapping_IN, *PGetFcpTargetMapping_IN;

typedef struct _GetFcpTargetMapping_OUT {
	ULONG HBAStatus;
	ULONG TotalEntryCount;
	ULONG OutEntryCount;
	HBAFCPScsiEntry Entry[1];
} GetFcpTargetMapping_OUT, *PGetFcpTargetMapping_OUT;

typedef struct _GetFcpPersistentBinding_IN {
	ULONG InEntryCount;
} GetFcpPersistentBinding_IN, *PGetFcpPersistentBinding_IN;

typedef struct _GetFcpPersistentBinding_OUT {
	ULONG HBAStatus;
	ULONG TotalEntryCount;
	ULONG OutEntryCount;
	HBAFCPBindingEntry Entry[1];
} GetFcpPersistentBinding_OUT, *PGetFcpPersistentBinding_OUT;

typedef struct _GetBindingCapability_IN {
	UCHAR PortWWN[8];
} GetBindingCapability_IN, *PGetBindingCapability_IN;

typedef struct _GetBindingCapability_OUT {
	ULONG HBAStatus;
	ULONG BindType;
} GetBindingCapability_OUT, *PGetBindingCapability_OUT;

typedef struct _GetBindingSupport_IN {
	UCHAR PortWWN[8];
} GetBindingSupport_IN, *PGetBindingSupport_IN;

typedef struct _GetBindingSupport_OUT {
	ULONG HBAStatus;
	ULONG BindType;
} GetBindingSupport_OUT, *PGetBindingSupport_OUT;

typedef struct _SetBindingSupport_IN {
	UCHAR PortWWN[8];
	ULONG BindType;
} SetBindingSupport_IN, *PSetBindingSupport_IN;

typedef struct _SetBindingSupport_OUT {
	ULONG HBAStatus;
} SetBindingSupport_OUT, *PSetBindingSupport_OUT;

typedef struct _GetPersistentBinding2_IN {
	UCHAR PortWWN[8];
	ULONG InEntryCount;
} GetPersistentBinding2_IN, *PGetPersistentBinding2_IN;

typedef struct _GetPersistentBinding2_OUT {
	ULONG HBAStatus;
	ULONG TotalEntryCount;
	ULONG OutEntryCount;
	HBAFCPBindingEntry2 Bindings[1];
} GetPersistentBinding2_OUT, *PGetPersistentBinding2_OUT;

typedef struct _SetPersistentEntry_IN {
	UCHAR PortWWN[8];
	HBAFCPBindingEntry2 Binding;
} SetPersistentEntry_IN, *PSetPersistentEntry_IN;

typedef struct _SetPersistentEntry_OUT {
	ULONG HBAStatus;
} SetPersistentEntry_OUT, *PSetPersistentEntry_OUT;

typedef struct _RemovePersistentEntry_IN {
	UCHAR PortWWN[8];
	HBAFCPBindingEntry2 Binding;
} RemovePersistentEntry_IN, *PRemovePersistentEntry_IN;

typedef struct _RemovePersistentEntry_OUT {
	ULONG HBAStatus;
} RemovePersistentEntry_OUT, *PRemovePersistentEntry_OUT;

typedef struct _MSFC_AdapterEvent {
	ULONG EventType;
	UCHAR PortWWN[8];
} MSFC_AdapterEvent, *PMSFC_AdapterEvent;

typedef struct _MSFC_PortEvent {
	ULONG EventType;
	ULONG FabricPortId;
	UCHAR PortWWN[8];
} MSFC_PortEvent, *PMSFC_PortEvent;

typedef struct _MSFC_TargetEvent {
	ULONG EventType;
	UCHAR PortWWN[8];
	UCHAR DiscoveredPortWWN[8];
} MSFC_TargetEvent, *PMSFC_TargetEvent;

typedef struct _AddTarget_IN {
	UCHAR HbaPortWWN[8];
	UCHAR DiscoveredPortWWN[8];
	ULONG AllTargets;
} AddTarget_IN, *PAddTarget_IN;

typedef struct _AddTarget_OUT {
	ULONG HBAStatus;
} AddTarget_OUT, *PAddTarget_OUT;

typedef struct _RemoveTarget_IN {
	UCHAR HbaPortWWN[8];
	UCHAR DiscoveredPortWWN[8];
	ULONG AllTargets;
} RemoveTarget_IN, *PRemoveTarget_IN;

typedef struct _RemoveTarget_OUT {
	ULONG HBAStatus;
} RemoveTarget_OUT, *PRemoveTarget_OUT;

typedef struct _AddPort_IN {
	UCHAR PortWWN[8];
} AddPort_IN, *PAddPort_IN;

typedef struct _AddPort_OUT {
	ULONG HBAStatus;
} AddPort_OUT, *PAddPort_OUT;

typedef struct _RemovePort_IN {
	UCHAR PortWWN[8];
} RemovePort_IN, *PRemovePort_IN;

typedef struct _RemovePort_OUT {
	ULONG HBAStatus;
} RemovePort_OUT, *PRemovePort_OUT;

typedef struct _AddLink_OUT {
	ULONG HBAStatus;
} AddLink_OUT, *PAddLink_OUT;

typedef struct _RemoveLink_OUT {
	ULONG HBAStatus;
} RemoveLink_OUT, *PRemoveLink_OUT;

typedef struct _MSFC_TM {
	ULONG tm_sec;
	ULONG tm_min;
	ULONG tm_hour;
	ULONG tm_mday;
	ULONG tm_mon;
	ULONG tm_year;
	ULONG tm_wday;
	ULONG tm_yday;
	ULONG tm_isdst;
} MSFC_TM, *PMSFC_TM;

EXTERN_C_END

#endif /* WINWORK_STORAGE_ADAPTER_WMI_H */
