/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The control codes of the HID class driver.
 */
#ifndef WINWORK_HID_CLASS_H
#define WINWORK_HID_CLASS_H

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
#include "parser.h"

EXTERN_C_START

struct _HID_COLLECTION_INFORMATION;
struct _HID_DRIVER_CONFIG;
struct _HID_INTERFACE_HIDPARSE;
struct _HID_INTERFACE_NOTIFY_PNP;
struct _HID_XFER_PACKET;

#define HID_CTL_CODE(id) CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_NEITHER, FILE_ANY_ACCESS)
#define HID_BUFFER_CTL_CODE(id) CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define HID_IN_CTL_CODE(id) CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_IN_DIRECT, FILE_ANY_ACCESS)
#define HID_OUT_CTL_CODE(id) CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_OUT_DIRECT, FILE_ANY_ACCESS)

#define GUID_CLASS_INPUT_STR "4D1E55B2-F16F-11CF-88CB-001111000030"

#define HID_REVISION 0x00000001

#define IOCTL_GET_NUM_DEVICE_INPUT_BUFFERS HID_BUFFER_CTL_CODE(104)
#define IOCTL_GET_PHYSICAL_DESCRIPTOR HID_OUT_CTL_CODE(102)

#define IOCTL_HID_FLUSH_QUEUE HID_CTL_CODE(101)
#define IOCTL_HID_GET_COLLECTION_DESCRIPTOR HID_CTL_CODE(100)
#define IOCTL_HID_GET_COLLECTION_INFORMATION HID_BUFFER_CTL_CODE(106)
#define IOCTL_HID_GET_DRIVER_CONFIG HID_BUFFER_CTL_CODE(100)
#define IOCTL_HID_GET_FEATURE HID_OUT_CTL_CODE(100)
#define IOCTL_HID_GET_HARDWARE_ID HID_OUT_CTL_CODE(103)
#define IOCTL_HID_GET_INDEXED_STRING HID_OUT_CTL_CODE(120)
#define IOCTL_HID_GET_INPUT_REPORT HID_OUT_CTL_CODE(104)
#define IOCTL_HID_GET_MANUFACTURER_STRING HID_OUT_CTL_CODE(110)
#define IOCTL_HID_GET_MS_GENRE_DESCRIPTOR HID_OUT_CTL_CODE(121)
#define IOCTL_HID_GET_POLL_FREQUENCY_MSEC HID_BUFFER_CTL_CODE(102)
#define IOCTL_HID_GET_PRODUCT_STRING HID_OUT_CTL_CODE(111)
#define IOCTL_HID_GET_SERIALNUMBER_STRING HID_OUT_CTL_CODE(112)
#define IOCTL_HID_SET_DRIVER_CONFIG HID_BUFFER_CTL_CODE(101)
#define IOCTL_HID_SET_FEATURE HID_IN_CTL_CODE(100)
#define IOCTL_HID_SET_OUTPUT_REPORT HID_IN_CTL_CODE(101)
#define IOCTL_HID_SET_POLL_FREQUENCY_MSEC HID_BUFFER_CTL_CODE(103)
#define IOCTL_SET_NUM_DEVICE_INPUT_BUFFERS HID_BUFFER_CTL_CODE(105)

typedef enum _HID_STRING_TYPE {
	HID_STRING_INDEXED = 0,
	HID_STRING_ID_IMANUFACTURER = 14,
	HID_STRING_ID_IPRODUCT,
	HID_STRING_ID_ISERIALNUMBER,
	HID_STRING_MAX,
} HID_STRING_TYPE;

enum DeviceObjectState {
	DeviceObjectStarted = 0,
	DeviceObjectStopped,
	DeviceObjectRemoved,
};

typedef VOID (NTAPI *PHID_STATUS_CHANGE)(PVOID Context, enum DeviceObjectState State);
typedef NTSTATUS (NTAPI *PHIDP_GETCAPS)(PHIDP_PREPARSED_DATA PreparsedData,
					PHIDP_CAPS Capabilities);
typedef struct _HID_COLLECTION_INFORMATION {
	ULONG DescriptorSize;
	BOOLEAN Polled;
	UCHAR Reserved1[1];
	USHORT VendorID;
	USHORT ProductID;
	USHORT VersionNumber;
} HID_COLLECTION_INFORMATION, *PHID_COLLECTION_INFORMATION;

typedef struct _HID_DRIVER_CONFIG {
	ULONG Size;
	ULONG RingBufferSize;
} HID_DRIVER_CONFIG, *PHID_DRIVER_CONFIG;

typedef struct _HID_INTERFACE_HIDPARSE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PHIDP_GETCAPS HidpGetCaps;
} HID_INTERFACE_HIDPARSE, *PHID_INTERFACE_HIDPARSE;

typedef struct _HID_INTERFACE_NOTIFY_PNP {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PHID_STATUS_CHANGE StatusChangeFn;
	PVOID CallbackContext;
} HID_INTERFACE_NOTIFY_PNP, *PHID_INTERFACE_NOTIFY_PNP;

typedef struct _HID_XFER_PACKET {
	PUCHAR reportBuffer;
	ULONG reportBufferLen;
	UCHAR reportId;
} HID_XFER_PACKET, *PHID_XFER_PACKET;

EXTERN_C_END

#endif /* WINWORK_HID_CLASS_H */
