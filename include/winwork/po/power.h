/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Power: states, the requests for them, and the power framework.
 */
#ifndef WINWORK_PO_POWER_H
#define WINWORK_PO_POWER_H

#include "../io/irp.h"
#include "../io/device_object.h"
#include "../ke/processor.h"

EXTERN_C_START

struct _ACPI_INTERFACE_STANDARD;
struct _ACPI_INTERFACE_STANDARD2;
struct _DEVICE_OBJECT;
struct _IO_STATUS_BLOCK;
struct _IRP;
struct _KE_PROCESSOR_CHANGE_NOTIFY_CONTEXT;
struct _POWER_ACTION_POLICY;
struct _POWER_PLATFORM_INFORMATION;
struct _POWER_STATE_HANDLER;
struct _POWER_STATE_NOTIFY_HANDLER;
struct _PO_FX_COMPONENT_IDLE_STATE;
struct _PO_FX_COMPONENT_V1;
struct _PO_FX_COMPONENT_V2;
struct _PO_FX_DEVICE_V1;
struct _PO_FX_DEVICE_V2;
struct _PO_FX_PERF_STATE_CHANGE;
struct _PROCESSOR_GROUP_INFO;
struct _PROCESSOR_IDLE_HANDLER_INFO;
struct _PROCESSOR_IDLE_TIMES;
struct _PROCESSOR_PERF_LEVEL;
struct _PROCESSOR_RELATIONSHIP;
struct _PROCESSOR_STATE_HANDLER;
struct _PROCESSOR_STATE_HANDLER2;

/* What has changed, for the callback object \Callback\PowerState. */
#define PO_CB_SYSTEM_POWER_POLICY 0
#define PO_CB_AC_STATUS 1
#define PO_CB_BUTTON_COLLISION 2
#define PO_CB_SYSTEM_STATE_LOCK 3
#define PO_CB_LID_SWITCH_STATE 4
#define PO_CB_PROCESSOR_POWER_POLICY 5

/* The members of a reason for a power request. */
#define DIAGNOSTIC_REASON_VERSION 0
#define DIAGNOSTIC_REASON_SIMPLE_STRING 0x00000001
#define DIAGNOSTIC_REASON_DETAILED_STRING 0x00000002
#define DIAGNOSTIC_REASON_NOT_SPECIFIED 0x80000000
#define DIAGNOSTIC_REASON_INVALID_FLAGS (~0x80000007)

/* A reason for a power request. Page: wdm.h, COUNTED_REASON_CONTEXT */
typedef struct _COUNTED_REASON_CONTEXT {
	ULONG Version;
	ULONG Flags;
	union {
		struct {
			UNICODE_STRING ResourceFileName;
			USHORT ResourceReasonId;
			ULONG StringCount;
			PUNICODE_STRING ReasonStrings;
		} DUMMYSTRUCTNAME;
		UNICODE_STRING SimpleString;
	} DUMMYUNIONNAME;
} COUNTED_REASON_CONTEXT, *PCOUNTED_REASON_CONTEXT;

typedef struct _KE_PROCESSOR_CHANGE_NOTIFY_CONTEXT *PKE_PROCESSOR_CHANGE_NOTIFY_CONTEXT;
typedef struct _PROCESSOR_IDLE_TIMES *PPROCESSOR_IDLE_TIMES;
#define ES_CONTINUOUS 0x80000000

#define ES_DISPLAY_REQUIRED 0x00000002

#define ES_SYSTEM_REQUIRED 0x00000001

#define ES_USER_PRESENT 0x00000004

#define IOCTL_QUERY_DEVICE_POWER_STATE \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x0, METHOD_BUFFERED, FILE_READ_ACCESS)

#define POWER_ACTION_QUERY_ALLOWED 0x00000001

#define POWER_ACTION_UI_ALLOWED 0x00000002

#define POWER_ACTION_OVERRIDE_APPS 0x00000004

#define POWER_ACTION_LIGHTEST_FIRST 0x10000000

#define POWER_ACTION_LOCK_CONSOLE 0x20000000

#define POWER_ACTION_DISABLE_WAKES 0x40000000

#define POWER_ACTION_CRITICAL 0x80000000

#define POWER_DEVICE_IDLE_POLICY_PERFORMANCE 0

#define POWER_DEVICE_IDLE_POLICY_CONSERVATIVE 1

#define POWER_FORCE_TRIGGER_RESET 0x80000000

#define POWER_LEVEL_USER_NOTIFY_TEXT 0x00000001

#define POWER_LEVEL_USER_NOTIFY_SOUND 0x00000002

#define POWER_LEVEL_USER_NOTIFY_EXEC 0x00000004

#define POWER_PERF_SCALE 100

#define POWER_REQUEST_CONTEXT_VERSION 0

#define POWER_REQUEST_CONTEXT_SIMPLE_STRING 0x00000001

#define POWER_REQUEST_CONTEXT_DETAILED_STRING 0x00000002

#define POWER_SETTING_VALUE_VERSION (0x1)

#define POWER_USER_NOTIFY_BUTTON 0x00000008

#define POWER_USER_NOTIFY_SHUTDOWN 0x00000010

#define PO_FX_VERSION_V1 1

#define PO_FX_VERSION_V2 2

#ifndef PO_FX_VERSION
#define PO_FX_VERSION PO_FX_VERSION_V1
#endif

#define PO_THROTTLE_NONE 0

#define PO_THROTTLE_CONSTANT 1

#define PO_THROTTLE_DEGRADE 2

#define PO_THROTTLE_ADAPTIVE 3

#define PO_THROTTLE_MAXIMUM 4

#define PROCESSOR_FEATURE_MAX 64

typedef enum _PROCESSOR_CACHE_TYPE {
	CacheUnified,
	CacheInstruction,
	CacheData,
	CacheTrace,
} PROCESSOR_CACHE_TYPE;

typedef struct _PROCESSOR_RELATIONSHIP {
	UCHAR Flags;
	UCHAR Reserved[21];
	USHORT GroupCount;
	GROUP_AFFINITY GroupMask[1];
} PROCESSOR_RELATIONSHIP, *PPROCESSOR_RELATIONSHIP;

typedef struct _PROCESSOR_GROUP_INFO {
	UCHAR MaximumProcessorCount;
	UCHAR ActiveProcessorCount;
	UCHAR Reserved[38];
	KAFFINITY ActiveProcessorMask;
} PROCESSOR_GROUP_INFO, *PPROCESSOR_GROUP_INFO;

typedef VOID NTAPI PROCESSOR_CALLBACK_FUNCTION(PVOID CallbackContext,
					       PKE_PROCESSOR_CHANGE_NOTIFY_CONTEXT ChangeContext,
					       PNTSTATUS OperationStatus);
typedef PROCESSOR_CALLBACK_FUNCTION *PPROCESSOR_CALLBACK_FUNCTION;
typedef enum _KINTERRUPT_MODE {
	LevelSensitive,
	Latched,
} KINTERRUPT_MODE;

typedef enum _POWER_INFORMATION_LEVEL {
	SystemPowerPolicyAc,
	SystemPowerPolicyDc,
	VerifySystemPolicyAc,
	VerifySystemPolicyDc,
	SystemPowerCapabilities,
	SystemBatteryState,
	SystemPowerStateHandler,
	ProcessorStateHandler,
	SystemPowerPolicyCurrent,
	AdministratorPowerPolicy,
	SystemReserveHiberFile,
	ProcessorInformation,
	SystemPowerInformation,
	ProcessorStateHandler2,
	LastWakeTime,
	LastSleepTime,
	SystemExecutionState,
	SystemPowerStateNotifyHandler,
	ProcessorPowerPolicyAc,
	ProcessorPowerPolicyDc,
	VerifyProcessorPowerPolicyAc,
	VerifyProcessorPowerPolicyDc,
	ProcessorPowerPolicyCurrent,
	SystemPowerStateLogging,
	SystemPowerLoggingEntry,
	SetPowerSettingValue,
	NotifyUserPowerSetting,
	PowerInformationLevelUnused0,
	SystemMonitorHiberBootPowerOff,
	SystemVideoState,
	TraceApplicationPowerMessage,
	TraceApplicationPowerMessageEnd,
	ProcessorPerfStates,
	ProcessorIdleStates,
	ProcessorCap,
	SystemWakeSource,
	SystemHiberFileInformation,
	TraceServicePowerMessage,
	ProcessorLoad,
	PowerShutdownNotification,
	MonitorCapabilities,
	SessionPowerInit,
	SessionDisplayState,
	PowerRequestCreate,
	PowerRequestAction,
	GetPowerRequestList,
	ProcessorInformationEx,
	NotifyUserModeLegacyPowerEvent,
	GroupPark,
	ProcessorIdleDomains,
	WakeTimerList,
	SystemHiberFileSize,
	ProcessorIdleStatesHv,
	ProcessorPerfStatesHv,
	ProcessorPerfCapHv,
	ProcessorSetIdle,
	LogicalProcessorIdling,
	UserPresence,
	PowerSettingNotificationName,
	GetPowerSettingValue,
	IdleResiliency,
	SessionRITState,
	SessionConnectNotification,
	SessionPowerCleanup,
	SessionLockState,
	SystemHiberbootState,
	PlatformInformation,
	PdcInvocation,
	MonitorInvocation,
	FirmwareTableInformationRegistered,
	SetShutdownSelectedTime,
	SuspendResumeInvocation,
	PlmPowerRequestCreate,
	ScreenOff,
	CsDeviceNotification,
	PlatformRole,
	LastResumePerformance,
	DisplayBurst,
	ExitLatencySamplingPercentage,
	RegisterSpmPowerSettings,
	PlatformIdleStates,
	ProcessorIdleVeto,
	PlatformIdleVeto,
	SystemBatteryStatePrecise,
	ThermalEvent,
	PowerRequestActionInternal,
	BatteryDeviceState,
	PowerInformationInternal,
	ThermalStandby,
	SystemHiberFileType,
	PhysicalPowerButtonPress,
	QueryPotentialDripsConstraint,
	EnergyTrackerCreate,
	EnergyTrackerQuery,
	UpdateBlackBoxRecorder,
	SessionAllowExternalDmaDevices,
	SendSuspendResumeNotification,
	BlackBoxRecorderDirectAccessBuffer,
	PowerInformationLevelMaximum,
} POWER_INFORMATION_LEVEL;

typedef enum {
	LT_DONT_CARE,
	LT_LOWEST_LATENCY,
} LATENCY_TIME;

typedef enum _POWER_REQUEST_TYPE {
	PowerRequestDisplayRequired,
	PowerRequestSystemRequired,
	PowerRequestAwayModeRequired,
	PowerRequestExecutionRequired,
} POWER_REQUEST_TYPE, *PPOWER_REQUEST_TYPE;

typedef enum _SYSTEM_POWER_CONDITION {
	PoAc,
	PoDc,
	PoHot,
	PoConditionMaximum,
} SYSTEM_POWER_CONDITION;

typedef enum _POWER_PLATFORM_ROLE {
	PlatformRoleUnspecified = 0,
	PlatformRoleDesktop,
	PlatformRoleMobile,
	PlatformRoleWorkstation,
	PlatformRoleEnterpriseServer,
	PlatformRoleSOHOServer,
	PlatformRoleAppliancePC,
	PlatformRolePerformanceServer,
	PlatformRoleSlate,
	PlatformRoleMaximum,
} POWER_PLATFORM_ROLE, *PPOWER_PLATFORM_ROLE;

typedef struct {
	ULONG Granularity;
	ULONG Capacity;
} BATTERY_REPORTING_SCALE, *PBATTERY_REPORTING_SCALE;

/**
 * REQUEST_POWER_COMPLETE - the routine that PoRequestPowerIrp calls when its IRP is complete
 * @DeviceObject: as given to PoRequestPowerIrp
 * @MinorFunction: as given to PoRequestPowerIrp
 * @PowerState: as given to PoRequestPowerIrp
 * @Context: as given to PoRequestPowerIrp
 * @IoStatus: the status of the IRP
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, REQUEST_POWER_COMPLETE
 */
typedef VOID NTAPI REQUEST_POWER_COMPLETE(_In_ struct _DEVICE_OBJECT *DeviceObject,
					  _In_ UCHAR MinorFunction, _In_ POWER_STATE PowerState,
					  _In_opt_ PVOID Context,
					  _In_ struct _IO_STATUS_BLOCK *IoStatus);
typedef REQUEST_POWER_COMPLETE *PREQUEST_POWER_COMPLETE;
typedef NTSTATUS NTAPI POWER_SETTING_CALLBACK(LPCGUID SettingGuid, PVOID Value, ULONG ValueLength,
					      PVOID Context);
typedef POWER_SETTING_CALLBACK *PPOWER_SETTING_CALLBACK;
typedef HANDLE POHANDLE;
typedef VOID NTAPI PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK(
	void *context, ULONG component);
typedef PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK *PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK;
typedef VOID NTAPI PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK(void *context, ULONG component);
typedef PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK *PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK;
typedef VOID NTAPI PO_FX_COMPONENT_IDLE_STATE_CALLBACK(void *context, ULONG component,
						       ULONG state);
typedef PO_FX_COMPONENT_IDLE_STATE_CALLBACK *PPO_FX_COMPONENT_IDLE_STATE_CALLBACK;
typedef NTSTATUS NTAPI PO_FX_POWER_CONTROL_CALLBACK(void *context, const GUID *code, void *in,
						    SIZE_T in_size, void *out, SIZE_T out_size,
						    SIZE_T *ret_size);
typedef PO_FX_POWER_CONTROL_CALLBACK *PPO_FX_POWER_CONTROL_CALLBACK;
typedef struct _PO_FX_COMPONENT_IDLE_STATE {
	ULONGLONG TransitionLatency;
	ULONGLONG ResidencyRequirement;
	ULONG NominalPower;
} PO_FX_COMPONENT_IDLE_STATE, *PPO_FX_COMPONENT_IDLE_STATE;

typedef struct _PO_FX_COMPONENT_V1 {
	GUID Id;
	ULONG IdleStateCount;
	ULONG DeepestWakeableIdleState;
	PO_FX_COMPONENT_IDLE_STATE *IdleStates;
} PO_FX_COMPONENT_V1, *PPO_FX_COMPONENT_V1;

typedef struct _PO_FX_COMPONENT_V2 {
	GUID Id;
	ULONGLONG Flags;
	ULONG DeepestWakeableIdleState;
	ULONG IdleStateCount;
	PO_FX_COMPONENT_IDLE_STATE *IdleStates;
	ULONG ProviderCount;
	ULONG *Providers;
} PO_FX_COMPONENT_V2, *PPO_FX_COMPONENT_V2;

typedef VOID NTAPI PO_FX_DEVICE_POWER_REQUIRED_CALLBACK(PVOID Context);
typedef PO_FX_DEVICE_POWER_REQUIRED_CALLBACK *PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK;
typedef VOID NTAPI PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK(PVOID Context);
typedef PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK *PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK;
typedef VOID NTAPI PO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK(PVOID Context, ULONG Component,
								 BOOLEAN Active);
typedef PO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK
	*PPO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK;
typedef struct _PO_FX_DEVICE_V1 {
	ULONG Version;
	ULONG ComponentCount;
	PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
	PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
	PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
	PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
	PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
	PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
	PVOID DeviceContext;
	PO_FX_COMPONENT_V1 Components[ANYSIZE_ARRAY];
} PO_FX_DEVICE_V1, *PPO_FX_DEVICE_V1;

typedef struct _PO_FX_DEVICE_V2 {
	ULONG Version;
	ULONGLONG Flags;
	PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
	PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
	PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
	PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
	PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
	PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
	PVOID DeviceContext;
	ULONG ComponentCount;
	PO_FX_COMPONENT_V2 Components[ANYSIZE_ARRAY];
} PO_FX_DEVICE_V2, *PPO_FX_DEVICE_V2;

#if PO_FX_VERSION == PO_FX_VERSION_V1
typedef PO_FX_COMPONENT_V1 PO_FX_COMPONENT, *PPO_FX_COMPONENT;
typedef PO_FX_DEVICE_V1 PO_FX_DEVICE, *PPO_FX_DEVICE;
#else
typedef PO_FX_COMPONENT_V2 PO_FX_COMPONENT, *PPO_FX_COMPONENT;
typedef PO_FX_DEVICE_V2 PO_FX_DEVICE, *PPO_FX_DEVICE;
#endif

typedef VOID (NTAPI *PINTERFACE_REFERENCE)(PVOID Context);
typedef VOID (NTAPI *PINTERFACE_DEREFERENCE)(PVOID Context);
typedef BOOLEAN (NTAPI *PGPE_SERVICE_ROUTINE)(PVOID, PVOID);
typedef NTSTATUS (NTAPI *PGPE_CONNECT_VECTOR)(PDEVICE_OBJECT, ULONG, KINTERRUPT_MODE, BOOLEAN,
					      PGPE_SERVICE_ROUTINE, PVOID, PVOID);
typedef NTSTATUS (NTAPI *PGPE_DISCONNECT_VECTOR)(PVOID);
typedef NTSTATUS (NTAPI *PGPE_ENABLE_EVENT)(PDEVICE_OBJECT, PVOID);
typedef NTSTATUS (NTAPI *PGPE_DISABLE_EVENT)(PDEVICE_OBJECT, PVOID);
typedef NTSTATUS (NTAPI *PGPE_CLEAR_STATUS)(PDEVICE_OBJECT, PVOID);
typedef VOID (NTAPI *PDEVICE_NOTIFY_CALLBACK)(PVOID, ULONG);
typedef NTSTATUS (NTAPI *PREGISTER_FOR_DEVICE_NOTIFICATIONS)(
	PDEVICE_OBJECT, PDEVICE_NOTIFY_CALLBACK, PVOID);
typedef VOID (NTAPI *PUNREGISTER_FOR_DEVICE_NOTIFICATIONS)(PDEVICE_OBJECT,
							   PDEVICE_NOTIFY_CALLBACK);
typedef struct _ACPI_INTERFACE_STANDARD {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PGPE_CONNECT_VECTOR GpeConnectVector;
	PGPE_DISCONNECT_VECTOR GpeDisconnectVector;
	PGPE_ENABLE_EVENT GpeEnableEvent;
	PGPE_DISABLE_EVENT GpeDisableEvent;
	PGPE_CLEAR_STATUS GpeClearStatus;
	PREGISTER_FOR_DEVICE_NOTIFICATIONS RegisterForDeviceNotifications;
	PUNREGISTER_FOR_DEVICE_NOTIFICATIONS UnregisterForDeviceNotifications;
} ACPI_INTERFACE_STANDARD, *PACPI_INTERFACE_STANDARD;

typedef NTSTATUS (NTAPI *PGPE_CONNECT_VECTOR2)(PVOID Context, ULONG GpeNumber,
					       KINTERRUPT_MODE Mode, BOOLEAN Shareable,
					       PGPE_SERVICE_ROUTINE ServiceRoutine,
					       PVOID ServiceContext, PVOID *ObjectContext);
typedef NTSTATUS (NTAPI *PGPE_DISCONNECT_VECTOR2)(PVOID Context, PVOID ObjectContext);
typedef NTSTATUS (NTAPI *PGPE_ENABLE_EVENT2)(PVOID Context, PVOID ObjectContext);
typedef NTSTATUS (NTAPI *PGPE_DISABLE_EVENT2)(PVOID Context, PVOID ObjectContext);
typedef NTSTATUS (NTAPI *PGPE_CLEAR_STATUS2)(PVOID Context, PVOID ObjectContext);
typedef VOID (NTAPI *PDEVICE_NOTIFY_CALLBACK2)(PVOID NotificationContext, ULONG NotifyCode);
typedef NTSTATUS (NTAPI *PREGISTER_FOR_DEVICE_NOTIFICATIONS2)(
	PVOID Context, PDEVICE_NOTIFY_CALLBACK2 NotificationHandler, PVOID NotificationContext);
typedef VOID (NTAPI *PUNREGISTER_FOR_DEVICE_NOTIFICATIONS2)(PVOID Context);
typedef struct _ACPI_INTERFACE_STANDARD2 {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PGPE_CONNECT_VECTOR2 GpeConnectVector;
	PGPE_DISCONNECT_VECTOR2 GpeDisconnectVector;
	PGPE_ENABLE_EVENT2 GpeEnableEvent;
	PGPE_DISABLE_EVENT2 GpeDisableEvent;
	PGPE_CLEAR_STATUS2 GpeClearStatus;
	PREGISTER_FOR_DEVICE_NOTIFICATIONS2 RegisterForDeviceNotifications;
	PUNREGISTER_FOR_DEVICE_NOTIFICATIONS2 UnregisterForDeviceNotifications;
} ACPI_INTERFACE_STANDARD2, *PACPI_INTERFACE_STANDARD2;

typedef NTSTATUS NTAPI PROCESSOR_HALT_ROUTINE(_Inout_opt_ PVOID Context);
typedef PROCESSOR_HALT_ROUTINE *PPROCESSOR_HALT_ROUTINE;
typedef BOOLEAN (NTAPI *PPROCESSOR_IDLE_HANDLER)(PPROCESSOR_IDLE_TIMES IdleTimes);
typedef struct _PROCESSOR_IDLE_HANDLER_INFO {
	ULONG HardwareLatency;
	PPROCESSOR_IDLE_HANDLER Handler;
} PROCESSOR_IDLE_HANDLER_INFO, *PPROCESSOR_IDLE_HANDLER_INFO;

typedef VOID (NTAPI *PSET_PROCESSOR_THROTTLE)(UCHAR Throttle);
typedef NTSTATUS (NTAPI *PSET_PROCESSOR_THROTTLE2)(UCHAR Throttle);
typedef struct _PROCESSOR_STATE_HANDLER {
	UCHAR ThrottleScale;
	BOOLEAN ThrottleOnIdle;
	PSET_PROCESSOR_THROTTLE SetThrottle;
	ULONG NumIdleHandlers;
	PROCESSOR_IDLE_HANDLER_INFO IdleHandler[3];
} PROCESSOR_STATE_HANDLER, *PPROCESSOR_STATE_HANDLER;

typedef enum _POWER_STATE_HANDLER_TYPE {
	PowerStateSleeping1 = 0,
	PowerStateSleeping2 = 1,
	PowerStateSleeping3 = 2,
	PowerStateSleeping4 = 3,
	PowerStateShutdownOff = 4,
	PowerStateShutdownReset = 5,
	PowerStateSleeping4Firmware = 6,
	PowerStateMaximum = 7,
} POWER_STATE_HANDLER_TYPE, *PPOWER_STATE_HANDLER_TYPE;

typedef NTSTATUS (NTAPI *PENTER_STATE_SYSTEM_HANDLER)(PVOID SystemContext);
typedef NTSTATUS (NTAPI *PENTER_STATE_HANDLER)(PVOID Context,
					       PENTER_STATE_SYSTEM_HANDLER SystemHandler,
					       PVOID SystemContext, LONG NumberProcessors,
					       LONG volatile *Number);
typedef struct _POWER_STATE_HANDLER {
	POWER_STATE_HANDLER_TYPE Type;
	BOOLEAN RtcWake;
	UCHAR Spare[3];
	PENTER_STATE_HANDLER Handler;
	PVOID Context;
} POWER_STATE_HANDLER, *PPOWER_STATE_HANDLER;

typedef NTSTATUS (NTAPI *PENTER_STATE_NOTIFY_HANDLER)(POWER_STATE_HANDLER_TYPE State,
						      PVOID Context, BOOLEAN Entering);
typedef struct _POWER_STATE_NOTIFY_HANDLER {
	PENTER_STATE_NOTIFY_HANDLER Handler;
	PVOID Context;
} POWER_STATE_NOTIFY_HANDLER, *PPOWER_STATE_NOTIFY_HANDLER;

typedef struct _PROCESSOR_PERF_LEVEL {
	UCHAR PercentFrequency;
	UCHAR Reserved;
	USHORT Flags;
} PROCESSOR_PERF_LEVEL, *PPROCESSOR_PERF_LEVEL;

typedef struct _PROCESSOR_STATE_HANDLER2 {
	ULONG NumIdleHandlers;
	PROCESSOR_IDLE_HANDLER_INFO IdleHandler[3];
	PSET_PROCESSOR_THROTTLE2 SetPerfLevel;
	ULONG HardwareLatency;
	UCHAR NumPerfStates;
	PROCESSOR_PERF_LEVEL PerfLevel[1];
} PROCESSOR_STATE_HANDLER2, *PPROCESSOR_STATE_HANDLER2;

typedef struct _SYSTEM_POWER_CAPABILITIES {
	BOOLEAN PowerButtonPresent;
	BOOLEAN SleepButtonPresent;
	BOOLEAN LidPresent;
	BOOLEAN SystemS1;
	BOOLEAN SystemS2;
	BOOLEAN SystemS3;
	BOOLEAN SystemS4;
	BOOLEAN SystemS5;
	BOOLEAN HiberFilePresent;
	BOOLEAN FullWake;
	BOOLEAN VideoDimPresent;
	BOOLEAN ApmPresent;
	BOOLEAN UpsPresent;
	BOOLEAN ThermalControl;
	BOOLEAN ProcessorThrottle;
	UCHAR ProcessorMinThrottle;
	UCHAR ProcessorMaxThrottle;
	BOOLEAN FastSystemS4;
	BOOLEAN Hiberboot;
	BOOLEAN WakeAlarmPresent;
	BOOLEAN AoAc;
	BOOLEAN DiskSpinDown;
	UCHAR HiberFileType;
	BOOLEAN AoAcConnectivitySupported;
	UCHAR spare3[6];
	BOOLEAN SystemBatteriesPresent;
	BOOLEAN BatteriesAreShortTerm;
	BATTERY_REPORTING_SCALE BatteryScale[3];
	SYSTEM_POWER_STATE AcOnLineWake;
	SYSTEM_POWER_STATE SoftLidWake;
	SYSTEM_POWER_STATE RtcWake;
	SYSTEM_POWER_STATE MinDeviceWakeState;
	SYSTEM_POWER_STATE DefaultLowLatencyWake;
} SYSTEM_POWER_CAPABILITIES, *PSYSTEM_POWER_CAPABILITIES;

typedef struct _SYSTEM_BATTERY_STATE {
	BOOLEAN AcOnLine;
	BOOLEAN BatteryPresent;
	BOOLEAN Charging;
	BOOLEAN Discharging;
	BOOLEAN Spare1[3];
	UCHAR Tag;
	ULONG MaxCapacity;
	ULONG RemainingCapacity;
	ULONG Rate;
	ULONG EstimatedTime;
	ULONG DefaultAlert1;
	ULONG DefaultAlert2;
} SYSTEM_BATTERY_STATE, *PSYSTEM_BATTERY_STATE;

typedef struct _POWER_ACTION_POLICY {
	POWER_ACTION Action;
	ULONG Flags;
	ULONG EventCode;
} POWER_ACTION_POLICY, *PPOWER_ACTION_POLICY;

typedef struct _POWER_PLATFORM_INFORMATION {
	BOOLEAN AoAc;
} POWER_PLATFORM_INFORMATION, *PPOWER_PLATFORM_INFORMATION;

typedef struct _PO_FX_PERF_STATE_CHANGE {
	ULONG Set;
	union {
		ULONG StateIndex;
		ULONGLONG StateValue;
	};
} PO_FX_PERF_STATE_CHANGE, *PPO_FX_PERF_STATE_CHANGE;

/**
 * PoCallDriver - pass a power IRP to the next driver
 * @DeviceObject: the device of that driver
 * @Irp: the IRP
 *
 * The same as IoCallDriver, as on Windows since Vista.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: what the driver's dispatch routine returns.
 * Page: wdm.h, PoCallDriver
 */
NTSTATUS NTAPI PoCallDriver(_In_ struct _DEVICE_OBJECT *DeviceObject, _Inout_ struct _IRP *Irp);

/**
 * PoStartNextPowerIrp - tell that the next power IRP may come
 * @Irp: the current one
 *
 * Does nothing, as on Windows since Vista.
 *
 * IRQL: any.
 * Page: wdm.h, PoStartNextPowerIrp
 */
VOID NTAPI PoStartNextPowerIrp(_Inout_ struct _IRP *Irp);

/**
 * PoRequestPowerIrp - ask for a power IRP for a stack
 * @DeviceObject: a device of the stack, to whose top the IRP is sent
 * @MinorFunction: IRP_MN_SET_POWER or IRP_MN_QUERY_POWER for the power of the device, or
 *	IRP_MN_WAIT_WAKE
 * @PowerState: a DeviceState; for IRP_MN_WAIT_WAKE the SystemState
 * @CompletionFunction: called when the IRP is complete, after the completion routines of the drivers;
 *	may be NULL
 * @Context: for the function
 * @Irp: for IRP_MN_WAIT_WAKE, receives the IRP, which IoCancelIrp takes; else NULL
 *
 * A stack has one such IRP for the power of its device at a time. The next waits until the function of
 * the former has returned. Here: the IRP is sent at PASSIVE_LEVEL, by a system thread. No device can
 * wake the system: IRP_MN_WAIT_WAKE comes back with STATUS_NOT_SUPPORTED.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_PENDING; STATUS_INVALID_PARAMETER_2 for another @MinorFunction;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER_1, with a report, for a wrong
 *	@DeviceObject or IRQL.
 * Page: wdm.h, PoRequestPowerIrp
 */
NTSTATUS NTAPI PoRequestPowerIrp(_In_ struct _DEVICE_OBJECT *DeviceObject, _In_ UCHAR MinorFunction,
				 _In_ POWER_STATE PowerState,
				 _In_opt_ PREQUEST_POWER_COMPLETE CompletionFunction,
				 _In_opt_ PVOID Context, _Out_opt_ struct _IRP **Irp);

/**
 * PoSetPowerState - tell which power the device or the system has now
 * @DeviceObject: the device
 * @Type: DevicePowerState or SystemPowerState
 * @State: the new state
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the state that was told before; at first PowerDeviceD0, and PowerSystemWorking. After a
 *	report for a wrong @DeviceObject or IRQL, @State.
 * Page: wdm.h, PoSetPowerState
 */
POWER_STATE NTAPI PoSetPowerState(_In_ struct _DEVICE_OBJECT *DeviceObject,
				  _In_ POWER_STATE_TYPE Type, _In_ POWER_STATE State);

WINWORK_ABSENT NTSTATUS NTAPI PoClearPowerRequest(_Inout_ PVOID PowerRequest,
						  _In_ POWER_REQUEST_TYPE Type);
WINWORK_ABSENT NTSTATUS NTAPI PoCreatePowerRequest(_Out_ PVOID *PowerRequest,
						   _In_ PDEVICE_OBJECT DeviceObject,
						   _In_ PCOUNTED_REASON_CONTEXT Context);
WINWORK_ABSENT VOID NTAPI PoDeletePowerRequest(_Inout_ PVOID PowerRequest);
WINWORK_ABSENT VOID NTAPI PoEndDeviceBusy(_Inout_ PULONG IdlePointer);
WINWORK_ABSENT VOID NTAPI PoFxActivateComponent(_In_ POHANDLE Handle, _In_ ULONG Component,
						_In_ ULONG Flags);
WINWORK_ABSENT VOID NTAPI PoFxCompleteDevicePowerNotRequired(
	_In_ POHANDLE Handle);
WINWORK_ABSENT VOID NTAPI PoFxCompleteIdleCondition(_In_ POHANDLE Handle, _In_ ULONG Component);
WINWORK_ABSENT VOID NTAPI PoFxCompleteIdleState(_In_ POHANDLE Handle, _In_ ULONG Component);
WINWORK_ABSENT VOID NTAPI PoFxIdleComponent(_In_ POHANDLE Handle, _In_ ULONG Component,
					    _In_ ULONG Flags);
WINWORK_ABSENT VOID NTAPI PoFxIssueComponentPerfStateChange(_In_ POHANDLE Handle,
							    _In_ ULONG Flags,
							    _In_ ULONG Component,
							    _In_ PPO_FX_PERF_STATE_CHANGE PerfChange,
							    _In_ PVOID Context);
WINWORK_ABSENT VOID NTAPI PoFxIssueComponentPerfStateChangeMultiple(
	_In_ POHANDLE Handle, _In_ ULONG Flags, _In_ ULONG Component, _In_ ULONG PerfChangesCount,
	_In_ PO_FX_PERF_STATE_CHANGE PerfChanges[], _In_ PVOID Context);
WINWORK_ABSENT VOID NTAPI PoFxNotifySurprisePowerOn(_In_ PDEVICE_OBJECT Pdo);
WINWORK_ABSENT NTSTATUS NTAPI PoFxPowerControl(_In_ POHANDLE Handle,
					       _In_ LPCGUID PowerControlCode,
					       _In_opt_ PVOID InBuffer, _In_ SIZE_T InBufferSize,
					       _Out_opt_ PVOID OutBuffer,
					       _In_ SIZE_T OutBufferSize,
					       _Out_opt_ PSIZE_T BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI PoFxPowerOnCrashdumpDevice(_In_ POHANDLE Handle,
							 _In_opt_ PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI PoFxQueryCurrentComponentPerfState(
	_In_ POHANDLE Handle, _In_ ULONG Flags, _In_ ULONG Component, _In_ ULONG SetIndex,
	_In_ PULONGLONG CurrentPerf);
WINWORK_ABSENT NTSTATUS NTAPI PoFxRegisterCrashdumpDevice(POHANDLE Handle);
WINWORK_ABSENT NTSTATUS NTAPI PoFxRegisterDevice(_In_ PDEVICE_OBJECT Pdo, _In_ PPO_FX_DEVICE Device,
						 _Out_ POHANDLE *Handle);
WINWORK_ABSENT VOID NTAPI PoFxReportDevicePoweredOn(_In_ POHANDLE Handle);
WINWORK_ABSENT VOID NTAPI PoFxSetComponentLatency(_In_ POHANDLE Handle, _In_ ULONG Component,
						  _In_ ULONGLONG Latency);
WINWORK_ABSENT VOID NTAPI PoFxSetComponentResidency(_In_ POHANDLE Handle, _In_ ULONG Component,
						    _In_ ULONGLONG Residency);
WINWORK_ABSENT VOID NTAPI PoFxSetComponentWake(_In_ POHANDLE Handle, _In_ ULONG Component,
					       _In_ BOOLEAN WakeHint);
WINWORK_ABSENT VOID NTAPI PoFxSetDeviceIdleTimeout(_In_ POHANDLE Handle,
						   _In_ ULONGLONG IdleTimeout);
WINWORK_ABSENT NTSTATUS NTAPI PoFxSetTargetDripsDevicePowerState(
	_In_ POHANDLE Handle, _In_ DEVICE_POWER_STATE TargetState);
WINWORK_ABSENT VOID NTAPI PoFxStartDevicePowerManagement(_In_ POHANDLE Handle);
WINWORK_ABSENT VOID NTAPI PoFxUnregisterDevice(_In_ POHANDLE Handle);
WINWORK_ABSENT BOOLEAN NTAPI PoGetSystemWake(_In_ struct _IRP *Irp);
WINWORK_ABSENT BOOLEAN NTAPI PoQueryWatchdogTime(_In_ PDEVICE_OBJECT Pdo,
						 _Out_ PULONG SecondsRemaining);
WINWORK_ABSENT PULONG NTAPI PoRegisterDeviceForIdleDetection(
	_In_ struct _DEVICE_OBJECT *DeviceObject, _In_ ULONG ConservationIdleTime,
	_In_ ULONG PerformanceIdleTime, _In_ DEVICE_POWER_STATE State);
WINWORK_ABSENT NTSTATUS NTAPI PoRegisterPowerSettingCallback(
	_In_opt_ PDEVICE_OBJECT DeviceObject, _In_ LPCGUID SettingGuid,
	_In_ PPOWER_SETTING_CALLBACK Callback, _In_opt_ PVOID Context, _Out_ PVOID *Handle);
WINWORK_ABSENT PVOID NTAPI PoRegisterSystemState(_Inout_ PVOID StateHandle,
						 _In_ EXECUTION_STATE Flags);
WINWORK_ABSENT NTSTATUS NTAPI PoRequestShutdownEvent(PVOID *Event);
WINWORK_ABSENT VOID NTAPI PoSetDeviceBusyEx(_Inout_ PULONG IdlePointer);
WINWORK_ABSENT NTSTATUS NTAPI PoSetPowerRequest(_Inout_ PVOID PowerRequest,
						_In_ POWER_REQUEST_TYPE Type);
WINWORK_ABSENT VOID NTAPI PoSetSystemState(_In_ EXECUTION_STATE Flags);
WINWORK_ABSENT VOID NTAPI PoSetSystemWake(_Inout_ struct _IRP *Irp);
WINWORK_ABSENT VOID NTAPI PoStartDeviceBusy(_Inout_ PULONG IdlePointer);
WINWORK_ABSENT NTSTATUS NTAPI PoUnregisterPowerSettingCallback(
	_Inout_ PVOID Handle);
WINWORK_ABSENT VOID NTAPI PoUnregisterSystemState(_Inout_ PVOID StateHandle);

#define PO_FX_UNKNOWN_POWER 0xffffffff
#define PO_FX_UNKNOWN_TIME 0xffffffffffffffffull

EXTERN_C_END

#endif /* WINWORK_PO_POWER_H */
