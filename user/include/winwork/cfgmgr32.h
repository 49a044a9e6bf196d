/* SPDX-License-Identifier: MIT */
/* <cfgmgr32.h>: the device interfaces of a class. */
#ifndef WINWORK_USER_CFGMGR32_H
#define WINWORK_USER_CFGMGR32_H

#include "winbase.h"
#include "guiddef.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef DWORD RETURN_TYPE;
typedef RETURN_TYPE CONFIGRET;

#define CR_SUCCESS 0x00
#define CR_OUT_OF_MEMORY 0x02
#define CR_INVALID_POINTER 0x03
#define CR_INVALID_FLAG 0x04
#define CR_FAILURE 0x13
#define CR_BUFFER_SMALL 0x1A
#define CR_INVALID_DEVICE_ID 0x1E

#define CM_GET_DEVICE_INTERFACE_LIST_PRESENT 0x00000000
#define CM_GET_DEVICE_INTERFACE_LIST_ALL_DEVICES 0x00000001

typedef WCHAR *DEVINSTID_W;
typedef CHAR *DEVINSTID_A;

/**
 * CM_Get_Device_Interface_List - the paths of the interfaces of a class that are enabled
 * CM_Get_Device_Interface_List_Size - how many characters the list has
 * @InterfaceClassGuid: the class
 * @pDeviceID: NULL or "", for all devices. There are no device instances, so any other text fails with
 *	CR_INVALID_DEVICE_ID.
 * @Buffer: receives the paths for CreateFile, each with a zero behind it, and one more zero
 * @BufferLen: its characters
 * @pulLen: receives the number of characters, 1 without interfaces
 * @ulFlags: one of CM_GET_DEVICE_INTERFACE_LIST_*. An interface that is not enabled is in no list.
 */
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_List_SizeA(PULONG pulLen, LPGUID InterfaceClassGuid,
								     DEVINSTID_A pDeviceID, ULONG ulFlags);
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_List_SizeW(PULONG pulLen, LPGUID InterfaceClassGuid,
								     DEVINSTID_W pDeviceID, ULONG ulFlags);
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_ListA(LPGUID InterfaceClassGuid, DEVINSTID_A pDeviceID,
								PCHAR Buffer, ULONG BufferLen, ULONG ulFlags);
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_ListW(LPGUID InterfaceClassGuid, DEVINSTID_W pDeviceID,
								PWCHAR Buffer, ULONG BufferLen, ULONG ulFlags);

#ifdef UNICODE
#define DEVINSTID DEVINSTID_W
#define CM_Get_Device_Interface_List_Size CM_Get_Device_Interface_List_SizeW
#define CM_Get_Device_Interface_List CM_Get_Device_Interface_ListW
#else
#define DEVINSTID DEVINSTID_A
#define CM_Get_Device_Interface_List_Size CM_Get_Device_Interface_List_SizeA
#define CM_Get_Device_Interface_List CM_Get_Device_Interface_ListA
#endif

#ifdef __cplusplus
}
#endif

#endif
