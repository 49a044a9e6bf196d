/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Multipath I/O: the data of its WMI classes.
 */
#ifndef WINWORK_STORAGE_MPIO_H
#define WINWORK_STORAGE_MPIO_H

#include <winwork/base/types.h>
#include <guiddef.h>

EXTERN_C_START

#define ALUA_NOT_SUPPORTED 0
#define ALUA_IMPLICIT_ONLY 1
#define ALUA_IMPLICIT_AND_EXPLICIT 3
#define ALUA_EXPLICIT_ONLY 2

#define ClearAllDevInstancesHealthCounters 1

#define ClearAllHealthCounters 4

#define ClearAllMpioDisksHealthCounters 8

#define ClearAllPathsHealthCounters 6

#define ClearDevInstanceHealthCounters 2

#define ClearDevInstanceHealthCounters_IN_PathID_SIZE sizeof(ULONGLONG)
#define ClearDevInstanceHealthCounters_IN_PathID_ID 1
#define ClearDevInstanceHealthCounters_IN_SIZE \
	(FIELD_OFFSET(ClearDevInstanceHealthCounters_IN, PathID) + ClearDevInstanceHealthCounters_IN_PathID_SIZE)

#define ClearMpioDiskHealthCounters 7

#define ClearMpioDiskHealthCounters_IN_DiskOrdinal_SIZE sizeof(ULONG)
#define ClearMpioDiskHealthCounters_IN_DiskOrdinal_ID 1
#define ClearMpioDiskHealthCounters_IN_SIZE \
	(FIELD_OFFSET(ClearMpioDiskHealthCounters_IN, DiskOrdinal) + ClearMpioDiskHealthCounters_IN_DiskOrdinal_SIZE)

#define ClearPathHealthCounters 5

#define ClearPathHealthCounters_IN_PathID_SIZE sizeof(ULONGLONG)
#define ClearPathHealthCounters_IN_PathID_ID 1
#define ClearPathHealthCounters_IN_SIZE \
	(FIELD_OFFSET(ClearPathHealthCounters_IN, PathID) + ClearPathHealthCounters_IN_PathID_SIZE)

#define DSM_QueryLBPolicyGuid \
	{ 0x20a4663b, 0xbf54, 0x4738, { 0xb4, 0x03, 0x0c, 0xfc, 0x71, 0xec, 0xfc, 0x90 } }
#define DSM_QuerySupportedLBPoliciesGuid \
	{ 0xffcf3f4e, 0xbab6, 0x455c, { 0xba, 0x99, 0xd6, 0x0c, 0xfb, 0xc5, 0x88, 0x7d } }
#define DSM_QueryUniqueIdGuid \
	{ 0x7b47cbe2, 0x63d0, 0x4e6b, { 0xb9, 0x87, 0x4b, 0xfc, 0xbd, 0x6c, 0x36, 0x8e } }
#define DSM_VERSIONGuid \
	{ 0x7cc0ae8e, 0xf30d, 0x4ecd, { 0xa3, 0xc6, 0x5b, 0xee, 0x8d, 0xe6, 0x1d, 0x48 } }
#define DSM_COUNTERSGuid \
	{ 0x39026ae4, 0x9e81, 0x468b, { 0x81, 0x9c, 0x25, 0x34, 0x48, 0x12, 0x7f, 0xd5 } }
#define DSM_PARAMETERSGuid \
	{ 0x695df15f, 0x9bd1, 0x49f7, { 0xbe, 0xbb, 0x16, 0xde, 0xbd, 0x15, 0x11, 0xcb } }

#define DSM_COUNTERS_PathVerifyEnabled_SIZE sizeof(ULONG)
#define DSM_COUNTERS_PathVerifyEnabled_ID 1
#define DSM_COUNTERS_PathVerificationPeriod_SIZE sizeof(ULONG)
#define DSM_COUNTERS_PathVerificationPeriod_ID 2
#define DSM_COUNTERS_PDORemovePeriod_SIZE sizeof(ULONG)
#define DSM_COUNTERS_PDORemovePeriod_ID 3
#define DSM_COUNTERS_RetryCount_SIZE sizeof(ULONG)
#define DSM_COUNTERS_RetryCount_ID 4
#define DSM_COUNTERS_RetryInterval_SIZE sizeof(ULONG)
#define DSM_COUNTERS_RetryInterval_ID 5
#define DSM_COUNTERS_Reserved32_SIZE sizeof(ULONG)
#define DSM_COUNTERS_Reserved32_ID 6
#define DSM_COUNTERS_Reserved64_SIZE sizeof(ULONGLONG)
#define DSM_COUNTERS_Reserved64_ID 7
#define DSM_COUNTERS_SIZE (FIELD_OFFSET(DSM_COUNTERS, Reserved64) + DSM_COUNTERS_Reserved64_SIZE)

#define DSM_LB_FAILOVER 1
#define DSM_LB_ROUND_ROBIN 2
#define DSM_LB_ROUND_ROBIN_WITH_SUBSET 3
#define DSM_LB_DYN_LEAST_QUEUE_DEPTH 4
#define DSM_LB_WEIGHTED_PATHS 5
#define DSM_LB_LEAST_BLOCKS 6
#define DSM_LB_VENDOR_SPECIFIC 7
#define DSM_LB_OperationsGuid \
	{ 0xc944053c, 0xc90f, 0x4012, { 0xb7, 0x75, 0x1f, 0x1a, 0x26, 0x1d, 0x4b, 0xe4 } }

#define DSM_Load_Balance_Policy_V2Guid \
	{ 0x6f4474ce, 0xd20e, 0x426c, { 0x93, 0x71, 0x9b, 0x87, 0xc2, 0xe2, 0xcd, 0x5a } }
#define DSM_Load_Balance_Policy_V2_Version_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_V2_Version_ID 1
#define DSM_Load_Balance_Policy_V2_LoadBalancePolicy_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_V2_LoadBalancePolicy_ID 2
#define DSM_Load_Balance_Policy_V2_DSMPathCount_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_V2_DSMPathCount_ID 3
#define DSM_Load_Balance_Policy_V2_Reserved_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_V2_Reserved_ID 4
#define DSM_Load_Balance_Policy_V2_DSM_Paths_ID 5
#define DSM_Load_Balance_PolicyGuid \
	{ 0x3078b89b, 0xa34f, 0x4ff6, { 0x81, 0x0a, 0xc5, 0x6a, 0xd3, 0xba, 0x94, 0x7d } }
#define DSM_Load_Balance_Policy_Version_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_Version_ID 1
#define DSM_Load_Balance_Policy_LoadBalancePolicy_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_LoadBalancePolicy_ID 2
#define DSM_Load_Balance_Policy_DSMPathCount_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_DSMPathCount_ID 3
#define DSM_Load_Balance_Policy_Reserved_SIZE sizeof(ULONG)
#define DSM_Load_Balance_Policy_Reserved_ID 4
#define DSM_Load_Balance_Policy_DSM_Paths_ID 5

#define DSM_PARAMETERS_DsmName_ID 1
#define DSM_PARAMETERS_DsmContext_SIZE sizeof(ULONGLONG)
#define DSM_PARAMETERS_DsmContext_ID 2
#define DSM_PARAMETERS_DsmVersion_SIZE sizeof(DSM_VERSION)
#define DSM_PARAMETERS_DsmVersion_ID 3
#define DSM_PARAMETERS_DsmCounters_SIZE sizeof(DSM_COUNTERS)
#define DSM_PARAMETERS_DsmCounters_ID 4
#define DSM_PARAMETERS_SIZE \
	(FIELD_OFFSET(DSM_PARAMETERS, DsmCounters) + DSM_PARAMETERS_DsmCounters_SIZE)

#define DSM_QueryLBPolicy_V2Guid \
	{ 0xd14fed0e, 0xbdfb, 0x4615, { 0x85, 0x78, 0x35, 0x0c, 0x4c, 0x2b, 0x06, 0xd7 } }
#define DSM_QueryLBPolicy_V2_LoadBalancePolicy_SIZE sizeof(DSM_Load_Balance_Policy_V2)
#define DSM_QueryLBPolicy_V2_LoadBalancePolicy_ID 1
#define DSM_QueryLBPolicy_V2_SIZE \
	(FIELD_OFFSET(DSM_QueryLBPolicy_V2, LoadBalancePolicy) + DSM_QueryLBPolicy_V2_LoadBalancePolicy_SIZE)
#define DSM_QueryLBPolicy_LoadBalancePolicy_SIZE sizeof(DSM_Load_Balance_Policy)
#define DSM_QueryLBPolicy_LoadBalancePolicy_ID 1
#define DSM_QueryLBPolicy_SIZE \
	(FIELD_OFFSET(DSM_QueryLBPolicy, LoadBalancePolicy) + DSM_QueryLBPolicy_LoadBalancePolicy_SIZE)

#define DSM_QuerySupportedLBPolicies_V2Guid \
	{ 0xfc777b74, 0x7bcc, 0x47ae, { 0xaa, 0x63, 0x59, 0x65, 0x6b, 0xa5, 0x93, 0xfe } }
#define DSM_QuerySupportedLBPolicies_V2_SupportedLBPoliciesCount_SIZE sizeof(ULONG)
#define DSM_QuerySupportedLBPolicies_V2_SupportedLBPoliciesCount_ID 1
#define DSM_QuerySupportedLBPolicies_V2_Reserved_SIZE sizeof(ULONG)
#define DSM_QuerySupportedLBPolicies_V2_Reserved_ID 2
#define DSM_QuerySupportedLBPolicies_V2_Supported_LB_Policies_ID 3
#define DSM_QuerySupportedLBPolicies_SupportedLBPoliciesCount_SIZE sizeof(ULONG)
#define DSM_QuerySupportedLBPolicies_SupportedLBPoliciesCount_ID 1
#define DSM_QuerySupportedLBPolicies_Reserved_SIZE sizeof(ULONG)
#define DSM_QuerySupportedLBPolicies_Reserved_ID 2
#define DSM_QuerySupportedLBPolicies_Supported_LB_Policies_ID 3

#define DSM_QueryUniqueId_DsmUniqueId_SIZE sizeof(ULONGLONG)
#define DSM_QueryUniqueId_DsmUniqueId_ID 1
#define DSM_QueryUniqueId_SIZE \
	(FIELD_OFFSET(DSM_QueryUniqueId, DsmUniqueId) + DSM_QueryUniqueId_DsmUniqueId_SIZE)

#define DSM_VERSION_MajorVersion_SIZE sizeof(ULONG)
#define DSM_VERSION_MajorVersion_ID 1
#define DSM_VERSION_MinorVersion_SIZE sizeof(ULONG)
#define DSM_VERSION_MinorVersion_ID 2
#define DSM_VERSION_ProductBuild_SIZE sizeof(ULONG)
#define DSM_VERSION_ProductBuild_ID 3
#define DSM_VERSION_QfeNumber_SIZE sizeof(ULONG)
#define DSM_VERSION_QfeNumber_ID 4
#define DSM_VERSION_SIZE (FIELD_OFFSET(DSM_VERSION, QfeNumber) + DSM_VERSION_QfeNumber_SIZE)

#define DsmSetLoadBalancePolicy 1

#define DsmSetLoadBalancePolicyALUA 2

#define DsmSetLoadBalancePolicyALUA_IN_LoadBalancePolicy_SIZE sizeof(DSM_Load_Balance_Policy_V2)
#define DsmSetLoadBalancePolicyALUA_IN_LoadBalancePolicy_ID 1
#define DsmSetLoadBalancePolicyALUA_IN_SIZE \
	(FIELD_OFFSET(DsmSetLoadBalancePolicyALUA_IN, LoadBalancePolicy) + DsmSetLoadBalancePolicyALUA_IN_LoadBalancePolicy_SIZE)

#define DsmSetLoadBalancePolicyALUA_OUT_Status_SIZE sizeof(ULONG)
#define DsmSetLoadBalancePolicyALUA_OUT_Status_ID 2
#define DsmSetLoadBalancePolicyALUA_OUT_SIZE \
	(FIELD_OFFSET(DsmSetLoadBalancePolicyALUA_OUT, Status) + DsmSetLoadBalancePolicyALUA_OUT_Status_SIZE)

#define DsmSetLoadBalancePolicy_IN_LoadBalancePolicy_SIZE sizeof(DSM_Load_Balance_Policy)
#define DsmSetLoadBalancePolicy_IN_LoadBalancePolicy_ID 1
#define DsmSetLoadBalancePolicy_IN_SIZE \
	(FIELD_OFFSET(DsmSetLoadBalancePolicy_IN, LoadBalancePolicy) + DsmSetLoadBalancePolicy_IN_LoadBalancePolicy_SIZE)

#define DsmSetLoadBalancePolicy_OUT_Status_SIZE sizeof(ULONG)
#define DsmSetLoadBalancePolicy_OUT_Status_ID 2
#define DsmSetLoadBalancePolicy_OUT_SIZE \
	(FIELD_OFFSET(DsmSetLoadBalancePolicy_OUT, Status) + DsmSetLoadBalancePolicy_OUT_Status_SIZE)

#define GetPathConfiguration 2

#define GetPathConfiguration_IN_PathID_SIZE sizeof(ULONGLONG)
#define GetPathConfiguration_IN_PathID_ID 1
#define GetPathConfiguration_IN_SIZE \
	(FIELD_OFFSET(GetPathConfiguration_IN, PathID) + GetPathConfiguration_IN_PathID_SIZE)

#define GetPathConfiguration_OUT_EntryCount_SIZE sizeof(ULONG)
#define GetPathConfiguration_OUT_EntryCount_ID 2
#define GetPathConfiguration_OUT_Address_ID 3

#define MPIO_EventEntryGuid \
	{ 0x2abb031a, 0x71aa, 0x46d4, { 0xa5, 0x3f, 0xea, 0xe3, 0x40, 0x51, 0xe3, 0x57 } }
#define MPIO_ERROR 2
#define MPIO_WARNING 3
#define MPIO_INFORMATION 4
#define MPIO_WMI_METHODSGuid \
	{ 0xe37bc327, 0xf7b1, 0x4675, { 0x80, 0x18, 0x85, 0x27, 0x32, 0xe2, 0xed, 0xe1 } }
#define MPIO_FATAL_ERROR 1

#define MPIOMoveDevice 1

#define MPIOMoveDevice_IN_DiskOrdinal_SIZE sizeof(ULONG)
#define MPIOMoveDevice_IN_DiskOrdinal_ID 1
#define MPIOMoveDevice_IN_Flags_SIZE sizeof(ULONG)
#define MPIOMoveDevice_IN_Flags_ID 2
#define MPIOMoveDevice_IN_PathID_SIZE sizeof(ULONGLONG)
#define MPIOMoveDevice_IN_PathID_ID 3
#define MPIOMoveDevice_IN_SIZE \
	(FIELD_OFFSET(MPIOMoveDevice_IN, PathID) + MPIOMoveDevice_IN_PathID_SIZE)

#define MPIO_ADAPTER_INFORMATIONGuid \
	{ 0xb87c0fec, 0x88b7, 0x451d, { 0xa3, 0x78, 0x38, 0x7b, 0xa6, 0x1a, 0xeb, 0x89 } }
#define MPIO_ADAPTER_INFORMATION_PathId_SIZE sizeof(ULONGLONG)
#define MPIO_ADAPTER_INFORMATION_PathId_ID 1
#define MPIO_ADAPTER_INFORMATION_BusNumber_SIZE sizeof(UCHAR)
#define MPIO_ADAPTER_INFORMATION_BusNumber_ID 2
#define MPIO_ADAPTER_INFORMATION_DeviceNumber_SIZE sizeof(UCHAR)
#define MPIO_ADAPTER_INFORMATION_DeviceNumber_ID 3
#define MPIO_ADAPTER_INFORMATION_FunctionNumber_SIZE sizeof(UCHAR)
#define MPIO_ADAPTER_INFORMATION_FunctionNumber_ID 4
#define MPIO_ADAPTER_INFORMATION_Pad_SIZE sizeof(UCHAR)
#define MPIO_ADAPTER_INFORMATION_Pad_ID 5
#define MPIO_ADAPTER_INFORMATION_AdapterName_ID 6

#define MPIO_CONTROLLER_INFOGuid \
	{ 0xe732405b, 0xb15e, 0x4872, { 0xaf, 0xd0, 0x0d, 0xf6, 0x9d, 0xc1, 0xbb, 0x01 } }
#define MPIO_CONTROLLER_INFO_IdentifierType_SIZE sizeof(ULONG)
#define MPIO_CONTROLLER_INFO_IdentifierType_ID 1
#define MPIO_CONTROLLER_INFO_IdentifierLength_SIZE sizeof(ULONG)
#define MPIO_CONTROLLER_INFO_IdentifierLength_ID 2
#define MPIO_CONTROLLER_INFO_Identifier_SIZE sizeof(UCHAR[32])
#define MPIO_CONTROLLER_INFO_Identifier_ID 3
#define MPIO_CONTROLLER_INFO_ControllerState_SIZE sizeof(ULONG)
#define MPIO_CONTROLLER_INFO_ControllerState_ID 4
#define MPIO_CONTROLLER_INFO_Pad_SIZE sizeof(ULONG)
#define MPIO_CONTROLLER_INFO_Pad_ID 5
#define MPIO_CONTROLLER_INFO_AssociatedDsm_ID 6
#define MPIO_CONTROLLER_CONFIGURATIONGuid \
	{ 0xcf07da2c, 0xe598, 0x45d2, { 0x9d, 0x78, 0x75, 0xc3, 0x8b, 0x81, 0x64, 0xe8 } }
#define MPIO_CONTROLLER_CONFIGURATION_NumberControllers_SIZE sizeof(ULONG)
#define MPIO_CONTROLLER_CONFIGURATION_NumberControllers_ID 1
#define MPIO_CONTROLLER_CONFIGURATION_ControllerInfo_ID 2

#define MPIO_DEVINSTANCE_HEALTH_CLASSGuid \
	{ 0xf5e3daf3, 0x4fe2, 0x4faa, { 0xb0, 0x00, 0x48, 0x85, 0x10, 0xa6, 0x91, 0xe4 } }
#define MPIO_DEVINSTANCE_HEALTH_CLASS_PathId_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_PathId_ID 1
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberReads_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberReads_ID 2
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberWrites_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberWrites_ID 3
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesRead_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesRead_ID 4
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesWritten_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesWritten_ID 5
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberRetries_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberRetries_ID 6
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberIoErrors_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberIoErrors_ID 7
#define MPIO_DEVINSTANCE_HEALTH_CLASS_CreateTime_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_CreateTime_ID 8
#define MPIO_DEVINSTANCE_HEALTH_CLASS_FailTime_SIZE sizeof(ULONGLONG)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_FailTime_ID 9
#define MPIO_DEVINSTANCE_HEALTH_CLASS_DeviceOffline_SIZE sizeof(BOOLEAN)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_DeviceOffline_ID 10
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberReadsWrap_SIZE sizeof(UCHAR)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberReadsWrap_ID 11
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberWritesWrap_SIZE sizeof(UCHAR)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberWritesWrap_ID 12
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesReadWrap_SIZE sizeof(UCHAR)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesReadWrap_ID 13
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesWrittenWrap_SIZE sizeof(UCHAR)
#define MPIO_DEVINSTANCE_HEALTH_CLASS_NumberBytesWrittenWrap_ID 14
#define MPIO_DEVINSTANCE_HEALTH_CLASS_Pad_SIZE sizeof(UCHAR[3])
#define MPIO_DEVINSTANCE_HEALTH_CLASS_Pad_ID 15
#define MPIO_DEVINSTANCE_HEALTH_CLASS_SIZE \
	(FIELD_OFFSET(MPIO_DEVINSTANCE_HEALTH_CLASS, Pad) + MPIO_DEVINSTANCE_HEALTH_CLASS_Pad_SIZE)
#define MPIO_DEVINSTANCE_HEALTH_INFOGuid \
	{ 0x9e4f39ac, 0xcbaa, 0x4298, { 0xb6, 0x00, 0x48, 0x8a, 0xc5, 0x65, 0x2e, 0xa9 } }
#define MPIO_DEVINSTANCE_HEALTH_INFO_NumberDevInstancePackets_SIZE sizeof(ULONG)
#define MPIO_DEVINSTANCE_HEALTH_INFO_NumberDevInstancePackets_ID 1
#define MPIO_DEVINSTANCE_HEALTH_INFO_Reserved_SIZE sizeof(ULONG)
#define MPIO_DEVINSTANCE_HEALTH_INFO_Reserved_ID 2
#define MPIO_DEVINSTANCE_HEALTH_INFO_DevInstanceHealthPackets_ID 3

#define MPIO_DISK_WMI_METHODSGuid \
	{ 0xe6f52471, 0xf302, 0x49ce, { 0x99, 0x0b, 0xfa, 0x7f, 0xc9, 0xeb, 0xe6, 0x66 } }
#define MPIO_DISK_HEALTH_CLASSGuid \
	{ 0x6453c476, 0x0499, 0x42ab, { 0x98, 0x25, 0x51, 0x33, 0x28, 0x2b, 0x0b, 0x56 } }
#define MPIO_DISK_HEALTH_CLASS_Name_ID 1
#define MPIO_DISK_HEALTH_CLASS_NumberReads_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_NumberReads_ID 2
#define MPIO_DISK_HEALTH_CLASS_NumberWrites_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_NumberWrites_ID 3
#define MPIO_DISK_HEALTH_CLASS_NumberBytesRead_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_NumberBytesRead_ID 4
#define MPIO_DISK_HEALTH_CLASS_NumberBytesWritten_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_NumberBytesWritten_ID 5
#define MPIO_DISK_HEALTH_CLASS_NumberRetries_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_NumberRetries_ID 6
#define MPIO_DISK_HEALTH_CLASS_NumberIoErrors_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_NumberIoErrors_ID 7
#define MPIO_DISK_HEALTH_CLASS_CreateTime_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_CreateTime_ID 8
#define MPIO_DISK_HEALTH_CLASS_PathFailures_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_PathFailures_ID 9
#define MPIO_DISK_HEALTH_CLASS_FailTime_SIZE sizeof(ULONGLONG)
#define MPIO_DISK_HEALTH_CLASS_FailTime_ID 10
#define MPIO_DISK_HEALTH_CLASS_DeviceOffline_SIZE sizeof(BOOLEAN)
#define MPIO_DISK_HEALTH_CLASS_DeviceOffline_ID 11
#define MPIO_DISK_HEALTH_CLASS_NumberReadsWrap_SIZE sizeof(UCHAR)
#define MPIO_DISK_HEALTH_CLASS_NumberReadsWrap_ID 12
#define MPIO_DISK_HEALTH_CLASS_NumberWritesWrap_SIZE sizeof(UCHAR)
#define MPIO_DISK_HEALTH_CLASS_NumberWritesWrap_ID 13
#define MPIO_DISK_HEALTH_CLASS_NumberBytesReadWrap_SIZE sizeof(UCHAR)
#define MPIO_DISK_HEALTH_CLASS_NumberBytesReadWrap_ID 14
#define MPIO_DISK_HEALTH_CLASS_NumberBytesWrittenWrap_SIZE sizeof(UCHAR)
#define MPIO_DISK_HEALTH_CLASS_NumberBytesWrittenWrap_ID 15
#define MPIO_DISK_HEALTH_CLASS_Pad_SIZE sizeof(UCHAR[3])
#define MPIO_DISK_HEALTH_CLASS_Pad_ID 16
#define MPIO_DISK_HEALTH_CLASS_SIZE \
	(FIELD_OFFSET(MPIO_DISK_HEALTH_CLASS, Pad) + MPIO_DISK_HEALTH_CLASS_Pad_SIZE)
#define MPIO_DISK_HEALTH_INFOGuid \
	{ 0xef04568a, 0x782b, 0x443c, { 0xa3, 0xdb, 0x96, 0x6a, 0xb4, 0x37, 0x75, 0xf9 } }
#define MPIO_DISK_HEALTH_INFO_NumberDiskPackets_SIZE sizeof(ULONG)
#define MPIO_DISK_HEALTH_INFO_NumberDiskPackets_ID 1
#define MPIO_DISK_HEALTH_INFO_Reserved_SIZE sizeof(ULONG)
#define MPIO_DISK_HEALTH_INFO_Reserved_ID 2
#define MPIO_DISK_HEALTH_INFO_DiskHealthPackets_ID 3
#define MPIO_DISK_INFOGuid \
	{ 0x9f9765ed, 0xc3a0, 0x451f, { 0x86, 0xc1, 0x47, 0x0a, 0x1d, 0xdd, 0x32, 0x17 } }
#define MPIO_DISK_INFO_NumberDrives_SIZE sizeof(ULONG)
#define MPIO_DISK_INFO_NumberDrives_ID 1
#define MPIO_DISK_INFO_DriveInfo_ID 2

#define MPIO_DRIVE_INFOGuid \
	{ 0xcb9d55b2, 0xd833, 0x4a4c, { 0x8c, 0xaa, 0x4a, 0xee, 0x3f, 0x24, 0x0e, 0x9a } }
#define MPIO_DRIVE_INFO_NumberPaths_SIZE sizeof(ULONG)
#define MPIO_DRIVE_INFO_NumberPaths_ID 1
#define MPIO_DRIVE_INFO_Name_ID 2
#define MPIO_DRIVE_INFO_SerialNumber_ID 3
#define MPIO_DRIVE_INFO_DsmName_ID 4

#define MPIO_DSM_Path_V2Guid \
	{ 0xac4e13b0, 0x7cb6, 0x4599, { 0xb3, 0x97, 0xfb, 0x36, 0xfa, 0xec, 0x5c, 0x96 } }
#define MPIO_DSM_Path_V2_DsmPathId_SIZE sizeof(ULONGLONG)
#define MPIO_DSM_Path_V2_DsmPathId_ID 1
#define MPIO_DSM_Path_V2_Reserved_SIZE sizeof(ULONGLONG)
#define MPIO_DSM_Path_V2_Reserved_ID 2
#define MPIO_DSM_Path_V2_PathWeight_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_PathWeight_ID 3
#define MPIO_DSM_Path_V2_PrimaryPath_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_PrimaryPath_ID 4
#define MPIO_DSM_Path_V2_OptimizedPath_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_OptimizedPath_ID 5
#define MPIO_DSM_Path_V2_PreferredPath_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_PreferredPath_ID 6
#define MPIO_DSM_Path_V2_FailedPath_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_FailedPath_ID 7
#define MPIO_DSM_Path_V2_TargetPortGroup_State_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_TargetPortGroup_State_ID 8
#define MPIO_DSM_Path_V2_ALUASupport_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_ALUASupport_ID 9
#define MPIO_DSM_Path_V2_SymmetricLUA_SIZE sizeof(UCHAR)
#define MPIO_DSM_Path_V2_SymmetricLUA_ID 10
#define MPIO_DSM_Path_V2_TargetPortGroup_Preferred_SIZE sizeof(UCHAR)
#define MPIO_DSM_Path_V2_TargetPortGroup_Preferred_ID 11
#define MPIO_DSM_Path_V2_TargetPortGroup_Identifier_SIZE sizeof(USHORT)
#define MPIO_DSM_Path_V2_TargetPortGroup_Identifier_ID 12
#define MPIO_DSM_Path_V2_TargetPort_Identifier_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_TargetPort_Identifier_ID 13
#define MPIO_DSM_Path_V2_Reserved32_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_V2_Reserved32_ID 14
#define MPIO_DSM_Path_V2_Reserved64_SIZE sizeof(ULONGLONG)
#define MPIO_DSM_Path_V2_Reserved64_ID 15
#define MPIO_DSM_Path_V2_SIZE \
	(FIELD_OFFSET(MPIO_DSM_Path_V2, Reserved64) + MPIO_DSM_Path_V2_Reserved64_SIZE)
#define MPIO_DSM_PathGuid \
	{ 0x80ebd5b4, 0x3baf, 0x41f1, { 0x9c, 0x41, 0xbd, 0x36, 0xc5, 0x28, 0x2b, 0x67 } }
#define MPIO_DSM_Path_DsmPathId_SIZE sizeof(ULONGLONG)
#define MPIO_DSM_Path_DsmPathId_ID 1
#define MPIO_DSM_Path_Reserved_SIZE sizeof(ULONGLONG)
#define MPIO_DSM_Path_Reserved_ID 2
#define MPIO_DSM_Path_PathWeight_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_PathWeight_ID 3
#define MPIO_DSM_Path_PrimaryPath_SIZE sizeof(ULONG)
#define MPIO_DSM_Path_PrimaryPath_ID 4
#define MPIO_DSM_Path_SIZE \
	(FIELD_OFFSET(MPIO_DSM_Path, PrimaryPath) + MPIO_DSM_Path_PrimaryPath_SIZE)

#define MPIO_EventEntry_TimeStamp_SIZE sizeof(ULONGLONG)
#define MPIO_EventEntry_TimeStamp_ID 1
#define MPIO_EventEntry_Severity_SIZE sizeof(ULONG)
#define MPIO_EventEntry_Severity_ID 2
#define MPIO_EventEntry_Component_ID 3
#define MPIO_EventEntry_EventDescription_ID 4

#define MPIO_GET_DESCRIPTORGuid \
	{ 0x85134d46, 0xd17c, 0x4992, { 0x83, 0xf9, 0x07, 0x0d, 0xd4, 0xc4, 0x8e, 0x0b } }
#define MPIO_GET_DESCRIPTOR_NumberPdos_SIZE sizeof(ULONG)
#define MPIO_GET_DESCRIPTOR_NumberPdos_ID 1
#define MPIO_GET_DESCRIPTOR_DeviceName_ID 2
#define MPIO_GET_DESCRIPTOR_PdoInformation_ID 3

#define MPIO_PATH_HEALTH_CLASSGuid \
	{ 0xea0f7134, 0x269e, 0x44ca, { 0xb3, 0x50, 0x7c, 0x7e, 0xbe, 0xba, 0x8b, 0xbc } }
#define MPIO_PATH_HEALTH_CLASS_PathId_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_PathId_ID 1
#define MPIO_PATH_HEALTH_CLASS_NumberReads_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_NumberReads_ID 2
#define MPIO_PATH_HEALTH_CLASS_NumberWrites_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_NumberWrites_ID 3
#define MPIO_PATH_HEALTH_CLASS_NumberBytesRead_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_NumberBytesRead_ID 4
#define MPIO_PATH_HEALTH_CLASS_NumberBytesWritten_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_NumberBytesWritten_ID 5
#define MPIO_PATH_HEALTH_CLASS_NumberRetries_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_NumberRetries_ID 6
#define MPIO_PATH_HEALTH_CLASS_NumberIoErrors_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_NumberIoErrors_ID 7
#define MPIO_PATH_HEALTH_CLASS_CreateTime_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_CreateTime_ID 8
#define MPIO_PATH_HEALTH_CLASS_FailTime_SIZE sizeof(ULONGLONG)
#define MPIO_PATH_HEALTH_CLASS_FailTime_ID 9
#define MPIO_PATH_HEALTH_CLASS_PathOffline_SIZE sizeof(BOOLEAN)
#define MPIO_PATH_HEALTH_CLASS_PathOffline_ID 10
#define MPIO_PATH_HEALTH_CLASS_NumberReadsWrap_SIZE sizeof(UCHAR)
#define MPIO_PATH_HEALTH_CLASS_NumberReadsWrap_ID 11
#define MPIO_PATH_HEALTH_CLASS_NumberWritesWrap_SIZE sizeof(UCHAR)
#define MPIO_PATH_HEALTH_CLASS_NumberWritesWrap_ID 12
#define MPIO_PATH_HEALTH_CLASS_NumberBytesReadWrap_SIZE sizeof(UCHAR)
#define MPIO_PATH_HEALTH_CLASS_NumberBytesReadWrap_ID 13
#define MPIO_PATH_HEALTH_CLASS_NumberBytesWrittenWrap_SIZE sizeof(UCHAR)
#define MPIO_PATH_HEALTH_CLASS_NumberBytesWrittenWrap_ID 14
#define MPIO_PATH_HEALTH_CLASS_OutstandingRequests_SIZE sizeof(UCHAR)
#define MPIO_PATH_HEALTH_CLASS_OutstandingRequests_ID 15
#define MPIO_PATH_HEALTH_CLASS_Pad_SIZE sizeof(UCHAR[2])
#define MPIO_PATH_HEALTH_CLASS_Pad_ID 16
#define MPIO_PATH_HEALTH_CLASS_SIZE \
	(FIELD_OFFSET(MPIO_PATH_HEALTH_CLASS, Pad) + MPIO_PATH_HEALTH_CLASS_Pad_SIZE)
#define MPIO_PATH_HEALTH_INFOGuid \
	{ 0x01ea1dfb, 0x668b, 0x48bc, { 0xa8, 0x6e, 0xa8, 0xb4, 0xca, 0xbf, 0xce, 0x33 } }
#define MPIO_PATH_HEALTH_INFO_NumberPathPackets_SIZE sizeof(ULONG)
#define MPIO_PATH_HEALTH_INFO_NumberPathPackets_ID 1
#define MPIO_PATH_HEALTH_INFO_Reserved_SIZE sizeof(ULONG)
#define MPIO_PATH_HEALTH_INFO_Reserved_ID 2
#define MPIO_PATH_HEALTH_INFO_PathHealthPackets_ID 3
#define MPIO_PATH_INFORMATIONGuid \
	{ 0xb3a05997, 0x2077, 0x40a3, { 0xbf, 0x36, 0xeb, 0xd9, 0x1f, 0xf8, 0xb2, 0x54 } }
#define MPIO_PATH_INFORMATION_NumberPaths_SIZE sizeof(ULONG)
#define MPIO_PATH_INFORMATION_NumberPaths_ID 1
#define MPIO_PATH_INFORMATION_Pad_SIZE sizeof(ULONG)
#define MPIO_PATH_INFORMATION_Pad_ID 2
#define MPIO_PATH_INFORMATION_PathList_ID 3

#define MPIO_REGISTERED_DSMGuid \
	{ 0x0c2c484b, 0x030b, 0x4540, { 0x88, 0x90, 0xbb, 0x66, 0x81, 0x94, 0x1c, 0xe3 } }
#define MPIO_REGISTERED_DSM_NumberDSMs_SIZE sizeof(ULONG)
#define MPIO_REGISTERED_DSM_NumberDSMs_ID 1
#define MPIO_REGISTERED_DSM_DsmParameters_ID 2

#define MPIO_TIMERS_COUNTERSGuid \
	{ 0xce49b95b, 0x690f, 0x4cd0, { 0x8a, 0x95, 0xec, 0xe3, 0xfa, 0xd8, 0xef, 0xc2 } }
#define MPIO_TIMERS_COUNTERS_PathVerifyEnabled_SIZE sizeof(ULONG)
#define MPIO_TIMERS_COUNTERS_PathVerifyEnabled_ID 1
#define MPIO_TIMERS_COUNTERS_PathVerificationPeriod_SIZE sizeof(ULONG)
#define MPIO_TIMERS_COUNTERS_PathVerificationPeriod_ID 2
#define MPIO_TIMERS_COUNTERS_PDORemovePeriod_SIZE sizeof(ULONG)
#define MPIO_TIMERS_COUNTERS_PDORemovePeriod_ID 3
#define MPIO_TIMERS_COUNTERS_RetryCount_SIZE sizeof(ULONG)
#define MPIO_TIMERS_COUNTERS_RetryCount_ID 4
#define MPIO_TIMERS_COUNTERS_RetryInterval_SIZE sizeof(ULONG)
#define MPIO_TIMERS_COUNTERS_RetryInterval_ID 5
#define MPIO_TIMERS_COUNTERS_SIZE \
	(FIELD_OFFSET(MPIO_TIMERS_COUNTERS, RetryInterval) + MPIO_TIMERS_COUNTERS_RetryInterval_SIZE)

#define PDO_INFORMATIONGuid \
	{ 0xe69e581d, 0x6580, 0x4bc2, { 0xba, 0xd1, 0x7e, 0xee, 0x85, 0x98, 0x90, 0x86 } }

#define PDOSCSI_ADDRGuid \
	{ 0xc74aece4, 0x468b, 0x4113, { 0xb0, 0x06, 0x0c, 0xec, 0xdc, 0x96, 0x8a, 0xc4 } }

#define PDOSCSI_ADDR_PortNumber_SIZE sizeof(UCHAR)
#define PDOSCSI_ADDR_PortNumber_ID 1
#define PDOSCSI_ADDR_ScsiPathId_SIZE sizeof(UCHAR)
#define PDOSCSI_ADDR_ScsiPathId_ID 2
#define PDOSCSI_ADDR_TargetId_SIZE sizeof(UCHAR)
#define PDOSCSI_ADDR_TargetId_ID 3
#define PDOSCSI_ADDR_Lun_SIZE sizeof(UCHAR)
#define PDOSCSI_ADDR_Lun_ID 4
#define PDOSCSI_ADDR_SIZE (FIELD_OFFSET(PDOSCSI_ADDR, Lun) + PDOSCSI_ADDR_Lun_SIZE)

#define PDO_INFORMATION_ScsiAddress_SIZE sizeof(PDOSCSI_ADDR)
#define PDO_INFORMATION_ScsiAddress_ID 1
#define PDO_INFORMATION_DeviceState_SIZE sizeof(ULONG)
#define PDO_INFORMATION_DeviceState_ID 2
#define PDO_INFORMATION_PathIdentifier_SIZE sizeof(ULONGLONG)
#define PDO_INFORMATION_PathIdentifier_ID 3
#define PDO_INFORMATION_IdentifierType_SIZE sizeof(ULONG)
#define PDO_INFORMATION_IdentifierType_ID 4
#define PDO_INFORMATION_IdentifierLength_SIZE sizeof(ULONG)
#define PDO_INFORMATION_IdentifierLength_ID 5
#define PDO_INFORMATION_Identifier_SIZE sizeof(UCHAR[32])
#define PDO_INFORMATION_Identifier_ID 6
#define PDO_INFORMATION_Pad_SIZE sizeof(UCHAR[4])
#define PDO_INFORMATION_Pad_ID 7
#define PDO_INFORMATION_SIZE (FIELD_OFFSET(PDO_INFORMATION, Pad) + PDO_INFORMATION_Pad_SIZE)

#define SCSI_ADDRGuid \
	{ 0xc74aece4, 0x468b, 0x4113, { 0xb0, 0x06, 0x0c, 0xec, 0xdc, 0x96, 0x8a, 0xc4 } }

#define SCSI_ADDR_PortNumber_SIZE sizeof(UCHAR)
#define SCSI_ADDR_PortNumber_ID 1
#define SCSI_ADDR_ScsiPathId_SIZE sizeof(UCHAR)
#define SCSI_ADDR_ScsiPathId_ID 2
#define SCSI_ADDR_TargetId_SIZE sizeof(UCHAR)
#define SCSI_ADDR_TargetId_ID 3
#define SCSI_ADDR_Lun_SIZE sizeof(UCHAR)
#define SCSI_ADDR_Lun_ID 4
#define SCSI_ADDR_SIZE (FIELD_OFFSET(SCSI_ADDR, Lun) + SCSI_ADDR_Lun_SIZE)

#define STATE_ACTIVE_OPTIMIZED 0
#define STATE_ACTIVE_UNOPTIMIZED 1
#define STATE_STANDBY 2
#define STATE_UNAVAILABLE 3
#define STATE_NOT_USED 16

#define SetDSMCounters 3

#define SetDSMCounters_IN_DsmContext_SIZE sizeof(ULONGLONG)
#define SetDSMCounters_IN_DsmContext_ID 1
#define SetDSMCounters_IN_DsmCounters_SIZE sizeof(DSM_COUNTERS)
#define SetDSMCounters_IN_DsmCounters_ID 2
#define SetDSMCounters_IN_SIZE \
	(FIELD_OFFSET(SetDSMCounters_IN, DsmCounters) + SetDSMCounters_IN_DsmCounters_SIZE)

typedef struct _PDOSCSI_ADDR {
	UCHAR PortNumber;
	UCHAR ScsiPathId;
	UCHAR TargetId;
	UCHAR Lun;
} PDOSCSI_ADDR, *PPDOSCSI_ADDR;

typedef struct _PDO_INFORMATION {
	PDOSCSI_ADDR ScsiAddress;
	ULONG DeviceState;
	ULONGLONG PathIdentifier;
	ULONG IdentifierType;
	ULONG IdentifierLength;
	UCHAR Identifier[32];
	UCHAR Pad[4];
} PDO_INFORMATION, *PPDO_INFORMATION;

typedef struct _MPIO_GET_DESCRIPTOR {
	ULONG NumberPdos;
	WCHAR DeviceName[63 + 1];
	PDO_INFORMATION PdoInformation[1];
} MPIO_GET_DESCRIPTOR, *PMPIO_GET_DESCRIPTOR;

typedef struct _MPIO_DEVINSTANCE_HEALTH_CLASS {
	ULONGLONG PathId;
	ULONGLONG NumberReads;
	ULONGLONG NumberWrites;
	ULONGLONG NumberBytesRead;
	ULONGLONG NumberBytesWritten;
	ULONGLONG NumberRetries;
	ULONGLONG NumberIoErrors;
	ULONGLONG CreateTime;
	ULONGLONG FailTime;
	BOOLEAN DeviceOffline;
	UCHAR NumberReadsWrap;
	UCHAR NumberWritesWrap;
	UCHAR NumberBytesReadWrap;
	UCHAR NumberBytesWrittenWrap;
	UCHAR Pad[3];
} MPIO_DEVINSTANCE_HEALTH_CLASS, *PMPIO_DEVINSTANCE_HEALTH_CLASS;

typedef struct _MPIO_DEVINSTANCE_HEALTH_INFO {
	ULONG NumberDevInstancePackets;
	ULONG Reserved;
	MPIO_DEVINSTANCE_HEALTH_CLASS DevInstanceHealthPackets[1];
} MPIO_DEVINSTANCE_HEALTH_INFO, *PMPIO_DEVINSTANCE_HEALTH_INFO;

typedef struct _ClearDevInstanceHealthCounters_IN {
	ULONGLONG PathID;
} ClearDevInstanceHealthCounters_IN, *PClearDevInstanceHealthCounters_IN;

typedef struct _MPIO_DSM_Path_V2 {
	ULONGLONG DsmPathId;
	ULONGLONG Reserved;
	ULONG PathWeight;
	ULONG PrimaryPath;
	ULONG OptimizedPath;
	ULONG PreferredPath;
	ULONG FailedPath;
	ULONG TargetPortGroup_State;
	ULONG ALUASupport;
	UCHAR SymmetricLUA;
	UCHAR TargetPortGroup_Preferred;
	USHORT TargetPortGroup_Identifier;
	ULONG TargetPort_Identifier;
	ULONG Reserved32;
	ULONGLONG Reserved64;
} MPIO_DSM_Path_V2, *PMPIO_DSM_Path_V2;

typedef struct _DSM_Load_Balance_Policy_V2 {
	ULONG Version;
	ULONG LoadBalancePolicy;
	ULONG DSMPathCount;
	ULONG Reserved;
	MPIO_DSM_Path_V2 DSM_Paths[1];
} DSM_Load_Balance_Policy_V2, *PDSM_Load_Balance_Policy_V2;

typedef struct _DSM_QueryLBPolicy_V2 {
	DSM_Load_Balance_Policy_V2 LoadBalancePolicy;
} DSM_QueryLBPolicy_V2, *PDSM_QueryLBPolicy_V2;

typedef struct _DSM_QuerySupportedLBPolicies_V2 {
	ULONG SupportedLBPoliciesCount;
	ULONG Reserved;
	DSM_Load_Balance_Policy_V2 Supported_LB_Policies[1];
} DSM_QuerySupportedLBPolicies_V2, *PDSM_QuerySupportedLBPolicies_V2;

typedef struct _MPIO_DSM_Path {
	ULONGLONG DsmPathId;
	ULONGLONG Reserved;
	ULONG PathWeight;
	ULONG PrimaryPath;
} MPIO_DSM_Path, *PMPIO_DSM_Path;

typedef struct _DSM_Load_Balance_Policy {
	ULONG Version;
	ULONG LoadBalancePolicy;
	ULONG DSMPathCount;
	ULONG Reserved;
	MPIO_DSM_Path DSM_Paths[1];
} DSM_Load_Balance_Policy, *PDSM_Load_Balance_Policy;

typedef struct _DSM_QueryLBPolicy {
	DSM_Load_Balance_Policy LoadBalancePolicy;
} DSM_QueryLBPolicy, *PDSM_QueryLBPolicy;

typedef struct _DSM_QuerySupportedLBPolicies {
	ULONG SupportedLBPoliciesCount;
	ULONG Reserved;
	DSM_Load_Balance_Policy Supported_LB_Policies[1];
} DSM_QuerySupportedLBPolicies, *PDSM_QuerySupportedLBPolicies;

typedef struct _DsmSetLoadBalancePolicy_IN {
	DSM_Load_Balance_Policy LoadBalancePolicy;
} DsmSetLoadBalancePolicy_IN, *PDsmSetLoadBalancePolicy_IN;

typedef struct _DsmSetLoadBalancePolicy_OUT {
	ULONG Status;
} DsmSetLoadBalancePolicy_OUT, *PDsmSetLoadBalancePolicy_OUT;

typedef struct _DsmSetLoadBalancePolicyALUA_IN {
	DSM_Load_Balance_Policy_V2 LoadBalancePolicy;
} DsmSetLoadBalancePolicyALUA_IN, *PDsmSetLoadBalancePolicyALUA_IN;

typedef struct _DsmSetLoadBalancePolicyALUA_OUT {
	ULONG Status;
} DsmSetLoadBalancePolicyALUA_OUT, *PDsmSetLoadBalancePolicyALUA_OUT;

typedef struct _DSM_QueryUniqueId {
	ULONGLONG DsmUniqueId;
} DSM_QueryUniqueId, *PDSM_QueryUniqueId;

typedef struct _MPIO_PATH_HEALTH_CLASS {
	ULONGLONG PathId;
	ULONGLONG NumberReads;
	ULONGLONG NumberWrites;
	ULONGLONG NumberBytesRead;
	ULONGLONG NumberBytesWritten;
	ULONGLONG NumberRetries;
	ULONGLONG NumberIoErrors;
	ULONGLONG CreateTime;
	ULONGLONG FailTime;
	BOOLEAN PathOffline;
	UCHAR NumberReadsWrap;
	UCHAR NumberWritesWrap;
	UCHAR NumberBytesReadWrap;
	UCHAR NumberBytesWrittenWrap;
	UCHAR OutstandingRequests;
	UCHAR Pad[2];
} MPIO_PATH_HEALTH_CLASS, *PMPIO_PATH_HEALTH_CLASS;

typedef struct _MPIO_PATH_HEALTH_INFO {
	ULONG NumberPathPackets;
	ULONG Reserved;
	MPIO_PATH_HEALTH_CLASS PathHealthPackets[1];
} MPIO_PATH_HEALTH_INFO, *PMPIO_PATH_HEALTH_INFO;

typedef struct _MPIO_DISK_HEALTH_CLASS {
	WCHAR Name[63 + 1];
	ULONGLONG NumberReads;
	ULONGLONG NumberWrites;
	ULONGLONG NumberBytesRead;
	ULONGLONG NumberBytesWritten;
	ULONGLONG NumberRetries;
	ULONGLONG NumberIoErrors;
	ULONGLONG CreateTime;
	ULONGLONG PathFailures;
	ULONGLONG FailTime;
	BOOLEAN DeviceOffline;
	UCHAR NumberReadsWrap;
	UCHAR NumberWritesWrap;
	UCHAR NumberBytesReadWrap;
	UCHAR NumberBytesWrittenWrap;
	UCHAR Pad[3];
} MPIO_DISK_HEALTH_CLASS, *PMPIO_DISK_HEALTH_CLASS;

typedef struct _MPIO_DISK_HEALTH_INFO {
	ULONG NumberDiskPackets;
	ULONG Reserved;
	MPIO_DISK_HEALTH_CLASS DiskHealthPackets[1];
} MPIO_DISK_HEALTH_INFO, *PMPIO_DISK_HEALTH_INFO;

typedef struct _SCSI_ADDR {
	UCHAR PortNumber;
	UCHAR ScsiPathId;
	UCHAR TargetId;
	UCHAR Lun;
} SCSI_ADDR, *PSCSI_ADDR;

typedef struct _MPIO_DRIVE_INFO {
	ULONG NumberPaths;
	WCHAR Name[63 + 1];
	WCHAR SerialNumber[63 + 1];
	WCHAR DsmName[63 + 1];
} MPIO_DRIVE_INFO, *PMPIO_DRIVE_INFO;

typedef struct _MPIO_DISK_INFO {
	ULONG NumberDrives;
	MPIO_DRIVE_INFO DriveInfo[1];
} MPIO_DISK_INFO, *PMPIO_DISK_INFO;

typedef struct _DSM_VERSION {
	ULONG MajorVersion;
	ULONG MinorVersion;
	ULONG ProductBuild;
	ULONG QfeNumber;
} DSM_VERSION, *PDSM_VERSION;

typedef struct _DSM_COUNTERS {
	ULONG PathVerifyEnabled;
	ULONG PathVerificationPeriod;
	ULONG PDORemovePeriod;
	ULONG RetryCount;
	ULONG RetryInterval;
	ULONG Reserved32;
	ULONGLONG Reserved64;
} DSM_COUNTERS, *PDSM_COUNTERS;

typedef struct _DSM_PARAMETERS {
	WCHAR DsmName[63 + 1];
	ULONGLONG DsmContext;
	DSM_VERSION DsmVersion;
	DSM_COUNTERS DsmCounters;
} DSM_PARAMETERS, *PDSM_PARAMETERS;

typedef struct _MPIO_REGISTERED_DSM {
	ULONG NumberDSMs;
	DSM_PARAMETERS DsmParameters[1];
} MPIO_REGISTERED_DSM, *PMPIO_REGISTERED_DSM;

typedef struct _MPIO_ADAPTER_INFORMATION {
	ULONGLONG PathId;
	UCHAR BusNumber;
	UCHAR DeviceNumber;
	UCHAR FunctionNumber;
	UCHAR Pad;
	WCHAR AdapterName[63 + 1];
} MPIO_ADAPTER_INFORMATION, *PMPIO_ADAPTER_INFORMATION;

typedef struct _MPIO_PATH_INFORMATION {
	ULONG NumberPaths;
	ULONG Pad;
	MPIO_ADAPTER_INFORMATION PathList[1];
} MPIO_PATH_INFORMATION, *PMPIO_PATH_INFORMATION;

typedef struct _MPIO_CONTROLLER_INFO {
	ULONG IdentifierType;
	ULONG IdentifierLength;
	UCHAR Identifier[32];
	ULONG ControllerState;
	ULONG Pad;
	WCHAR AssociatedDsm[63 + 1];
} MPIO_CONTROLLER_INFO, *PMPIO_CONTROLLER_INFO;

typedef struct _MPIO_CONTROLLER_CONFIGURATION {
	ULONG NumberControllers;
	MPIO_CONTROLLER_INFO ControllerInfo[1];
} MPIO_CONTROLLER_CONFIGURATION, *PMPIO_CONTROLLER_CONFIGURATION;

typedef struct _MPIO_TIMERS_COUNTERS {
	ULONG PathVerifyEnabled;
	ULONG PathVerificationPeriod;
	ULONG PDORemovePeriod;
	ULONG RetryCount;
	ULONG RetryInterval;
} MPIO_TIMERS_COUNTERS, *PMPIO_TIMERS_COUNTERS;

typedef struct _MPIOMoveDevice_IN {
	ULONG DiskOrdinal;
	ULONG Flags;
	ULONGLONG PathID;
} MPIOMoveDevice_IN, *PMPIOMoveDevice_IN;

typedef struct _GetPathConfiguration_IN {
	ULONGLONG PathID;
} GetPathConfiguration_IN, *PGetPathConfiguration_IN;

typedef struct _GetPathConfiguration_OUT {
	ULONG EntryCount;
	SCSI_ADDR Address[1];
} GetPathConfiguration_OUT, *PGetPathConfiguration_OUT;

typedef struct _SetDSMCounters_IN {
	ULONGLONG DsmContext;
	DSM_COUNTERS DsmCounters;
} SetDSMCounters_IN, *PSetDSMCounters_IN;

typedef struct _ClearPathHealthCounters_IN {
	ULONGLONG PathID;
} ClearPathHealthCounters_IN, *PClearPathHealthCounters_IN;

typedef struct _ClearMpioDiskHealthCounters_IN {
	ULONG DiskOrdinal;
} ClearMpioDiskHealthCounters_IN, *PClearMpioDiskHealthCounters_IN;

typedef struct _MPIO_EventEntry {
	ULONGLONG TimeStamp;
	ULONG Severity;
	WCHAR Component[63 + 1];
	WCHAR EventDescription[63 + 1];
} MPIO_EventEntry, *PMPIO_EventEntry;

EXTERN_C_END

#endif /* WINWORK_STORAGE_MPIO_H */
