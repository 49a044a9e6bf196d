/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The connection of a keyboard or mouse to its class driver.
 */
#ifndef WINWORK_INPUT_CLASS_H
#define WINWORK_INPUT_CLASS_H

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

struct _CONNECT_DATA;

#define DD_KEYBOARD_CLASS_BASE_NAME_U L"KeyboardClass"
#define DD_KEYBOARD_MOUSE_COMBO_RESOURCE_CLASS_NAME_U L"Keyboard/Pointer"
#define DD_KEYBOARD_PORT_BASE_NAME_U L"KeyboardPort"
#define DD_KEYBOARD_RESOURCE_CLASS_NAME_U L"Keyboard"
#define DD_POINTER_CLASS_BASE_NAME_U L"PointerClass"
#define DD_POINTER_PORT_BASE_NAME_U L"PointerPort"
#define DD_POINTER_RESOURCE_CLASS_NAME_U L"Pointer"

#define I8042_ERROR_VALUE_BASE 1000

#define INPORT_ERROR_VALUE_BASE 2000

#define IOCTL_INTERNAL_KEYBOARD_CONNECT \
	CTL_CODE(FILE_DEVICE_KEYBOARD, 0x0080, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_KEYBOARD_DISABLE \
	CTL_CODE(FILE_DEVICE_KEYBOARD, 0x0400, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_KEYBOARD_DISCONNECT \
	CTL_CODE(FILE_DEVICE_KEYBOARD, 0x0100, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_KEYBOARD_ENABLE \
	CTL_CODE(FILE_DEVICE_KEYBOARD, 0x0200, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_MOUSE_CONNECT \
	CTL_CODE(FILE_DEVICE_MOUSE, 0x0080, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_MOUSE_DISABLE \
	CTL_CODE(FILE_DEVICE_MOUSE, 0x0400, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_MOUSE_DISCONNECT \
	CTL_CODE(FILE_DEVICE_MOUSE, 0x0100, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_INTERNAL_MOUSE_ENABLE \
	CTL_CODE(FILE_DEVICE_MOUSE, 0x0200, METHOD_NEITHER, FILE_ANY_ACCESS)

#define KBDMOU_COULD_NOT_SEND_COMMAND 0x0000
#define KBDMOU_COULD_NOT_SEND_PARAM 0x0001
#define KBDMOU_INCORRECT_RESPONSE 0x0004
#define KBDMOU_NO_RESPONSE 0x0002

#define KEYBOARD_PORTS_MAXIMUM 8

#define POINTER_PORTS_MAXIMUM 8

#define SERIAL_MOUSE_ERROR_VALUE_BASE 3000

typedef struct _CONNECT_DATA {
	PDEVICE_OBJECT ClassDeviceObject;
	PVOID ClassService;
} CONNECT_DATA, *PCONNECT_DATA;

typedef VOID (NTAPI *PSERVICE_CALLBACK_ROUTINE)(PVOID NormalContext, PVOID SystemArgument1,
						PVOID SystemArgument2, PVOID SystemArgument3);

EXTERN_C_END

#endif /* WINWORK_INPUT_CLASS_H */
