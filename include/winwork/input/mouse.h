/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Mice: their data and control codes.
 */
#ifndef WINWORK_INPUT_MOUSE_H
#define WINWORK_INPUT_MOUSE_H

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

EXTERN_C_START

struct _MOUSE_ATTRIBUTES;
struct _MOUSE_INPUT_DATA;
struct _MOUSE_UNIT_ID_PARAMETER;

#define BALLPOINT_I8042_HARDWARE 0x0008
#define BALLPOINT_SERIAL_HARDWARE 0x0010

#define GUID_CLASS_MOUSE GUID_DEVINTERFACE_MOUSE

#define HORIZONTAL_WHEEL_PRESENT 0x8000

#define IOCTL_MOUSE_INSERT_DATA CTL_CODE(FILE_DEVICE_MOUSE, 1, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_MOUSE_QUERY_ATTRIBUTES \
	CTL_CODE(FILE_DEVICE_MOUSE, 0, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define MOUSE_ATTRIBUTES_CHANGED 0x04

#define MOUSE_BUTTON_4_DOWN 0x0040
#define MOUSE_BUTTON_4_UP 0x0080
#define MOUSE_BUTTON_5_DOWN 0x0100
#define MOUSE_BUTTON_5_UP 0x0200
#define MOUSE_BUTTON_1_DOWN MOUSE_LEFT_BUTTON_DOWN
#define MOUSE_BUTTON_1_UP MOUSE_LEFT_BUTTON_UP
#define MOUSE_BUTTON_2_DOWN MOUSE_RIGHT_BUTTON_DOWN
#define MOUSE_BUTTON_2_UP MOUSE_RIGHT_BUTTON_UP
#define MOUSE_BUTTON_3_DOWN MOUSE_MIDDLE_BUTTON_DOWN
#define MOUSE_BUTTON_3_UP MOUSE_MIDDLE_BUTTON_UP
#define MOUSE_ERROR_VALUE_BASE 20000
#define MOUSE_HID_HARDWARE 0x0080
#define MOUSE_WHEEL 0x0400
#define MOUSE_HWHEEL 0x0800
#define MOUSE_I8042_HARDWARE 0x0002
#define MOUSE_INPORT_HARDWARE 0x0001
#define MOUSE_LEFT_BUTTON_DOWN 0x0001
#define MOUSE_LEFT_BUTTON_UP 0x0002
#define MOUSE_MIDDLE_BUTTON_DOWN 0x0010
#define MOUSE_MIDDLE_BUTTON_UP 0x0020
#define MOUSE_MOVE_RELATIVE 0
#define MOUSE_MOVE_ABSOLUTE 1
#define MOUSE_MOVE_NOCOALESCE 0x08
#define MOUSE_RIGHT_BUTTON_DOWN 0x0004
#define MOUSE_RIGHT_BUTTON_UP 0x0008
#define MOUSE_SERIAL_HARDWARE 0x0004
#define MOUSE_TERMSRV_SRC_SHADOW 0x100
#define MOUSE_VIRTUAL_DESKTOP 0x02

#define WHEELMOUSE_HID_HARDWARE 0x0100
#define WHEELMOUSE_I8042_HARDWARE 0x0020
#define WHEELMOUSE_SERIAL_HARDWARE 0x0040

typedef struct _MOUSE_INPUT_DATA {
	USHORT UnitId;
	USHORT Flags;
	union {
		ULONG Buttons;
		struct {
			USHORT ButtonFlags;
			USHORT ButtonData;
		};
	};
	ULONG RawButtons;
	LONG LastX;
	LONG LastY;
	ULONG ExtraInformation;
} MOUSE_INPUT_DATA, *PMOUSE_INPUT_DATA;

typedef struct _MOUSE_UNIT_ID_PARAMETER {
	USHORT UnitId;
} MOUSE_UNIT_ID_PARAMETER, *PMOUSE_UNIT_ID_PARAMETER;

typedef struct _MOUSE_ATTRIBUTES {
	USHORT MouseIdentifier;
	USHORT NumberOfButtons;
	USHORT SampleRate;
	ULONG InputDataQueueLength;
} MOUSE_ATTRIBUTES, *PMOUSE_ATTRIBUTES;

#define DD_MOUSE_DEVICE_NAME "\\Device\\PointerClass"
#define DD_MOUSE_DEVICE_NAME_U L"\\Device\\PointerClass"

EXTERN_C_END

#endif /* WINWORK_INPUT_MOUSE_H */
