/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bluetooth controllers that are not on USB: packets and control codes.
 */
#ifndef WINWORK_BLUETOOTH_TRANSPORT_H
#define WINWORK_BLUETOOTH_TRANSPORT_H

#include <winwork/io/control_codes.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _BTHX_CAPABILITIES;
struct _BTHX_HCI_READ_WRITE_CONTEXT;
struct _BTHX_VERSION;

#define BTHX_DDI_VERSION_1 0x00000001

#define IOCTL_BTHX_GET_VERSION \
	CTL_CODE(FILE_DEVICE_BLUETOOTH, 0x100, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_BTHX_QUERY_CAPABILITIES \
	CTL_CODE(FILE_DEVICE_BLUETOOTH, 0x102, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_BTHX_READ_HCI CTL_CODE(FILE_DEVICE_BLUETOOTH, 0x104, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_BTHX_SET_VERSION \
	CTL_CODE(FILE_DEVICE_BLUETOOTH, 0x101, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_BTHX_WRITE_HCI CTL_CODE(FILE_DEVICE_BLUETOOTH, 0x103, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef enum _BTHX_SCO_SUPPORT {
	ScoSupportNone = 0,
	ScoSupportHCI = 1,
	ScoSupportHCIBypass = 2,
} BTHX_SCO_SUPPORT, *PBTHX_SCO_SUPPORT;

typedef struct _BTHX_CAPABILITIES {
	ULONG MaxAclTransferInSize;
	BTHX_SCO_SUPPORT ScoSupport;
	ULONG MaxScoChannels;
	BOOLEAN IsDeviceIdleCapable;
	BOOLEAN IsDeviceWakeCapable;
} BTHX_CAPABILITIES, *PBTHX_CAPABILITIES;

typedef enum _BTHX_HCI_PACKET_TYPE {
	HciPacketCommand = 0x01,
	HciPacketAclData = 0x02,
	HciPacketEvent = 0x04,
} BTHX_HCI_PACKET_TYPE;

#pragma pack(push, 1)

typedef struct _BTHX_HCI_READ_WRITE_CONTEXT {
	ULONG DataLen;
	UCHAR Type;
	UCHAR Data[1];
} BTHX_HCI_READ_WRITE_CONTEXT, *PBTHX_HCI_READ_WRITE_CONTEXT;

#pragma pack(pop)

typedef struct _BTHX_VERSION {
	ULONG Version;
} BTHX_VERSION, *PBTHX_VERSION;

/* Each source that includes this header has the version. */
DECLSPEC_SELECTANY BTHX_VERSION Microsoft_BTHX_DDI_Version = { BTHX_DDI_VERSION_1 };

EXTERN_C_END

#endif /* WINWORK_BLUETOOTH_TRANSPORT_H */
