/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Batteries, thermal zones and power meters: control codes and data.
 */
#ifndef WINWORK_PO_BATTERY_H
#define WINWORK_PO_BATTERY_H

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
#include "power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"

EXTERN_C_START

struct _BATTERY_INFORMATION;
struct _BATTERY_MANUFACTURE_DATE;
struct _BATTERY_STATUS;
struct _PROCESSOR_OBJECT_INFO;
struct _THERMAL_INFORMATION;
struct _THERMAL_WAIT_READ;

#define ACTIVE_COOLING 0

#define IOCTL_GET_PROCESSOR_OBJ_INFO \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x60, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_GET_SYS_BUTTON_CAPS \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x50, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_GET_SYS_BUTTON_EVENT \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x51, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_NOTIFY_SWITCH_EVENT \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x40, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_QUERY_LID CTL_CODE(FILE_DEVICE_BATTERY, 0x30, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_RUN_ACTIVE_COOLING_METHOD \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x22, METHOD_BUFFERED, FILE_WRITE_ACCESS)
#define IOCTL_SET_SYS_MESSAGE_INDICATOR \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x70, METHOD_BUFFERED, FILE_WRITE_ACCESS)
#define IOCTL_THERMAL_QUERY_INFORMATION \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x20, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_THERMAL_SET_COOLING_POLICY \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x21, METHOD_BUFFERED, FILE_WRITE_ACCESS)

#define IOCTL_THERMAL_SET_PASSIVE_LIMIT \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x23, METHOD_BUFFERED, FILE_WRITE_ACCESS)
#define IOCTL_THERMAL_READ_TEMPERATURE \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x24, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_THERMAL_READ_POLICY \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x25, METHOD_BUFFERED, FILE_READ_ACCESS)

#define MAX_ACTIVE_COOLING_LEVELS 10

#define PASSIVE_COOLING 1

#define SYS_BUTTON_POWER 0x00000001
#define SYS_BUTTON_SLEEP 0x00000002
#define SYS_BUTTON_LID 0x00000004
#define SYS_BUTTON_WAKE 0x80000000

typedef struct _THERMAL_INFORMATION {
	ULONG ThermalStamp;
	ULONG ThermalConstant1;
	ULONG ThermalConstant2;
	KAFFINITY Processors;
	ULONG SamplingPeriod;
	ULONG CurrentTemperature;
	ULONG PassiveTripPoint;
	ULONG CriticalTripPoint;
	UCHAR ActiveTripPointCount;
	ULONG ActiveTripPoint[10];
} THERMAL_INFORMATION, *PTHERMAL_INFORMATION;

/* Temperatures in tenths of a kelvin. */
typedef struct _THERMAL_WAIT_READ {
	ULONG Timeout;
	ULONG LowTemperature;
	ULONG HighTemperature;
} THERMAL_WAIT_READ, *PTHERMAL_WAIT_READ;

#define THERMAL_WAIT_READ_TIMEOUT_IMMEDIATE 0x0
#define THERMAL_WAIT_READ_TIMEOUT_NONE 0xffffffff

typedef struct _PROCESSOR_OBJECT_INFO {
	ULONG PhysicalID;
	ULONG PBlkAddress;
	UCHAR PBlkLength;
} PROCESSOR_OBJECT_INFO, *PPROCESSOR_OBJECT_INFO;

typedef struct _BATTERY_MANUFACTURE_DATE {
	UCHAR Day;
	UCHAR Month;
	USHORT Year;
} BATTERY_MANUFACTURE_DATE, *PBATTERY_MANUFACTURE_DATE;

typedef struct _BATTERY_STATUS {
	ULONG PowerState;
	ULONG Capacity;
	ULONG Voltage;
	LONG Rate;
} BATTERY_STATUS, *PBATTERY_STATUS;

typedef struct _BATTERY_INFORMATION {
	ULONG Capabilities;
	UCHAR Technology;
	UCHAR Reserved[3];
	UCHAR Chemistry[4];
	ULONG DesignedCapacity;
	ULONG FullChargedCapacity;
	ULONG DefaultAlert1;
	ULONG DefaultAlert2;
	ULONG CriticalBias;
	ULONG CycleCount;
} BATTERY_INFORMATION, *PBATTERY_INFORMATION;

EXTERN_C_END

#endif /* WINWORK_PO_BATTERY_H */
