/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WMI's classes: their GUIDs, data and methods. Those of network adapters are not here.
 */
#ifndef WINWORK_ETW_WMI_CLASSES_H
#define WINWORK_ETW_WMI_CLASSES_H

#include <guiddef.h>

EXTERN_C_START

#define AGP_WMI_STD_DATA_GUID \
	{ 0x8c27fbed, 0x1c7b, 0x47e4, { 0xa6, 0x49, 0x0e, 0x38, 0x9d, 0x3a, 0xda, 0x4f } }

#define AGP_STD_DATA_ApertureBase_SIZE sizeof(ULONGLONG)
#define AGP_STD_DATA_ApertureBase_ID 1
#define AGP_STD_DATA_ApertureLength_SIZE sizeof(ULONG)
#define AGP_STD_DATA_ApertureLength_ID 2
#define AGP_STD_DATA_AgpStatus_SIZE sizeof(ULONG)
#define AGP_STD_DATA_AgpStatus_ID 3
#define AGP_STD_DATA_AgpCommand_SIZE sizeof(ULONG)
#define AGP_STD_DATA_AgpCommand_ID 4
#define AGP_STD_DATA_SIZE (FIELD_OFFSET(AGP_STD_DATA, AgpCommand) + AGP_STD_DATA_AgpCommand_SIZE)

#define ALLOW_PERFORMANCE_HIT_IN_Allow_SIZE sizeof(BOOLEAN)
#define ALLOW_PERFORMANCE_HIT_IN_Allow_ID 1
#define ALLOW_PERFORMANCE_HIT_IN_SIZE \
	(FIELD_OFFSET(ALLOW_PERFORMANCE_HIT_IN, Allow) + ALLOW_PERFORMANCE_HIT_IN_Allow_SIZE)

#define ATAPI_FAILURE_PREDICT_DATA_Length_SIZE sizeof(ULONG)
#define ATAPI_FAILURE_PREDICT_DATA_Length_ID 1
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific_SIZE sizeof(UCHAR[362])
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific_ID 2
#define ATAPI_FAILURE_PREDICT_DATA_OfflineCollectionStatus_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_OfflineCollectionStatus_ID 3
#define ATAPI_FAILURE_PREDICT_DATA_SelfTestStatus_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_SelfTestStatus_ID 4
#define ATAPI_FAILURE_PREDICT_DATA_TotalTime_SIZE sizeof(USHORT)
#define ATAPI_FAILURE_PREDICT_DATA_TotalTime_ID 5
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific2_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific2_ID 6
#define ATAPI_FAILURE_PREDICT_DATA_OfflineCollectCapability_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_OfflineCollectCapability_ID 7
#define ATAPI_FAILURE_PREDICT_DATA_SmartCapability_SIZE sizeof(USHORT)
#define ATAPI_FAILURE_PREDICT_DATA_SmartCapability_ID 8
#define ATAPI_FAILURE_PREDICT_DATA_ErrorLogCapability_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_ErrorLogCapability_ID 9
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific3_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific3_ID 10
#define ATAPI_FAILURE_PREDICT_DATA_ShortPollTimeInMinutes_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_ShortPollTimeInMinutes_ID 11
#define ATAPI_FAILURE_PREDICT_DATA_ExtendedPollTimeInMinutes_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_ExtendedPollTimeInMinutes_ID 12
#define ATAPI_FAILURE_PREDICT_DATA_Reserved_SIZE sizeof(UCHAR[12])
#define ATAPI_FAILURE_PREDICT_DATA_Reserved_ID 13
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific4_SIZE sizeof(UCHAR[125])
#define ATAPI_FAILURE_PREDICT_DATA_VendorSpecific4_ID 14
#define ATAPI_FAILURE_PREDICT_DATA_Checksum_SIZE sizeof(UCHAR)
#define ATAPI_FAILURE_PREDICT_DATA_Checksum_ID 15
#define ATAPI_FAILURE_PREDICT_DATA_SIZE \
	(FIELD_OFFSET(ATAPI_FAILURE_PREDICT_DATA, Checksum) + ATAPI_FAILURE_PREDICT_DATA_Checksum_SIZE)

#define AllowPerformanceHit 1

#define COMMIT_POLICY_OUT_Status_SIZE sizeof(ULONG)
#define COMMIT_POLICY_OUT_Status_ID 1
#define COMMIT_POLICY_OUT_SIZE \
	(FIELD_OFFSET(COMMIT_POLICY_OUT, Status) + COMMIT_POLICY_OUT_Status_SIZE)

#define CounterCorruptionStatus_ProfileSource_SIZE sizeof(ULONG)
#define CounterCorruptionStatus_ProfileSource_ID 1
#define CounterCorruptionStatus_SIZE \
	(FIELD_OFFSET(CounterCorruptionStatus, LastKnownGoodTimestamp) + CounterCorruptionStatus_LastKnownGoodTimestamp_SIZE)
#define CounterCorruptionStatus_LastKnownGoodTimestamp_SIZE sizeof(ULONGLONG)
#define CounterCorruptionStatus_LastKnownGoodTimestamp_ID 2

#define CounterCorruptionStatusGuid \
	{ 0x5a5183f3, 0x9216, 0x4b06, { 0x97, 0x07, 0x81, 0x48, 0x20, 0x6c, 0x1e, 0x3c } }

#define DATA_PROVIDER_PNPID_GUID \
	{ 0xc7bf35d2, 0xaadb, 0x11d1, { 0xbf, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define DATA_PROVIDER_PNPID_INSTANCE_NAMES_GUID \
	{ 0xc7bf35d3, 0xaadb, 0x11d1, { 0xbf, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define DEVICE_UI_FIRMWARE_REVISION_GUID \
	{ 0x4504b1d4, 0xc5ee, 0x4df6, { 0x95, 0x1f, 0x16, 0x18, 0x0e, 0x3d, 0xd8, 0x15 } }
#define DEVICE_UI_FIRMWARE_REVISION_FirmwareRevision_ID 1

#define DISABLE_ERROR_SOURCE_IN_ErrorSourceId_SIZE sizeof(ULONG)
#define DISABLE_ERROR_SOURCE_IN_ErrorSourceId_ID 2
#define DISABLE_ERROR_SOURCE_IN_SIZE \
	(FIELD_OFFSET(DISABLE_ERROR_SOURCE_IN, ErrorSourceId) + DISABLE_ERROR_SOURCE_IN_ErrorSourceId_SIZE)
#define DISABLE_ERROR_SOURCE_OUT_Status_SIZE sizeof(ULONG)
#define DISABLE_ERROR_SOURCE_OUT_Status_ID 1
#define DISABLE_ERROR_SOURCE_OUT_SIZE \
	(FIELD_OFFSET(DISABLE_ERROR_SOURCE_OUT, Status) + DISABLE_ERROR_SOURCE_OUT_Status_SIZE)

#define DisableErrorSourceRtn 5

#define ENABLE_DISABLE_FP_IN_Enable_SIZE sizeof(BOOLEAN)
#define ENABLE_DISABLE_FP_IN_Enable_ID 1
#define ENABLE_DISABLE_FP_IN_SIZE \
	(FIELD_OFFSET(ENABLE_DISABLE_FP_IN, Enable) + ENABLE_DISABLE_FP_IN_Enable_SIZE)
#define ENABLE_DISABLE_FP_POLLING_IN_Period_SIZE sizeof(ULONG)
#define ENABLE_DISABLE_FP_POLLING_IN_Period_ID 1
#define ENABLE_DISABLE_FP_POLLING_IN_Enable_SIZE sizeof(BOOLEAN)
#define ENABLE_DISABLE_FP_POLLING_IN_Enable_ID 2
#define ENABLE_DISABLE_FP_POLLING_IN_SIZE \
	(FIELD_OFFSET(ENABLE_DISABLE_FP_POLLING_IN, Enable) + ENABLE_DISABLE_FP_POLLING_IN_Enable_SIZE)

#define ENABLE_ERROR_SOURCE_IN_ErrorSourceId_SIZE sizeof(ULONG)
#define ENABLE_ERROR_SOURCE_IN_ErrorSourceId_ID 2
#define ENABLE_ERROR_SOURCE_IN_SIZE \
	(FIELD_OFFSET(ENABLE_ERROR_SOURCE_IN, ErrorSourceId) + ENABLE_ERROR_SOURCE_IN_ErrorSourceId_SIZE)
#define ENABLE_ERROR_SOURCE_OUT_Status_SIZE sizeof(ULONG)
#define ENABLE_ERROR_SOURCE_OUT_Status_ID 1
#define ENABLE_ERROR_SOURCE_OUT_SIZE \
	(FIELD_OFFSET(ENABLE_ERROR_SOURCE_OUT, Status) + ENABLE_ERROR_SOURCE_OUT_Status_SIZE)

#define ENABLE_OFFLINE_DIAGS_OUT_Success_SIZE sizeof(BOOLEAN)
#define ENABLE_OFFLINE_DIAGS_OUT_Success_ID 1
#define ENABLE_OFFLINE_DIAGS_OUT_SIZE \
	(FIELD_OFFSET(ENABLE_OFFLINE_DIAGS_OUT, Success) + ENABLE_OFFLINE_DIAGS_OUT_Success_SIZE)

#define EXECUTE_SELF_TEST_IN_Subcommand_SIZE sizeof(UCHAR)
#define EXECUTE_SELF_TEST_IN_Subcommand_ID 1
#define EXECUTE_SELF_TEST_IN_SIZE \
	(FIELD_OFFSET(EXECUTE_SELF_TEST_IN, Subcommand) + EXECUTE_SELF_TEST_IN_Subcommand_SIZE)
#define EXECUTE_SELF_TEST_OUT_ReturnCode_SIZE sizeof(ULONG)
#define EXECUTE_SELF_TEST_OUT_ReturnCode_ID 2
#define EXECUTE_SELF_TEST_OUT_SIZE \
	(FIELD_OFFSET(EXECUTE_SELF_TEST_OUT, ReturnCode) + EXECUTE_SELF_TEST_OUT_ReturnCode_SIZE)

#define EnableDisableFailurePredictionPolling 3

#define EnableDisableHardwareFailurePrediction 2

#define EnableErrorSourceRtn 4

#define EnableOfflineDiags 5

#define ExecuteSelfTest 8

#define FrequencyRangeDescriptor_Origin_SIZE sizeof(UCHAR)
#define FrequencyRangeDescriptor_Origin_ID 1
#define FrequencyRangeDescriptor_SIZE \
	(FIELD_OFFSET(FrequencyRangeDescriptor, MaxPixelRate) + FrequencyRangeDescriptor_MaxPixelRate_SIZE)
#define FrequencyRangeDescriptor_MinVSyncNumerator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MinVSyncNumerator_ID 2
#define FrequencyRangeDescriptor_MinVSyncDenominator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MinVSyncDenominator_ID 3
#define FrequencyRangeDescriptor_MaxVSyncNumerator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MaxVSyncNumerator_ID 4
#define FrequencyRangeDescriptor_MaxVSyncDenominator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MaxVSyncDenominator_ID 5
#define FrequencyRangeDescriptor_MinHSyncNumerator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MinHSyncNumerator_ID 6
#define FrequencyRangeDescriptor_MinHSyncDenominator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MinHSyncDenominator_ID 7
#define FrequencyRangeDescriptor_MaxHSyncNumerator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MaxHSyncNumerator_ID 8
#define FrequencyRangeDescriptor_MaxHSyncDenominator_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MaxHSyncDenominator_ID 9
#define FrequencyRangeDescriptor_ConstraintType_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_ConstraintType_ID 10
#define FrequencyRangeDescriptor_ActiveWidth_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_ActiveWidth_ID 11
#define FrequencyRangeDescriptor_ActiveHeight_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_ActiveHeight_ID 12
#define FrequencyRangeDescriptor_MaxPixelRate_SIZE sizeof(ULONG)
#define FrequencyRangeDescriptor_MaxPixelRate_ID 13

#define FrequencyRangeDescriptorGuid \
	{ 0xf4546078, 0xf3b2, 0x417e, { 0x94, 0xcd, 0x47, 0xea, 0x30, 0x6c, 0x57, 0x51 } }

#define GET_ALL_ERROR_SOURCES_OUT_Status_SIZE sizeof(ULONG)
#define GET_ALL_ERROR_SOURCES_OUT_Status_ID 1
#define GET_ALL_ERROR_SOURCES_OUT_Count_SIZE sizeof(ULONG)
#define GET_ALL_ERROR_SOURCES_OUT_Count_ID 2
#define GET_ALL_ERROR_SOURCES_OUT_Length_SIZE sizeof(ULONG)
#define GET_ALL_ERROR_SOURCES_OUT_Length_ID 3
#define GET_ALL_ERROR_SOURCES_OUT_ErrorSourceArray_ID 4
#define GET_ALL_POLICY_OUT_Status_SIZE sizeof(ULONG)
#define GET_ALL_POLICY_OUT_Status_ID 1
#define GET_ALL_POLICY_OUT_Count_SIZE sizeof(ULONG)
#define GET_ALL_POLICY_OUT_Count_ID 2
#define GET_ALL_POLICY_OUT_Length_SIZE sizeof(ULONG)
#define GET_ALL_POLICY_OUT_Length_ID 3
#define GET_ALL_POLICY_OUT_Values_ID 4

#define GET_ERROR_SOURCE_INFO_IN_ErrorSourceId_SIZE sizeof(ULONG)
#define GET_ERROR_SOURCE_INFO_IN_ErrorSourceId_ID 2
#define GET_ERROR_SOURCE_INFO_IN_SIZE \
	(FIELD_OFFSET(GET_ERROR_SOURCE_INFO_IN, ErrorSourceId) + GET_ERROR_SOURCE_INFO_IN_ErrorSourceId_SIZE)
#define GET_ERROR_SOURCE_INFO_OUT_Status_SIZE sizeof(ULONG)
#define GET_ERROR_SOURCE_INFO_OUT_Status_ID 1
#define GET_ERROR_SOURCE_INFO_OUT_Length_SIZE sizeof(ULONG)
#define GET_ERROR_SOURCE_INFO_OUT_Length_ID 3
#define GET_ERROR_SOURCE_INFO_OUT_ErrorSourceInfo_ID 4

#define GET_FP_CAPABILITY_OUT_Capability_SIZE sizeof(ULONG)
#define GET_FP_CAPABILITY_OUT_Capability_ID 1
#define GET_FP_CAPABILITY_OUT_SIZE \
	(FIELD_OFFSET(GET_FP_CAPABILITY_OUT, Capability) + GET_FP_CAPABILITY_OUT_Capability_SIZE)

#define GET_INJECTION_CAPABILITIES_OUT_Status_SIZE sizeof(ULONG)
#define GET_INJECTION_CAPABILITIES_OUT_Status_ID 1
#define GET_INJECTION_CAPABILITIES_OUT_Capabilities_SIZE sizeof(ULONG)
#define GET_INJECTION_CAPABILITIES_OUT_Capabilities_ID 2
#define GET_INJECTION_CAPABILITIES_OUT_SIZE \
	(FIELD_OFFSET(GET_INJECTION_CAPABILITIES_OUT, Capabilities) + GET_INJECTION_CAPABILITIES_OUT_Capabilities_SIZE)

#define GET_SINGLE_POLICY_IN_Type_SIZE sizeof(ULONG)
#define GET_SINGLE_POLICY_IN_Type_ID 2
#define GET_SINGLE_POLICY_IN_SIZE \
	(FIELD_OFFSET(GET_SINGLE_POLICY_IN, Type) + GET_SINGLE_POLICY_IN_Type_SIZE)
#define GET_SINGLE_POLICY_OUT_Status_SIZE sizeof(ULONG)
#define GET_SINGLE_POLICY_OUT_Status_ID 1
#define GET_SINGLE_POLICY_OUT_Value_SIZE sizeof(ULONG)
#define GET_SINGLE_POLICY_OUT_Value_ID 3
#define GET_SINGLE_POLICY_OUT_SIZE \
	(FIELD_OFFSET(GET_SINGLE_POLICY_OUT, Value) + GET_SINGLE_POLICY_OUT_Value_SIZE)

#define GUID_REDBOOK_WMI_STD_DATA \
	{ 0xb90550e7, 0xae0a, 0x11d1, { 0xa5, 0x71, 0x00, 0xc0, 0x4f, 0xa3, 0x47, 0x30 } }
#define GUID_REDBOOK_WMI_PERF_DATA \
	{ 0xb90550e8, 0xae0a, 0x11d1, { 0xa5, 0x71, 0x00, 0xc0, 0x4f, 0xa3, 0x47, 0x30 } }

#define GetAllErrorSourcesRtn 1

#define GetErrorInjectionCapabilitiesRtn 1

#define GetErrorSourceInfoRtn 2

#define GetFailurePredictionCapability 4

#define INJECT_HARDWARE_ERROR_IN_ErrorType_SIZE sizeof(ULONG)
#define INJECT_HARDWARE_ERROR_IN_ErrorType_ID 1
#define INJECT_HARDWARE_ERROR_IN_Parameter1_SIZE sizeof(ULONGLONG)
#define INJECT_HARDWARE_ERROR_IN_Parameter1_ID 2
#define INJECT_HARDWARE_ERROR_IN_Parameter2_SIZE sizeof(ULONGLONG)
#define INJECT_HARDWARE_ERROR_IN_Parameter2_ID 3
#define INJECT_HARDWARE_ERROR_IN_Parameter3_SIZE sizeof(ULONGLONG)
#define INJECT_HARDWARE_ERROR_IN_Parameter3_ID 4
#define INJECT_HARDWARE_ERROR_IN_Parameter4_SIZE sizeof(ULONGLONG)
#define INJECT_HARDWARE_ERROR_IN_Parameter4_ID 5
#define INJECT_HARDWARE_ERROR_IN_SIZE \
	(FIELD_OFFSET(INJECT_HARDWARE_ERROR_IN, Parameter4) + INJECT_HARDWARE_ERROR_IN_Parameter4_SIZE)
#define INJECT_HARDWARE_ERROR_OUT_Status_SIZE sizeof(ULONG)
#define INJECT_HARDWARE_ERROR_OUT_Status_ID 6
#define INJECT_HARDWARE_ERROR_OUT_SIZE \
	(FIELD_OFFSET(INJECT_HARDWARE_ERROR_OUT, Status) + INJECT_HARDWARE_ERROR_OUT_Status_SIZE)

#define IdleAccounting_StateCount_SIZE sizeof(ULONG)
#define IdleAccounting_StateCount_ID 1
#define IdleAccounting_TotalTransitions_SIZE sizeof(ULONG)
#define IdleAccounting_TotalTransitions_ID 2
#define IdleAccounting_ResetCount_SIZE sizeof(ULONG)
#define IdleAccounting_ResetCount_ID 3
#define IdleAccounting_StartTime_SIZE sizeof(ULONGLONG)
#define IdleAccounting_StartTime_ID 4
#define IdleAccounting_State_ID 5

#define IdleAccountingEx_StateCount_SIZE sizeof(ULONG)
#define IdleAccountingEx_StateCount_ID 1
#define IdleAccountingEx_TotalTransitions_SIZE sizeof(ULONG)
#define IdleAccountingEx_TotalTransitions_ID 2
#define IdleAccountingEx_ResetCount_SIZE sizeof(ULONG)
#define IdleAccountingEx_ResetCount_ID 3
#define IdleAccountingEx_StartTime_SIZE sizeof(ULONGLONG)
#define IdleAccountingEx_StartTime_ID 4
#define IdleAccountingEx_State_ID 5

#define IdleAccountingExGuid \
	{ 0xd67abd39, 0x81f8, 0x4a5e, { 0x81, 0x52, 0x72, 0xe3, 0x1e, 0xc9, 0x12, 0xee } }

#define IdleAccountingGuid \
	{ 0xe2a26f78, 0xae07, 0x4ee0, { 0xa3, 0x0f, 0xce, 0x35, 0x4f, 0x5a, 0x94, 0xcd } }

#define IdleStateAccounting_IdleTransitions_SIZE sizeof(ULONG)
#define IdleStateAccounting_IdleTransitions_ID 1
#define IdleStateAccounting_SIZE \
	(FIELD_OFFSET(IdleStateAccounting, IdleTimeBuckets) + IdleStateAccounting_IdleTimeBuckets_SIZE)
#define IdleStateAccounting_FailedTransitions_SIZE sizeof(ULONG)
#define IdleStateAccounting_FailedTransitions_ID 2
#define IdleStateAccounting_InvalidBucketIndex_SIZE sizeof(ULONG)
#define IdleStateAccounting_InvalidBucketIndex_ID 3
#define IdleStateAccounting_TotalTime_SIZE sizeof(ULONGLONG)
#define IdleStateAccounting_TotalTime_ID 4
#define IdleStateAccounting_IdleTimeBuckets_SIZE sizeof(ULONG[6])
#define IdleStateAccounting_IdleTimeBuckets_ID 5

#define IdleStateAccountingEx_TotalTime_SIZE sizeof(ULONGLONG)
#define IdleStateAccountingEx_TotalTime_ID 1
#define IdleStateAccountingEx_SIZE \
	(FIELD_OFFSET(IdleStateAccountingEx, IdleTimeBuckets) + IdleStateAccountingEx_IdleTimeBuckets_SIZE)
#define IdleStateAccountingEx_IdleTransitions_SIZE sizeof(ULONG)
#define IdleStateAccountingEx_IdleTransitions_ID 2
#define IdleStateAccountingEx_FailedTransitions_SIZE sizeof(ULONG)
#define IdleStateAccountingEx_FailedTransitions_ID 3
#define IdleStateAccountingEx_InvalidBucketIndex_SIZE sizeof(ULONG)
#define IdleStateAccountingEx_InvalidBucketIndex_ID 4
#define IdleStateAccountingEx_MinTimeUs_SIZE sizeof(ULONG)
#define IdleStateAccountingEx_MinTimeUs_ID 5
#define IdleStateAccountingEx_MaxTimeUs_SIZE sizeof(ULONG)
#define IdleStateAccountingEx_MaxTimeUs_ID 6
#define IdleStateAccountingEx_IdleTimeBuckets_SIZE sizeof(IdleStateBucketEx[16])
#define IdleStateAccountingEx_IdleTimeBuckets_ID 7

#define IdleStateAccountingExGuid \
	{ 0x3e0d7b2c, 0x401b, 0x480f, { 0x83, 0x03, 0xd0, 0xc2, 0x0e, 0xa1, 0xa7, 0xd8 } }

#define IdleStateAccountingGuid \
	{ 0x5280028a, 0xc24f, 0x43ec, { 0xb2, 0x7d, 0xa9, 0x60, 0xa7, 0x0e, 0x31, 0x9a } }

#define IdleStateBucketEx_TotalTimeUs_SIZE sizeof(ULONGLONG)
#define IdleStateBucketEx_TotalTimeUs_ID 1
#define IdleStateBucketEx_SIZE \
	(FIELD_OFFSET(IdleStateBucketEx, Count) + IdleStateBucketEx_Count_SIZE)
#define IdleStateBucketEx_MinTimeUs_SIZE sizeof(ULONG)
#define IdleStateBucketEx_MinTimeUs_ID 2
#define IdleStateBucketEx_MaxTimeUs_SIZE sizeof(ULONG)
#define IdleStateBucketEx_MaxTimeUs_ID 3
#define IdleStateBucketEx_Count_SIZE sizeof(ULONG)
#define IdleStateBucketEx_Count_ID 4

#define IdleStateBucketExGuid \
	{ 0xe53e0a7d, 0x36f0, 0x4a77, { 0x87, 0x9e, 0x9c, 0x6b, 0x5e, 0x4a, 0x85, 0x54 } }

#define InjectErrorRtn 2

#define KEYBOARD_ID_EX_Type_SIZE sizeof(ULONG)
#define KEYBOARD_ID_EX_Type_ID 1
#define KEYBOARD_ID_EX_Subtype_SIZE sizeof(ULONG)
#define KEYBOARD_ID_EX_Subtype_ID 2
#define KEYBOARD_ID_EX_SIZE (FIELD_OFFSET(KEYBOARD_ID_EX, Subtype) + KEYBOARD_ID_EX_Subtype_SIZE)

#define KEYBOARD_PORT_WMI_STD_DATA_GUID \
	{ 0x4731f89a, 0x71cb, 0x11d1, { 0xa5, 0x2c, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define KEYBOARD_PORT_WMI_STD_I8042 0
#define KEYBOARD_PORT_WMI_STD_SERIAL 1
#define KEYBOARD_PORT_WMI_STD_USB 2
#define KEYBOARD_PORT_WMI_STD_DATA_ConnectorType_SIZE sizeof(ULONG)
#define KEYBOARD_PORT_WMI_STD_DATA_ConnectorType_ID 1
#define KEYBOARD_PORT_WMI_STD_DATA_DataQueueSize_SIZE sizeof(ULONG)
#define KEYBOARD_PORT_WMI_STD_DATA_DataQueueSize_ID 2
#define KEYBOARD_PORT_WMI_STD_DATA_ErrorCount_SIZE sizeof(ULONG)
#define KEYBOARD_PORT_WMI_STD_DATA_ErrorCount_ID 3
#define KEYBOARD_PORT_WMI_STD_DATA_FunctionKeys_SIZE sizeof(ULONG)
#define KEYBOARD_PORT_WMI_STD_DATA_FunctionKeys_ID 4
#define KEYBOARD_PORT_WMI_STD_DATA_Indicators_SIZE sizeof(ULONG)
#define KEYBOARD_PORT_WMI_STD_DATA_Indicators_ID 5
#define KEYBOARD_PORT_WMI_STD_DATA_SIZE \
	(FIELD_OFFSET(KEYBOARD_PORT_WMI_STD_DATA, Indicators) + KEYBOARD_PORT_WMI_STD_DATA_Indicators_SIZE)
#define KEYBOARD_PORT_WMI_EXTENDED_ID \
	{ 0x6ac4e23d, 0xa950, 0x4518, { 0x8b, 0x2b, 0xaa, 0x4d, 0xcd, 0x5f, 0xe1, 0x4a } }

#define KernelIdleState_Latency_SIZE sizeof(ULONG)
#define KernelIdleState_Latency_ID 1
#define KernelIdleState_SIZE \
	(FIELD_OFFSET(KernelIdleState, Reserved1) + KernelIdleState_Reserved1_SIZE)
#define KernelIdleState_Power_SIZE sizeof(ULONG)
#define KernelIdleState_Power_ID 2
#define KernelIdleState_TimeCheck_SIZE sizeof(ULONG)
#define KernelIdleState_TimeCheck_ID 3
#define KernelIdleState_PromotePercent_SIZE sizeof(UCHAR)
#define KernelIdleState_PromotePercent_ID 4
#define KernelIdleState_DemotePercent_SIZE sizeof(UCHAR)
#define KernelIdleState_DemotePercent_ID 5
#define KernelIdleState_StateType_SIZE sizeof(UCHAR)
#define KernelIdleState_StateType_ID 6
#define KernelIdleState_Reserved_SIZE sizeof(UCHAR)
#define KernelIdleState_Reserved_ID 7
#define KernelIdleState_StateFlags_SIZE sizeof(ULONG)
#define KernelIdleState_StateFlags_ID 8
#define KernelIdleState_Context_SIZE sizeof(ULONG)
#define KernelIdleState_Context_ID 9
#define KernelIdleState_IdleHandler_SIZE sizeof(ULONG)
#define KernelIdleState_IdleHandler_ID 10
#define KernelIdleState_Reserved1_SIZE sizeof(ULONG)
#define KernelIdleState_Reserved1_ID 11

#define KernelIdleStateChange_NewState_SIZE sizeof(ULONG)
#define KernelIdleStateChange_NewState_ID 1
#define KernelIdleStateChange_SIZE \
	(FIELD_OFFSET(KernelIdleStateChange, Processors) + KernelIdleStateChange_Processors_SIZE)
#define KernelIdleStateChange_OldState_SIZE sizeof(ULONG)
#define KernelIdleStateChange_OldState_ID 2
#define KernelIdleStateChange_Processors_SIZE sizeof(ULONGLONG)
#define KernelIdleStateChange_Processors_ID 3

#define KernelIdleStateChangeGuid \
	{ 0x4838fe4f, 0xf71c, 0x4e51, { 0x9e, 0xcc, 0x84, 0x30, 0xa7, 0xac, 0x4c, 0x6c } }

#define KernelIdleStateGuid \
	{ 0x46bdcf4a, 0xe076, 0x4550, { 0x82, 0xb2, 0x9f, 0x32, 0xed, 0xed, 0x3e, 0x7f } }

#define KernelIdleStates_Type_SIZE sizeof(ULONG)
#define KernelIdleStates_Type_ID 1
#define KernelIdleStates_Count_SIZE sizeof(ULONG)
#define KernelIdleStates_Count_ID 2
#define KernelIdleStates_TargetState_SIZE sizeof(ULONG)
#define KernelIdleStates_TargetState_ID 3
#define KernelIdleStates_OldState_SIZE sizeof(ULONG)
#define KernelIdleStates_OldState_ID 4
#define KernelIdleStates_TargetProcessors_SIZE sizeof(ULONGLONG)
#define KernelIdleStates_TargetProcessors_ID 5
#define KernelIdleStates_State_ID 6

#define KernelIdleStatesGuid \
	{ 0xba138e10, 0xe250, 0x4ad7, { 0x86, 0x16, 0xcf, 0x1a, 0x7a, 0xd4, 0x10, 0xe7 } }

#define KernelPerfState_Frequency_SIZE sizeof(ULONG)
#define KernelPerfState_Frequency_ID 1
#define KernelPerfState_SIZE \
	(FIELD_OFFSET(KernelPerfState, Reserved3) + KernelPerfState_Reserved3_SIZE)
#define KernelPerfState_Power_SIZE sizeof(ULONG)
#define KernelPerfState_Power_ID 2
#define KernelPerfState_PercentFrequency_SIZE sizeof(UCHAR)
#define KernelPerfState_PercentFrequency_ID 3
#define KernelPerfState_IncreaseLevel_SIZE sizeof(UCHAR)
#define KernelPerfState_IncreaseLevel_ID 4
#define KernelPerfState_DecreaseLevel_SIZE sizeof(UCHAR)
#define KernelPerfState_DecreaseLevel_ID 5
#define KernelPerfState_Type_SIZE sizeof(UCHAR)
#define KernelPerfState_Type_ID 6
#define KernelPerfState_IncreaseTime_SIZE sizeof(ULONG)
#define KernelPerfState_IncreaseTime_ID 7
#define KernelPerfState_DecreaseTime_SIZE sizeof(ULONG)
#define KernelPerfState_DecreaseTime_ID 8
#define KernelPerfState_Control_SIZE sizeof(ULONGLONG)
#define KernelPerfState_Control_ID 9
#define KernelPerfState_Status_SIZE sizeof(ULONGLONG)
#define KernelPerfState_Status_ID 10
#define KernelPerfState_HitCount_SIZE sizeof(ULONG)
#define KernelPerfState_HitCount_ID 11
#define KernelPerfState_Reserved1_SIZE sizeof(ULONG)
#define KernelPerfState_Reserved1_ID 12
#define KernelPerfState_Reserved2_SIZE sizeof(ULONGLONG)
#define KernelPerfState_Reserved2_ID 13
#define KernelPerfState_Reserved3_SIZE sizeof(ULONGLONG)
#define KernelPerfState_Reserved3_ID 14

#define KernelPerfStateChange_State_SIZE sizeof(ULONG)
#define KernelPerfStateChange_State_ID 1
#define KernelPerfStateChange_SIZE \
	(FIELD_OFFSET(KernelPerfStateChange, Processor) + KernelPerfStateChange_Processor_SIZE)
#define KernelPerfStateChange_Status_SIZE sizeof(ULONG)
#define KernelPerfStateChange_Status_ID 2
#define KernelPerfStateChange_Latency_SIZE sizeof(ULONG)
#define KernelPerfStateChange_Latency_ID 3
#define KernelPerfStateChange_Speed_SIZE sizeof(ULONG)
#define KernelPerfStateChange_Speed_ID 4
#define KernelPerfStateChange_Processor_SIZE sizeof(ULONG)
#define KernelPerfStateChange_Processor_ID 5

#define KernelPerfStateChangeGuid \
	{ 0xa5b32ddd, 0x7f39, 0x4abc, { 0xb8, 0x92, 0x90, 0x0e, 0x43, 0xb5, 0x9e, 0xbb } }

#define KernelPerfStateDomainChange_State_SIZE sizeof(ULONG)
#define KernelPerfStateDomainChange_State_ID 1
#define KernelPerfStateDomainChange_SIZE \
	(FIELD_OFFSET(KernelPerfStateDomainChange, Processors) + KernelPerfStateDomainChange_Processors_SIZE)
#define KernelPerfStateDomainChange_Latency_SIZE sizeof(ULONG)
#define KernelPerfStateDomainChange_Latency_ID 2
#define KernelPerfStateDomainChange_Speed_SIZE sizeof(ULONG)
#define KernelPerfStateDomainChange_Speed_ID 3
#define KernelPerfStateDomainChange_Processors_SIZE sizeof(ULONGLONG)
#define KernelPerfStateDomainChange_Processors_ID 4

#define KernelPerfStateDomainChangeGuid \
	{ 0x995e6b7f, 0xd653, 0x497a, { 0xb9, 0x78, 0x36, 0xa3, 0x0c, 0x29, 0xbf, 0x01 } }

#define KernelPerfStateGuid \
	{ 0x8c7980e1, 0xf62b, 0x419e, { 0xaa, 0x82, 0x27, 0x6c, 0x8d, 0x06, 0x4a, 0x1f } }

#define KernelPerfStates_Count_SIZE sizeof(ULONG)
#define KernelPerfStates_Count_ID 1
#define KernelPerfStates_MaxFrequency_SIZE sizeof(ULONG)
#define KernelPerfStates_MaxFrequency_ID 2
#define KernelPerfStates_CurrentState_SIZE sizeof(ULONG)
#define KernelPerfStates_CurrentState_ID 3
#define KernelPerfStates_MaxPerfState_SIZE sizeof(ULONG)
#define KernelPerfStates_MaxPerfState_ID 4
#define KernelPerfStates_MinPerfState_SIZE sizeof(ULONG)
#define KernelPerfStates_MinPerfState_ID 5
#define KernelPerfStates_LowestPerfState_SIZE sizeof(ULONG)
#define KernelPerfStates_LowestPerfState_ID 6
#define KernelPerfStates_ThermalConstraint_SIZE sizeof(ULONG)
#define KernelPerfStates_ThermalConstraint_ID 7
#define KernelPerfStates_BusyAdjThreshold_SIZE sizeof(UCHAR)
#define KernelPerfStates_BusyAdjThreshold_ID 8
#define KernelPerfStates_PolicyType_SIZE sizeof(UCHAR)
#define KernelPerfStates_PolicyType_ID 9
#define KernelPerfStates_Type_SIZE sizeof(UCHAR)
#define KernelPerfStates_Type_ID 10
#define KernelPerfStates_Reserved_SIZE sizeof(UCHAR)
#define KernelPerfStates_Reserved_ID 11
#define KernelPerfStates_TimerInterval_SIZE sizeof(ULONG)
#define KernelPerfStates_TimerInterval_ID 12
#define KernelPerfStates_TargetProcessors_SIZE sizeof(ULONGLONG)
#define KernelPerfStates_TargetProcessors_ID 13
#define KernelPerfStates_PStateHandler_SIZE sizeof(ULONG)
#define KernelPerfStates_PStateHandler_ID 14
#define KernelPerfStates_PStateContext_SIZE sizeof(ULONG)
#define KernelPerfStates_PStateContext_ID 15
#define KernelPerfStates_TStateHandler_SIZE sizeof(ULONG)
#define KernelPerfStates_TStateHandler_ID 16
#define KernelPerfStates_TStateContext_SIZE sizeof(ULONG)
#define KernelPerfStates_TStateContext_ID 17
#define KernelPerfStates_FeedbackHandler_SIZE sizeof(ULONG)
#define KernelPerfStates_FeedbackHandler_ID 18
#define KernelPerfStates_Reserved1_SIZE sizeof(ULONG)
#define KernelPerfStates_Reserved1_ID 19
#define KernelPerfStates_Reserved2_SIZE sizeof(ULONGLONG)
#define KernelPerfStates_Reserved2_ID 20
#define KernelPerfStates_State_ID 21

#define KernelPerfStatesGuid \
	{ 0x5708cc20, 0x7d40, 0x4bf4, { 0xb4, 0xaa, 0x2b, 0x01, 0x33, 0x8d, 0x01, 0x26 } }

#define KernelThermalConstraintChange_ThermalConstraint_SIZE sizeof(ULONG)
#define KernelThermalConstraintChange_ThermalConstraint_ID 1
#define KernelThermalConstraintChange_SIZE \
	(FIELD_OFFSET(KernelThermalConstraintChange, Processors) + KernelThermalConstraintChange_Processors_SIZE)
#define KernelThermalConstraintChange_Processors_SIZE sizeof(ULONGLONG)
#define KernelThermalConstraintChange_Processors_ID 2

#define KernelThermalConstraintChangeGuid \
	{ 0xa852c2c8, 0x1a4c, 0x423b, { 0x8c, 0x2c, 0xf3, 0x0d, 0x82, 0x93, 0x1a, 0x88 } }

#define KernelThermalPolicyChange_CoolingMode_SIZE sizeof(UCHAR)
#define KernelThermalPolicyChange_CoolingMode_ID 1
#define KernelThermalPolicyChange_SIZE \
	(FIELD_OFFSET(KernelThermalPolicyChange, Processors) + KernelThermalPolicyChange_Processors_SIZE)
#define KernelThermalPolicyChange_Processors_SIZE sizeof(ULONGLONG)
#define KernelThermalPolicyChange_Processors_ID 2

#define KernelThermalPolicyChangeGuid \
	{ 0xaca5a8f7, 0x96ca, 0x4397, { 0xba, 0xde, 0x43, 0xbe, 0x2f, 0x57, 0x7d, 0x51 } }

#define MCACpuBusError 2

#define MCACpuCacheError 0

#define MCACpuMSError 4

#define MCACpuRegFileError 3

#define MCACpuTlbError 1

#define MSAcpi_ThermalZoneTemperatureGuid \
	{ 0xa1bc18c0, 0xa7c8, 0x11d1, { 0xbf, 0x3c, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define MSAcpiInfo_BootArchitecture_SIZE sizeof(ULONG)
#define MSAcpiInfo_BootArchitecture_ID 1
#define MSAcpiInfo_SIZE (FIELD_OFFSET(MSAcpiInfo, Capabilities) + MSAcpiInfo_Capabilities_SIZE)
#define MSAcpiInfo_PreferredProfile_SIZE sizeof(ULONG)
#define MSAcpiInfo_PreferredProfile_ID 2
#define MSAcpiInfo_Capabilities_SIZE sizeof(ULONG)
#define MSAcpiInfo_Capabilities_ID 3

#define MSAcpiInfoGuid \
	{ 0x5daf38ae, 0xf6f8, 0x4d90, { 0x81, 0x99, 0xeb, 0xde, 0x68, 0x00, 0xec, 0x3b } }

#define MSAcpi_ThermalZoneTemperature_ThermalStamp_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_ThermalStamp_ID 1
#define MSAcpi_ThermalZoneTemperature_ThermalConstant1_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_ThermalConstant1_ID 2
#define MSAcpi_ThermalZoneTemperature_ThermalConstant2_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_ThermalConstant2_ID 3
#define MSAcpi_ThermalZoneTemperature_Reserved_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_Reserved_ID 4
#define MSAcpi_ThermalZoneTemperature_SamplingPeriod_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_SamplingPeriod_ID 5
#define MSAcpi_ThermalZoneTemperature_CurrentTemperature_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_CurrentTemperature_ID 6
#define MSAcpi_ThermalZoneTemperature_PassiveTripPoint_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_PassiveTripPoint_ID 7
#define MSAcpi_ThermalZoneTemperature_CriticalTripPoint_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_CriticalTripPoint_ID 8
#define MSAcpi_ThermalZoneTemperature_ActiveTripPointCount_SIZE sizeof(ULONG)
#define MSAcpi_ThermalZoneTemperature_ActiveTripPointCount_ID 9
#define MSAcpi_ThermalZoneTemperature_ActiveTripPoint_SIZE sizeof(ULONG[10])
#define MSAcpi_ThermalZoneTemperature_ActiveTripPoint_ID 10
#define MSAcpi_ThermalZoneTemperature_SIZE \
	(FIELD_OFFSET(MSAcpi_ThermalZoneTemperature, ActiveTripPoint) + MSAcpi_ThermalZoneTemperature_ActiveTripPoint_SIZE)

#define MSDiskDriver_GeometryGuid \
	{ 0x25007f51, 0x57c2, 0x11d1, { 0xa5, 0x28, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSDiskDriver_PerformanceDataGuid \
	{ 0xbdd865d2, 0xd7c1, 0x11d0, { 0xa5, 0x01, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSDiskDriver_PerformanceGuid \
	{ 0xbdd865d1, 0xd7c1, 0x11d0, { 0xa5, 0x01, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define MSDiskDriver_Performance_PerfData_SIZE sizeof(WMI_DISK_PERFORMANCE)
#define MSDiskDriver_Performance_PerfData_ID 1
#define MSDiskDriver_Performance_DeviceName_ID 2

#define MSIde_PortDeviceInfoGuid \
	{ 0x53f5630f, 0xb6bf, 0x11d0, { 0x94, 0xf2, 0x00, 0xa0, 0xc9, 0x1e, 0xfb, 0x8b } }

#define MSIde_PortDeviceInfo_Bus_SIZE sizeof(UCHAR)
#define MSIde_PortDeviceInfo_Bus_ID 1
#define MSIde_PortDeviceInfo_Target_SIZE sizeof(UCHAR)
#define MSIde_PortDeviceInfo_Target_ID 2
#define MSIde_PortDeviceInfo_Lun_SIZE sizeof(UCHAR)
#define MSIde_PortDeviceInfo_Lun_ID 3
#define MSIde_PortDeviceInfo_SIZE \
	(FIELD_OFFSET(MSIde_PortDeviceInfo, Lun) + MSIde_PortDeviceInfo_Lun_SIZE)

#define MSKeyboard_ClassInformationGuid \
	{ 0x4731f899, 0x71cb, 0x11d1, { 0xa5, 0x2c, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define MSKeyboard_ClassInformation_DeviceId_SIZE sizeof(ULONGLONG)
#define MSKeyboard_ClassInformation_DeviceId_ID 1
#define MSKeyboard_ClassInformation_SIZE \
	(FIELD_OFFSET(MSKeyboard_ClassInformation, DeviceId) + MSKeyboard_ClassInformation_DeviceId_SIZE)

#define MSMCAEvent_SwitchToCMCPollingGuid \
	{ 0x39c14290, 0xf036, 0x4999, { 0xb8, 0xa1, 0xb6, 0xf8, 0x71, 0xfb, 0x32, 0x9e } }
#define MSMCAEvent_SwitchToCPEPollingGuid \
	{ 0xd5c870ce, 0x4ed0, 0x4fdc, { 0xbb, 0x54, 0x8b, 0x45, 0x2c, 0x18, 0x79, 0x7e } }
#define MSMCAEvent_HeaderGuid \
	{ 0x6381c27f, 0xc8fa, 0x4da7, { 0x89, 0x53, 0xb8, 0x68, 0x33, 0x73, 0x6e, 0x15 } }
#define MSMCAEvent_BusErrorGuid \
	{ 0x1ee17050, 0x0039, 0x40f7, { 0x9e, 0xad, 0x14, 0xad, 0x51, 0x61, 0x2c, 0xb2 } }
#define MSMCAEvent_TLBErrorGuid \
	{ 0xb161eeab, 0xac03, 0x4c2b, { 0xae, 0x7a, 0x5a, 0x37, 0x68, 0xf7, 0x0e, 0x85 } }
#define MSMCAEvent_MemoryHierarchyErrorGuid \
	{ 0xcede75a0, 0xa77f, 0x452b, { 0x8f, 0x2f, 0x54, 0x1f, 0x92, 0x6d, 0xb0, 0xf9 } }
#define MSMCAEvent_CPUErrorGuid \
	{ 0x5ce27cde, 0xd179, 0x4c68, { 0x93, 0x7f, 0xa0, 0x7b, 0x8c, 0xc2, 0xea, 0x39 } }
#define MSMCAEvent_MemoryErrorGuid \
	{ 0x433eea38, 0xc1a7, 0x48f1, { 0x88, 0x4f, 0xb6, 0x87, 0x5f, 0x17, 0x6c, 0xc7 } }
#define MSMCAEvent_PCIBusErrorGuid \
	{ 0xa14a5594, 0x25de, 0x410e, { 0x9b, 0x92, 0x80, 0xf0, 0x80, 0x1a, 0xec, 0x07 } }
#define MSMCAEvent_PCIComponentErrorGuid \
	{ 0x805caf4e, 0x336c, 0x4eb2, { 0x8c, 0x0c, 0x02, 0xf3, 0x51, 0xcb, 0xf1, 0x3c } }
#define MSMCAEvent_SystemEventErrorGuid \
	{ 0xbdba4b12, 0x8d00, 0x4570, { 0xb9, 0xb2, 0x3f, 0xde, 0xcf, 0x1d, 0x56, 0x61 } }
#define MSMCAEvent_SMBIOSErrorGuid \
	{ 0x4184df1b, 0xedfe, 0x406b, { 0xb1, 0x72, 0x54, 0xc9, 0x1f, 0xbd, 0x9b, 0xaf } }
#define MSMCAEvent_PlatformSpecificErrorGuid \
	{ 0x2d2434aa, 0xef83, 0x4200, { 0xba, 0x24, 0xde, 0x36, 0x6c, 0x41, 0x5f, 0x7b } }
#define MSMCAEvent_InvalidErrorGuid \
	{ 0x477b769b, 0x785c, 0x48dd, { 0xa0, 0x2e, 0x57, 0xe0, 0x51, 0xbe, 0x7b, 0x85 } }
#define MSMCAEvent_MemoryPageRemovedGuid \
	{ 0x84e9ddb6, 0xe233, 0x4dfc, { 0x98, 0x8c, 0x74, 0x12, 0xc8, 0x75, 0x4f, 0xec } }

#define MSMCAEvent_BusError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_BusError_RecordId_ID 1
#define MSMCAEvent_BusError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_BusError_ErrorSeverity_ID 2
#define MSMCAEvent_BusError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_Type_ID 3
#define MSMCAEvent_BusError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_Cpu_ID 4
#define MSMCAEvent_BusError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_AdditionalErrors_ID 5
#define MSMCAEvent_BusError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_LogToEventlog_ID 6
#define MSMCAEvent_BusError_Participation_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_Participation_ID 7
#define MSMCAEvent_BusError_MemoryHierarchyLevel_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_MemoryHierarchyLevel_ID 8
#define MSMCAEvent_BusError_RequestType_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_RequestType_ID 9
#define MSMCAEvent_BusError_MemOrIo_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_MemOrIo_ID 10
#define MSMCAEvent_BusError_Address_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_BusError_Address_ID 11
#define MSMCAEvent_BusError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_BusError_Size_ID 12
#define MSMCAEvent_BusError_RawRecord_ID 13

#define MSMCAEvent_CPUError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_CPUError_RecordId_ID 1
#define MSMCAEvent_CPUError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_CPUError_ErrorSeverity_ID 2
#define MSMCAEvent_CPUError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_Type_ID 3
#define MSMCAEvent_CPUError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_Cpu_ID 4
#define MSMCAEvent_CPUError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_AdditionalErrors_ID 5
#define MSMCAEvent_CPUError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_LogToEventlog_ID 6
#define MSMCAEvent_CPUError_MajorErrorType_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_MajorErrorType_ID 7
#define MSMCAEvent_CPUError_Level_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_Level_ID 8
#define MSMCAEvent_CPUError_CacheOp_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_CacheOp_ID 9
#define MSMCAEvent_CPUError_CacheMesi_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_CacheMesi_ID 10
#define MSMCAEvent_CPUError_TLBOp_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_TLBOp_ID 11
#define MSMCAEvent_CPUError_BusType_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_BusType_ID 12
#define MSMCAEvent_CPUError_BusSev_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_BusSev_ID 13
#define MSMCAEvent_CPUError_RegFileId_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_RegFileId_ID 14
#define MSMCAEvent_CPUError_RegFileOp_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_RegFileOp_ID 15
#define MSMCAEvent_CPUError_MSSid_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_MSSid_ID 16
#define MSMCAEvent_CPUError_MSOp_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_MSOp_ID 17
#define MSMCAEvent_CPUError_MSArrayId_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_MSArrayId_ID 18
#define MSMCAEvent_CPUError_MSIndex_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_MSIndex_ID 19
#define MSMCAEvent_CPUError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_CPUError_Size_ID 20
#define MSMCAEvent_CPUError_RawRecord_ID 21

#define MSMCAEvent_Header_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_Header_RecordId_ID 1
#define MSMCAEvent_Header_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_Header_ErrorSeverity_ID 2
#define MSMCAEvent_Header_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_Header_Type_ID 3
#define MSMCAEvent_Header_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_Header_Cpu_ID 4
#define MSMCAEvent_Header_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_Header_AdditionalErrors_ID 5
#define MSMCAEvent_Header_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_Header_LogToEventlog_ID 6
#define MSMCAEvent_Header_SIZE \
	(FIELD_OFFSET(MSMCAEvent_Header, LogToEventlog) + MSMCAEvent_Header_LogToEventlog_SIZE)

#define MSMCAEvent_InvalidError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_InvalidError_RecordId_ID 1
#define MSMCAEvent_InvalidError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_InvalidError_ErrorSeverity_ID 2
#define MSMCAEvent_InvalidError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_InvalidError_Type_ID 3
#define MSMCAEvent_InvalidError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_InvalidError_Cpu_ID 4
#define MSMCAEvent_InvalidError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_InvalidError_AdditionalErrors_ID 5
#define MSMCAEvent_InvalidError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_InvalidError_LogToEventlog_ID 6
#define MSMCAEvent_InvalidError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_InvalidError_Size_ID 7
#define MSMCAEvent_InvalidError_RawRecord_ID 8

#define MSMCAEvent_MemoryError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_RecordId_ID 1
#define MSMCAEvent_MemoryError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_MemoryError_ErrorSeverity_ID 2
#define MSMCAEvent_MemoryError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryError_Type_ID 3
#define MSMCAEvent_MemoryError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryError_Cpu_ID 4
#define MSMCAEvent_MemoryError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryError_AdditionalErrors_ID 5
#define MSMCAEvent_MemoryError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryError_LogToEventlog_ID 6
#define MSMCAEvent_MemoryError_VALIDATION_BITS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_VALIDATION_BITS_ID 7
#define MSMCAEvent_MemoryError_MEM_ERROR_STATUS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_MEM_ERROR_STATUS_ID 8
#define MSMCAEvent_MemoryError_MEM_PHYSICAL_ADDR_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_MEM_PHYSICAL_ADDR_ID 9
#define MSMCAEvent_MemoryError_MEM_PHYSICAL_MASK_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_MEM_PHYSICAL_MASK_ID 10
#define MSMCAEvent_MemoryError_RESPONDER_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_RESPONDER_ID_ID 11
#define MSMCAEvent_MemoryError_TARGET_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_TARGET_ID_ID 12
#define MSMCAEvent_MemoryError_REQUESTOR_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_REQUESTOR_ID_ID 13
#define MSMCAEvent_MemoryError_BUS_SPECIFIC_DATA_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryError_BUS_SPECIFIC_DATA_ID 14
#define MSMCAEvent_MemoryError_MEM_NODE_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_NODE_ID 15
#define MSMCAEvent_MemoryError_MEM_CARD_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_CARD_ID 16
#define MSMCAEvent_MemoryError_MEM_BANK_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_BANK_ID 17
#define MSMCAEvent_MemoryError_xMEM_DEVICE_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_xMEM_DEVICE_ID 18
#define MSMCAEvent_MemoryError_MEM_MODULE_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_MODULE_ID 19
#define MSMCAEvent_MemoryError_MEM_ROW_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_ROW_ID 20
#define MSMCAEvent_MemoryError_MEM_COLUMN_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_COLUMN_ID 21
#define MSMCAEvent_MemoryError_MEM_BIT_POSITION_SIZE sizeof(USHORT)
#define MSMCAEvent_MemoryError_MEM_BIT_POSITION_ID 22
#define MSMCAEvent_MemoryError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryError_Size_ID 23
#define MSMCAEvent_MemoryError_RawRecord_ID 24

#define MSMCAEvent_MemoryHierarchyError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryHierarchyError_RecordId_ID 1
#define MSMCAEvent_MemoryHierarchyError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_MemoryHierarchyError_ErrorSeverity_ID 2
#define MSMCAEvent_MemoryHierarchyError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_Type_ID 3
#define MSMCAEvent_MemoryHierarchyError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_Cpu_ID 4
#define MSMCAEvent_MemoryHierarchyError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_AdditionalErrors_ID 5
#define MSMCAEvent_MemoryHierarchyError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_LogToEventlog_ID 6
#define MSMCAEvent_MemoryHierarchyError_TransactionType_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_TransactionType_ID 7
#define MSMCAEvent_MemoryHierarchyError_MemoryHierarchyLevel_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_MemoryHierarchyLevel_ID 8
#define MSMCAEvent_MemoryHierarchyError_RequestType_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_RequestType_ID 9
#define MSMCAEvent_MemoryHierarchyError_Address_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryHierarchyError_Address_ID 10
#define MSMCAEvent_MemoryHierarchyError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_MemoryHierarchyError_Size_ID 11
#define MSMCAEvent_MemoryHierarchyError_RawRecord_ID 12

#define MSMCAEvent_MemoryPageRemoved_PhysicalAddress_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_MemoryPageRemoved_PhysicalAddress_ID 1
#define MSMCAEvent_MemoryPageRemoved_SIZE \
	(FIELD_OFFSET(MSMCAEvent_MemoryPageRemoved, PhysicalAddress) + MSMCAEvent_MemoryPageRemoved_PhysicalAddress_SIZE)

#define MSMCAEvent_PCIBusError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_RecordId_ID 1
#define MSMCAEvent_PCIBusError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIBusError_ErrorSeverity_ID 2
#define MSMCAEvent_PCIBusError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIBusError_Type_ID 3
#define MSMCAEvent_PCIBusError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIBusError_Cpu_ID 4
#define MSMCAEvent_PCIBusError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIBusError_AdditionalErrors_ID 5
#define MSMCAEvent_PCIBusError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIBusError_LogToEventlog_ID 6
#define MSMCAEvent_PCIBusError_VALIDATION_BITS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_VALIDATION_BITS_ID 7
#define MSMCAEvent_PCIBusError_PCI_BUS_ERROR_STATUS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_ERROR_STATUS_ID 8
#define MSMCAEvent_PCIBusError_PCI_BUS_ADDRESS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_ADDRESS_ID 9
#define MSMCAEvent_PCIBusError_PCI_BUS_DATA_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_DATA_ID 10
#define MSMCAEvent_PCIBusError_PCI_BUS_CMD_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_CMD_ID 11
#define MSMCAEvent_PCIBusError_PCI_BUS_REQUESTOR_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_REQUESTOR_ID_ID 12
#define MSMCAEvent_PCIBusError_PCI_BUS_RESPONDER_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_RESPONDER_ID_ID 13
#define MSMCAEvent_PCIBusError_PCI_BUS_TARGET_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIBusError_PCI_BUS_TARGET_ID_ID 14
#define MSMCAEvent_PCIBusError_PCI_BUS_ERROR_TYPE_SIZE sizeof(USHORT)
#define MSMCAEvent_PCIBusError_PCI_BUS_ERROR_TYPE_ID 15
#define MSMCAEvent_PCIBusError_PCI_BUS_ID_BusNumber_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIBusError_PCI_BUS_ID_BusNumber_ID 16
#define MSMCAEvent_PCIBusError_PCI_BUS_ID_SegmentNumber_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIBusError_PCI_BUS_ID_SegmentNumber_ID 17
#define MSMCAEvent_PCIBusError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIBusError_Size_ID 18
#define MSMCAEvent_PCIBusError_RawRecord_ID 19

#define MSMCAEvent_PCIComponentError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIComponentError_RecordId_ID 1
#define MSMCAEvent_PCIComponentError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_ErrorSeverity_ID 2
#define MSMCAEvent_PCIComponentError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIComponentError_Type_ID 3
#define MSMCAEvent_PCIComponentError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIComponentError_Cpu_ID 4
#define MSMCAEvent_PCIComponentError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIComponentError_AdditionalErrors_ID 5
#define MSMCAEvent_PCIComponentError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIComponentError_LogToEventlog_ID 6
#define MSMCAEvent_PCIComponentError_VALIDATION_BITS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIComponentError_VALIDATION_BITS_ID 7
#define MSMCAEvent_PCIComponentError_PCI_COMP_ERROR_STATUS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PCIComponentError_PCI_COMP_ERROR_STATUS_ID 8
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_VendorId_SIZE sizeof(USHORT)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_VendorId_ID 9
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_DeviceId_SIZE sizeof(USHORT)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_DeviceId_ID 10
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_ClassCodeInterface_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_ClassCodeInterface_ID 11
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_ClassCodeSubClass_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_ClassCodeSubClass_ID 12
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_ClassCodeBaseClass_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_ClassCodeBaseClass_ID 13
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_FunctionNumber_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_FunctionNumber_ID 14
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_DeviceNumber_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_DeviceNumber_ID 15
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_BusNumber_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_BusNumber_ID 16
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_SegmentNumber_SIZE sizeof(UCHAR)
#define MSMCAEvent_PCIComponentError_PCI_COMP_INFO_SegmentNumber_ID 17
#define MSMCAEvent_PCIComponentError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_PCIComponentError_Size_ID 18
#define MSMCAEvent_PCIComponentError_RawRecord_ID 19

#define MSMCAEvent_PlatformSpecificError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_RecordId_ID 1
#define MSMCAEvent_PlatformSpecificError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_PlatformSpecificError_ErrorSeverity_ID 2
#define MSMCAEvent_PlatformSpecificError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_PlatformSpecificError_Type_ID 3
#define MSMCAEvent_PlatformSpecificError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_PlatformSpecificError_Cpu_ID 4
#define MSMCAEvent_PlatformSpecificError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_PlatformSpecificError_AdditionalErrors_ID 5
#define MSMCAEvent_PlatformSpecificError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_PlatformSpecificError_LogToEventlog_ID 6
#define MSMCAEvent_PlatformSpecificError_VALIDATION_BITS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_VALIDATION_BITS_ID 7
#define MSMCAEvent_PlatformSpecificError_PLATFORM_ERROR_STATUS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_PLATFORM_ERROR_STATUS_ID 8
#define MSMCAEvent_PlatformSpecificError_PLATFORM_REQUESTOR_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_PLATFORM_REQUESTOR_ID_ID 9
#define MSMCAEvent_PlatformSpecificError_PLATFORM_RESPONDER_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_PLATFORM_RESPONDER_ID_ID 10
#define MSMCAEvent_PlatformSpecificError_PLATFORM_TARGET_ID_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_PLATFORM_TARGET_ID_ID 11
#define MSMCAEvent_PlatformSpecificError_PLATFORM_BUS_SPECIFIC_DATA_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_PlatformSpecificError_PLATFORM_BUS_SPECIFIC_DATA_ID 12
#define MSMCAEvent_PlatformSpecificError_OEM_COMPONENT_ID_SIZE sizeof(UCHAR[16])
#define MSMCAEvent_PlatformSpecificError_OEM_COMPONENT_ID_ID 13
#define MSMCAEvent_PlatformSpecificError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_PlatformSpecificError_Size_ID 14
#define MSMCAEvent_PlatformSpecificError_RawRecord_ID 15

#define MSMCAEvent_SMBIOSError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_SMBIOSError_RecordId_ID 1
#define MSMCAEvent_SMBIOSError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_SMBIOSError_ErrorSeverity_ID 2
#define MSMCAEvent_SMBIOSError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_SMBIOSError_Type_ID 3
#define MSMCAEvent_SMBIOSError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_SMBIOSError_Cpu_ID 4
#define MSMCAEvent_SMBIOSError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_SMBIOSError_AdditionalErrors_ID 5
#define MSMCAEvent_SMBIOSError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_SMBIOSError_LogToEventlog_ID 6
#define MSMCAEvent_SMBIOSError_VALIDATION_BITS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_SMBIOSError_VALIDATION_BITS_ID 7
#define MSMCAEvent_SMBIOSError_SMBIOS_EVENT_TYPE_SIZE sizeof(UCHAR)
#define MSMCAEvent_SMBIOSError_SMBIOS_EVENT_TYPE_ID 8
#define MSMCAEvent_SMBIOSError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_SMBIOSError_Size_ID 9
#define MSMCAEvent_SMBIOSError_RawRecord_ID 10

#define MSMCAEvent_SystemEventError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_SystemEventError_RecordId_ID 1
#define MSMCAEvent_SystemEventError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_ErrorSeverity_ID 2
#define MSMCAEvent_SystemEventError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_SystemEventError_Type_ID 3
#define MSMCAEvent_SystemEventError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_SystemEventError_Cpu_ID 4
#define MSMCAEvent_SystemEventError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_SystemEventError_AdditionalErrors_ID 5
#define MSMCAEvent_SystemEventError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_SystemEventError_LogToEventlog_ID 6
#define MSMCAEvent_SystemEventError_VALIDATION_BITS_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_SystemEventError_VALIDATION_BITS_ID 7
#define MSMCAEvent_SystemEventError_SEL_TIME_STAMP_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_SystemEventError_SEL_TIME_STAMP_ID 8
#define MSMCAEvent_SystemEventError_SEL_RECORD_ID_SIZE sizeof(USHORT)
#define MSMCAEvent_SystemEventError_SEL_RECORD_ID_ID 9
#define MSMCAEvent_SystemEventError_SEL_GENERATOR_ID_SIZE sizeof(USHORT)
#define MSMCAEvent_SystemEventError_SEL_GENERATOR_ID_ID 10
#define MSMCAEvent_SystemEventError_SEL_RECORD_TYPE_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_RECORD_TYPE_ID 11
#define MSMCAEvent_SystemEventError_SEL_EVM_REV_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_EVM_REV_ID 12
#define MSMCAEvent_SystemEventError_SEL_SENSOR_TYPE_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_SENSOR_TYPE_ID 13
#define MSMCAEvent_SystemEventError_SEL_SENSOR_NUM_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_SENSOR_NUM_ID 14
#define MSMCAEvent_SystemEventError_SEL_EVENT_DIR_TYPE_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_EVENT_DIR_TYPE_ID 15
#define MSMCAEvent_SystemEventError_SEL_DATA1_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_DATA1_ID 16
#define MSMCAEvent_SystemEventError_SEL_DATA2_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_DATA2_ID 17
#define MSMCAEvent_SystemEventError_SEL_DATA3_SIZE sizeof(UCHAR)
#define MSMCAEvent_SystemEventError_SEL_DATA3_ID 18
#define MSMCAEvent_SystemEventError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_SystemEventError_Size_ID 19
#define MSMCAEvent_SystemEventError_RawRecord_ID 20

#define MSMCAEvent_TLBError_RecordId_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_TLBError_RecordId_ID 1
#define MSMCAEvent_TLBError_ErrorSeverity_SIZE sizeof(UCHAR)
#define MSMCAEvent_TLBError_ErrorSeverity_ID 2
#define MSMCAEvent_TLBError_Type_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_Type_ID 3
#define MSMCAEvent_TLBError_Cpu_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_Cpu_ID 4
#define MSMCAEvent_TLBError_AdditionalErrors_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_AdditionalErrors_ID 5
#define MSMCAEvent_TLBError_LogToEventlog_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_LogToEventlog_ID 6
#define MSMCAEvent_TLBError_TransactionType_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_TransactionType_ID 7
#define MSMCAEvent_TLBError_MemoryHierarchyLevel_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_MemoryHierarchyLevel_ID 8
#define MSMCAEvent_TLBError_Address_SIZE sizeof(ULONGLONG)
#define MSMCAEvent_TLBError_Address_ID 9
#define MSMCAEvent_TLBError_Size_SIZE sizeof(ULONG)
#define MSMCAEvent_TLBError_Size_ID 10
#define MSMCAEvent_TLBError_RawRecord_ID 11

#define MSMCAInfo_EntryGuid \
	{ 0x9e77a308, 0x6b82, 0x4fc1, { 0xab, 0x41, 0x0a, 0x55, 0x86, 0x7c, 0x35, 0xc2 } }
#define MSMCAInfo_RawMCADataGuid \
	{ 0x23602a8a, 0xdadd, 0x462f, { 0x9a, 0xe5, 0x30, 0xfa, 0x2c, 0x37, 0xdd, 0x5b } }
#define MSMCAInfo_RawCMCEventGuid \
	{ 0x2f1a8a9d, 0x7988, 0x457f, { 0xa1, 0x7a, 0x89, 0x79, 0xe8, 0x20, 0x43, 0xc5 } }
#define MSMCAInfo_RawMCAEventGuid \
	{ 0x2f1a8a9f, 0x7988, 0x457f, { 0xa1, 0x7a, 0x89, 0x79, 0xe8, 0x20, 0x43, 0xc5 } }
#define MSMCAInfo_RawCorrectedPlatformEventGuid \
	{ 0x6b629d5e, 0xe63c, 0x48a3, { 0x9e, 0xbb, 0x97, 0x42, 0x27, 0x07, 0x52, 0x65 } }

#define MSMCAInfo_Entry_Length_SIZE sizeof(ULONG)
#define MSMCAInfo_Entry_Length_ID 1
#define MSMCAInfo_Entry_Data_ID 2

#define MSMCAInfo_RawCMCEvent_Count_SIZE sizeof(ULONG)
#define MSMCAInfo_RawCMCEvent_Count_ID 1
#define MSMCAInfo_RawCMCEvent_Records_ID 2

#define MSMCAInfo_RawCorrectedPlatformEvent_Count_SIZE sizeof(ULONG)
#define MSMCAInfo_RawCorrectedPlatformEvent_Count_ID 1
#define MSMCAInfo_RawCorrectedPlatformEvent_Records_ID 2

#define MSMCAInfo_RawMCAData_Count_SIZE sizeof(ULONG)
#define MSMCAInfo_RawMCAData_Count_ID 1
#define MSMCAInfo_RawMCAData_Records_ID 2

#define MSMCAInfo_RawMCAEvent_Count_SIZE sizeof(ULONG)
#define MSMCAInfo_RawMCAEvent_Count_ID 1
#define MSMCAInfo_RawMCAEvent_Records_ID 2

#define MSMouse_ClassInformationGuid \
	{ 0x4731f89b, 0x71cb, 0x11d1, { 0xa5, 0x2c, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define MSMouse_ClassInformation_DeviceId_SIZE sizeof(ULONGLONG)
#define MSMouse_ClassInformation_DeviceId_ID 1
#define MSMouse_ClassInformation_SIZE \
	(FIELD_OFFSET(MSMouse_ClassInformation, DeviceId) + MSMouse_ClassInformation_DeviceId_SIZE)

#define MSPower_DeviceEnableGuid \
	{ 0x827c0a6f, 0xfeb0, 0x11d0, { 0xbd, 0x26, 0x00, 0xaa, 0x00, 0xb7, 0xb3, 0x2a } }
#define MSPower_DeviceWakeEnableGuid \
	{ 0xa9546a82, 0xfeb0, 0x11d0, { 0xbd, 0x26, 0x00, 0xaa, 0x00, 0xb7, 0xb3, 0x2a } }

#define MSPower_DeviceEnable_Enable_SIZE sizeof(BOOLEAN)
#define MSPower_DeviceEnable_Enable_ID 1
#define MSPower_DeviceEnable_SIZE \
	(FIELD_OFFSET(MSPower_DeviceEnable, Enable) + MSPower_DeviceEnable_Enable_SIZE)

#define MSPower_DeviceWakeEnable_Enable_SIZE sizeof(BOOLEAN)
#define MSPower_DeviceWakeEnable_Enable_ID 1
#define MSPower_DeviceWakeEnable_SIZE \
	(FIELD_OFFSET(MSPower_DeviceWakeEnable, Enable) + MSPower_DeviceWakeEnable_Enable_SIZE)

#define MSSerial_PortName_PortName_ID 1

#define MSSmBios_RawSMBiosTablesGuid \
	{ 0x8f680850, 0xa584, 0x11d1, { 0xbf, 0x38, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSSmBios_SMBiosEventlogGuid \
	{ 0x8f680851, 0xa584, 0x11d1, { 0xbf, 0x38, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSSmBios_SysidUUIDGuid \
	{ 0x8f680852, 0xa584, 0x11d1, { 0xbf, 0x38, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSSmBios_Sysid1394Guid \
	{ 0x8f680854, 0xa584, 0x11d1, { 0xbf, 0x38, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define MSSmBios_RawSMBiosTables_Used20CallingMethod_SIZE sizeof(BOOLEAN)
#define MSSmBios_RawSMBiosTables_Used20CallingMethod_ID 1
#define MSSmBios_RawSMBiosTables_SmbiosMajorVersion_SIZE sizeof(UCHAR)
#define MSSmBios_RawSMBiosTables_SmbiosMajorVersion_ID 2
#define MSSmBios_RawSMBiosTables_SmbiosMinorVersion_SIZE sizeof(UCHAR)
#define MSSmBios_RawSMBiosTables_SmbiosMinorVersion_ID 3
#define MSSmBios_RawSMBiosTables_DmiRevision_SIZE sizeof(UCHAR)
#define MSSmBios_RawSMBiosTables_DmiRevision_ID 4
#define MSSmBios_RawSMBiosTables_Size_SIZE sizeof(ULONG)
#define MSSmBios_RawSMBiosTables_Size_ID 5
#define MSSmBios_RawSMBiosTables_SMBiosData_ID 6

#define MSSmBios_Sysid1394List_Count_SIZE sizeof(ULONG)
#define MSSmBios_Sysid1394List_Count_ID 1
#define MSSmBios_Sysid1394List_List_ID 2

#define MSSmBios_SysidUUIDList_Count_SIZE sizeof(ULONG)
#define MSSmBios_SysidUUIDList_Count_ID 1
#define MSSmBios_SysidUUIDList_List_ID 2

#define MSVerifierIrpLogEntry_Count_SIZE sizeof(ULONG)
#define MSVerifierIrpLogEntry_Count_ID 1
#define MSVerifierIrpLogEntry_SIZE \
	(FIELD_OFFSET(MSVerifierIrpLogEntry, Arg4) + MSVerifierIrpLogEntry_Arg4_SIZE)
#define MSVerifierIrpLogEntry_Major_SIZE sizeof(UCHAR)
#define MSVerifierIrpLogEntry_Major_ID 2
#define MSVerifierIrpLogEntry_Minor_SIZE sizeof(UCHAR)
#define MSVerifierIrpLogEntry_Minor_ID 3
#define MSVerifierIrpLogEntry_Flags_SIZE sizeof(UCHAR)
#define MSVerifierIrpLogEntry_Flags_ID 4
#define MSVerifierIrpLogEntry_Control_SIZE sizeof(UCHAR)
#define MSVerifierIrpLogEntry_Control_ID 5
#define MSVerifierIrpLogEntry_Arg1_SIZE sizeof(ULONGLONG)
#define MSVerifierIrpLogEntry_Arg1_ID 6
#define MSVerifierIrpLogEntry_Arg2_SIZE sizeof(ULONGLONG)
#define MSVerifierIrpLogEntry_Arg2_ID 7
#define MSVerifierIrpLogEntry_Arg3_SIZE sizeof(ULONGLONG)
#define MSVerifierIrpLogEntry_Arg3_ID 8
#define MSVerifierIrpLogEntry_Arg4_SIZE sizeof(ULONGLONG)
#define MSVerifierIrpLogEntry_Arg4_ID 9

#define MSVerifierIrpLogEntryGuid \
	{ 0x45068237, 0x595d, 0x4c7d, { 0xbd, 0x80, 0xf8, 0x4a, 0xdc, 0x02, 0x57, 0xf8 } }

#define MSVerifierIrpLogInformation_DeviceType_SIZE sizeof(ULONG)
#define MSVerifierIrpLogInformation_DeviceType_ID 1
#define MSVerifierIrpLogInformation_EntryCount_SIZE sizeof(ULONG)
#define MSVerifierIrpLogInformation_EntryCount_ID 2
#define MSVerifierIrpLogInformation_Entries_ID 3

#define MSVerifierIrpLogInformationGuid \
	{ 0x1e2c2980, 0xf7db, 0x46aa, { 0x82, 0x0e, 0x87, 0x34, 0xfc, 0xc2, 0x1f, 0x4c } }

#define MSWmi_MofDataGuid \
	{ 0x05901221, 0xd566, 0x11d1, { 0xb2, 0xf0, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSWmi_ProviderInfoGuid \
	{ 0xc7bf35d0, 0xaadb, 0x11d1, { 0xbf, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSWmi_GuidGuid \
	{ 0xf8c60aed, 0xef8d, 0x4f95, { 0x9e, 0xa8, 0xf0, 0x43, 0x18, 0xa0, 0x0f, 0x30 } }
#define MSWmi_GuidRegistrationInfoGuid \
	{ 0xb48d49a1, 0xe777, 0x11d0, { 0xa5, 0x0c, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define MSWmi_PnPDeviceId_PnPDeviceId_ID 1

#define MSWmi_Guid_Guid_SIZE sizeof(UCHAR[16])
#define MSWmi_Guid_Guid_ID 1
#define MSWmi_Guid_SIZE (FIELD_OFFSET(MSWmi_Guid, Guid) + MSWmi_Guid_Guid_SIZE)

#define MSWmi_GuidRegistrationInfo_Operation_SIZE sizeof(ULONG)
#define MSWmi_GuidRegistrationInfo_Operation_ID 1
#define MSWmi_GuidRegistrationInfo_GuidCount_SIZE sizeof(ULONG)
#define MSWmi_GuidRegistrationInfo_GuidCount_ID 2
#define MSWmi_GuidRegistrationInfo_GuidList_ID 3

#define MSWmi_MofData_Unused1_SIZE sizeof(ULONG)
#define MSWmi_MofData_Unused1_ID 1
#define MSWmi_MofData_Unused2_SIZE sizeof(ULONG)
#define MSWmi_MofData_Unused2_ID 2
#define MSWmi_MofData_Size_SIZE sizeof(ULONG)
#define MSWmi_MofData_Size_ID 3
#define MSWmi_MofData_Unused4_SIZE sizeof(ULONG)
#define MSWmi_MofData_Unused4_ID 4
#define MSWmi_MofData_BinaryMofData_ID 5

#define MSWmi_PnPInstanceNames_Count_SIZE sizeof(ULONG)
#define MSWmi_PnPInstanceNames_Count_ID 1
#define MSWmi_PnPInstanceNames_InstanceNameList_ID 2

#define PARALLEL_WMI_BYTES_TRANSFERRED_GUID \
	{ 0x89fef2d6, 0x654b, 0x11d2, { 0x9e, 0x15, 0x00, 0xc0, 0x4f, 0x8e, 0xf4, 0x81 } }
#define PARALLEL_WMI_LOG_INFO_Flags1_SIZE sizeof(ULONG)
#define PARALLEL_WMI_LOG_INFO_Flags1_ID 1
#define PARALLEL_WMI_LOG_INFO_Flags2_SIZE sizeof(ULONG)
#define PARALLEL_WMI_LOG_INFO_Flags2_ID 2
#define PARALLEL_WMI_LOG_INFO_spare_SIZE sizeof(ULONG[2])
#define PARALLEL_WMI_LOG_INFO_spare_ID 3
#define PARALLEL_WMI_LOG_INFO_SppWriteCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_SppWriteCount_ID 4
#define PARALLEL_WMI_LOG_INFO_NibbleReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_NibbleReadCount_ID 5
#define PARALLEL_WMI_LOG_INFO_BoundedEcpWriteCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_BoundedEcpWriteCount_ID 6
#define PARALLEL_WMI_LOG_INFO_BoundedEcpReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_BoundedEcpReadCount_ID 7
#define PARALLEL_WMI_LOG_INFO_HwEcpWriteCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_HwEcpWriteCount_ID 8
#define PARALLEL_WMI_LOG_INFO_HwEcpReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_HwEcpReadCount_ID 9
#define PARALLEL_WMI_LOG_INFO_SwEcpWriteCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_SwEcpWriteCount_ID 10
#define PARALLEL_WMI_LOG_INFO_SwEcpReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_SwEcpReadCount_ID 11
#define PARALLEL_WMI_LOG_INFO_HwEppWriteCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_HwEppWriteCount_ID 12
#define PARALLEL_WMI_LOG_INFO_HwEppReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_HwEppReadCount_ID 13
#define PARALLEL_WMI_LOG_INFO_SwEppWriteCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_SwEppWriteCount_ID 14
#define PARALLEL_WMI_LOG_INFO_SwEppReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_SwEppReadCount_ID 15
#define PARALLEL_WMI_LOG_INFO_ByteReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_ByteReadCount_ID 16
#define PARALLEL_WMI_LOG_INFO_ChannelNibbleReadCount_SIZE sizeof(LONGLONG)
#define PARALLEL_WMI_LOG_INFO_ChannelNibbleReadCount_ID 17
#define PARALLEL_WMI_LOG_INFO_SIZE \
	(FIELD_OFFSET(PARALLEL_WMI_LOG_INFO, ChannelNibbleReadCount) + PARALLEL_WMI_LOG_INFO_ChannelNibbleReadCount_SIZE)

#define PARPORT_WMI_ALLOCATE_FREE_COUNTS_GUID \
	{ 0x4bbb69ea, 0x6853, 0x11d2, { 0x8e, 0xce, 0x00, 0xc0, 0x4f, 0x8e, 0xf4, 0x81 } }
#define PARPORT_WMI_ALLOC_FREE_COUNTS_PortAllocates_SIZE sizeof(ULONG)
#define PARPORT_WMI_ALLOC_FREE_COUNTS_PortAllocates_ID 1
#define PARPORT_WMI_ALLOC_FREE_COUNTS_PortFrees_SIZE sizeof(ULONG)
#define PARPORT_WMI_ALLOC_FREE_COUNTS_PortFrees_ID 2
#define PARPORT_WMI_ALLOC_FREE_COUNTS_SIZE \
	(FIELD_OFFSET(PARPORT_WMI_ALLOC_FREE_COUNTS, PortFrees) + PARPORT_WMI_ALLOC_FREE_COUNTS_PortFrees_SIZE)

#define POINTER_PORT_WMI_STD_DATA_GUID \
	{ 0x4731f89c, 0x71cb, 0x11d1, { 0xa5, 0x2c, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define POINTER_PORT_WMI_STD_I8042 0
#define POINTER_PORT_WMI_STD_SERIAL 1
#define POINTER_PORT_WMI_STD_USB 2
#define POINTER_PORT_WMI_STD_DATA_ConnectorType_SIZE sizeof(ULONG)
#define POINTER_PORT_WMI_STD_DATA_ConnectorType_ID 1
#define POINTER_PORT_WMI_STD_DATA_DataQueueSize_SIZE sizeof(ULONG)
#define POINTER_PORT_WMI_STD_DATA_DataQueueSize_ID 2
#define POINTER_PORT_WMI_STD_DATA_ErrorCount_SIZE sizeof(ULONG)
#define POINTER_PORT_WMI_STD_DATA_ErrorCount_ID 3
#define POINTER_PORT_WMI_STD_DATA_Buttons_SIZE sizeof(ULONG)
#define POINTER_PORT_WMI_STD_DATA_Buttons_ID 4
#define POINTER_PORT_WMI_STD_MOUSE 0
#define POINTER_PORT_WMI_STD_POINTER 1
#define POINTER_PORT_WMI_ABSOLUTE_POINTER 2
#define POINTER_PORT_WMI_TABLET 3
#define POINTER_PORT_WMI_TOUCH_SCRENE 4
#define POINTER_PORT_WMI_PEN 5
#define POINTER_PORT_WMI_TRACK_BALL 6
#define POINTER_PORT_WMI_OTHER 256
#define POINTER_PORT_WMI_STD_DATA_HardwareType_SIZE sizeof(ULONG)
#define POINTER_PORT_WMI_STD_DATA_HardwareType_ID 5
#define POINTER_PORT_WMI_STD_DATA_SIZE \
	(FIELD_OFFSET(POINTER_PORT_WMI_STD_DATA, HardwareType) + POINTER_PORT_WMI_STD_DATA_HardwareType_SIZE)

#define ProcessorPerformance_frequency_SIZE sizeof(ULONG)
#define ProcessorPerformance_frequency_ID 1
#define ProcessorPerformance_SIZE \
	(FIELD_OFFSET(ProcessorPerformance, percentage) + ProcessorPerformance_percentage_SIZE)
#define ProcessorPerformance_power_SIZE sizeof(ULONG)
#define ProcessorPerformance_power_ID 2
#define ProcessorPerformance_percentage_SIZE sizeof(ULONG)
#define ProcessorPerformance_percentage_ID 3

#define ProcessorPerformanceGuid \
	{ 0x7fd18652, 0x0cfe, 0x40d2, { 0xb0, 0xa1, 0x0b, 0x06, 0x6a, 0x87, 0x75, 0x9e } }

#define READ_LOG_SECTORS_IN_LogAddress_SIZE sizeof(UCHAR)
#define READ_LOG_SECTORS_IN_LogAddress_ID 1
#define READ_LOG_SECTORS_IN_SectorCount_SIZE sizeof(UCHAR)
#define READ_LOG_SECTORS_IN_SectorCount_ID 2
#define READ_LOG_SECTORS_IN_SIZE \
	(FIELD_OFFSET(READ_LOG_SECTORS_IN, SectorCount) + READ_LOG_SECTORS_IN_SectorCount_SIZE)
#define READ_LOG_SECTORS_OUT_Length_SIZE sizeof(ULONG)
#define READ_LOG_SECTORS_OUT_Length_ID 3
#define READ_LOG_SECTORS_OUT_LogSectors_ID 4

#define REDBOOK_WMI_NUMBER_OF_BUFFERS_SIZE sizeof(ULONG)
#define REDBOOK_WMI_NUMBER_OF_BUFFERS_ID 1
#define REDBOOK_WMI_SECTORS_PER_READ_SIZE sizeof(ULONG)
#define REDBOOK_WMI_SECTORS_PER_READ_ID 2
#define REDBOOK_WMI_SECTORS_PER_READ_MASK_SIZE sizeof(ULONG)
#define REDBOOK_WMI_SECTORS_PER_READ_MASK_ID 3
#define REDBOOK_WMI_MAX_SECTORS_PER_READ_SIZE sizeof(ULONG)
#define REDBOOK_WMI_MAX_SECTORS_PER_READ_ID 4
#define REDBOOK_WMI_PLAY_ENABLED_SIZE sizeof(BOOLEAN)
#define REDBOOK_WMI_PLAY_ENABLED_ID 5
#define REDBOOK_WMI_CDDA_SUPPORTED_SIZE sizeof(BOOLEAN)
#define REDBOOK_WMI_CDDA_SUPPORTED_ID 6
#define REDBOOK_WMI_CDDA_ACCURATE_SIZE sizeof(BOOLEAN)
#define REDBOOK_WMI_CDDA_ACCURATE_ID 7
#define REDBOOK_WMI_STD_DATA_Reserved1_SIZE sizeof(BOOLEAN)
#define REDBOOK_WMI_STD_DATA_Reserved1_ID 8
#define REDBOOK_WMI_STD_DATA_SIZE \
	(FIELD_OFFSET(REDBOOK_WMI_STD_DATA, Reserved1) + REDBOOK_WMI_STD_DATA_Reserved1_SIZE)
#define REDBOOK_WMI_PERF_TIME_READING_DELAY_SIZE sizeof(LONGLONG)
#define REDBOOK_WMI_PERF_TIME_READING_DELAY_ID 1
#define REDBOOK_WMI_PERF_TIME_READING_SIZE sizeof(LONGLONG)
#define REDBOOK_WMI_PERF_TIME_READING_ID 2
#define REDBOOK_WMI_PERF_TIME_STREAMING_DELAY_SIZE sizeof(LONGLONG)
#define REDBOOK_WMI_PERF_TIME_STREAMING_DELAY_ID 3
#define REDBOOK_WMI_PERF_TIME_STREAMING_SIZE sizeof(LONGLONG)
#define REDBOOK_WMI_PERF_TIME_STREAMING_ID 4
#define REDBOOK_WMI_PERF_DATA_PROCESSED_SIZE sizeof(LONGLONG)
#define REDBOOK_WMI_PERF_DATA_PROCESSED_ID 5
#define REDBOOK_WMI_PERF_STREAM_PAUSED_COUNT_SIZE sizeof(ULONG)
#define REDBOOK_WMI_PERF_STREAM_PAUSED_COUNT_ID 6
#define REDBOOK_WMI_PERF_DATA_SIZE \
	(FIELD_OFFSET(REDBOOK_WMI_PERF_DATA, StreamPausedCount) + REDBOOK_WMI_PERF_DATA_StreamPausedCount_SIZE)

#define RESET_POLICY_OUT_Status_SIZE sizeof(ULONG)
#define RESET_POLICY_OUT_Status_ID 1
#define RESET_POLICY_OUT_SIZE \
	(FIELD_OFFSET(RESET_POLICY_OUT, Status) + RESET_POLICY_OUT_Status_SIZE)

#define ReadLogSectors 6

#define RegisteredGuids_GuidType_SIZE sizeof(ULONG)
#define RegisteredGuids_GuidType_ID 1
#define RegisteredGuids_SIZE \
	(FIELD_OFFSET(RegisteredGuids, IsEnabled) + RegisteredGuids_IsEnabled_SIZE)
#define RegisteredGuids_LoggerId_SIZE sizeof(ULONG)
#define RegisteredGuids_LoggerId_ID 2
#define RegisteredGuids_EnableLevel_SIZE sizeof(ULONG)
#define RegisteredGuids_EnableLevel_ID 3
#define RegisteredGuids_EnableFlags_SIZE sizeof(ULONG)
#define RegisteredGuids_EnableFlags_ID 4
#define RegisteredGuids_IsEnabled_SIZE sizeof(BOOLEAN)
#define RegisteredGuids_IsEnabled_ID 5

#define RegisteredGuidsGuid \
	{ 0xe3dff7bd, 0x3915, 0x11d2, { 0x91, 0x03, 0x00, 0xc0, 0x4f, 0xb9, 0x98, 0xa2 } }

#define SERIAL_PORT_WMI_NAME_GUID \
	{ 0xa0ec11a8, 0xb16c, 0x11d1, { 0xbd, 0x98, 0x00, 0xa0, 0xc9, 0x06, 0xbe, 0x2d } }
#define SERIAL_PORT_WMI_COMM_GUID \
	{ 0xedb16a62, 0xb16c, 0x11d1, { 0xbd, 0x98, 0x00, 0xa0, 0xc9, 0x06, 0xbe, 0x2d } }
#define SERIAL_PORT_WMI_HW_GUID \
	{ 0x270b9b86, 0xb16d, 0x11d1, { 0xbd, 0x98, 0x00, 0xa0, 0xc9, 0x06, 0xbe, 0x2d } }
#define SERIAL_PORT_WMI_PERF_GUID \
	{ 0x56415acc, 0xb16d, 0x11d1, { 0xbd, 0x98, 0x00, 0xa0, 0xc9, 0x06, 0xbe, 0x2d } }
#define SERIAL_PORT_WMI_PROPERTIES_GUID \
	{ 0x8209ec2a, 0x2d6b, 0x11d2, { 0xba, 0x49, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define SERIAL_WMI_COMM_DATA_BaudRate_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_BaudRate_ID 1
#define SERIAL_WMI_COMM_DATA_BitsPerByte_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_BitsPerByte_ID 2
#define SERIAL_WMI_PARITY_NONE 0
#define SERIAL_WMI_PARITY_ODD 1
#define SERIAL_WMI_PARITY_EVEN 2
#define SERIAL_WMI_PARITY_SPACE 3
#define SERIAL_WMI_PARITY_MARK 4
#define SERIAL_WMI_COMM_DATA_Parity_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_Parity_ID 3
#define SERIAL_WMI_COMM_DATA_ParityCheckEnable_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_ParityCheckEnable_ID 4
#define SERIAL_WMI_STOP_1 0
#define SERIAL_WMI_STOP_1_5 1
#define SERIAL_WMI_STOP_2 2
#define SERIAL_WMI_COMM_DATA_StopBits_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_StopBits_ID 5
#define SERIAL_WMI_COMM_DATA_XoffCharacter_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_XoffCharacter_ID 6
#define SERIAL_WMI_COMM_DATA_XoffXmitThreshold_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_XoffXmitThreshold_ID 7
#define SERIAL_WMI_COMM_DATA_XonCharacter_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_XonCharacter_ID 8
#define SERIAL_WMI_COMM_DATA_XonXmitThreshold_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_XonXmitThreshold_ID 9
#define SERIAL_WMI_COMM_DATA_MaximumBaudRate_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_MaximumBaudRate_ID 10
#define SERIAL_WMI_COMM_DATA_MaximumOutputBufferSize_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_MaximumOutputBufferSize_ID 11
#define SERIAL_WMI_COMM_DATA_MaximumInputBufferSize_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMM_DATA_MaximumInputBufferSize_ID 12
#define SERIAL_WMI_COMM_DATA_Support16BitMode_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_Support16BitMode_ID 13
#define SERIAL_WMI_COMM_DATA_SupportDTRDSR_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SupportDTRDSR_ID 14
#define SERIAL_WMI_COMM_DATA_SupportIntervalTimeouts_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SupportIntervalTimeouts_ID 15
#define SERIAL_WMI_COMM_DATA_SupportParityCheck_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SupportParityCheck_ID 16
#define SERIAL_WMI_COMM_DATA_SupportRTSCTS_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SupportRTSCTS_ID 17
#define SERIAL_WMI_COMM_DATA_SupportXonXoff_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SupportXonXoff_ID 18
#define SERIAL_WMI_COMM_DATA_SettableBaudRate_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SettableBaudRate_ID 19
#define SERIAL_WMI_COMM_DATA_SettableDataBits_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SettableDataBits_ID 20
#define SERIAL_WMI_COMM_DATA_SettableFlowControl_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SettableFlowControl_ID 21
#define SERIAL_WMI_COMM_DATA_SettableParity_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SettableParity_ID 22
#define SERIAL_WMI_COMM_DATA_SettableParityCheck_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SettableParityCheck_ID 23
#define SERIAL_WMI_COMM_DATA_SettableStopBits_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_SettableStopBits_ID 24
#define SERIAL_WMI_COMM_DATA_IsBusy_SIZE sizeof(BOOLEAN)
#define SERIAL_WMI_COMM_DATA_IsBusy_ID 25
#define SERIAL_WMI_COMM_DATA_SIZE \
	(FIELD_OFFSET(SERIAL_WMI_COMM_DATA, IsBusy) + SERIAL_WMI_COMM_DATA_IsBusy_SIZE)
#define SERIAL_WMI_HW_DATA_IrqNumber_SIZE sizeof(ULONG)
#define SERIAL_WMI_HW_DATA_IrqNumber_ID 1
#define SERIAL_WMI_HW_DATA_IrqVector_SIZE sizeof(ULONG)
#define SERIAL_WMI_HW_DATA_IrqVector_ID 2
#define SERIAL_WMI_HW_DATA_IrqLevel_SIZE sizeof(ULONG)
#define SERIAL_WMI_HW_DATA_IrqLevel_ID 3
#define SERIAL_WMI_HW_DATA_IrqAffinityMask_SIZE sizeof(ULONGLONG)
#define SERIAL_WMI_HW_DATA_IrqAffinityMask_ID 4
#define SERIAL_WMI_INTTYPE_LATCHED 0
#define SERIAL_WMI_INTTYPE_LEVEL 1
#define SERIAL_WMI_HW_DATA_InterruptType_SIZE sizeof(ULONG)
#define SERIAL_WMI_HW_DATA_InterruptType_ID 5
#define SERIAL_WMI_HW_DATA_BaseIOAddress_SIZE sizeof(ULONGLONG)
#define SERIAL_WMI_HW_DATA_BaseIOAddress_ID 6
#define SERIAL_WMI_HW_DATA_SIZE \
	(FIELD_OFFSET(SERIAL_WMI_HW_DATA, BaseIOAddress) + SERIAL_WMI_HW_DATA_BaseIOAddress_SIZE)
#define SERIAL_WMI_PERF_DATA_ReceivedCount_SIZE sizeof(ULONG)
#define SERIAL_WMI_PERF_DATA_ReceivedCount_ID 1
#define SERIAL_WMI_PERF_DATA_TransmittedCount_SIZE sizeof(ULONG)
#define SERIAL_WMI_PERF_DATA_TransmittedCount_ID 2
#define SERIAL_WMI_PERF_DATA_FrameErrorCount_SIZE sizeof(ULONG)
#define SERIAL_WMI_PERF_DATA_FrameErrorCount_ID 3
#define SERIAL_WMI_PERF_DATA_SerialOverrunErrorCount_SIZE sizeof(ULONG)
#define SERIAL_WMI_PERF_DATA_SerialOverrunErrorCount_ID 4
#define SERIAL_WMI_PERF_DATA_BufferOverrunErrorCount_SIZE sizeof(ULONG)
#define SERIAL_WMI_PERF_DATA_BufferOverrunErrorCount_ID 5
#define SERIAL_WMI_PERF_DATA_ParityErrorCount_SIZE sizeof(ULONG)
#define SERIAL_WMI_PERF_DATA_ParityErrorCount_ID 6
#define SERIAL_WMI_PERF_DATA_SIZE \
	(FIELD_OFFSET(SERIAL_WMI_PERF_DATA, ParityErrorCount) + SERIAL_WMI_PERF_DATA_ParityErrorCount_SIZE)
#define SERIAL_WMI_COMMPROP_wPacketLength_SIZE sizeof(USHORT)
#define SERIAL_WMI_COMMPROP_wPacketLength_ID 1
#define SERIAL_WMI_COMMPROP_wPacketVersion_SIZE sizeof(USHORT)
#define SERIAL_WMI_COMMPROP_wPacketVersion_ID 2
#define SERIAL_WMI_COMMPROP_dwServiceMask_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwServiceMask_ID 3
#define SERIAL_WMI_COMMPROP_dwReserved1_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwReserved1_ID 4
#define SERIAL_WMI_COMMPROP_dwMaxTxQueue_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwMaxTxQueue_ID 5
#define SERIAL_WMI_COMMPROP_dwMaxRxQueue_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwMaxRxQueue_ID 6
#define SERIAL_WMI_COMMPROP_dwMaxBaud_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwMaxBaud_ID 7
#define SERIAL_WMI_COMMPROP_dwProvSubType_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwProvSubType_ID 8
#define SERIAL_WMI_COMMPROP_dwProvCapabilities_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwProvCapabilities_ID 9
#define SERIAL_WMI_COMMPROP_dwSettableParams_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwSettableParams_ID 10
#define SERIAL_WMI_COMMPROP_dwSettableBaud_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwSettableBaud_ID 11
#define SERIAL_WMI_COMMPROP_wSettableData_SIZE sizeof(USHORT)
#define SERIAL_WMI_COMMPROP_wSettableData_ID 12
#define SERIAL_WMI_COMMPROP_wSettableStopParity_SIZE sizeof(USHORT)
#define SERIAL_WMI_COMMPROP_wSettableStopParity_ID 13
#define SERIAL_WMI_COMMPROP_dwCurrentTxQueue_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwCurrentTxQueue_ID 14
#define SERIAL_WMI_COMMPROP_dwCurrentRxQueue_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwCurrentRxQueue_ID 15
#define SERIAL_WMI_COMMPROP_dwProvSpec1_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwProvSpec1_ID 16
#define SERIAL_WMI_COMMPROP_dwProvSpec2_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwProvSpec2_ID 17
#define SERIAL_WMI_COMMPROP_dwProvCharSize_SIZE sizeof(ULONG)
#define SERIAL_WMI_COMMPROP_dwProvCharSize_ID 18
#define SERIAL_WMI_COMMPROP_wcProvChar_ID 19

#define SET_ERROR_SOURCE_INFO_IN_Length_SIZE sizeof(ULONG)
#define SET_ERROR_SOURCE_INFO_IN_Length_ID 2
#define SET_ERROR_SOURCE_INFO_IN_ErrorSourceInfo_ID 3
#define SET_ERROR_SOURCE_INFO_OUT_Status_SIZE sizeof(ULONG)
#define SET_ERROR_SOURCE_INFO_OUT_Status_ID 1
#define SET_ERROR_SOURCE_INFO_OUT_SIZE \
	(FIELD_OFFSET(SET_ERROR_SOURCE_INFO_OUT, Status) + SET_ERROR_SOURCE_INFO_OUT_Status_SIZE)

#define SET_SINGLE_POLICY_IN_Type_SIZE sizeof(ULONG)
#define SET_SINGLE_POLICY_IN_Type_ID 2
#define SET_SINGLE_POLICY_IN_Value_SIZE sizeof(ULONG)
#define SET_SINGLE_POLICY_IN_Value_ID 3
#define SET_SINGLE_POLICY_IN_SIZE \
	(FIELD_OFFSET(SET_SINGLE_POLICY_IN, Value) + SET_SINGLE_POLICY_IN_Value_SIZE)
#define SET_SINGLE_POLICY_OUT_Status_SIZE sizeof(ULONG)
#define SET_SINGLE_POLICY_OUT_Status_ID 1
#define SET_SINGLE_POLICY_OUT_SIZE \
	(FIELD_OFFSET(SET_SINGLE_POLICY_OUT, Status) + SET_SINGLE_POLICY_OUT_Status_SIZE)

#define STORAGE_FAILURE_PREDICT_STATUS_Reason_SIZE sizeof(ULONG)
#define STORAGE_FAILURE_PREDICT_STATUS_Reason_ID 1
#define STORAGE_FAILURE_PREDICT_STATUS_PredictFailure_SIZE sizeof(BOOLEAN)
#define STORAGE_FAILURE_PREDICT_STATUS_PredictFailure_ID 2
#define STORAGE_FAILURE_PREDICT_STATUS_SIZE \
	(FIELD_OFFSET(STORAGE_FAILURE_PREDICT_STATUS, PredictFailure) + STORAGE_FAILURE_PREDICT_STATUS_PredictFailure_SIZE)
#define STORAGE_FAILURE_PREDICT_DATA_Length_SIZE sizeof(ULONG)
#define STORAGE_FAILURE_PREDICT_DATA_Length_ID 1
#define STORAGE_FAILURE_PREDICT_DATA_VendorSpecific_SIZE sizeof(UCHAR[512])
#define STORAGE_FAILURE_PREDICT_DATA_VendorSpecific_ID 2
#define STORAGE_FAILURE_PREDICT_DATA_SIZE \
	(FIELD_OFFSET(STORAGE_FAILURE_PREDICT_DATA, VendorSpecific) + STORAGE_FAILURE_PREDICT_DATA_VendorSpecific_SIZE)
#define STORAGE_FAILURE_PREDICT_THRESHOLDS_VendorSpecific_SIZE sizeof(UCHAR[512])
#define STORAGE_FAILURE_PREDICT_THRESHOLDS_VendorSpecific_ID 1
#define STORAGE_FAILURE_PREDICT_THRESHOLDS_SIZE \
	(FIELD_OFFSET(STORAGE_FAILURE_PREDICT_THRESHOLDS, VendorSpecific) + STORAGE_FAILURE_PREDICT_THRESHOLDS_VendorSpecific_SIZE)
#define STORAGE_FAILURE_PREDICT_EVENT_Length_SIZE sizeof(ULONG)
#define STORAGE_FAILURE_PREDICT_EVENT_Length_ID 1
#define STORAGE_FAILURE_PREDICT_EVENT_VendorSpecific_ID 2

#define STORAGE_SCSI_INFO_EXCEPTIONS_PageSavable_SIZE sizeof(BOOLEAN)
#define STORAGE_SCSI_INFO_EXCEPTIONS_PageSavable_ID 1
#define STORAGE_SCSI_INFO_EXCEPTIONS_Flags_SIZE sizeof(UCHAR)
#define STORAGE_SCSI_INFO_EXCEPTIONS_Flags_ID 2
#define STORAGE_SCSI_INFO_EXCEPTIONS_MRIE_SIZE sizeof(UCHAR)
#define STORAGE_SCSI_INFO_EXCEPTIONS_MRIE_ID 3
#define STORAGE_SCSI_INFO_EXCEPTIONS_Padding_SIZE sizeof(UCHAR)
#define STORAGE_SCSI_INFO_EXCEPTIONS_Padding_ID 4
#define STORAGE_SCSI_INFO_EXCEPTIONS_IntervalTimer_SIZE sizeof(ULONG)
#define STORAGE_SCSI_INFO_EXCEPTIONS_IntervalTimer_ID 5
#define STORAGE_SCSI_INFO_EXCEPTIONS_ReportCount_SIZE sizeof(ULONG)
#define STORAGE_SCSI_INFO_EXCEPTIONS_ReportCount_ID 6
#define STORAGE_SCSI_INFO_EXCEPTIONS_SIZE \
	(FIELD_OFFSET(STORAGE_SCSI_INFO_EXCEPTIONS, ReportCount) + STORAGE_SCSI_INFO_EXCEPTIONS_ReportCount_SIZE)

#define SYSID_1394_x1394_SIZE sizeof(UCHAR[8])
#define SYSID_1394_x1394_ID 1
#define SYSID_1394_SIZE (FIELD_OFFSET(SYSID_1394, x1394) + SYSID_1394_x1394_SIZE)
#define SYSID_1394_DATA_GUID \
	{ 0x8f680855, 0xa584, 0x11d1, { 0xbf, 0x38, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define SYSID_UUID_Uuid_SIZE sizeof(UCHAR[16])
#define SYSID_UUID_Uuid_ID 1
#define SYSID_UUID_SIZE (FIELD_OFFSET(SYSID_UUID, Uuid) + SYSID_UUID_Uuid_SIZE)
#define SYSID_UUID_DATA_GUID \
	{ 0x8f680853, 0xa584, 0x11d1, { 0xbf, 0x38, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define SetErrorSourceInfoRtn 3

#define VideoModeDescriptor_PixelClockRate_SIZE sizeof(ULONG)
#define VideoModeDescriptor_PixelClockRate_ID 1
#define VideoModeDescriptor_SIZE \
	(FIELD_OFFSET(VideoModeDescriptor, TimingType) + VideoModeDescriptor_TimingType_SIZE)
#define VideoModeDescriptor_VerticalRefreshRateNumerator_SIZE sizeof(ULONG)
#define VideoModeDescriptor_VerticalRefreshRateNumerator_ID 2
#define VideoModeDescriptor_VerticalRefreshRateDenominator_SIZE sizeof(ULONG)
#define VideoModeDescriptor_VerticalRefreshRateDenominator_ID 3
#define VideoModeDescriptor_HorizontalRefreshRateNumerator_SIZE sizeof(ULONG)
#define VideoModeDescriptor_HorizontalRefreshRateNumerator_ID 4
#define VideoModeDescriptor_HorizontalRefreshRateDenominator_SIZE sizeof(ULONG)
#define VideoModeDescriptor_HorizontalRefreshRateDenominator_ID 5
#define VideoModeDescriptor_HorizontalActivePixels_SIZE sizeof(USHORT)
#define VideoModeDescriptor_HorizontalActivePixels_ID 6
#define VideoModeDescriptor_VerticalActivePixels_SIZE sizeof(USHORT)
#define VideoModeDescriptor_VerticalActivePixels_ID 7
#define VideoModeDescriptor_HorizontalBlankingPixels_SIZE sizeof(USHORT)
#define VideoModeDescriptor_HorizontalBlankingPixels_ID 8
#define VideoModeDescriptor_VerticalBlankingPixels_SIZE sizeof(USHORT)
#define VideoModeDescriptor_VerticalBlankingPixels_ID 9
#define VideoModeDescriptor_HorizontalSyncOffset_SIZE sizeof(USHORT)
#define VideoModeDescriptor_HorizontalSyncOffset_ID 10
#define VideoModeDescriptor_VerticalSyncOffset_SIZE sizeof(USHORT)
#define VideoModeDescriptor_VerticalSyncOffset_ID 11
#define VideoModeDescriptor_HorizontalSyncPulseWidth_SIZE sizeof(USHORT)
#define VideoModeDescriptor_HorizontalSyncPulseWidth_ID 12
#define VideoModeDescriptor_VerticalSyncPulseWidth_SIZE sizeof(USHORT)
#define VideoModeDescriptor_VerticalSyncPulseWidth_ID 13
#define VideoModeDescriptor_HorizontalImageSize_SIZE sizeof(USHORT)
#define VideoModeDescriptor_HorizontalImageSize_ID 14
#define VideoModeDescriptor_VerticalImageSize_SIZE sizeof(USHORT)
#define VideoModeDescriptor_VerticalImageSize_ID 15
#define VideoModeDescriptor_HorizontalBorder_SIZE sizeof(USHORT)
#define VideoModeDescriptor_HorizontalBorder_ID 16
#define VideoModeDescriptor_VerticalBorder_SIZE sizeof(USHORT)
#define VideoModeDescriptor_VerticalBorder_ID 17
#define VideoModeDescriptor_IsInterlaced_SIZE sizeof(BOOLEAN)
#define VideoModeDescriptor_IsInterlaced_ID 18
#define VideoModeDescriptor_StereoModeType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_StereoModeType_ID 19
#define VideoModeDescriptor_SyncSignalType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_SyncSignalType_ID 20
#define VideoModeDescriptor_IsSerrationRequired_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_IsSerrationRequired_ID 21
#define VideoModeDescriptor_IsSyncOnRGB_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_IsSyncOnRGB_ID 22
#define VideoModeDescriptor_CompositePolarityType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_CompositePolarityType_ID 23
#define VideoModeDescriptor_VerticalPolarityType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_VerticalPolarityType_ID 24
#define VideoModeDescriptor_HorizontalPolarityType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_HorizontalPolarityType_ID 25
#define VideoModeDescriptor_VideoStandardType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_VideoStandardType_ID 26
#define VideoModeDescriptor_Origin_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_Origin_ID 27
#define VideoModeDescriptor_TimingType_SIZE sizeof(UCHAR)
#define VideoModeDescriptor_TimingType_ID 28

#define VideoModeDescriptorGuid \
	{ 0x4a97ed30, 0xbfaa, 0x491a, { 0x9d, 0xfd, 0xb4, 0x3a, 0xde, 0xdb, 0xf8, 0xe3 } }

#define WHEAErrorInjectionMethodsGuid \
	{ 0xe808ff73, 0x2093, 0x472a, { 0xa5, 0xcc, 0xdf, 0x24, 0xf0, 0x31, 0xb0, 0x35 } }

#define WHEAErrorSourceMethodsGuid \
	{ 0x91c3c007, 0x185d, 0x4d78, { 0xa7, 0x51, 0xbf, 0xcb, 0x31, 0xc2, 0xc6, 0x4d } }

#define WHEAPageOfflineMethodsGuid \
	{ 0x8a13d6df, 0xa461, 0x4882, { 0xb4, 0x59, 0x5e, 0x68, 0xb7, 0x14, 0x6c, 0x3d } }

#define WHEAPluginCtlMethodsGuid \
	{ 0xed16c828, 0xbdec, 0x41a4, { 0x8f, 0xef, 0x3b, 0xfc, 0x15, 0xad, 0xec, 0xbd } }

#define WHEAPolicyManagementMethodsGuid \
	{ 0x794569ee, 0x137c, 0x4a06, { 0x8a, 0xdd, 0xd2, 0x25, 0xb5, 0x3d, 0xfc, 0x4b } }

#define WHEA_PAGE_OFFLINING_INTERFACE_IN_InputLength_SIZE sizeof(ULONG)
#define WHEA_PAGE_OFFLINING_INTERFACE_IN_InputLength_ID 1
#define WHEA_PAGE_OFFLINING_INTERFACE_IN_InputBuffer_ID 2
#define WHEA_PAGE_OFFLINING_INTERFACE_OUT_Status_SIZE sizeof(ULONG)
#define WHEA_PAGE_OFFLINING_INTERFACE_OUT_Status_ID 3
#define WHEA_PAGE_OFFLINING_INTERFACE_OUT_SIZE \
	(FIELD_OFFSET(WHEA_PAGE_OFFLINING_INTERFACE_OUT, Status) + WHEA_PAGE_OFFLINING_INTERFACE_OUT_Status_SIZE)

#define WHEA_PLUGIN_CTL_INTERFACE_IN_InputLength_SIZE sizeof(ULONG)
#define WHEA_PLUGIN_CTL_INTERFACE_IN_InputLength_ID 1
#define WHEA_PLUGIN_CTL_INTERFACE_IN_InputBuffer_ID 2
#define WHEA_PLUGIN_CTL_INTERFACE_OUT_Status_SIZE sizeof(ULONG)
#define WHEA_PLUGIN_CTL_INTERFACE_OUT_Status_ID 3
#define WHEA_PLUGIN_CTL_INTERFACE_OUT_OutputLength_SIZE sizeof(ULONG)
#define WHEA_PLUGIN_CTL_INTERFACE_OUT_OutputLength_ID 4
#define WHEA_PLUGIN_CTL_INTERFACE_OUT_OutputBuffer_ID 5

#define WMI_ATAPI_FAILURE_PREDICT_DATA_GUID \
	{ 0x78ebc103, 0x4cf9, 0x11d2, { 0xba, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }

#define WMI_CHANGER_PARAMETERS_GUID \
	{ 0x24eb52ac, 0x7c77, 0x438b, { 0xab, 0x61, 0xd0, 0x24, 0xda, 0xb0, 0xc0, 0x3a } }
#define WMI_CHANGER_PARAMETERS_NumberOfSlots_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_NumberOfSlots_ID 1
#define WMI_CHANGER_PARAMETERS_NumberOfDrives_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_NumberOfDrives_ID 2
#define WMI_CHANGER_PARAMETERS_NumberOfIEPorts_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_NumberOfIEPorts_ID 3
#define WMI_CHANGER_PARAMETERS_NumberOfTransports_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_NumberOfTransports_ID 4
#define WMI_CHANGER_PARAMETERS_NumberOfDoors_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_NumberOfDoors_ID 5
#define WMI_CHANGER_PARAMETERS_NumberOfCleanerSlots_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_NumberOfCleanerSlots_ID 6
#define WMI_CHANGER_PARAMETERS_MagazineSize_SIZE sizeof(ULONG)
#define WMI_CHANGER_PARAMETERS_MagazineSize_ID 7
#define WMI_CHANGER_PARAMETERS_SIZE \
	(FIELD_OFFSET(WMI_CHANGER_PARAMETERS, MagazineSize) + WMI_CHANGER_PARAMETERS_MagazineSize_SIZE)
#define WMI_CHANGER_PROBLEM_WARNING_GUID \
	{ 0x45db06a5, 0x20d5, 0x4de3, { 0xa3, 0x6c, 0x3a, 0xb9, 0x74, 0x60, 0x0a, 0x4c } }
#define WMI_CHANGER_PROBLEM_WARNING_ChangerProblemType_SIZE sizeof(ULONG)
#define WMI_CHANGER_PROBLEM_WARNING_ChangerProblemType_ID 1
#define WMI_CHANGER_PROBLEM_WARNING_ChangerData_SIZE sizeof(UCHAR[512])
#define WMI_CHANGER_PROBLEM_WARNING_ChangerData_ID 2
#define WMI_CHANGER_PROBLEM_WARNING_SIZE \
	(FIELD_OFFSET(WMI_CHANGER_PROBLEM_WARNING, ChangerData) + WMI_CHANGER_PROBLEM_WARNING_ChangerData_SIZE)
#define WMI_CHANGER_PROBLEM_DEVICE_ERROR_GUID \
	{ 0x56b396a8, 0x0b95, 0x42fe, { 0xbb, 0xce, 0xd3, 0x6f, 0xda, 0x90, 0x4f, 0x8e } }
#define WMI_CHANGER_PROBLEM_DEVICE_ERROR_ChangerProblemType_SIZE sizeof(ULONG)
#define WMI_CHANGER_PROBLEM_DEVICE_ERROR_ChangerProblemType_ID 1
#define WMI_CHANGER_PROBLEM_DEVICE_ERROR_SIZE \
	(FIELD_OFFSET(WMI_CHANGER_PROBLEM_DEVICE_ERROR, ChangerProblemType) + WMI_CHANGER_PROBLEM_DEVICE_ERROR_ChangerProblemType_SIZE)

#define WMI_DISK_GEOMETRY_Cylinders_SIZE sizeof(LONGLONG)
#define WMI_DISK_GEOMETRY_Cylinders_ID 1
#define WMI_DISK_GEOMETRY_MediaType_SIZE sizeof(ULONG)
#define WMI_DISK_GEOMETRY_MediaType_ID 2
#define WMI_DISK_GEOMETRY_TracksPerCylinder_SIZE sizeof(ULONG)
#define WMI_DISK_GEOMETRY_TracksPerCylinder_ID 3
#define WMI_DISK_GEOMETRY_SectorsPerTrack_SIZE sizeof(ULONG)
#define WMI_DISK_GEOMETRY_SectorsPerTrack_ID 4
#define WMI_DISK_GEOMETRY_BytesPerSector_SIZE sizeof(ULONG)
#define WMI_DISK_GEOMETRY_BytesPerSector_ID 5
#define WMI_DISK_GEOMETRY_SIZE \
	(FIELD_OFFSET(WMI_DISK_GEOMETRY, BytesPerSector) + WMI_DISK_GEOMETRY_BytesPerSector_SIZE)
#define WMI_DISK_PERFORMANCE_BytesRead_SIZE sizeof(LONGLONG)
#define WMI_DISK_PERFORMANCE_BytesRead_ID 1
#define WMI_DISK_PERFORMANCE_BytesWritten_SIZE sizeof(LONGLONG)
#define WMI_DISK_PERFORMANCE_BytesWritten_ID 2
#define WMI_DISK_PERFORMANCE_ReadTime_SIZE sizeof(LONGLONG)
#define WMI_DISK_PERFORMANCE_ReadTime_ID 3
#define WMI_DISK_PERFORMANCE_WriteTime_SIZE sizeof(LONGLONG)
#define WMI_DISK_PERFORMANCE_WriteTime_ID 4
#define WMI_DISK_PERFORMANCE_IdleTime_SIZE sizeof(LONGLONG)
#define WMI_DISK_PERFORMANCE_IdleTime_ID 5
#define WMI_DISK_PERFORMANCE_ReadCount_SIZE sizeof(ULONG)
#define WMI_DISK_PERFORMANCE_ReadCount_ID 6
#define WMI_DISK_PERFORMANCE_WriteCount_SIZE sizeof(ULONG)
#define WMI_DISK_PERFORMANCE_WriteCount_ID 7
#define WMI_DISK_PERFORMANCE_QueueDepth_SIZE sizeof(ULONG)
#define WMI_DISK_PERFORMANCE_QueueDepth_ID 8
#define WMI_DISK_PERFORMANCE_SplitCount_SIZE sizeof(ULONG)
#define WMI_DISK_PERFORMANCE_SplitCount_ID 9
#define WMI_DISK_PERFORMANCE_QueryTime_SIZE sizeof(LONGLONG)
#define WMI_DISK_PERFORMANCE_QueryTime_ID 10
#define WMI_DISK_PERFORMANCE_StorageDeviceNumber_SIZE sizeof(ULONG)
#define WMI_DISK_PERFORMANCE_StorageDeviceNumber_ID 11
#define WMI_DISK_PERFORMANCE_StorageManagerName_SIZE sizeof(USHORT[8])
#define WMI_DISK_PERFORMANCE_StorageManagerName_ID 12
#define WMI_DISK_PERFORMANCE_SIZE \
	(FIELD_OFFSET(WMI_DISK_PERFORMANCE, StorageManagerName) + WMI_DISK_PERFORMANCE_StorageManagerName_SIZE)

#define WMI_STORAGE_FAILURE_PREDICT_STATUS_GUID \
	{ 0x78ebc102, 0x4cf9, 0x11d2, { 0xba, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define WMI_STORAGE_FAILURE_PREDICT_DATA_GUID \
	{ 0x78ebc103, 0x4cf9, 0x11d2, { 0xba, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define WMI_STORAGE_FAILURE_PREDICT_THRESHOLDS_GUID \
	{ 0xdae10783, 0xcc31, 0x4d2a, { 0x8a, 0x0f, 0x86, 0x1c, 0x04, 0x07, 0x7a, 0x95 } }
#define WMI_STORAGE_PREDICT_FAILURE_EVENT_GUID \
	{ 0x78ebc104, 0x4cf9, 0x11d2, { 0xba, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define WMI_STORAGE_FAILURE_PREDICT_FUNCTION_GUID \
	{ 0x78ebc105, 0x4cf9, 0x11d2, { 0xba, 0x4a, 0x00, 0xa0, 0xc9, 0x06, 0x29, 0x10 } }
#define WMI_STORAGE_SCSI_INFO_EXCEPTIONS_GUID \
	{ 0x1101d829, 0x167b, 0x4ebf, { 0xac, 0xae, 0x28, 0xca, 0xb7, 0xc3, 0x48, 0x02 } }

#define WMI_TAPE_DRIVE_PARAMETERS_GUID \
	{ 0xb9a8cfd5, 0x8d72, 0x47a4, { 0xac, 0x0e, 0x28, 0x4a, 0x32, 0x00, 0xf4, 0xfb } }
#define WMI_TAPE_DRIVE_PARAMETERS_MaximumBlockSize_SIZE sizeof(ULONG)
#define WMI_TAPE_DRIVE_PARAMETERS_MaximumBlockSize_ID 1
#define WMI_TAPE_DRIVE_PARAMETERS_MinimumBlockSize_SIZE sizeof(ULONG)
#define WMI_TAPE_DRIVE_PARAMETERS_MinimumBlockSize_ID 2
#define WMI_TAPE_DRIVE_PARAMETERS_DefaultBlockSize_SIZE sizeof(ULONG)
#define WMI_TAPE_DRIVE_PARAMETERS_DefaultBlockSize_ID 3
#define WMI_TAPE_DRIVE_PARAMETERS_MaximumPartitionCount_SIZE sizeof(ULONG)
#define WMI_TAPE_DRIVE_PARAMETERS_MaximumPartitionCount_ID 4
#define WMI_TAPE_DRIVE_PARAMETERS_CompressionCapable_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_DRIVE_PARAMETERS_CompressionCapable_ID 5
#define WMI_TAPE_DRIVE_PARAMETERS_CompressionEnabled_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_DRIVE_PARAMETERS_CompressionEnabled_ID 6
#define WMI_TAPE_DRIVE_PARAMETERS_ReportSetmarks_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_DRIVE_PARAMETERS_ReportSetmarks_ID 7
#define WMI_TAPE_DRIVE_PARAMETERS_HardwareErrorCorrection_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_DRIVE_PARAMETERS_HardwareErrorCorrection_ID 8
#define WMI_TAPE_DRIVE_PARAMETERS_SIZE \
	(FIELD_OFFSET(WMI_TAPE_DRIVE_PARAMETERS, HardwareErrorCorrection) + WMI_TAPE_DRIVE_PARAMETERS_HardwareErrorCorrection_SIZE)
#define WMI_TAPE_MEDIA_PARAMETERS_GUID \
	{ 0x8c2147a4, 0xff29, 0x4336, { 0xb8, 0xa4, 0x22, 0x7b, 0x54, 0xcc, 0x09, 0x66 } }
#define WMI_TAPE_MEDIA_PARAMETERS_MaximumCapacity_SIZE sizeof(ULONGLONG)
#define WMI_TAPE_MEDIA_PARAMETERS_MaximumCapacity_ID 1
#define WMI_TAPE_MEDIA_PARAMETERS_AvailableCapacity_SIZE sizeof(ULONGLONG)
#define WMI_TAPE_MEDIA_PARAMETERS_AvailableCapacity_ID 2
#define WMI_TAPE_MEDIA_PARAMETERS_BlockSize_SIZE sizeof(ULONG)
#define WMI_TAPE_MEDIA_PARAMETERS_BlockSize_ID 3
#define WMI_TAPE_MEDIA_PARAMETERS_PartitionCount_SIZE sizeof(ULONG)
#define WMI_TAPE_MEDIA_PARAMETERS_PartitionCount_ID 4
#define WMI_TAPE_MEDIA_PARAMETERS_MediaWriteProtected_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_MEDIA_PARAMETERS_MediaWriteProtected_ID 5
#define WMI_TAPE_MEDIA_PARAMETERS_SIZE \
	(FIELD_OFFSET(WMI_TAPE_MEDIA_PARAMETERS, MediaWriteProtected) + WMI_TAPE_MEDIA_PARAMETERS_MediaWriteProtected_SIZE)
#define WMI_TAPE_SYMBOLIC_NAME_GUID \
	{ 0x3fb828f7, 0xf119, 0x4066, { 0xb1, 0xe6, 0xdb, 0x40, 0x7c, 0xe9, 0xde, 0x91 } }
#define WMI_TAPE_SYMBOLIC_NAME_TapeSymbolicName_ID 1
#define WMI_TAPE_PROBLEM_WARNING_GUID \
	{ 0xbc4dd36c, 0xfa66, 0x4080, { 0x87, 0xa0, 0x0c, 0x59, 0x22, 0xeb, 0x78, 0x87 } }
#define WMI_TAPE_PROBLEM_WARNING_DriveProblemType_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_WARNING_DriveProblemType_ID 1
#define WMI_TAPE_PROBLEM_WARNING_TapeData_SIZE sizeof(UCHAR[512])
#define WMI_TAPE_PROBLEM_WARNING_TapeData_ID 2
#define WMI_TAPE_PROBLEM_WARNING_SIZE \
	(FIELD_OFFSET(WMI_TAPE_PROBLEM_WARNING, TapeData) + WMI_TAPE_PROBLEM_WARNING_TapeData_SIZE)
#define WMI_TAPE_PROBLEM_IO_ERROR_GUID \
	{ 0x58fd29f9, 0xb516, 0x40fd, { 0x87, 0x1a, 0x7e, 0xe7, 0x6d, 0x5b, 0xb5, 0x3e } }
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadCorrectedWithoutDelay_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadCorrectedWithoutDelay_ID 1
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadCorrectedWithDelay_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadCorrectedWithDelay_ID 2
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadTotalErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadTotalErrors_ID 3
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadTotalCorrectedErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadTotalCorrectedErrors_ID 4
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadTotalUncorrectedErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadTotalUncorrectedErrors_ID 5
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadCorrectionAlgorithmProcessed_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_ReadCorrectionAlgorithmProcessed_ID 6
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteCorrectedWithoutDelay_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteCorrectedWithoutDelay_ID 7
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteCorrectedWithDelay_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteCorrectedWithDelay_ID 8
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteTotalErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteTotalErrors_ID 9
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteTotalCorrectedErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteTotalCorrectedErrors_ID 10
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteTotalUncorrectedErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteTotalUncorrectedErrors_ID 11
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteCorrectionAlgorithmProcessed_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_WriteCorrectionAlgorithmProcessed_ID 12
#define WMI_TAPE_PROBLEM_IO_ERROR_NonMediumErrors_SIZE sizeof(ULONG)
#define WMI_TAPE_PROBLEM_IO_ERROR_NonMediumErrors_ID 13
#define WMI_TAPE_PROBLEM_IO_ERROR_SIZE \
	(FIELD_OFFSET(WMI_TAPE_PROBLEM_IO_ERROR, NonMediumErrors) + WMI_TAPE_PROBLEM_IO_ERROR_NonMediumErrors_SIZE)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_GUID \
	{ 0x43ec6b13, 0x10bb, 0x4bf6, { 0xb7, 0x16, 0x1c, 0x1e, 0x2f, 0x10, 0xbb, 0x5f } }
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_ReadWarning_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_ReadWarning_ID 1
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_WriteWarning_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_WriteWarning_ID 2
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_HardError_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_HardError_ID 3
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_ReadFailure_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_ReadFailure_ID 4
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_WriteFailure_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_WriteFailure_ID 5
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_UnsupportedFormat_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_UnsupportedFormat_ID 6
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_TapeSnapped_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_TapeSnapped_ID 7
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_DriveRequiresCleaning_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_DriveRequiresCleaning_ID 8
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_TimetoCleanDrive_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_TimetoCleanDrive_ID 9
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_DriveHardwareError_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_DriveHardwareError_ID 10
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_ScsiInterfaceError_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_ScsiInterfaceError_ID 11
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_MediaLife_SIZE sizeof(BOOLEAN)
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_MediaLife_ID 12
#define WMI_TAPE_PROBLEM_DEVICE_ERROR_SIZE \
	(FIELD_OFFSET(WMI_TAPE_PROBLEM_DEVICE_ERROR, MediaLife) + WMI_TAPE_PROBLEM_DEVICE_ERROR_MediaLife_SIZE)

#define WRITE_LOG_SECTORS_IN_LogAddress_SIZE sizeof(UCHAR)
#define WRITE_LOG_SECTORS_IN_LogAddress_ID 1
#define WRITE_LOG_SECTORS_IN_SectorCount_SIZE sizeof(UCHAR)
#define WRITE_LOG_SECTORS_IN_SectorCount_ID 2
#define WRITE_LOG_SECTORS_IN_Length_SIZE sizeof(ULONG)
#define WRITE_LOG_SECTORS_IN_Length_ID 3
#define WRITE_LOG_SECTORS_IN_LogSectors_ID 4
#define WRITE_LOG_SECTORS_OUT_Success_SIZE sizeof(BOOLEAN)
#define WRITE_LOG_SECTORS_OUT_Success_ID 5
#define WRITE_LOG_SECTORS_OUT_SIZE \
	(FIELD_OFFSET(WRITE_LOG_SECTORS_OUT, Success) + WRITE_LOG_SECTORS_OUT_Success_SIZE)

#define WheaCommitPolicyRtn 4

#define WheaGetAllPolicyRtn 1

#define WheaGetPolicyRtn 2

#define WheaPageOfflineInterfaceRtn 1

#define WheaPluginCtlInterfaceRtn 1

#define WheaResetPolicyRtn 5

#define WheaSetPolicyRtn 3

#define WmiGetMonitorRawEEdidV1Block 1

#define WmiGetMonitorRawEEdidV1Block_IN_BlockId_SIZE sizeof(UCHAR)
#define WmiGetMonitorRawEEdidV1Block_IN_BlockId_ID 1
#define WmiGetMonitorRawEEdidV1Block_IN_SIZE \
	(FIELD_OFFSET(WmiGetMonitorRawEEdidV1Block_IN, BlockId) + WmiGetMonitorRawEEdidV1Block_IN_BlockId_SIZE)

#define WmiGetMonitorRawEEdidV1Block_OUT_BlockType_SIZE sizeof(UCHAR)
#define WmiGetMonitorRawEEdidV1Block_OUT_BlockType_ID 2
#define WmiGetMonitorRawEEdidV1Block_OUT_BlockContent_SIZE sizeof(UCHAR[128])
#define WmiGetMonitorRawEEdidV1Block_OUT_BlockContent_ID 3
#define WmiGetMonitorRawEEdidV1Block_OUT_SIZE \
	(FIELD_OFFSET(WmiGetMonitorRawEEdidV1Block_OUT, BlockContent) + WmiGetMonitorRawEEdidV1Block_OUT_BlockContent_SIZE)

#define WmiMonitorAnalogVideoInputParams_SignalLevelStandard_SIZE sizeof(UCHAR)
#define WmiMonitorAnalogVideoInputParams_SignalLevelStandard_ID 1
#define WmiMonitorAnalogVideoInputParams_SIZE \
	(FIELD_OFFSET(WmiMonitorAnalogVideoInputParams, SerrationOfVsyncRequired) + WmiMonitorAnalogVideoInputParams_SerrationOfVsyncRequired_SIZE)
#define WmiMonitorAnalogVideoInputParams_SetupExpected_SIZE sizeof(UCHAR)
#define WmiMonitorAnalogVideoInputParams_SetupExpected_ID 2
#define WmiMonitorAnalogVideoInputParams_SeparateSyncsSupported_SIZE sizeof(UCHAR)
#define WmiMonitorAnalogVideoInputParams_SeparateSyncsSupported_ID 3
#define WmiMonitorAnalogVideoInputParams_CompositeSyncSupported_SIZE sizeof(UCHAR)
#define WmiMonitorAnalogVideoInputParams_CompositeSyncSupported_ID 4
#define WmiMonitorAnalogVideoInputParams_SyncOnGreenVideoSupported_SIZE sizeof(UCHAR)
#define WmiMonitorAnalogVideoInputParams_SyncOnGreenVideoSupported_ID 5
#define WmiMonitorAnalogVideoInputParams_SerrationOfVsyncRequired_SIZE sizeof(UCHAR)
#define WmiMonitorAnalogVideoInputParams_SerrationOfVsyncRequired_ID 6

#define WmiMonitorAnalogVideoInputParamsGuid \
	{ 0xa56dbcf9, 0xc4f0, 0x44a8, { 0x9c, 0x1b, 0xbb, 0x3b, 0x3f, 0x77, 0x4b, 0x4d } }

#define WmiMonitorBasicDisplayParams_VideoInputType_SIZE sizeof(UCHAR)
#define WmiMonitorBasicDisplayParams_VideoInputType_ID 1
#define WmiMonitorBasicDisplayParams_SIZE \
	(FIELD_OFFSET(WmiMonitorBasicDisplayParams, SupportedDisplayFeatures) + WmiMonitorBasicDisplayParams_SupportedDisplayFeatures_SIZE)
#define WmiMonitorBasicDisplayParams_MaxHorizontalImageSize_SIZE sizeof(UCHAR)
#define WmiMonitorBasicDisplayParams_MaxHorizontalImageSize_ID 2
#define WmiMonitorBasicDisplayParams_MaxVerticalImageSize_SIZE sizeof(UCHAR)
#define WmiMonitorBasicDisplayParams_MaxVerticalImageSize_ID 3
#define WmiMonitorBasicDisplayParams_DisplayTransferCharacteristic_SIZE sizeof(UCHAR)
#define WmiMonitorBasicDisplayParams_DisplayTransferCharacteristic_ID 4
#define WmiMonitorBasicDisplayParams_SupportedDisplayFeatures_SIZE \
	sizeof(WmiMonitorSupportedDisplayFeatures)
#define WmiMonitorBasicDisplayParams_SupportedDisplayFeatures_ID 5

#define WmiMonitorBasicDisplayParamsGuid \
	{ 0x9831b7e6, 0x09ac, 0x491f, { 0x8d, 0x07, 0x3c, 0x3d, 0x64, 0x9d, 0x82, 0x40 } }

#define WmiMonitorBrightness_CurrentBrightness_SIZE sizeof(UCHAR)
#define WmiMonitorBrightness_CurrentBrightness_ID 1
#define WmiMonitorBrightness_Levels_SIZE sizeof(ULONG)
#define WmiMonitorBrightness_Levels_ID 2
#define WmiMonitorBrightness_Level_ID 3

#define WmiMonitorBrightnessEvent_Brightness_SIZE sizeof(UCHAR)
#define WmiMonitorBrightnessEvent_Brightness_ID 1
#define WmiMonitorBrightnessEvent_SIZE \
	(FIELD_OFFSET(WmiMonitorBrightnessEvent, Brightness) + WmiMonitorBrightnessEvent_Brightness_SIZE)

#define WmiMonitorBrightnessEventGuid \
	{ 0x123c80d2, 0x937f, 0x4cfe, { 0x80, 0xf4, 0xc4, 0x0d, 0x59, 0x6e, 0x48, 0xb7 } }

#define WmiMonitorBrightnessGuid \
	{ 0xd43412ac, 0x67f9, 0x4fbb, { 0xa0, 0x81, 0x17, 0x52, 0xa2, 0xc3, 0x3e, 0x84 } }

#define WmiMonitorBrightnessMethodsGuid \
	{ 0x479b20b4, 0x5559, 0x46fe, { 0xbe, 0x97, 0x7d, 0x22, 0x21, 0x54, 0x42, 0x1f } }

#define WmiMonitorColorCharacteristics_Red_SIZE sizeof(WmiMonitorColorXYZinCIE)
#define WmiMonitorColorCharacteristics_Red_ID 1
#define WmiMonitorColorCharacteristics_SIZE \
	(FIELD_OFFSET(WmiMonitorColorCharacteristics, DefaultWhite) + WmiMonitorColorCharacteristics_DefaultWhite_SIZE)
#define WmiMonitorColorCharacteristics_Blue_SIZE sizeof(WmiMonitorColorXYZinCIE)
#define WmiMonitorColorCharacteristics_Blue_ID 2
#define WmiMonitorColorCharacteristics_Green_SIZE sizeof(WmiMonitorColorXYZinCIE)
#define WmiMonitorColorCharacteristics_Green_ID 3
#define WmiMonitorColorCharacteristics_DefaultWhite_SIZE sizeof(WmiMonitorColorXYZinCIE)
#define WmiMonitorColorCharacteristics_DefaultWhite_ID 4

#define WmiMonitorColorCharacteristicsGuid \
	{ 0xea324793, 0x51bb, 0x486a, { 0xaa, 0x9d, 0x0f, 0x55, 0x52, 0x35, 0x34, 0x13 } }

#define WmiMonitorColorXYZinCIE_X_SIZE sizeof(USHORT)
#define WmiMonitorColorXYZinCIE_X_ID 1
#define WmiMonitorColorXYZinCIE_SIZE \
	(FIELD_OFFSET(WmiMonitorColorXYZinCIE, Y) + WmiMonitorColorXYZinCIE_Y_SIZE)
#define WmiMonitorColorXYZinCIE_Y_SIZE sizeof(USHORT)
#define WmiMonitorColorXYZinCIE_Y_ID 2

#define WmiMonitorColorXYZinCIEGuid \
	{ 0x01faf041, 0x842c, 0x4230, { 0xa3, 0x1e, 0x13, 0x35, 0x42, 0x8c, 0xd8, 0xf0 } }

#define WmiMonitorConnectionParams_VideoOutputTechnology_SIZE sizeof(ULONG)
#define WmiMonitorConnectionParams_VideoOutputTechnology_ID 1
#define WmiMonitorConnectionParams_SIZE \
	(FIELD_OFFSET(WmiMonitorConnectionParams, VideoOutputTechnology) + WmiMonitorConnectionParams_VideoOutputTechnology_SIZE)

#define WmiMonitorConnectionParamsGuid \
	{ 0x2e2d2463, 0xb537, 0x4da7, { 0x8e, 0xee, 0x51, 0x30, 0x6f, 0x1f, 0x48, 0x2f } }

#define WmiMonitorDescriptorMethodsGuid \
	{ 0x5341576e, 0x75c4, 0x4aeb, { 0xa8, 0x2b, 0x87, 0x3c, 0xd3, 0xc6, 0xb3, 0x84 } }

#define WmiMonitorDigitalVideoInputParams_IsDFP1xCompatible_SIZE sizeof(BOOLEAN)
#define WmiMonitorDigitalVideoInputParams_IsDFP1xCompatible_ID 1
#define WmiMonitorDigitalVideoInputParams_SIZE \
	(FIELD_OFFSET(WmiMonitorDigitalVideoInputParams, IsDFP1xCompatible) + WmiMonitorDigitalVideoInputParams_IsDFP1xCompatible_SIZE)

#define WmiMonitorDigitalVideoInputParamsGuid \
	{ 0x51565945, 0x498a, 0x4a77, { 0xac, 0xc6, 0x15, 0x1b, 0xec, 0xc8, 0x05, 0xca } }

#define WmiMonitorID_ProductCodeID_SIZE sizeof(USHORT[16])
#define WmiMonitorID_ProductCodeID_ID 1
#define WmiMonitorID_SerialNumberID_SIZE sizeof(USHORT[16])
#define WmiMonitorID_SerialNumberID_ID 2
#define WmiMonitorID_ManufacturerName_SIZE sizeof(USHORT[16])
#define WmiMonitorID_ManufacturerName_ID 3
#define WmiMonitorID_WeekOfManufacture_SIZE sizeof(UCHAR)
#define WmiMonitorID_WeekOfManufacture_ID 4
#define WmiMonitorID_YearOfManufacture_SIZE sizeof(USHORT)
#define WmiMonitorID_YearOfManufacture_ID 5
#define WmiMonitorID_UserFriendlyNameLength_SIZE sizeof(USHORT)
#define WmiMonitorID_UserFriendlyNameLength_ID 6
#define WmiMonitorID_UserFriendlyName_ID 7

#define WmiMonitorIDGuid \
	{ 0x671a8285, 0x4edb, 0x4cae, { 0x99, 0xfe, 0x69, 0xa1, 0x5c, 0x48, 0xc0, 0xbc } }

#define WmiMonitorListedFrequencyRanges_NumOfMonitorFreqRanges_SIZE sizeof(USHORT)
#define WmiMonitorListedFrequencyRanges_NumOfMonitorFreqRanges_ID 1
#define WmiMonitorListedFrequencyRanges_MonitorFreqRanges_ID 2

#define WmiMonitorListedFrequencyRangesGuid \
	{ 0xe86e9525, 0x65b6, 0x4b85, { 0x95, 0xc5, 0x00, 0xbe, 0xac, 0xc9, 0x75, 0xed } }

#define WmiMonitorListedSupportedSourceModes_NumOfMonitorSourceModes_SIZE sizeof(USHORT)
#define WmiMonitorListedSupportedSourceModes_NumOfMonitorSourceModes_ID 1
#define WmiMonitorListedSupportedSourceModes_PreferredMonitorSourceModeIndex_SIZE sizeof(USHORT)
#define WmiMonitorListedSupportedSourceModes_PreferredMonitorSourceModeIndex_ID 2
#define WmiMonitorListedSupportedSourceModes_MonitorSourceModes_ID 3

#define WmiMonitorListedSupportedSourceModesGuid \
	{ 0x6dc76655, 0x063c, 0x4524, { 0xa8, 0x62, 0xb8, 0x41, 0x0c, 0x26, 0x28, 0x1b } }

#define WmiMonitorRawEEdidV1Block_Id_SIZE sizeof(UCHAR)
#define WmiMonitorRawEEdidV1Block_Id_ID 1
#define WmiMonitorRawEEdidV1Block_SIZE \
	(FIELD_OFFSET(WmiMonitorRawEEdidV1Block, Content) + WmiMonitorRawEEdidV1Block_Content_SIZE)
#define WmiMonitorRawEEdidV1Block_Type_SIZE sizeof(UCHAR)
#define WmiMonitorRawEEdidV1Block_Type_ID 2
#define WmiMonitorRawEEdidV1Block_Content_SIZE sizeof(UCHAR[128])
#define WmiMonitorRawEEdidV1Block_Content_ID 3

#define WmiMonitorRawEEdidV1BlockGuid \
	{ 0xfaee1471, 0x5149, 0x4a68, { 0xac, 0x2c, 0xbf, 0x96, 0xec, 0x09, 0xf0, 0x04 } }

#define WmiMonitorSupportedDisplayFeatures_StandbySupported_SIZE sizeof(BOOLEAN)
#define WmiMonitorSupportedDisplayFeatures_StandbySupported_ID 1
#define WmiMonitorSupportedDisplayFeatures_SIZE \
	(FIELD_OFFSET(WmiMonitorSupportedDisplayFeatures, GTFSupported) + WmiMonitorSupportedDisplayFeatures_GTFSupported_SIZE)
#define WmiMonitorSupportedDisplayFeatures_SuspendSupported_SIZE sizeof(BOOLEAN)
#define WmiMonitorSupportedDisplayFeatures_SuspendSupported_ID 2
#define WmiMonitorSupportedDisplayFeatures_ActiveOffSupported_SIZE sizeof(BOOLEAN)
#define WmiMonitorSupportedDisplayFeatures_ActiveOffSupported_ID 3
#define WmiMonitorSupportedDisplayFeatures_DisplayType_SIZE sizeof(UCHAR)
#define WmiMonitorSupportedDisplayFeatures_DisplayType_ID 4
#define WmiMonitorSupportedDisplayFeatures_sRGBSupported_SIZE sizeof(BOOLEAN)
#define WmiMonitorSupportedDisplayFeatures_sRGBSupported_ID 5
#define WmiMonitorSupportedDisplayFeatures_HasPreferredTimingMode_SIZE sizeof(BOOLEAN)
#define WmiMonitorSupportedDisplayFeatures_HasPreferredTimingMode_ID 6
#define WmiMonitorSupportedDisplayFeatures_GTFSupported_SIZE sizeof(BOOLEAN)
#define WmiMonitorSupportedDisplayFeatures_GTFSupported_ID 7

#define WmiMonitorSupportedDisplayFeaturesGuid \
	{ 0x9fa9c28b, 0x5e5c, 0x4035, { 0xa5, 0xf8, 0x67, 0xd4, 0x55, 0x4f, 0x8d, 0x04 } }

#define WmiRevertToPolicyBrightness 2

#define WmiSetALSBrightness 4

#define WmiSetALSBrightnessState 3

#define WmiSetALSBrightnessState_IN_State_SIZE sizeof(BOOLEAN)
#define WmiSetALSBrightnessState_IN_State_ID 1
#define WmiSetALSBrightnessState_IN_SIZE \
	(FIELD_OFFSET(WmiSetALSBrightnessState_IN, State) + WmiSetALSBrightnessState_IN_State_SIZE)

#define WmiSetALSBrightness_IN_Brightness_SIZE sizeof(UCHAR)
#define WmiSetALSBrightness_IN_Brightness_ID 1
#define WmiSetALSBrightness_IN_SIZE \
	(FIELD_OFFSET(WmiSetALSBrightness_IN, Brightness) + WmiSetALSBrightness_IN_Brightness_SIZE)

#define WmiSetBrightness 1

#define WmiSetBrightness_IN_Timeout_SIZE sizeof(ULONG)
#define WmiSetBrightness_IN_Timeout_ID 1
#define WmiSetBrightness_IN_Brightness_SIZE sizeof(UCHAR)
#define WmiSetBrightness_IN_Brightness_ID 2
#define WmiSetBrightness_IN_SIZE \
	(FIELD_OFFSET(WmiSetBrightness_IN, Brightness) + WmiSetBrightness_IN_Brightness_SIZE)

#define WriteLogSectors 7

typedef struct _MSWmi_MofData {
	ULONG Unused1;
	ULONG Unused2;
	ULONG Size;
	ULONG Unused4;
	UCHAR BinaryMofData[1];
} MSWmi_MofData, *PMSWmi_MofData;

typedef struct _MSWmi_ProviderInfo {
	char VariableData[1];
} MSWmi_ProviderInfo, *PMSWmi_ProviderInfo;

typedef struct _MSWmi_PnPDeviceId {
	CHAR VariableData[1];
} MSWmi_PnPDeviceId, *PMSWmi_PnPDeviceId;

typedef struct _MSWmi_PnPInstanceNames {
	ULONG Count;
	WCHAR InstanceNameList[1];
} MSWmi_PnPInstanceNames, *PMSWmi_PnPInstanceNames;

typedef struct _MSWmi_Guid {
	UCHAR Guid[16];
} MSWmi_Guid, *PMSWmi_Guid;

typedef struct _MSWmi_GuidRegistrationInfo {
	ULONG Operation;
	ULONG GuidCount;
	MSWmi_Guid GuidList[1];
} MSWmi_GuidRegistrationInfo, *PMSWmi_GuidRegistrationInfo;

typedef struct _MSAcpiInfo {
	ULONG BootArchitecture;
	ULONG PreferredProfile;
	ULONG Capabilities;
} MSAcpiInfo, *PMSAcpiInfo;

typedef struct _GET_INJECTION_CAPABILITIES_OUT {
	ULONG Status;
	ULONG Capabilities;
} GET_INJECTION_CAPABILITIES_OUT, *PGET_INJECTION_CAPABILITIES_OUT;

typedef struct _INJECT_HARDWARE_ERROR_IN {
	ULONG ErrorType;
	ULONGLONG Parameter1;
	ULONGLONG Parameter2;
	ULONGLONG Parameter3;
	ULONGLONG Parameter4;
} INJECT_HARDWARE_ERROR_IN, *PINJECT_HARDWARE_ERROR_IN;

typedef struct _INJECT_HARDWARE_ERROR_OUT {
	ULONG Status;
} INJECT_HARDWARE_ERROR_OUT, *PINJECT_HARDWARE_ERROR_OUT;

typedef struct _GET_ALL_ERROR_SOURCES_OUT {
	ULONG Status;
	ULONG Count;
	ULONG Length;
	UCHAR ErrorSourceArray[1];
} GET_ALL_ERROR_SOURCES_OUT, *PGET_ALL_ERROR_SOURCES_OUT;

typedef struct _GET_ERROR_SOURCE_INFO_IN {
	ULONG ErrorSourceId;
} GET_ERROR_SOURCE_INFO_IN, *PGET_ERROR_SOURCE_INFO_IN;

typedef struct _GET_ERROR_SOURCE_INFO_OUT {
	ULONG Status;
	ULONG Length;
	UCHAR ErrorSourceInfo[1];
} GET_ERROR_SOURCE_INFO_OUT, *PGET_ERROR_SOURCE_INFO_OUT;

typedef struct _SET_ERROR_SOURCE_INFO_IN {
	ULONG Length;
	UCHAR ErrorSourceInfo[1];
} SET_ERROR_SOURCE_INFO_IN, *PSET_ERROR_SOURCE_INFO_IN;

typedef struct _SET_ERROR_SOURCE_INFO_OUT {
	ULONG Status;
} SET_ERROR_SOURCE_INFO_OUT, *PSET_ERROR_SOURCE_INFO_OUT;

typedef struct _ENABLE_ERROR_SOURCE_IN {
	ULONG ErrorSourceId;
} ENABLE_ERROR_SOURCE_IN, *PENABLE_ERROR_SOURCE_IN;

typedef struct _ENABLE_ERROR_SOURCE_OUT {
	ULONG Status;
} ENABLE_ERROR_SOURCE_OUT, *PENABLE_ERROR_SOURCE_OUT;

typedef struct _DISABLE_ERROR_SOURCE_IN {
	ULONG ErrorSourceId;
} DISABLE_ERROR_SOURCE_IN, *PDISABLE_ERROR_SOURCE_IN;

typedef struct _DISABLE_ERROR_SOURCE_OUT {
	ULONG Status;
} DISABLE_ERROR_SOURCE_OUT, *PDISABLE_ERROR_SOURCE_OUT;

typedef struct _GET_ALL_POLICY_OUT {
	ULONG Status;
	ULONG Count;
	ULONG Length;
	UCHAR Values[1];
} GET_ALL_POLICY_OUT, *PGET_ALL_POLICY_OUT;

typedef struct _GET_SINGLE_POLICY_IN {
	ULONG Type;
} GET_SINGLE_POLICY_IN, *PGET_SINGLE_POLICY_IN;

typedef struct _GET_SINGLE_POLICY_OUT {
	ULONG Status;
	ULONG Value;
} GET_SINGLE_POLICY_OUT, *PGET_SINGLE_POLICY_OUT;

typedef struct _SET_SINGLE_POLICY_IN {
	ULONG Type;
	ULONG Value;
} SET_SINGLE_POLICY_IN, *PSET_SINGLE_POLICY_IN;

typedef struct _SET_SINGLE_POLICY_OUT {
	ULONG Status;
} SET_SINGLE_POLICY_OUT, *PSET_SINGLE_POLICY_OUT;

typedef struct _COMMIT_POLICY_OUT {
	ULONG Status;
} COMMIT_POLICY_OUT, *PCOMMIT_POLICY_OUT;

typedef struct _RESET_POLICY_OUT {
	ULONG Status;
} RESET_POLICY_OUT, *PRESET_POLICY_OUT;

typedef struct _WHEA_PLUGIN_CTL_INTERFACE_IN {
	ULONG InputLength;
	UCHAR InputBuffer[1];
} WHEA_PLUGIN_CTL_INTERFACE_IN, *PWHEA_PLUGIN_CTL_INTERFACE_IN;

typedef struct _WHEA_PLUGIN_CTL_INTERFACE_OUT {
	ULONG Status;
	ULONG OutputLength;
	UCHAR OutputBuffer[1];
} WHEA_PLUGIN_CTL_INTERFACE_OUT, *PWHEA_PLUGIN_CTL_INTERFACE_OUT;

typedef struct _WHEA_PAGE_OFFLINING_INTERFACE_IN {
	ULONG InputLength;
	UCHAR InputBuffer[1];
} WHEA_PAGE_OFFLINING_INTERFACE_IN, *PWHEA_PAGE_OFFLINING_INTERFACE_IN;

typedef struct _WHEA_PAGE_OFFLINING_INTERFACE_OUT {
	ULONG Status;
} WHEA_PAGE_OFFLINING_INTERFACE_OUT, *PWHEA_PAGE_OFFLINING_INTERFACE_OUT;

typedef struct _MSSmBios_RawSMBiosTables {
	BOOLEAN Used20CallingMethod;
	UCHAR SmbiosMajorVersion;
	UCHAR SmbiosMinorVersion;
	UCHAR DmiRevision;
	ULONG Size;
	UCHAR SMBiosData[1];
} MSSmBios_RawSMBiosTables, *PMSSmBios_RawSMBiosTables;

typedef struct _MSSmBios_SMBiosEventlog {
	char VariableData[1];
} MSSmBios_SMBiosEventlog, *PMSSmBios_SMBiosEventlog;

typedef struct _SYSID_UUID {
	UCHAR Uuid[16];
} SYSID_UUID, *PSYSID_UUID;

typedef struct _MSSmBios_SysidUUIDList {
	ULONG Count;
	SYSID_UUID List[1];
} MSSmBios_SysidUUIDList, *PMSSmBios_SysidUUIDList;

typedef struct _SYSID_1394 {
	UCHAR x1394[8];
} SYSID_1394, *PSYSID_1394;

typedef struct _MSSmBios_Sysid1394List {
	ULONG Count;
	SYSID_1394 List[1];
} MSSmBios_Sysid1394List, *PMSSmBios_Sysid1394List;

typedef struct _MSMCAEvent_Header {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
} MSMCAEvent_Header, *PMSMCAEvent_Header;

typedef struct _MSMCAEvent_BusError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONG Participation;
	ULONG MemoryHierarchyLevel;
	ULONG RequestType;
	ULONG MemOrIo;
	ULONGLONG Address;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_BusError, *PMSMCAEvent_BusError;

typedef struct _MSMCAEvent_TLBError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONG TransactionType;
	ULONG MemoryHierarchyLevel;
	ULONGLONG Address;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_TLBError, *PMSMCAEvent_TLBError;

typedef struct _MSMCAEvent_MemoryHierarchyError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONG TransactionType;
	ULONG MemoryHierarchyLevel;
	ULONG RequestType;
	ULONGLONG Address;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_MemoryHierarchyError, *PMSMCAEvent_MemoryHierarchyError;

typedef struct _MSMCAEvent_CPUError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONG MajorErrorType;
	ULONG Level;
	ULONG CacheOp;
	ULONG CacheMesi;
	ULONG TLBOp;
	ULONG BusType;
	ULONG BusSev;
	ULONG RegFileId;
	ULONG RegFileOp;
	ULONG MSSid;
	ULONG MSOp;
	ULONG MSArrayId;
	ULONG MSIndex;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_CPUError, *PMSMCAEvent_CPUError;

typedef struct _MSMCAEvent_MemoryError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONGLONG VALIDATION_BITS;
	ULONGLONG MEM_ERROR_STATUS;
	ULONGLONG MEM_PHYSICAL_ADDR;
	ULONGLONG MEM_PHYSICAL_MASK;
	ULONGLONG RESPONDER_ID;
	ULONGLONG TARGET_ID;
	ULONGLONG REQUESTOR_ID;
	ULONGLONG BUS_SPECIFIC_DATA;
	USHORT MEM_NODE;
	USHORT MEM_CARD;
	USHORT MEM_BANK;
	USHORT xMEM_DEVICE;
	USHORT MEM_MODULE;
	USHORT MEM_ROW;
	USHORT MEM_COLUMN;
	USHORT MEM_BIT_POSITION;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_MemoryError, *PMSMCAEvent_MemoryError;

typedef struct _MSMCAEvent_PCIBusError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONGLONG VALIDATION_BITS;
	ULONGLONG PCI_BUS_ERROR_STATUS;
	ULONGLONG PCI_BUS_ADDRESS;
	ULONGLONG PCI_BUS_DATA;
	ULONGLONG PCI_BUS_CMD;
	ULONGLONG PCI_BUS_REQUESTOR_ID;
	ULONGLONG PCI_BUS_RESPONDER_ID;
	ULONGLONG PCI_BUS_TARGET_ID;
	USHORT PCI_BUS_ERROR_TYPE;
	UCHAR PCI_BUS_ID_BusNumber;
	UCHAR PCI_BUS_ID_SegmentNumber;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_PCIBusError, *PMSMCAEvent_PCIBusError;

typedef struct _MSMCAEvent_PCIComponentError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONGLONG VALIDATION_BITS;
	ULONGLONG PCI_COMP_ERROR_STATUS;
	USHORT PCI_COMP_INFO_VendorId;
	USHORT PCI_COMP_INFO_DeviceId;
	UCHAR PCI_COMP_INFO_ClassCodeInterface;
	UCHAR PCI_COMP_INFO_ClassCodeSubClass;
	UCHAR PCI_COMP_INFO_ClassCodeBaseClass;
	UCHAR PCI_COMP_INFO_FunctionNumber;
	UCHAR PCI_COMP_INFO_DeviceNumber;
	UCHAR PCI_COMP_INFO_BusNumber;
	UCHAR PCI_COMP_INFO_SegmentNumber;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_PCIComponentError, *PMSMCAEvent_PCIComponentError;

typedef struct _MSMCAEvent_SystemEventError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONGLONG VALIDATION_BITS;
	ULONGLONG SEL_TIME_STAMP;
	USHORT SEL_RECORD_ID;
	USHORT SEL_GENERATOR_ID;
	UCHAR SEL_RECORD_TYPE;
	UCHAR SEL_EVM_REV;
	UCHAR SEL_SENSOR_TYPE;
	UCHAR SEL_SENSOR_NUM;
	UCHAR SEL_EVENT_DIR_TYPE;
	UCHAR SEL_DATA1;
	UCHAR SEL_DATA2;
	UCHAR SEL_DATA3;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_SystemEventError, *PMSMCAEvent_SystemEventError;

typedef struct _MSMCAEvent_SMBIOSError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONGLONG VALIDATION_BITS;
	UCHAR SMBIOS_EVENT_TYPE;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_SMBIOSError, *PMSMCAEvent_SMBIOSError;

typedef struct _MSMCAEvent_PlatformSpecificError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONGLONG VALIDATION_BITS;
	ULONGLONG PLATFORM_ERROR_STATUS;
	ULONGLONG PLATFORM_REQUESTOR_ID;
	ULONGLONG PLATFORM_RESPONDER_ID;
	ULONGLONG PLATFORM_TARGET_ID;
	ULONGLONG PLATFORM_BUS_SPECIFIC_DATA;
	UCHAR OEM_COMPONENT_ID[16];
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_PlatformSpecificError, *PMSMCAEvent_PlatformSpecificError;

typedef struct _MSMCAEvent_InvalidError {
	ULONGLONG RecordId;
	UCHAR ErrorSeverity;
	ULONG Type;
	ULONG Cpu;
	ULONG AdditionalErrors;
	ULONG LogToEventlog;
	ULONG Size;
	UCHAR RawRecord[1];
} MSMCAEvent_InvalidError, *PMSMCAEvent_InvalidError;

typedef struct _MSMCAEvent_MemoryPageRemoved {
	ULONGLONG PhysicalAddress;
} MSMCAEvent_MemoryPageRemoved, *PMSMCAEvent_MemoryPageRemoved;

typedef struct _MSMCAInfo_Entry {
	ULONG Length;
	UCHAR Data[1];
} MSMCAInfo_Entry, *PMSMCAInfo_Entry;

typedef struct _MSMCAInfo_RawMCAData {
	ULONG Count;
	MSMCAInfo_Entry Records[1];
} MSMCAInfo_RawMCAData, *PMSMCAInfo_RawMCAData;

typedef struct _MSMCAInfo_RawCMCEvent {
	ULONG Count;
	MSMCAInfo_Entry Records[1];
} MSMCAInfo_RawCMCEvent, *PMSMCAInfo_RawCMCEvent;

typedef struct _MSMCAInfo_RawMCAEvent {
	ULONG Count;
	MSMCAInfo_Entry Records[1];
} MSMCAInfo_RawMCAEvent, *PMSMCAInfo_RawMCAEvent;

typedef struct _MSMCAInfo_RawCorrectedPlatformEvent {
	ULONG Count;
	MSMCAInfo_Entry Records[1];
} MSMCAInfo_RawCorrectedPlatformEvent, *PMSMCAInfo_RawCorrectedPlatformEvent;

typedef struct _MSPower_DeviceEnable {
	BOOLEAN Enable;
} MSPower_DeviceEnable, *PMSPower_DeviceEnable;

typedef struct _MSPower_DeviceWakeEnable {
	BOOLEAN Enable;
} MSPower_DeviceWakeEnable, *PMSPower_DeviceWakeEnable;

typedef struct _KEYBOARD_PORT_WMI_STD_DATA {
	ULONG ConnectorType;
	ULONG DataQueueSize;
	ULONG ErrorCount;
	ULONG FunctionKeys;
	ULONG Indicators;
} KEYBOARD_PORT_WMI_STD_DATA, *PKEYBOARD_PORT_WMI_STD_DATA;

typedef struct _KEYBOARD_ID_EX {
	ULONG Type;
	ULONG Subtype;
} KEYBOARD_ID_EX, *PKEYBOARD_ID_EX;

typedef struct _POINTER_PORT_WMI_STD_DATA {
	ULONG ConnectorType;
	ULONG DataQueueSize;
	ULONG ErrorCount;
	ULONG Buttons;
	ULONG HardwareType;
} POINTER_PORT_WMI_STD_DATA, *PPOINTER_PORT_WMI_STD_DATA;

typedef struct _MSMouse_ClassInformation {
	ULONGLONG DeviceId;
} MSMouse_ClassInformation, *PMSMouse_ClassInformation;

typedef struct _MSKeyboard_ClassInformation {
	ULONGLONG DeviceId;
} MSKeyboard_ClassInformation, *PMSKeyboard_ClassInformation;

typedef struct _AGP_STD_DATA {
	ULONGLONG ApertureBase;
	ULONG ApertureLength;
	ULONG AgpStatus;
	ULONG AgpCommand;
} AGP_STD_DATA, *PAGP_STD_DATA;

typedef struct _MSAcpi_ThermalZoneTemperature {
	ULONG ThermalStamp;
	ULONG ThermalConstant1;
	ULONG ThermalConstant2;
	ULONG Reserved;
	ULONG SamplingPeriod;
	ULONG CurrentTemperature;
	ULONG PassiveTripPoint;
	ULONG CriticalTripPoint;
	ULONG ActiveTripPointCount;
	ULONG ActiveTripPoint[10];
} MSAcpi_ThermalZoneTemperature, *PMSAcpi_ThermalZoneTemperature;

typedef struct _WMI_DISK_GEOMETRY {
	LONGLONG Cylinders;
	ULONG MediaType;
	ULONG TracksPerCylinder;
	ULONG SectorsPerTrack;
	ULONG BytesPerSector;
} WMI_DISK_GEOMETRY, *PWMI_DISK_GEOMETRY;

typedef struct _WMI_DISK_PERFORMANCE {
	LONGLONG BytesRead;
	LONGLONG BytesWritten;
	LONGLONG ReadTime;
	LONGLONG WriteTime;
	LONGLONG IdleTime;
	ULONG ReadCount;
	ULONG WriteCount;
	ULONG QueueDepth;
	ULONG SplitCount;
	LONGLONG QueryTime;
	ULONG StorageDeviceNumber;
	USHORT StorageManagerName[8];
} WMI_DISK_PERFORMANCE, *PWMI_DISK_PERFORMANCE;

typedef struct _MSDiskDriver_Performance {
	WMI_DISK_PERFORMANCE PerfData;
	CHAR VariableData[1];
} MSDiskDriver_Performance, *PMSDiskDriver_Performance;

typedef struct _STORAGE_FAILURE_PREDICT_STATUS {
	ULONG Reason;
	BOOLEAN PredictFailure;
} STORAGE_FAILURE_PREDICT_STATUS, *PSTORAGE_FAILURE_PREDICT_STATUS;

typedef struct _STORAGE_FAILURE_PREDICT_DATA {
	ULONG Length;
	UCHAR VendorSpecific[512];
} STORAGE_FAILURE_PREDICT_DATA, *PSTORAGE_FAILURE_PREDICT_DATA;

typedef struct _ATAPI_FAILURE_PREDICT_DATA {
	ULONG Length;
	UCHAR VendorSpecific[362];
	UCHAR OfflineCollectionStatus;
	UCHAR SelfTestStatus;
	USHORT TotalTime;
	UCHAR VendorSpecific2;
	UCHAR OfflineCollectCapability;
	USHORT SmartCapability;
	UCHAR ErrorLogCapability;
	UCHAR VendorSpecific3;
	UCHAR ShortPollTimeInMinutes;
	UCHAR ExtendedPollTimeInMinutes;
	UCHAR Reserved[12];
	UCHAR VendorSpecific4[125];
	UCHAR Checksum;
} ATAPI_FAILURE_PREDICT_DATA, *PATAPI_FAILURE_PREDICT_DATA;

typedef struct _STORAGE_FAILURE_PREDICT_THRESHOLDS {
	UCHAR VendorSpecific[512];
} STORAGE_FAILURE_PREDICT_THRESHOLDS, *PSTORAGE_FAILURE_PREDICT_THRESHOLDS;

typedef struct _STORAGE_FAILURE_PREDICT_EVENT {
	ULONG Length;
	UCHAR VendorSpecific[1];
} STORAGE_FAILURE_PREDICT_EVENT, *PSTORAGE_FAILURE_PREDICT_EVENT;

typedef struct _ALLOW_PERFORMANCE_HIT_IN {
	BOOLEAN Allow;
} ALLOW_PERFORMANCE_HIT_IN, *PALLOW_PERFORMANCE_HIT_IN;

typedef struct _ENABLE_DISABLE_FP_IN {
	BOOLEAN Enable;
} ENABLE_DISABLE_FP_IN, *PENABLE_DISABLE_FP_IN;

typedef struct _ENABLE_DISABLE_FP_POLLING_IN {
	ULONG Period;
	BOOLEAN Enable;
} ENABLE_DISABLE_FP_POLLING_IN, *PENABLE_DISABLE_FP_POLLING_IN;

typedef struct _GET_FP_CAPABILITY_OUT {
	ULONG Capability;
} GET_FP_CAPABILITY_OUT, *PGET_FP_CAPABILITY_OUT;

typedef struct _ENABLE_OFFLINE_DIAGS_OUT {
	BOOLEAN Success;
} ENABLE_OFFLINE_DIAGS_OUT, *PENABLE_OFFLINE_DIAGS_OUT;

typedef struct _READ_LOG_SECTORS_IN {
	UCHAR LogAddress;
	UCHAR SectorCount;
} READ_LOG_SECTORS_IN, *PREAD_LOG_SECTORS_IN;

typedef struct _READ_LOG_SECTORS_OUT {
	ULONG Length;
	UCHAR LogSectors[1];
} READ_LOG_SECTORS_OUT, *PREAD_LOG_SECTORS_OUT;

typedef struct _WRITE_LOG_SECTORS_IN {
	UCHAR LogAddress;
	UCHAR SectorCount;
	ULONG Length;
	UCHAR LogSectors[1];
} WRITE_LOG_SECTORS_IN, *PWRITE_LOG_SECTORS_IN;

typedef struct _WRITE_LOG_SECTORS_OUT {
	BOOLEAN Success;
} WRITE_LOG_SECTORS_OUT, *PWRITE_LOG_SECTORS_OUT;

typedef struct _EXECUTE_SELF_TEST_IN {
	UCHAR Subcommand;
} EXECUTE_SELF_TEST_IN, *PEXECUTE_SELF_TEST_IN;

typedef struct _EXECUTE_SELF_TEST_OUT {
	ULONG ReturnCode;
} EXECUTE_SELF_TEST_OUT, *PEXECUTE_SELF_TEST_OUT;

typedef struct _STORAGE_SCSI_INFO_EXCEPTIONS {
	BOOLEAN PageSavable;
	UCHAR Flags;
	UCHAR MRIE;
	UCHAR Padding;
	ULONG IntervalTimer;
	ULONG ReportCount;
} STORAGE_SCSI_INFO_EXCEPTIONS, *PSTORAGE_SCSI_INFO_EXCEPTIONS;

typedef struct _MSIde_PortDeviceInfo {
	UCHAR Bus;
	UCHAR Target;
	UCHAR Lun;
} MSIde_PortDeviceInfo, *PMSIde_PortDeviceInfo;

typedef struct _MSSerial_PortName {
	CHAR VariableData[1];
} MSSerial_PortName, *PMSSerial_PortName;

typedef struct _SERIAL_WMI_COMM_DATA {
	ULONG BaudRate;
	ULONG BitsPerByte;
	ULONG Parity;
	BOOLEAN ParityCheckEnable;
	ULONG StopBits;
	ULONG XoffCharacter;
	ULONG XoffXmitThreshold;
	ULONG XonCharacter;
	ULONG XonXmitThreshold;
	ULONG MaximumBaudRate;
	ULONG MaximumOutputBufferSize;
	ULONG MaximumInputBufferSize;
	BOOLEAN Support16BitMode;
	BOOLEAN SupportDTRDSR;
	BOOLEAN SupportIntervalTimeouts;
	BOOLEAN SupportParityCheck;
	BOOLEAN SupportRTSCTS;
	BOOLEAN SupportXonXoff;
	BOOLEAN SettableBaudRate;
	BOOLEAN SettableDataBits;
	BOOLEAN SettableFlowControl;
	BOOLEAN SettableParity;
	BOOLEAN SettableParityCheck;
	BOOLEAN SettableStopBits;
	BOOLEAN IsBusy;
} SERIAL_WMI_COMM_DATA, *PSERIAL_WMI_COMM_DATA;

typedef struct _SERIAL_WMI_HW_DATA {
	ULONG IrqNumber;
	ULONG IrqVector;
	ULONG IrqLevel;
	ULONGLONG IrqAffinityMask;
	ULONG InterruptType;
	ULONGLONG BaseIOAddress;
} SERIAL_WMI_HW_DATA, *PSERIAL_WMI_HW_DATA;

typedef struct _SERIAL_WMI_PERF_DATA {
	ULONG ReceivedCount;
	ULONG TransmittedCount;
	ULONG FrameErrorCount;
	ULONG SerialOverrunErrorCount;
	ULONG BufferOverrunErrorCount;
	ULONG ParityErrorCount;
} SERIAL_WMI_PERF_DATA, *PSERIAL_WMI_PERF_DATA;

typedef struct _SERIAL_WMI_COMMPROP {
	USHORT wPacketLength;
	USHORT wPacketVersion;
	ULONG dwServiceMask;
	ULONG dwReserved1;
	ULONG dwMaxTxQueue;
	ULONG dwMaxRxQueue;
	ULONG dwMaxBaud;
	ULONG dwProvSubType;
	ULONG dwProvCapabilities;
	ULONG dwSettableParams;
	ULONG dwSettableBaud;
	USHORT wSettableData;
	USHORT wSettableStopParity;
	ULONG dwCurrentTxQueue;
	ULONG dwCurrentRxQueue;
	ULONG dwProvSpec1;
	ULONG dwProvSpec2;
	ULONG dwProvCharSize;
	UCHAR wcProvChar[1];
} SERIAL_WMI_COMMPROP, *PSERIAL_WMI_COMMPROP;

typedef struct _PARPORT_WMI_ALLOC_FREE_COUNTS {
	ULONG PortAllocates;
	ULONG PortFrees;
} PARPORT_WMI_ALLOC_FREE_COUNTS, *PPARPORT_WMI_ALLOC_FREE_COUNTS;

typedef struct _PARALLEL_WMI_LOG_INFO {
	ULONG Flags1;
	ULONG Flags2;
	ULONG spare[2];
	LONGLONG SppWriteCount;
	LONGLONG NibbleReadCount;
	LONGLONG BoundedEcpWriteCount;
	LONGLONG BoundedEcpReadCount;
	LONGLONG HwEcpWriteCount;
	LONGLONG HwEcpReadCount;
	LONGLONG SwEcpWriteCount;
	LONGLONG SwEcpReadCount;
	LONGLONG HwEppWriteCount;
	LONGLONG HwEppReadCount;
	LONGLONG SwEppWriteCount;
	LONGLONG SwEppReadCount;
	LONGLONG ByteReadCount;
	LONGLONG ChannelNibbleReadCount;
} PARALLEL_WMI_LOG_INFO, *PPARALLEL_WMI_LOG_INFO;

typedef struct _REDBOOK_WMI_STD_DATA {
	ULONG NumberOfBuffers;
	ULONG SectorsPerRead;
	ULONG SectorsPerReadMask;
	ULONG MaximumSectorsPerRead;
	BOOLEAN PlayEnabled;
	BOOLEAN CDDASupported;
	BOOLEAN CDDAAccurate;
	BOOLEAN Reserved1;
} REDBOOK_WMI_STD_DATA, *PREDBOOK_WMI_STD_DATA;

typedef struct _REDBOOK_WMI_PERF_DATA {
	LONGLONG TimeReadDelay;
	LONGLONG TimeReading;
	LONGLONG TimeStreamDelay;
	LONGLONG TimeStreaming;
	LONGLONG DataProcessed;
	ULONG StreamPausedCount;
} REDBOOK_WMI_PERF_DATA, *PREDBOOK_WMI_PERF_DATA;

typedef struct _RegisteredGuids {
	ULONG GuidType;
	ULONG LoggerId;
	ULONG EnableLevel;
	ULONG EnableFlags;
	BOOLEAN IsEnabled;
} RegisteredGuids, *PRegisteredGuids;

typedef struct _CounterCorruptionStatus {
	ULONG ProfileSource;
	ULONGLONG LastKnownGoodTimestamp;
} CounterCorruptionStatus, *PCounterCorruptionStatus;

typedef struct _WMI_TAPE_DRIVE_PARAMETERS {
	ULONG MaximumBlockSize;
	ULONG MinimumBlockSize;
	ULONG DefaultBlockSize;
	ULONG MaximumPartitionCount;
	BOOLEAN CompressionCapable;
	BOOLEAN CompressionEnabled;
	BOOLEAN ReportSetmarks;
	BOOLEAN HardwareErrorCorrection;
} WMI_TAPE_DRIVE_PARAMETERS, *PWMI_TAPE_DRIVE_PARAMETERS;

typedef struct _WMI_TAPE_MEDIA_PARAMETERS {
	ULONGLONG MaximumCapacity;
	ULONGLONG AvailableCapacity;
	ULONG BlockSize;
	ULONG PartitionCount;
	BOOLEAN MediaWriteProtected;
} WMI_TAPE_MEDIA_PARAMETERS, *PWMI_TAPE_MEDIA_PARAMETERS;

typedef struct _WMI_TAPE_SYMBOLIC_NAME {
	CHAR VariableData[1];
} WMI_TAPE_SYMBOLIC_NAME, *PWMI_TAPE_SYMBOLIC_NAME;

typedef struct _WMI_TAPE_PROBLEM_WARNING {
	ULONG DriveProblemType;
	UCHAR TapeData[512];
} WMI_TAPE_PROBLEM_WARNING, *PWMI_TAPE_PROBLEM_WARNING;

typedef struct _WMI_TAPE_PROBLEM_IO_ERROR {
	ULONG ReadCorrectedWithoutDelay;
	ULONG ReadCorrectedWithDelay;
	ULONG ReadTotalErrors;
	ULONG ReadTotalCorrectedErrors;
	ULONG ReadTotalUncorrectedErrors;
	ULONG ReadCorrectionAlgorithmProcessed;
	ULONG WriteCorrectedWithoutDelay;
	ULONG WriteCorrectedWithDelay;
	ULONG WriteTotalErrors;
	ULONG WriteTotalCorrectedErrors;
	ULONG WriteTotalUncorrectedErrors;
	ULONG WriteCorrectionAlgorithmProcessed;
	ULONG NonMediumErrors;
} WMI_TAPE_PROBLEM_IO_ERROR, *PWMI_TAPE_PROBLEM_IO_ERROR;

typedef struct _WMI_TAPE_PROBLEM_DEVICE_ERROR {
	BOOLEAN ReadWarning;
	BOOLEAN WriteWarning;
	BOOLEAN HardError;
	BOOLEAN ReadFailure;
	BOOLEAN WriteFailure;
	BOOLEAN UnsupportedFormat;
	BOOLEAN TapeSnapped;
	BOOLEAN DriveRequiresCleaning;
	BOOLEAN TimetoCleanDrive;
	BOOLEAN DriveHardwareError;
	BOOLEAN ScsiInterfaceError;
	BOOLEAN MediaLife;
} WMI_TAPE_PROBLEM_DEVICE_ERROR, *PWMI_TAPE_PROBLEM_DEVICE_ERROR;

typedef struct _WMI_CHANGER_PARAMETERS {
	ULONG NumberOfSlots;
	ULONG NumberOfDrives;
	ULONG NumberOfIEPorts;
	ULONG NumberOfTransports;
	ULONG NumberOfDoors;
	ULONG NumberOfCleanerSlots;
	ULONG MagazineSize;
} WMI_CHANGER_PARAMETERS, *PWMI_CHANGER_PARAMETERS;

typedef struct _WMI_CHANGER_PROBLEM_WARNING {
	ULONG ChangerProblemType;
	UCHAR ChangerData[512];
} WMI_CHANGER_PROBLEM_WARNING, *PWMI_CHANGER_PROBLEM_WARNING;

typedef struct _WMI_CHANGER_PROBLEM_DEVICE_ERROR {
	ULONG ChangerProblemType;
} WMI_CHANGER_PROBLEM_DEVICE_ERROR, *PWMI_CHANGER_PROBLEM_DEVICE_ERROR;

typedef struct _DEVICE_UI_FIRMWARE_REVISION {
	CHAR VariableData[1];
} DEVICE_UI_FIRMWARE_REVISION, *PDEVICE_UI_FIRMWARE_REVISION;

typedef struct _MSVerifierIrpLogEntry {
	ULONG Count;
	UCHAR Major;
	UCHAR Minor;
	UCHAR Flags;
	UCHAR Control;
	ULONGLONG Arg1;
	ULONGLONG Arg2;
	ULONGLONG Arg3;
	ULONGLONG Arg4;
} MSVerifierIrpLogEntry, *PMSVerifierIrpLogEntry;

typedef struct _MSVerifierIrpLogInformation {
	ULONG DeviceType;
	ULONG EntryCount;
	MSVerifierIrpLogEntry Entries[1];
} MSVerifierIrpLogInformation, *PMSVerifierIrpLogInformation;

typedef struct _WmiMonitorBrightness {
	UCHAR CurrentBrightness;
	ULONG Levels;
	UCHAR Level[1];
} WmiMonitorBrightness, *PWmiMonitorBrightness;

typedef struct _WmiSetBrightness_IN {
	ULONG Timeout;
	UCHAR Brightness;
} WmiSetBrightness_IN, *PWmiSetBrightness_IN;

typedef struct _WmiSetALSBrightnessState_IN {
	BOOLEAN State;
} WmiSetALSBrightnessState_IN, *PWmiSetALSBrightnessState_IN;

typedef struct _WmiSetALSBrightness_IN {
	UCHAR Brightness;
} WmiSetALSBrightness_IN, *PWmiSetALSBrightness_IN;

typedef struct _WmiMonitorBrightnessEvent {
	UCHAR Brightness;
} WmiMonitorBrightnessEvent, *PWmiMonitorBrightnessEvent;

typedef struct _WmiMonitorRawEEdidV1Block {
	UCHAR Id;
	UCHAR Type;
	UCHAR Content[128];
} WmiMonitorRawEEdidV1Block, *PWmiMonitorRawEEdidV1Block;

typedef struct _WmiGetMonitorRawEEdidV1Block_IN {
	UCHAR BlockId;
} WmiGetMonitorRawEEdidV1Block_IN, *PWmiGetMonitorRawEEdidV1Block_IN;

typedef struct _WmiGetMonitorRawEEdidV1Block_OUT {
	UCHAR BlockType;
	UCHAR BlockContent[128];
} WmiGetMonitorRawEEdidV1Block_OUT, *PWmiGetMonitorRawEEdidV1Block_OUT;

typedef struct _WmiMonitorID {
	USHORT ProductCodeID[16];
	USHORT SerialNumberID[16];
	USHORT ManufacturerName[16];
	UCHAR WeekOfManufacture;
	USHORT YearOfManufacture;
	USHORT UserFriendlyNameLength;
	USHORT UserFriendlyName[1];
} WmiMonitorID, *PWmiMonitorID;

typedef struct _WmiMonitorSupportedDisplayFeatures {
	BOOLEAN StandbySupported;
	BOOLEAN SuspendSupported;
	BOOLEAN ActiveOffSupported;
	UCHAR DisplayType;
	BOOLEAN sRGBSupported;
	BOOLEAN HasPreferredTimingMode;
	BOOLEAN GTFSupported;
} WmiMonitorSupportedDisplayFeatures, *PWmiMonitorSupportedDisplayFeatures;

typedef struct _WmiMonitorBasicDisplayParams {
	UCHAR VideoInputType;
	UCHAR MaxHorizontalImageSize;
	UCHAR MaxVerticalImageSize;
	UCHAR DisplayTransferCharacteristic;
	WmiMonitorSupportedDisplayFeatures SupportedDisplayFeatures;
} WmiMonitorBasicDisplayParams, *PWmiMonitorBasicDisplayParams;

typedef struct _WmiMonitorConnectionParams {
	ULONG VideoOutputTechnology;
} WmiMonitorConnectionParams, *PWmiMonitorConnectionParams;

typedef struct _WmiMonitorAnalogVideoInputParams {
	UCHAR SignalLevelStandard;
	UCHAR SetupExpected;
	UCHAR SeparateSyncsSupported;
	UCHAR CompositeSyncSupported;
	UCHAR SyncOnGreenVideoSupported;
	UCHAR SerrationOfVsyncRequired;
} WmiMonitorAnalogVideoInputParams, *PWmiMonitorAnalogVideoInputParams;

typedef struct _WmiMonitorDigitalVideoInputParams {
	BOOLEAN IsDFP1xCompatible;
} WmiMonitorDigitalVideoInputParams, *PWmiMonitorDigitalVideoInputParams;

typedef struct _WmiMonitorColorXYZinCIE {
	USHORT X;
	USHORT Y;
} WmiMonitorColorXYZinCIE, *PWmiMonitorColorXYZinCIE;

typedef struct _WmiMonitorColorCharacteristics {
	WmiMonitorColorXYZinCIE Red;
	WmiMonitorColorXYZinCIE Blue;
	WmiMonitorColorXYZinCIE Green;
	WmiMonitorColorXYZinCIE DefaultWhite;
} WmiMonitorColorCharacteristics, *PWmiMonitorColorCharacteristics;

typedef struct _VideoModeDescriptor {
	ULONG PixelClockRate;
	ULONG VerticalRefreshRateNumerator;
	ULONG VerticalRefreshRateDenominator;
	ULONG HorizontalRefreshRateNumerator;
	ULONG HorizontalRefreshRateDenominator;
	USHORT HorizontalActivePixels;
	USHORT VerticalActivePixels;
	USHORT HorizontalBlankingPixels;
	USHORT VerticalBlankingPixels;
	USHORT HorizontalSyncOffset;
	USHORT VerticalSyncOffset;
	USHORT HorizontalSyncPulseWidth;
	USHORT VerticalSyncPulseWidth;
	USHORT HorizontalImageSize;
	USHORT VerticalImageSize;
	USHORT HorizontalBorder;
	USHORT VerticalBorder;
	BOOLEAN IsInterlaced;
	UCHAR StereoModeType;
	UCHAR SyncSignalType;
	UCHAR IsSerrationRequired;
	UCHAR IsSyncOnRGB;
	UCHAR CompositePolarityType;
	UCHAR VerticalPolarityType;
	UCHAR HorizontalPolarityType;
	UCHAR VideoStandardType;
	UCHAR Origin;
	UCHAR TimingType;
} VideoModeDescriptor, *PVideoModeDescriptor;

typedef struct _WmiMonitorListedSupportedSourceModes {
	USHORT NumOfMonitorSourceModes;
	USHORT PreferredMonitorSourceModeIndex;
	VideoModeDescriptor MonitorSourceModes[1];
} WmiMonitorListedSupportedSourceModes, *PWmiMonitorListedSupportedSourceModes;

typedef struct _FrequencyRangeDescriptor {
	UCHAR Origin;
	ULONG MinVSyncNumerator;
	ULONG MinVSyncDenominator;
	ULONG MaxVSyncNumerator;
	ULONG MaxVSyncDenominator;
	ULONG MinHSyncNumerator;
	ULONG MinHSyncDenominator;
	ULONG MaxHSyncNumerator;
	ULONG MaxHSyncDenominator;
	ULONG ConstraintType;
	ULONG ActiveWidth;
	ULONG ActiveHeight;
	ULONG MaxPixelRate;
} FrequencyRangeDescriptor, *PFrequencyRangeDescriptor;

typedef struct _WmiMonitorListedFrequencyRanges {
	USHORT NumOfMonitorFreqRanges;
	FrequencyRangeDescriptor MonitorFreqRanges[1];
} WmiMonitorListedFrequencyRanges, *PWmiMonitorListedFrequencyRanges;

typedef struct _KernelPerfState {
	ULONG Frequency;
	ULONG Power;
	UCHAR PercentFrequency;
	UCHAR IncreaseLevel;
	UCHAR DecreaseLevel;
	UCHAR Type;
	ULONG IncreaseTime;
	ULONG DecreaseTime;
	ULONGLONG Control;
	ULONGLONG Status;
	ULONG HitCount;
	ULONG Reserved1;
	ULONGLONG Reserved2;
	ULONGLONG Reserved3;
} KernelPerfState, *PKernelPerfState;

typedef struct _KernelPerfStates {
	ULONG Count;
	ULONG MaxFrequency;
	ULONG CurrentState;
	ULONG MaxPerfState;
	ULONG MinPerfState;
	ULONG LowestPerfState;
	ULONG ThermalConstraint;
	UCHAR BusyAdjThreshold;
	UCHAR PolicyType;
	UCHAR Type;
	UCHAR Reserved;
	ULONG TimerInterval;
	ULONGLONG TargetProcessors;
	ULONG PStateHandler;
	ULONG PStateContext;
	ULONG TStateHandler;
	ULONG TStateContext;
	ULONG FeedbackHandler;
	ULONG Reserved1;
	ULONGLONG Reserved2;
	KernelPerfState State[1];
} KernelPerfStates, *PKernelPerfStates;

typedef struct _KernelIdleState {
	ULONG Latency;
	ULONG Power;
	ULONG TimeCheck;
	UCHAR PromotePercent;
	UCHAR DemotePercent;
	UCHAR StateType;
	UCHAR Reserved;
	ULONG StateFlags;
	ULONG Context;
	ULONG IdleHandler;
	ULONG Reserved1;
} KernelIdleState, *PKernelIdleState;

typedef struct _KernelIdleStates {
	ULONG Type;
	ULONG Count;
	ULONG TargetState;
	ULONG OldState;
	ULONGLONG TargetProcessors;
	KernelIdleState State[1];
} KernelIdleStates, *PKernelIdleStates;

typedef struct _KernelPerfStateChange {
	ULONG State;
	ULONG Status;
	ULONG Latency;
	ULONG Speed;
	ULONG Processor;
} KernelPerfStateChange, *PKernelPerfStateChange;

typedef struct _KernelPerfStateDomainChange {
	ULONG State;
	ULONG Latency;
	ULONG Speed;
	ULONGLONG Processors;
} KernelPerfStateDomainChange, *PKernelPerfStateDomainChange;

typedef struct _KernelIdleStateChange {
	ULONG NewState;
	ULONG OldState;
	ULONGLONG Processors;
} KernelIdleStateChange, *PKernelIdleStateChange;

typedef struct _KernelThermalConstraintChange {
	ULONG ThermalConstraint;
	ULONGLONG Processors;
} KernelThermalConstraintChange, *PKernelThermalConstraintChange;

typedef struct _IdleStateAccounting {
	ULONG IdleTransitions;
	ULONG FailedTransitions;
	ULONG InvalidBucketIndex;
	ULONGLONG TotalTime;
	ULONG IdleTimeBuckets[6];
} IdleStateAccounting, *PIdleStateAccounting;

typedef struct _IdleAccounting {
	ULONG StateCount;
	ULONG TotalTransitions;
	ULONG ResetCount;
	ULONGLONG StartTime;
	IdleStateAccounting State[1];
} IdleAccounting, *PIdleAccounting;

typedef struct _IdleStateBucketEx {
	ULONGLONG TotalTimeUs;
	ULONG MinTimeUs;
	ULONG MaxTimeUs;
	ULONG Count;
} IdleStateBucketEx, *PIdleStateBucketEx;

typedef struct _IdleStateAccountingEx {
	ULONGLONG TotalTime;
	ULONG IdleTransitions;
	ULONG FailedTransitions;
	ULONG InvalidBucketIndex;
	ULONG MinTimeUs;
	ULONG MaxTimeUs;
	IdleStateBucketEx IdleTimeBuckets[16];
} IdleStateAccountingEx, *PIdleStateAccountingEx;

typedef struct _IdleAccountingEx {
	ULONG StateCount;
	ULONG TotalTransitions;
	ULONG ResetCount;
	ULONGLONG StartTime;
	IdleStateAccountingEx State[1];
} IdleAccountingEx, *PIdleAccountingEx;

typedef struct _KernelThermalPolicyChange {
	UCHAR CoolingMode;
	ULONGLONG Processors;
} KernelThermalPolicyChange, *PKernelThermalPolicyChange;

typedef struct _ProcessorPerformance {
	ULONG frequency;
	ULONG power;
	ULONG percentage;
} ProcessorPerformance, *PProcessorPerformance;

EXTERN_C_END

#endif /* WINWORK_ETW_WMI_CLASSES_H */
