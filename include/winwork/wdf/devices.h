/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Plug and Play and power of the framework's devices.
 */
#ifndef WINWORK_WDF_DEVICES_H
#define WINWORK_WDF_DEVICES_H

#include "device.h"
#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../po/power.h"
#include "requests.h"
#include "../mm/locked_pages.h"
#include "../rtl/debug.h"

EXTERN_C_START

struct _WDF_DEVICE_INTERFACE_PROPERTY_DATA;
struct _WDF_DEVICE_PNP_CAPABILITIES;
struct _WDF_DEVICE_PNP_NOTIFICATION_DATA;
struct _WDF_DEVICE_POWER_CAPABILITIES;
struct _WDF_DEVICE_POWER_NOTIFICATION_DATA;
struct _WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS;
struct _WDF_DEVICE_POWER_POLICY_NOTIFICATION_DATA;
struct _WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS;
struct _WDF_DEVICE_PROPERTY_DATA;
struct _WDF_DEVICE_STATE;
struct _WDF_DRIVER_VERSION_AVAILABLE_PARAMS;
struct _WDF_FILEOBJECT_CONFIG;
struct _WDF_IO_TYPE_CONFIG;
struct _WDF_POWER_POLICY_EVENT_CALLBACKS;
struct _WDF_REMOVE_LOCK_OPTIONS;

#define FACILITY_DRIVER_FRAMEWORK 0x20

#define IdleTimeoutDefaultValue ((ULONG) IdleTimeoutDefaultConstant)

#define STATUS_WDF_DEVICE_REMOVED_NOT_SENT ((NTSTATUS) 0xc0200206)
#define STATUS_WDF_IO_TIMEOUT_NOT_SENT ((NTSTATUS) 0xc0200205)
#define STATUS_WDF_NOT_ENOUGH_MAP_REGISTERS ((NTSTATUS) 0xc0200214)
#define STATUS_WDF_POSTED ((NTSTATUS) 0x40200002)
#define STATUS_WDF_QUEUED ((NTSTATUS) 0x40200000)
#define STATUS_WDF_REQUEST_ALREADY_PENDING ((NTSTATUS) 0xc0200207)
#define STATUS_WDF_REQUEST_INVALID_STATE ((NTSTATUS) 0xc0200208)
#define STATUS_WDF_TOO_FRAGMENTED ((NTSTATUS) 0xc020020a)
#define STATUS_WDF_TOO_MANY_TRANSFERS ((NTSTATUS) 0xc0200213)

#define WDF_NO_SEND_OPTIONS WDF_NULL_POINTER
#define WDF_S0_IDLE_DEFAULT_VALUE_NAME L"WdfDefaultIdleInWorkingState"
#define WDF_S0_IDLE_ENABLED_VALUE_NAME L"IdleInWorkingState"
#define WDF_SX_WAKE_DEFAULT_VALUE_NAME L"WdfDefaultWakeFromSleepState"
#define WDF_SX_WAKE_ENABLED_VALUE_NAME L"WakeFromSleepState"
#define WDF_TYPE_DEFAULT_SECTION_NAME ".data"
#define WDF_TYPE_INIT_BASE_SECTION_NAME ".kmdftypeinit"

typedef size_t *WDF_STRUCT_INFO;
typedef struct WDFCXDEVICE_INIT *PWDFCXDEVICE_INIT;
typedef HANDLE WDFCOMPANIONTARGET;

typedef NTSTATUS NTAPI EVT_WDF_TRACE_CALLBACK(UCHAR minorFunction, PVOID dataPath,
					      ULONG bufferLength, PVOID buffer, PVOID context,
					      PULONG size);
typedef EVT_WDF_TRACE_CALLBACK *PFN_WDF_TRACE_CALLBACK;
typedef struct _WDF_DRIVER_VERSION_AVAILABLE_PARAMS {
	ULONG Size;
	ULONG MajorVersion;
	ULONG MinorVersion;
} WDF_DRIVER_VERSION_AVAILABLE_PARAMS, *PWDF_DRIVER_VERSION_AVAILABLE_PARAMS;

typedef enum _WDF_DEVICE_STATE_FLAGS {
	WdfDevStateNP = 0x8000,
} WDF_DEVICE_STATE_FLAGS;

typedef enum _WDF_DEVICE_PNP_STATE {
	WdfDevStatePnpInvalid = 0x00,
	WdfDevStatePnpObjectCreated = 0x100,
	WdfDevStatePnpCheckForDevicePresence = 0x101,
	WdfDevStatePnpEjectFailed = 0x102,
	WdfDevStatePnpEjectHardware = 0x103,
	WdfDevStatePnpEjectedWaitingForRemove = 0x104,
	WdfDevStatePnpInit = 0x105,
	WdfDevStatePnpInitStarting = 0x106,
	WdfDevStatePnpInitSurpriseRemoved = 0x107,
	WdfDevStatePnpHardwareAvailable = 0x108,
	WdfDevStatePnpEnableInterfaces = 0x109,
	WdfDevStatePnpHardwareAvailablePowerPolicyFailed = 0x10a,
	WdfDevStatePnpQueryRemoveAskDriver = 0x10b,
	WdfDevStatePnpQueryRemovePending = 0x10c,
	WdfDevStatePnpQueryRemoveStaticCheck = 0x10d,
	WdfDevStatePnpQueriedRemoving = 0x10e,
	WdfDevStatePnpQueryStopAskDriver = 0x10f,
	WdfDevStatePnpQueryStopPending = 0x110,
	WdfDevStatePnpQueryStopStaticCheck = 0x111,
	WdfDevStatePnpQueryCanceled = 0x112,
	WdfDevStatePnpRemoved = 0x113,
	WdfDevStatePnpPdoRemoved = 0x114,
	WdfDevStatePnpRemovedPdoWait = 0x115,
	WdfDevStatePnpRemovedPdoSurpriseRemoved = 0x116,
	WdfDevStatePnpRemovingDisableInterfaces = 0x117,
	WdfDevStatePnpRestarting = 0x118,
	WdfDevStatePnpStarted = 0x119,
	WdfDevStatePnpStartedCancelStop = 0x11a,
	WdfDevStatePnpStartedCancelRemove = 0x11b,
	WdfDevStatePnpStartedRemoving = 0x11c,
	WdfDevStatePnpStartingFromStopped = 0x11d,
	WdfDevStatePnpStopped = 0x11e,
	WdfDevStatePnpStoppedWaitForStartCompletion = 0x11f,
	WdfDevStatePnpStartedStopping = 0x120,
	WdfDevStatePnpSurpriseRemove = 0x121,
	WdfDevStatePnpInitQueryRemove = 0x122,
	WdfDevStatePnpInitQueryRemoveCanceled = 0x123,
	WdfDevStatePnpFdoRemoved = 0x124,
	WdfDevStatePnpRemovedWaitForChildren = 0x125,
	WdfDevStatePnpQueriedSurpriseRemove = 0x126,
	WdfDevStatePnpSurpriseRemoveIoStarted = 0x127,
	WdfDevStatePnpFailedPowerDown = 0x128,
	WdfDevStatePnpFailedIoStarting = 0x129,
	WdfDevStatePnpFailedOwnHardware = 0x12a,
	WdfDevStatePnpFailed = 0x12b,
	WdfDevStatePnpFailedSurpriseRemoved = 0x12c,
	WdfDevStatePnpFailedStarted = 0x12d,
	WdfDevStatePnpFailedWaitForRemove = 0x12e,
	WdfDevStatePnpFailedInit = 0x12f,
	WdfDevStatePnpPdoInitFailed = 0x130,
	WdfDevStatePnpRestart = 0x131,
	WdfDevStatePnpRestartReleaseHardware = 0x132,
	WdfDevStatePnpRestartHardwareAvailable = 0x133,
	WdfDevStatePnpPdoRestart = 0x134,
	WdfDevStatePnpFinal = 0x135,
	WdfDevStatePnpRemovedChildrenRemoved = 0x136,
	WdfDevStatePnpQueryRemoveEnsureDeviceAwake = 0x137,
	WdfDevStatePnpQueryStopEnsureDeviceAwake = 0x138,
	WdfDevStatePnpFailedPowerPolicyRemoved = 0x139,
	WdfDevStatePnpNull = 0x13a,
} WDF_DEVICE_PNP_STATE, *PWDF_DEVICE_PNP_STATE;

typedef enum _WDF_DEVICE_POWER_STATE {
	WdfDevStatePowerInvalid = 0x00,
	WdfDevStatePowerObjectCreated = 0x300,
	WdfDevStatePowerCheckDeviceType = 0x301,
	WdfDevStatePowerCheckDeviceTypeNP = 0x302 | WdfDevStateNP,
	WdfDevStatePowerCheckParentState = 0x303,
	WdfDevStatePowerCheckParentStateNP = 0x304 | WdfDevStateNP,
	WdfDevStatePowerEnablingWakeAtBus = 0x305,
	WdfDevStatePowerEnablingWakeAtBusNP = 0x306 | WdfDevStateNP,
	WdfDevStatePowerD0 = 0x307,
	WdfDevStatePowerD0NP = 0x308 | WdfDevStateNP,
	WdfDevStatePowerD0BusWakeOwner = 0x309,
	WdfDevStatePowerD0BusWakeOwnerNP = 0x30a | WdfDevStateNP,
	WdfDevStatePowerD0ArmedForWake = 0x30b,
	WdfDevStatePowerD0ArmedForWakeNP = 0x30c | WdfDevStateNP,
	WdfDevStatePowerD0DisarmingWakeAtBus = 0x30d,
	WdfDevStatePowerD0DisarmingWakeAtBusNP = 0x30e | WdfDevStateNP,
	WdfDevStatePowerD0Starting = 0x30f,
	WdfDevStatePowerD0StartingConnectInterrupt = 0x310,
	WdfDevStatePowerD0StartingDmaEnable = 0x311,
	WdfDevStatePowerD0StartingStartSelfManagedIo = 0x312,
	WdfDevStatePowerDecideD0State = 0x313,
	WdfDevStatePowerGotoD3Stopped = 0x314,
	WdfDevStatePowerStopped = 0x315,
	WdfDevStatePowerStartingCheckDeviceType = 0x316,
	WdfDevStatePowerStartingChild = 0x317,
	WdfDevStatePowerDxDisablingWakeAtBus = 0x318,
	WdfDevStatePowerDxDisablingWakeAtBusNP = 0x319 | WdfDevStateNP,
	WdfDevStatePowerGotoDx = 0x31a,
	WdfDevStatePowerGotoDxNP = 0x31b | WdfDevStateNP,
	WdfDevStatePowerGotoDxIoStopped = 0x31c,
	WdfDevStatePowerGotoDxIoStoppedNP = 0x31d | WdfDevStateNP,
	WdfDevStatePowerGotoDxNPFailed = 0x31e | WdfDevStateNP,
	WdfDevStatePowerDx = 0x31f,
	WdfDevStatePowerDxNP = 0x320 | WdfDevStateNP,
	WdfDevStatePowerGotoDxArmedForWake = 0x321,
	WdfDevStatePowerGotoDxArmedForWakeNP = 0x322 | WdfDevStateNP,
	WdfDevStatePowerGotoDxIoStoppedArmedForWake = 0x323,
	WdfDevStatePowerGotoDxIoStoppedArmedForWakeNP = 0x324 | WdfDevStateNP,
	WdfDevStatePowerDxArmedForWake = 0x325,
	WdfDevStatePowerDxArmedForWakeNP = 0x326 | WdfDevStateNP,
	WdfDevStatePowerCheckParentStateArmedForWake = 0x327,
	WdfDevStatePowerCheckParentStateArmedForWakeNP = 0x328 | WdfDevStateNP,
	WdfDevStatePowerWaitForParentArmedForWake = 0x329,
	WdfDevStatePowerWaitForParentArmedForWakeNP = 0x32a | WdfDevStateNP,
	WdfDevStatePowerStartSelfManagedIo = 0x32b,
	WdfDevStatePowerStartSelfManagedIoNP = 0x32c | WdfDevStateNP,
	WdfDevStatePowerStartSelfManagedIoFailed = 0x32d,
	WdfDevStatePowerStartSelfManagedIoFailedNP = 0x32e | WdfDevStateNP,
	WdfDevStatePowerWaitForParent = 0x32f,
	WdfDevStatePowerWaitForParentNP = 0x330 | WdfDevStateNP,
	WdfDevStatePowerWakePending = 0x331,
	WdfDevStatePowerWakePendingNP = 0x332 | WdfDevStateNP,
	WdfDevStatePowerWaking = 0x333,
	WdfDevStatePowerWakingNP = 0x334 | WdfDevStateNP,
	WdfDevStatePowerWakingConnectInterrupt = 0x335,
	WdfDevStatePowerWakingConnectInterruptNP = 0x336 | WdfDevStateNP,
	WdfDevStatePowerWakingConnectInterruptFailed = 0x337,
	WdfDevStatePowerWakingConnectInterruptFailedNP = 0x338 | WdfDevStateNP,
	WdfDevStatePowerWakingDmaEnable = 0x339,
	WdfDevStatePowerWakingDmaEnableNP = 0x33a | WdfDevStateNP,
	WdfDevStatePowerWakingDmaEnableFailed = 0x33b,
	WdfDevStatePowerWakingDmaEnableFailedNP = 0x33c | WdfDevStateNP,
	WdfDevStatePowerReportPowerUpFailedDerefParent = 0x33d,
	WdfDevStatePowerReportPowerUpFailed = 0x33e,
	WdfDevStatePowerPowerFailedPowerDown = 0x33f,
	WdfDevStatePowerReportPowerDownFailed = 0x340,
	WdfDevStatePowerInitialConnectInterruptFailed = 0x341,
	WdfDevStatePowerInitialDmaEnableFailed = 0x342,
	WdfDevStatePowerInitialSelfManagedIoFailed = 0x343,
	WdfDevStatePowerInitialPowerUpFailedDerefParent = 0x344,
	WdfDevStatePowerInitialPowerUpFailed = 0x345,
	WdfDevStatePowerDxStoppedDisarmWake = 0x346,
	WdfDevStatePowerDxStoppedDisarmWakeNP = 0x347 | WdfDevStateNP,
	WdfDevStatePowerGotoDxStoppedDisableInterruptNP = 0x348 | WdfDevStateNP,
	WdfDevStatePowerGotoDxStopped = 0x349,
	WdfDevStatePowerDxStopped = 0x34a,
	WdfDevStatePowerGotoStopped = 0x34b,
	WdfDevStatePowerStoppedCompleteDx = 0x34c,
	WdfDevStatePowerDxStoppedDecideDxState = 0x34d,
	WdfDevStatePowerDxStoppedArmForWake = 0x34e,
	WdfDevStatePowerDxStoppedArmForWakeNP = 0x34f | WdfDevStateNP,
	WdfDevStatePowerFinalPowerDownFailed = 0x350,
	WdfDevStatePowerFinal = 0x351,
	WdfDevStatePowerGotoImplicitD3DisarmWakeAtBus = 0x352,
	WdfDevStatePowerUpFailed = 0x353,
	WdfDevStatePowerUpFailedDerefParent = 0x354,
	WdfDevStatePowerGotoDxFailed = 0x355,
	WdfDevStatePowerGotoDxStoppedDisableInterrupt = 0x356,
	WdfDevStatePowerUpFailedNP = 0x357 | WdfDevStateNP,
	WdfDevStatePowerUpFailedDerefParentNP = 0x358 | WdfDevStateNP,
	WdfDevStatePowerNotifyingD0ExitToWakeInterrupts = 0x359,
	WdfDevStatePowerNotifyingD0EntryToWakeInterrupts = 0x35a,
	WdfDevStatePowerNotifyingD0ExitToWakeInterruptsNP = 0x35b | WdfDevStateNP,
	WdfDevStatePowerNotifyingD0EntryToWakeInterruptsNP = 0x35c | WdfDevStateNP,
	WdfDevStatePowerInitialPowerUpFailedPowerDown = 0x35d,
	WdfDevStatePowerUpFailedPowerDown = 0x35e,
	WdfDevStatePowerUpFailedPowerDownNP = 0x35f | WdfDevStateNP,
	WdfDevStatePowerInitialSelfManagedIoFailedStarted = 0x360,
	WdfDevStatePowerStartSelfManagedIoFailedStarted = 0x361,
	WdfDevStatePowerStartSelfManagedIoFailedStartedNP = 0x362 | WdfDevStateNP,
	WdfDevStatePowerWakingPostHardwareEnabled = 0x363,
	WdfDevStatePowerWakingPostHardwareEnabledNP = 0x364 | WdfDevStateNP,
	WdfDevStatePowerWakingPostHardwareEnabledFailed = 0x365,
	WdfDevStatePowerWakingPostHardwareEnabledFailedNP = 0x366 | WdfDevStateNP,
	WdfDevStatePowerD0StartingPostHardwareEnabled = 0x367,
	WdfDevStatePowerInitialPostHardwareEnabledFailed = 0x368,
	WdfDevStatePowerNull = 0x369,
} WDF_DEVICE_POWER_STATE, *PWDF_DEVICE_POWER_STATE;

typedef enum _WDF_DEVICE_POWER_POLICY_STATE {
	WdfDevStatePwrPolInvalid = 0x00,
	WdfDevStatePwrPolObjectCreated = 0x500,
	WdfDevStatePwrPolStarting = 0x501,
	WdfDevStatePwrPolStartingSucceeded = 0x502,
	WdfDevStatePwrPolStartingFailed = 0x503,
	WdfDevStatePwrPolStartingDecideS0Wake = 0x504,
	WdfDevStatePwrPolStartedIdleCapable = 0x505,
	WdfDevStatePwrPolTimerExpiredNoWake = 0x506,
	WdfDevStatePwrPolTimerExpiredNoWakeCompletePowerDown = 0x507,
	WdfDevStatePwrPolWaitingUnarmed = 0x508,
	WdfDevStatePwrPolWaitingUnarmedQueryIdle = 0x509,
	WdfDevStatePwrPolS0NoWakePowerUp = 0x50a,
	WdfDevStatePwrPolS0NoWakeCompletePowerUp = 0x50b,
	WdfDevStatePwrPolSystemSleepFromDeviceWaitingUnarmed = 0x50c,
	WdfDevStatePwrPolSystemSleepNeedWake = 0x50d,
	WdfDevStatePwrPolSystemSleepNeedWakeCompletePowerUp = 0x50e,
	WdfDevStatePwrPolSystemSleepPowerRequestFailed = 0x50f,
	WdfDevStatePwrPolCheckPowerPageable = 0x510,
	WdfDevStatePwrPolSleepingWakeWakeArrived = 0x511,
	WdfDevStatePwrPolSleepingWakeRevertArmWake = 0x512,
	WdfDevStatePwrPolSystemAsleepWakeArmed = 0x513,
	WdfDevStatePwrPolSystemWakeDeviceWakeEnabled = 0x514,
	WdfDevStatePwrPolSystemWakeDeviceWakeEnabledWakeCanceled = 0x515,
	WdfDevStatePwrPolSystemWakeDeviceWakeDisarm = 0x516,
	WdfDevStatePwrPolSystemWakeDeviceWakeTriggered = 0x517,
	WdfDevStatePwrPolSystemWakeDeviceWakeTriggeredS0 = 0x518,
	WdfDevStatePwrPolSystemWakeDeviceWokeDisarm = 0x519,
	WdfDevStatePwrPolSleepingWakeWakeArrivedNP = 0x51a | WdfDevStateNP,
	WdfDevStatePwrPolSleepingWakeRevertArmWakeNP = 0x51b | WdfDevStateNP,
	WdfDevStatePwrPolSleepingWakePowerDownFailed = 0x51c,
	WdfDevStatePwrPolSleepingWakePowerDownFailedWakeCanceled = 0x51d,
	WdfDevStatePwrPolSystemAsleepWakeArmedNP = 0x51e | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWakeEnabledNP = 0x51f | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWakeEnabledWakeCanceledNP = 0x520 | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWakeDisarmNP = 0x521 | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWakeTriggeredNP = 0x522 | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWakeTriggeredS0NP = 0x523 | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWokeDisarmNP = 0x524 | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceWakeCompletePowerUp = 0x525,
	WdfDevStatePwrPolSleeping = 0x526,
	WdfDevStatePwrPolSleepingNoWakePowerDown = 0x527,
	WdfDevStatePwrPolSleepingNoWakeCompletePowerDown = 0x528,
	WdfDevStatePwrPolSleepingNoWakeDxRequestFailed = 0x529,
	WdfDevStatePwrPolSleepingWakePowerDown = 0x52a,
	WdfDevStatePwrPolSleepingSendWake = 0x52b,
	WdfDevStatePwrPolSystemAsleepNoWake = 0x52c,
	WdfDevStatePwrPolSystemWakeDeviceWakeDisabled = 0x52d,
	WdfDevStatePwrPolSystemWakeDeviceToD0 = 0x52e,
	WdfDevStatePwrPolSystemWakeDeviceToD0CompletePowerUp = 0x52f,
	WdfDevStatePwrPolSystemWakeQueryIdle = 0x530,
	WdfDevStatePwrPolStartedWakeCapable = 0x531,
	WdfDevStatePwrPolTimerExpiredDecideUsbSS = 0x532,
	WdfDevStatePwrPolTimerExpiredWakeCapablePowerDown = 0x533,
	WdfDevStatePwrPolTimerExpiredWakeCapableSendWake = 0x534,
	WdfDevStatePwrPolTimerExpiredWakeCapableUsbSS = 0x535,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeArrived = 0x536,
	WdfDevStatePwrPolTimerExpiredWakeCapableCancelWake = 0x537,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeCanceled = 0x538,
	WdfDevStatePwrPolTimerExpiredWakeCapableCleanup = 0x539,
	WdfDevStatePwrPolTimerExpiredWakeCapableDxAllocFailed = 0x53a,
	WdfDevStatePwrPolTimerExpiredWakeCompletedPowerDown = 0x53b,
	WdfDevStatePwrPolTimerExpiredWakeCompletedPowerUp = 0x53c,
	WdfDevStatePwrPolWaitingArmedUsbSS = 0x53d,
	WdfDevStatePwrPolWaitingArmed = 0x53e,
	WdfDevStatePwrPolWaitingArmedQueryIdle = 0x53f,
	WdfDevStatePwrPolIoPresentArmed = 0x540,
	WdfDevStatePwrPolIoPresentArmedWakeCanceled = 0x541,
	WdfDevStatePwrPolS0WakeDisarm = 0x542,
	WdfDevStatePwrPolS0WakeCompletePowerUp = 0x543,
	WdfDevStatePwrPolTimerExpiredWakeSucceeded = 0x544,
	WdfDevStatePwrPolTimerExpiredWakeCompletedDisarm = 0x545,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeSucceeded = 0x546,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeFailed = 0x547,
	WdfDevStatePwrPolWakeFailedUsbSS = 0x548,
	WdfDevStatePwrPolTimerExpiredWakeCapablePowerDownFailedCancelWake = 0x549,
	WdfDevStatePwrPolTimerExpiredWakeCapablePowerDownFailedWakeCanceled = 0x54a,
	WdfDevStatePwrPolTimerExpiredWakeCapablePowerDownFailedUsbSS = 0x54b,
	WdfDevStatePwrPolCancelingWakeForSystemSleep = 0x54c,
	WdfDevStatePwrPolCancelingWakeForSystemSleepWakeCanceled = 0x54d,
	WdfDevStatePwrPolDisarmingWakeForSystemSleepCompletePowerUp = 0x54e,
	WdfDevStatePwrPolPowerUpForSystemSleepFailed = 0x54f,
	WdfDevStatePwrPolWokeFromS0UsbSS = 0x550,
	WdfDevStatePwrPolWokeFromS0 = 0x551,
	WdfDevStatePwrPolWokeFromS0NotifyDriver = 0x552,
	WdfDevStatePwrPolStoppingResetDevice = 0x553,
	WdfDevStatePwrPolStoppingResetDeviceCompletePowerUp = 0x554,
	WdfDevStatePwrPolStoppingResetDeviceFailed = 0x555,
	WdfDevStatePwrPolStoppingD0 = 0x556,
	WdfDevStatePwrPolStoppingD0Failed = 0x557,
	WdfDevStatePwrPolStoppingDisarmWake = 0x558,
	WdfDevStatePwrPolStoppingDisarmWakeCancelWake = 0x559,
	WdfDevStatePwrPolStoppingDisarmWakeWakeCanceled = 0x55a,
	WdfDevStatePwrPolStopping = 0x55b,
	WdfDevStatePwrPolStoppingFailed = 0x55c,
	WdfDevStatePwrPolStoppingSendStatus = 0x55d,
	WdfDevStatePwrPolStoppingCancelTimer = 0x55e,
	WdfDevStatePwrPolStoppingWaitForIdleTimeout = 0x55f,
	WdfDevStatePwrPolStoppingCancelUsbSS = 0x560,
	WdfDevStatePwrPolStoppingWaitForUsbSSCompletion = 0x561,
	WdfDevStatePwrPolStoppingCancelWake = 0x562,
	WdfDevStatePwrPolStopped = 0x563,
	WdfDevStatePwrPolCancelUsbSS = 0x564,
	WdfDevStatePwrPolStarted = 0x565,
	WdfDevStatePwrPolStartedCancelTimer = 0x566,
	WdfDevStatePwrPolStartedWaitForIdleTimeout = 0x567,
	WdfDevStatePwrPolStartedWakeCapableCancelTimerForSleep = 0x568,
	WdfDevStatePwrPolStartedWakeCapableWaitForIdleTimeout = 0x569,
	WdfDevStatePwrPolStartedWakeCapableSleepingUsbSS = 0x56a,
	WdfDevStatePwrPolStartedIdleCapableCancelTimerForSleep = 0x56b,
	WdfDevStatePwrPolStartedIdleCapableWaitForIdleTimeout = 0x56c,
	WdfDevStatePwrPolDeviceD0PowerRequestFailed = 0x56d,
	WdfDevStatePwrPolDevicePowerRequestFailed = 0x56e,
	WdfDevStatePwrPolGotoDx = 0x56f,
	WdfDevStatePwrPolGotoDxInDx = 0x570,
	WdfDevStatePwrPolDx = 0x571,
	WdfDevStatePwrPolGotoD0 = 0x572,
	WdfDevStatePwrPolGotoD0InD0 = 0x573,
	WdfDevStatePwrPolFinal = 0x574,
	WdfDevStatePwrPolSleepingPowerDownNotProcessed = 0x575,
	WdfDevStatePwrPolTimerExpiredWakeCapablePowerDownNotProcessed = 0x576,
	WdfDevStatePwrPolTimerExpiredNoWakePowerDownNotProcessed = 0x577,
	WdfDevStatePwrPolTimerExpiredNoWakePoweredDownDisableIdleTimer = 0x578,
	WdfDevStatePwrPolStoppingWaitingForImplicitPowerDown = 0x579,
	WdfDevStatePwrPolStoppingPoweringUp = 0x57a,
	WdfDevStatePwrPolStoppingPoweringDown = 0x57b,
	WdfDevStatePwrPolPowerUpForSystemSleepNotSeen = 0x57c,
	WdfDevStatePwrPolWaitingArmedStoppingCancelUsbSS = 0x57d,
	WdfDevStatePwrPolWaitingArmedWakeFailedCancelUsbSS = 0x57e,
	WdfDevStatePwrPolWaitingArmedIoPresentCancelUsbSS = 0x57f,
	WdfDevStatePwrPolWaitingArmedWakeSucceededCancelUsbSS = 0x580,
	WdfDevStatePwrPolCancelingUsbSSForSystemSleep = 0x581,
	WdfDevStatePwrPolStoppingD0CancelUsbSS = 0x582,
	WdfDevStatePwrPolStartingPoweredUp = 0x583,
	WdfDevStatePwrPolIdleCapableDeviceIdle = 0x584,
	WdfDevStatePwrPolDeviceIdleReturnToActive = 0x585,
	WdfDevStatePwrPolDeviceIdleSleeping = 0x586,
	WdfDevStatePwrPolDeviceIdleStopping = 0x587,
	WdfDevStatePwrPolTimerExpiredNoWakeUndoPowerDown = 0x588,
	WdfDevStatePwrPolWakeCapableDeviceIdle = 0x589,
	WdfDevStatePwrPolWakeCapableUsbSSCompleted = 0x58a,
	WdfDevStatePwrPolTimerExpiredWakeCapableUndoPowerDown = 0x58b,
	WdfDevStatePwrPolTimerExpiredWakeCompletedHardwareStarted = 0x58c,
	WdfDevStatePwrPolStoppedRemoving = 0x58d,
	WdfDevStatePwrPolRemoved = 0x58e,
	WdfDevStatePwrPolRestarting = 0x58f,
	WdfDevStatePwrPolRestartingFailed = 0x590,
	WdfDevStatePwrPolStartingPoweredUpFailed = 0x591,
	WdfDevStatePwrPolTimerExpiredNoWakeReturnToActive = 0x592,
	WdfDevStatePwrPolWaitingArmedWakeInterruptFired = 0x593,
	WdfDevStatePwrPolSystemWakeDeviceWakeInterruptFired = 0x594,
	WdfDevStatePwrPolSystemWakeDeviceWakeInterruptFiredNP = 0x595 | WdfDevStateNP,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeInterruptArrived = 0x596,
	WdfDevStatePwrPolTimerExpiredWakeCapablePowerDownFailedWakeInterruptArrived = 0x597,
	WdfDevStatePwrPolWaitingArmedWakeInterruptFiredDuringPowerDown = 0x598,
	WdfDevStatePwrPolStartedNotIdleCapableDirectedDown = 0x599,
	WdfDevStatePwrPolStartedIdleCapableTimerCanceledForSleep = 0x59a,
	WdfDevStatePwrPolTimerExpiredNoWakeUndoPowerDownWaitForDirectedUp = 0x59b,
	WdfDevStatePwrPolIdleCapableTimerNotExpiredDirectedDown = 0x59c,
	WdfDevStatePwrPolIdleCapableDirectedDownTriggerDPNR = 0x59d,
	WdfDevStatePwrPolWaitingUnarmedDirectedDown = 0x59e,
	WdfDevStatePwrPolIdleCapableDirectedDownTriggerDPR = 0x59f,
	WdfDevStatePwrPolStartedWakeCapableTimerCanceledForSleep = 0x5a0,
	WdfDevStatePwrPolWakeCapableTimerNotExpiredDirectedDown = 0x5a1,
	WdfDevStatePwrPolWakeCapableDirectedDownTriggerDPNR = 0x5a2,
	WdfDevStatePwrPolTimerExpiredWakeCompletedPowerDownWaitForDirectedUp = 0x5a3,
	WdfDevStatePwrPolTimerExpiredWakeCompletedPowerDownDirectedTriggerDPR = 0x5a4,
	WdfDevStatePwrPolTimerExpiredWakeCapableUndoPowerDownWaitForDirectedUp = 0x5a5,
	WdfDevStatePwrPolWakeCapableUsbSSCompletedUndoWaitForDirectedUp = 0x5a6,
	WdfDevStatePwrPolTimerExpiredWakeCapableUsbSSDirectedDown = 0x5a7,
	WdfDevStatePwrPolWaitingArmedWakeInterruptFiredDuringPowerDownCheckDirected = 0x5a8,
	WdfDevStatePwrPolTimerExpiredWakeCompletedPowerDownCheckDirected = 0x5a9,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeSucceededCheckDirected = 0x5aa,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeSucceededWaitForDirectedUp = 0x5ab,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeSucceededTriggerDPR = 0x5ac,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeFailedCheckDirected = 0x5ad,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeFailedWaitForDirectedUp = 0x5ae,
	WdfDevStatePwrPolTimerExpiredWakeCapableWakeFailedTriggerDPR = 0x5af,
	WdfDevStatePwrPolWaitingArmedDirectedDownWakeInterruptFiredTriggerDPR = 0x5b0,
	WdfDevStatePwrPolWaitingArmedDirectedDownWakeInterruptFired = 0x5b1,
	WdfDevStatePwrPolWaitingArmedDirectedDown = 0x5b2,
	WdfDevStatePwrPolWaitingArmedDirectedDownWakeSucceededCancelUsbSS = 0x5b3,
	WdfDevStatePwrPolWaitingArmedDirectedDownWakeFailedCancelUsbSS = 0x5b4,
	WdfDevStatePwrPolWaitingArmedDirectedDownTriggerDPR = 0x5b5,
	WdfDevStatePwrPolWaitingArmedDirectedDownWakeSucceededTriggerDPR = 0x5b6,
	WdfDevStatePwrPolWaitingArmedDirectedDownUsbSSCompleted = 0x5b7,
	WdfDevStatePwrPolWaitingArmedDirectedDownUsbSSCompletedTriggerDPR = 0x5b8,
	WdfDevStatePwrPolWaitingArmedDirectedDownWakeFailedCancelUsbSSTriggerDPR = 0x5b9,
	WdfDevStatePwrPolUsbSSCancelled = 0x5ba,
	WdfDevStatePwrPolTimerExpiredWakeCapableRevertArmWake = 0x5bb,
	WdfDevStatePwrPolSleepingWakeCancelWake = 0x5bc,
	WdfDevStatePwrPolSleepingWakeCancelWakeNP = 0x5bd | WdfDevStateNP,
	WdfDevStatePwrPolSystemWakeDeviceD0PowerRequestFailed = 0x5be,
	WdfDevStatePwrPolSystemWakeDevicePowerRequestFailed = 0x5bf,
	WdfDevStatePwrPolNull = 0x5c0,
} WDF_DEVICE_POWER_POLICY_STATE, *PWDF_DEVICE_POWER_POLICY_STATE;

typedef enum _WDF_STATE_NOTIFICATION_TYPE {
	StateNotificationInvalid = 0x0000,
	StateNotificationEnterState = 0x0001,
	StateNotificationPostProcessState = 0x0002,
	StateNotificationLeaveState = 0x0004,
	StateNotificationAllStates = StateNotificationEnterState |
				     StateNotificationPostProcessState |
				     StateNotificationLeaveState,
} WDF_STATE_NOTIFICATION_TYPE;

typedef enum _WDF_POWER_POLICY_S0_IDLE_CAPABILITIES {
	IdleCapsInvalid = 0,
	IdleCannotWakeFromS0,
	IdleCanWakeFromS0,
	IdleUsbSelectiveSuspend,
} WDF_POWER_POLICY_S0_IDLE_CAPABILITIES;

typedef enum _WDF_POWER_POLICY_S0_IDLE_USER_CONTROL {
	IdleUserControlInvalid = 0,
	IdleDoNotAllowUserControl,
	IdleAllowUserControl,
} WDF_POWER_POLICY_S0_IDLE_USER_CONTROL;

typedef enum _WDF_POWER_POLICY_IDLE_TIMEOUT_CONSTANTS {
	IdleTimeoutDefaultConstant = 0,
} WDF_POWER_POLICY_IDLE_TIMEOUT_CONSTANTS;

typedef enum _WDF_POWER_POLICY_SX_WAKE_USER_CONTROL {
	WakeUserControlInvalid = 0,
	WakeDoNotAllowUserControl,
	WakeAllowUserControl,
} WDF_POWER_POLICY_SX_WAKE_USER_CONTROL;

typedef enum _WDF_DISPATCH_IRP_TO_IO_QUEUE_FLAGS {
	WDF_DISPATCH_IRP_TO_IO_QUEUE_NO_FLAGS = 0x00000000,
	WDF_DISPATCH_IRP_TO_IO_QUEUE_INVOKE_INCALLERCTX_CALLBACK = 0x00000001,
	WDF_DISPATCH_IRP_TO_IO_QUEUE_PREPROCESSED_IRP = 0x00000002,
} WDF_DISPATCH_IRP_TO_IO_QUEUE_FLAGS;

typedef enum _WDF_FILEOBJECT_CLASS {
	WdfFileObjectInvalid = 0,
	WdfFileObjectNotRequired = 1,
	WdfFileObjectWdfCanUseFsContext = 2,
	WdfFileObjectWdfCanUseFsContext2 = 3,
	WdfFileObjectWdfCannotUseFsContexts = 4,
	WdfFileObjectCanBeOptional = 0x80000000,
} WDF_FILEOBJECT_CLASS, *PWDF_FILEOBJECT_CLASS;

typedef enum _WDF_DEVICE_FAILED_ACTION {
	WdfDeviceFailedUndefined = 0,
	WdfDeviceFailedAttemptRestart,
	WdfDeviceFailedNoRestart,
} WDF_DEVICE_FAILED_ACTION;

typedef enum _WDF_RELEASE_HARDWARE_ORDER_ON_FAILURE {
	WdfReleaseHardwareOrderOnFailureInvalid = 0,
	WdfReleaseHardwareOrderOnFailureEarly,
	WdfReleaseHardwareOrderOnFailureAfterDescendants,
} WDF_RELEASE_HARDWARE_ORDER_ON_FAILURE, *PWDF_RELEASE_HARDWARE_ORDER_ON_FAILURE;

/**
 * EVT_WDF_DEVICE_FILE_CREATE - a file of the device is opened
 * @Device: the device
 * @Request: the create request, which is the driver's. Its status decides about the open.
 * @FileObject: the file, or NULL without file objects
 *
 * The driver may also forward the request or mark it cancelable.
 *
 * IRQL: PASSIVE_LEVEL. Called with the device's callback lock if the attributes of the files have
 * WdfSynchronizationScopeDevice.
 * Page: wdfdevice.h, EVT_WDF_DEVICE_FILE_CREATE
 */
_Function_class_(EVT_WDF_DEVICE_FILE_CREATE)
_IRQL_requires_max_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_DEVICE_FILE_CREATE(WDFDEVICE Device, WDFREQUEST Request,
					      WDFFILEOBJECT FileObject);
typedef EVT_WDF_DEVICE_FILE_CREATE *PFN_WDF_DEVICE_FILE_CREATE;

/**
 * EVT_WDF_FILE_CLOSE - the last reference of a file is gone
 * @FileObject: the file, or NULL without file objects. It is deleted afterwards.
 *
 * There are no requests of the file any more.
 *
 * IRQL: PASSIVE_LEVEL. Called with the device's callback lock if the attributes of the files have
 * WdfSynchronizationScopeDevice.
 * Page: wdfdevice.h, EVT_WDF_FILE_CLOSE
 */
_Function_class_(EVT_WDF_FILE_CLOSE)
_IRQL_requires_max_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_FILE_CLOSE(WDFFILEOBJECT FileObject);
typedef EVT_WDF_FILE_CLOSE *PFN_WDF_FILE_CLOSE;

/**
 * EVT_WDF_FILE_CLEANUP - the last handle of a file is closed
 * @FileObject: the file, or NULL without file objects
 *
 * Afterwards the framework cancels the requests of the file that wait in queues. The driver ends
 * those that it has.
 *
 * IRQL: PASSIVE_LEVEL. Called with the device's callback lock if the attributes of the files have
 * WdfSynchronizationScopeDevice.
 * Page: wdfdevice.h, EVT_WDF_FILE_CLEANUP
 */
_Function_class_(EVT_WDF_FILE_CLEANUP)
_IRQL_requires_max_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_FILE_CLEANUP(WDFFILEOBJECT FileObject);
typedef EVT_WDF_FILE_CLEANUP *PFN_WDF_FILE_CLEANUP;

/**
 * struct _WDF_FILEOBJECT_CONFIG - what a driver wants to know of the files of a device
 * @Size: the size of this structure, in bytes
 * @EvtDeviceFileCreate: the callback; NULL: opens succeed
 * @EvtFileClose: the callback, or NULL
 * @EvtFileCleanup: the callback, or NULL
 * @AutoForwardCleanupClose: WdfTrue: cleanups and closes go to the driver below, after the callbacks. By
 *	default those of filters do.
 * @FileObjectClass: WdfFileObjectNotRequired for no file objects. Here: the other values mean the
 *	same; the framework does not use the contexts of the FILE_OBJECT.
 *
 * Page: wdfdevice.h, WDF_FILEOBJECT_CONFIG
 */
typedef struct _WDF_FILEOBJECT_CONFIG {
	ULONG Size;
	PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate;
	PFN_WDF_FILE_CLOSE EvtFileClose;
	PFN_WDF_FILE_CLEANUP EvtFileCleanup;
	WDF_TRI_STATE AutoForwardCleanupClose;
	WDF_FILEOBJECT_CLASS FileObjectClass;
} WDF_FILEOBJECT_CONFIG, *PWDF_FILEOBJECT_CONFIG;

typedef struct _WDF_DEVICE_PNP_NOTIFICATION_DATA {
	WDF_STATE_NOTIFICATION_TYPE Type;
	union {
		struct {
			WDF_DEVICE_PNP_STATE CurrentState;
			WDF_DEVICE_PNP_STATE NewState;
		} EnterState;
		struct {
			WDF_DEVICE_PNP_STATE CurrentState;
		} PostProcessState;
		struct {
			WDF_DEVICE_PNP_STATE CurrentState;
			WDF_DEVICE_PNP_STATE NewState;
		} LeaveState;
	} Data;
} WDF_DEVICE_PNP_NOTIFICATION_DATA;

typedef const WDF_DEVICE_PNP_NOTIFICATION_DATA *PCWDF_DEVICE_PNP_NOTIFICATION_DATA;
typedef struct _WDF_DEVICE_POWER_NOTIFICATION_DATA {
	WDF_STATE_NOTIFICATION_TYPE Type;
	union {
		struct {
			WDF_DEVICE_POWER_STATE CurrentState;
			WDF_DEVICE_POWER_STATE NewState;
		} EnterState;
		struct {
			WDF_DEVICE_POWER_STATE CurrentState;
		} PostProcessState;
		struct {
			WDF_DEVICE_POWER_STATE CurrentState;
			WDF_DEVICE_POWER_STATE NewState;
		} LeaveState;
	} Data;
} WDF_DEVICE_POWER_NOTIFICATION_DATA;

typedef const WDF_DEVICE_POWER_NOTIFICATION_DATA *PCWDF_DEVICE_POWER_NOTIFICATION_DATA;
typedef struct _WDF_DEVICE_POWER_POLICY_NOTIFICATION_DATA {
	WDF_STATE_NOTIFICATION_TYPE Type;
	union {
		struct {
			WDF_DEVICE_POWER_POLICY_STATE CurrentState;
			WDF_DEVICE_POWER_POLICY_STATE NewState;
		} EnterState;
		struct {
			WDF_DEVICE_POWER_POLICY_STATE CurrentState;
		} PostProcessState;
		struct {
			WDF_DEVICE_POWER_POLICY_STATE CurrentState;
			WDF_DEVICE_POWER_POLICY_STATE NewState;
		} LeaveState;
	} Data;
} WDF_DEVICE_POWER_POLICY_NOTIFICATION_DATA;

typedef const WDF_DEVICE_POWER_POLICY_NOTIFICATION_DATA
	*PCWDF_DEVICE_POWER_POLICY_NOTIFICATION_DATA;
typedef VOID NTAPI EVT_WDF_DEVICE_PNP_STATE_CHANGE_NOTIFICATION(
	WDFDEVICE Device, PCWDF_DEVICE_PNP_NOTIFICATION_DATA NotificationData);
typedef EVT_WDF_DEVICE_PNP_STATE_CHANGE_NOTIFICATION *PFN_WDF_DEVICE_PNP_STATE_CHANGE_NOTIFICATION;
typedef VOID NTAPI EVT_WDF_DEVICE_POWER_STATE_CHANGE_NOTIFICATION(
	WDFDEVICE Device, PCWDF_DEVICE_POWER_NOTIFICATION_DATA NotificationData);
typedef EVT_WDF_DEVICE_POWER_STATE_CHANGE_NOTIFICATION
	*PFN_WDF_DEVICE_POWER_STATE_CHANGE_NOTIFICATION;
typedef VOID NTAPI EVT_WDF_DEVICE_POWER_POLICY_STATE_CHANGE_NOTIFICATION(
	WDFDEVICE Device, PCWDF_DEVICE_POWER_POLICY_NOTIFICATION_DATA NotificationData);
typedef EVT_WDF_DEVICE_POWER_POLICY_STATE_CHANGE_NOTIFICATION
	*PFN_WDF_DEVICE_POWER_POLICY_STATE_CHANGE_NOTIFICATION;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_D0_ENTRY_POST_HARDWARE_ENABLED(
	WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState);
typedef EVT_WDF_DEVICE_D0_ENTRY_POST_HARDWARE_ENABLED
	*PFN_WDF_DEVICE_D0_ENTRY_POST_HARDWARE_ENABLED;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_D0_EXIT_PRE_HARDWARE_DISABLED(
	WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState);
typedef EVT_WDF_DEVICE_D0_EXIT_PRE_HARDWARE_DISABLED *PFN_WDF_DEVICE_D0_EXIT_PRE_HARDWARE_DISABLED;
typedef VOID NTAPI EVT_WDF_DEVICE_RELATIONS_QUERY(WDFDEVICE Device,
						  DEVICE_RELATION_TYPE RelationType);
typedef EVT_WDF_DEVICE_RELATIONS_QUERY *PFN_WDF_DEVICE_RELATIONS_QUERY;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_ARM_WAKE_FROM_S0(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_ARM_WAKE_FROM_S0 *PFN_WDF_DEVICE_ARM_WAKE_FROM_S0;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_ARM_WAKE_FROM_SX(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_ARM_WAKE_FROM_SX *PFN_WDF_DEVICE_ARM_WAKE_FROM_SX;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_ARM_WAKE_FROM_SX_WITH_REASON(
	WDFDEVICE Device, BOOLEAN DeviceWakeEnabled, BOOLEAN ChildrenArmedForWake);
typedef EVT_WDF_DEVICE_ARM_WAKE_FROM_SX_WITH_REASON *PFN_WDF_DEVICE_ARM_WAKE_FROM_SX_WITH_REASON;
typedef VOID NTAPI EVT_WDF_DEVICE_DISARM_WAKE_FROM_S0(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_DISARM_WAKE_FROM_S0 *PFN_WDF_DEVICE_DISARM_WAKE_FROM_S0;
typedef VOID NTAPI EVT_WDF_DEVICE_DISARM_WAKE_FROM_SX(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_DISARM_WAKE_FROM_SX *PFN_WDF_DEVICE_DISARM_WAKE_FROM_SX;
typedef VOID NTAPI EVT_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED *PFN_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED;
typedef VOID NTAPI EVT_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED *PFN_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED;
typedef struct _WDF_POWER_POLICY_EVENT_CALLBACKS {
	ULONG Size;
	PFN_WDF_DEVICE_ARM_WAKE_FROM_S0 EvtDeviceArmWakeFromS0;
	PFN_WDF_DEVICE_DISARM_WAKE_FROM_S0 EvtDeviceDisarmWakeFromS0;
	PFN_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED EvtDeviceWakeFromS0Triggered;
	PFN_WDF_DEVICE_ARM_WAKE_FROM_SX EvtDeviceArmWakeFromSx;
	PFN_WDF_DEVICE_DISARM_WAKE_FROM_SX EvtDeviceDisarmWakeFromSx;
	PFN_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED EvtDeviceWakeFromSxTriggered;
	PFN_WDF_DEVICE_ARM_WAKE_FROM_SX_WITH_REASON EvtDeviceArmWakeFromSxWithReason;
} WDF_POWER_POLICY_EVENT_CALLBACKS, *PWDF_POWER_POLICY_EVENT_CALLBACKS;

typedef enum _WDF_POWER_POLICY_IDLE_TIMEOUT_TYPE {
	DriverManagedIdleTimeout = 0,
	SystemManagedIdleTimeout = 1,
	SystemManagedIdleTimeoutWithHint = 2,
} WDF_POWER_POLICY_IDLE_TIMEOUT_TYPE, *PWDF_POWER_POLICY_IDLE_TIMEOUT_TYPE;

typedef struct _WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS {
	ULONG Size;
	WDF_POWER_POLICY_S0_IDLE_CAPABILITIES IdleCaps;
	DEVICE_POWER_STATE DxState;
	ULONG IdleTimeout;
	WDF_POWER_POLICY_S0_IDLE_USER_CONTROL UserControlOfIdleSettings;
	WDF_TRI_STATE Enabled;
	WDF_TRI_STATE PowerUpIdleDeviceOnSystemWake;
	WDF_POWER_POLICY_IDLE_TIMEOUT_TYPE IdleTimeoutType;
	WDF_TRI_STATE ExcludeD3Cold;
} WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS, *PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS;

typedef struct _WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS {
	ULONG Size;
	DEVICE_POWER_STATE DxState;
	WDF_POWER_POLICY_SX_WAKE_USER_CONTROL UserControlOfWakeSettings;
	WDF_TRI_STATE Enabled;
	BOOLEAN ArmForWakeIfChildrenAreArmedForWake;
	BOOLEAN IndicateChildWakeOnParentWake;
} WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS, *PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS;

typedef struct _WDF_DEVICE_STATE {
	ULONG Size;
	WDF_TRI_STATE Disabled;
	WDF_TRI_STATE DontDisplayInUI;
	WDF_TRI_STATE Failed;
	WDF_TRI_STATE NotDisableable;
	WDF_TRI_STATE Removed;
	WDF_TRI_STATE ResourcesChanged;
	WDF_TRI_STATE AssignedToGuest;
} WDF_DEVICE_STATE, *PWDF_DEVICE_STATE;

typedef struct _WDF_DEVICE_PNP_CAPABILITIES {
	ULONG Size;
	WDF_TRI_STATE LockSupported;
	WDF_TRI_STATE EjectSupported;
	WDF_TRI_STATE Removable;
	WDF_TRI_STATE DockDevice;
	WDF_TRI_STATE UniqueID;
	WDF_TRI_STATE SilentInstall;
	WDF_TRI_STATE SurpriseRemovalOK;
	WDF_TRI_STATE HardwareDisabled;
	WDF_TRI_STATE NoDisplayInUI;
	ULONG Address;
	ULONG UINumber;
} WDF_DEVICE_PNP_CAPABILITIES, *PWDF_DEVICE_PNP_CAPABILITIES;

typedef struct _WDF_DEVICE_POWER_CAPABILITIES {
	ULONG Size;
	WDF_TRI_STATE DeviceD1;
	WDF_TRI_STATE DeviceD2;
	WDF_TRI_STATE WakeFromD0;
	WDF_TRI_STATE WakeFromD1;
	WDF_TRI_STATE WakeFromD2;
	WDF_TRI_STATE WakeFromD3;
	DEVICE_POWER_STATE DeviceState[PowerSystemMaximum];
	DEVICE_POWER_STATE DeviceWake;
	SYSTEM_POWER_STATE SystemWake;
	ULONG D1Latency;
	ULONG D2Latency;
	ULONG D3Latency;
	DEVICE_POWER_STATE IdealDxStateForSx;
} WDF_DEVICE_POWER_CAPABILITIES, *PWDF_DEVICE_POWER_CAPABILITIES;

typedef enum _WDF_REMOVE_LOCK_OPTIONS_FLAGS {
	WDF_REMOVE_LOCK_OPTION_ACQUIRE_FOR_IO = 0x00000001,
} WDF_REMOVE_LOCK_OPTIONS_FLAGS;

typedef struct _WDF_REMOVE_LOCK_OPTIONS {
	ULONG Size;
	ULONG Flags;
} WDF_REMOVE_LOCK_OPTIONS, *PWDF_REMOVE_LOCK_OPTIONS;


/**
 * EVT_WDFDEVICE_WDM_IRP_PREPROCESS - an IRP arrives, before the framework has it
 * @Device: the device
 * @Irp: the IRP, which is the driver's as that of a dispatch routine is
 *
 * The driver completes it, marks it as pending and completes it later, passes it on with IoCallDriver, or gives it to
 * the framework: WdfDeviceWdmDispatchPreprocessedIrp. The IRP has a stack location for a completion routine of the
 * driver's. Called without a callback lock.
 *
 * The device does not go while the callback runs, but for one for IRP_MJ_POWER, or for an IRP of
 * IRP_MJ_PNP that starts, stops or removes: the managers send these one at a time, and a device is gone when
 * WdfDeviceWdmDispatchPreprocessedIrp returns for IRP_MN_REMOVE_DEVICE.
 * Its end does not wait for an IRP that the driver keeps when the callback has returned: that is the driver's task. The
 * device object stays, and the driver's unload waits.
 *
 * IRQL: that of the sender; PASSIVE_LEVEL for requests of programs.
 * Return: STATUS_PENDING for an IRP that is marked, what IoCallDriver or WdfDeviceWdmDispatchPreprocessedIrp
 *	returned, else the status with which it is completed. For a request of a program another status, and an IRP
 *	that the callback forgets, are reported (0xC9) with the callback's name.
 * Page: wdfdevice.h, EVT_WDFDEVICE_WDM_IRP_PREPROCESS
 */
_Function_class_(EVT_WDFDEVICE_WDM_IRP_PREPROCESS)
_IRQL_requires_same_
typedef NTSTATUS NTAPI EVT_WDFDEVICE_WDM_IRP_PREPROCESS(WDFDEVICE Device, PIRP Irp);
typedef EVT_WDFDEVICE_WDM_IRP_PREPROCESS *PFN_WDFDEVICE_WDM_IRP_PREPROCESS;

/**
 * EVT_WDFDEVICE_WDM_IRP_DISPATCH - choose the queue of an IRP that arrives
 * @Device: the device
 * @MajorFunction: that of the IRP
 * @MinorFunction: likewise
 * @Code: the control code of a control; 0 for a read or write
 * @DriverContext: of WdfDeviceConfigureWdmIrpDispatchCallback
 * @Irp: the IRP, which is the driver's as that of a dispatch routine is
 * @DispatchContext: for WdfDeviceWdmDispatchIrp
 *
 * Comes behind EVT_WDFDEVICE_WDM_IRP_PREPROCESS. The driver calls WdfDeviceWdmDispatchIrpToIoQueue or
 * WdfDeviceWdmDispatchIrp, and not both. Or it completes the IRP, passes it on with IoCallDriver, or marks it as pending:
 * then it may do all that later. The IRP has no stack location for a completion routine of the driver's. Called
 * without a callback lock. The device does not go while the callback runs; its end does not wait for an IRP that the
 * driver keeps.
 *
 * IRQL: that of the sender; PASSIVE_LEVEL for requests of programs.
 * Return: what the function that it has called returned; STATUS_PENDING for an IRP that is marked; else the status with
 *	which it is completed. For a request of a program another status, and an IRP that the callback forgets, are
 *	reported (0xC9) with the callback's name.
 * Page: wdfdevice.h, EVT_WDFDEVICE_WDM_IRP_DISPATCH
 */
_Function_class_(EVT_WDFDEVICE_WDM_IRP_DISPATCH)
_IRQL_requires_same_
typedef NTSTATUS NTAPI EVT_WDFDEVICE_WDM_IRP_DISPATCH(WDFDEVICE Device, UCHAR MajorFunction,
						      UCHAR MinorFunction, ULONG Code,
						      WDFCONTEXT DriverContext, PIRP Irp,
						      WDFCONTEXT DispatchContext);
typedef EVT_WDFDEVICE_WDM_IRP_DISPATCH *PFN_WDFDEVICE_WDM_IRP_DISPATCH;

/**
 * EVT_WDF_IO_IN_CALLER_CONTEXT - a request arrives, in the thread that sends it
 * @Device: the device
 * @Request: the request, which is the driver's: it completes the request, or lets it go on with
 *	WdfDeviceEnqueueRequest
 *
 * Called for reads, writes and controls, before they go to a queue and without a callback lock.
 * Only here may a driver use the addresses of a program: WdfRequestProbeAndLockUserBufferForRead.
 *
 * IRQL: PASSIVE_LEVEL for requests of programs, <= DISPATCH_LEVEL for those of drivers.
 * Page: wdfdevice.h, EVT_WDF_IO_IN_CALLER_CONTEXT
 */
_Function_class_(EVT_WDF_IO_IN_CALLER_CONTEXT)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_IN_CALLER_CONTEXT(WDFDEVICE Device, WDFREQUEST Request);
typedef EVT_WDF_IO_IN_CALLER_CONTEXT *PFN_WDF_IO_IN_CALLER_CONTEXT;
typedef NTSTATUS NTAPI EVT_WDFDEVICE_WDM_POST_PO_FX_REGISTER_DEVICE(
	WDFDEVICE Device, POHANDLE PoHandle);
typedef EVT_WDFDEVICE_WDM_POST_PO_FX_REGISTER_DEVICE
	*PFN_WDFDEVICE_WDM_POST_PO_FX_REGISTER_DEVICE;
typedef VOID NTAPI EVT_WDFDEVICE_WDM_PRE_PO_FX_UNREGISTER_DEVICE(
	WDFDEVICE Device, POHANDLE PoHandle);
typedef EVT_WDFDEVICE_WDM_PRE_PO_FX_UNREGISTER_DEVICE
	*PFN_WDFDEVICE_WDM_PRE_PO_FX_UNREGISTER_DEVICE;
typedef struct _WDF_IO_TYPE_CONFIG {
	ULONG Size;
	WDF_DEVICE_IO_TYPE ReadWriteIoType;
	WDF_DEVICE_IO_TYPE DeviceControlIoType;
	ULONG DirectTransferThreshold;
} WDF_IO_TYPE_CONFIG, *PWDF_IO_TYPE_CONFIG;

typedef struct _WDF_DEVICE_PROPERTY_DATA {
	ULONG Size;
	const DEVPROPKEY *PropertyKey;
	LCID Lcid;
	ULONG Flags;
} WDF_DEVICE_PROPERTY_DATA, *PWDF_DEVICE_PROPERTY_DATA;

/**
 * EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION - Linux restarts, halts or powers off
 * @Device: a control device
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfcontrol.h, EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION
 */
_Function_class_(EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION)
_IRQL_requires_max_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION *PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION;
typedef enum _WDF_DEVICE_SHUTDOWN_FLAGS {
	WdfDeviceShutdown = 0x01,
	WdfDeviceLastChanceShutdown = 0x02,
} WDF_DEVICE_SHUTDOWN_FLAGS;

typedef enum __WDF_IO_TARGET_STATE {
	WdfDeviceHwAccessTargetTypeInvalid = 0,
	WdfDeviceHwAccessTargetTypeRegister = 1,
	WdfDeviceHwAccessTargetTypeRegisterBuffer = 2,
	WdfDeviceHwAccessTargetTypePort = 3,
	WdfDeviceHwAccessTargetTypePortBuffer = 4,
	WdfDeviceHwAccessTargetTypeMaximum = 5,
} WDF_DEVICE_HWACCESS_TARGET_TYPE, *PWDF_DEVICE_HWACCESS_TARGET_TYPE;

typedef enum _WDF_EVENT_TYPE {
	WdfEventReserved = 0,
	WdfEventBroadcast = 1,
	WdfEventMaximum = 2,
} WDF_EVENT_TYPE;

typedef struct _WDF_DEVICE_INTERFACE_PROPERTY_DATA {
	ULONG Size;
	const GUID *InterfaceClassGUID;
	PCUNICODE_STRING ReferenceString;
	const DEVPROPKEY *PropertyKey;
	LCID Lcid;
	ULONG Flags;
} WDF_DEVICE_INTERFACE_PROPERTY_DATA, *PWDF_DEVICE_INTERFACE_PROPERTY_DATA;

#define WDF_DRIVER_GLOBALS_NAME_LEN 32

typedef struct _WDF_DRIVER_GLOBALS {
	WDFDRIVER Driver;
	ULONG DriverFlags;
	ULONG DriverTag;
	CHAR DriverName[WDF_DRIVER_GLOBALS_NAME_LEN];
	BOOLEAN DisplaceDriverUnload;
} WDF_DRIVER_GLOBALS, *PWDF_DRIVER_GLOBALS;

WINWORK_ABSENT extern PWDF_DRIVER_GLOBALS WdfDriverGlobals;

typedef struct _WDF_POWER_FRAMEWORK_SETTINGS {
	ULONG Size;
	PFN_WDFDEVICE_WDM_POST_PO_FX_REGISTER_DEVICE EvtDeviceWdmPostPoFxRegisterDevice;
	PFN_WDFDEVICE_WDM_PRE_PO_FX_UNREGISTER_DEVICE EvtDeviceWdmPrePoFxUnregisterDevice;
	PPO_FX_COMPONENT Component;
	PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
	PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
	PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
	PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
	PVOID PoFxDeviceContext;
	ULONGLONG PoFxDeviceFlags;
	WDF_TRI_STATE DirectedPoFxEnabled;
} WDF_POWER_FRAMEWORK_SETTINGS, *PWDF_POWER_FRAMEWORK_SETTINGS;

WINWORK_ABSENT VOID NTAPI WDF_DEVICE_INTERFACE_PROPERTY_DATA_INIT(
	_In_ PWDF_DEVICE_INTERFACE_PROPERTY_DATA PropertyData,
	_In_ const GUID *InterfaceClassGUID, _In_ const DEVPROPKEY *PropertyKey);

/**
 * WDF_DEVICE_PNP_CAPABILITIES_INIT - initialise the structure for the capabilities of a device on
 * its bus
 * @Caps: receives the values
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_DEVICE_PNP_CAPABILITIES_INIT
 */
WINWORK_OWN VOID WDF_DEVICE_PNP_CAPABILITIES_INIT(_Out_ PWDF_DEVICE_PNP_CAPABILITIES Caps)
{
	RtlZeroMemory(Caps, sizeof(*Caps));
	Caps->Size = WDF_STRUCTURE_SIZE(WDF_DEVICE_PNP_CAPABILITIES);
	Caps->LockSupported = WdfUseDefault;
	Caps->EjectSupported = WdfUseDefault;
	Caps->Removable = WdfUseDefault;
	Caps->DockDevice = WdfUseDefault;
	Caps->UniqueID = WdfUseDefault;
	Caps->SilentInstall = WdfUseDefault;
	Caps->SurpriseRemovalOK = WdfUseDefault;
	Caps->HardwareDisabled = WdfUseDefault;
	Caps->NoDisplayInUI = WdfUseDefault;
	Caps->Address = (ULONG)-1;
	Caps->UINumber = (ULONG)-1;
}

/**
 * WDF_DEVICE_POWER_CAPABILITIES_INIT - initialise the structure for the power states of a device
 * @Caps: receives the values
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_DEVICE_POWER_CAPABILITIES_INIT
 */
WINWORK_OWN VOID WDF_DEVICE_POWER_CAPABILITIES_INIT(_Out_ PWDF_DEVICE_POWER_CAPABILITIES Caps)
{
	int State;

	RtlZeroMemory(Caps, sizeof(*Caps));
	Caps->Size = WDF_STRUCTURE_SIZE(WDF_DEVICE_POWER_CAPABILITIES);
	Caps->DeviceD1 = WdfUseDefault;
	Caps->DeviceD2 = WdfUseDefault;
	Caps->WakeFromD0 = WdfUseDefault;
	Caps->WakeFromD1 = WdfUseDefault;
	Caps->WakeFromD2 = WdfUseDefault;
	Caps->WakeFromD3 = WdfUseDefault;
	for (State = 0; State < PowerSystemMaximum; State++)
		Caps->DeviceState[State] = PowerDeviceMaximum;
	Caps->DeviceWake = PowerDeviceMaximum;
	Caps->SystemWake = PowerSystemMaximum;
	Caps->D1Latency = (ULONG)-1;
	Caps->D2Latency = (ULONG)-1;
	Caps->D3Latency = (ULONG)-1;
	Caps->IdealDxStateForSx = PowerDeviceMaximum;
}

/**
 * WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT - initialise the structure for an idle device
 * @Settings: receives the values
 * @IdleCaps: whether the idle device can wake
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT
 */
WINWORK_OWN VOID WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT(
	_Out_ PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS Settings,
	_In_ WDF_POWER_POLICY_S0_IDLE_CAPABILITIES IdleCaps)
{
	RtlZeroMemory(Settings, sizeof(*Settings));
	Settings->Size = WDF_STRUCTURE_SIZE(WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS);
	Settings->IdleCaps = IdleCaps;
	Settings->DxState = IdleCaps == IdleCannotWakeFromS0 ? PowerDeviceD3 : PowerDeviceMaximum;
	Settings->IdleTimeout = IdleTimeoutDefaultValue;
	Settings->UserControlOfIdleSettings = IdleAllowUserControl;
	Settings->IdleTimeoutType = DriverManagedIdleTimeout;
	Settings->Enabled = WdfUseDefault;
	Settings->PowerUpIdleDeviceOnSystemWake = WdfUseDefault;
	Settings->ExcludeD3Cold = WdfUseDefault;
}

/**
 * WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS_INIT - initialise the structure for the policy of waking
 * the machine
 * @Settings: receives the values
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS_INIT
 */
WINWORK_OWN VOID WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS_INIT(
	_Out_ PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS Settings)
{
	RtlZeroMemory(Settings, sizeof(*Settings));
	Settings->Size = WDF_STRUCTURE_SIZE(WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS);
	Settings->DxState = PowerDeviceMaximum;
	Settings->UserControlOfWakeSettings = WakeAllowUserControl;
	Settings->Enabled = WdfUseDefault;
}


/**
 * WDF_DEVICE_STATE_INIT - initialise the structure for the state of a device
 * @PnpDeviceState: receives the values
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_DEVICE_STATE_INIT
 */
WINWORK_OWN VOID WDF_DEVICE_STATE_INIT(_Out_ PWDF_DEVICE_STATE PnpDeviceState)
{
	RtlZeroMemory(PnpDeviceState, sizeof(*PnpDeviceState));
	PnpDeviceState->Size = WDF_STRUCTURE_SIZE(WDF_DEVICE_STATE);
	PnpDeviceState->Disabled = WdfUseDefault;
	PnpDeviceState->DontDisplayInUI = WdfUseDefault;
	PnpDeviceState->Failed = WdfUseDefault;
	PnpDeviceState->NotDisableable = WdfUseDefault;
	PnpDeviceState->Removed = WdfUseDefault;
	PnpDeviceState->ResourcesChanged = WdfUseDefault;
	PnpDeviceState->AssignedToGuest = WdfUseDefault;
}

/**
 * WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT - initialise the structure for a version
 * @Params: receives the values
 * @MajorVersion: the number before the point
 * @MinorVersion: the number after it
 *
 * IRQL: any.
 * Page: wdfdriver.h, WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT
 */
WINWORK_OWN VOID WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(
	_Out_ PWDF_DRIVER_VERSION_AVAILABLE_PARAMS Params, _In_ ULONG MajorVersion,
	_In_ ULONG MinorVersion)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = WDF_STRUCTURE_SIZE(WDF_DRIVER_VERSION_AVAILABLE_PARAMS);
	Params->MajorVersion = MajorVersion;
	Params->MinorVersion = MinorVersion;
}

/**
 * WDF_FILEOBJECT_CONFIG_INIT - initialise the structure for a device with file objects
 * @FileEventCallbacks: receives the values
 * @EvtDeviceFileCreate: the callback, or NULL
 * @EvtFileClose: the callback, or NULL
 * @EvtFileCleanup: the callback, or NULL
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_FILEOBJECT_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_FILEOBJECT_CONFIG_INIT(
	_Out_ PWDF_FILEOBJECT_CONFIG FileEventCallbacks,
	_In_opt_ PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate,
	_In_opt_ PFN_WDF_FILE_CLOSE EvtFileClose, _In_opt_ PFN_WDF_FILE_CLEANUP EvtFileCleanup)
{
	RtlZeroMemory(FileEventCallbacks, sizeof(*FileEventCallbacks));
	FileEventCallbacks->Size = WDF_STRUCTURE_SIZE(WDF_FILEOBJECT_CONFIG);
	FileEventCallbacks->FileObjectClass = WdfFileObjectWdfCannotUseFsContexts;
	FileEventCallbacks->EvtDeviceFileCreate = EvtDeviceFileCreate;
	FileEventCallbacks->EvtFileClose = EvtFileClose;
	FileEventCallbacks->EvtFileCleanup = EvtFileCleanup;
	FileEventCallbacks->AutoForwardCleanupClose = WdfUseDefault;
}

WINWORK_ABSENT VOID NTAPI WDF_IO_TYPE_CONFIG_INIT(_Out_ PWDF_IO_TYPE_CONFIG IoTypeConfig);
WINWORK_ABSENT VOID NTAPI WDF_POWER_FRAMEWORK_SETTINGS_INIT(
	_Out_ PWDF_POWER_FRAMEWORK_SETTINGS PowerFrameworkSettings);

/**
 * WDF_POWER_POLICY_EVENT_CALLBACKS_INIT - initialise the structure for no callback
 * @Callbacks: receives the values
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_POWER_POLICY_EVENT_CALLBACKS_INIT
 */
WINWORK_OWN VOID WDF_POWER_POLICY_EVENT_CALLBACKS_INIT(
	_Out_ PWDF_POWER_POLICY_EVENT_CALLBACKS Callbacks)
{
	RtlZeroMemory(Callbacks, sizeof(*Callbacks));
	Callbacks->Size = WDF_STRUCTURE_SIZE(WDF_POWER_POLICY_EVENT_CALLBACKS);
}

WINWORK_ABSENT VOID NTAPI WDF_REMOVE_LOCK_OPTIONS_INIT(
	_Out_ PWDF_REMOVE_LOCK_OPTIONS RemoveLockOptions, _In_ ULONG Flags);

/**
 * WdfControlDeviceInitSetShutdownNotification - learn when Linux restarts, halts or powers off
 * @DeviceInit: the properties of a control device
 * @Notification: the callback
 * @Flags: WdfDeviceShutdown: before file systems are flushed; WdfDeviceLastChanceShutdown: after
 *	that; or both
 *
 * See IoRegisterShutdownNotification.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL, @DeviceInit or NULL is reported, and nothing happens.
 * So are a device that is no control device, and wrong flags.
 * Page: wdfcontrol.h, WdfControlDeviceInitSetShutdownNotification
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfControlDeviceInitSetShutdownNotification(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION Notification,
	_In_ UCHAR Flags);

WINWORK_ABSENT BOOLEAN NTAPI WdfDevStateIsNP(_In_ ULONG State);
WINWORK_ABSENT ULONG NTAPI WdfDevStateNormalize(_In_ ULONG State);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceAddDependentUsageDeviceObject(
	_In_ WDFDEVICE Device, _In_ PDEVICE_OBJECT DependentDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceAddRemovalRelationsPhysicalDevice(
	_In_ WDFDEVICE Device, _In_ PDEVICE_OBJECT PhysicalDevice);
/**
 * WDF_DEVICE_PROPERTY_DATA_INIT - initialise the structure
 * @PropertyData: filled in
 * @PropertyKey: a key of <devpkey.h>
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_DEVICE_PROPERTY_DATA_INIT
 */
WINWORK_OWN VOID WDF_DEVICE_PROPERTY_DATA_INIT(_Out_ PWDF_DEVICE_PROPERTY_DATA PropertyData,
					       _In_ const DEVPROPKEY *PropertyKey)
{
	RtlZeroMemory(PropertyData, sizeof(*PropertyData));
	PropertyData->Size = WDF_STRUCTURE_SIZE(WDF_DEVICE_PROPERTY_DATA);
	PropertyData->PropertyKey = PropertyKey;
}

/* The functions behind the next ones: a driver does not call them. */
NTSTATUS NTAPI WinworkWdfDeviceAllocAndQueryProperty(
	_In_ WDFDEVICE Device, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty, _In_ POOL_TYPE PoolType,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes, _Out_ WDFMEMORY *PropertyMemory,
	_In_opt_ PWINWORK_IMAGE Image);
NTSTATUS NTAPI WinworkWdfDeviceAllocAndQueryPropertyEx(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_PROPERTY_DATA DeviceProperty, _In_ POOL_TYPE PoolType,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes, _Out_ WDFMEMORY *PropertyMemory,
	_Out_ PDEVPROPTYPE Type, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfDeviceQueryProperty - return a property of a device
 * WdfDeviceQueryPropertyEx - the same by a key, with its type
 * WdfDeviceAllocAndQueryProperty - return a property in a memory object
 * WdfDeviceAllocAndQueryPropertyEx - the same by a key, with its type
 * @Device: a device other than a control device
 * @DeviceProperty: which property; or the structure with its key
 * @BufferLength: bytes of @PropertyBuffer
 * @PropertyBuffer: receives the value
 * @ResultLength: receives the bytes of the value, also if the buffer is too small
 * @RequiredSize: likewise
 * @PoolType: of the memory object
 * @PropertyMemoryAttributes: its attributes, or WDF_NO_OBJECT_ATTRIBUTES
 * @PropertyMemory: receives the memory object
 * @Type: receives the type of the value
 *
 * The properties are those of IoGetDeviceProperty and IoGetDevicePropertyData.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as those functions; STATUS_INVALID_DEVICE_REQUEST for a control device, or, with a report, a wrong
 *	handle or IRQL; STATUS_INFO_LENGTH_MISMATCH; or the statuses of WdfMemoryCreate.
 * Page: wdfdevice.h, the names of the functions
 */
NTSTATUS NTAPI WdfDeviceQueryProperty(_In_ WDFDEVICE Device,
				      _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
				      _In_ ULONG BufferLength, _Out_opt_ PVOID PropertyBuffer,
				      _Out_ PULONG ResultLength);
NTSTATUS NTAPI WdfDeviceQueryPropertyEx(_In_ WDFDEVICE Device,
					_In_ PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
					_In_ ULONG BufferLength, _Out_opt_ PVOID PropertyBuffer,
					_Out_ PULONG RequiredSize, _Out_ PDEVPROPTYPE Type);
WINWORK_OWN NTSTATUS WdfDeviceAllocAndQueryProperty(
	_In_ WDFDEVICE Device, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty, _In_ POOL_TYPE PoolType,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes, _Out_ WDFMEMORY *PropertyMemory)
{
	return WinworkWdfDeviceAllocAndQueryProperty(Device, DeviceProperty, PoolType,
						     PropertyMemoryAttributes, PropertyMemory,
						     &WinworkImage);
}
WINWORK_OWN NTSTATUS WdfDeviceAllocAndQueryPropertyEx(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_PROPERTY_DATA DeviceProperty, _In_ POOL_TYPE PoolType,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes, _Out_ WDFMEMORY *PropertyMemory,
	_Out_ PDEVPROPTYPE Type)
{
	return WinworkWdfDeviceAllocAndQueryPropertyEx(Device, DeviceProperty, PoolType,
						       PropertyMemoryAttributes, PropertyMemory, Type,
						       &WinworkImage);
}

WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceAllocAndQueryInterfaceProperty(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_INTERFACE_PROPERTY_DATA PropertyData,
	_In_ POOL_TYPE PoolType, _In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
	_Out_ WDFMEMORY PropertyMemory, _Out_ PDEVPROPTYPE Type);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceAssignInterfaceProperty(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_INTERFACE_PROPERTY_DATA PropertyData,
	_In_ DEVPROPTYPE Type, _In_ ULONG BufferLength, _In_opt_ PVOID PropertyBuffer);

/**
 * WdfDeviceAssignMofResourceName - name the resource with the MOF of a device's data blocks
 * @Device: the device
 * @MofResourceName: the name; copied
 *
 * Here: the answer to IRP_MN_REGINFO_EX has the name. Nobody reads the resource, which a module has not.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a second call; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_PARAMETER for a string that is none; or the same, with a report, for a wrong handle or IRQL.
 * Page: wdfdevice.h, WdfDeviceAssignMofResourceName
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceAssignMofResourceName(_In_ WDFDEVICE Device,
					      _In_ PCUNICODE_STRING MofResourceName);

WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceAssignProperty(_In_ WDFDEVICE Device,
						      _In_ PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
						      _In_ DEVPROPTYPE Type, _In_ ULONG Size,
						      _In_opt_ PVOID Data);

/**
 * WdfDeviceStopIdle, WdfDeviceStopIdleNoTrack - keep a device in D0
 * WdfDeviceResumeIdle, WdfDeviceResumeIdleNoTrack - end one call of the former
 * @Device: the device
 * @WaitForD0: TRUE to return when the device is in D0
 *
 * Here: the device is always in D0. A call too many of WdfDeviceResumeIdle is reported (0x10D,
 * parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL with @WaitForD0. Above it the call is reported, and
 *	returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong @Device.
 * Page: wdfdevice.h, WdfDeviceStopIdle, WdfDeviceStopIdleNoTrack, WdfDeviceResumeIdle,
 *	WdfDeviceResumeIdleNoTrack
 */
_When_(WaitForD0 == TRUE, _IRQL_requires_max_(PASSIVE_LEVEL))
NTSTATUS NTAPI WdfDeviceStopIdle(_In_ WDFDEVICE Device, _In_ BOOLEAN WaitForD0);
_When_(WaitForD0 == TRUE, _IRQL_requires_max_(PASSIVE_LEVEL))
NTSTATUS NTAPI WdfDeviceStopIdleNoTrack(_In_ WDFDEVICE Device, _In_ BOOLEAN WaitForD0);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceResumeIdle(_In_ WDFDEVICE Device);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceResumeIdleNoTrack(_In_ WDFDEVICE Device);

/**
 * WdfDeviceAssignS0IdleSettings - have an idle device use less power
 * WdfDeviceAssignSxWakeSettings - have a device wake the machine
 * @Device: a device that has arrived, not a control device
 * @Settings: the policy
 *
 * Here: the device stays in D0, and wakes nothing.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size;
 *	STATUS_INVALID_DEVICE_REQUEST for a control device; STATUS_INVALID_PARAMETER, with a report
 *	(0x10D), for a wrong @Device or a NULL @Settings.
 * Page: wdfdevice.h, WdfDeviceAssignS0IdleSettings, WdfDeviceAssignSxWakeSettings
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceAssignS0IdleSettings(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS Settings);
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceAssignSxWakeSettings(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS Settings);

WINWORK_ABSENT VOID NTAPI WdfDeviceClearRemovalRelationsDevices(
	_In_ WDFDEVICE Device);

/**
 * WdfDeviceConfigureRequestDispatching - have a queue get all requests of one type
 * @Device: the device
 * @Queue: a queue of the device, but not its default queue
 * @RequestType: WdfRequestTypeCreate, Read, Write, DeviceControl or DeviceControlInternal
 *
 * Creates never go to the default queue.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER for another type, and, with a report, for a wrong handle;
 *	STATUS_INVALID_DEVICE_REQUEST if the queue is of another device, is the default queue, or
 *	has no handler for such requests; EvtIoDefault gets creates;
 *	STATUS_INVALID_DEVICE_STATE after WdfControlFinishInitializing;
 *	STATUS_WDF_BUSY if such requests go to a queue already.
 * Page: wdfdevice.h, WdfDeviceConfigureRequestDispatching
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceConfigureRequestDispatching(_In_ WDFDEVICE Device, _In_ WDFQUEUE Queue,
						    _In_ WDF_REQUEST_TYPE RequestType);

/**
 * WdfDeviceConfigureWdmIrpDispatchCallback - choose the queues of IRPs of a kind
 * @Device: the device
 * @Driver: the driver's WDFDRIVER, or NULL. Here: not used, since there are no class extensions.
 * @MajorFunction: IRP_MJ_READ, IRP_MJ_WRITE, IRP_MJ_DEVICE_CONTROL or IRP_MJ_INTERNAL_DEVICE_CONTROL
 * @EvtDeviceWdmIrpDispatch: the callback
 * @DriverContext: for the callback, or NULL
 *
 * The driver calls this in EvtDriverDeviceAdd, once for each major function.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for another @MajorFunction, for one that has a callback already and,
 *	with a report (0x10D, 0x0A), for a wrong handle, NULL or IRQL; STATUS_INVALID_DEVICE_STATE if the device has
 *	started, or after WdfControlFinishInitializing; STATUS_INSUFFICIENT_RESOURCES. A refusal has a line in the log.
 * Page: wdfdevice.h, WdfDeviceConfigureWdmIrpDispatchCallback
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceConfigureWdmIrpDispatchCallback(
	_In_ WDFDEVICE Device, _In_opt_ WDFDRIVER Driver, _In_ UCHAR MajorFunction,
	_In_ PFN_WDFDEVICE_WDM_IRP_DISPATCH EvtDeviceWdmIrpDispatch,
	_In_opt_ WDFCONTEXT DriverContext);

/**
 * WdfDeviceCreateDeviceInterface - give a device a class that programs find it by
 * @Device: a device that has arrived, not a control device
 * @InterfaceClassGUID: the class
 * @ReferenceString: text without slashes and backslashes, or NULL. WdfFileObjectGetFileName of an
 *	open returns a backslash and this text.
 *
 * The interface is enabled when the device has started, and disabled when it is removed.
 *
 * Here: see IoRegisterDeviceInterface for the names. An interface that the device has already is
 * not registered again.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a wrong text, and with a report (0x10D) for
 *	a wrong @Device or a NULL @InterfaceClassGUID; STATUS_INVALID_DEVICE_REQUEST for a control
 *	device; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfdevice.h, WdfDeviceCreateDeviceInterface
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceCreateDeviceInterface(_In_ WDFDEVICE Device,
					      _In_ const GUID *InterfaceClassGUID,
					      _In_opt_ PCUNICODE_STRING ReferenceString);

/**
 * WdfDeviceCreateSymbolicLink - give the device a name that programs open
 * @Device: a device. A control device needs a name.
 * @SymbolicLinkName: the link, as L"\\DosDevices\\NAME", which is copied
 *
 * The link is deleted with the device. The node in /dev/winwork appears when DriverEntry has
 * succeeded, or at once if it has. The link of a device without a name leads to the device object
 * of the bus driver, WdfDeviceWdmGetPhysicalDevice, so that opens of it get to the device.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER for a wrong length, and, with a report, for a wrong @Device or
 *	NULL;
 *	STATUS_INVALID_DEVICE_STATE if the device has a link already, or is a control device without
 *	a name;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	the statuses of IoCreateSymbolicLink.
 * Page: wdfdevice.h, WdfDeviceCreateSymbolicLink
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceCreateSymbolicLink(_In_ WDFDEVICE Device,
					   _In_ PCUNICODE_STRING SymbolicLinkName);

/**
 * WdfDeviceEnqueueRequest - let a request of EvtIoInCallerContext go to its queue
 * @Device: the device
 * @Request: the request
 *
 * On success the request is not the driver's any more, until the queue delivers it.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; else the driver completes the request:
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle;
 *	STATUS_INVALID_DEVICE_REQUEST if the request is of another device or does not come from
 *	EvtIoInCallerContext, or no queue gets such requests;
 *	STATUS_WDF_BUSY if the queue accepts no requests.
 * Page: wdfdevice.h, WdfDeviceEnqueueRequest
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceEnqueueRequest(_In_ WDFDEVICE Device, _In_ WDFREQUEST Request);

/**
 * WdfDeviceGetCharacteristics - the FILE_* characteristics of a device
 * WdfDeviceSetCharacteristics - change them
 * WdfDeviceGetAlignmentRequirement - how the buffers of a device are to be aligned
 * WdfDeviceSetAlignmentRequirement - change that
 * @Device: the device
 * @DeviceCharacteristics: FILE_*, as for IoCreateDevice
 * @AlignmentRequirement: FILE_*_ALIGNMENT, a mask
 *
 * These are members of the device object. A device that is attached above has its own.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the member; 0, with a report (0x10D), for a wrong @Device.
 * Page: wdfdevice.h, WdfDeviceGetCharacteristics, WdfDeviceSetCharacteristics,
 *	WdfDeviceGetAlignmentRequirement, WdfDeviceSetAlignmentRequirement
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfDeviceGetCharacteristics(_In_ WDFDEVICE Device);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetCharacteristics(_In_ WDFDEVICE Device, _In_ ULONG DeviceCharacteristics);
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfDeviceGetAlignmentRequirement(_In_ WDFDEVICE Device);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetAlignmentRequirement(_In_ WDFDEVICE Device,
					    _In_ ULONG AlignmentRequirement);

/**
 * WdfDeviceGetDefaultQueue - the default queue of a device
 * @Device: the device
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the queue; NULL without one, and, with a report (0x10D), for a wrong @Device.
 * Page: wdfdevice.h, WdfDeviceGetDefaultQueue
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFQUEUE NTAPI WdfDeviceGetDefaultQueue(_In_ WDFDEVICE Device);

/**
 * WdfDeviceGetDevicePnpState - how far a device has come, or gone
 * @Device: the device
 *
 * Here: the states are WdfDevStatePnpInit before the start; ..InitStarting, ..HardwareAvailable while the callbacks of the
 * start run, then ..EnableInterfaces and ..Started; ..FailedOwnHardware and ..Failed for a start that fails;
 * ..QueryRemoveAskDriver and ..QueryRemovePending; ..SurpriseRemove; ..RemovingDisableInterfaces while the callbacks of an
 * orderly removal run, and ..Removed. A control device stays at ..ObjectCreated.
 *
 * IRQL: any; on Windows: <= DISPATCH_LEVEL.
 * Return: the state; WdfDevStatePnpInvalid, with a report (0x10D), for a wrong @Device.
 * Page: wdfdevice.h, WdfDeviceGetDevicePnpState
 */
WDF_DEVICE_PNP_STATE NTAPI WdfDeviceGetDevicePnpState(_In_ WDFDEVICE Device);
WINWORK_ABSENT WDF_DEVICE_POWER_POLICY_STATE NTAPI WdfDeviceGetDevicePowerPolicyState(
	_In_ WDFDEVICE Device);
WINWORK_ABSENT WDF_DEVICE_POWER_STATE NTAPI WdfDeviceGetDevicePowerState(
	_In_ WDFDEVICE Device);
WINWORK_ABSENT VOID NTAPI WdfDeviceGetDeviceStackIoType(_In_ WDFDEVICE Device,
							_Out_ WDF_DEVICE_IO_TYPE *ReadWriteIoType,
							_Out_ WDF_DEVICE_IO_TYPE *IoControlIoType);

/**
 * WdfDeviceGetFileObject - the framework's object of a FILE_OBJECT
 * @Device: the device
 * @FileObject: an open file of it
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the file object; NULL without one, and, with a report (0x10D), for a wrong @Device.
 * Page: wdfdevice.h, WdfDeviceGetFileObject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFFILEOBJECT NTAPI WdfDeviceGetFileObject(_In_ WDFDEVICE Device, _In_ PFILE_OBJECT FileObject);

WINWORK_ABSENT PVOID NTAPI WdfDeviceGetHardwareRegisterMappedAddress(
	_In_ WDFDEVICE Device, _In_ PVOID PseudoBaseAddress);

/**
 * WdfDeviceGetIoTarget - return the target below a device
 * @Device: a device of the driver
 *
 * Requests that are sent to it go to the next lower device of the stack. It is started, and ends with the
 * device.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: the target; NULL for a control device, and after a report.
 * Page: wdfdevice.h, WdfDeviceGetIoTarget
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFIOTARGET NTAPI WdfDeviceGetIoTarget(_In_ WDFDEVICE Device);

WINWORK_ABSENT POWER_ACTION NTAPI WdfDeviceGetSystemPowerAction(
	_In_ WDFDEVICE Device);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceIndicateWakeStatus(_In_ WDFDEVICE Device,
							  _In_ NTSTATUS WaitWakeStatus);

/**
 * WdfDeviceInitAssignSDDLString - who may open the device
 * @DeviceInit: the properties of the device
 * @SDDLString: the security descriptor, or NULL for none
 *
 * Here: for udev rules, see IoCreateDeviceSecure. A device without a name has none.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a wrong length and, with a report, for a
 *	wrong @DeviceInit; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfdevice.h, WdfDeviceInitAssignSDDLString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceInitAssignSDDLString(_In_ PWDFDEVICE_INIT DeviceInit,
					     _In_opt_ PCUNICODE_STRING SDDLString);

/**
 * WdfDeviceInitAssignWdmIrpPreprocessCallback - get IRPs of a kind before the framework does
 * @DeviceInit: the properties of the device
 * @EvtDeviceWdmIrpPreprocess: the callback
 * @MajorFunction: the major function of the IRPs, such as IRP_MJ_FLUSH_BUFFERS
 * @MinorFunctions: their minor functions, or NULL
 * @NumMinorFunctions: the number of these; 0: all IRPs of the major function
 *
 * IRPs of kinds that the framework does not handle come to a driver in this way alone. The device then has one stack
 * location more. A later call for the same major function replaces the callback, and leaves its minor functions.
 *
 * Here: a refusal has a line in the log. On Windows a second call for a @DeviceInit whose device is created is not
 * noticed, and more than 256 minor functions are no mistake.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a wrong @MajorFunction, more than 256 minor functions and, with
 *	a report (0x10D, 0x0A), for a wrong @DeviceInit, NULL or IRQL; STATUS_INVALID_DEVICE_REQUEST if the major function
 *	has minor functions already, and gets others; STATUS_INVALID_DEVICE_STATE if the device is created;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfdevice.h, WdfDeviceInitAssignWdmIrpPreprocessCallback
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceInitAssignWdmIrpPreprocessCallback(
	_In_ PWDFDEVICE_INIT DeviceInit,
	_In_ PFN_WDFDEVICE_WDM_IRP_PREPROCESS EvtDeviceWdmIrpPreprocess, _In_ UCHAR MajorFunction,
	_In_reads_opt_(NumMinorFunctions) PUCHAR MinorFunctions, _In_ ULONG NumMinorFunctions);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceInitRegisterPnpStateChangeCallback(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ WDF_DEVICE_PNP_STATE PnpState,
	_In_ PFN_WDF_DEVICE_PNP_STATE_CHANGE_NOTIFICATION EvtDevicePnpStateChange,
	_In_ ULONG CallbackTypes);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceInitRegisterPowerPolicyStateChangeCallback(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ WDF_DEVICE_POWER_POLICY_STATE PowerPolicyState,
	_In_ PFN_WDF_DEVICE_POWER_POLICY_STATE_CHANGE_NOTIFICATION EvtDevicePowerPolicyStateChange,
	_In_ ULONG CallbackTypes);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceInitRegisterPowerStateChangeCallback(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ WDF_DEVICE_POWER_STATE PowerState,
	_In_ PFN_WDF_DEVICE_POWER_STATE_CHANGE_NOTIFICATION EvtDevicePowerStateChange,
	_In_ ULONG CallbackTypes);

/**
 * WdfDeviceInitSetFileObjectConfig - have file objects and their callbacks
 * @DeviceInit: the properties of the device
 * @FileObjectConfig: the callbacks, which are copied
 * @FileObjectAttributes: the attributes of each file object, which are copied; or NULL. Their
 *	callbacks are serialised with WdfSynchronizationScopeDevice, which requires a device of
 *	WdfExecutionLevelPassive; WdfSynchronizationScopeQueue is not allowed: WdfDeviceCreate fails
 *	with STATUS_INVALID_DEVICE_REQUEST.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL, @DeviceInit or NULL is reported, and nothing happens.
 * Wrong sizes, attributes and classes are explained in the log, and nothing happens.
 * Page: wdfdevice.h, WdfDeviceInitSetFileObjectConfig
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetFileObjectConfig(_In_ PWDFDEVICE_INIT DeviceInit,
					    _In_ PWDF_FILEOBJECT_CONFIG FileObjectConfig,
					    _In_opt_ PWDF_OBJECT_ATTRIBUTES FileObjectAttributes);

/**
 * WdfDeviceInitSetIoInCallerContextCallback - get requests in the thread that sends them
 * @DeviceInit: the properties of the device
 * @EvtIoInCallerContext: the callback
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL, @DeviceInit or NULL is reported, and nothing happens.
 * Page: wdfdevice.h, WdfDeviceInitSetIoInCallerContextCallback
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetIoInCallerContextCallback(
	_In_ PWDFDEVICE_INIT DeviceInit, _In_ PFN_WDF_IO_IN_CALLER_CONTEXT EvtIoInCallerContext);

WINWORK_ABSENT VOID NTAPI WdfDeviceInitSetIoTypeEx(_In_ PWDFDEVICE_INIT DeviceInit,
						   _In_ PWDF_IO_TYPE_CONFIG IoTypeConfig);

/**
 * WdfDeviceInitSetPowerPolicyEventCallbacks - callbacks for a device that wakes
 * WdfDeviceInitSetPowerPolicyOwnership - who decides about the power of the device
 * WdfDeviceInitSetPowerPageable, WdfDeviceInitSetPowerNotPageable - whether its callbacks may use
 *	the paging file
 * WdfDeviceInitSetPowerInrush - the device needs more power while it starts
 * WdfDeviceInitSetDeviceClass - the setup class of a device
 * @DeviceInit: the properties of the device
 * @PowerPolicyEventCallbacks: the callbacks
 * @IsPowerPolicyOwner: TRUE: this driver
 * @DeviceClassGuid: the class
 *
 * Here: without effect. A wrong IRQL or handle and a NULL argument are reported, and a wrong Size
 * is explained in the log.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdevice.h, WdfDeviceInitSetPowerPolicyEventCallbacks,
 *	WdfDeviceInitSetPowerPolicyOwnership, WdfDeviceInitSetPowerPageable,
 *	WdfDeviceInitSetPowerNotPageable, WdfDeviceInitSetPowerInrush, WdfDeviceInitSetDeviceClass
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetPowerPolicyEventCallbacks(
	_In_ PWDFDEVICE_INIT DeviceInit,
	_In_ PWDF_POWER_POLICY_EVENT_CALLBACKS PowerPolicyEventCallbacks);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetPowerPolicyOwnership(_In_ PWDFDEVICE_INIT DeviceInit,
						_In_ BOOLEAN IsPowerPolicyOwner);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetPowerPageable(_In_ PWDFDEVICE_INIT DeviceInit);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetPowerNotPageable(_In_ PWDFDEVICE_INIT DeviceInit);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetPowerInrush(_In_ PWDFDEVICE_INIT DeviceInit);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetDeviceClass(_In_ PWDFDEVICE_INIT DeviceInit,
				       _In_ const GUID *DeviceClassGuid);

WINWORK_ABSENT VOID NTAPI WdfDeviceInitSetReleaseHardwareOrderOnFailure(
	_In_ PWDFDEVICE_INIT DeviceInit,
	_In_ WDF_RELEASE_HARDWARE_ORDER_ON_FAILURE ReleaseHardwareOrderOnFailure);
WINWORK_ABSENT VOID NTAPI WdfDeviceInitSetRemoveLockOptions(_In_ PWDFDEVICE_INIT DeviceInit,
							    _In_ PWDF_REMOVE_LOCK_OPTIONS Options);

/**
 * WdfDeviceInitSetRequestAttributes - give requests a context and callbacks
 * @DeviceInit: the properties of the device
 * @RequestAttributes: the attributes of each request, which are copied. They have no ParentObject.
 *
 * The callbacks are not called for requests that the driver never had.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL, @DeviceInit or NULL is reported, and nothing happens.
 * Wrong attributes are explained in the log, and nothing happens.
 * Page: wdfdevice.h, WdfDeviceInitSetRequestAttributes
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceInitSetRequestAttributes(_In_ PWDFDEVICE_INIT DeviceInit,
					     _In_ PWDF_OBJECT_ATTRIBUTES RequestAttributes);

WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceMapIoSpace(_In_ WDFDEVICE Device,
						  _In_ PHYSICAL_ADDRESS PhysicalAddress,
						  _In_ SIZE_T NumberOfBytes,
						  _In_ MEMORY_CACHING_TYPE CacheType,
						  _Out_ PVOID *PseudoBaseAddress);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceOpenDevicemapKey(
	_In_ WDFDEVICE Device, _In_ PCUNICODE_STRING KeyName, _In_ ACCESS_MASK DesiredAccess,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes, _Out_ WDFKEY *Key);

/**
 * WdfDeviceOpenRegistryKey - open a key for a device
 * @Device: a device that has arrived, not a control device
 * @DeviceInstanceKeyType: PLUGPLAY_REGKEY_DEVICE or PLUGPLAY_REGKEY_DRIVER
 * @DesiredAccess: has no effect here
 * @KeyAttributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @Key: receives the key
 *
 * The keys are those of IoOpenDeviceRegistryKey.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for another type and, with a report (0x10D), for
 *	a wrong @Device or a NULL @Key; STATUS_INVALID_DEVICE_REQUEST for a control device; the
 *	statuses of WdfRegistryCreateKey.
 * Page: wdfdevice.h, WdfDeviceOpenRegistryKey
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceOpenRegistryKey(_In_ WDFDEVICE Device, _In_ ULONG DeviceInstanceKeyType,
					_In_ ACCESS_MASK DesiredAccess,
					_In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
					_Out_ WDFKEY *Key);

WINWORK_ABSENT NTSTATUS NTAPI WdfDevicePostEvent(_In_ WDFDEVICE Device, _In_ REFGUID EventGuid,
						 _In_ WDF_EVENT_TYPE WdfEventType,
						 _In_ BYTE *Data, _In_ ULONG DataSizeCb);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceQueryInterfaceProperty(
	_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_INTERFACE_PROPERTY_DATA PropertyData,
	_In_ ULONG BufferLength, _Out_ PVOID PropertyBuffer, _Out_ PULONG ResultLength,
	_Out_ PDEVPROPTYPE Type);
WINWORK_ABSENT VOID NTAPI WdfDeviceRemoveDependentUsageDeviceObject(
	_In_ WDFDEVICE Device, _In_ PDEVICE_OBJECT DependentDevice);
WINWORK_ABSENT VOID NTAPI WdfDeviceRemoveRemovalRelationsPhysicalDevice(
	_In_ WDFDEVICE Device, _In_ PDEVICE_OBJECT PhysicalDevice);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceRetrieveCompanionTarget(
	_In_ WDFDEVICE Device, _Out_ WDFCOMPANIONTARGET *CompanionTarget);

/**
 * WdfDeviceRetrieveDeviceInterfaceString - the name of the link of an interface
 * @Device: the device
 * @InterfaceClassGUID: the class, as for WdfDeviceCreateDeviceInterface
 * @ReferenceString: the text, likewise
 * @String: receives the name
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND if the device has no such interface;
 *	STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle or a NULL
 *	@InterfaceClassGUID; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfdevice.h, WdfDeviceRetrieveDeviceInterfaceString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceRetrieveDeviceInterfaceString(_In_ WDFDEVICE Device,
						      _In_ const GUID *InterfaceClassGUID,
						      _In_opt_ PCUNICODE_STRING ReferenceString,
						      _In_ WDFSTRING String);

/**
 * WdfDeviceRetrieveDeviceName - get the name of a device
 * @Device: the device
 * @String: receives a copy of the name that WdfDeviceInitAssignName has set. Earlier text of it is freed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a line in the log, for a device without such a name, and, with a
 *	report (0x10D, 0x0A), for a wrong handle or IRQL; STATUS_INSUFFICIENT_RESOURCES. After a failure @String is as
 *	before.
 * Page: wdfdevice.h, WdfDeviceRetrieveDeviceName
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDeviceRetrieveDeviceName(_In_ WDFDEVICE Device, _In_ WDFSTRING String);

/**
 * WdfDeviceSetBusInformationForChildren - say what IRP_MN_QUERY_BUS_INFORMATION answers for the children
 * @Device: the bus
 * @BusInformation: its type and number, which are copied
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or handle and a NULL argument are reported.
 * Page: wdfdevice.h, WdfDeviceSetBusInformationForChildren
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetBusInformationForChildren(_In_ WDFDEVICE Device,
						 _In_ PPNP_BUS_INFORMATION BusInformation);

/**
 * WdfDeviceSetDeviceInterfaceState, WdfDeviceSetDeviceInterfaceStateEx - enable or disable an
 *	interface
 * @Device: the device
 * @InterfaceClassGUID: the class, as for WdfDeviceCreateDeviceInterface
 * @ReferenceString: the text, likewise
 * @IsInterfaceEnabled: FALSE: the interface is disabled; TRUE: it is enabled while the device is
 *	started
 *
 * On Windows the second function may be called before the device has started. Here: both may.
 *
 * Here: an interface that the device does not have is reported (0x10D, parameter 3).
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and does nothing.
 * Page: wdfdevice.h, WdfDeviceSetDeviceInterfaceState, WdfDeviceSetDeviceInterfaceStateEx
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfDeviceSetDeviceInterfaceState(_In_ WDFDEVICE Device,
					    _In_ const GUID *InterfaceClassGUID,
					    _In_opt_ PCUNICODE_STRING ReferenceString,
					    _In_ BOOLEAN IsInterfaceEnabled);
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfDeviceSetDeviceInterfaceStateEx(_In_ WDFDEVICE Device,
					      _In_ const GUID *InterfaceClassGUID,
					      _In_opt_ PCUNICODE_STRING ReferenceString,
					      _In_ BOOLEAN IsInterfaceEnabled);

/**
 * WdfDeviceSetDeviceState - change the Plug and Play state of a device
 * WdfDeviceGetDeviceState - the state that the driver has set
 * @Device: the device
 * @DeviceState: the state; its Size is set before either call
 *
 * Here: the state is kept, and nothing happens. A wrong IRQL or handle and a NULL argument are
 * reported, and a wrong Size is explained in the log.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdevice.h, WdfDeviceSetDeviceState, WdfDeviceGetDeviceState
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetDeviceState(_In_ WDFDEVICE Device, _In_ PWDF_DEVICE_STATE DeviceState);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceGetDeviceState(_In_ WDFDEVICE Device, _Out_ PWDF_DEVICE_STATE DeviceState);

/**
 * WdfDeviceSetFailed - give up a device that does not work
 * @Device: the device; no control device
 * @FailedAction: WdfDeviceFailedAttemptRestart or WdfDeviceFailedNoRestart
 *
 * The device is removed as one that has gone by surprise, soon after the call.
 *
 * Here: it is not started again by WdfDeviceFailedAttemptRestart either. A function of PCI can be bound again by
 * Linux's means.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong handle, IRQL or @FailedAction is reported (0x10D, parameter 7 for the latter), as
 *	is a control device (likewise).
 * Page: wdfdevice.h, WdfDeviceSetFailed
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetFailed(_In_ WDFDEVICE Device, _In_ WDF_DEVICE_FAILED_ACTION FailedAction);

/**
 * WdfDeviceSetPnpCapabilities - tell what a device can do on its bus
 * WdfDeviceSetPowerCapabilities - tell which power states a device has
 * @Device: the device
 * @PnpCapabilities: the capabilities
 * @PowerCapabilities: the states
 *
 * For a PDO they are what IRP_MN_QUERY_CAPABILITIES answers. Here: without effect for other devices. A wrong IRQL or
 * handle and a NULL argument are reported, and a wrong Size is explained in the log.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdevice.h, WdfDeviceSetPnpCapabilities, WdfDeviceSetPowerCapabilities
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetPnpCapabilities(_In_ WDFDEVICE Device,
				       _In_ PWDF_DEVICE_PNP_CAPABILITIES PnpCapabilities);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetPowerCapabilities(_In_ WDFDEVICE Device,
					 _In_ PWDF_DEVICE_POWER_CAPABILITIES PowerCapabilities);

WINWORK_ABSENT VOID NTAPI WdfDeviceSetSpecialFileSupport(_In_ WDFDEVICE Device,
							 _In_ WDF_SPECIAL_FILE_TYPE FileType,
							 _In_ BOOLEAN FileTypeIsSupported);

/**
 * WdfDeviceSetStaticStopRemove - tell whether a device may be stopped and removed
 * @Device: the device
 * @Stoppable: FALSE: it may not
 *
 * Here: without effect. rmmod removes the device.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or handle is reported.
 * Page: wdfdevice.h, WdfDeviceSetStaticStopRemove
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfDeviceSetStaticStopRemove(_In_ WDFDEVICE Device, _In_ BOOLEAN Stoppable);

WINWORK_ABSENT VOID NTAPI WdfDeviceUnmapIoSpace(_In_ WDFDEVICE Device,
						_In_ PVOID PseudoBaseAddress,
						_In_ SIZE_T NumberOfBytes);
WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceWdmAssignPowerFrameworkSettings(
	_In_ WDFDEVICE Device, _In_ PWDF_POWER_FRAMEWORK_SETTINGS PowerFrameworkSettings);

/**
 * WdfDeviceWdmDispatchIrp - give an IRP of EvtDeviceWdmIrpDispatch to the framework
 * @Device: the device
 * @Irp: the IRP
 * @DispatchContext: that of the callback
 *
 * The framework does with the IRP what it does without a callback. The driver mostly calls this in
 * EvtDeviceWdmIrpDispatch. It may do so later for an IRP that it has marked as pending.
 *
 * Here: an IRP of another origin, or one that was dispatched already, is reported (0x10D), and left alone. On Windows
 * that is undefined.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the status for EvtDeviceWdmIrpDispatch to return. STATUS_INVALID_PARAMETER for a wrong @DispatchContext: the
 *	IRP is completed with it, and the log has a line. STATUS_INVALID_PARAMETER, with a report (0x10D, 0x0A), for a wrong
 *	@Device, NULL or IRQL: the IRP stays the driver's. STATUS_INVALID_DEVICE_REQUEST after the report above.
 * Page: wdfdevice.h, WdfDeviceWdmDispatchIrp
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceWdmDispatchIrp(_In_ WDFDEVICE Device, _In_ PIRP Irp,
				       _In_ WDFCONTEXT DispatchContext);

/**
 * WdfDeviceWdmDispatchIrpToIoQueue - choose the queue of an IRP
 * @Device: the device
 * @Irp: the IRP, from EvtDeviceWdmIrpDispatch or EvtDeviceWdmIrpPreprocess: a read, write or control
 * @Queue: the queue, which need not be a default queue. Here: a queue of @Device, and not of the device of its bus
 * @Flags: WDF_DISPATCH_IRP_TO_IO_QUEUE_NO_FLAGS, or:
 *	WDF_DISPATCH_IRP_TO_IO_QUEUE_INVOKE_INCALLERCTX_CALLBACK: EvtIoInCallerContext, if there is one, gets the request
 *	first. WdfDeviceEnqueueRequest then puts it into @Queue.
 *	WDF_DISPATCH_IRP_TO_IO_QUEUE_PREPROCESSED_IRP: the IRP is from EvtDeviceWdmIrpPreprocess, where the driver has called
 *	IoSkipCurrentIrpStackLocation or IoCopyCurrentIrpStackLocationToNext
 *
 * Here: an IRP of another origin, or one that was dispatched already, is reported (0x10D), and left alone. On Windows
 * that is undefined.
 *
 * IRQL: <= DISPATCH_LEVEL, and as the callbacks of the queue need it.
 * Return: the status for the callback to return. STATUS_INVALID_PARAMETER for another flag, an IRP of another kind, one for
 *	which @Queue has no handler, and a queue of another device: the IRP is completed with it, and the log has a line.
 *	STATUS_INVALID_PARAMETER, with a report (0x10D, 0x0A), for a wrong handle, NULL or IRQL: the IRP stays the
 *	driver's. STATUS_INVALID_DEVICE_REQUEST after the report above.
 * Page: wdfdevice.h, WdfDeviceWdmDispatchIrpToIoQueue
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceWdmDispatchIrpToIoQueue(_In_ WDFDEVICE Device, _In_ PIRP Irp,
						_In_ WDFQUEUE Queue, _In_ ULONG Flags);

/**
 * WdfDeviceWdmDispatchPreprocessedIrp - give an IRP of EvtDeviceWdmIrpPreprocess to the framework
 * @Device: the device
 * @Irp: the IRP
 *
 * As before IoCallDriver, the driver calls IoSkipCurrentIrpStackLocation first; or, to set a completion routine,
 * IoCopyCurrentIrpStackLocationToNext. The framework does with the IRP what it does without a callback: the IRP becomes
 * a request, a callback of the driver's, or is passed to the next lower driver. A kind that the framework does not
 * handle ends with STATUS_INVALID_DEVICE_REQUEST, unless the device is a filter's. The driver mostly calls this in
 * EvtDeviceWdmIrpPreprocess. It may do so later for an IRP that it has marked as pending.
 *
 * Here: an IRP of another origin, or one that was given to the framework or passed on already, is reported (0x10D), and
 * left alone. An IRP for which neither function above was called is reported (0x10D), and completed. On Windows
 * both are undefined. An IRP that is completed is reported (0xC9), and one whose locations are used up (0x35) and
 * completed, as by IoCallDriver.
 *
 * IRQL: <= DISPATCH_LEVEL, and as the callbacks for the IRP need it.
 * Return: the status for EvtDeviceWdmIrpPreprocess to return; STATUS_INVALID_PARAMETER, with a report (0x10D, 0x0A), for
 *	a wrong @Device, NULL or IRQL: the IRP stays the driver's. STATUS_INVALID_DEVICE_REQUEST or
 *	STATUS_INVALID_PARAMETER after the other reports.
 * Page: wdfdevice.h, WdfDeviceWdmDispatchPreprocessedIrp
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDeviceWdmDispatchPreprocessedIrp(_In_ WDFDEVICE Device, _In_ PIRP Irp);

/**
 * WdfDeviceWdmGetPhysicalDevice - the device object at the bottom of a device's stack
 * WdfDeviceWdmGetAttachedDevice - the device object below a device's own one
 * @Device: the device
 *
 * Here: both are the same, unless a filter is below. There is no bus driver, so the
 * framework creates the device object, with a generated name. Its files can be opened and closed;
 * other requests fail with STATUS_INVALID_DEVICE_REQUEST.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device object; NULL for a control device, and, with a report (0x10D), for a wrong
 *	@Device.
 * Page: wdfdevice.h, WdfDeviceWdmGetPhysicalDevice, WdfDeviceWdmGetAttachedDevice
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
PDEVICE_OBJECT NTAPI WdfDeviceWdmGetPhysicalDevice(_In_ WDFDEVICE Device);
_IRQL_requires_max_(DISPATCH_LEVEL)
PDEVICE_OBJECT NTAPI WdfDeviceWdmGetAttachedDevice(_In_ WDFDEVICE Device);

/**
 * WdfDriverGetRegistryPath - the registry path that DriverEntry got
 * @Driver: the driver object
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns NULL.
 * Return: a copy, which ends with a zero, and stays the framework's; NULL, with a report (0x10D),
 *	for a wrong @Driver.
 * Page: wdfdriver.h, WdfDriverGetRegistryPath
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
PWSTR NTAPI WdfDriverGetRegistryPath(_In_ WDFDRIVER Driver);

/**
 * WdfDriverIsVersionAvailable - whether the framework is of a version, or of a later one
 * @Driver: the driver object
 * @VersionAvailableParams: the version
 *
 * Here: the version is 1.33.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns FALSE.
 * Return: TRUE for 1.0 to 1.33; otherwise FALSE. For a wrong @Driver and a NULL argument also a
 *	report (0x10D).
 * Page: wdfdriver.h, WdfDriverIsVersionAvailable
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
BOOLEAN NTAPI WdfDriverIsVersionAvailable(
	_In_ WDFDRIVER Driver, _In_ PWDF_DRIVER_VERSION_AVAILABLE_PARAMS VersionAvailableParams);

/**
 * WdfDriverOpenParametersRegistryKey - open the key Parameters of a driver
 * @Driver: the driver object
 * @DesiredAccess: has no effect here
 * @KeyAttributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @Key: receives the key, which is made if need be
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong @Driver or a
 *	NULL @Key; the statuses of WdfRegistryCreateKey.
 * Page: wdfdriver.h, WdfDriverOpenParametersRegistryKey
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDriverOpenParametersRegistryKey(_In_ WDFDRIVER Driver,
						  _In_ ACCESS_MASK DesiredAccess,
						  _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
						  _Out_ WDFKEY *Key);

WINWORK_ABSENT NTSTATUS NTAPI WdfDriverOpenPersistentStateRegistryKey(
	_In_ WDFDRIVER Driver, _In_ ACCESS_MASK DesiredAccess,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes, _Out_ WDFKEY *Key);
WINWORK_ABSENT NTSTATUS NTAPI WdfDriverRegisterTraceInfo(
	_In_ PDRIVER_OBJECT DriverObject, _In_ PFN_WDF_TRACE_CALLBACK EvtTraceCallback,
	_In_ PVOID ControlBlock);

/**
 * WdfDriverRetrieveVersionString - the name and the version of the framework
 * @Driver: the driver object
 * @String: receives the text, "Kernel Mode Driver Framework version 1.33.0"
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfdriver.h, WdfDriverRetrieveVersionString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfDriverRetrieveVersionString(_In_ WDFDRIVER Driver, _In_ WDFSTRING String);

WINWORK_ABSENT PVOID NTAPI WdfGetTriageInfo(VOID);
WINWORK_ABSENT NTSTATUS NTAPI WdfObjectQuery(_In_ WDFOBJECT Object, _In_ const GUID *Guid,
					     _In_ ULONG QueryBufferLength,
					     _Out_ PVOID QueryBuffer);

/**
 * WdfVerifierDbgBreakPoint - stop in a debugger
 *
 * Here: as DbgBreakPoint. On Windows a registry value of the driver decides.
 *
 * IRQL: any.
 * Page: wdfverifier.h, WdfVerifierDbgBreakPoint
 */
WINWORK_OWN VOID WdfVerifierDbgBreakPoint(VOID)
{
	DbgBreakPoint();
}

/**
 * WDFVERIFY - report a condition that does not hold, as NT_FRE_ASSERT
 * VERIFY_IS_IRQL_PASSIVE_LEVEL, IS_AT_PASSIVE - report an IRQL other than PASSIVE_LEVEL
 * WDFCASSERT - let the build fail if a constant condition does not hold
 * @condition: the condition
 *
 * On Windows: the first three check nothing, and evaluate nothing, unless the verifier is on for the driver.
 *
 * IRQL: any.
 * Page: wdfassert.h declares them, without pages of their own
 */
#define WDFVERIFY(condition) ((void)NT_FRE_ASSERT(condition))
#define VERIFY_IS_IRQL_PASSIVE_LEVEL() WDFVERIFY(KeGetCurrentIrql() == PASSIVE_LEVEL)
#define IS_AT_PASSIVE() VERIFY_IS_IRQL_PASSIVE_LEVEL()
#define WDFCASSERT(condition) { WINWORK_STATIC_ASSERT(condition, #condition); }

/**
 * WdfVerifierKeBugCheck - stop the machine
 * @BugCheckCode: the reason
 * @BugCheckParameter1: the first of four parameters
 * @BugCheckParameter2: the second
 * @BugCheckParameter3: the third
 * @BugCheckParameter4: the fourth
 *
 * As KeBugCheckEx.
 *
 * IRQL: any.
 * Page: wdfverifier.h, WdfVerifierKeBugCheck
 */
WINWORK_OWN VOID WdfVerifierKeBugCheck(_In_ ULONG BugCheckCode, _In_ ULONG_PTR BugCheckParameter1,
				       _In_ ULONG_PTR BugCheckParameter2,
				       _In_ ULONG_PTR BugCheckParameter3,
				       _In_ ULONG_PTR BugCheckParameter4)
{
	KeBugCheckEx(BugCheckCode, BugCheckParameter1, BugCheckParameter2, BugCheckParameter3,
		     BugCheckParameter4);
}

/**
 * WdfWdmDeviceGetWdfDeviceHandle - the framework's device of a DEVICE_OBJECT
 * @DeviceObject: a device object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device; NULL if the framework has not made it, or its device is deleted; with a
 *	report (0x10D) for NULL.
 * Page: wdfdevice.h, WdfWdmDeviceGetWdfDeviceHandle
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfWdmDeviceGetWdfDeviceHandle(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * WdfWdmDriverGetWdfDriverHandle - the framework's driver object of a DRIVER_OBJECT
 * @DriverObject: the I/O manager's driver object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the driver object; NULL if the driver has none, and, with a report (0x10D), for NULL.
 * Page: wdfdriver.h, WdfWdmDriverGetWdfDriverHandle
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDRIVER NTAPI WdfWdmDriverGetWdfDriverHandle(_In_ PDRIVER_OBJECT DriverObject);

typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP EVT_WDF_DEVICE_CONTEXT_CLEANUP;
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY EVT_WDF_DEVICE_CONTEXT_DESTROY;

EXTERN_C_END

#endif /* WINWORK_WDF_DEVICES_H */
