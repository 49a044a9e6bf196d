/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Batteries: their miniports and the class driver.
 */
#ifndef WINWORK_PO_BATTERY_CLASS_H
#define WINWORK_PO_BATTERY_CLASS_H

#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/control_codes.h"
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
#include "power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "battery.h"

EXTERN_C_START

struct _BATTERY_MINIPORT_UPDATE_DATA;
struct _BATTERY_NON_CATASTROPHIC_EVENT;
struct _BATTERY_TAG_CHANGE;
struct _BATTERY_WMI_CYCLE_COUNT;
struct _BATTERY_WMI_FULL_CHARGED_CAPACITY;
struct _BATTERY_WMI_RUNTIME;
struct _BATTERY_WMI_STATIC_DATA;
struct _BATTERY_WMI_STATUS;
struct _BATTERY_WMI_STATUS_CHANGE;
struct _BATTERY_WMI_TEMPERATURE;

#define BATTERY_CLASS_MINOR_VERSION 0x0000
#define BATTERY_CLASS_MAJOR_VERSION 0x0001
#define BATTERY_CLASS_MINOR_VERSION_1 0x0001

#define BATTERY_MINIPORT_UPDATE_DATA_VER_1 0x00000001
#define BATTERY_MINIPORT_UPDATE_DATA_VER_2 0x00000002
#define BATTERY_MINIPORT_UPDATE_DATA_VER_1_SIZE sizeof(BATTERY_MINIPORT_UPDATE_DATA)
#define BATTERY_MINIPORT_UPDATE_DATA_VER_2_SIZE sizeof(BATTERY_MINIPORT_UPDATE_DATA_V2)

typedef enum BATTERY_CHARGING_STATE {
	BatteryNoPowerSupply = 0,
	BatteryInadequatePowerSupply = 1,
	BatteryAdequatePowerSupply = 2,
} BATTERY_CHARGING_STATE;

typedef NTSTATUS NTAPI BCLASS_DISABLE_STATUS_NOTIFY_CALLBACK(_In_ PVOID Context);
typedef BCLASS_DISABLE_STATUS_NOTIFY_CALLBACK *PBCLASS_DISABLE_STATUS_NOTIFY_CALLBACK;
typedef PBCLASS_DISABLE_STATUS_NOTIFY_CALLBACK BCLASS_DISABLE_STATUS_NOTIFY;
typedef NTSTATUS NTAPI BCLASS_QUERY_INFORMATION_CALLBACK(
	_In_ PVOID Context, _In_ ULONG BatteryTag, _In_ BATTERY_QUERY_INFORMATION_LEVEL Level,
	_In_ LONG AtRate, _Out_writes_bytes_to_(BufferLength, *ReturnedLength) PVOID Buffer,
	_In_ ULONG BufferLength, _Out_ PULONG ReturnedLength);
typedef BCLASS_QUERY_INFORMATION_CALLBACK *PBCLASS_QUERY_INFORMATION_CALLBACK;
typedef PBCLASS_QUERY_INFORMATION_CALLBACK BCLASS_QUERY_INFORMATION;
typedef NTSTATUS NTAPI BCLASS_QUERY_STATUS_CALLBACK(_In_ PVOID Context, _In_ ULONG BatteryTag,
						    _Out_ PBATTERY_STATUS BatteryStatus);
typedef BCLASS_QUERY_STATUS_CALLBACK *PBCLASS_QUERY_STATUS_CALLBACK;
typedef PBCLASS_QUERY_STATUS_CALLBACK BCLASS_QUERY_STATUS;
typedef NTSTATUS NTAPI BCLASS_QUERY_TAG_CALLBACK(_In_ PVOID Context, _Out_ PULONG BatteryTag);
typedef BCLASS_QUERY_TAG_CALLBACK *PBCLASS_QUERY_TAG_CALLBACK;
typedef PBCLASS_QUERY_TAG_CALLBACK BCLASS_QUERY_TAG;
typedef NTSTATUS NTAPI BCLASS_SET_INFORMATION_CALLBACK(_In_ PVOID Context, _In_ ULONG BatteryTag,
						       _In_ BATTERY_SET_INFORMATION_LEVEL Level,
						       _In_opt_ PVOID Buffer);
typedef BCLASS_SET_INFORMATION_CALLBACK *PBCLASS_SET_INFORMATION_CALLBACK;
typedef PBCLASS_SET_INFORMATION_CALLBACK BCLASS_SET_INFORMATION;
typedef struct {
	ULONG PowerState;
	ULONG LowCapacity;
	ULONG HighCapacity;
} BATTERY_NOTIFY, *PBATTERY_NOTIFY;

typedef NTSTATUS NTAPI BCLASS_SET_STATUS_NOTIFY_CALLBACK(_In_ PVOID Context, _In_ ULONG BatteryTag,
							 _In_ PBATTERY_NOTIFY BatteryNotify);
typedef BCLASS_SET_STATUS_NOTIFY_CALLBACK *PBCLASS_SET_STATUS_NOTIFY_CALLBACK;
typedef PBCLASS_SET_STATUS_NOTIFY_CALLBACK BCLASS_SET_STATUS_NOTIFY;
typedef struct {
	USHORT MajorVersion;
	USHORT MinorVersion;
	PVOID Context;
	BCLASS_QUERY_TAG QueryTag;
	BCLASS_QUERY_INFORMATION QueryInformation;
	BCLASS_SET_INFORMATION SetInformation;
	BCLASS_QUERY_STATUS QueryStatus;
	BCLASS_SET_STATUS_NOTIFY SetStatusNotify;
	BCLASS_DISABLE_STATUS_NOTIFY DisableStatusNotify;
	PDEVICE_OBJECT Pdo;
	PUNICODE_STRING DeviceName;
} BATTERY_MINIPORT_INFO, *PBATTERY_MINIPORT_INFO;

typedef struct {
	USHORT MajorVersion;
	USHORT MinorVersion;
	PVOID Context;
	BCLASS_QUERY_TAG QueryTag;
	BCLASS_QUERY_INFORMATION QueryInformation;
	BCLASS_SET_INFORMATION SetInformation;
	BCLASS_QUERY_STATUS QueryStatus;
	BCLASS_SET_STATUS_NOTIFY SetStatusNotify;
	BCLASS_DISABLE_STATUS_NOTIFY DisableStatusNotify;
	PDEVICE_OBJECT Pdo;
	PUNICODE_STRING DeviceName;
	PDEVICE_OBJECT Fdo;
} BATTERY_MINIPORT_INFO_V1_1, *PBATTERY_MINIPORT_INFO_V1_1;

typedef struct _BATTERY_NON_CATASTROPHIC_EVENT {
	ULONG BatteryChargeLimitState : 1;
	ULONG BatteryChargingState : 2;
	ULONG Reserved : 29;
} BATTERY_NON_CATASTROPHIC_EVENT, *PBATTERY_NON_CATASTROPHIC_EVENT;

typedef struct _BATTERY_MINIPORT_UPDATE_DATA {
	ULONG Version;
	BATTERY_NON_CATASTROPHIC_EVENT NotifyEvent;
} BATTERY_MINIPORT_UPDATE_DATA, *PBATTERY_MINIPORT_UPDATE_DATA;

typedef BATTERY_MINIPORT_UPDATE_DATA BATTERY_MINIPORT_UPDATE_DATA_V2;
typedef struct _BATTERY_TAG_CHANGE {
	ULONG Tag;
} BATTERY_TAG_CHANGE, *PBATTERY_TAG_CHANGE;

typedef struct _BATTERY_WMI_CYCLE_COUNT {
	ULONG Tag;
	ULONG CycleCount;
} BATTERY_WMI_CYCLE_COUNT, *PBATTERY_WMI_CYCLE_COUNT;

typedef struct _BATTERY_WMI_FULL_CHARGED_CAPACITY {
	ULONG Tag;
	ULONG FullChargedCapacity;
} BATTERY_WMI_FULL_CHARGED_CAPACITY, *PBATTERY_WMI_FULL_CHARGED_CAPACITY;

typedef struct _BATTERY_WMI_RUNTIME {
	ULONG Tag;
	ULONG EstimatedRuntime;
} BATTERY_WMI_RUNTIME, *PBATTERY_WMI_RUNTIME;

typedef struct _BATTERY_WMI_STATIC_DATA {
	ULONG Tag;
	WCHAR ManufactureDate[25];
	BATTERY_REPORTING_SCALE Granularity[4];
	ULONG Capabilities;
	UCHAR Technology;
	ULONG Chemistry;
	ULONG DesignedCapacity;
	ULONG DefaultAlert1;
	ULONG DefaultAlert2;
	ULONG CriticalBias;
	WCHAR Strings[1];
} BATTERY_WMI_STATIC_DATA, *PBATTERY_WMI_STATIC_DATA;

typedef struct _BATTERY_WMI_STATUS {
	ULONG Tag;
	ULONG RemainingCapacity;
	LONG ChargeRate;
	LONG DischargeRate;
	ULONG Voltage;
	BOOLEAN PowerOnline;
	BOOLEAN Charging;
	BOOLEAN Discharging;
	BOOLEAN Critical;
} BATTERY_WMI_STATUS, *PBATTERY_WMI_STATUS;

typedef struct _BATTERY_WMI_STATUS_CHANGE {
	ULONG Tag;
	BOOLEAN PowerOnline;
	BOOLEAN Charging;
	BOOLEAN Discharging;
	BOOLEAN Critical;
} BATTERY_WMI_STATUS_CHANGE, *PBATTERY_WMI_STATUS_CHANGE;

typedef struct _BATTERY_WMI_TEMPERATURE {
	ULONG Tag;
	ULONG Temperature;
} BATTERY_WMI_TEMPERATURE, *PBATTERY_WMI_TEMPERATURE;

typedef PBATTERY_MINIPORT_UPDATE_DATA PBATTERY_MINIPORT_UPDATE_DATA_V2;

WINWORK_ABSENT NTSTATUS NTAPI BatteryClassInitializeDevice(_In_ PBATTERY_MINIPORT_INFO MiniportInfo,
							   _Out_ PVOID *ClassData);
WINWORK_ABSENT NTSTATUS NTAPI BatteryClassIoctl(_In_ PVOID ClassData, _Inout_ PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI BatteryClassQueryWmiDataBlock(
	_In_ PVOID ClassData, _Inout_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp,
	_In_ ULONG GuidIndex, _Out_writes_(1) PULONG InstanceLengthArray, _In_ ULONG OutBufferSize,
	_Out_writes_bytes_opt_(OutBufferSize) PUCHAR Buffer);
WINWORK_ABSENT NTSTATUS NTAPI BatteryClassStatusNotify(_In_ PVOID ClassData);
WINWORK_ABSENT NTSTATUS NTAPI BatteryClassSystemControl(_In_ PVOID ClassData,
							_In_ PVOID WmiLibContext,
							_In_ PDEVICE_OBJECT DeviceObject,
							_Inout_ PIRP Irp, _Out_ PVOID Disposition);
WINWORK_ABSENT NTSTATUS NTAPI BatteryClassUnload(_In_ PVOID ClassData);
WINWORK_ABSENT NTSTATUS NTAPI BatteryClassUpdateData(_In_ PVOID ClassData,
						     _In_ PBATTERY_MINIPORT_UPDATE_DATA UpdateData);

EXTERN_C_END

#endif /* WINWORK_PO_BATTERY_CLASS_H */
