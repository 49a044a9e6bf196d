/* SPDX-License-Identifier: MIT */
/* <winioctl.h>: control codes. */
#ifndef WINWORK_USER_WINIOCTL_H
#define WINWORK_USER_WINIOCTL_H

#include "winnt.h"

typedef DWORD DEVICE_TYPE;

/* The bits of a control code. */
#ifndef CTL_CODE
#define CTL_CODE(type, function, method, access)                                                   \
	((DWORD)(type) << 16 | (DWORD)(access) << 14 | (DWORD)(function) << 2 | (DWORD)(method))
#endif
#define DEVICE_TYPE_FROM_CTL_CODE(code) ((DWORD)(code) >> 16)
#define METHOD_FROM_CTL_CODE(code) ((DWORD)(code) & 3)

#define METHOD_BUFFERED 0
#define METHOD_IN_DIRECT 1
#define METHOD_OUT_DIRECT 2
#define METHOD_NEITHER 3
#define METHOD_DIRECT_TO_HARDWARE METHOD_IN_DIRECT
#define METHOD_DIRECT_FROM_HARDWARE METHOD_OUT_DIRECT

#define FILE_DEVICE_BEEP 0x01
#define FILE_DEVICE_CD_ROM 0x02
#define FILE_DEVICE_CONTROLLER 0x04
#define FILE_DEVICE_DISK 0x07
#define FILE_DEVICE_DISK_FILE_SYSTEM 0x08
#define FILE_DEVICE_FILE_SYSTEM 0x09
#define FILE_DEVICE_INPORT_PORT 0x0A
#define FILE_DEVICE_KEYBOARD 0x0B
#define FILE_DEVICE_MOUSE 0x0F
#define FILE_DEVICE_NAMED_PIPE 0x11
#define FILE_DEVICE_NETWORK 0x12
#define FILE_DEVICE_NULL 0x15
#define FILE_DEVICE_PARALLEL_PORT 0x16
#define FILE_DEVICE_PRINTER 0x18
#define FILE_DEVICE_SCREEN 0x1C
#define FILE_DEVICE_SERIAL_PORT 0x1B
#define FILE_DEVICE_SOUND 0x1D
#define FILE_DEVICE_STREAMS 0x1E
#define FILE_DEVICE_UNKNOWN 0x22
#define FILE_DEVICE_VIDEO 0x23
#define FILE_DEVICE_VIRTUAL_DISK 0x24
#define FILE_DEVICE_BUS_EXTENDER 0x2A
#define FILE_DEVICE_ACPI 0x32
#define FILE_DEVICE_KS 0x2F
#define FILE_DEVICE_BIOMETRIC 0x44

#endif
