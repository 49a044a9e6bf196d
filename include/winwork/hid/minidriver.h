/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The interface between a HID minidriver and its class driver.
 */
#ifndef WINWORK_HID_MINIDRIVER_H
#define WINWORK_HID_MINIDRIVER_H

#include <guiddef.h>
#include <winwork/io/devices.h>
#include <winwork/io/dma.h>
#include <winwork/io/pci.h>
#include <winwork/po/power.h>
#include "class.h"

EXTERN_C_START

struct _HID_DESCRIPTOR;
struct _HID_DEVICE_ATTRIBUTES;
struct _HID_DEVICE_EXTENSION;
struct _HID_MINIDRIVER_REGISTRATION;

/* Between the class driver and a minidriver. */
#define IOCTL_HID_GET_DEVICE_DESCRIPTOR HID_CTL_CODE(0)
#define IOCTL_HID_GET_REPORT_DESCRIPTOR HID_CTL_CODE(1)
#define IOCTL_HID_READ_REPORT HID_CTL_CODE(2)
#define IOCTL_HID_WRITE_REPORT HID_CTL_CODE(3)
#define IOCTL_HID_GET_STRING HID_CTL_CODE(4)
#define IOCTL_HID_ACTIVATE_DEVICE HID_CTL_CODE(7)
#define IOCTL_HID_DEACTIVATE_DEVICE HID_CTL_CODE(8)
#define IOCTL_HID_GET_DEVICE_ATTRIBUTES HID_CTL_CODE(9)
#define IOCTL_HID_SEND_IDLE_NOTIFICATION_REQUEST HID_CTL_CODE(10)
#define IOCTL_UMDF_HID_SET_FEATURE HID_CTL_CODE(20)
#define IOCTL_UMDF_HID_GET_FEATURE HID_CTL_CODE(21)
#define IOCTL_UMDF_HID_SET_OUTPUT_REPORT HID_CTL_CODE(22)
#define IOCTL_UMDF_HID_GET_INPUT_REPORT HID_CTL_CODE(23)
#define IOCTL_UMDF_GET_PHYSICAL_DESCRIPTOR HID_CTL_CODE(24)

typedef VOID (NTAPI *HID_SEND_IDLE_CALLBACK)(PVOID Context);
typedef struct _HID_SUBMIT_IDLE_NOTIFICATION_CALLBACK_INFO {
	HID_SEND_IDLE_CALLBACK IdleCallback;
	PVOID IdleContext;
} HID_SUBMIT_IDLE_NOTIFICATION_CALLBACK_INFO, *PHID_SUBMIT_IDLE_NOTIFICATION_CALLBACK_INFO;

typedef struct _HID_MINIDRIVER_REGISTRATION {
	ULONG Revision;
	PDRIVER_OBJECT DriverObject;
	PUNICODE_STRING RegistryPath;
	ULONG DeviceExtensionSize;
	BOOLEAN DevicesArePolled;
	UCHAR Reserved[3];
} HID_MINIDRIVER_REGISTRATION, *PHID_MINIDRIVER_REGISTRATION;

#pragma pack(push, 1)
typedef struct _HID_DESCRIPTOR {
	UCHAR bLength;
	UCHAR bDescriptorType;
	USHORT bcdHID;
	UCHAR bCountry;
	UCHAR bNumDescriptors;
	struct {
		UCHAR bReportType;
		USHORT wReportLength;
	} DescriptorList[1];
} HID_DESCRIPTOR, *PHID_DESCRIPTOR;
#pragma pack(pop)

typedef struct _HID_DEVICE_EXTENSION {
	PDEVICE_OBJECT PhysicalDeviceObject;
	PDEVICE_OBJECT NextDeviceObject;
	PVOID MiniDeviceExtension;
} HID_DEVICE_EXTENSION, *PHID_DEVICE_EXTENSION;

typedef struct _HID_DEVICE_ATTRIBUTES {
	ULONG Size;
	USHORT VendorID;
	USHORT ProductID;
	USHORT VersionNumber;
	USHORT Reserved[11];
} HID_DEVICE_ATTRIBUTES, *PHID_DEVICE_ATTRIBUTES;

/**
 * HidRegisterMinidriver - make the driver a HID minidriver
 * @MinidriverRegistration: what the driver is. Only for the call
 *
 * DriverEntry calls this when it has set AddDevice and its dispatch routines. From then on the class makes the device
 * object of each device, whose extension begins with a HID_DEVICE_EXTENSION, attaches it, and calls AddDevice of the
 * minidriver with it in place of the PDO. The minidriver neither attaches nor deletes it.
 *
 * When the stack has started, the class asks for the descriptors and the attributes, and the device is one of Linux's
 * HID core: /dev/hidrawN, and an input device if its reports are those of one. While a program has that open,
 * two requests of IOCTL_HID_READ_REPORT are pending. A buffer of a report begins with the report's ID if the device
 * uses IDs, else with its data.
 *
 * Here: the dispatch routines in DriverObject stay the minidriver's. The class has a device of its own above, which
 * gets the IRPs first. IOCTL_HID_ACTIVATE_DEVICE, _DEACTIVATE_DEVICE and _SEND_IDLE_NOTIFICATION_REQUEST are not sent.
 * DevicesArePolled changes nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_REVISION_MISMATCH, if Revision is not HID_REVISION; STATUS_OBJECT_NAME_COLLISION, if
 *	the driver is registered already; STATUS_INVALID_PARAMETER for NULL, another object than a driver, and a
 *	driver without AddDevice; or STATUS_INSUFFICIENT_RESOURCES. The log has the reason.
 * Page: hidport.h, HidRegisterMinidriver
 */
NTSTATUS NTAPI HidRegisterMinidriver(_In_ PHID_MINIDRIVER_REGISTRATION MinidriverRegistration);

EXTERN_C_END

#endif /* WINWORK_HID_MINIDRIVER_H */
